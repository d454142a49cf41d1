"""The ways through a journey that most customers take without turning back."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx

    from journey.graph import JourneyGraph

_BEFORE = ""
"""The place where all customers are before they enter; no row has this id."""


class Path(NamedTuple):
    """Points in order, the entry and the end included, and the share of all entrants who walk exactly this way."""

    point_ids: tuple[str, ...]
    probability: float


def most_probable(graph: JourneyGraph, end_ids: Collection[str]) -> Path | None:
    """The most probable way from an entry to one of these ends; None if no open way leads there.

    Multiplying probabilities is adding their logarithms, so it is the shortest path by -log p (Dijkstra, 1959). The
    share of the entry counts, and parallel passages add up. Sums near 1 are brought to 1, as in the chain.
    """
    import networkx

    ways = _ways(graph)
    found = networkx.single_source_dijkstra_path(ways, _BEFORE)
    paths = [
        Path(tuple(found[end_id][1:]), math.prod(ways.edges[step]["share"] for step in pairwise(found[end_id])))
        for end_id in end_ids
        if end_id in found
    ]
    return max(paths, key=lambda path: path.probability, default=None)


def _ways(graph: JourneyGraph) -> networkx.DiGraph[str]:
    import networkx

    shares: dict[tuple[str, str], float] = defaultdict(float)
    for entry_id, share in graph.entry_shares.items():
        shares[_BEFORE, entry_id] = share
    for source_id, passages in graph.outgoing.items():
        total = 1.0 if source_id in graph.wrong_sums else graph.outgoing_sum(source_id)
        for passage in passages:
            shares[source_id, passage.target_id] += (passage.probability or 0.0) / total
    ways: networkx.DiGraph[str] = networkx.DiGraph()
    ways.add_node(_BEFORE)
    for (before, after), share in shares.items():
        if share > 0.0:
            # A sum just above 1 would give a negative length.
            ways.add_edge(before, after, share=share, weight=max(-math.log(share), 0.0))
    return ways
