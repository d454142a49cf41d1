"""The page of step 3: one journey in one of its views, with the inspector beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from journey.model import Friction, Journey, JourneyKind, NodeKind, Stage, Touchpoint, TouchpointChange
from resources.i18n import ntr, tr
from storage.changes import ChangeSet
from strategy.links import is_answered
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.models.journey_pairs import journey_pairs
from ui.models.journey_tree import Key, journey_of
from ui.pages.journeys.controls import VIEWS, HeaderControls
from ui.pages.journeys.empty import no_journey, no_to_be
from ui.pages.journeys.inspector import Inspector
from ui.pages.journeys.journey_view import Comparison, JourneySelection
from ui.pages.journeys.new_journey import AS_IS, NewJourneyDialog
from ui.pages.journeys.reckoner import Reckoner
from ui.pages.journeys.step_banner import JourneyBanner
from ui.pages.page import Handlers, Hints, Page
from ui.sending import NO_KEY, send_handlers
from ui.theme.theme import theme
from ui.widgets.stack import Stack

if TYPE_CHECKING:
    from journey.analysis import JourneyResults
    from ui.pages.journeys.journey_view import JourneyView, ViewPanel

_LOOKING = frozenset({
    "next_change", "previous_change", "canvas_select", "canvas_pan", "select_all", "zoom_fit", "zoom_full", "zoom_in",
    "zoom_out",
})  # fmt: skip
"""Actions of views that are of use in a plan open for reading only."""
LIST, FIRST, COMPARE = "list", "map", "compare"
_OF_THE_MAP = ("lane", "lane_card")
"""Kinds of rows that only the map shows."""
"""The view that shows every kind of row, the one that a plan opens with, and the one that tells reasons."""


class Standing(NamedTuple):
    """Which journey is on screen, in which view, with what selected."""

    journey_id: str
    view_name: str
    selected: Key | None


class JourneysPage(Page):
    """Shows a journey as a list, and follows the selection of whichever view is in front."""

    page_id = "step_3_journeys"
    header_height = 56

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.journey_id = ""
        self._kind = AS_IS
        self.selection = JourneySelection(self)
        self.controls = HeaderControls(self)
        self.inspector = Inspector(bridge, self, self.selection)
        self._banner = JourneyBanner(bridge)
        self._reckoner = Reckoner(self)
        self._makers = _makers(bridge, self.selection)
        self._views: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._front_name = FIRST
        self.controls.view.set_value(FIRST)
        self._panel_wanted = {FIRST: False}
        """By view, as the user left it: the map has its fields in place and wants all the room."""
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return tr("Journey")

    def question(self) -> str:
        return tr("Where do customers lose heart, and what would the journey be at its best?")

    # Views

    @property
    def view_name(self) -> str:
        """The name of the view on screen: "map", "graph", "compare" or "list"."""
        return self._front_name

    @property
    def front(self) -> JourneyView:
        """The view on screen."""
        return self.view_named(self._front_name)

    def view_named(self, name: str) -> JourneyView:
        """A view, built when it is first needed."""
        view = self._views.get(name)
        if view is None:
            view = self._views[name] = self._makers[name]()
            self._area.addWidget(view)
            self._stale.add(name)
            cast("JourneyView", view).handlers_changed.connect(self.handlers_changed)
            cast("JourneyView", view).handlers_changed.connect(self._show_use)
        return cast("JourneyView", view)

    def show_view(self, name: str) -> None:
        """Bring a view to the front, with the same thing selected."""
        selected = self.selection.current
        self._panel_wanted[self._front_name] = self.is_panel_wanted
        self._front_name = name
        self.want_panel(self._panel_wanted.get(name, True))
        view = self.front
        self._area.setCurrentWidget(self._views[name])
        if name in self._stale:
            self._stale.discard(name)
            view.show_journey(self.journey_id)
        if selected is not None:
            view.reveal(selected)
        self.controls.view.set_value(name)
        self._show_use()
        self._after_paint.start()
        self.handlers_changed.emit()

    # Following the plan

    def refresh(self) -> None:
        """Read everything again; the journey on screen stays, or the first one comes."""
        self.apply(None)

    def apply(self, changes: ChangeSet | None) -> None:
        """Follow a gesture; figures and warnings come after the paint."""
        snapshot = self.bridge.snapshot()
        if snapshot.get(Journey, self.journey_id) is None and not self._misses_one_side():
            pairs = journey_pairs(snapshot)
            self._show(pairs[0].any_id if pairs else "")
        else:
            self._stale |= self._views.keys() - {self._front_name}
            if self.journey_id:
                self.front.follow(changes)
            self._show_frame()
        self._after_paint.start()
        self._select()

    def show_journey(self, journey_id: str) -> None:
        """Put a journey on screen; "" for the other side of the course, which does not exist yet."""
        if not journey_id:
            self._kind = self.controls.other_kind() if self.controls.kind.value() == self._kind else str(
                self.controls.kind.value()
            )  # fmt: skip
        self._show(journey_id)
        self._after_paint.start()
        self._select()

    def reveal(self, kind: str, row_id: str) -> bool:
        journey_id = journey_of(self.bridge.snapshot(), kind, row_id)
        if journey_id is None:
            return False
        if journey_id != self.journey_id:
            self.show_journey(journey_id)
        if kind == TouchpointChange.__tablename__:
            self.show_view(COMPARE)
        elif kind in _OF_THE_MAP:
            self.show_view(FIRST)
        is_shown = kind == "journey" or self.front.reveal((kind, row_id))
        if not is_shown:  # the list shows every kind of row
            self.show_view(LIST)
            is_shown = self.front.reveal((kind, row_id))
        self.front.take_focus()
        return is_shown

    def show_part(self, name: str) -> None:
        if name == "questions":  # they belong to the whole journey
            self.show_view(FIRST)
            self._show_settings()
        super().show_part(name)

    def standing(self) -> Standing:
        return Standing(self.journey_id, self.view_name, self.selection.current)

    def stand_on(self, standing: object) -> None:
        if isinstance(standing, Standing) and self.bridge.snapshot().get(Journey, standing.journey_id) is not None:
            self.show_journey(standing.journey_id)
            self.show_view(standing.view_name)
            if standing.selected is not None:
                self.front.reveal(standing.selected)

    # Actions

    def handlers(self) -> Handlers:
        views = {f"journey_{name}": partial(self._go_to_view, name) for name in VIEWS}
        if self.bridge.document.is_read_only:
            return {**self._looking(), **views} if self.journey_id else {}
        if not self.journey_id:
            return {"new": self.start_journey, "switch_as_is": self.controls.switch}
        sending = send_handlers(self.bridge, *(self.selection.current or NO_KEY), self)
        return {**sending, **self.front.handlers(), **views, "switch_as_is": self.controls.switch}

    def _looking(self) -> Handlers:
        """What changes only what is seen."""
        return {name: act for name, act in self.front.handlers().items() if name in _LOOKING}

    def status_hints(self) -> Hints:
        return self.front.status_hints() if self.journey_id else ((key_text("new"), tr("new journey")),)

    def status_text(self) -> str:
        if not self.journey_id:
            return ""
        snapshot = self.bridge.snapshot()
        noted = snapshot.where(Friction, journey_id=self.journey_id)
        frictions, open_ones = len(noted), sum(not is_answered(snapshot, row) for row in noted)
        without = tr(", {n} without action").format(n=open_ones) if open_ones else ""
        points = len(snapshot.where(Touchpoint, journey_id=self.journey_id, kind=NodeKind.TOUCHPOINT.value))
        stages = len(snapshot.where(Stage, journey_id=self.journey_id))
        return "   ".join((
            ntr("{n} friction", "{n} frictions", frictions).format(n=frictions) + without,
            ntr("{n} touchpoint", "{n} touchpoints", points).format(n=points),
            ntr("{n} stage", "{n} stages", stages).format(n=stages),
        ))  # fmt: skip

    def start_journey(self, start: str = AS_IS, source_id: str | None = None) -> None:
        """Ask what the new journey is, make it and show it."""
        dialog = NewJourneyDialog(self.bridge, self.window(), start=start, source_id=source_id)
        journey_id = dialog.make_journey() if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if journey_id is not None:
            self.show_journey(journey_id)
            self.front.take_focus()

    def import_log(self) -> None:
        """Draw the journey that a log of events tells."""
        from ui.dialogs.imports.log import import_log

        import_log(self.bridge, self.window())

    def derive(self) -> None:
        """Make the to-be journey of the course on screen."""
        from strategy.operations import derive_to_be

        source_id = self.controls.pair.as_is_id if self.controls.pair else None
        if source_id is None:
            self.start_journey(JourneyKind.TO_BE.value)
            return
        journey_id = self.bridge.run(lambda: derive_to_be(self.bridge.document, source_id))
        if journey_id is not None:
            self.show_journey(journey_id)
            self.front.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._after_paint.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reckoner.leave()
        self.inspector.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.controls.set_room(self.width() / theme().scale)

    # Inside

    def _place_panel(self) -> None:
        if self.is_panel_wanted:
            self.inspector.catch_up()
        super()._place_panel()

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = Stack()
        column.addWidget(self._banner)
        column.addWidget(self._area, 1)
        self._shown = shown
        self._no_journey = no_journey(self.start_journey, self.import_log)
        self._no_to_be = no_to_be(self.derive, lambda: self.start_journey(JourneyKind.TO_BE.value))
        self._stack = Stack()
        for widget in (shown, self._no_journey, self._no_to_be):
            self._stack.addWidget(widget)
        self.set_main(self._stack)
        self._panels = Stack()
        self._panels.addWidget(self.inspector)
        self.set_panel(self._panels)
        self.want_panel(self._panel_wanted[FIRST])
        self._after_paint = QTimer(self, singleShot=True, interval=0)

    def _connect(self) -> None:
        self._after_paint.timeout.connect(self._show_figures)
        self._reckoner.came.connect(self._take_results)
        self.controls.journey_wanted.connect(self.show_journey)
        self.controls.view_wanted.connect(self.show_view)
        self.controls.new_wanted.connect(self.start_journey)
        self.controls.actions_wanted.connect(self._answer_chosen)
        self.controls.touchpoint_wanted.connect(lambda: self._act("add_touchpoint"))
        self.controls.settings_wanted.connect(self._show_settings)
        self.selection.moved.connect(self._select)
        self.selection.opened.connect(self._open)
        self.inspector.place_wanted.connect(self.reveal)

    def _go_to_view(self, name: str) -> None:
        self.show_view(name)
        self.front.take_focus()

    def _act(self, action_id: str) -> None:
        handler = self.front.handlers().get(action_id)
        if handler is not None:
            handler()

    def _misses_one_side(self) -> bool:
        """Whether the page shows the side of a course that does not exist yet, and its other side still does."""
        pair = self.controls.pair
        return not self.journey_id and pair is not None and pair in journey_pairs(self.bridge.snapshot())

    def _show(self, journey_id: str) -> None:
        self.journey_id = journey_id
        journey = self.bridge.snapshot().get(Journey, journey_id)
        if journey is not None:
            self._kind = journey.kind
        self._stale = self._views.keys() - {self._front_name}
        self.selection.select(None)
        self.front.show_journey(journey_id)
        self._show_frame()

    def _show_frame(self) -> None:
        snapshot = self.bridge.snapshot()
        can_write = not self.bridge.document.is_read_only
        self.controls.follow(snapshot, self.journey_id, self._kind, can_write=can_write)
        missing = self._no_to_be if self.controls.pair else self._no_journey
        self._stack.setCurrentWidget(self._shown if self.journey_id else missing)
        self.set_panel_of_use(bool(self.journey_id))

    def _show_figures(self) -> None:
        """The chain is solved after the paint: the first time that loads what computes it."""
        if self.journey_id:
            self._reckoner.reckon(self.bridge.snapshot(), self.journey_id)
            self._banner.show_journey(self.journey_id)

    def _take_results(self, results: JourneyResults) -> None:
        if results.journey_id == self.journey_id:
            self.front.show_results(results)
            self.inspector.show_results(results)

    def _select(self) -> None:
        self.inspector.follow(self.selection.current, self.journey_id)
        self.handlers_changed.emit()

    def _open(self) -> None:
        self.show_panel()
        cast("ViewPanel", self._panels.currentWidget()).take_focus()

    def _show_use(self) -> None:
        """Show the panel and the primary button of the view in front."""
        view: object = self._views.get(self._front_name)
        comparison = view if isinstance(view, Comparison) else None
        panel = comparison.panel if comparison else self.inspector
        if self._panels.indexOf(panel) < 0:
            self._panels.addWidget(panel)
        self._panels.setCurrentWidget(panel)
        self.controls.compare(comparison is not None, len(comparison.chosen) if comparison else 0)

    def _answer_chosen(self) -> None:
        if isinstance(self.front, Comparison):
            self.front.answer_chosen()

    def _show_settings(self) -> None:
        self.show_panel()
        self.inspector.show_settings()


def _makers(bridge: DocumentBridge, selection: JourneySelection) -> Mapping[str, Callable[[], QWidget]]:
    """What builds each view, and loads it: most of a session needs one or two of them."""

    def listing() -> QWidget:
        from ui.pages.journeys.listing import JourneyListing

        return JourneyListing(bridge, selection)

    def drawn_map() -> QWidget:
        from ui.pages.journeys.map.view import MapView

        return MapView(bridge, selection)

    def graph() -> QWidget:
        from ui.pages.journeys.graph.view import GraphView

        return GraphView(bridge, selection)

    def comparison() -> QWidget:
        from ui.pages.journeys.compare.view import CompareView

        return CompareView(bridge, selection)

    return {LIST: listing, "map": drawn_map, "graph": graph, "compare": comparison}
