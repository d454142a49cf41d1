"""What actions bring for what they cost: gain, return on investment and payback, of an action and of the plan.

The return is (gain - cost) / cost, the method's KPI, over some months of effect: those of `Plan.return_months`, counted
for each action from the day its effect is expected. Nothing is discounted. Gains are margins and are added up as they
are stated: two actions on the same friction count as two, so `shared_frictions` names them.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from dataclasses import dataclass

from strategy.analysis.actions import expected_effect_date
from strategy.analysis.held_back import cost_of_frictions
from strategy.analysis.spending import month_days, next_month
from strategy.entries import kpi_traits
from strategy.kpis.computing import compute
from strategy.kpis.inputs import ErrorCode, KpiError
from strategy.links import kept_actions
from strategy.model import Action, ActionFriction, Plan
from strategy.snapshot import Snapshot

USUAL_MONTHS = 12
_YEAR = 12
_DAYS_A_MONTH = 365.25 / _YEAR
_SLACK = 1e-6
_LONGEST_MONTHS = 240
"""Beyond twenty years nothing pays back that a plan should count on."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The margin a year once an action has its effect. `is_worked_out`: from the change of its KPI, not typed."""

    low: float
    likely: float
    high: float
    is_worked_out: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A return in percent, or the method's error and the input that it is about."""

    percent: float | None
    error: ErrorCode | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """What an action, or the plan, brings over the months of effect; `low`, `likely` and `high` are returns.

    `cost` includes running costs over these months. `payback_months` count from the effect of an action, from the start
    of the plan for the plan; None when it never pays back or a figure is missing. `paid_back` is that day, if dated.
    """

    gain: Gain | None
    """Over the months of effect, not a year."""
    cost: float | None
    low: Rate
    likely: Rate
    high: Rate
    payback_months: float | None
    paid_back: datetime.date | None

    @property
    def net(self) -> float | None:
        """The likely gain less the cost."""
        return None if self.gain is None or self.cost is None else self.gain.likely - self.cost


@dataclass(frozen=True, slots=True)
class SharedFriction:
    """Kept actions with a gain that reduce the same friction: what they bring may overlap."""

    friction_id: str
    action_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrictionGain:
    """What the actions that reduce frictions gain a year, and what these frictions cost a year, each counted once.

    `unknown` counts the frictions whose cost is not known. What is gained beyond the cost must come from elsewhere.
    """

    gain: float
    cost: float
    unknown: int

    @property
    def exceeds(self) -> bool:
        """Whether more is gained than the frictions cost."""
        return not self.unknown and self.gain > self.cost + _SLACK


def return_months(plan: Plan) -> int:
    """Over how many months of effect returns are reckoned."""
    return plan.return_months or USUAL_MONTHS


def yearly_gain(snapshot: Snapshot, action: Action) -> Gain | None:
    """What an action brings a year: as typed, else change of its KPI x customers x value of a unit; None if unknown.

    A low or high figure that is missing is the likely one; a likely one that is missing lies midway between them.
    """
    low, likely, high = action.gain_low, action.gain, action.gain_high
    known = [each for each in (low, likely, high) if each is not None]
    if not known:
        worked_out = gain_of_change(snapshot, action)
        return None if worked_out is None else Gain(worked_out, worked_out, worked_out, is_worked_out=True)
    middle = likely if likely is not None else sum(known) / len(known)
    return Gain(middle if low is None else low, middle, middle if high is None else high)


def gain_of_change(snapshot: Snapshot, action: Action) -> float | None:
    """Change of the KPI x customers x value of a unit a year; percentages as proportions. None if one is missing.

    A change for the worse brings nothing.
    """
    change = kpi_change(snapshot, action)
    if change is None or action.gain_customers is None or action.gain_unit_value is None:
        return None
    return max(0.0, change) * action.gain_customers * action.gain_unit_value


def kpi_change(snapshot: Snapshot, action: Action) -> float | None:
    """How far the target of an action lies from its baseline, positive for the better, percentages as proportions."""
    if action.kpi is None or action.baseline is None or action.target is None:
        return None
    traits = kpi_traits(snapshot, action.kpi)
    change = action.target - action.baseline
    signed = -change if traits.direction == "down" else change
    return signed / 100.0 if traits.unit == "percent" else signed


def action_return(snapshot: Snapshot, action: Action) -> Return:
    """The return and payback of one action."""
    months, yearly = return_months(snapshot.plan), yearly_gain(snapshot, action)
    cost = _cost_over(action, months)
    gain = _over(yearly, months)
    payback = _payback(action, yearly)
    effect = expected_effect_date(action)
    paid = effect + datetime.timedelta(days=round(payback * _DAYS_A_MONTH)) if effect and payback is not None else None
    return Return(gain, cost, *_rates(gain, cost), payback, paid)


def plan_return(snapshot: Snapshot, today: datetime.date) -> Return:
    """The return of all kept actions together: all their costs, and the gains that are known.

    Its payback comes with the month from which gains have made up for all costs until then.
    """
    months = return_months(snapshot.plan)
    actions = kept_actions(snapshot)
    gains = [gain for row in actions if (gain := _over(yearly_gain(snapshot, row), months)) is not None]
    costs = [cost for row in actions if (cost := _cost_over(row, months)) is not None]
    total = sum(costs) if costs else None
    gain = _summed(gains)
    start, paid = _start(snapshot, today), _plan_payback(snapshot, today) if gains else None
    months_to = None if paid is None else (paid.year - start.year) * _YEAR + paid.month - start.month + 1
    return Return(gain, total, *_rates(gain, total), None if months_to is None else float(months_to), paid)


