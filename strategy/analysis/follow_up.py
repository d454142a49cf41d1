"""Figures of the follow-up: progress of a KPI reading to its target, and the comparison of two variants."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from enum import StrEnum

from strategy.links import kept_actions, segments_of_action, segments_of_objective
from strategy.model import AbTest, Action, KpiReading, Objective
from strategy.snapshot import Snapshot

TOLERANCE = 0.10
"""How far progress may trail the time elapsed before a reading is behind, as a proportion."""
SIGNIFICANCE = 0.05
_LEAST_CELL = 5


class ProgressStatus(StrEnum):
    """Where a reading stands on the way to its target."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    REVERSED = "reversed"

    @property
    def is_off_track(self) -> bool:
        return self in (ProgressStatus.BEHIND, ProgressStatus.REVERSED)


@dataclass(frozen=True, slots=True)
class Progress:
    """A reading against the objective or the action that it measures (`kind` and `row_id`).

    `progress` is the share of the way from baseline to target, `elapsed` the share of the time between the plan's
    start and the due date, capped to 0-1 and None without dates. Both are proportions.
    """

    kind: str
    row_id: str
    baseline: float
    target: float
    progress: float
    elapsed: float | None
    status: ProgressStatus


def target_progress(baseline: float | None, current: float | None, target: float | None) -> float | None:
    """Share of the way covered, as a proportion, also for a KPI to lower; None if unknown or if there is no way."""
    if baseline is None or current is None or target is None or baseline == target:
        return None
    return (current - baseline) / (target - baseline)


def elapsed_share(start: datetime.date | None, date: datetime.date | None, due: datetime.date | None) -> float | None:
    """Share of the time between start and due date that has passed, from 0 to 1; None without all dates in order."""
    if start is None or date is None or due is None or due <= start:
        return None
    return min(max((date - start).days / (due - start).days, 0.0), 1.0)


def progress_status(progress: float, elapsed: float | None) -> ProgressStatus:
    """The state of a reading; without dates it is not behind."""
    if progress >= 1.0:
        return ProgressStatus.REACHED
    if progress < 0.0:
        return ProgressStatus.REVERSED
    if elapsed is not None and progress < elapsed - TOLERANCE - 1e-9:
        return ProgressStatus.BEHIND
    return ProgressStatus.ON_TRACK


def reading_progress(snapshot: Snapshot, reading: KpiReading) -> Progress | None:
    """A reading against what it measures: the objective with its KPI, else the action with its KPI.

    One that serves the reading's segment is preferred. None when nothing with this KPI has a baseline and a target.
    """
    measured = _measured(snapshot, reading)
    if measured is None:
        return None
    progress = target_progress(measured.baseline, reading.value, measured.target)
    if progress is None or measured.baseline is None or measured.target is None:
        return None
    due = measured.due_date if isinstance(measured, Objective) else measured.end_date
    elapsed = elapsed_share(snapshot.plan.start_date, reading.date, due)
    status = progress_status(progress, elapsed)
    return Progress(measured.__tablename__, measured.id, measured.baseline, measured.target, progress, elapsed, status)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of an A/B test. Rates, uplift and p-value are proportions.

    `uplift` is None when nothing succeeds with A; `z` and `p_value` are None when no test is possible.
    """

    rate_a: float
    rate_b: float
    uplift: float | None
    z: float | None
    p_value: float | None
    is_significant: bool


def compare_variants(test: AbTest) -> Comparison | None:
    """Two-proportion z test, pooled and two-sided; None when counts are missing or contradict each other.

    A difference is called significant under p = 0.05 with at least five successes and five failures on each side.
    """
    counts = (test.success_a, test.trials_a, test.success_b, test.trials_b)
    success_a, trials_a, success_b, trials_b = (-1 if count is None else count for count in counts)
    if not (0 <= success_a <= trials_a and 0 <= success_b <= trials_b and trials_a and trials_b):
        return None
    rate_a, rate_b = success_a / trials_a, success_b / trials_b
    uplift = (rate_b - rate_a) / rate_a if rate_a > 0 else None
    pooled = (success_a + success_b) / (trials_a + trials_b)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / trials_a + 1 / trials_b))
    if spread == 0:
        return Comparison(rate_a, rate_b, uplift, None, None, False)
    z = (rate_b - rate_a) / spread
    p_value = math.erfc(abs(z) / math.sqrt(2))
    cells = (success_a, trials_a - success_a, success_b, trials_b - success_b)
    return Comparison(rate_a, rate_b, uplift, z, p_value, p_value < SIGNIFICANCE and min(cells) >= _LEAST_CELL)


def _measured(snapshot: Snapshot, reading: KpiReading) -> Objective | Action | None:
    objectives = [each for each in snapshot.where(Objective, kpi=reading.kpi) if _has_way(each)]
    actions = [each for each in kept_actions(snapshot) if each.kpi == reading.kpi and _has_way(each)]
    found: list[Objective | Action] = [*objectives, *actions]
    same_segment = [each for each in found if reading.segment_id in _segment_ids(snapshot, each)]
    return next(iter([*same_segment, *found]), None)


def _segment_ids(snapshot: Snapshot, measured: Objective | Action) -> set[str]:
    if isinstance(measured, Objective):
        return {segment.id for segment in segments_of_objective(snapshot, measured)}
    return {segment.id for segment in segments_of_action(snapshot, measured.id)}


def _has_way(measured: Objective | Action) -> bool:
    return measured.baseline is not None and measured.target is not None and measured.baseline != measured.target
