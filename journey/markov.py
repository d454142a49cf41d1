"""A journey as an absorbing Markov chain: where customers pass, where they end, what would keep more of them.

Fundamental matrix N = (I - Q)^-1 of Kemeny and Snell, Finite Markov Chains, 1960: Q holds the probabilities from one
point to the next, N the expected number of visits. The next step is assumed to depend on the present point only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from journey.graph import JourneyGraph
from journey.model import Transition

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Matrix = NDArray[numpy.float64]

KEPT_SHARE = 0.05
"""By how much the leverage of a touchpoint lowers the probability of dropping off there."""


class GraphFault(StrEnum):
    """Why a journey has no figures. Only what customers can reach counts."""

    NO_ENTRY = "no_entry"
    NO_SUCCESS = "no_success"
    WRONG_PROBABILITIES = "wrong_probabilities"
    DEAD_END = "dead_end"


@dataclass(frozen=True)
class Chain:
    """The chain of a sound graph. Points that customers cannot reach are left out: they are never visited."""

    graph: JourneyGraph
    index: Mapping[str, int]
    """Row and column of each entry and touchpoint that can be reached; the entry is 0."""
    visits_between: Matrix
    """N: expected visits of the column, the present one included, for a customer at the row."""
    success_from: Matrix
    """Probability of success for a customer at each point."""

    @property
    def success(self) -> float:
        """Share of entrants who reach a success."""
        return float(self.success_from[0])

    def visits(self, point_id: str) -> float:
        """Expected visits of a point per entrant."""
        column = self.index.get(point_id)
        return 0.0 if column is None else float(self.visits_between[0, column])

    def reach(self, point_id: str) -> float:
        """Share of entrants who pass at least once: visits divided by the visits of one who is there."""
        column = self.index.get(point_id)
        if column is None:
            return 0.0
        return min(self.visits(point_id) / float(self.visits_between[column, column]), 1.0)

    def passages(self, transition: Transition) -> float:
        """Expected passages through a transition per entrant."""
        return self.visits(transition.source_id) * (transition.probability or 0.0)

    def passage_reach(self, transition: Transition) -> float:
        """Share of entrants who take a transition at least once: passages divided by those of one who is taking it."""
        probability = transition.probability or 0.0
        source, target = self.index.get(transition.source_id), self.index.get(transition.target_id)
        if source is None:
            return 0.0
        returns = 0.0 if target is None else float(self.visits_between[target, source]) * probability
        return min(self.passages(transition) / (1.0 + returns), 1.0)

    def lost_here(self, point_id: str) -> float:
        """Share of entrants who drop off right after a point."""
        return self.visits(point_id) * self.graph.drop_off_probability(point_id)

    def leverage(self, point_id: str, kept_share: float = KEPT_SHARE) -> float | None:
        """Points of success gained if `kept_share` more of those at a point stayed, and went on as the others do.

        0 where nobody drops off; None where nobody goes on, since the customers kept would have no way to follow.
        """
        column, drop_off = self.index.get(point_id), self.graph.drop_off_probability(point_id)
        if column is None or drop_off == 0.0:
            return 0.0
        if drop_off >= 1.0 - 1e-9:
            return None
        lowered = max(drop_off - kept_share, 0.0)
        # Scaling one row of the chain is a change of rank one, so the new success follows from N (Sherman, Morrison)
        # without solving the system again for each touchpoint.
        growth = (1.0 - lowered) / (1.0 - drop_off) - 1.0
        loop = float(self.visits_between[column, column]) - 1.0
        remaining = 1.0 - growth * loop
        if remaining <= 1e-12:
            return None
        gain = self.visits(point_id) * growth * float(self.success_from[column]) / remaining
        return gain * 100.0


def solve(graph: JourneyGraph) -> Chain | GraphFault:
    """The chain of a journey, or why there is none."""
    fault = _fault(graph)
    if fault is not None or graph.entry_id is None:
        return fault or GraphFault.NO_ENTRY
    import numpy

    transient = [graph.entry_id, *(each for each in graph.touchpoint_ids if each in graph.reachable_ids)]
    index = {point_id: row for row, point_id in enumerate(transient)}
    between = numpy.zeros((len(index), len(index)))
    to_success = numpy.zeros(len(index))
    for point_id, row in index.items():
        for target_id, probability in _shares(graph, point_id).items():
            if target_id in index:
                between[row, index[target_id]] += probability
            elif target_id in graph.success_ids:
                to_success[row] += probability
    try:
        visits: Matrix = numpy.linalg.inv(numpy.identity(len(index)) - between).astype(numpy.float64)
    except numpy.linalg.LinAlgError:
        return GraphFault.DEAD_END
    return Chain(graph, index, visits, numpy.clip(visits @ to_success, 0.0, 1.0))


def _fault(graph: JourneyGraph) -> GraphFault | None:
    if graph.entry_id is None:
        return GraphFault.NO_ENTRY
    if not graph.success_ids:
        return GraphFault.NO_SUCCESS
    if _reaches_no_end(graph):
        return GraphFault.DEAD_END
    if any(point_id in graph.reachable_ids for point_id in graph.wrong_sums) or _has_impossible_passage(graph):
        return GraphFault.WRONG_PROBABILITIES
    return None


def _reaches_no_end(graph: JourneyGraph) -> bool:
    """Whether customers can get stuck: passages of probability 0 do not lead out."""
    open_passages = tuple(passage for passage in graph.passages if (passage.probability or 0.0) > 0.0)
    walked = JourneyGraph(graph.points, open_passages)
    return graph.entry_id not in walked.outgoing or any(each in walked.reachable_ids for each in walked.dead_ends)


def _has_impossible_passage(graph: JourneyGraph) -> bool:
    reachable = (passage for passage in graph.passages if passage.source_id in graph.reachable_ids)
    return any(not 0.0 <= (passage.probability or 0.0) <= 1.0 for passage in reachable)


def _shares(graph: JourneyGraph, point_id: str) -> Mapping[str, float]:
    """Probability of each next point, parallel passages added. Sums within tolerance are brought to 1 exactly, so that
    success and drop-off share out all entrants."""
    shares: dict[str, float] = defaultdict(float)
    total = graph.outgoing_sum(point_id)
    for passage in graph.outgoing.get(point_id, ()):
        shares[passage.target_id] += (passage.probability or 0.0) / total
    return shares
