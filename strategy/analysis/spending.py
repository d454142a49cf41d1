"""What actions cost, in all and month by month: once, and then each month that they run within the plan."""

from __future__ import annotations

import datetime
from calendar import isleap
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from strategy.links import kept_actions
from strategy.model import Action, Plan
from strategy.snapshot import Snapshot

_DAY = datetime.timedelta(days=1)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
USUAL_MONTHS = 12
LAST_MONTH = datetime.date.max.replace(day=1)
"""No month comes after it."""


@dataclass(frozen=True, slots=True)
class QuarterCost:
    """What the kept actions cost in a calendar quarter, once and for running; `first` is its first day."""

    first: datetime.date
    once: float
    running: float

    @property
    def cost(self) -> float:
        return self.once + self.running

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.first.month - 1) // 3 + 1


@dataclass(frozen=True, slots=True)
class Spending:
    """The cost of the kept actions by quarter, from the first to the last without gaps; `undated` has none yet."""

    quarters: tuple[QuarterCost, ...]
    undated: float


def planned_cost(plan: Plan, action: Action) -> float | None:
    """What an action takes of the budget: its cost, and its running costs until the plan ends; None if neither is set.

    Running costs count from the day after the end of the action. The plan ends on its last day, or twelve months after
    it starts; without any date all running costs of twelve months count.
    """
    if action.cost is None and action.running_cost is None:
        return None
    once, monthly = action.cost or 0.0, action.running_cost
    return once + monthly * running_months(plan, action) if monthly else once


def running_months(plan: Plan, action: Action) -> float:
    """The months within the plan during which an action runs, parts of months as shares of their days."""
    last = action.end_date or action.start_date
    return sum(share for _, share in _running(plan, last)) if last else float(USUAL_MONTHS)


def spending(snapshot: Snapshot) -> Spending:
    """The costs by quarter: the cost of an action is spread evenly over its days, running costs over their months."""
    plan = snapshot.plan
    once: dict[datetime.date, float] = defaultdict(float)
    running: dict[datetime.date, float] = defaultdict(float)
    undated = 0.0
    for action in kept_actions(snapshot):
        first, last = action.start_date or action.end_date, action.end_date or action.start_date
        if first is None or last is None:
            undated += planned_cost(plan, action) or 0.0
            continue
        days = (last - first).days + 1
        for month, share in months_between(first, last):
            once[_quarter(month)] += (action.cost or 0.0) * share * month_days(month) / days
        for month, share in _running(plan, last):
            running[_quarter(month)] += (action.running_cost or 0.0) * share
    return Spending(tuple(_filled(once, running)), undated)


def months_between(first: datetime.date, last: datetime.date) -> Iterator[tuple[datetime.date, float]]:
    """The calendar months of a period, both days included, each with the share of its days that lies inside; none when
    it ends before it begins."""
    month = first.replace(day=1)
    while first <= last and month <= last:
        is_whole = month >= first and (month.year, month.month) < (last.year, last.month)
        yield month, 1.0 if is_whole else _share(month, first, last)
        if month == LAST_MONTH:
            return
        month = next_month(month)


def _share(month: datetime.date, first: datetime.date, last: datetime.date) -> float:
    days = month_days(month)
    return ((min(last, month.replace(day=days)) - max(first, month)).days + 1) / days


def next_month(month: datetime.date) -> datetime.date:
    """The first day of the month after."""
    return datetime.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_days(month: datetime.date) -> int:
    """How many days a month has, from its first day."""
    return 29 if month.month == 2 and isleap(month.year) else _LENGTHS[month.month - 1]


def plan_end(plan: Plan) -> datetime.date | None:
    """The last day of the plan; twelve months after its start when no end is set, None without both."""
    if plan.end_date is not None or plan.start_date is None:
        return plan.end_date
    month = plan.start_date.replace(day=1)
    for _ in range(USUAL_MONTHS):
        month = next_month(month)
    return month + _DAY * (min(plan.start_date.day, month_days(month)) - 2)


def _running(plan: Plan, done: datetime.date) -> Iterator[tuple[datetime.date, float]]:
    """The months in which what is done by a day runs within the plan, each with its share; twelve if it has no end."""
    if done.year >= LAST_MONTH.year - 1:
        return  # no calendar goes further
    begun = done + _DAY
    last, month = plan_end(plan), begun.replace(day=1)
    if last is not None:
        yield from months_between(begun, last)
        return
    first = (next_month(month) - begun).days / month_days(month)
    for share in (first, *[1.0] * (USUAL_MONTHS - 1), *([1.0 - first] if first < 1.0 else [])):
        yield month, share
        month = next_month(month)


def _quarter(month: datetime.date) -> datetime.date:
    return month.replace(month=(month.month - 1) // 3 * 3 + 1, day=1)


def _filled(once: Mapping[datetime.date, float], running: Mapping[datetime.date, float]) -> Iterator[QuarterCost]:
    if not once and not running:
        return
    quarter, last = min([*once, *running]), max([*once, *running])
    while quarter <= last:
        yield QuarterCost(quarter, once.get(quarter, 0.0), running.get(quarter, 0.0))
        if quarter.replace(month=quarter.month + 2) == LAST_MONTH:
            return
        quarter = next_month(next_month(next_month(quarter)))
