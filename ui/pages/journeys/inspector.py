"""The panel beside the outline: all fields of what is selected."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    Moment,
    NodeKind,
    Stage,
    Touchpoint,
    Transition,
)
from resources.i18n import current, ntr, tr
from storage.base import Base
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.journey_signs import point_icon
from ui.models.journey_tree import Key
from ui.pages.journeys.insight import Insight, Insights
from ui.pages.journeys.journey_panel import JourneyPanel
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.panel_head import PanelHead
from ui.pages.journeys.stage_form import OpportunityForm, StageForm
from ui.pages.journeys.touchpoint_panel import TouchpointPanel
from ui.pages.journeys.transition_panel import TransitionPanel
from ui.pages.journeys.what_if.panel import WhatIfPanel
from ui.pages.page import Page

_TOUCHPOINT_TABS = {"friction": 1, "follow_up_trigger": 2, "moment": 3}


class _Takes(Protocol):
    def take_focus(self) -> None: ...


class Inspector(QWidget):
    """Follows the selection of the outline; `place_wanted` carries the kind and id of a thing to show there."""

    place_wanted = Signal(str, str)

    def __init__(self, bridge: DocumentBridge, page: Page, selection: JourneySelection) -> None:
        super().__init__(page)
        self.setObjectName("journey_inspector")
        self.setAccessibleName(tr("Inspector"))
        self._bridge, self._page = bridge, page
        self._is_behind = self._is_new = False
        self._key: Key | None = None
        self._journey_id = ""
        self._shows_settings = False
        self._selection = selection
        self._results: JourneyResults | None = None
        self._insight: Insight | None = None
        self._insights = Insights(self)
        self._insights.came.connect(self._take_insight)
        self._head = PanelHead(page.toggle_panel)
        self._stack = QStackedWidget()
        self._panels: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)

    def follow(self, key: Key | None, journey_id: str) -> None:
        """Show a row of the outline as it is now, once the panel is wanted; the journey itself when none is selected.

        On the map it rarely is: its fields are in place.
        """
        if journey_id != self._journey_id:
            self._results = self._insight = None
        is_new = key != self._key
        self._key, self._journey_id = key, journey_id
        self._shows_settings = self._shows_settings and not is_new
        self._is_behind, self._is_new = True, self._is_new or is_new
        if self._page.is_panel_wanted:
            self.catch_up()

    def catch_up(self) -> None:
        """Show what was selected while the panel was put away."""
        if not self._is_behind:
            return
        is_new, self._is_behind, self._is_new = self._is_new, False, False
        snapshot = self._bridge.snapshot()
        if not self._journey_id or snapshot.get(Journey, self._journey_id) is None:
            return
        panel = self._show(snapshot, None if self._shows_settings else self._key, is_new=is_new)
        self._stack.setCurrentWidget(panel)
        self._pass_results()

    def show_settings(self) -> None:
        """Show the settings of the journey and put the cursor there."""
        self._shows_settings = True
        self.follow(self._key, self._journey_id)
        self.take_focus()

    def show_results(self, results: JourneyResults) -> None:
        """Take the figures of the journey, once they are computed."""
        self._results = results
        self._pass_results()
        self._insights.ask(self._bridge.snapshot(), results.journey_id)

    def leave(self) -> None:
        """Need no answers from threads any more, for the closing of a window."""
        self._insights.leave()
        for panel in self.findChildren(WhatIfPanel):
            panel.supposing.leave()

    def take_focus(self) -> None:
        """Put the cursor in the first field."""
        panel = self._stack.currentWidget()
        if panel is not None:
            cast("_Takes", panel).take_focus()

    def _show(self, snapshot: Snapshot, key: Key | None, *, is_new: bool) -> QWidget:
        kind, row_id = key or ("", "")
        row: object = None
        if kind == "stage":
            return self._show_stage(snapshot, row_id)
        if kind == "opportunity":
            form = self._panel("opportunity")
            cast("OpportunityForm", form).show_row(row_id)
            self._head.show_thing("lightbulb", tr("Opportunity"), "")
            return form
        transition = snapshot.get(Transition, row_id) if kind == "transition" else None
        if kind == "friction" and (row := snapshot.get(Friction, row_id)) is not None:
            transition = snapshot.get(Transition, row.transition_id)
        if transition is not None:
            return self._show_transition(snapshot, transition)
        point = snapshot.get(Touchpoint, _point_of(snapshot, kind, row_id))
        if point is not None:
            return self._show_point(snapshot, point, kind, row_id, is_new=is_new)
        return self._show_journey(snapshot)

    def _show_point(self, snapshot: Snapshot, point: Touchpoint, kind: str, row_id: str, *, is_new: bool) -> QWidget:
        panel = cast("TouchpointPanel", self._panel("touchpoint"))
        panel.show_point(point)
        if is_new and kind in _TOUCHPOINT_TABS:
            panel.show_tab(_TOUCHPOINT_TABS[kind])
        elif is_new and kind == "emotion_observation":
            panel.show_tab(0)
        if is_new and kind != "touchpoint":
            panel.scroll_to(row_id)
        naming = Naming(snapshot, current())
        place = (naming.stage_of(point), naming.label(point.channel) or naming.label(point.kind))
        self._head.show_thing(point_icon(point), naming.title(point) or tr("To name"), ", ".join(filter(None, place)))
        return panel

    def _show_transition(self, snapshot: Snapshot, row: Transition) -> QWidget:
        panel = cast("TransitionPanel", self._panel("transition"))
        panel.show_transition(row)
        naming = Naming(snapshot, current())
        ends = [snapshot.get(Touchpoint, each) for each in (row.source_id, row.target_id)]
        source, target = (naming.title(end) if end else "" for end in ends)
        self._head.show_thing("spline", target or tr("To name"), tr("Transition from {name}").format(name=source))
        return panel

    def _show_stage(self, snapshot: Snapshot, stage_id: str) -> QWidget:
        stage = snapshot.get(Stage, stage_id)
        if stage is None:
            return self._show_journey(snapshot)
        panel = cast("StageForm", self._panel("stage"))
        panel.show_row(stage_id)
        count = len(snapshot.where(Touchpoint, stage_id=stage_id, kind=NodeKind.TOUCHPOINT.value))
        self._head.show_thing("rows-3", Naming(snapshot, current()).title(stage) or tr("Stage to name"),
                              ntr("{n} touchpoint", "{n} touchpoints", count).format(n=count))  # fmt: skip
        return panel

    def _show_journey(self, snapshot: Snapshot) -> QWidget:
        panel = cast("JourneyPanel", self._panel("journey"))
        panel.show_journey(self._journey_id)
        journey = snapshot.get(Journey, self._journey_id)
        kind = current().label(journey.kind) if journey else ""
        self._head.show_thing("route", tr("The journey"), kind)
        return panel

    def _panel(self, name: str) -> QWidget:
        """The panel of a kind, built when it is first needed."""
        panel = self._panels.get(name)
        if panel is None:
            panel = self._panels[name] = self._made(name)
            self._stack.addWidget(panel)
        return panel

    def _made(self, name: str) -> QWidget:
        if name in ("touchpoint", "journey"):
            panel = (TouchpointPanel if name == "touchpoint" else JourneyPanel)(self._bridge, self._selection)
            panel.place_wanted.connect(self.place_wanted)
            return panel
        if name == "transition":
            return TransitionPanel(self._bridge, self._selection)
        makers = {"stage": StageForm, "opportunity": OpportunityForm}
        return makers[name](self._bridge)

    def _pass_results(self) -> None:
        panel = self._stack.currentWidget()
        if not isinstance(panel, TouchpointPanel | TransitionPanel | JourneyPanel):
            return
        if self._results is not None:
            panel.show_results(self._results)
        if self._insight is not None:
            panel.show_insight(self._insight)

    def _take_insight(self, insight: Insight) -> None:
        if insight.journey_id == self._journey_id:
            self._insight = insight
            self._pass_results()


def _point_of(snapshot: Snapshot, kind: str, row_id: str) -> str | None:
    """The touchpoint that a row is, or hangs on."""
    if kind == "touchpoint":
        return row_id
    classes: dict[str, type[Base]] = {"friction": Friction, "emotion_observation": EmotionObservation, "moment": Moment,
               "follow_up_trigger": FollowUpTrigger}  # fmt: skip
    row = snapshot.get(classes[kind], row_id) if kind in classes else None
    return getattr(row, "touchpoint_id", None)
