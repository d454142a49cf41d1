"""The rows of a journey as a graph: who leads where, what cannot be reached, what leads nowhere.

Everything is derived from rows at each call and nothing is stored. Plain dictionaries answer the questions that the
rules ask at every change; `to_networkx` gives the same graph to path finding and layout, which may take longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from journey.model import NodeKind, Touchpoint, Transition

if TYPE_CHECKING:
    import networkx

    from storage.base import Base

Row = TypeVar("Row", bound="Base")

SUM_TOLERANCE = 0.001
"""How far from 1 the probabilities that leave a touchpoint may sum."""


class Rows(Protocol):
    """Where rows are read: a snapshot of a plan, or anything that reads alike."""

    def all(self, mapped: type[Row]) -> tuple[Row, ...]: ...

    def get(self, mapped: type[Row], row_id: str | None) -> Row | None: ...

    def where(self, mapped: type[Row], **equals: Any) -> tuple[Row, ...]: ...  # any: the column decides


@dataclass(frozen=True)
class JourneyGraph:
    """The points of one journey in screen order, and the passages between them.

    Passages that leave a success or a drop-off, or that name a point of another journey, are left out: a journey ends
    at its ends.
    """

    points: Mapping[str, Touchpoint]
    passages: tuple[Transition, ...]

    @cached_property
    def entry_id(self) -> str | None:
        """The entry; the first one on screen if there are several, None if there is none."""
        return next(iter(self._of_kind(NodeKind.ENTRY)), None)

    @cached_property
    def touchpoint_ids(self) -> tuple[str, ...]:
        return self._of_kind(NodeKind.TOUCHPOINT)

    @cached_property
    def success_ids(self) -> tuple[str, ...]:
        return self._of_kind(NodeKind.SUCCESS)

    @cached_property
    def drop_off_ids(self) -> tuple[str, ...]:
        return self._of_kind(NodeKind.DROP_OFF)

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Transition, ...]]:
        """The passages that leave each point; points without any are absent."""
        found: dict[str, list[Transition]] = defaultdict(list)
        for passage in self.passages:
            found[passage.source_id].append(passage)
        return {source_id: tuple(passages) for source_id, passages in found.items()}

    @cached_property
    def reachable_ids(self) -> frozenset[str]:
        """The points that a customer who enters can reach, the entry included."""
        onward = {source: [passage.target_id for passage in passages] for source, passages in self.outgoing.items()}
        return _reached_from([self.entry_id] if self.entry_id else [], onward)

    @cached_property
    def unreachable(self) -> tuple[str, ...]:
        """The touchpoints that no customer can reach; empty without an entry, where the question has no meaning."""
        if self.entry_id is None:
            return ()
        return tuple(point for point in self.touchpoint_ids if point not in self.reachable_ids)

    @cached_property
    def dead_ends(self) -> tuple[str, ...]:
        """The touchpoints from which neither a success nor a drop-off can be reached."""
        backward: dict[str, list[str]] = defaultdict(list)
        for passage in self.passages:
            backward[passage.target_id].append(passage.source_id)
        leading_out = _reached_from([*self.success_ids, *self.drop_off_ids], backward)
        return tuple(point for point in self.touchpoint_ids if point not in leading_out)

    def outgoing_sum(self, point_id: str) -> float:
        """Sum of the probabilities that leave a point; a passage without one counts 0."""
        return sum(passage.probability or 0.0 for passage in self.outgoing.get(point_id, ()))

    @cached_property
    def wrong_sums(self) -> Mapping[str, float]:
        """The points whose outgoing probabilities do not sum to 1, with the sum. A point without passage is a dead end
        rather than a wrong sum."""
        sums = {point: self.outgoing_sum(point) for point in self.points if point in self.outgoing}
        return {point: total for point, total in sums.items() if abs(total - 1.0) > SUM_TOLERANCE + 1e-9}

    def drop_off_probability(self, point_id: str) -> float:
        """Share of the customers leaving a point who drop off there and then."""
        return sum(
            passage.probability or 0.0
            for passage in self.outgoing.get(point_id, ())
            if passage.target_id in self.drop_off_ids
        )

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The same graph for path finding and layout: points carry their `kind`, passages their `probability` and
        `delay_hours`, under the id of their row as key."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for point_id, point in self.points.items():
            graph.add_node(point_id, kind=point.kind)
        for passage in self.passages:
            graph.add_edge(
                passage.source_id,
                passage.target_id,
                key=passage.id,
                probability=passage.probability or 0.0,
                delay_hours=passage.delay_hours or 0.0,
            )
        return graph

    def _of_kind(self, kind: NodeKind) -> tuple[str, ...]:
        return tuple(point_id for point_id, point in self.points.items() if point.kind == kind.value)


def journey_graph(rows: Rows, journey_id: str) -> JourneyGraph:
    """The graph of a journey, from the rows as they are now."""
    points = {point.id: point for point in rows.where(Touchpoint, journey_id=journey_id)}
    ends = {NodeKind.SUCCESS.value, NodeKind.DROP_OFF.value}
    passages = tuple(
        passage
        for passage in rows.where(Transition, journey_id=journey_id)
        if passage.source_id in points and passage.target_id in points and points[passage.source_id].kind not in ends
    )
    return JourneyGraph(points, passages)


def _reached_from(starts: Iterable[str], onward: Mapping[str, Iterable[str]]) -> frozenset[str]:
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for following in onward.get(waiting.pop(), ()):
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return frozenset(reached)
