"""Step 5: what completes the action plan, and what deserves a warning. Dropped actions count nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from journey.analysis import rank_frictions
from journey.model import Friction, Segment
from strategy.analysis.actions import budget
from strategy.analysis.capabilities import Reading, area_scores
from strategy.entries import entry_value
from strategy.links import (
    actions_of_segment,
    actions_of_statement,
    has_diagnosis,
    is_answered,
    kept_actions,
    needs_of_action,
    objectives_of_action,
    segments_of_need,
)
from strategy.model import Action, FunctionalNeed, Plan, Quadrant, SwotStatement, Tool
from strategy.rules.capabilities import AREA_KIND
from strategy.rules.registry import Missing, Subject, about, about_plan, completion, lacks, plan_lacks, warning
from strategy.snapshot import Snapshot

_FULL_ACTION = ("owner", "start_date", "end_date", "cost", "impact", "kpi")
_TOP_BANDS = ("frband_high", "frband_critical")
_DEAL_BREAKER = 5
_BUILDERS = {
    "cap_data_sources": ("act_collect_data",),
    "cap_multichannel_operations": ("act_organise",),
    "cap_performance_measurement": ("act_measure",),
}
"""Action types that strengthen one area, though the catalogue does not call them investments."""


@completion("done_5_actions")
def priority_segments_have_a_full_action(snapshot: Snapshot) -> Iterable[Missing]:
    """Each priority-1 segment has one action with everything; a segment tells what its fullest action lacks.

    A plan without a priority-1 segment does not meet the rule.
    """
    segments = snapshot.where(Segment, priority=1)
    if not segments:
        return [plan_lacks("priority_1")]
    gaps = [(segment, _fullest(snapshot, segment)) for segment in segments]
    return [lacks(segment, *what) for segment, what in gaps if what]


@completion("done_5_needs")
def shared_needs_have_an_investment(snapshot: Snapshot) -> Iterable[Missing]:
    """A need that segments share is written down, and each such need names its investments.

    Needs rank by their number of segments, so nothing more is asked for the ranking. With a single segment, a need of
    that segment is enough.
    """
    least = min(2, len(snapshot.all(Segment)))
    shared = [
        each for each in snapshot.all(FunctionalNeed) if len(segments_of_need(snapshot, each.id)) >= max(least, 1)
    ]
    if not shared:
        return [plan_lacks("functional_need")]
    return [lacks(need, "investments") for need in shared if not need.investments]


@completion("done_5_budget")
def cost_is_compared_with_budget(snapshot: Snapshot) -> Iterable[Missing]:
    """The budget is stated and each action has a cost, so that both can be compared; a plan may still exceed it."""
    actions = kept_actions(snapshot)
    if not actions:
        yield plan_lacks("action")
    if snapshot.plan.budget is None:
        yield plan_lacks("budget")
    for action in actions:
        if action.cost is None:
            yield lacks(action, "cost")


@warning("warn_over_budget")
def over_budget(snapshot: Snapshot) -> Iterable[Subject]:
    """The actions cost more than the budget."""
    spent = budget(snapshot)
    if spent.budget is not None and spent.cost > spent.budget:
        yield about_plan(cost=spent.cost, budget=spent.budget, excess=spent.cost - spent.budget)


@warning("warn_action_without_kpi")
def action_without_kpi(snapshot: Snapshot) -> Iterable[Subject]:
    """The action has no indicator."""
    for action in kept_actions(snapshot):
        if not action.kpi:
            yield about(action)


@warning("warn_action_orphan")
def action_without_diagnosis(snapshot: Snapshot) -> Iterable[Subject]:
    """The action serves no objective, or answers nothing that was found; `missing` names which."""
    for action in kept_actions(snapshot):
        links = {
            "objective": bool(objectives_of_action(snapshot, action.id)),
            "diagnosis": has_diagnosis(snapshot, action.id),
        }
        if missing := tuple(name for name, is_there in links.items() if not is_there):
            yield about(action, missing=missing)


@warning("warn_priority_segment_uncovered")
def priority_segment_without_action(snapshot: Snapshot) -> Iterable[Subject]:
    """No action serves a priority-1 segment."""
    for segment in snapshot.where(Segment, priority=1):
        if not actions_of_segment(snapshot, segment.id):
            yield about(segment)


@warning("warn_weakness_uncovered")
def plan_relies_on_a_weakness(snapshot: Snapshot) -> Iterable[Subject]:
    """An action relies on an area that scores as a weakness, and no investment strengthens it.

    An action relies on an area through any of the area's statements. An accepted weakness settles its area. The subject
    is the area.
    """
    for area in area_scores(snapshot):
        if area.reading != Reading.WEAKNESS:
            continue
        statements = snapshot.where(SwotStatement, area=area.area)
        actions = {action for each in statements for action in actions_of_statement(snapshot, each.id)}
        is_accepted = any(each.is_accepted and each.quadrant == Quadrant.WEAKNESS.value for each in statements)
        if actions and not is_accepted and not any(strengthens(snapshot, action, area.area) for action in actions):
            ids = tuple(sorted(action.id for action in actions))
            yield Subject(AREA_KIND, area.area, {"score": area.score, "actions": ids})


@warning("warn_skip_top_friction")
def top_friction_without_action(snapshot: Snapshot) -> Iterable[Subject]:
    """A friction of the high or critical band, or a deal-breaker, has no action, and the team has not declined it."""
    for each in rank_frictions(snapshot):
        is_top = each.band in _TOP_BANDS or each.severity == _DEAL_BREAKER
        friction = snapshot.get(Friction, each.friction_id)
        if friction is not None and is_top and not is_answered(snapshot, friction):
            yield about(friction, score=each.score, band=each.band, severity=each.severity)


@warning("warn_dates")
def inconsistent_dates(snapshot: Snapshot) -> Iterable[Subject]:
    """The action ends before it starts, or runs outside the plan; `reasons` names which."""
    for action in kept_actions(snapshot):
        if reasons := tuple(_date_faults(snapshot.plan, action)):
            yield about(action, reasons=reasons, start=action.start_date, end=action.end_date)


@warning("warn_tool_not_tested")
def tool_not_tested(snapshot: Snapshot) -> Iterable[Subject]:
    """The tool is selected and no test action is about it."""
    for tool in snapshot.where(Tool, is_selected=True):
        if not any(action.type == "act_test" and action.tool_id == tool.id for action in kept_actions(snapshot)):
            yield about(tool)


def strengthens(snapshot: Snapshot, action: Action, area: str) -> bool:
    """Whether an action invests in an area: by its type, or by a need it meets that names investments."""
    if entry_value(snapshot, action.type, "investment") or action.type in _BUILDERS.get(area, ()):
        return True
    return any(need.investments for need in needs_of_action(snapshot, action.id))


def _fullest(snapshot: Snapshot, segment: Segment) -> tuple[str, ...]:
    gaps = [
        tuple(column for column in _FULL_ACTION if getattr(action, column) in (None, ""))
        for action in actions_of_segment(snapshot, segment.id)
    ]
    return min(gaps, key=len, default=("action",))


def _date_faults(plan: Plan, action: Action) -> Iterable[str]:
    dates = [date for date in (action.start_date, action.end_date) if date is not None]
    if action.start_date and action.end_date and action.end_date < action.start_date:
        yield "end_before_start"
    if plan.start_date and any(date < plan.start_date for date in dates):
        yield "before_plan"
    if plan.end_date and any(date > plan.end_date for date in dates):
        yield "after_plan"
