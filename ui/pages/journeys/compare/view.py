"""The comparison of a course: its as-is journey against its target, and what has to be done in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from journey.comparison import Difference, Fate, JourneyComparison, compare_journeys, differences
from journey.model import Friction, NodeKind, Touchpoint, TouchpointChange
from resources.i18n import current, ntr, tr
from storage.changes import ChangeSet
from strategy.naming import Naming
from strategy.operations import answer_differences, derive_to_be
from strategy.snapshot import Snapshot
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.latest import AT_ONCE, Latest
from ui.messages import Way, messages
from ui.models.journey_differences import ORDER, DifferenceLine, difference_lines
from ui.models.journey_pairs import pair_of
from ui.models.journey_tree import Key
from ui.pages.journeys.compare.bar import CompareBar
from ui.pages.journeys.compare.canvas import CompareCanvas
from ui.pages.journeys.compare.figures import figure_lines, worth_change
from ui.pages.journeys.compare.matching import pick_as_is, pick_match
from ui.pages.journeys.compare.panel import ComparePanel
from ui.pages.journeys.compare.reading import in_reading_order, matched_scene
from ui.pages.journeys.compare.scene import CompareScene
from ui.pages.journeys.compare.side_by_side import SideBySide
from ui.pages.journeys.compare.walk import next_change
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.page import Handlers, Hints
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.menu import Menu
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from ui.pages.journeys.journey_view import ViewPanel

_DRAWN = (
    "journey", "stage", "touchpoint", "touchpoint_change", "friction", "emotion_observation", "follow_up_trigger",
    "segment", "own_entry",
)  # fmt: skip
_LISTED = ("action", "action_touchpoint", "action_friction")
"""The kinds of rows that are drawn, and those that only the list of differences tells."""
PAIR, SEVERAL = "pair", "several"


class CompareView(QWidget):
    """See `JourneyView` and `Comparison`; `handlers_changed` follows the choice of differences too."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._journey_id, self._mode = "", PAIR
        self.journeys = ("", "")
        self._found: tuple[Difference, ...] = ()
        self._declined: set[str] = set()
        self._lines: list[DifferenceLine] = []
        self.bar = CompareBar()
        self.canvas = CompareCanvas()
        self.changes = ComparePanel(bridge)
        self.several = SideBySide(bridge)
        self.panel: QWidget = _Panels(self.changes, self.several.panel)
        self._comparing = Latest(self)
        self._lay_out()
        self._connect()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._comparing.leave()
        self.several.leave()

    # What every view does

    def show_journey(self, journey_id: str) -> None:
        is_new = journey_id not in self.journeys
        self._journey_id = journey_id
        if is_new:
            self._declined.clear()
            self.bar.clear_filter()
        self._read(keep_place=not is_new)

    def follow(self, changes: ChangeSet | None) -> None:
        if changes is None or changes.is_failure or any(changes.touches(kind) for kind in _DRAWN):
            self._read(keep_place=True)
        elif any(changes.touches(kind) for kind in _LISTED):
            self._show_lines()
            self._follow_selection()

    def show_results(self, results: JourneyResults) -> None:
        if self._mode == SEVERAL:
            self.several.show_results()
        if not all(self.journeys):
            return
        snapshot, journeys = self._bridge.snapshot(), self.journeys
        size = sum(len(snapshot.where(Touchpoint, journey_id=each)) for each in journeys)
        self._comparing.ask(
            lambda: (journeys, snapshot, compare_journeys(snapshot, *journeys)), at_once=size <= AT_ONCE
        )

    def _take_figures(self, came: tuple[tuple[str, str], Snapshot, JourneyComparison]) -> None:
        journeys, snapshot, found = came
        if journeys != self.journeys:
            return
        self.bar.show_success(self._success_name(), (found.success.before, found.success.after))
        worth = worth_change(snapshot, *self.journeys, found)
        self.changes.show_figures(figure_lines(found, worth, snapshot.plan.currency))

    def reveal(self, key: Key) -> bool:
        if self._mode == SEVERAL and self.several.holds(key):
            self._selection.select(key)
            return True
        self.show_mode(PAIR)
        point_id = key[1] if key[0] == "touchpoint" else self._point_of(key)
        difference = self._difference(point_id)
        if difference is None:
            return False
        if self.bar.fates() and difference.fate not in self.bar.fates():
            self.bar.clear_filter()
        self._selection.select(("touchpoint", point_id or ""))
        return True

    def take_focus(self) -> None:
        target = self._stack.currentWidget()
        if target in (self._matched, self.several):
            (self.canvas if target is self._matched else self.several.canvas).setFocus()
        elif target is not None and (button := target.findChild(Button)) is not None:
            button.setFocus()

    def handlers(self) -> Handlers:
        if not all(self.journeys) or self._mode == SEVERAL:
            return {}
        return {
            "next_change": lambda: self._go(1),
            "previous_change": lambda: self._go(-1),
            "edit": self.changes.view.edit_reason,
            "next_state": self._toggle_choice,
        }

    def status_hints(self) -> Hints:
        if not all(self.journeys) or self._mode == SEVERAL:
            return ()
        return ((key_text("next_change"), tr("next change")), (key_text("previous_change"), tr("previous change")),
                (key_text("edit"), tr("why")))  # fmt: skip

    def show_mode(self, mode: str) -> None:
        """Compare the `PAIR` of the course, or `SEVERAL` journeys."""
        if mode == self._mode:
            return
        self._mode = mode
        for switch in self._switches:
            switch.set_value(mode)
        self._read(keep_place=False)
        if mode == SEVERAL:
            self.several.show_results()
        self.take_focus()

    # The choice

    @property
    def chosen(self) -> tuple[str, ...]:
        """The points of the differences that would get an action."""
        if self._mode == SEVERAL:
            return ()
        return tuple(line.point_id for line in self._lines if line.is_chosen)

    def answer_chosen(self) -> None:
        """Create an action for each chosen difference."""
        self._answer(self.chosen)

    # Reading

    def _read(self, *, keep_place: bool) -> None:
        snapshot = self._bridge.snapshot()
        pair = pair_of(snapshot, self._journey_id)
        self.journeys = (pair.as_is_id or "", pair.to_be_id or "") if pair else ("", "")
        shown = self._matched if all(self.journeys) else self._no_to_be if self.journeys[0] else self._no_as_is
        if self._mode == SEVERAL:
            shown = self.several
            self.several.show_around(self._journey_id)
        self._stack.setCurrentWidget(shown)
        cast("_Panels", self.panel).setCurrentIndex(int(self._mode == SEVERAL))
        self._found = in_reading_order(snapshot, differences(snapshot, *self.journeys)) if all(self.journeys) else ()
        self._show(keep_place=keep_place)

    def _show(self, *, keep_place: bool) -> None:
        """Show what was read, as far as the filter lets it through."""
        snapshot, fates = self._bridge.snapshot(), self.bar.fates()
        scene = matched_scene(snapshot, *self.journeys, self._found, fates) if all(self.journeys) else CompareScene()
        self.canvas.show_scene(scene, keep_place=keep_place)
        self.bar.show_counts({fate: sum(each.fate is fate for each in self._found) for fate in Fate})
        self._show_lines()
        self._follow_selection()

    def _show_lines(self) -> None:
        snapshot = self._bridge.snapshot()
        self._lines = difference_lines(snapshot, self._found, (), self._declined)
        changes = [line for line in self._lines if line.point_id]
        fates = self.bar.fates()
        shown = [line for line in self._lines if not fates or line.fate in fates]
        self.changes.show_lines(self.journeys[1], shown, len(changes), sum(bool(line.actions) for line in changes))
        self.handlers_changed.emit()

    def _follow_selection(self) -> None:
        key = self._selection.current
        if self._mode == SEVERAL:
            self.several.canvas.select(key if key is not None and self.several.holds(key) else None)
        difference = self._difference(key[1]) if key is not None and key[0] == "touchpoint" else None
        self.canvas.select(key if difference else None)
        self.changes.show_difference(self._bridge.snapshot(), self.journeys, difference)

    def _difference(self, point_id: str | None) -> Difference | None:
        return next((each for each in self._found if point_id and point_id in (each.as_is_id, each.to_be_id)), None)

    def _point_of(self, key: Key) -> str | None:
        """The touchpoint of a friction, or of a reason."""
        snapshot = self._bridge.snapshot()
        change, friction = snapshot.get(TouchpointChange, key[1]), snapshot.get(Friction, key[1])
        return change.touchpoint_id if change else friction.touchpoint_id if friction else None

    def _success_name(self) -> str:
        """What the success is called in the target, when there is only one."""
        snapshot = self._bridge.snapshot()
        points = snapshot.where(Touchpoint, journey_id=self.journeys[1], kind=NodeKind.SUCCESS.value)
        return Naming(snapshot, current()).title(points[0]) if len(points) == 1 else ""

    # Gestures

    def _go(self, by: int) -> None:
        """To the next change, in the order of the list."""
        ordered: Sequence[Difference] = [each for fate in ORDER for each in self._found if each.fate is fate]
        fates = self.bar.fates()
        ordered = [each for each in ordered if not fates or each.fate in fates] or ordered
        key = self._selection.current
        found = next_change(ordered, key[1] if key else None, by)
        if found is not None:
            self.canvas.look.has_focus = True
            self._selection.select(("touchpoint", found.point_id))

    def _toggle_choice(self, point_id: str = "") -> None:
        key = self._selection.current
        difference = self._difference(point_id or (key[1] if key else None))
        if difference is not None:
            self._declined ^= {difference.point_id}
            self._show_lines()

    def _answer(self, point_ids: Sequence[str]) -> None:
        if not point_ids or self._bridge.document.is_read_only:
            return
        to_be_id = self.journeys[1]
        made = self._bridge.run(lambda: answer_differences(self._bridge.document, to_be_id, point_ids))
        if made:
            said = ntr("{n} action created", "{n} actions created", len(made)).format(n=current().number(len(made)))
            messages().toast(said, icon="flag", way=Way(tr("Undo"), self._bridge.undo))

    def _derive(self) -> None:
        as_is_id = self.journeys[0]
        self._bridge.run(lambda: derive_to_be(self._bridge.document, as_is_id))

    def _show_menu(self, corner: QPoint) -> None:
        key = self._selection.current
        difference = self._difference(key[1] if key else None)
        if difference is None:
            return
        can_write = not self._bridge.document.is_read_only
        menu = Menu(self, name="difference_menu", accessible_name=tr("Change"))
        words = tr("Becomes…") if difference.fate is Fate.REMOVED else tr("Stands for…")
        menu.add(words, lambda: pick_match(self._bridge, self.journeys, difference, self.canvas, corner),
                 icon="git-compare-arrows", enabled=can_write, name="menu_match")  # fmt: skip
        if difference.fate is not Fate.KEPT:
            menu.add(f"{tr('Why it changes')}\t{key_text('edit')}", self.changes.view.edit_reason, icon="pencil",
                     enabled=can_write, name="menu_reason")  # fmt: skip
            menu.add(tr("Create an action"), lambda: self._answer([difference.point_id]), icon="flag",
                     enabled=can_write, name="menu_answer")  # fmt: skip
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(corner)

    # Inside

    def _lay_out(self) -> None:
        self._matched = QWidget()
        column = QVBoxLayout(self._matched)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.canvas, 1)
        self._no_to_be = EmptyState(
            tr("No to-be journey to compare with"),
            tr("It starts as a copy of the as-is journey, which stays as it is. Frictions stay where they were "
               "observed."),
            Button(tr("Derive from the as is"), "primary", icon="git-compare-arrows", on_click=self._derive,
                   name="derive_to_compare"),
            self._side_by_side_button(),
            name="compare_no_to_be",
        )  # fmt: skip
        choose = Button(tr("Choose the as-is journey"), "primary", icon="route", name="choose_as_is")
        choose.clicked.connect(lambda: pick_as_is(self._bridge, self.journeys[1], choose))
        self._no_as_is = EmptyState(
            tr("No as-is journey to compare with"),
            tr("This target was written by itself. Say which journey of today it replaces: touchpoints of the same "
               "name are matched, and you can change it."),
            choose,
            self._side_by_side_button(),
            name="compare_no_as_is",
        )  # fmt: skip
        self._stack = QStackedWidget()
        for widget in (self._matched, self._no_to_be, self._no_as_is, self.several):
            self._stack.addWidget(widget)
        self._switches = (_switch("compare_mode"), _switch("compare_mode_several"))
        for switch, row in zip(self._switches, (self.bar.row, self.several.bar), strict=True):
            switch.changed.connect(lambda mode: self.show_mode(str(mode)))
            row.addWidget(switch)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _side_by_side_button(self) -> Button:
        return Button(tr("Journeys side by side"), icon="layers", on_click=lambda: self.show_mode(SEVERAL),
                      name="show_side_by_side")  # fmt: skip

    def _connect(self) -> None:
        self._selection.moved.connect(self._follow_selection)
        self._comparing.came.connect(self._take_figures)
        self.bar.filtered.connect(lambda _fates: self._show(keep_place=False))
        for canvas in (self.canvas, self.several.canvas):
            canvas.selected.connect(self._selection.select)
            canvas.opened.connect(self._selection.opened)
        self.canvas.menu_wanted.connect(self._show_menu)
        view = self.changes.view
        view.picked.connect(lambda point_id: self._selection.select(("touchpoint", point_id)))
        view.opened.connect(self._selection.opened)
        view.action_wanted.connect(lambda action_id: self._bridge.go_to("action", action_id))
        view.answer_wanted.connect(lambda point_id: self._answer([point_id]))
        view.choice_wanted.connect(self._toggle_choice)
        view.menu_wanted.connect(self._show_menu)
        self.changes.details.answer_wanted.connect(lambda point_id: self._answer([point_id]))
        self.changes.only_open.toggled.connect(lambda _on: self._show_lines())
        self.changes.left.connect(self.take_focus)


class _Panels(QStackedWidget):
    """The panel of each mode."""

    def __init__(self, *panels: QWidget) -> None:
        super().__init__()
        for panel in panels:
            self.addWidget(panel)

    def take_focus(self) -> None:
        """Give the keyboard to the panel on screen."""
        cast("ViewPanel", self.currentWidget()).take_focus()


def _switch(name: str) -> Segmented:
    """Between the two modes; each of them has it at the end of its bar."""
    options = [(PAIR, tr("As is and to be"), "git-compare-arrows"), (SEVERAL, tr("Several journeys"), "layers")]
    switch = Segmented(options, PAIR, name=name, accessible_name=tr("What is compared"))
    switch.show_icons_only((PAIR, SEVERAL))
    return switch
