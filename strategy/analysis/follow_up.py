"""Figures of the follow-up: progress of a KPI reading to its target, and the comparison of two variants."""

from __future__ import annotations

import calendar
import datetime
import math
from dataclasses import dataclass
from enum import StrEnum

from resources.i18n import N_, Words
from strategy.links import is_kept, segments_of_action, segments_of_objective
from strategy.model import AbTest, Action, KpiReading, Objective, ReadingRhythm
from strategy.snapshot import Snapshot

TOLERANCE = 0.10
"""How far progress may trail the time elapsed before a reading is behind, as a proportion."""
SIGNIFICANCE = 0.05
_LEAST_CELL = 5
_Z_LEVEL, _Z_POWER = 1.959964, 0.841621
"""Of the normal law: 97.5 % and 80 %."""


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
    measured = measured_by(snapshot, reading)
    if measured is None:
        return None
    progress = target_progress(measured.baseline, reading.value, measured.target)
    if progress is None or measured.baseline is None or measured.target is None:
        return None
    due = measured.due_date if isinstance(measured, Objective) else measured.end_date
    elapsed = elapsed_share(snapshot.plan.start_date, reading.date, due)
    status = progress_status(progress, elapsed)
    return Progress(measured.__tablename__, measured.id, measured.baseline, measured.target, progress, elapsed, status)


def measured_by(snapshot: Snapshot, reading: KpiReading) -> Objective | Action | None:
    """What a reading measures: the objective or the action that is followed with its KPI, see `reading_progress`."""
    objectives = [each for each in snapshot.where(Objective, kpi=reading.kpi) if _has_way(each)]
    actions = [each for each in snapshot.where(Action, kpi=reading.kpi) if is_kept(each) and _has_way(each)]
    found: list[Objective | Action] = [*objectives, *actions]
    same_segment = [each for each in found if reading.segment_id in _segment_ids(snapshot, each)]
    return next(iter([*same_segment, *found]), None)


def rhythm_of(snapshot: Snapshot, kpi: str) -> int | None:
    """How many months lie between two readings of a KPI; None when the team has not said it."""
    return next((row.months for row in snapshot.where(ReadingRhythm, kpi=kpi)), None)


def rhythm_words(months: int, words: Words) -> str:
    """How often a KPI is read: "Every 3 months"."""
    if months == 12:
        return words.tr(N_("Every year"))
    return words.ntr("Every month", "Every {n} months", months).format(n=words.number(months))


def next_reading_date(snapshot: Snapshot, reading: KpiReading) -> datetime.date | None:
    """When the reading after this one is due: the date given, else its own date and the rhythm of the KPI."""
    if reading.next_date is not None or reading.date is None:
        return reading.next_date
    months = rhythm_of(snapshot, reading.kpi)
    return months_later(reading.date, months) if months else None


def overdue_readings(snapshot: Snapshot, today: datetime.date) -> dict[str, datetime.date]:
    """The readings after which the next one has not come in time, with the day it was due, by id.

    Only the latest reading of a KPI for a segment counts: an earlier one was followed by a reading.
    """
    latest: dict[tuple[str, str | None], KpiReading] = {}
    for reading in snapshot.all(KpiReading):
        key = (reading.kpi, reading.segment_id)
        if key not in latest or _reading_date(reading) >= _reading_date(latest[key]):
            latest[key] = reading
    dues = ((reading.id, next_reading_date(snapshot, reading)) for reading in latest.values())
    return {reading_id: due for reading_id, due in dues if due is not None and due < today}


def months_later(date: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last one of a shorter month; the calendar ends with the year 9999."""
    year, month = divmod(date.month - 1 + months, 12)
    year, month = date.year + year, month + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return date.replace(year=year, month=month, day=min(date.day, calendar.monthrange(year, month)[1]))


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
    has_few: bool
    """Fewer than five successes or five failures on one side: the test then says nothing."""


class AbFault(StrEnum):
    """Why two variants cannot be compared."""

    MISSING = "missing"
    NO_TRIALS = "no_trials"
    TOO_MANY = "too_many"


def fault_of(test: AbTest) -> AbFault | None:
    """What is wrong with the counts of a test; None when its variants can be compared."""
    sides = ((test.success_a, test.trials_a), (test.success_b, test.trials_b))
    for success, trials in sides:
        if success is None or trials is None:
            return AbFault.MISSING
    if any(trials == 0 for _, trials in sides):
        return AbFault.NO_TRIALS
    return AbFault.TOO_MANY if any(not 0 <= (success or 0) <= (trials or 0) for success, trials in sides) else None


def needed_trials(rate_a: float, rate_b: float) -> int | None:
    """Trials for each variant that prove such a gap at 5 % in four tests out of five; None when there is no gap.

    Two-sided test of two proportions with a power of 80 % (Fleiss, Statistical Methods for Rates and Proportions).
    """
    gap = abs(rate_b - rate_a)
    if gap == 0:
        return None
    mean = (rate_a + rate_b) / 2
    spread = rate_a * (1 - rate_a) + rate_b * (1 - rate_b)
    return math.ceil(((_Z_LEVEL * math.sqrt(2 * mean * (1 - mean)) + _Z_POWER * math.sqrt(spread)) / gap) ** 2)


def compare_variants(test: AbTest) -> Comparison | None:
    """Two-proportion z test, pooled and two-sided; None when counts are missing or contradict each other.

    A difference is called significant under p = 0.05 with at least five successes and five failures on each side.
    """
    if fault_of(test) is not None:
        return None
    counts = (test.success_a, test.trials_a, test.success_b, test.trials_b)
    success_a, trials_a, success_b, trials_b = (count or 0 for count in counts)
    rate_a, rate_b = success_a / trials_a, success_b / trials_b
    uplift = (rate_b - rate_a) / rate_a if rate_a > 0 else None
    pooled = (success_a + success_b) / (trials_a + trials_b)
    has_few = min(success_a, trials_a - success_a, success_b, trials_b - success_b) < _LEAST_CELL
    spread = math.sqrt(pooled * (1 - pooled) * (1 / trials_a + 1 / trials_b))
    if spread == 0:
        return Comparison(rate_a, rate_b, uplift, None, None, False, has_few)
    z = (rate_b - rate_a) / spread
    p_value = math.erfc(abs(z) / math.sqrt(2))
    return Comparison(rate_a, rate_b, uplift, z, p_value, p_value < SIGNIFICANCE and not has_few, has_few)


def _reading_date(reading: KpiReading) -> datetime.date:
    return reading.date or datetime.date.min


def _segment_ids(snapshot: Snapshot, measured: Objective | Action) -> set[str]:
    if isinstance(measured, Objective):
        return {segment.id for segment in segments_of_objective(snapshot, measured)}
    return {segment.id for segment in segments_of_action(snapshot, measured.id)}


def _has_way(measured: Objective | Action) -> bool:
    return measured.baseline is not None and measured.target is not None and measured.baseline != measured.target
