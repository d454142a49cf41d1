"""Figures of step 5: effort bands, scores and ranks of actions, the budget, coverage, tools and needs."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from weakref import WeakKeyDictionary

from journey.model import Friction
from resources.catalogue import catalogue
from strategy.analysis.follow_up import months_later
from strategy.analysis.spending import planned_cost
from strategy.links import (
    actions_of_friction,
    actions_of_objective,
    kept_actions,
    open_frictions,
    segments_of_action,
)
from strategy.model import Action, ActionStatus, Objective, Tool, ToolRating, ToolWeight
from strategy.ranking import Ranking, usual_ranking
from strategy.snapshot import Snapshot


class Horizon(StrEnum):
    """When an action is due to end, in months from the start of the plan."""

    FIRST = "0_3_months"
    SECOND = "3_6_months"
    THIRD = "6_12_months"
    LATER = "later"


_HORIZON_ENDS = ((3, Horizon.FIRST), (6, Horizon.SECOND), (12, Horizon.THIRD))


@dataclass(frozen=True, slots=True)
class ActionScore:
    """How an action ranks. `effort` is the band 1 to 5, `weight` that of its best segment, `quadrant` a catalogue id.

    What cannot be computed yet is None; `rank` counts from 1.
    """

    action_id: str
    rank: int
    effort: int | None
    weight: float | None
    score: float | None
    quadrant: str | None


@dataclass(frozen=True, slots=True)
class Budget:
    """What the kept actions cost against the plan's budget, running costs until the plan ends included; the cost of an
    action that serves several segments is split evenly among them, so every breakdown sums to `cost`. None as a key:
    no segment, no type, no date yet."""

    budget: float | None
    cost: float
    by_segment: Mapping[str | None, float]
    by_type: Mapping[str | None, float]
    by_horizon: Mapping[Horizon | None, float]

    @property
    def remaining(self) -> float | None:
        return None if self.budget is None else self.budget - self.cost

    @property
    def used_share(self) -> float | None:
        """Share of the budget that is spent, as a proportion; above 1 when it is exceeded."""
        return self.cost / self.budget if self.budget else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the plan answers and what it leaves open; ids in screen order. A declined friction asks for no action."""

    objectives: tuple[str, ...]
    served_objectives: tuple[str, ...]
    frictions: tuple[str, ...]
    treated_frictions: tuple[str, ...]
    without_owner: tuple[str, ...]
    late: tuple[str, ...]


def effort_band(effort_days: float | None) -> int | None:
    """The effort from 1 to 5 of a number of person-days as the method has it, upper bounds included."""
    return usual_ranking().effort_band(effort_days)


def segment_weight(priority: int | None) -> float | None:
    """The weight of a segment priority as the method has it."""
    return usual_ranking().segment_weight(priority)


def quadrant(impact: int | None, effort: int | None) -> str | None:
    """The quadrant of the impact and effort matrix as the method has it, under its catalogue id."""
    return usual_ranking().quadrant(impact, effort)


def rank_actions(snapshot: Snapshot) -> tuple[ActionScore, ...]:
    """The kept actions, best score first; on equal scores the cheaper first, then screen order.

    Score = impact x weight of the best segment / effort band. Actions without a score come last.
    """
    ranking = Ranking.of(snapshot)
    scored = [(action, *_parts(snapshot, ranking, action)) for action in kept_actions(snapshot)]
    scored.sort(key=lambda each: (each[3] is None, -round(each[3] or 0.0, 9), _cost_order(each[0])))
    return tuple(
        ActionScore(action.id, rank, effort, weight, score, ranking.quadrant(action.impact, effort))
        for rank, (action, effort, weight, score) in enumerate(scored, start=1)
    )


def horizon(snapshot: Snapshot, action: Action) -> Horizon | None:
    """The horizon in which an action ends (or starts, when its end is not set), from the plan's start.

    None for an action without dates.
    """
    date, ends = action.end_date or action.start_date, horizon_ends(snapshot)
    if date is None or not ends:
        return None
    return next((name for end, name in ends if date < end), Horizon.LATER)


def horizon_ends(snapshot: Snapshot) -> tuple[tuple[datetime.date, Horizon], ...]:
    """The first day after each horizon, but for the last one, which has no end; () when time has no beginning.

    Without a start date of the plan, time runs from the first action.
    """
    known = _known_ends.get(snapshot)
    if known is None:
        start = snapshot.plan.start_date or min(
            (each.start_date for each in snapshot.all(Action) if each.start_date), default=None
        )
        known = tuple((months_later(start, months), name) for months, name in _HORIZON_ENDS) if start else ()
        _known_ends[snapshot] = known
    return known


