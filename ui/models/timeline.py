"""The calendar of the action plan: which months it covers, which part of them is shown, and where a day stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from strategy.analysis import expected_effect_date
from strategy.links import kept_actions
from strategy.model import Milestone, Objective
from strategy.naming import Naming
from strategy.snapshot import Snapshot

_LONGEST = 36
"""Months; what lies further is not drawn."""


class Zoom(StrEnum):
    """How much time the calendar shows at once."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_SHOWN_DAYS = {Zoom.MONTH: 35, Zoom.QUARTER: 98}
"""Days that are seen at once; a year shows the whole plan."""
STEP_DAYS = {Zoom.MONTH: 1, Zoom.QUARTER: 7, Zoom.YEAR: 7}
"""Bars are pulled from day to day where days are wide, else by whole weeks."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A milestone of the calendar."""

    id: str
    day: datetime.date
    name: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is shown: the days from `start` to the day before `end`; due objectives (day, codes) and milestones.

    `first` to the day before `last` is what can be scrolled to.
    """

    start: datetime.date
    end: datetime.date
    due: tuple[tuple[datetime.date, str], ...] = ()
    turns: tuple[Turn, ...] = ()
    zoom: Zoom = Zoom.YEAR
    first: datetime.date | None = None
    last: datetime.date | None = None

    @classmethod
    def of(cls, snapshot: Snapshot, names: Naming, today: datetime.date) -> Timeline:
        """The whole months of the plan, more where an action, a milestone or an objective reaches beyond them."""
        plan, actions = snapshot.plan, kept_actions(snapshot)
        turns = tuple(
            Turn(row.id, row.day, names.title(row)) for row in sorted(snapshot.all(Milestone), key=lambda row: row.day)
        )
        fixed = [each.due_date for each in snapshot.all(Objective) if each.due_date] + [each.day for each in turns]
        firsts = [day for each in actions if (day := each.start_date or each.end_date)]
        lasts = [day for each in actions if (day := expected_effect_date(each) or each.start_date)]
        first = min(
            [day for day in (plan.start_date, *firsts, *(each.day for each in turns)) if day],
            default=min(fixed, default=today),
        )
        last = max([day for day in (plan.end_date, *lasts, *fixed) if day], default=_add_months(first, 11))
        start = first.replace(day=1)
        months = (last.year - start.year) * 12 + last.month - start.month + 1
        end = _add_months(start, max(3, min(months, _LONGEST)))
        return cls(start, end, _due(snapshot, names), turns, Zoom.YEAR, start, end)

    def shown(self, zoom: Zoom, middle: datetime.date) -> Timeline:
        """Another part of the whole, around a day as far as there is more to see."""
        first, last = self.first or self.start, self.last or self.end
        days = _SHOWN_DAYS.get(zoom)
        if days is None or (last - first).days <= days:
            return replace(self, start=first, end=last, zoom=zoom)
        start = middle - datetime.timedelta(days=days // 2)
        start = max(first, min(start, last - datetime.timedelta(days=days)))
        return replace(self, start=start, end=start + datetime.timedelta(days=days), zoom=zoom)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def middle(self) -> datetime.date:
        """The day in the middle of what is shown."""
        return self.start + datetime.timedelta(days=self.days // 2)

    @property
    def step_days(self) -> int:
        """By how many days a pull or a key moves a bar."""
        return STEP_DAYS[self.zoom]

    def share(self, day: datetime.date) -> float:
        """Where a day begins, from 0 at the first day shown to 1 after the last; outside it lies beyond these."""
        return (day - self.start).days / self.days

    def day_at(self, share: float) -> datetime.date:
        """The day at a place from 0 to 1."""
        return self.start + datetime.timedelta(days=round(share * self.days))

    def months(self) -> Iterator[datetime.date]:
        """The first day of each month that is shown, the first one maybe before what is."""
        month = self.start.replace(day=1)
        while month < self.end:
            yield month
            month = _add_months(month, 1)

    def weeks(self) -> Iterator[datetime.date]:
        """Every Monday that is shown, the first one maybe before what is."""
        monday = self.start - datetime.timedelta(days=self.start.weekday())
        while monday < self.end:
            yield monday
            monday += datetime.timedelta(days=7)

    def contains(self, day: datetime.date) -> bool:
        return self.start <= day < self.end


def moved(
    start: datetime.date | None, end: datetime.date | None, days: int
) -> tuple[datetime.date | None, datetime.date | None]:
    """Both dates some days later; what is not set stays so."""
    shift = datetime.timedelta(days=days)
    return (start + shift if start else None, end + shift if end else None)


def _due(snapshot: Snapshot, names: Naming) -> tuple[tuple[datetime.date, str], ...]:
    """Objectives that fall due on the same day share one mark."""
    found: dict[datetime.date, list[Objective]] = {}
    for row in snapshot.all(Objective):
        if row.due_date:
            found.setdefault(row.due_date, []).append(row)
    return tuple((day, names.codes(rows)) for day, rows in sorted(found.items()))


def _add_months(day: datetime.date, months: int) -> datetime.date:
    """The first day of the month so many months later."""
    year, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + year, month + 1, 1)
