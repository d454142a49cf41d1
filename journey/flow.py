"""A journey as arrays: what the figures are computed from, ready for another thread and free of rows.

Only what customers visit is kept, so that unreachable points, closed loops among them included, touch no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from journey.graph import JourneyGraph
from journey.model import NodeKind

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vector = NDArray[numpy.float64]
    Matrix = NDArray[numpy.float64]
    Positions = NDArray[numpy.intp]

SUCCESS, DROP_OFF = -1, -2
"""Targets of passages that end the journey: positions in a vector with two more places, see `with_ends`."""


class GraphFault(StrEnum):
    """Why a journey has no figures. Only what customers can reach counts."""

    NO_ENTRY = "no_entry"
    NO_SUCCESS = "no_success"
    WRONG_PROBABILITIES = "wrong_probabilities"
    DEAD_END = "dead_end"


@dataclass(frozen=True, eq=False)
class FlowInput:
    """The chain of a sound journey: n points that customers visit and leave again, m passages that leave them.

    Vectors over points have length n, vectors over passages length m. The probabilities that leave a point sum to 1.
    """

    point_ids: tuple[str, ...]
    """Entries first, then touchpoints, each in screen order."""
    passage_ids: tuple[str, ...]
    starts: Vector
    """(n) Share of the entrants who come in at each point; sums to 1."""
    hours: Vector
    """(n) Time spent at each visit."""
    source: Positions
    """(m) Position of the point that a passage leaves."""
    target: Positions
    """(m) Position of the point that it leads to, `SUCCESS` or `DROP_OFF`."""
    probability: Vector
    """(m) From 0 to 1."""
    delay_hours: Vector
    """(m) Time between the two."""

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each point."""
        return {point_id: position for position, point_id in enumerate(self.point_ids)}

    @cached_property
    def passage_index(self) -> dict[str, int]:
        """Position of each passage."""
        return {passage_id: position for position, passage_id in enumerate(self.passage_ids)}

    @cached_property
    def to_success(self) -> Vector:
        """(n) Probability of succeeding right after each point."""
        return self.summed(self.probability * (self.target == SUCCESS))

    @cached_property
    def to_drop_off(self) -> Vector:
        """(n) Probability of dropping off right after each point."""
        import numpy

        return numpy.minimum(self.summed(self.probability * (self.target == DROP_OFF)), 1.0)

    def summed(self, of_passages: Vector) -> Vector:
        """(n) Sum over the passages that leave each point."""
        import numpy

        return numpy.bincount(self.source, of_passages, len(self.point_ids)).astype(numpy.float64, copy=False)


def with_ends(success_from: Vector) -> Vector:
    """(…, n + 2) Probability of success at each point, then 0 for `DROP_OFF` and 1 for `SUCCESS`, by target."""
    import numpy

    ends = numpy.broadcast_to((0.0, 1.0), (*success_from.shape[:-1], 2))
    return numpy.concatenate((success_from, ends), axis=-1)


def find_fault(graph: JourneyGraph) -> GraphFault | None:
    """Why a journey has no figures; None if it is sound where customers come."""
    if not graph.entry_ids:
        return GraphFault.NO_ENTRY
    if not graph.success_ids:
        return GraphFault.NO_SUCCESS
    if graph.stuck_ids:
        return GraphFault.DEAD_END
    if any(point_id in graph.visited_ids for point_id in graph.wrong_sums):
        return GraphFault.WRONG_PROBABILITIES
    met = (passage.probability or 0.0 for passage in graph.passages if passage.source_id in graph.visited_ids)
    return GraphFault.WRONG_PROBABILITIES if any(not 0.0 <= share <= 1.0 for share in met) else None


def flow_of(graph: JourneyGraph) -> FlowInput | GraphFault:
    """A journey as arrays, or why it has no figures.

    Sums within the tolerance are brought to 1 exactly, so that success and drop-off share out all entrants.
    """
    fault = find_fault(graph)
    if fault is not None:
        return fault
    import numpy

    leaving = (*graph.entry_ids, *graph.touchpoint_ids)
    point_ids = tuple(each for each in leaving if each in graph.visited_ids)
    index = {point_id: position for position, point_id in enumerate(point_ids)}
    target_of = _targets(graph, index)
    kept = [each for each in graph.passages if each.source_id in index and each.target_id in target_of]
    source = numpy.fromiter((index[each.source_id] for each in kept), numpy.intp, len(kept))
    given = numpy.fromiter((each.probability or 0.0 for each in kept), numpy.float64, len(kept))
    totals = numpy.bincount(source, given, len(point_ids))
    return FlowInput(
        point_ids=point_ids,
        passage_ids=tuple(each.id for each in kept),
        starts=numpy.array([graph.entry_shares.get(each, 0.0) for each in point_ids]),
        hours=numpy.array([graph.points[each].minutes or 0.0 for each in point_ids]) / 60.0,
        source=source,
        target=numpy.fromiter((target_of[each.target_id] for each in kept), numpy.intp, len(kept)),
        probability=given / totals[source],
        delay_hours=numpy.fromiter((each.delay_hours or 0.0 for each in kept), numpy.float64, len(kept)),
    )


def _targets(graph: JourneyGraph, index: dict[str, int]) -> dict[str, int]:
    """Where a passage may lead; what nobody visits is absent, and only passages of probability 0 lead there."""
    ends = {NodeKind.SUCCESS.value: SUCCESS, NodeKind.DROP_OFF.value: DROP_OFF}
    return {**index, **{each: ends[point.kind] for each, point in graph.points.items() if point.kind in ends}}
