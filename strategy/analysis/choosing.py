"""The question that a team asks: which of our actions, for this money and these days? And its answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from strategy.analysis.best_set import (
    BestSet,
    Candidate,
    DoesNotFitError,
    IsCancelled,
    best_set,
    most_gains,
)
from strategy.analysis.returns import yearly_gain
from strategy.analysis.spending import USUAL_MONTHS, months_between, plan_end, planned_cost
from strategy.kinds import owner_key
from strategy.links import segments_of_action
from strategy.model import Action, ActionDependency, ActionStatus, OwnerCapacity
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot

_POINTS = 24
"""Parts of the curve."""
UNDER_WAY = frozenset({ActionStatus.IN_PROGRESS.value, ActionStatus.BLOCKED.value})


class Aim(StrEnum):
    """What the set is to have as much of as possible: a gain a year, or points where no gain is known."""

    LIKELY = "likely"
    LOW = "low"
    HIGH = "high"
    POINTS = "points"
    """Impact times the weight of the best segment served."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the team has and wants; None for a limit that there is not, ids of actions that must be in."""

    budget: float | None
    days: float | None = None
    aim: Aim = Aim.LIKELY
    keeps_under_way: bool = True
    with_dropped: bool = False
    pinned: tuple[str, ...] = ()
    respects_owners: bool = False
    """Whether no owner gets more days than there are in the months of the plan."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best set, or by how much money and how many days what must be in does not fit.

    `curve`: the most gain by budget, from nothing to what all actions cost; None where what must be in is not paid for.
    """

    question: Question
    candidates: tuple[Candidate, ...]
    found: BestSet | None
    misfit: tuple[float, float] | None
    curve: tuple[tuple[float, float | None], ...]


def answer(snapshot: Snapshot, question: Question, is_cancelled: IsCancelled = lambda: False) -> Answer:
    """Find the best set. It may take a second for a large plan; raises CancelledError when asked to stop."""
    asked = candidates(
        snapshot,
        question.aim,
        keeps_under_way=question.keeps_under_way,
        pinned=question.pinned,
        with_dropped=question.with_dropped,
    )
    owners = owner_days(snapshot) if question.respects_owners else {}
    found, misfit = None, None
    try:
        found = best_set(asked, question.budget, question.days, is_cancelled, owners)
    except DoesNotFitError as problem:
        misfit = (problem.cost, problem.days)
    total = max(sum(each.cost or 0.0 for each in asked), question.budget or 0.0)
    known = [question.budget or 0.0, *([found.cost, *(step.budget for step in found.steps)] if found else [])]
    even = [total * place / _POINTS for place in range(_POINTS + 1)] if total else []
    budgets = sorted({*even, *(each for each in known if 0 < each <= total)})
    gains = most_gains(asked, budgets, question.days, is_cancelled, owners)
    return Answer(question, asked, found, misfit, tuple(zip(budgets, gains, strict=True)))


def owner_days(snapshot: Snapshot) -> dict[str, float]:
    """The working days that owners with a limit have in all the months of the plan, by `owner_key`."""
    plan = snapshot.plan
    first, last = plan.start_date, plan_end(plan)
    months = sum(share for _, share in months_between(first, last)) if first and last else float(USUAL_MONTHS)
    return {owner_key(row.owner): row.days * months for row in snapshot.all(OwnerCapacity)}


def usual_aim(snapshot: Snapshot) -> Aim:
    """The likely gain, or points as long as no action has a gain."""
    has_gains = any(yearly_gain(snapshot, row) is not None for row in snapshot.all(Action))
    return Aim.LIKELY if has_gains else Aim.POINTS


def candidates(
    snapshot: Snapshot,
    aim: Aim,
    *,
    keeps_under_way: bool = True,
    pinned: Collection[str] = (),
    with_dropped: bool = False,
) -> tuple[Candidate, ...]:
    """The actions in plan order; what is done is fixed and takes no more days, what is under way or pinned if wanted.

    Dropped actions are candidates again `with_dropped`, or when they are pinned.
    """
    values = _values(snapshot, aim)
    rows = [
        row for row in snapshot.all(Action) if with_dropped or row.status != ActionStatus.DROPPED or row.id in pinned
    ]
    return tuple(
        Candidate(
            row.id,
            values.get(row.id),
            planned_cost(snapshot.plan, row),
            0.0 if row.status == ActionStatus.DONE else row.effort_days,
            tuple(link.needs_action_id for link in snapshot.where(ActionDependency, action_id=row.id)),
            row.status == ActionStatus.DONE or row.id in pinned or (keeps_under_way and row.status in UNDER_WAY),
            owner_key(row.owner),
        )
        for row in rows
    )


def _values(snapshot: Snapshot, aim: Aim) -> Mapping[str, float]:
    if aim is Aim.POINTS:
        points = {row.id: _points(snapshot, row) for row in snapshot.all(Action)}
        return {each: value for each, value in points.items() if value is not None}
    gains = {row.id: yearly_gain(snapshot, row) for row in snapshot.all(Action)}
    part = {Aim.LIKELY: "likely", Aim.LOW: "low", Aim.HIGH: "high"}[aim]
    return {each: getattr(gain, part) for each, gain in gains.items() if gain is not None}


def _points(snapshot: Snapshot, action: Action) -> float | None:
    """Impact times the weight of the best segment, dropped actions too; None while one of both is unknown."""
    ranking = Ranking.of(snapshot)
    weights = [ranking.segment_weight(each.priority) for each in segments_of_action(snapshot, action.id)]
    known = [each for each in weights if each is not None]
    return action.impact * max(known) if action.impact is not None and known else None
