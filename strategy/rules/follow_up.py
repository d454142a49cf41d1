"""After step 5: what deserves a warning while the plan is followed. The follow-up has no end, so no completion rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from strategy.analysis.follow_up import overdue_readings, reading_progress
from strategy.model import Decision, KpiReading, ReadingOrigin
from strategy.rules.registry import Subject, about, dated_warning, warning
from strategy.snapshot import Snapshot


@warning("warn_kpi_passive")
def off_track_without_decision(snapshot: Snapshot) -> Iterable[Subject]:
    """A follow-up reading is behind or reversed, with neither comment nor decision."""
    for reading in snapshot.where(KpiReading, origin=ReadingOrigin.FOLLOW_UP.value):
        progress = reading_progress(snapshot, reading)
        if progress is None or not progress.status.is_off_track:
            continue
        if not reading.comment.strip() and not snapshot.where(Decision, reading_id=reading.id):
            yield about(reading, kpi=reading.kpi, status=progress.status.value, progress=progress.progress)


@dated_warning("warn_reading_overdue")
def reading_overdue(snapshot: Snapshot, today: datetime.date) -> Iterable[Subject]:
    """The next reading of a KPI was due before today, by its date or by the rhythm of the KPI, and has not come."""
    for reading_id, due in overdue_readings(snapshot, today).items():
        reading = snapshot.get(KpiReading, reading_id)
        if reading is not None:
            yield about(reading, kpi=reading.kpi, due=due, days=(today - due).days)
