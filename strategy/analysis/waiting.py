"""Actions that wait for others: which start too early, and what the following ones move to when one moves."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from strategy.model import Action, ActionDependency, ActionStatus
from strategy.snapshot import Snapshot

Dates = tuple[datetime.date | None, datetime.date | None]
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TooEarly:
    """An action that starts before what it waits for has ended."""

    action_id: str
    needs_action_id: str


def too_early(snapshot: Snapshot, dates: Mapping[str, Dates] | None = None) -> tuple[TooEarly, ...]:
    """The dependencies that the dates break, in the plan's order; `dates` are tried instead of those of the plan.

    What is done holds nobody up, and what is done or dropped is held up by nothing.
    """
    found = []
    for row in snapshot.all(ActionDependency):
        action, needed = snapshot.get(Action, row.action_id), snapshot.get(Action, row.needs_action_id)
        if action is None or needed is None or _is_over(action) or _is_over(needed):
            continue
        start, end = _dates(action, dates)[0], _dates(needed, dates)[1]
        if start is not None and end is not None and start <= end:
            found.append(TooEarly(action.id, needed.id))
    return tuple(found)


def followed(snapshot: Snapshot, dates: Mapping[str, Dates] | None = None) -> Mapping[str, Dates]:
    """The dates with which every action starts after what it waits for: each keeps its length, none comes earlier.

    Holds `dates` and whatever must move because of them, or because of the plan's own dates; nothing else.
    """
    moved: dict[str, Dates] = dict(dates or {})
    needs: dict[str, list[str]] = defaultdict(list)
    for row in snapshot.all(ActionDependency):
        needs[row.action_id].append(row.needs_action_id)
    for action_id in _in_order(needs):
        action = snapshot.get(Action, action_id)
        if action is None or _is_over(action):
            continue
        start, end = _dates(action, moved)
        after = max((each for one in needs[action_id] if (each := _end_of(snapshot, one, moved))), default=None)
        if start is None or after is None or start > after:
            continue
        later = after + _DAY - start
        moved[action_id] = (start + later, end + later if end else None)
    return moved


def dependants(snapshot: Snapshot, action_id: str) -> tuple[str, ...]:
    """Every action that waits for this one, directly or not."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for row in snapshot.all(ActionDependency):
        waiting[row.needs_action_id].append(row.action_id)
    found: dict[str, None] = {}
    rest = list(waiting[action_id])
    while rest:
        each = rest.pop(0)
        if each not in found and each != action_id:
            found[each] = None
            rest += waiting[each]
    return tuple(found)


def _in_order(needs: Mapping[str, Iterable[str]]) -> list[str]:
    try:
        return [each for each in TopologicalSorter(needs).static_order() if each in needs]
    except CycleError:  # no gesture makes one, and the opening refuses it
        return []


def _dates(action: Action, dates: Mapping[str, Dates] | None) -> Dates:
    """Start and end; one stands for the other where only one is set."""
    start, end = (dates or {}).get(action.id, (action.start_date, action.end_date))
    return start or end, end or start


def _end_of(snapshot: Snapshot, action_id: str, dates: Mapping[str, Dates]) -> datetime.date | None:
    action = snapshot.get(Action, action_id)
    return None if action is None or _is_over(action) else _dates(action, dates)[1]


def _is_over(action: Action) -> bool:
    return action.status in (ActionStatus.DONE, ActionStatus.DROPPED)
