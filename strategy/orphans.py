"""The health of the chain: elements that it does not reach, gaps that break it, trace rules that do not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from journey.model import Friction, Journey, Segment, Touchpoint, Transition
from storage.base import Base
from strategy.links import (
    actions_of_objective,
    actions_of_statement,
    frictions_of_action,
    journeys_of_segment,
    kept_actions,
    objectives_of_journey,
    objectives_of_segment,
    open_frictions,
    segments_of_objective,
    touchpoints_of_action,
)
from strategy.model import (
    ActionNeed,
    DismissedWarning,
    FunctionalNeed,
    Objective,
    ObjectiveSegment,
    Quadrant,
    SwotStatement,
)
from strategy.rules.actions import strengthens
from strategy.rules.registry import ERROR, WARNING, Finding
from strategy.snapshot import Snapshot

TRACE_STEP = "traceability"
"""Step of findings that belong to the chain rather than to one step of the method."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the chain and the rows that fail it, in screen order; it passes when there is none."""

    id: str
    kind: str
    failing: tuple[str, ...]

    @property
    def passes(self) -> bool:
        return not self.failing


Failing = Callable[[Snapshot], Iterable[Base]]

_ORPHANS: Mapping[str, tuple[str, Failing]] = {
    "objective_without_segment": (
        "objective",
        lambda plan: (each for each in plan.all(Objective) if not segments_of_objective(plan, each)),
    ),
    "objective_not_served": (
        "objective",
        lambda plan: (each for each in plan.all(Objective) if not actions_of_objective(plan, each.id)),
    ),
    "segment_without_journey": (
        "segment",
        lambda plan: (each for each in plan.all(Segment) if not journeys_of_segment(plan, each.id)),
    ),
    "friction_without_action": (
        "friction",
        open_frictions,
    ),
    "weakness_without_action": (
        "swot_statement",
        lambda plan: (each for each in _weaknesses(plan) if not actions_of_statement(plan, each.id)),
    ),
    "action_without_kpi": ("action", lambda plan: (each for each in kept_actions(plan) if not each.kpi)),
}
"""What a row is cut off from the chain by. An accepted weakness, a declined friction and a dropped action
are no orphans."""

_GAPS: Mapping[str, tuple[str, Failing]] = {
    "objective_without_kpi": ("objective", lambda plan: (each for each in plan.all(Objective) if not each.kpi)),
    "objective_without_baseline": (
        "objective",
        lambda plan: (each for each in plan.all(Objective) if each.kpi and each.baseline is None),
    ),
    "objective_without_due_date": (
        "objective",
        lambda plan: (each for each in plan.all(Objective) if each.due_date is None),
    ),
    "objective_without_owner": (
        "objective",
        lambda plan: (each for each in plan.all(Objective) if not each.owner.strip()),
    ),
    "segment_without_objective": (
        "segment",
        lambda plan: (each for each in plan.all(Segment) if not objectives_of_segment(plan, each.id)),
    ),
    "journey_without_objective": (
        "journey",
        lambda plan: (each for each in plan.all(Journey) if not objectives_of_journey(plan, each.id)),
    ),
    "need_without_action": (
        "functional_need",
        lambda plan: (each for each in plan.all(FunctionalNeed) if not plan.where(ActionNeed, need_id=each.id)),
    ),
    "action_without_owner": ("action", lambda plan: (each for each in kept_actions(plan) if not each.owner.strip())),
    "action_without_dates": (
        "action",
        lambda plan: (each for each in kept_actions(plan) if each.start_date is None or each.end_date is None),
    ),
    "action_without_cost": ("action", lambda plan: (each for each in kept_actions(plan) if each.cost is None)),
}


def orphans(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The ids of the rows that the chain does not reach, by sort of orphan; every sort is there, empty ones too."""
    return {check_id: tuple(row.id for row in failing(snapshot)) for check_id, (_, failing) in _ORPHANS.items()}


def checks(snapshot: Snapshot) -> tuple[Check, ...]:
    """The sixteen checks of the chain, orphans first."""
    return tuple(
        Check(check_id, kind, tuple(row.id for row in failing(snapshot)))
        for check_id, (kind, failing) in {**_ORPHANS, **_GAPS}.items()
    )


def trace_findings(snapshot: Snapshot, include_dismissed: bool = False) -> tuple[Finding, ...]:
    """Where the trace rules of the method do not hold, without what the team set aside unless it is asked for."""
    rules = (
        trace_rule_objective_kpi,
        trace_rule_segment_both_ways,
        trace_rule_friction_node,
        trace_rule_action_frictions,
        trace_rule_weakness_action,
    )
    found = tuple(each for rule in rules for each in rule(snapshot))
    if include_dismissed:
        return found
    dismissed = {row.id for row in snapshot.all(DismissedWarning)}
    return tuple(each for each in found if each.dismissal_id not in dismissed)


def trace_rule_objective_kpi(snapshot: Snapshot) -> Iterator[Finding]:
    """Each objective reaches an action that has a KPI."""
    for objective in snapshot.all(Objective):
        if not any(action.kpi for action in actions_of_objective(snapshot, objective.id)):
            yield _found("trace_rule_objective_kpi", objective, WARNING)


def trace_rule_segment_both_ways(snapshot: Snapshot) -> Iterator[Finding]:
    """A link between objective and segment names rows that exist, so that each finds the other."""
    for link in snapshot.all(ObjectiveSegment):
        ends = (snapshot.get(Objective, link.objective_id), snapshot.get(Segment, link.segment_id))
        if None in ends:
            yield _found("trace_rule_segment_both_ways", link, ERROR)


def trace_rule_friction_node(snapshot: Snapshot) -> Iterator[Finding]:
    """A friction sits on one touchpoint or one transition of its own journey."""
    for friction in snapshot.all(Friction):
        places = [
            snapshot.get(Touchpoint, friction.touchpoint_id),
            snapshot.get(Transition, friction.transition_id),
        ]
        named = [place for place in places if place is not None]
        if len(named) != 1 or named[0].journey_id != friction.journey_id:
            yield _found("trace_rule_friction_node", friction, ERROR)


def trace_rule_action_frictions(snapshot: Snapshot) -> Iterator[Finding]:
    """An action reduces a friction, or creates or changes a touchpoint."""
    for action in kept_actions(snapshot):
        if not frictions_of_action(snapshot, action.id) and not touchpoints_of_action(snapshot, action.id):
            yield _found("trace_rule_action_frictions", action, WARNING)


def trace_rule_weakness_action(snapshot: Snapshot) -> Iterator[Finding]:
    """A weakness that an action touches has an investment in its area, unless the team accepted it."""
    for weakness in _weaknesses(snapshot):
        area = weakness.area
        peers = snapshot.where(SwotStatement, area=area) if area else (weakness,)
        actions = [action for peer in peers for action in actions_of_statement(snapshot, peer.id)]
        is_touched = bool(actions_of_statement(snapshot, weakness.id))
        if is_touched and not any(strengthens(snapshot, action, area or "") for action in actions):
            yield _found("trace_rule_weakness_action", weakness, WARNING)


def _weaknesses(snapshot: Snapshot) -> Iterator[SwotStatement]:
    weaknesses = snapshot.where(SwotStatement, quadrant=Quadrant.WEAKNESS.value)
    return (statement for statement in weaknesses if not statement.is_accepted)


def _found(rule_id: str, row: Base, level: str) -> Finding:
    return Finding(rule_id, row.__tablename__, row.id, level, TRACE_STEP)
