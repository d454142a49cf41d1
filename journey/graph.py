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
    def entry_ids(self) -> tuple[str, ...]:
        return self._of_kind(NodeKind.ENTRY)

    @cached_property
    def entry_shares(self) -> Mapping[str, float]:
        """Share of the customers who come in at each entry, summing to 1; empty without entry.

        Entries without a share divide equally what the others leave. Shares that do not sum to 1 are brought to 1.
        """
        asked = {each: self.points[each].entry_share for each in self.entry_ids}
        given = {each: max(share, 0.0) for each, share in asked.items() if share is not None}
        left = max(1.0 - sum(given.values()), 0.0)
        others = [each for each in self.entry_ids if each not in given]
        shares = {each: given.get(each, left / len(others) if others else 0.0) for each in self.entry_ids}
        total = sum(shares.values())
        if total <= 0.0:  # nobody was given a share: all count alike
            return dict.fromkeys(self.entry_ids, 1.0 / len(self.entry_ids)) if self.entry_ids else {}
        return {each: share / total for each, share in shares.items()}

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
        """The points that a passage leads to from an entry, whatever its probability; the entries included."""
        return _reached_from(self.entry_ids, _onward(self.passages))

    @cached_property
    def open_passages(self) -> tuple[Transition, ...]:
        """The passages that some customers take: a probability of 0 leads nowhere."""
        return tuple(passage for passage in self.passages if (passage.probability or 0.0) > 0.0)

    @cached_property
    def visited_ids(self) -> frozenset[str]:
        """The points where customers really come: from an entry with a share, through open passages."""
        starts = [each for each, share in self.entry_shares.items() if share > 0.0]
        return _reached_from(starts, _onward(self.open_passages))

    @cached_property
    def endless_ids(self) -> tuple[str, ...]:
        """The points from which no end can be reached through open passages, in screen order."""
        leading_out = _reached_from(self._end_ids, _backward(self.open_passages))
        return tuple(each for each in self.points if each not in leading_out)

    @cached_property
    def stuck_ids(self) -> tuple[str, ...]:
        """The points where customers come and from which they reach no end, in screen order."""
        return tuple(each for each in self.endless_ids if each in self.visited_ids)

    @cached_property
    def unreachable(self) -> tuple[str, ...]:
        """The touchpoints that no customer can reach; empty without an entry, where the question has no meaning."""
        if not self.entry_ids:
            return ()
        return tuple(point for point in self.touchpoint_ids if point not in self.reachable_ids)

    @cached_property
    def dead_ends(self) -> tuple[str, ...]:
        """The touchpoints from which neither a success nor a drop-off can be reached."""
        leading_out = _reached_from(self._end_ids, _backward(self.passages))
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
            if self.points[passage.target_id].kind == NodeKind.DROP_OFF.value
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

    @cached_property
    def _end_ids(self) -> frozenset[str]:
        return frozenset((*self.success_ids, *self.drop_off_ids))

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


def _onward(passages: Iterable[Transition]) -> Mapping[str, list[str]]:
    following: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        following[passage.source_id].append(passage.target_id)
    return following


def _backward(passages: Iterable[Transition]) -> Mapping[str, list[str]]:
    before: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        before[passage.target_id].append(passage.source_id)
    return before


def _reached_from(starts: Iterable[str], onward: Mapping[str, Iterable[str]]) -> frozenset[str]:
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for following in onward.get(waiting.pop(), ()):
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return frozenset(reached)