_known_ends: WeakKeyDictionary[Snapshot, tuple[tuple[datetime.date, Horizon], ...]] = WeakKeyDictionary()
"""Of each snapshot, which never changes: every action asks, and all actions are looked through for the answer."""


def budget(snapshot: Snapshot) -> Budget:
    """The cost of the kept actions, by segment, by type and by horizon."""
    by_segment: dict[str | None, float] = defaultdict(float)
    by_type: dict[str | None, float] = defaultdict(float)
    by_horizon: dict[Horizon | None, float] = defaultdict(float)
    for action in kept_actions(snapshot):
        cost = planned_cost(snapshot.plan, action) or 0.0
        segment_ids: list[str | None] = [each.id for each in segments_of_action(snapshot, action.id)]
        segment_ids = segment_ids or [None]
        for segment_id in segment_ids:
            by_segment[segment_id] += cost / len(segment_ids)
        by_type[action.type] += cost
        by_horizon[horizon(snapshot, action)] += cost
    total = sum(planned_cost(snapshot.plan, action) or 0.0 for action in kept_actions(snapshot))
    return Budget(snapshot.plan.budget, total, dict(by_segment), dict(by_type), dict(by_horizon))


def total_effort_days(snapshot: Snapshot) -> float:
    """Person-days of all kept actions."""
    return sum(action.effort_days or 0.0 for action in kept_actions(snapshot))


def is_late(action: Action, today: datetime.date) -> bool:
    """Whether an action should have ended, or started, and has not."""
    if action.status in (ActionStatus.DONE.value, ActionStatus.DROPPED.value):
        return False
    if action.end_date is not None and action.end_date < today:
        return True
    has_started = action.status != ActionStatus.PLANNED.value
    return not has_started and action.start_date is not None and action.start_date < today


def coverage(snapshot: Snapshot, today: datetime.date) -> Coverage:
    """Which objectives are served and which frictions treated, who owns nothing, what is late."""
    objectives = [objective.id for objective in snapshot.all(Objective)]
    left = frozenset(open_frictions(snapshot))
    frictions = [each for each in snapshot.all(Friction) if each in left or actions_of_friction(snapshot, each.id)]
    kept = kept_actions(snapshot)
    return Coverage(
        objectives=tuple(objectives),
        served_objectives=tuple(each for each in objectives if actions_of_objective(snapshot, each)),
        frictions=tuple(each.id for each in frictions),
        treated_frictions=tuple(each.id for each in frictions if each not in left),
        without_owner=tuple(action.id for action in kept if not action.owner.strip()),
        late=tuple(action.id for action in kept if is_late(action, today)),
    )


def expected_effect_date(action: Action) -> datetime.date | None:
    """When an action should show its effect: its end plus its lead time; None without an end date."""
    if action.end_date is None:
        return None
    return action.end_date + datetime.timedelta(days=action.lead_time_days or 0)


def tool_weights(snapshot: Snapshot) -> Mapping[str, float]:
    """The weight of each tool criterion: the team's own, else the catalogue's."""
    own = {row.criterion: row.weight for row in snapshot.all(ToolWeight)}
    entries = catalogue().entries("tool_selection_criteria")
    return {entry.id: own.get(entry.id, float(entry.get("weight"))) for entry in entries}


def tool_score(snapshot: Snapshot, tool: Tool) -> float | None:
    """The weighted score of a tool on 100, over the criteria that are rated; None when none is, or none weighs."""
    weights = tool_weights(snapshot)
    best = float(catalogue()["tool_scoring"].get("rating_max"))
    rated = [
        (weights.get(row.criterion, 0.0), row.rating)
        for row in snapshot.where(ToolRating, tool_id=tool.id)
        if row.rating is not None
    ]
    total = sum(weight for weight, _ in rated)
    return sum(weight * rating for weight, rating in rated) / (best * total) * 100 if total > 0 else None


def _parts(snapshot: Snapshot, ranking: Ranking, action: Action) -> tuple[int | None, float | None, float | None]:
    effort = ranking.effort_band(action.effort_days)
    weights = [ranking.segment_weight(segment.priority) for segment in segments_of_action(snapshot, action.id)]
    weight = max((each for each in weights if each is not None), default=None)
    if action.impact is None or effort is None or weight is None:
        return effort, weight, None
    return effort, weight, action.impact * weight / effort


def _cost_order(action: Action) -> float:
    return float("inf") if action.cost is None else action.cost
