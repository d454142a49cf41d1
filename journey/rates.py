"""How far each percentage of a journey may be trusted: low, likely, high, and where it comes from."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.losses import odds_range
from journey.model import RateOrigin, Transition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journey.flow import FlowInput, Vector
    from journey.graph import JourneyGraph

_ODDS = {RateOrigin.MEASURED: 1.25, RateOrigin.STATED: 1.5, RateOrigin.ASSUMED: 2.0}
"""How many times lower or higher the odds of a rate may be when nobody gave its range."""
_NINETY_FIVE_PERCENT = 1.959964


@dataclass(frozen=True, slots=True)
class Rate:
    """The probability of a passage. `low` and `high` are what the team gave, else come from the count or the origin."""

    passage_id: str
    low: float
    likely: float
    high: float
    origin: RateOrigin


@dataclass(frozen=True, eq=False)
class RateInput:
    """The rates of a flow as arrays over its m passages; `counted` over its n points."""

    low: Vector
    high: Vector
    counted: Vector
    """(n) Customers counted on leaving each point; 0 where not all its passages were counted."""


def rate_of(passage: Transition, likely: float, counted: float) -> Rate:
    """The rate of a passage with the probability `likely`, from a point that `counted` customers left.

    Without a range of the team: the interval of Wilson (1927) at 95 % where passages were counted; else the odds may be
    1.25 times lower or higher for a measured rate, 1.5 times for a stated one, twice for an assumed one. Rates of 0 and
    1 stay what they are.
    """
    origin = rate_origin(passage)
    if passage.count is not None and counted > 0.0:
        low, high = _wilson(likely, counted)
    else:
        low, high = odds_range(likely, _ODDS[origin])
    given_low, given_high = passage.probability_low, passage.probability_high
    low = min(low if given_low is None else given_low, likely)
    return Rate(passage.id, low, likely, max(high if given_high is None else given_high, likely), origin)


def rate_origin(passage: Transition) -> RateOrigin:
    """Where a rate comes from: as the team said, else measured where passages were counted, else assumed."""
    if passage.rate_origin in set(RateOrigin):
        return RateOrigin(passage.rate_origin)
    return RateOrigin.ASSUMED if passage.count is None else RateOrigin.MEASURED


def rates_of(graph: JourneyGraph, flow: FlowInput) -> tuple[Rate, ...]:
    """The rates of the passages of a flow, in its order."""
    by_id = {passage.id: passage for passage in graph.passages}
    counts = _counts(graph)
    return tuple(
        rate_of(by_id[passage_id], float(likely), counts.get(by_id[passage_id].source_id, 0.0))
        for passage_id, likely in zip(flow.passage_ids, flow.probability, strict=True)
    )


def rate_input(graph: JourneyGraph, flow: FlowInput) -> RateInput:
    """The same as arrays, for a simulation in any thread.

    A point whose passages were all counted, and none given a range by the team, is drawn from its counts.
    """
    import numpy

    rates, counts = rates_of(graph, flow), _counts(graph)
    ranged = {each.source_id for each in graph.passages if not _is_counted(each)}
    return RateInput(
        low=numpy.array([each.low for each in rates]),
        high=numpy.array([each.high for each in rates]),
        counted=numpy.array([0.0 if each in ranged else counts.get(each, 0.0) for each in flow.point_ids]),
    )


def _is_counted(passage: Transition) -> bool:
    is_open = (passage.probability or 0.0) > 0.0
    is_free = passage.probability_low is None and passage.probability_high is None
    return not is_open or (passage.count is not None and is_free and rate_origin(passage) is RateOrigin.MEASURED)


def _counts(graph: JourneyGraph) -> Mapping[str, float]:
    """Customers counted on leaving each point."""
    counts: dict[str, float] = defaultdict(float)
    for passage in graph.passages:
        counts[passage.source_id] += max(passage.count or 0, 0)
    return counts


def _wilson(likely: float, counted: float) -> tuple[float, float]:
    if likely in (0.0, 1.0):
        return likely, likely
    squared = _NINETY_FIVE_PERCENT**2
    centre = likely + squared / (2.0 * counted)
    spread = _NINETY_FIVE_PERCENT * math.sqrt(likely * (1.0 - likely) / counted + squared / (4.0 * counted**2))
    scale = 1.0 + squared / counted
    return (centre - spread) / scale, (centre + spread) / scale
