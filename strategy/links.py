"""Who is linked to whom, read from the link rows: the short questions that rules, analyses and exports share."""

from __future__ import annotations

from journey.model import Friction, Journey, Opportunity, Segment, Touchpoint
from strategy.model import (
    Action,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionOpportunity,
    ActionSegment,
    ActionStatement,
    ActionStatus,
    ActionTouchpoint,
    FunctionalNeed,
    JourneyObjective,
    NeedSegment,
    Objective,
    ObjectiveSegment,
    SwotStatement,
)
from strategy.snapshot import Row, Snapshot


def kept_actions(snapshot: Snapshot) -> tuple[Action, ...]:
    """The actions that the plan counts on: all but the dropped ones, which cost nothing and serve nobody."""
    return tuple(action for action in snapshot.all(Action) if is_kept(action))


def objectives_of_segment(snapshot: Snapshot, segment_id: str) -> tuple[Objective, ...]:
    """The objectives that target a segment, those aimed at all customers included."""
    named = {link.objective_id for link in snapshot.where(ObjectiveSegment, segment_id=segment_id)}
    return tuple(
        objective for objective in snapshot.all(Objective) if objective.id in named or objective.serves_all_customers
    )


def segments_of_objective(snapshot: Snapshot, objective: Objective) -> tuple[Segment, ...]:
    """The segments that an objective targets; all of them when it is aimed at all customers."""
    if objective.serves_all_customers:
        return snapshot.all(Segment)
    links = snapshot.where(ObjectiveSegment, objective_id=objective.id)
    return _named(snapshot, Segment, {link.segment_id for link in links})


def journeys_of_segment(snapshot: Snapshot, segment_id: str) -> tuple[Journey, ...]:
    """The journeys of a segment, those drawn for all customers included."""
    return tuple(journey for journey in snapshot.all(Journey) if journey.segment_id in (segment_id, None))


def objectives_of_journey(snapshot: Snapshot, journey_id: str) -> tuple[Objective, ...]:
    """The objectives that a journey serves."""
    links = snapshot.where(JourneyObjective, journey_id=journey_id)
    return _named(snapshot, Objective, {link.objective_id for link in links})


def actions_of_segment(snapshot: Snapshot, segment_id: str) -> tuple[Action, ...]:
    """The kept actions that serve a segment."""
    return _kept(snapshot, {link.action_id for link in snapshot.where(ActionSegment, segment_id=segment_id)})


def actions_of_objective(snapshot: Snapshot, objective_id: str) -> tuple[Action, ...]:
    """The kept actions that serve an objective."""
    return _kept(snapshot, {link.action_id for link in snapshot.where(ActionObjective, objective_id=objective_id)})


def actions_of_friction(snapshot: Snapshot, friction_id: str) -> tuple[Action, ...]:
    """The kept actions that reduce a friction."""
    return _kept(snapshot, {link.action_id for link in snapshot.where(ActionFriction, friction_id=friction_id)})


def open_opportunities(snapshot: Snapshot) -> tuple[Opportunity, ...]:
    """The gaps and opportunities of journeys that no kept action seizes yet."""
    seized = {link.opportunity_id for link in snapshot.all(ActionOpportunity) if _kept(snapshot, {link.action_id})}
    return tuple(row for row in snapshot.all(Opportunity) if row.id not in seized)


def is_answered(snapshot: Snapshot, friction: Friction) -> bool:
    """Whether a kept action reduces a friction, or the team said why none will."""
    return bool(friction.declined_because.strip()) or bool(actions_of_friction(snapshot, friction.id))


def open_frictions(snapshot: Snapshot) -> tuple[Friction, ...]:
    """The frictions without action: no kept action reduces them, and the team has not declined them.

    Those of to-be journeys count as well: the method lists every friction without action among the orphans, whatever
    its journey, for a target that still hurts asks for an answer before it is built.
    """
    return tuple(each for each in snapshot.all(Friction) if not is_answered(snapshot, each))


def actions_of_touchpoint(snapshot: Snapshot, touchpoint_id: str) -> tuple[Action, ...]:
    """The kept actions that create or change a touchpoint."""
    links = snapshot.where(ActionTouchpoint, touchpoint_id=touchpoint_id)
    return _kept(snapshot, {link.action_id for link in links})


def actions_of_statement(snapshot: Snapshot, statement_id: str) -> tuple[Action, ...]:
    """The kept actions that use, fix or answer a statement."""
    return _kept(snapshot, {link.action_id for link in snapshot.where(ActionStatement, statement_id=statement_id)})


def segments_of_action(snapshot: Snapshot, action_id: str) -> tuple[Segment, ...]:
    """The segments that an action serves."""
    links = snapshot.where(ActionSegment, action_id=action_id)
    return _named(snapshot, Segment, {link.segment_id for link in links})


def objectives_of_action(snapshot: Snapshot, action_id: str) -> tuple[Objective, ...]:
    """The objectives that an action serves."""
    links = snapshot.where(ActionObjective, action_id=action_id)
    return _named(snapshot, Objective, {link.objective_id for link in links})


def frictions_of_action(snapshot: Snapshot, action_id: str) -> tuple[Friction, ...]:
    """The frictions that an action reduces."""
    links = snapshot.where(ActionFriction, action_id=action_id)
    return _named(snapshot, Friction, {link.friction_id for link in links})


def touchpoints_of_action(snapshot: Snapshot, action_id: str) -> tuple[Touchpoint, ...]:
    """The touchpoints that an action creates or changes."""
    links = snapshot.where(ActionTouchpoint, action_id=action_id)
    return _named(snapshot, Touchpoint, {link.touchpoint_id for link in links})


def statements_of_action(snapshot: Snapshot, action_id: str) -> tuple[SwotStatement, ...]:
    """The statements that an action uses, fixes or answers."""
    links = snapshot.where(ActionStatement, action_id=action_id)
    return _named(snapshot, SwotStatement, {link.statement_id for link in links})


def needs_of_action(snapshot: Snapshot, action_id: str) -> tuple[FunctionalNeed, ...]:
    """The functional needs that an action meets."""
    links = snapshot.where(ActionNeed, action_id=action_id)
    return _named(snapshot, FunctionalNeed, {link.need_id for link in links})


def segments_of_need(snapshot: Snapshot, need_id: str) -> tuple[Segment, ...]:
    """The segments that have a functional need."""
    links = snapshot.where(NeedSegment, need_id=need_id)
    return _named(snapshot, Segment, {link.segment_id for link in links})


def has_diagnosis(snapshot: Snapshot, action_id: str) -> bool:
    """Whether an action answers something that was found: a friction, a touchpoint, a need, a statement or a gap."""
    links = (ActionFriction, ActionTouchpoint, ActionNeed, ActionStatement, ActionOpportunity)
    return any(snapshot.where(link, action_id=action_id) for link in links)


def _named(snapshot: Snapshot, mapped: type[Row], ids: set[str]) -> tuple[Row, ...]:
    rows = [row for row in (snapshot.get(mapped, row_id) for row_id in ids) if row is not None]
    return tuple(sorted(rows, key=lambda row: (getattr(row, "position", 0), row.id)))


def _kept(snapshot: Snapshot, ids: set[str]) -> tuple[Action, ...]:
    return tuple(action for action in _named(snapshot, Action, ids) if is_kept(action))


def is_kept(action: Action) -> bool:
    """Whether the plan counts on an action."""
    return action.status != ActionStatus.DROPPED.value
