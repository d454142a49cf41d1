"""What the inspector says beside the plain figures: ranges, what each friction costs, which rates decide.

Drawn after a pause in typing: at once where the journey is small, in a thread of its own else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journey.model import Touchpoint
from strategy.snapshot import Snapshot
from ui.latest import Latest

if TYPE_CHECKING:
    from journey.ranges import JourneyRanges, RangeInput, Swing
    from journey.rates import Rate
    from journey.valuation import JourneyWorth
    from journey.what_if import FrictionGain

AT_ONCE = 40
"""Points of a journey up to which a thousand drawn versions take a few hundredths of a second."""
_PAUSE = 60


@dataclass(frozen=True, slots=True)
class Insight:
    """One journey. Without a sound graph `given` is None, and `explained` and `swings` are empty.

    `ranges` come later than the rest where the journey is large.
    """

    journey_id: str
    worth: JourneyWorth
    ranges: JourneyRanges | None
    given: RangeInput | None
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
    from journey.ranges import range_input, swings
    from journey.rates import rates_of
    from journey.valuation import journey_worth
    from journey.what_if import friction_gains

    worth, gains = journey_worth(snapshot, journey_id), friction_gains(snapshot, journey_id)
    given = range_input(snapshot, journey_id)
    if isinstance(given, GraphFault):
        return Insight(journey_id, worth, None, None, (), {}, gains, {})
    rates = rates_of(journey_graph(snapshot, journey_id), given.chain.flow)
    return Insight(
        journey_id,
        worth,
        None,
        given,
        swings(given.chain, rates),
        {each.passage_id: each for each in rates},
        gains,
        _explained(given),
    )


def with_ranges(insight: Insight) -> Insight:
    """The same with its ranges, in any thread; a large journey takes seconds."""
    from journey.ranges import simulate

    return insight if insight.given is None else replace(insight, ranges=simulate(insight.given))


class Insights(QObject):
    """Looks into one journey at a time; of those asked for meanwhile only the last one follows."""

    came = Signal(object)
    """An `Insight`: twice where its ranges take longer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: tuple[Snapshot, str] | None = None
        self._latest, self._ranging = Latest(self), Latest(self)
        self._latest.came.connect(self._take)
        self._ranging.came.connect(self._take_ranges)
        self._known: Insight | None = None
        self._is_small = True
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)

    def ask(self, snapshot: Snapshot, journey_id: str) -> None:
        """Look into a journey as the snapshot has it, after a pause."""
        if self._wanted != (snapshot, journey_id):
            self._wanted = (snapshot, journey_id)
            self._pause.start()

    def leave(self) -> None:
        """Need no answer any more, for the closing of a window."""
        self._pause.stop()
        self._wanted = None
        self._latest.leave()
        self._ranging.leave()

    def _look(self) -> None:
        if self._wanted is None:
            return
        snapshot, journey_id = self._wanted
        size = len(snapshot.where(Touchpoint, journey_id=journey_id))
        self._is_small = size <= AT_ONCE

        def work() -> Insight:
            found = insight_of(snapshot, journey_id)
            return with_ranges(found) if size <= AT_ONCE else found

        self._latest.ask(work, at_once=self._is_small)

    def _take(self, insight: Insight) -> None:
        self._known = insight
        self.came.emit(insight)
        if not self._is_small:
            self._ranging.ask(lambda: with_ranges(insight), at_once=False)

    def _take_ranges(self, insight: Insight) -> None:
        if self._known is not None and insight.given is self._known.given:
            self.came.emit(insight)


def _explained(given: RangeInput) -> Mapping[str, tuple[float, float]]:
    """What goes on if each friction alone is gone, and the whole loss at its place, in points."""
    import numpy

    from journey.losses import changes_of

    places = given.places
    lost = given.chain.flow.to_drop_off[places.row]
    moved = numpy.minimum(numpy.nan_to_num(changes_of(given.chain, places).amount) * places.likely, lost)
    pairs = zip(places.friction_ids, moved, lost, strict=True)
    return {friction_id: (float(part) * 100.0, float(whole) * 100.0) for friction_id, part, whole in pairs}