def balance(snapshot: Snapshot, today: datetime.date, months: int) -> tuple[tuple[datetime.date, float], ...]:
    """The likely gains so far less the costs so far, at the end of each of these months from the start of the plan.

    Actions without dates cost at the start and have their effect at once.
    """
    gains = [(row, yearly_gain(snapshot, row)) for row in kept_actions(snapshot)]
    monthly = [(row, gain.likely / _YEAR if gain else 0.0) for row, gain in gains]
    start = month = _start(snapshot, today)
    settled = max((effect for row, _ in gains if (effect := _effect(row))), default=start)
    total, flow, found = 0.0, 0.0, []
    for place in range(months):
        if place < 2 or month <= next_month(settled):  # from then on each month is like the one before
            flow = sum(_flow(row, gain, month, month == start) for row, gain in monthly)
        total += flow
        found.append((month, total))
        month = next_month(month)
    return tuple(found)


def shared_frictions(snapshot: Snapshot) -> tuple[SharedFriction, ...]:
    """The frictions that several kept actions with a gain reduce."""
    gaining = [row.id for row in kept_actions(snapshot) if yearly_gain(snapshot, row) is not None]
    by_friction: dict[str, list[str]] = defaultdict(list)
    for action_id in gaining:
        for link in snapshot.where(ActionFriction, action_id=action_id):
            by_friction[link.friction_id].append(action_id)
    return tuple(SharedFriction(each, tuple(ids)) for each, ids in by_friction.items() if len(ids) > 1)


def friction_gain(snapshot: Snapshot) -> FrictionGain | None:
    """The stated gains beside the costs of the frictions; None without such gains or such costs."""
    gains = {row.id: gain for row in kept_actions(snapshot) if (gain := yearly_gain(snapshot, row)) is not None}
    links = [link for link in snapshot.all(ActionFriction) if link.action_id in gains]
    held = cost_of_frictions(snapshot, dict.fromkeys(link.friction_id for link in links))
    if held.value is None:
        return None
    linked = {link.action_id for link in links}
    stated = sum(gain.likely for action_id, gain in gains.items() if action_id in linked)
    return FrictionGain(stated, held.value, held.unknown)


def _rates(gain: Gain | None, cost: float | None) -> tuple[Rate, Rate, Rate]:
    if gain is None:
        missing = _rate(None, cost)
        return missing, missing, missing
    return _rate(gain.low, cost), _rate(gain.likely, cost), _rate(gain.high, cost)


def _rate(gain: float | None, cost: float | None) -> Rate:
    try:
        return Rate(compute("kpi_roi", {"gain": gain, "cost": cost}).value)
    except KpiError as problem:
        return Rate(None, problem.code, problem.keys[0] if problem.keys else "")


def _over(yearly: Gain | None, months: int) -> Gain | None:
    if yearly is None:
        return None
    share = months / _YEAR
    return Gain(yearly.low * share, yearly.likely * share, yearly.high * share, yearly.is_worked_out)


def _summed(gains: list[Gain]) -> Gain | None:
    if not gains:
        return None
    return Gain(sum(each.low for each in gains), sum(each.likely for each in gains), sum(each.high for each in gains))


def _cost_over(action: Action, months: int) -> float | None:
    if action.cost is None and action.running_cost is None:
        return None
    return (action.cost or 0.0) + (action.running_cost or 0.0) * months


def _payback(action: Action, yearly: Gain | None) -> float | None:
    """Months of effect until the gain has made up for the cost, and for what running cost before the effect."""
    if yearly is None or _cost_over(action, 0) is None:
        return None
    running = action.running_cost or 0.0
    outlay = (action.cost or 0.0) + running * (action.lead_time_days or 0) / _DAYS_A_MONTH
    monthly = yearly.likely / _YEAR - running
    if outlay <= 0:
        return 0.0 if monthly >= 0 else None
    months = outlay / monthly if monthly > 0 else math.inf
    return months if months <= _LONGEST_MONTHS else None


def _plan_payback(snapshot: Snapshot, today: datetime.date) -> datetime.date | None:
    """The month at whose end, and at that of all later ones, gains have made up for costs; None if never."""
    paid: datetime.date | None = None
    for month, total in balance(snapshot, today, _LONGEST_MONTHS):
        paid = (paid or month) if total >= -_SLACK else None
    return paid


def _start(snapshot: Snapshot, today: datetime.date) -> datetime.date:
    """The first month in which something happens."""
    starts = [row.start_date or row.end_date for row in kept_actions(snapshot)]
    known = [each for each in (snapshot.plan.start_date, *starts) if each is not None]
    return min(known, default=today).replace(day=1)


def _flow(action: Action, monthly: float, month: datetime.date, is_first: bool) -> float:
    """What an action that gains so much a month brings in one month, less what it costs."""
    first, last = action.start_date or action.end_date, action.end_date or action.start_date
    if first is None or last is None:
        return monthly - (action.running_cost or 0.0) - (action.cost or 0.0) * is_first
    spent = (action.cost or 0.0) * _days_inside(month, first, last) / ((last - first).days + 1)
    effect = _effect(action) or last
    running = (action.running_cost or 0.0) * _share_after(month, last)
    return monthly * _share_after(month, effect) - running - spent


def _effect(action: Action) -> datetime.date | None:
    """When the effect is expected; an action with a start only ends that day."""
    last = action.end_date or action.start_date
    return last + datetime.timedelta(days=action.lead_time_days or 0) if last else None


def _days_inside(month: datetime.date, first: datetime.date, last: datetime.date) -> int:
    end = next_month(month) - datetime.timedelta(days=1)
    return max(0, (min(last, end) - max(first, month)).days + 1)


def _share_after(month: datetime.date, day: datetime.date) -> float:
    """The share of a month that lies after a day."""
    return _days_inside(month, day + datetime.timedelta(days=1), next_month(month)) / month_days(month)
