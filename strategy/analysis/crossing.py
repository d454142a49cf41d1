"""Two indicators side by side: what was read of each, and whether they move together."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

from strategy.analysis.dashboard import Point
from strategy.model import KpiReading, ReadingOrigin
from strategy.snapshot import Snapshot

LEAST_PAIRS = 6
"""Fewer readings in common say nothing: two lines drawn at random often look alike on five points."""
_SAME_PERIOD = datetime.timedelta(days=15)
_CLEAR = 1.96
"""How far from zero, in standard errors, a correlation is more than chance (5 %, two-sided)."""


@dataclass(frozen=True, slots=True)
class Series:
    """What was read of a KPI for a segment (None = all customers), by date; a baseline without date opens the plan."""

    kpi: str
    segment_id: str | None
    unit: str | None
    points: tuple[Point, ...]

    @property
    def key(self) -> str:
        """A text that tells it from the other series of the plan."""
        return f"{self.kpi}~{self.segment_id or ''}"


@dataclass(frozen=True, slots=True)
class Crossing:
    """Readings of two series taken at the same time, and their correlation (Pearson) from -1 to 1.

    `correlation` is None under `LEAST_PAIRS` pairs, and when one of the two does not move. `is_clear` tells whether it
    is more than chance, by the transformation of Fisher (1915).
    """

    pairs: tuple[tuple[float, float], ...]
    correlation: float | None
    is_clear: bool


def all_series(snapshot: Snapshot) -> tuple[Series, ...]:
    """Every KPI that was read, by segment, in the order of the readings."""
    start = snapshot.plan.start_date or snapshot.plan.reference_date
    found: dict[tuple[str, str | None], list[tuple[Point, str | None]]] = {}
    for reading in snapshot.all(KpiReading):
        is_baseline = reading.origin == ReadingOrigin.BASELINE.value
        day = reading.date or (start if is_baseline else None)
        if reading.value is not None and day is not None:
            point = Point(day, reading.value, reading.id)
            found.setdefault((reading.kpi, reading.segment_id), []).append((point, reading.unit))
    return tuple(
        Series(kpi, segment_id, points[-1][1], tuple(sorted((point for point, _ in points), key=_day)))
        for (kpi, segment_id), points in found.items()
    )


def cross(first: Series, second: Series) -> Crossing:
    """Pair the readings of two series that were taken within fifteen days, each used once, the nearest first."""
    distances = sorted(
        (abs(_day(one) - _day(other)), place, beside)
        for place, one in enumerate(first.points)
        for beside, other in enumerate(second.points)
        if abs(_day(one) - _day(other)) <= _SAME_PERIOD
    )
    used_first: set[int] = set()
    used_second: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, place, beside in distances:
        if place not in used_first and beside not in used_second:
            used_first.add(place)
            used_second.add(beside)
            pairs.append((place, beside))
    values = [(first.points[place].value, second.points[beside].value) for place, beside in sorted(pairs)]
    found = _correlation(values) if len(values) >= LEAST_PAIRS else None
    return Crossing(tuple(values), found, found is not None and _is_clear(found, len(values)))


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    count = len(pairs)
    mean_x, mean_y = math.fsum(x for x, _ in pairs) / count, math.fsum(y for _, y in pairs) / count
    spread_x = math.fsum((x - mean_x) ** 2 for x, _ in pairs)
    spread_y = math.fsum((y - mean_y) ** 2 for _, y in pairs)
    if spread_x == 0 or spread_y == 0:
        return None
    together = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, together / math.sqrt(spread_x * spread_y)))


def _is_clear(correlation: float, count: int) -> bool:
    return abs(correlation) > math.tanh(_CLEAR / math.sqrt(count - 3))


def _day(point: Point) -> datetime.date:
    return point.date or datetime.date.min
