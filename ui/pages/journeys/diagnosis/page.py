"""The diagnosis of a journey: what its figures single out, what to put right, what decides its success."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journey.analysis import JourneyResults
from resources.i18n import current, tr
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.diagnosis import readings, tables
from ui.pages.journeys.diagnosis.changes import change_lines
from ui.pages.journeys.diagnosis.lines import LineSection
from ui.pages.journeys.diagnosis.ranking import FrictionRanking
from ui.pages.journeys.diagnosis.tornado import Tornado
from ui.pages.journeys.diagnosis.wide import WideTable, open_wide
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.what_if.lines import Line, Lines
from ui.pages.journeys.what_if.words import WHY_NONE
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn, Section

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.pages.journeys.insight import Insight


class JourneyDiagnosis(ScrollColumn):
    """`place_wanted` carries the kind and id of the thing behind a line."""

    place_wanted = Signal(str, str)

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), spacing=20, name="journey_diagnosis", parent=parent)
        self._bridge = bridge
        self._results: JourneyResults | None = None
        self._insight: Insight | None = None
        self._fault = Label("", "small", "ink2", wrap=True, name="diagnosis_fault")
        self._figures = Lines(2)
        self._changes = self._section(tr("Against the as is"), "against_as_is")
        self._structure = self._section(tr("To put right in the drawing"), "structure_notes")
        self._frictions = FrictionRanking(bridge, selection)
        self._frictions.place_wanted.connect(self.place_wanted)
        self._drifts = self._section(tr("Silent drift"), "silent_drift")
        self._losses = self._section(tr("Where entrants are lost"), "losses")
        self._levers = self._section(tr("Best levers"), "levers", tr("If 5 more customers out of 100 stayed there"))
        self._removals = self._section(tr("Removal effect"), "removals", tr("What the success would lose without it"))
        self._swings = Section(tr("Rates that matter most"), name="swings")
        self._tornado = Tornado()
        self._tornado.place_wanted.connect(self.place_wanted)
        self._swings.body.addWidget(
            Label(tr("Success from the lowest to the highest value of each"), "caption", "ink2", wrap=True)
        )
        self._swings.body.addWidget(self._tornado)
        self._ways = self._section(tr("The most probable ways"), "probable_way")
        self._channels = self._section(tr("Stages and channels"), "channels", wide="wide_channels")
        self._values = self._section(tr("Values measured"), "measured_values", tr("The highest first, unit by unit"))
        self._unmeasured = self._section(tr("Without measurement"), "unmeasured")
        self._assumed = self._section(tr("Emotions to check"), "assumed_emotions")
        self._principles = self._section(tr("Eight principles"), "principles", wide="wide_principles")
        for widget in (self._fault, self._figures, self._changes, self._structure, self._frictions, self._drifts,
                       self._losses, self._levers, self._removals, self._swings, self._ways, self._channels,
                       self._values, self._unmeasured, self._assumed, self._principles):  # fmt: skip
            self.add(widget)
        self._connect_wide(self._frictions.ranking, self._friction_table)
        self._connect_wide(self._channels, lambda: tables.channel_table(bridge.snapshot(), self._journey_id))
        self._connect_wide(self._principles, lambda: tables.principle_table(bridge.snapshot(), self._journey_id))

    def show_results(self, results: JourneyResults) -> None:
        """Show a journey whose figures are known, or why there are none."""
        snapshot, journey_id = self._bridge.snapshot(), results.journey_id
        if self._results is None or self._results.journey_id != journey_id:
            self._insight = None
        self._results = results
        self._fault.setVisible(results.fault is not None)
        self._fault.setText("" if results.fault is None else tr(WHY_NONE[results.fault]))
        self._show_figures(snapshot)
        self._changes.show_lines(list(change_lines(snapshot, journey_id)))
        self._structure.show_lines(list(readings.structure_lines(snapshot, journey_id)))
        self._frictions.show_journey(snapshot, journey_id)
        self._drifts.show_lines(list(readings.drift_lines(snapshot, journey_id)))
        self._losses.show_lines(list(readings.loss_lines(snapshot, results)))
        self._levers.show_lines(list(readings.lever_lines(snapshot, results)))
        self._removals.show_lines(list(readings.removal_lines(snapshot, results)))
        self._ways.show_lines(list(readings.way_lines(snapshot, journey_id)))
        self._channels.show_lines(list(readings.channel_lines(snapshot, journey_id)))
        self._values.show_lines(list(readings.value_lines(snapshot, journey_id)))
        self._unmeasured.show_lines(list(readings.unmeasured_lines(snapshot, journey_id)))
        self._assumed.show_lines(list(readings.assumed_lines(snapshot, journey_id)))
        self._principles.show_lines(list(readings.principle_lines(snapshot, journey_id)))
        self._swings.setVisible(self._insight is not None and bool(self._insight.swings))

    def show_insight(self, insight: Insight) -> None:
        """Show ranges, costs, and the rates that decide."""
        self._insight = insight
        snapshot = self._bridge.snapshot()
        self._show_figures(snapshot)
        self._frictions.show_insight(insight)
        success = self._results.success if self._results else None
        bars = readings.swing_bars(snapshot, insight, success) if success is not None else []
        self._swings.setVisible(bool(bars))
        self._tornado.show_bars(bars)

    @property
    def _journey_id(self) -> str:
        return self._results.journey_id if self._results else ""

    def _show_figures(self, snapshot: Snapshot) -> None:
        """Success and value a year, with their ranges once they are drawn."""
        success = self._results.success if self._results else None
        self._figures.setVisible(success is not None)
        if success is None:
            return
        insight, words = self._insight, current()
        spread = insight.ranges.success if insight and insight.ranges else None
        ranged = tr("{low} to {high}")
        lines = [Line(
            tr("Reach the success"), words.percent(success),
            ranged.format(low=words.percent(spread.low), high=words.percent(spread.high)) if spread else "",
        )]  # fmt: skip
        value = insight.worth.value_of(1.0) if insight else None
        if value is not None:
            currency = Naming(snapshot, words).snapshot.plan.currency
            span = spread.times(value) if spread else None
            low, high = (words.compact_money(each, currency) for each in (span.low, span.high)) if span else ("", "")
            lines.append(Line(tr("Value a year"), words.compact_money(value * success, currency),
                              ranged.format(low=low, high=high) if span else ""))  # fmt: skip
        self._figures.show_lines(lines)

    def _section(self, title: str, name: str, about: str = "", *, wide: str = "") -> LineSection:
        section = LineSection(title, about, name=name, wide=wide)
        section.place_wanted.connect(self.place_wanted)
        return section

    def _connect_wide(self, section: LineSection, table: Callable[[], WideTable]) -> None:
        section.wide_button.clicked.connect(partial(self._open_wide, table))

    def _open_wide(self, table: Callable[[], WideTable]) -> None:
        open_wide(table(), self.place_wanted.emit, self)

    def _friction_table(self) -> WideTable:
        snapshot = self._bridge.snapshot()
        return tables.friction_table(snapshot, self._frictions.ranked(snapshot), self._insight)
