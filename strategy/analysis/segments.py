"""Figures of step 2: shares of the customer base, engagement, customer data held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey.model import DataInventory, EngagementRating, Segment
from resources.catalogue import catalogue
from strategy.snapshot import Snapshot


def customer_base(snapshot: Snapshot) -> int | None:
    """The number of customers: the plan's own figure, else the sum of the segments, None when no size is known."""
    if snapshot.plan.customer_base is not None:
        return snapshot.plan.customer_base
    sizes = [segment.size for segment in snapshot.all(Segment) if segment.size is not None]
    return sum(sizes) if sizes else None


def segment_share(snapshot: Snapshot, segment: Segment) -> float | None:
    """Share of the base in a segment, as a proportion; None when the size or the base is unknown or zero."""
    base = customer_base(snapshot)
    return segment.size / base if segment.size is not None and base else None


def past_value(segment: Segment) -> float | None:
    """What a whole segment brings in a year today: size times value per customer."""
    if segment.size is None or segment.value_past is None:
        return None
    return segment.size * segment.value_past


def future_value(segment: Segment) -> float | None:
    """What a whole segment is expected to bring in a year: size times value per customer."""
    if segment.size is None or segment.value_future is None:
        return None
    return segment.size * segment.value_future


@dataclass(frozen=True, slots=True)
class Engagement:
    """The engagement of a segment, 0 to 100: by dimension, and their weighted mean.

    A dimension without rating is absent from `dimensions` and named in `missing`; `index` is None without any.
    """

    index: float | None
    dimensions: Mapping[str, float]
    missing: tuple[str, ...]


def engagement(snapshot: Snapshot, segment_id: str) -> Engagement:
    """The engagement index of a segment. A dimension rated by channel counts as the mean of its channels."""
    dimensions: dict[str, float] = {}
    weights: dict[str, float] = {}
    missing = []
    for dimension in catalogue().ids("engagement_dimensions"):
        rated = [
            row
            for row in snapshot.where(EngagementRating, segment_id=segment_id, dimension=dimension)
            if row.rating is not None
        ]
        chosen = [row for row in rated if row.channel is not None] or rated
        if not chosen:
            missing.append(dimension)
            continue
        dimensions[dimension] = sum(row.rating or 0.0 for row in chosen) / len(chosen)
        weights[dimension] = sum(row.weight for row in chosen) / len(chosen)
    total = sum(weights.values())
    index = sum(dimensions[name] * weights[name] for name in dimensions) / total if total > 0 else None
    return Engagement(index, dimensions, tuple(missing))


def held_data_share(snapshot: Snapshot, segment_id: str) -> float:
    """Share of the catalogue's kinds of customer data that the company holds about a segment, as a proportion."""
    kinds = catalogue().ids("customer_data_types")
    rows = snapshot.where(DataInventory, segment_id=segment_id)
    held = {row.data_type for row in rows if row.is_available}
    return len(held.intersection(kinds)) / len(kinds)
