"""The tab of the actions: matrix, budget and coverage above the table with its calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from strategy.analysis import coverage
from strategy.links import open_opportunities
from strategy.model import Action, Milestone
from strategy.operations import add_action, duplicate, move, set_value, weigh_action
from strategy.ranking import Ranking
from ui.actions import key_text, list_menu
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import Grouping, next_status
from ui.models.action_words import DATES, count_words
from ui.models.timeline import Zoom
from ui.pages.action_plan.budget import BudgetCell
from ui.pages.action_plan.calendar_bar import CalendarBar
from ui.pages.action_plan.calendar_menu import add_calendar_entries
from ui.pages.action_plan.calendar_scroll import CalendarScroll
from ui.pages.action_plan.coverage import FRICTIONS, LATE, OBJECTIVES, OWNERS, CoverageCell
from ui.pages.action_plan.cures import frictions_menu, objectives_menu, origins_menu
from ui.pages.action_plan.matrix import Matrix
from ui.pages.action_plan.table import ActionTable
from ui.pages.page import Handlers, Hints
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.surface import Surface

_STRIP = 258


class ActionsView(QWidget):
    """`picked` carries the current action, `opened` the one whose details are wanted."""

    picked = Signal(str)
    opened = Signal(str)
    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._filter = bridge, ""
        self.table = ActionTable(bridge)
        self.matrix, self.budget, self.coverage = Matrix(), BudgetCell(bridge), CoverageCell()
        self.bar = CalendarBar(bridge, self.table)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._filled())
        self._start = Button(tr("New action"), "primary", icon="plus", on_click=self.add, name="first_action")
        self._suggest = Button(tr("From the frictions"), icon="diamond", name="from_frictions",
                               on_click=lambda: self._cure(FRICTIONS))  # fmt: skip
        self._empty = EmptyState(
            tr("What will you do first?"),
            tr("An action says what to do, for whom, by when and at what cost. Start from a friction, or freely."),
            self._start, self._suggest, key_sentence=tr("or press {key}"), key=key_text("new"), name="actions_empty",
        )  # fmt: skip
        self._stack.addWidget(self._empty)
        self._connect()

    # What the page asks

    def follow(self) -> None:
        """Follow the plan."""
        snapshot = self._bridge.snapshot()
        has_actions = bool(snapshot.all(Action))
        self._stack.setCurrentIndex(0 if has_actions else 1)
        self._start.setEnabled(not self._bridge.document.is_read_only)
        found = coverage(snapshot, datetime.date.today())
        self._suggest.setVisible(bool(found.frictions or open_opportunities(snapshot)))
        kept = {OWNERS: frozenset(found.without_owner), LATE: frozenset(found.late)}.get(self._filter)
        if not kept:
            self._filter, kept = "", None
        if kept != self.table.tree.only:
            self.table.tree.show_only(kept)
        self.table.follow()
        listed = [each for row in snapshot.all(Action) if (each := self.table.tree.facts(row.id))]
        self.matrix.show_actions(listed, Ranking.of(snapshot))
        self.bar.follow()
        self.budget.follow()
        self.coverage.show_coverage(found, self._filter)
        if self.table.current is None and has_actions:
            groups = self.table.tree.groups
            if groups:
                self.table.set_current(self.table.tree.index_of(groups[0].ids[0]))
        self._pick(self.current_id)

    @property
    def current_id(self) -> str:
        here = self.table.current
        return here.action_id if here else ""

    def group_by(self, grouping: object) -> None:
        """Group the table otherwise; the cursor stays on its action."""
        kept = self.current_id
        self.table.tree.group_by(str(grouping))
        self.table.expandAll()
        self.table.reveal(kept)

    def reveal(self, action_id: str) -> bool:
        """Show an action, without the filter if it hides it."""
        if self._filter and not self.table.tree.index_of(action_id).isValid():
            self._set_filter("")
        found = self.table.reveal(action_id)
        if found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def reveal_milestone(self, milestone_id: str) -> bool:
        """Show the day of a milestone in the calendar; False when the plan has it no more."""
        row = self._bridge.snapshot().get(Milestone, milestone_id)
        if row is not None:
            self.table.time.show(self.table.tree.timeline.zoom, row.day)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return row is not None

    def handlers(self) -> Handlers:
        time = self.table.time
        found: dict[str, object] = {
            "zoom_in": lambda: time.turn(-1),
            "zoom_out": lambda: time.turn(1),
            "zoom_fit": lambda: time.show(Zoom.YEAR),
        }
        if not self._bridge.document.is_read_only:
            found["new"] = self.add
        if self.current_id and not self._bridge.document.is_read_only:
            found |= {
                "edit": self.table.edit_current,
                "next_state": lambda: self.next_state(self.current_id),
                "duplicate": self.duplicate,
                "delete": lambda: delete_with_care(self._bridge, Action, self.current_id),
            }
            if self.table.tree.grouping != Grouping.PRIORITY:
                found |= {"move_up": lambda: self._move_by(-1), "move_down": lambda: self._move_by(1)}
        return found  # type: ignore[return-value]  # every value is one of the functions above

    def hints(self) -> Hints:
        """Keys worth knowing where the cursor is."""
        if self.current_id and self.table.currentIndex().column() == DATES:
            return (
                (tr("Ctrl+→"), tr("move by a day")), (tr("Alt+→"), tr("move by a week")),
                (tr("Shift+→"), tr("lengthen")),
            )  # fmt: skip
        return (
            (key_text("new"), tr("new action")),
            (key_text("next_state"), tr("change the status")),
            (key_text("toggle_panel"), tr("details")),
        )

    def status_text(self) -> str:
        """How many actions in how many groups."""
        groups = self.table.tree.groups
        counted = count_words(len(self._bridge.snapshot().all(Action)))
        forms = {
            Grouping.HORIZON: ntr("{n} horizon", "{n} horizons", len(groups)),
            Grouping.SEGMENT: ntr("{n} segment", "{n} segments", len(groups)),
            Grouping.OBJECTIVE: ntr("{n} objective", "{n} objectives", len(groups)),
            Grouping.PRIORITY: ntr("{n} quadrant", "{n} quadrants", len(groups)),
        }
        shown = forms[Grouping(self.table.tree.grouping)].format(n=current().number(len(groups)))
        return f"{counted}, {shown}" if groups else counted

    # What the user does

    def add(self) -> None:
        """Add an action to the group of the cursor and put the cursor in its title."""
        here, by = self.table.current, self.table.tree.grouping
        group = here.group if here else ""
        segments = [group] if group and by == Grouping.SEGMENT else []
        objectives = [group] if group and by == Grouping.OBJECTIVE else []
        made = self._bridge.run(
            lambda: add_action(self._bridge.document, segment_ids=segments, objective_ids=objectives)
        )
        if made:
            self.show_added(made)

    def show_added(self, action_id: str) -> None:
        """Put the cursor in the title of an action that has just been made."""
        self.follow()
        if self.reveal(action_id):
            self.table.edit_current()

    def duplicate(self) -> None:
        """Copy the current action and show the copy."""
        kept = self.current_id
        made = self._bridge.run(lambda: duplicate(self._bridge.document, Action, kept))
        if made:
            self.reveal(made)

    def next_state(self, action_id: str) -> None:
        """Give an action the status after its own."""
        facts = self.table.tree.facts(action_id)
        if facts is not None:
            wanted = next_status(facts.status)
            self._bridge.attempt(lambda: set_value(self._bridge.document, Action, action_id, "status", wanted))

    def offer_origins(self, anchor: QWidget, levers: Callable[[], object]) -> None:
        """Let the user choose what a new action is made from, in a menu under a button."""
        found = coverage(self._bridge.snapshot(), datetime.date.today())
        menu = origins_menu(self._bridge, found, self.show_added, levers, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))

    # Inside

    def _resize_strip(self) -> None:
        self._strip.setFixedHeight(theme().px(_STRIP))

    def _filled(self) -> QWidget:
        holder = QWidget(self)  # from the start: Qt styles all that a widget holds again when it gets a parent
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = self._strip = Surface("sheet", lines=("bottom",), name="action_strip")
        theme().changed.connect(self._resize_strip)
        self._resize_strip()
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        cells = ((self.matrix, 118, ()), (self.budget, 100, ("left", "right")), (self.coverage, 98, ()))
        for cell, stretch, lines in cells:
            ground = Surface("", lines=lines)
            inner = QVBoxLayout(ground)
            inner.setContentsMargins(0, 0, 0, 1)
            inner.addWidget(cell)
            row.addWidget(ground, stretch)
        column.addWidget(strip)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(CalendarScroll(self.table))
        self.bar.folded.connect(lambda is_folded: strip.setVisible(not is_folded))
        return holder

    def _connect(self) -> None:
        self.table.picked.connect(self._pick)
        self.table.opened.connect(self.opened)
        self.table.status_clicked.connect(self.next_state)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_menu)
        self.table.selectionModel().currentColumnChanged.connect(lambda: self.handlers_changed.emit())
        self.matrix.picked.connect(lambda action_id: self.table.reveal(action_id))
        self.matrix.weighed.connect(self._weigh)
        self.matrix.ranking_wanted.connect(self._show_ranking)
        self.coverage.asked.connect(self._cure)

    def _pick(self, action_id: str) -> None:
        self.matrix.set_current(action_id)
        self.picked.emit(action_id)
        self.handlers_changed.emit()

    def _weigh(self, action_id: str, impact: int, effort_days: float) -> None:
        self._bridge.attempt(lambda: weigh_action(self._bridge.document, action_id, impact, effort_days))

    def _show_ranking(self) -> None:
        from ui.pages.action_plan.ranking import RankingDialog

        dialog = RankingDialog(self._bridge, self.window())
        dialog.exec()
        dialog.deleteLater()

    def _cure(self, key: str) -> None:
        """Lead from a figure of the coverage to what settles it."""
        if key in (OWNERS, LATE):
            self._set_filter("" if self._filter == key else key)
            return
        found = coverage(self._bridge.snapshot(), datetime.date.today())
        build = {OBJECTIVES: objectives_menu, FRICTIONS: frictions_menu}[key]
        anchor = self.coverage.rows[key] if self._stack.currentIndex() == 0 else self._suggest
        menu = build(self._bridge, found, self.show_added, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _set_filter(self, key: str) -> None:
        self._filter = key
        self.follow()

    def _offer_menu(self, at: QPoint) -> None:
        if self.current_id:
            texts = {"new": tr("New action"), "next_state": tr("Change the status"), "edit": tr("Edit the cell")}
            menu = list_menu(self.handlers(), self, texts)
            details = menu.addAction(f"{tr('Details')}\t{key_text('toggle_panel')}")
            details.triggered.connect(lambda: self.opened.emit(self.current_id))
            if not self._bridge.document.is_read_only:
                add_calendar_entries(menu, self._bridge, self.table, at)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _move_by(self, steps: int) -> None:
        """Swap with the neighbour in the group, wherever both stand in the plan's own order."""
        here, index = self.table.current, self.table.currentIndex()
        beside = self.table.tree.place_at(index.siblingAtRow(index.row() + steps)) if here else None
        if here is None or beside is None:
            return
        others = [row.id for row in self._bridge.snapshot().all(Action) if row.id != here.action_id]
        at = others.index(beside.action_id) + (steps > 0)
        self._bridge.attempt(lambda: move(self._bridge.document, Action, here.action_id, at))
