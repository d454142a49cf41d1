"""What the inspector says beside the plain figures: ranges, what each friction costs, which rates decide.

Drawn after a pause in typing: at once where the journey is small, in a thread of its own else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journey.model import Touchpoint
from strategy.snapshot import Snapshot
from ui.pages.journeys.latest import Latest

if TYPE_CHECKING:
    from journey.ranges import JourneyRanges, Swing
    from journey.rates import Rate
    from journey.valuation import JourneyWorth
    from journey.what_if import FrictionGain, WhatIf

AT_ONCE = 40
"""Points of a journey up to which a thousand drawn versions take a few hundredths of a second."""
_PAUSE = 60


@dataclass(frozen=True, slots=True)
class Insight:
    """One journey. `ranges` is None without a sound graph; then `explained` and `swings` are empty as well."""

    journey_id: str
    worth: JourneyWorth
    ranges: JourneyRanges | None
    swings: tuple[Swing, ...]
    rates: Mapping[str, Rate]
    """By the id of the passage."""
    gains: Mapping[str, FrictionGain]
    explained: Mapping[str, tuple[float, float]]
    """Of each friction that customers meet: the points of loss it explains at its place, of how many."""


def insight_of(snapshot: Snapshot, journey_id: str) -> Insight:
    """All of it, in any thread."""
    from journey.flow import GraphFault
    from journey.graph import journey_graph
    from journey.ranges import range_input, simulate, swings
    from journey.rates import rates_of
    from journey.valuation import journey_worth
    from journey.what_if import friction_gains, what_if

    worth, gains = journey_worth(snapshot, journey_id), friction_gains(snapshot, journey_id)
    given, asked = range_input(snapshot, journey_id), what_if(snapshot, journey_id)
    if isinstance(given, GraphFault) or isinstance(asked, GraphFault):
        return Insight(journey_id, worth, None, (), {}, gains, {})
    rates = rates_of(journey_graph(snapshot, journey_id), given.chain.flow)
    return Insight(
        journey_id,
        worth,
        simulate(given),
        swings(given.chain, rates),
        {each.passage_id: each for each in rates},
        gains,
        {each: _explained(asked, each) for each in asked.friction_ids},
    )


class Insights(QObject):
    """Looks into one journey at a time; of those asked for meanwhile only the last one follows."""

    came = Signal(object)
    """An `Insight`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: tuple[Snapshot, str] | None = None
        self._latest = Latest(self)
        self._latest.came.connect(self.came)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)

    def ask(self, snapshot: Snapshot, journey_id: str) -> None:
        """Look into a journey as the snapshot has it, after a pause."""
        if self._wanted != (snapshot, journey_id):
            self._wanted = (snapshot, journey_id)
            self._pause.start()

    def wait(self) -> None:
        """Let the thread end, for the closing of a window."""
        self._pause.stop()
        self._latest.wait()

    def _look(self) -> None:
        if self._wanted is not None:
            snapshot, journey_id = self._wanted
            size = len(snapshot.where(Touchpoint, journey_id=journey_id))
            self._latest.ask(lambda: insight_of(snapshot, journey_id), at_once=size <= AT_ONCE)


def _explained(asked: WhatIf, friction_id: str) -> tuple[float, float]:
    """What moves when the friction alone is gone, and the whole loss there, in points."""
    found = asked.result({friction_id: 1.0}).drop_off
    before, after = max(found.values(), key=lambda shares: shares[0] - shares[1], default=(0.0, 0.0))
    return (before - after) * 100.0, before * 100.0
