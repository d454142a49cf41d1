"""Next steps: which actions come next and what is still to settle, by one rule for pages, deck and report."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from strategy.analysis.actions import coverage, rank_actions
from strategy.analysis.follow_up import months_later
from strategy.links import kept_actions
from strategy.model import Action, ActionStatus
from strategy.snapshot import Snapshot

_SOON_MONTHS = 3
_MOST = 12
"""More than one meeting goes through."""


@dataclass(frozen=True, slots=True)
class ToSettle:
    """Ids in screen order of what the plan leaves open."""

    late: tuple[str, ...]
    without_owner: tuple[str, ...]
    unserved_objectives: tuple[str, ...]
    untreated_frictions: tuple[str, ...]


def soon_ends(today: datetime.date) -> datetime.date:
    """The last day that counts as soon: three months ahead, the first horizon of the method's action plan."""
    return months_later(today, _SOON_MONTHS)


def next_actions(snapshot: Snapshot, today: datetime.date) -> tuple[Action, ...]:
    """The actions that come next, at most twelve: by their start, then by rank, those without a date at the end.

    An action comes next while it is neither done nor dropped and begins within three months, or has begun; its end
    stands for a start that is not set. A plan in which nothing begins so soon names the first of all that is left to
    do, so that a meeting never ends without a next step.
    """
    ranks = {each.action_id: each.rank for each in rank_actions(snapshot)}
    left = [each for each in kept_actions(snapshot) if each.status != ActionStatus.DONE.value]
    left.sort(key=lambda each: (_begins(each) or datetime.date.max, ranks[each.id]))
    last = soon_ends(today)
    soon = [each for each in left if _is_under_way(each) or (_begins(each) or datetime.date.max) <= last]
    return tuple((soon or left)[:_MOST])


def to_settle(snapshot: Snapshot, today: datetime.date) -> ToSettle:
    """What nobody owns, serves or answers yet, and what is late, as the coverage of step 5 counts it."""
    found = coverage(snapshot, today)
    served, treated = frozenset(found.served_objectives), frozenset(found.treated_frictions)
    return ToSettle(
        found.late,
        found.without_owner,
        tuple(each for each in found.objectives if each not in served),
        tuple(each for each in found.frictions if each not in treated),
    )


def _begins(action: Action) -> datetime.date | None:
    return action.start_date or action.end_date


def _is_under_way(action: Action) -> bool:
    return action.status == ActionStatus.IN_PROGRESS.value
