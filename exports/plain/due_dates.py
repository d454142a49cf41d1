"""Due dates for any calendar: ends of actions, milestones, next readings of indicators (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from exports.files import atomic_write
from exports.plain.tasks import tasks_of
from exports.written import IsCancelled, Progress, Written, stop_if
from resources.i18n import N_, Words, words
from strategy.analysis.follow_up import next_reading_date
from strategy.model import PLAN_ROW, ActionStatus, KpiReading, Milestone
from strategy.naming import Naming
from strategy.snapshot import Snapshot

_ONE_DAY = datetime.timedelta(days=1)
_STAMP = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The moment that each entry claims to be of: a fixed one, so that the same plan makes the same file."""


def write_due_dates(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> Written:
    """Write a calendar of days without a time; entries keep their identity, so that a second import moves them."""
    from icalendar import Calendar, Event

    stop_if(is_cancelled)
    reader = words(language)
    calendar = Calendar.new(
        prodid="-//Periple//Periple//EN",
        name=_plain(snapshot.plan.name) or None,
        uid=f"{snapshot.plan_id or PLAN_ROW}@periple",
    )
    for uid, day, title, description in _entries(snapshot, reader):
        calendar.add_component(
            Event.new(
                uid=f"{uid}@periple",
                stamp=_STAMP,
                start=day,
                end=day + _ONE_DAY,
                summary=_plain(title),
                description=_plain(description) or None,
            )
        )
    with atomic_write(path) as part:
        part.write_bytes(calendar.to_ical())
    return Written(Path(path), (), () if calendar.events else (reader.tr(_NOTHING_DUE),))


_NOTHING_DUE = N_("No action has an end, and there is no milestone: the calendar is empty.")


def _entries(snapshot: Snapshot, reader: Words) -> Iterator[tuple[str, datetime.date, str, str]]:
    """Identity, day, title and description of each entry."""
    due, read = reader.tr(N_("Due: {name}")), reader.tr(N_("Read the indicator: {name}"))
    for task in tasks_of(snapshot, reader):
        if task.action.end_date and task.action.status != ActionStatus.DONE:
            owner = task.action.owner
            told = [reader.tr(N_("Owner: {name}")).format(name=owner)] if owner else []
            description = "\n".join(filter(None, [*told, task.description]))
            yield f"action-{task.action.id}", task.action.end_date, due.format(name=task.title), description
    for milestone in snapshot.all(Milestone):
        yield f"milestone-{milestone.id}", milestone.day, milestone.name or reader.tr(N_("Milestone")), ""
    naming = Naming(snapshot, reader)
    for kpi, day in _next_readings(snapshot).items():
        yield f"reading-{kpi}", day, read.format(name=naming.label(kpi)), ""


def _next_readings(snapshot: Snapshot) -> dict[str, datetime.date]:
    """The day on which each indicator is read next, after its last reading."""
    found: dict[str, datetime.date] = {}
    for reading in sorted(snapshot.all(KpiReading), key=lambda each: each.date or datetime.date.min):
        day = next_reading_date(snapshot, reading)
        if day is not None:
            found[reading.kpi] = day
    return found


def _plain(text: str) -> str:
    """A text without characters that calendars refuse."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32).strip()
