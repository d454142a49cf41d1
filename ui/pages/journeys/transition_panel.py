"""The panel of one passage: its fields, the sum that it belongs to, and its frictions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from journey.analysis import JourneyResults
from journey.model import Friction, Transition
from resources.i18n import tr
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.frictions import FrictionList
from ui.pages.journeys.insight import Insight
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.passages import PassageSum, TransitionFields
from ui.pages.journeys.what_if.panel import WhatIfPanel
from ui.widgets.panel import ScrollColumn, Section


class TransitionPanel(ScrollColumn):
    """Everything about one passage."""

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="transition_panel", parent=parent)
        self._bridge = bridge
        self._fields = TransitionFields(bridge, with_range=True)
        self._sum = PassageSum(bridge)
        self.add(self._fields)
        self.add(self._sum)
        section = Section(tr("Frictions"), name="transition_frictions")
        self._frictions = FrictionList(bridge)
        self._what_if = WhatIfPanel(bridge, selection)
        section.body.addWidget(self._what_if)
        section.body.addWidget(self._frictions)
        self.add(section)

    def show_transition(self, row: Transition) -> None:
        """Show a passage as it is now."""
        self._fields.show_row(row.id)
        self._sum.show_point(row.source_id)
        self._frictions.show_place("transition_id", row.id)
        ids = [each.id for each in self._bridge.snapshot().where(Friction, transition_id=row.id)]
        self._what_if.show_frictions(row.journey_id, ids)

    def show_results(self, _results: JourneyResults) -> None:
        """Show the scores of its frictions."""
        self._frictions.show_scores()
        self._what_if.show_results(self._bridge.snapshot())

    def show_insight(self, insight: Insight) -> None:
        """Show the range of its percentage, and what its frictions cost."""
        self._fields.show_rate(insight.rates.get(self._fields.row_id))
        self._frictions.show_insight(insight)

    def take_focus(self) -> None:
        """Put the cursor in the probability."""
        self._fields.probability.setFocus()
