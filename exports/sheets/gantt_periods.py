"""The periods of the Gantt: weeks for eighteen months, then months, and some to spare for dates that are moved."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from exports.cells import FIRST_RELIABLE_DATE
from strategy.analysis.spending import next_month

_WEEKS_FOR_MONTHS = 18
_MOST_PERIODS = 140
_LAST_DAY = datetime.date(2200, 1, 1)
"""Later dates are slips of the pen, which must not stretch the calendar."""
_WEEK = datetime.timedelta(days=7)
_YEAR = datetime.timedelta(days=365)
_SPARE = datetime.timedelta(days=56)
"""Room after the last date for what the client puts off or adds."""


def periods_of(
    days: Sequence[datetime.date | None], otherwise: Sequence[datetime.date | None], today: datetime.date
) -> list[datetime.date]:
    """First days of the periods from the first of these days until after the last.

    Without any, as many as reach over the other days, and without those over a year from today.
    """
    known = _sound(days) or _sound(otherwise) or [today, today + _YEAR]
    return list(_periods(min(known), max(known) + _SPARE))


def _sound(days: Sequence[datetime.date | None]) -> list[datetime.date]:
    return [day for day in days if day and FIRST_RELIABLE_DATE <= day < _LAST_DAY]


def _periods(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    day, until = first - datetime.timedelta(days=first.weekday()), first
    for _ in range(_WEEKS_FOR_MONTHS):
        until = next_month(until)
    for _ in range(_MOST_PERIODS):
        if day > last:
            return
        yield day
        if day + _WEEK <= until:
            day += _WEEK
        else:
            day = next_month(day.replace(day=1)) if day.day > 1 or day > until else next_month(day)


def with_next(periods: Sequence[datetime.date]) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Each period with the first day after it."""
    yield from zip(periods, [*periods[1:], end_of(periods)], strict=True)


def end_of(periods: Sequence[datetime.date]) -> datetime.date:
    """The day after the last period, which is as long as the one before it."""
    last = periods[-1]
    is_month = len(periods) > 1 and (last - periods[-2]).days > 7
    return next_month(last) if is_month else last + _WEEK
