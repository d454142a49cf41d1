"""Step 1: objectives as cards or as a table, the starting point, the method's questions and the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from storage.changes import ChangeSet
from strategy.model import Objective, ObjectiveSegment
from strategy.operations import add_objective, duplicate, rank_objectives
from ui.actions import explain, key_text
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.objectives import ordered_ids
from ui.pages.objectives.list_view import CARDS, ObjectiveList
from ui.pages.objectives.panel import ObjectivesPanel
from ui.pages.page import Handlers, Hints, Page
from ui.pages.step_banner import Cure, StepBanner, under
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented
from ui.widgets.stack import Stack

if TYPE_CHECKING:
    from ui.pages.objectives.starting_point import StartingPoint

TABLE, START = "table", "start"
_START_KINDS = ("kpi_reading", "feedback_note", "audit_note")


class Standing(NamedTuple):
    """What is on screen: a view, and the objective selected in it."""

    view: object
    objective_id: str


class ObjectivesPage(Page):
    """What must change in the relationship, for whom and by when."""

    page_id: ClassVar[str] = "step_1_objectives"

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        views = [(CARDS, tr("Cards"), "rows-3"), (TABLE, tr("Table"), "table-2"),
                 (START, tr("Starting point"), "gauge")]  # fmt: skip
        self._views = Segmented(views, CARDS, name="objectives_view", accessible_name=tr("View"))
        self._views.changed.connect(self.show_view)
        self.add_yielding_action(self._views)
        self._new = Button(tr("New objective"), "primary", icon="plus", on_click=self.add, name="new_objective")
        explain(self._new, "new", tr("New objective"))
        self._new.setEnabled(not bridge.document.is_read_only)
        self.add_action(self._new)
        self._stack = Stack()
        self.banner = StepBanner(bridge, (self.page_id,), self._cures())
        self.set_main(under(self.banner, self._stack, self, "sunken"))
        self.list = ObjectiveList(bridge, self._stack)
        self.list.add_wanted.connect(self.add)
        self.list.entry_dropped.connect(self.add_from_library)
        self.list.move_wanted.connect(self._move_to)
        self.list.card_wanted.connect(self._open_card)
        self.list.handlers_changed.connect(self.handlers_changed)
        self._start: StartingPoint | None = None
        self._stack.addWidget(self.list)
        self.offer_panel(lambda: self.side)

    # The other parts, made when they are first asked for

    @cached_property
    def side(self) -> ObjectivesPanel:
        """The questions and the suggestions of the method."""
        side = ObjectivesPanel(self.bridge, self.panel_place)
        side.library.wanted.connect(self.add_from_library)
        side.library.taken.connect(self._show_taken)
        side.library.handlers_changed.connect(self.handlers_changed)
        side.follow()
        return side

    @property
    def start(self) -> StartingPoint:
        """The starting point, made when it is first shown: a plan opens on the cards."""
        if self._start is None:
            from ui.pages.objectives.starting_point import StartingPoint

            self._start = StartingPoint(self.bridge)
            self._start.handlers_changed.connect(self.handlers_changed)
            self._start.follow()
            self._stack.addWidget(self._start)
        return self._start

    # The contract of a page

    def title(self) -> str:
        return tr("Objectives")

    def question(self) -> str:
        return tr("What must change in the relationship, for whom, and by when?")

    def refresh(self) -> None:
        self.list.follow()
        self._show_rank_of_new()
        if self._start is not None:
            self._start.follow()
        if "side" in vars(self):
            self.side.follow()

    def apply(self, changes: ChangeSet) -> None:
        self.refresh()
        self.handlers_changed.emit()

    def settle(self) -> None:
        self.banner.follow()

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind in _START_KINDS:
            self.show_view(START)
            return self.start.reveal(kind, row_id)
        objective_id = row_id
        if kind == ObjectiveSegment.__tablename__:
            link = self.bridge.snapshot().get(ObjectiveSegment, row_id)
            objective_id = link.objective_id if link is not None else row_id.partition("~")[0]
        elif kind != Objective.__tablename__:
            return False
        if self._stack.currentWidget() is not self.list:
            self.show_view(CARDS)
        return self.list.reveal(objective_id)

    def standing(self) -> Standing:
        return Standing(self._views.value(), self.list.current_id)

    def stand_on(self, standing: object) -> None:
        if isinstance(standing, Standing):
            self.show_view(standing.view)
            self.list.reveal(standing.objective_id, focus=False)

    def handlers(self) -> Handlers:
        if self._stack.currentWidget() is self._start:
            return self.start.handlers()
        found: dict[str, Callable[[], object]] = {"new": self.add}
        if "side" in vars(self):
            found |= self.side.library.handlers()
        if self.list.current_id:
            found |= {
                "edit": self.list.edit_current,
                "next_state": self.list.toggle_current,
                "duplicate": self.duplicate,
                "delete": self.delete,
            }
            if self.list.is_ranked:
                found |= {"move_up": lambda: self._move_by(-1), "move_down": lambda: self._move_by(1)}
        return found

    def status_hints(self) -> Hints:
        if self._stack.currentWidget() is self._start:
            return ((key_text("new"), tr("new line")), (key_text("edit"), tr("edit")))
        return ((key_text("new"), tr("new objective")), (key_text("move_down"), tr("move")))

    # What the user does

    def show_view(self, view: object) -> None:
        """Show the cards, the table, or the starting point."""
        self._views.set_value(view)
        self._stack.setCurrentWidget(self.start if view == START else self.list)
        if view != START:
            self.list.show_form(str(view))
        self._show_rank_of_new()
        self.handlers_changed.emit()

    def _show_rank_of_new(self) -> None:
        """One primary button a screen: where there is no objective, the page has its own."""
        is_empty = self._stack.currentWidget() is self.list and not self.bridge.snapshot().all(Objective)
        self._new.set_kind("secondary" if is_empty else "primary")

    def show_part(self, name: str) -> None:
        if name == "starting_point":
            self.show_view(START)

    def add(self) -> None:
        """Add a free objective at the end and put the cursor in its title."""
        self._show_added(self.bridge.run(lambda: add_objective(self.bridge.document)))

    def add_from_library(self, entry_id: str, place: int = -1) -> None:
        """Make an objective of a suggestion, at a place among those shown when it was dropped there."""
        added = self.bridge.run(lambda: add_objective(self.bridge.document, aspect=entry_id))
        if added is not None and 0 <= place < len(self.list.order) - 1 and self.list.is_ranked:
            self._move_to(added, place)
        self._show_added(added, edit=False)

    def duplicate(self) -> None:
        """Copy the current objective."""
        current = self.list.current_id
        self._show_added(self.bridge.run(lambda: duplicate(self.bridge.document, Objective, current)))

    def delete(self) -> None:
        """Delete the current objective, telling first what depends on it."""
        if not self.list.keeps_delete():
            delete_with_care(self.bridge, Objective, self.list.current_id, chosen_by_it=("segment",))

    def _show_added(self, objective_id: str | None, *, edit: bool = True) -> None:
        if objective_id is None:
            return
        if self._stack.currentWidget() is self._start:
            self.show_view(CARDS)
        self.list.reveal(objective_id)
        if edit:
            self.list.edit_current()
        else:
            self.list.open_current()

    def _cures(self) -> dict[str, Cure]:
        see = Cure(tr("See the objective"), lambda found: self._open_card(found.row_id))
        first = Cure(tr("Set priorities"), lambda _found: self._open_card(self.list.order[0]))
        return {
            "warn_no_audit": Cure(tr("Take stock"), lambda _found: self.show_view(START)),
            "warn_no_priority_objective": first,
            "warn_objective_not_measurable": Cure(tr("Choose a measure"), see.act),
            "warn_objective_wrong_way": see,
            "warn_target_unrealistic": see,
        }

    def _open_card(self, objective_id: str) -> None:
        self.show_view(CARDS)
        self.list.reveal(objective_id)
        self.list.open_current()

    def _show_taken(self, entry_id: str) -> None:
        row = next(iter(self.bridge.snapshot().where(Objective, aspect=entry_id)), None)
        if row is not None:
            self.reveal(Objective.__tablename__, row.id)

    def _move_by(self, steps: int) -> None:
        order, current = self.list.order, self.list.current_id
        place = order.index(current) + steps
        if 0 <= place < len(order):
            self._rank([each for each in order if each != current], current, place)

    def _move_to(self, objective_id: str, place: int) -> None:
        """`place` counts the cards above the spot, the moved one included."""
        order = self.list.order
        if objective_id not in order:
            return
        before = order.index(objective_id)
        self._rank([each for each in order if each != objective_id], objective_id, place - (before < place))

    def _rank(self, others: list[str], objective_id: str, place: int) -> None:
        """Give ranks to all objectives: those that a filter hides keep their neighbours."""
        everyone = [each for each in ordered_ids(self.bridge.snapshot()) if each != objective_id]
        below = others[place] if place < len(others) else None
        above = others[place - 1] if 0 < place <= len(others) else None
        if below is not None:
            at = everyone.index(below)
        else:
            at = everyone.index(above) + 1 if above is not None else len(everyone)
        ranked = [*everyone[:at], objective_id, *everyone[at:]]
        if ranked == ordered_ids(self.bridge.snapshot()):
            return
        self.bridge.run(lambda: rank_objectives(self.bridge.document, ranked))
        self.list.reveal(objective_id)
