"""The calendar of the action plan: which months it covers, and where a day stands on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from strategy.analysis import expected_effect_date
from strategy.links import kept_actions
from strategy.model import Objective
from strategy.naming import Naming
from strategy.snapshot import Snapshot

_LONGEST = 36
"""Months; what lies further is not drawn."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Whole months from `start` to the day before `end`, and what is due: (day, codes of the objectives)."""

    start: datetime.date
    end: datetime.date
    due: tuple[tuple[datetime.date, str], ...] = ()

    @classmethod
    def of(cls, snapshot: Snapshot, names: Naming, today: datetime.date) -> Timeline:
        """The months of the plan, longer where an action or an objective reaches beyond them."""
        plan, actions = snapshot.plan, kept_actions(snapshot)
        due_dates = [each.due_date for each in snapshot.all(Objective) if each.due_date]
        firsts = [each.start_date for each in actions if each.start_date]
        lasts = [day for each in actions if (day := expected_effect_date(each) or each.start_date)]
        first = min([day for day in (plan.start_date, *firsts) if day], default=min(due_dates, default=today))
        last = max([day for day in (plan.end_date, *lasts, *due_dates) if day], default=_add_months(first, 11))
        start = first.replace(day=1)
        months = (last.year - start.year) * 12 + last.month - start.month + 1
        return cls(start, _add_months(start, max(3, min(months, _LONGEST))), _due(snapshot, names))

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def share(self, day: datetime.date) -> float:
        """Where a day begins, from 0 at the first day to 1 after the last; outside it lies beyond these."""
        return (day - self.start).days / self.days

    def day_at(self, share: float) -> datetime.date:
        """The day at a place from 0 to 1."""
        return self.start + datetime.timedelta(days=round(share * self.days))

    def months(self) -> Iterator[datetime.date]:
        """The first day of each month."""
        month = self.start
        while month < self.end:
            yield month
            month = _add_months(month, 1)

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
