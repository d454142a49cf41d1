"""What changes from an as-is journey to a to-be one: figures with their difference, and each touchpoint's fate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from journey.analysis import JourneyResults, journey_results
from journey.graph import Rows
from journey.model import FollowUpTrigger, Friction, NodeKind, Stage, Touchpoint, TouchpointChange

COMPARED = (
    "name", "type", "channel", "direction", "information_level", "content_tool", "measured", "minutes", "data_used",
    "is_data_use_known", "data_benefit", "owner", "is_external",
)  # fmt: skip
"""The columns of a touchpoint that make it another one for the customer, or for the company."""
FOLLOW_UPS = "follow_ups"
"""Stands among the columns for the messages that a touchpoint sets off, which are rows of their own."""


class Fate(StrEnum):
    """What becomes of a touchpoint. One that moves to another stage and changes as well counts as changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Difference:
    """The fate of one touchpoint: `as_is_id` is None for an added one, `to_be_id` for a removed one.

    `columns` are those of `COMPARED` that differ, and `FOLLOW_UPS`; `reason` is what the team wrote about it.
    """

    fate: Fate
    as_is_id: str | None
    to_be_id: str | None
    columns: tuple[str, ...] = ()
    is_moved: bool = False
    reason: str = ""

    @property
    def point_id(self) -> str:
        """The touchpoint that stands for the difference: the target one, or the one that goes."""
        return self.to_be_id or self.as_is_id or ""


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
    """`success` and `measured` are shares, `duration_hours` hours, `irritation` and `balance` as in the results.

    `differences` holds every touchpoint of the two journeys once: those of the target in screen order, then the
    removed ones in theirs.
    """

    success: FigureChange
    duration_hours: FigureChange
    measured: FigureChange
    irritation: FigureChange
    balance: FigureChange
    frictions: FigureChange
    differences: tuple[Difference, ...]

    def of(self, fate: Fate) -> tuple[Difference, ...]:
        """The touchpoints of one fate."""
        return tuple(each for each in self.differences if each.fate is fate)

    @property
    def changes(self) -> tuple[Difference, ...]:
        """All but the kept ones: what somebody has to bring about."""
        return tuple(each for each in self.differences if each.fate is not Fate.KEPT)


def compare_journeys(rows: Rows, as_is_id: str, to_be_id: str) -> JourneyComparison:
    """The to-be journey against the as-is one."""
    before, after = journey_results(rows, as_is_id), journey_results(rows, to_be_id)

    def change(figure: str) -> FigureChange:
        return FigureChange(getattr(before, figure), getattr(after, figure))

    return JourneyComparison(
        success=change("success"),
        duration_hours=change("duration_hours"),
        measured=change("measured_share"),
        irritation=change("irritation_load"),
        balance=change("emotional_balance"),
        frictions=FigureChange(*(_friction_count(rows, each) for each in (before, after))),
        differences=differences(rows, as_is_id, to_be_id),
    )


def differences(rows: Rows, as_is_id: str, to_be_id: str) -> tuple[Difference, ...]:
    """The fate of every touchpoint of two journeys, without their figures."""
    origins = origins_of(rows, as_is_id, to_be_id)
    reasons = {row.touchpoint_id: row.reason for row in rows.where(TouchpointChange, journey_id=to_be_id)}
    of_target = [
        _difference(rows, rows.get(Touchpoint, origins.get(point.id)), point, reasons)
        for point in _touchpoints(rows, to_be_id)
    ]
    taken = set(origins.values())
    removed = [
        Difference(Fate.REMOVED, point.id, None, reason=reasons.get(point.id, ""))
        for point in _touchpoints(rows, as_is_id)
        if point.id not in taken
    ]
    return (*of_target, *removed)


def origins_of(rows: Rows, as_is_id: str, to_be_id: str) -> Mapping[str, str]:
    """The touchpoint of the as-is journey that each one of the to-be journey stands for; new ones are absent.

    A to-be journey that was written by itself, where no point at all names its origin, is matched by names in any
    case.
    """
    before = {point.id: point for point in _touchpoints(rows, as_is_id)}
    after = _touchpoints(rows, to_be_id)
    if as_is_id == to_be_id:
        return {point: point for point in before}
    if names_origins(rows, to_be_id):
        return {point.id: point.origin_id for point in after if point.origin_id in before}
    by_name = {point.name.casefold(): point.id for point in reversed(before.values()) if point.name.strip()}
    return {point.id: by_name[point.name.casefold()] for point in after if point.name.casefold() in by_name}


def stage_key(stage: Stage | None) -> str:
    """What tells that stages of two journeys are the same one: the catalogue's id, or an own name in any case."""
    return "" if stage is None else stage.stage or stage.name.casefold()


def merged_stages(rows: Rows, journey_ids: Sequence[str]) -> tuple[Stage, ...]:
    """The stages of several journeys in one order: those of the first one, each other one after its predecessor."""
    merged: list[Stage] = []
    for journey_id in journey_ids:
        place = 0
        for stage in rows.where(Stage, journey_id=journey_id):
            known = [stage_key(each) for each in merged]
            if stage_key(stage) in known:
                place = known.index(stage_key(stage)) + 1
            else:
                merged.insert(place, stage)
                place += 1
    return tuple(merged)


def names_origins(rows: Rows, to_be_id: str) -> bool:
    """Whether any point of a to-be journey says which one of the as-is journey it stands for."""
    return any(
        rows.get(Touchpoint, point.origin_id) is not None for point in rows.where(Touchpoint, journey_id=to_be_id)
    )


def _difference(rows: Rows, before: Touchpoint | None, after: Touchpoint, reasons: Mapping[str, str]) -> Difference:
    reason = reasons.get(after.id, "")
    if before is None:
        return Difference(Fate.ADDED, None, after.id, reason=reason)
    columns = tuple(column for column in COMPARED if getattr(before, column) != getattr(after, column))
    if _messages(rows, before) != _messages(rows, after):
        columns = (*columns, FOLLOW_UPS)
    is_moved = stage_key(rows.get(Stage, before.stage_id)) != stage_key(rows.get(Stage, after.stage_id))
    fate = Fate.CHANGED if columns else Fate.MOVED if is_moved else Fate.KEPT
    return Difference(fate, before.id, after.id, columns, is_moved, reason)


def _messages(rows: Rows, point: Touchpoint) -> set[tuple[str, float | None, str | None]]:
    return {(row.trigger, row.delay_hours, row.channel) for row in rows.where(FollowUpTrigger, touchpoint_id=point.id)}


def _friction_count(rows: Rows, results: JourneyResults) -> float:
    return float(len(rows.where(Friction, journey_id=results.journey_id)))


def _touchpoints(rows: Rows, journey_id: str) -> tuple[Touchpoint, ...]:
    return rows.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)
