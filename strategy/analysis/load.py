"""How many days of work each owner has each month: the effort of actions, spread over their working days."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from strategy.analysis.spending import LAST_MONTH, month_days, next_month
from strategy.kinds import owner_key
from strategy.links import kept_actions
from strategy.model import Action, OwnerCapacity
from strategy.snapshot import Snapshot

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OwnerLoad:
    """Person-days of one owner by first day of the month; `owner` is "" for actions that nobody owns yet.

    `capacity`: working days a month, None without limit. `undated`: days of actions without dates, in no month.
    """

    owner: str
    days: Mapping[datetime.date, float]
    capacity: float | None
    undated: float

    @property
    def total(self) -> float:
        return sum(self.days.values()) + self.undated

    def is_over(self, month: datetime.date) -> bool:
        """Whether a month asks for more days than the owner has."""
        return self.capacity is not None and self.days.get(month, 0.0) > self.capacity + 1e-9


@dataclass(frozen=True, slots=True)
class Load:
    """The loads of all owners, the heaviest first and what nobody owns last, over the same months without gaps."""

    months: tuple[datetime.date, ...]
    owners: tuple[OwnerLoad, ...]

    @property
    def overloads(self) -> tuple[tuple[str, datetime.date], ...]:
        """The owners and months with more days than there are."""
        return tuple((each.owner, month) for each in self.owners for month in self.months if each.is_over(month))


def load(snapshot: Snapshot) -> Load:
    """The load of each owner of kept actions. Owners are told apart by their name, but for spaces and case."""
    days: dict[str, dict[datetime.date, float]] = defaultdict(lambda: defaultdict(float))
    undated: dict[str, float] = defaultdict(float)
    names: dict[str, str] = {}
    for action in kept_actions(snapshot):
        key = owner_key(action.owner)
        if not action.effort_days:
            continue
        names.setdefault(key, action.owner.strip())
        spread = dict(spread_effort(action))
        for month, amount in spread.items():
            days[key][month] += amount
        undated[key] += 0.0 if spread else action.effort_days
    capacities = {owner_key(row.owner): row.days for row in snapshot.all(OwnerCapacity)}
    loads = [
        OwnerLoad(name, dict(days[key]), capacities.get(key) if key else None, undated[key])
        for key, name in names.items()
    ]
    loads.sort(key=lambda each: (not each.owner, -each.total, each.owner))
    return Load(tuple(_months(days)), tuple(loads))


def spread_effort(action: Action) -> Iterator[tuple[datetime.date, float]]:
    """The person-days of an action by month, evenly over Mondays to Fridays from start to end; none without dates.

    An action that runs over a weekend only counts on its first day.
    """
    first, last = action.start_date or action.end_date, action.end_date or action.start_date
    if first is None or last is None or not action.effort_days:
        return
    worked: dict[datetime.date, int] = defaultdict(int)
    for month, start, end in _months_of(first, last):
        worked[month] = working_days(start, end)
    total = sum(worked.values())
    if not total:
        yield first.replace(day=1), action.effort_days
        return
    for month, count in worked.items():
        if count:
            yield month, action.effort_days * count / total


def working_days(first: datetime.date, last: datetime.date) -> int:
    """Mondays to Fridays of a period, both days included; public holidays are not known."""
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * 5 + sum((first + _DAY * day).weekday() < _SATURDAY for day in range(rest))


def _months_of(
    first: datetime.date, last: datetime.date
) -> Iterator[tuple[datetime.date, datetime.date, datetime.date]]:
    month = first.replace(day=1)
    while month <= last:
        yield month, max(first, month), min(last, month.replace(day=month_days(month)))
        if month == LAST_MONTH:
            return
        month = next_month(month)


def _months(days: Mapping[str, Mapping[datetime.date, float]]) -> Iterator[datetime.date]:
    known = [month for each in days.values() for month in each]
    if known:
        month, last = min(known), max(known)
        while month <= last:
            yield month
            if month == LAST_MONTH:
                return
            month = next_month(month)
