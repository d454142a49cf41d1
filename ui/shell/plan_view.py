"""An open plan on screen: rail, top bar, the sheet with the pages, status bar. It shows; operations act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import tr
from storage.changes import ChangeSet
from storage.history import Step
from ui.actions import ActionSet, EnabledWhen
from ui.document_bridge import DocumentBridge
from ui.pages.page import Page
from ui.pages.registry import ALL_PAGES, STEP_PAGES, page_class, page_of
from ui.settings import settings
from ui.shell.captions import step_news
from ui.shell.rail import Rail
from ui.shell.read_only import ReadOnlyLock
from ui.shell.sheet import Sheet
from ui.shell.status_bar import StatusBar
from ui.shell.tab_walk import first_focusable, neighbour
from ui.shell.top_bar import TopBar
from ui.theme.theme import theme
from ui.widgets.focus import give_focus
from ui.widgets.stack import Stack

FOLDED_BELOW = 1280
"""Width of the window, in design pixels, under which the rail folds by itself."""
_FOLDING_PAGE = "step_3_journeys"
"""The page that needs the width most: the rail opens folded there."""
_PLACES_KEPT = 50
PARTS = {
    "starting_point": "step_1_objectives",
    **dict.fromkeys(("needs", "levers", "budget", "best_set", "follow_up"), "step_5_action_plan"),
}
"""Parts of pages that have a command of their own, with their page."""


class PlanView(QWidget):
    """The shell around the pages of one plan."""

    language_wanted = Signal(str)
    take_over_wanted = Signal()
    """The user wants to write in a plan that another window has."""
    settled = Signal()
    """The state of each step is on screen: after the first paint, and after each gesture."""

    def __init__(
        self, bridge: DocumentBridge, actions: ActionSet, page_id: str = STEP_PAGES[0], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._actions = actions
        self._pages: dict[str, Page] = {}
        self._places: list[str] = []
        self._rail = Rail(actions, self)
        self._top = TopBar(actions, self)
        self._status = StatusBar(self)
        self._stack = Stack(self)
        self._lock = ReadOnlyLock(self._stack, self) if bridge.document.is_read_only else None
        self._news = QTimer(self, singleShot=True, interval=0)
        self._is_painted = False
        self._older: QWidget | None = None
        self._has_told_unsecured = False
        self._is_folded_for_page = True
        self._lay_out()
        self._connect()
        actions.bind(self._handlers())
        self._show_plan()
        self._show_saved()
        self.show_page(page_id)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.page_id]

    @property
    def page_id(self) -> str:
        """The id of the page that is shown."""
        return self._places[-1]

    def show_page(self, page_id: str) -> None:
        """Show a page, built at its first visit."""
        page = self._pages.get(page_id)
        is_new = page is None
        if page is None:
            # Built in its place: Qt styles all that a widget holds again when it gets a parent.
            page = self._pages[page_id] = page_class(page_id)(self.bridge, self._stack)
        if not self._places or self._places[-1] != page_id:
            self._places = [*self._places[-_PLACES_KEPT:], page_id]
        if is_new:  # the stack shows the first one, which then says what it can do
            page.handlers_changed.connect(self._follow_page)
            self._stack.addWidget(page)
        page.catch_up()
        self._stack.setCurrentWidget(page)
        if self._is_painted:
            self._news.start()
        self._rail.set_current(page_id)
        self._fold_rail()
        self._follow_page()

    def go_to(self, page_id: str) -> None:
        """Show a page and put the focus in it, where it was last."""
        page = self._pages.get(page_id)
        before = page.focusWidget() if page is not None else None  # asked first: the stack moves the focus by itself
        self.show_page(page_id)
        self.focus_page(before)

    def focus_page(self, before: QWidget | None = None, *, by_keys: bool = True) -> None:
        """Put the focus where it was on this page before, else on the first control of its main area."""
        page = self.page
        is_of_use = before is not None and before.isVisibleTo(page) and before.isEnabled()
        target = before if is_of_use else first_focusable(page.main or page) or first_focusable(page)
        if target is not None:
            give_focus(target, by_keys=by_keys)

    def go_back(self) -> None:
        """Show the page before this one."""
        if len(self._places) > 1:
            self._places.pop()
            self.go_to(self._places[-1])

    def reveal(self, place: tuple[str, str]) -> bool:
        """Show a thing on its page, and select it; False when no page shows it."""
        place = self._shown_by(*place)
        page_id = self._home_of(*place)
        if page_id is None:
            return False
        self.show_page(page_id)
        return self.page.reveal(*place)

    def reveal_here(self, place: tuple[str, str]) -> None:
        """Select what undo or redo changed on the page shown, if it is there; else show its own page."""
        if not self.page.reveal(*place):
            self.reveal(place)

    def go_to_finding(self, kind: str, row_id: str, step: str) -> None:
        """Show what a warning is about; its step when it is about the plan as a whole."""
        if page_of(kind) is not None:
            self.reveal((kind, row_id))
        elif step in ALL_PAGES:
            self.show_page(step)

    def rename(self) -> None:
        """Let the user type the plan's name in the top bar."""
        self._top.rename()

    def announce(self, sentence: str) -> None:
        """Tell a screen reader what has just changed."""
        self._status.announce(sentence)

    def conditions(self) -> set[EnabledWhen]:
        """What can be done with this plan now."""
        document = self.bridge.document
        met = {EnabledWhen.ALWAYS, EnabledWhen.PLAN_OPEN}
        if not document.is_read_only:
            met.add(EnabledWhen.WRITABLE)
        if document.undo_step is not None:
            met.add(EnabledWhen.CAN_UNDO)
        if document.redo_step is not None:
            met.add(EnabledWhen.CAN_REDO)
        return met

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_rail()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_painted:  # the plan is on screen: now there is time for the rules
            self._is_painted = True
            self._news.start()
            QTimer.singleShot(0, self, self._show_if_older)

    def _lay_out(self) -> None:
        sheet = Sheet()
        self._sheet_column = QVBoxLayout(sheet)
        self._sheet_column.setContentsMargins(1, 1, 1, 1)
        self._sheet_column.setSpacing(0)
        document = self.bridge.document
        if document.is_read_only:
            from ui.shell.banners import read_only_banner

            save_copy = self._actions["save_copy"].trigger
            self._sheet_column.addWidget(read_only_banner(document, save_copy, self.take_over_wanted.emit))
        self._sheet_column.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, theme().size("sheetInset"), 0)
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addWidget(sheet, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(middle, 1)
        column.addWidget(self._status)

    def _connect(self) -> None:
        self._rail.page_wanted.connect(self.show_page)
        self._rail.language_wanted.connect(self.language_wanted)
        self._top.renamed.connect(self._rename)
        self._status.findings_wanted.connect(self._actions["findings"].trigger)
        self._news.timeout.connect(self._show_news)
        self.bridge.changed.connect(self._follow)
        self.bridge.history_cut.connect(self._show_plan)
        self.bridge.history_cut.connect(self._follow_page)
        self.bridge.waiting.connect(self._top.show_saving)
        self.bridge.not_saved.connect(self._tell_not_saved)
        self.bridge.unsecured.connect(self._tell_unsecured)
        self.bridge.went_to.connect(self.reveal)
        self.bridge.rewound.connect(self.reveal_here)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        steps: dict[str, Callable[[], object]] = {page: partial(self.go_to, page) for page in ALL_PAGES}
        parts: dict[str, Callable[[], object]] = {name: partial(self._go_to_part, name) for name in PARTS}
        return (
            steps
            | parts
            | {
                "undo": self.bridge.undo,
                "redo": self.bridge.redo,
                "rename_plan": self.rename,
                "previous_page": lambda: self._step_aside(-1),
                "next_page": lambda: self._step_aside(1),
                "go_back": self.go_back,
                "toggle_rail": self._toggle_rail,
                "toggle_panel": lambda: self.page.toggle_panel(),
                "next_region": lambda: self._to_region(1),
                "previous_region": lambda: self._to_region(-1),
            }
        )

    def _follow(self, changes: ChangeSet) -> None:
        self._show_plan()
        self._follow_page()
        self._news.start()
        if not changes.is_failure:
            self._show_saved()
            self.announce(tr("Saved"))
            self._drop_older_banner()

    def _follow_page(self) -> None:
        page = self.page
        handlers = {} if self.bridge.document.is_read_only else dict(page.handlers())
        if "delete" in handlers:
            handlers["delete_for_good"] = partial(self._delete_for_good, handlers["delete"])
        self._actions.set_conditions(self.conditions(), handlers)
        self._status.show_page(page.page_id, page.status_text(), page.status_hints())
        if self._lock is not None:
            self._lock.lock_soon()

    def _show_plan(self) -> None:
        document = self.bridge.document
        plan = self.bridge.plan()
        self._top.show_plan(plan.name, is_fictitious=plan.is_fictitious, is_read_only=document.is_read_only)
        self._top.show_steps(step_words(document.undo_step), step_words(document.redo_step))

    def _delete_for_good(self, delete: Callable[[], object]) -> None:
        from ui.shell.leaving import delete_for_good

        delete_for_good(self.bridge, delete)

    def _show_saved(self) -> None:
        document = self.bridge.document
        self._top.show_saved(document.saved_at.astimezone(), document.seconds_to_save)

    def _tell_not_saved(self, reason: str) -> None:
        self._top.show_not_saved(reason)
        self.announce(tr("Not saved: {reason}").format(reason=reason))

    def _tell_unsecured(self) -> None:
        """Once, until the window is built again."""
        from ui.shell.banners import unsecured_banner

        if not self._has_told_unsecured:
            self._has_told_unsecured = True
            self._sheet_column.insertWidget(0, unsecured_banner(self._actions["save_copy"].trigger))

    def _show_if_older(self) -> None:
        """Say so if the plan was ahead of this file when it was last open here: read after the paint, from the log."""
        bridge = self.bridge
        if bridge.has_looked_back or bridge.document.is_read_only:
            return
        later = bridge.document.later_gestures()
        bridge.has_looked_back = not later
        if later:
            from ui.shell.banners import older_banner

            self._older = older_banner(later, self._bring_later_back, self._leave_later)
            self._sheet_column.insertWidget(0, self._older)

    def _bring_later_back(self) -> None:
        self.bridge.run(self.bridge.document.catch_up)
        self.focus_page()

    def _leave_later(self) -> None:
        self._drop_older_banner()
        self.focus_page()

    def _drop_older_banner(self) -> None:
        self.bridge.has_looked_back = True
        if self._older is not None:
            self._older.hide()
            self._older.deleteLater()
            self._older = None

    def _show_news(self) -> None:
        """Rules and counts: after the paint, so that a gesture is seen before they are computed."""
        self._rail.show_news(step_news(self.bridge))
        self._rail.show_notes(self.bridge.count_of_open_notes())
        self._status.show_findings(sum(found.level != "info" for found in self.bridge.all_findings()))
        self.page.settle()
        self.settled.emit()

    def _rename(self, name: str) -> None:
        from strategy.model import PLAN_ROW, Plan
        from strategy.operations.editing import set_value

        self.bridge.run(lambda: set_value(self.bridge.document, Plan, PLAN_ROW, "name", name))

    def _shown_by(self, kind: str, row_id: str) -> tuple[str, str]:
        """What shows a thing: a decision is beside its reading in the follow-up, elsewhere what it is about stands."""
        from strategy.model import Decision, KpiReading, ReadingOrigin

        decision = self.bridge.snapshot().get(Decision, row_id) if kind == Decision.__tablename__ else None
        if decision is None:
            return kind, row_id
        reading = self.bridge.snapshot().get(KpiReading, decision.reading_id)
        if reading is not None and reading.origin != ReadingOrigin.FOLLOW_UP:
            return reading.__tablename__, reading.id
        if reading is None and decision.action_id is not None:
            return "action", decision.action_id
        return kind, row_id

    def _home_of(self, kind: str, row_id: str) -> str | None:
        """The page of a thing; a reading of the follow-up is not where those of the stock-taking are."""
        if kind == "kpi_reading":
            from strategy.model import KpiReading, ReadingOrigin

            reading = self.bridge.snapshot().get(KpiReading, row_id)
            if reading is not None and reading.origin == ReadingOrigin.FOLLOW_UP:
                return "step_5_action_plan"
        return page_of(kind)

    def _go_to_part(self, name: str) -> None:
        """Show a part of a page."""
        self.show_page(PARTS[name])
        self.page.show_part(name)
        self.focus_page()

    def _step_aside(self, by: int) -> None:
        index = ALL_PAGES.index(self.page_id) + by
        if 0 <= index < len(ALL_PAGES):
            self.go_to(ALL_PAGES[index])

    def _toggle_rail(self) -> None:
        folded = not self._rail.is_folded
        if self.page_id == _FOLDING_PAGE:
            self._is_folded_for_page = folded
        else:
            settings().is_rail_folded = folded
        self._rail.set_folded(folded)

    def _fold_rail(self) -> None:
        is_narrow = self.width() < theme().px(FOLDED_BELOW)
        wanted = self._is_folded_for_page if self.page_id == _FOLDING_PAGE else settings().is_rail_folded
        self._rail.set_folded(is_narrow or wanted)

    def focusNextPrevChild(self, next: bool) -> bool:
        target = neighbour(self._regions(), forward=next)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def _regions(self) -> list[QWidget]:
        return [self._rail, *self.page.regions(), self._status, self._top]

    def _to_region(self, by: int) -> None:
        regions = self._regions()
        focused = QApplication.focusWidget()
        now = next((i for i, region in enumerate(regions) if focused and region.isAncestorOf(focused)), None)
        start = 0 if now is None else now + by
        for offset in range(len(regions)):
            region = regions[(start + offset * by) % len(regions)]
            target = first_focusable(region)
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return


def step_words(step: Step | None) -> str:
    """What a step of the history did, in the reader's language: "Delete touchpoint Callback form"."""
    return " ".join(part for part in (tr(step.label), step.subject) if part) if step is not None else ""
