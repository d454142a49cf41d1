"""What changes from an as-is journey to a to-be one: figures with their difference, touchpoints added and removed."""

from __future__ import annotations

from dataclasses import dataclass

from journey.analysis import JourneyResults, journey_results
from journey.graph import Rows
from journey.model import Friction, NodeKind, Touchpoint


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure before and after; None where a journey does not give it."""

    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After minus before; None unless both are known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class JourneyComparison:
    """`success` and `measured` are shares, `duration_hours` hours. Touchpoints are ids in screen order.

    Touchpoints of the two journeys are the same when they have the same name, in any case.
    """

    success: FigureChange
    duration_hours: FigureChange
    measured: FigureChange
    frictions: FigureChange
    added: tuple[str, ...]
    removed: tuple[str, ...]


def compare_journeys(rows: Rows, as_is_id: str, to_be_id: str) -> JourneyComparison:
    """The to-be journey against the as-is one."""
    before, after = journey_results(rows, as_is_id), journey_results(rows, to_be_id)

    def change(figure: str) -> FigureChange:
        return FigureChange(getattr(before, figure), getattr(after, figure))

    return JourneyComparison(
        success=change("success"),
        duration_hours=change("duration_hours"),
        measured=change("measured_share"),
        frictions=FigureChange(*(_friction_count(rows, each) for each in (before, after))),
        added=_only_in(rows, to_be_id, as_is_id),
        removed=_only_in(rows, as_is_id, to_be_id),
    )


def _friction_count(rows: Rows, results: JourneyResults) -> float:
    return float(len(rows.where(Friction, journey_id=results.journey_id)))


def _only_in(rows: Rows, journey_id: str, other_id: str) -> tuple[str, ...]:
    """The touchpoints of a journey whose names the other one does not know."""
    known = {point.name.casefold() for point in _touchpoints(rows, other_id)}
    return tuple(point.id for point in _touchpoints(rows, journey_id) if point.name.casefold() not in known)


def _touchpoints(rows: Rows, journey_id: str) -> tuple[Touchpoint, ...]:
    return rows.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)
