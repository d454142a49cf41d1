"""When each action can start and must end: dependencies as a directed graph, slack, and the critical path.

The method of the critical path (Kelley and Walker, 1959), in calendar days. An action starts on its own date, later
when one that it needs ends later; it takes the days between its own dates. Its lead time is a tail: nobody waits for
it, but the plan has its full effect only when the last tail is over. Dropped actions count nowhere.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from strategy.links import kept_actions
from strategy.model import Action, ActionDependency
from strategy.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx

_DAY = datetime.timedelta(days=1)
_WEEK, _WORKING_WEEK = 7, 5


@dataclass(frozen=True, slots=True)
class Slot:
    """The room of an action: its first and last days at the earliest, and at the latest without delaying the plan.

    `slack_days` are calendar days, 0 or more. `needs` and `needed_by` are the direct neighbours, in plan order.
    `starts_too_early`: its own start comes before an action that it needs has ended. `is_estimated`: it has no two
    dates, so its length comes from its effort, or is one day.
    """

    action_id: str
    days: int
    earliest_start: datetime.date
    earliest_end: datetime.date
    latest_start: datetime.date
    latest_end: datetime.date
    slack_days: int
    needs: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    starts_too_early: bool = False
    is_estimated: bool = False

    @property
    def is_critical(self) -> bool:
        """Whether each day that it is late delays the full effect of the plan."""
        return self.slack_days == 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """The slots of the kept actions in an order that respects what they need, and one longest chain of them.

    `path`: the critical path from its first action to the one whose effect comes last. `end` is the last working day,
    `effect` the day on which the last effect is expected.
    """

    slots: Mapping[str, Slot]
    path: tuple[str, ...]
    start: datetime.date | None
    end: datetime.date | None
    effect: datetime.date | None

    @property
    def critical(self) -> frozenset[str]:
        """All actions without slack: those of the path, and of others that are as long."""
        return frozenset(each.action_id for each in self.slots.values() if each.is_critical)


def dependency_graph(action_ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> networkx.DiGraph[str]:
    """Actions as nodes, an edge from each one needed to the one that needs it; pairs are (action, needed action).

    Pairs with an action that is not among the ids are left out.
    """
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(action_ids)
    graph.add_edges_from((needed, action) for action, needed in pairs if action in graph and needed in graph)
    return graph


def schedule(snapshot: Snapshot, today: datetime.date) -> Schedule:
    """The slots of the kept actions and the critical path.

    An action without a start begins with the plan, or with the first action, or `today`, and as soon as what it needs
    has ended.
    """
    actions = {row.id: row for row in kept_actions(snapshot)}
    if not actions:
        return Schedule({}, (), None, None, None)
    pairs = [(row.action_id, row.needs_action_id) for row in snapshot.all(ActionDependency)]
    graph = dependency_graph(actions, pairs)
    starts = [row.start_date for row in actions.values() if row.start_date]
    origin = snapshot.plan.start_date or min(starts, default=today)
    order = _in_order(graph, list(actions))
    early = _earliest(graph, order, actions, origin)
    ends = {each: early[each] + _DAY * (_length(actions[each]) - 1) for each in order}
    effect = max(ends[each] + _tail(actions[each]) for each in order)
    late = _latest(graph, order, actions, effect)
    slots = {each: _slot(graph, actions, each, early[each], late[each]) for each in order}
    return Schedule(slots, _path(graph, actions, slots, effect), min(early.values()), max(ends.values()), effect)


def _in_order(graph: networkx.DiGraph[str], ids: list[str]) -> list[str]:
    import networkx

    place = {each: index for index, each in enumerate(ids)}
    return list(networkx.lexicographical_topological_sort(graph, key=place.__getitem__))


def _earliest(
    graph: networkx.DiGraph[str], order: list[str], actions: Mapping[str, Action], origin: datetime.date
) -> dict[str, datetime.date]:
    found: dict[str, datetime.date] = {}
    for each in order:
        freed = (found[needed] + _DAY * _length(actions[needed]) for needed in graph.predecessors(each))
        found[each] = max([actions[each].start_date or origin, *freed])
    return found


def _latest(
    graph: networkx.DiGraph[str], order: list[str], actions: Mapping[str, Action], effect: datetime.date
) -> dict[str, datetime.date]:
    """The last day of each action at the latest."""
    found: dict[str, datetime.date] = {}
    for each in reversed(order):
        awaited = (found[later] - _DAY * _length(actions[later]) for later in graph.successors(each))
        found[each] = min([effect - _tail(actions[each]), *awaited])
    return found


def _slot(
    graph: networkx.DiGraph[str],
    actions: Mapping[str, Action],
    action_id: str,
    start: datetime.date,
    latest_end: datetime.date,
) -> Slot:
    row = actions[action_id]
    days = _length(row)
    latest_start = latest_end - _DAY * (days - 1)
    return Slot(
        action_id,
        days,
        start,
        start + _DAY * (days - 1),
        latest_start,
        latest_end,
        (latest_start - start).days,
        tuple(each for each in actions if graph.has_edge(each, action_id)),
        tuple(each for each in actions if graph.has_edge(action_id, each)),
        row.start_date is not None and row.start_date < start,
        row.start_date is None or row.end_date is None,
    )


def _path(
    graph: networkx.DiGraph[str], actions: Mapping[str, Action], slots: Mapping[str, Slot], effect: datetime.date
) -> tuple[str, ...]:
    """Back from the first action in plan order whose effect comes last, through those that made each one wait."""
    here: str | None = next(each for each in actions if slots[each].earliest_end + _tail(actions[each]) == effect)
    path: list[str] = []
    while here is not None:
        path.append(here)
        start = slots[here].earliest_start
        needed = sorted(graph.predecessors(here), key=list(actions).index)
        here = next((each for each in needed if slots[each].earliest_end + _DAY == start), None)
    return tuple(reversed(path))


def _length(action: Action) -> int:
    """Calendar days from the first to the last, both included, at least 1; from the effort where a date is missing."""
    if action.start_date and action.end_date:
        return (action.end_date - action.start_date).days + 1
    return max(1, math.ceil((action.effort_days or 0.0) * _WEEK / _WORKING_WEEK))


def _tail(action: Action) -> datetime.timedelta:
    return datetime.timedelta(days=action.lead_time_days or 0)
