"""Cures of what lacks an indicator or a value: baseline, due date, owner, dates, cost."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from resources.catalogue import catalogue
from storage.base import Base
from strategy.analysis.actions import expected_effect_date
from strategy.cures.answers import measured
from strategy.cures.cure import Because, Cure, Way
from strategy.links import (
    actions_of_objective,
    kept_actions,
    needs_of_action,
    objectives_of_action,
)
from strategy.model import (
    Action,
    ActionDependency,
    ActionObjective,
    KpiReading,
    Objective,
    ObjectiveSegment,
    OwnEntry,
    Participant,
)
from strategy.operations.curing import add_measured_action
from strategy.operations.editing import set_value
from strategy.operations.links import link
from strategy.operations.objectives import choose_kpi
from strategy.operations.timing import schedule
from strategy.snapshot import Snapshot
from strategy.trace import KPI, Element

Proposal = tuple[Because, Any]  # Any: what the column holds
_QUARTERS = 4


def measure_objective(plan: Snapshot, objective: Objective) -> Iterator[Cure]:
    """Indicators for an objective: those of its aspect, of its actions, of the plan, the others."""
    suited = _of_aspect(objective)
    of_actions = [each.kpi for each in actions_of_objective(plan, objective.id)]
    reasons = ((Because.USUAL, suited[:1]), (Because.METHOD, suited[1:]), (Because.ACTION, of_actions))
    for kpi, because in _indicators(plan, *reasons):
        act = partial(choose_kpi, objective_id=objective.id, kpi=kpi)
        yield Cure(Way.MEASURE, act, Element(KPI, kpi), because=because)


def measure_action(plan: Snapshot, action: Action) -> Iterator[Cure]:
    """Indicators for an action: those of its objectives, of the plan, the others."""
    of_objectives = [each.kpi for each in objectives_of_action(plan, action.id)]
    for kpi, because in _indicators(plan, (Because.OBJECTIVE, of_objectives)):
        act = partial(set_value, mapped=Action, row_id=action.id, column="kpi", value=kpi)
        yield Cure(Way.MEASURE, act, Element(KPI, kpi), because=because)


def lead_to_kpi(plan: Snapshot, objective: Objective) -> Iterator[Cure]:
    """For an objective that reaches no indicator: measure its actions, link one that is measured, or make one."""
    mine = actions_of_objective(plan, objective.id)
    suited = [objective.kpi, *_of_aspect(objective)]
    found = list(_indicators(plan, (Because.KPI, suited[:1]), (Because.METHOD, suited[1:])))
    if mine:
        for kpi, because in found:
            yield from (measured(action, kpi, because) for action in mine)
        return
    for kpi, because in found[:1]:
        act = partial(add_measured_action, kpi=kpi, objective_ids=(objective.id,))
        yield Cure(Way.NEW_MEASURED_ACTION, act, Element(KPI, kpi), because=because)
    for action in (each for each in kept_actions(plan) if each.kpi):
        act_link = partial(link, link_class=ActionObjective, first_id=action.id, second_id=objective.id)
        yield Cure(Way.LINK, act_link, Element("action", action.id))
    for kpi, because in found[1:]:
        act = partial(add_measured_action, kpi=kpi, objective_ids=(objective.id,))
        yield Cure(Way.NEW_MEASURED_ACTION, act, Element(KPI, kpi), because=because)


def baseline_of(plan: Snapshot, objective: Objective) -> Iterator[Cure]:
    """Where an objective starts: the last readings of its indicator, those of its segments first, then other starts."""
    aimed = {each.segment_id for each in plan.where(ObjectiveSegment, objective_id=objective.id)}
    readings = [row for row in plan.where(KpiReading, kpi=objective.kpi) if row.value is not None]
    readings.sort(key=lambda row: (row.segment_id in aimed, row.date or datetime.date.min, row.position), reverse=True)
    found: list[Proposal] = [(Because.READING, row.value) for row in readings]
    if found:
        found[0] = (Because.LAST_READING, found[0][1])
    found += [(Because.KPI, row.baseline) for row in plan.where(Objective, kpi=objective.kpi)]
    found += [(Because.KPI, row.baseline) for row in plan.where(Action, kpi=objective.kpi)]
    yield from _values(Way.BASELINE, objective, "baseline", found)


def due_date_of(plan: Snapshot, objective: Objective, today: datetime.date) -> Iterator[Cure]:
    """When an objective may be due: once its actions have their effect, with the plan, with other objectives."""
    effects = [each for row in actions_of_objective(plan, objective.id) if (each := expected_effect_date(row))]
    found: list[Proposal] = [(Because.ACTION, max(effects, default=None)), (Because.PLAN, plan.plan.end_date)]
    found += [(Because.OBJECTIVE, row.due_date) for row in plan.all(Objective)]
    yield from _values(Way.DUE_DATE, objective, "due_date", found)
    known = {value for _because, value in found}
    for _start, end in _quarters(today):
        if end not in known:
            yield _value(Way.DUE_DATE, objective, "due_date", Because.NOTHING, end, is_last_resort=True)


def owner_of_objective(plan: Snapshot, objective: Objective) -> Iterator[Cure]:
    """Who may own an objective: the owners of its actions, those who take part, the owners of other things."""
    near = [(Because.ACTION, row.owner) for row in actions_of_objective(plan, objective.id)]
    yield from _values(Way.OWNER, objective, "owner", [*near, *_people(plan)])


def owner_of_action(plan: Snapshot, action: Action) -> Iterator[Cure]:
    """Who may own an action: the owners of its objectives, those who take part, the owners of other things."""
    near = [(Because.OBJECTIVE, row.owner) for row in objectives_of_action(plan, action.id)]
    yield from _values(Way.OWNER, action, "owner", [*near, *_people(plan)])


def period_of(plan: Snapshot, action: Action, today: datetime.date) -> Iterator[Cure]:
    """When an action may run: until its objectives are due, until the plan ends, or in one of the next quarters."""
    start = action.start_date or _free_from(plan, action) or plan.plan.start_date or today
    due = [each.due_date for each in objectives_of_action(plan, action.id) if each.due_date]
    ends = [(Because.OBJECTIVE, min(due, default=None)), (Because.PLAN, plan.plan.end_date)]
    quarters = [(Because.NOTHING, (action.start_date or first, last)) for first, last in _quarters(max(start, today))]
    if action.end_date is not None:
        known = min(start, action.end_date)
        quarters, ends = [], [(Because.USUAL, action.end_date)]
        start = known
    found: dict[tuple[datetime.date, datetime.date], Because] = {}
    for because, end in ends:
        if end is not None and end >= start:
            found.setdefault((start, end), because)
    for because, (first, last) in quarters:
        if last >= first:
            found.setdefault((first, last), because)
    for dates, because in found.items():
        act = partial(schedule, dates={action.id: dates})
        yield Cure(Way.PERIOD, act, value=dates, because=because)


def cost_of(plan: Snapshot, action: Action) -> Iterator[Cure]:
    """What an action may cost: what its needs cost, what others of its type cost, or nothing."""
    found: list[Proposal] = [(Because.NEED, row.cost) for row in needs_of_action(plan, action.id)]
    if action.type:
        found += [(Because.TYPE, row.cost) for row in plan.where(Action, type=action.type)]
    yield from _values(Way.COST, action, "cost", found)
    if 0.0 not in {value for _because, value in found}:
        yield _value(Way.COST, action, "cost", Because.NOTHING, 0.0, is_last_resort=True)


def _indicators(plan: Snapshot, *reasons: tuple[Because, Iterable[str | None]]) -> Iterator[tuple[str, Because]]:
    """Every indicator once: those that something speaks for, those of the plan, the method's, the plan's own."""
    in_plan = [*(row.kpi for row in plan.all(Objective)), *(row.kpi for row in kept_actions(plan))]
    own = [row.id for row in plan.where(OwnEntry, list_name="kpis")]
    found: dict[str, Because] = {}
    for because, kpis in (*reasons, (Because.PLAN, in_plan), (Because.NOTHING, [*catalogue().ids("kpis"), *own])):
        for kpi in kpis:
            if kpi:
                found.setdefault(kpi, because)
    return iter(found.items())


def _of_aspect(objective: Objective) -> tuple[str, ...]:
    entry = catalogue().get(objective.aspect)
    return entry.ids("kpis") if entry else ()


def _people(plan: Snapshot) -> Iterator[Proposal]:
    yield from ((Because.PLAN, row.name) for row in plan.all(Participant))
    yield from ((Because.NOTHING, row.owner) for row in plan.all(Objective))
    yield from ((Because.NOTHING, row.owner) for row in kept_actions(plan))


def _free_from(plan: Snapshot, action: Action) -> datetime.date | None:
    """The day after the last of the actions that an action waits for."""
    needed = [plan.get(Action, row.needs_action_id) for row in plan.where(ActionDependency, action_id=action.id)]
    last = max((row.end_date for row in needed if row and row.end_date), default=None)
    return last + datetime.timedelta(days=1) if last else None


def _quarters(today: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The first and the last day of the quarters that end after a day."""
    first = datetime.date(today.year, today.month - (today.month - 1) % 3, 1)
    for _ in range(_QUARTERS):
        after = (first + datetime.timedelta(days=95)).replace(day=1)
        yield first, after - datetime.timedelta(days=1)
        first = after


def _values(way: Way, row: Base, column: str, found: Iterable[Proposal]) -> Iterator[Cure]:
    """One cure for each value that something speaks for; empty values are none, and names differ by more than space."""
    seen: set[object] = set()
    for because, value in found:
        settled = value.strip() if isinstance(value, str) else value
        if settled not in (None, "") and settled not in seen:
            seen.add(settled)
            yield _value(way, row, column, because, settled)


def _value(way: Way, row: Base, column: str, because: Because, value: object, *, is_last_resort: bool = False) -> Cure:
    act: Callable[..., None] = partial(set_value, mapped=type(row), row_id=row.id, column=column, value=value)
    return Cure(way, act, value=value, because=because, is_last_resort=is_last_resort)
