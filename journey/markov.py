"""A journey as an absorbing Markov chain: where customers pass, where they end, what would keep more of them.

The next step is assumed to depend on the present point only. All figures of all points come from one solution
(`journey.fundamental`): each change of one touchpoint changes one row of the chain, so its effect follows in closed
form (Sherman and Morrison, Annals of Mathematical Statistics, 1950) and nothing is solved again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journey.flow import FlowInput, GraphFault, flow_of, with_ends
from journey.fundamental import ClosedChain, Solved, solve_flow

if TYPE_CHECKING:
    from journey.flow import Vector
    from journey.graph import JourneyGraph

KEPT_SHARE = 0.05
"""By how much the leverage of a touchpoint lowers the probability of dropping off there."""
NOBODY_GOES_ON = 1.0 - 1e-9
"""From this probability of dropping off on, customers kept would have no way to follow."""
CLOSED = 1e-12
"""A change that leaves less than this of a loop's way out closes it, and has no result."""


@dataclass(frozen=True)
class Chain:
    """The chain of a sound journey. Points that customers never visit have figures of 0."""

    flow: FlowInput
    solved: Solved

    @cached_property
    def success(self) -> float:
        """Share of entrants who reach a success."""
        return min(float(self.flow.starts @ self.solved.success_from), 1.0)

    def visits(self, point_id: str) -> float:
        """Expected visits of a point per entrant."""
        return self._of_point(self.solved.visits, point_id)

    def reach(self, point_id: str) -> float:
        """Share of entrants who pass at least once."""
        return self._of_point(self.reaches, point_id)

    def passages(self, passage_id: str) -> float:
        """Expected passages through a transition per entrant."""
        return self._of_passage(self._taken, passage_id)

    def passage_reach(self, passage_id: str) -> float:
        """Share of entrants who take a transition at least once."""
        return self._of_passage(self._taken_once, passage_id)

    def lost_here(self, point_id: str) -> float:
        """Share of entrants who drop off right after a point."""
        return self._of_point(self.losses, point_id)

    def left_from(self, point_id: str) -> float:
        """Share of entrants who end right after a point, in a success or a drop-off."""
        return self._of_point(self.losses + self.solved.visits * self.flow.to_success, point_id)

    def leverage(self, point_id: str) -> float | None:
        """Points of success gained if 5 more of 100 customers at a point stayed, and went on as the others do.

        0 where nobody drops off; None where nobody goes on.
        """
        return _known(self._of_point(self._leverages, point_id))

    def removal_effect(self, point_id: str) -> float | None:
        """Share of the successes that would be lost without a point; None where nobody succeeds."""
        if self.success <= 0.0:
            return None
        return min(self._of_point(self.conversions_lost, point_id) / self.success, 1.0)

    @cached_property
    def reaches(self) -> Vector:
        """(n) Share of entrants who pass each point: visits divided by the visits of one who is there."""
        import numpy

        return numpy.minimum(self.solved.visits / self.solved.returns, 1.0)

    @cached_property
    def losses(self) -> Vector:
        """(n) Share of entrants who drop off right after each point."""
        import numpy

        return numpy.minimum(self.solved.visits * self.flow.to_drop_off, 1.0)

    @cached_property
    def conversions_lost(self) -> Vector:
        """(n) Share of entrants who would no longer succeed if each point vanished and those led to it dropped off.

        They are those who pass there at least once and succeed: reach times success from there (removal effect of
        Anderl, Becker, von Wangenheim and Schumann, International Journal of Research in Marketing, 2016, first order).
        """
        return self.reaches * self.solved.success_from

    @cached_property
    def _leverages(self) -> Vector:
        return self.leverages()

    def leverages(self, kept_share: float = KEPT_SHARE) -> Vector:
        """(n) Points of success gained by keeping `kept_share` more at each point, at most all; NaN = nobody goes on.

        Those kept are shared among the other passages in proportion, which scales one row of the chain.
        """
        import numpy

        drop_off = self.flow.to_drop_off
        goes_on = drop_off < NOBODY_GOES_ON
        staying = numpy.where(goes_on, 1.0 - drop_off, 1.0)
        growth = (1.0 - numpy.maximum(drop_off - kept_share, 0.0)) / staying - 1.0
        remaining = 1.0 - growth * (self.solved.returns - 1.0)
        possible = goes_on & (remaining > CLOSED)
        gain = self.solved.visits * growth * self.solved.success_from / numpy.where(possible, remaining, 1.0)
        return numpy.where(possible, gain, numpy.nan) * 100.0

    @cached_property
    def hours(self) -> float:
        """Mean time from an entry to any end: time spent at each point plus the mean delay after it, at each visit."""
        return float(self.solved.visits @ (self.flow.hours + self.flow.summed(self._waited)))

    @cached_property
    def success_hours(self) -> float | None:
        """Mean time of those who succeed; None if nobody does.

        Each passage counts with the success that follows it: the chain seen by those who succeed is the same chain with
        passages weighted so (h-transform of Doob, 1957; Kemeny and Snell, 1960, chapter III).
        """
        if self.success <= 0.0:
            return None
        return self._hours_of(with_ends(self.solved.success_from)) / self.success

    @cached_property
    def drop_off_hours(self) -> float | None:
        """Mean time of those who drop off, found as that of those who succeed; None if nobody does.

        The rest of the mean time would tell nothing of a few who leave early where the others go round for years.
        """
        lost = float(self.losses.sum())
        if lost <= CLOSED:
            return None
        import numpy

        drop_off_from = numpy.clip(self.solved.times(self.flow.to_drop_off), 0.0, 1.0)
        return self._hours_of(numpy.concatenate((drop_off_from, (1.0, 0.0)))) / lost

    def _hours_of(self, following: Vector) -> float:
        """Time of all who end in one way, per entrant; `following` (n + 2) is the probability of it, by target."""
        waited = self.flow.summed(self._waited * following[self.flow.target])
        return float(self.solved.visits @ (self.flow.hours * following[: len(self.flow.point_ids)] + waited))

    @cached_property
    def _waited(self) -> Vector:
        return self.flow.probability * self.flow.delay_hours

    @cached_property
    def _taken(self) -> Vector:
        return self.solved.visits[self.flow.source] * self.flow.probability

    @cached_property
    def _taken_once(self) -> Vector:
        """(m) Passages divided by those of one who is taking it."""
        import numpy

        return numpy.minimum(self._taken / (1.0 + self.solved.back * self.flow.probability), 1.0)

    def _of_point(self, figures: Vector, point_id: str) -> float:
        return _entry(figures, self.flow.index, point_id)

    def _of_passage(self, figures: Vector, passage_id: str) -> float:
        return _entry(figures, self.flow.passage_index, passage_id)


def solve(graph: JourneyGraph) -> Chain | GraphFault:
    """The chain of a journey, or why there is none."""
    flow = flow_of(graph)
    return flow if isinstance(flow, GraphFault) else solve_input(flow)


def solve_input(flow: FlowInput) -> Chain | GraphFault:
    """The chain of a journey from its arrays alone, in any thread."""
    try:
        return Chain(flow, solve_flow(flow))
    except ClosedChain:
        return GraphFault.DEAD_END


def _entry(figures: Vector, index: Mapping[str, int], row_id: str) -> float:
    position = index.get(row_id)
    return 0.0 if position is None else float(figures[position])


def _known(figure: float) -> float | None:
    return None if figure != figure else figure  # NaN is the only number that differs from itself
