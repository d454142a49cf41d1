"""Cures of what no action answers, of actions that answer nothing, and of journeys where nothing was found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from journey.model import EmotionObservation, Friction, Journey, NodeKind, Touchpoint, Transition
from journey.operations import add_friction, add_opportunity
from resources.catalogue import catalogue
from storage.base import Base
from strategy.cures.aims import journeys_of_action, link_to
from strategy.cures.cure import Because, Cure, Way, ranked
from strategy.links import (
    actions_of_friction,
    actions_of_objective,
    actions_of_segment,
    actions_of_statement,
    actions_of_touchpoint,
    is_answered,
    kept_actions,
    objectives_of_action,
    open_opportunities,
    segments_of_action,
    segments_of_need,
    segments_of_objective,
)
from strategy.model import (
    Action,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionOpportunity,
    ActionStatement,
    ActionTouchpoint,
    FeedbackNote,
    FunctionalNeed,
    JourneyObjective,
    Objective,
    Quadrant,
    SwotFriction,
    SwotJourney,
    SwotStatement,
)
from strategy.operations.actions import add_action
from strategy.operations.curing import add_measured_action
from strategy.operations.editing import set_value
from strategy.proposals import remedies
from strategy.rules.actions import strengthens
from strategy.snapshot import Snapshot
from strategy.trace import KPI, Element

Reasons = tuple[Because, Collection[str]]


def serve_objective(plan: Snapshot, objective: Objective) -> Iterator[Cure]:
    """Actions for an objective: those with its indicator, on its journeys, for its segments; a new one; the others."""
    journeys = {each.journey_id for each in plan.where(JourneyObjective, objective_id=objective.id)}
    segments = () if objective.serves_all_customers else segments_of_objective(plan, objective)
    kept = kept_actions(plan)
    reasons = (
        (Because.KPI, {each.id for each in kept if objective.kpi and each.kpi == objective.kpi}),
        (Because.JOURNEY, {each.id for each in kept if journeys & journeys_of_action(plan, each)}),
        (Because.SEGMENT, _ids(each for segment in segments for each in actions_of_segment(plan, segment.id))),
    )
    new = Cure(Way.NEW_ACTION, partial(add_action, objective_ids=(objective.id,)), because=Because.USUAL)
    yield from _with_actions(plan, reasons, ActionObjective, objective.id, [new])


def answer_friction(plan: Snapshot, friction: Friction) -> Iterator[Cure]:
    """A new action, of a type that suits if one likes; an action on the same touchpoint or journey; the others."""
    yield from _new_actions(plan, friction, partial(add_action, friction_id=friction.id))
    passage = plan.get(Transition, friction.transition_id)
    place = friction.touchpoint_id or (passage.source_id if passage else "")
    segment_id = _journey(plan, friction.journey_id).segment_id
    near = [each.id for each in kept_actions(plan) if friction.journey_id in journeys_of_action(plan, each)]
    reasons = (
        (Because.PLACE, _ids(actions_of_touchpoint(plan, place))),
        (Because.JOURNEY, near),
        (Because.SEGMENT, _ids(actions_of_segment(plan, segment_id)) if segment_id else set()),
    )
    yield from _with_actions(plan, reasons, ActionFriction, friction.id)


def answer_weakness(plan: Snapshot, statement: SwotStatement) -> Iterator[Cure]:
    """A new action, of a type that suits its area if one likes; an action on its frictions or its area; the others."""
    yield from _new_actions(plan, statement, partial(add_action, statement_id=statement.id))
    felt = plan.where(SwotFriction, statement_id=statement.id)
    peers = plan.where(SwotStatement, area=statement.area) if statement.area else ()
    reasons = (
        (Because.FRICTION, _ids(each for row in felt for each in actions_of_friction(plan, row.friction_id))),
        (Because.AREA, _ids(each for peer in peers for each in actions_of_statement(plan, peer.id))),
    )
    yield from _with_actions(plan, reasons, ActionStatement, statement.id)
    yield _accepted(statement)


def invest_in_weakness(plan: Snapshot, statement: SwotStatement) -> Iterator[Cure]:
    """New actions of the types that strengthen its area, then the actions of the plan that do."""
    area = statement.area or ""
    suited = remedies(plan, [statement])
    types = [*suited, *(each for each in catalogue().ids("action_types") if each not in suited)]
    for type_id in types:
        if strengthens(plan, Action(type=type_id), area):
            act = partial(add_action, statement_id=statement.id, type=type_id)
            because = Because.METHOD if type_id in suited else Because.NOTHING
            yield Cure(Way.NEW_ACTION, act, value=type_id, because=because)
    for action in kept_actions(plan):
        if strengthens(plan, action, area):
            yield link_to(action, Because.NOTHING, ActionStatement, action.id, statement.id)
    yield _accepted(statement)


def answer_need(plan: Snapshot, need: FunctionalNeed) -> Iterator[Cure]:
    """A new action, an action for the segments that have the need, the others."""
    yield Cure(Way.NEW_ACTION, partial(add_action, need_id=need.id), because=Because.USUAL)
    segments = segments_of_need(plan, need.id)
    near = _ids(each for segment in segments for each in actions_of_segment(plan, segment.id))
    yield from _with_actions(plan, ((Because.SEGMENT, near),), ActionNeed, need.id)


def move_kpi(plan: Snapshot, kpi: str) -> Iterator[Cure]:
    """Actions without indicator that serve the objectives it proves, a new one, the other actions without indicator."""
    proved = [row.id for row in plan.where(Objective, kpi=kpi)]
    free = [action for action in kept_actions(plan) if not action.kpi]
    served = _ids(each for row_id in proved for each in actions_of_objective(plan, row_id))
    for action in (each for each in free if each.id in served):
        yield measured(action, kpi, Because.OBJECTIVE)
    new = partial(add_measured_action, kpi=kpi, objective_ids=proved)
    yield Cure(Way.NEW_MEASURED_ACTION, new, Element(KPI, kpi), because=Because.USUAL)
    for action in (each for each in free if each.id not in served):
        yield measured(action, kpi, Because.NOTHING)


def found_action(plan: Snapshot, action: Action) -> Iterator[Cure]:
    """What an action may answer: what is open on its journeys first, what is open elsewhere, the rest."""
    yield from found_on_journeys(plan, action)
    opportunities = open_opportunities(plan)
    near = _journeys_near(plan, action)
    for row in sorted(opportunities, key=lambda each: each.journey_id not in near):
        because = Because.JOURNEY if row.journey_id in near else Because.OPEN
        yield link_to(row, because, ActionOpportunity, action.id, row.id)
    statements = plan.all(SwotStatement)
    open_ones = {row.id for row in statements if is_weakness(row) and not actions_of_statement(plan, row.id)}
    for statement, because in ranked(statements, (Because.OPEN, open_ones)):
        yield link_to(statement, because, ActionStatement, action.id, statement.id)
    segments = _ids(segments_of_action(plan, action.id))
    needs = plan.all(FunctionalNeed)
    shared = {row.id for row in needs if segments & _ids(segments_of_need(plan, row.id))}
    for need, because in ranked(needs, (Because.SEGMENT, shared)):
        yield link_to(need, because, ActionNeed, action.id, need.id)


def found_on_journeys(plan: Snapshot, action: Action) -> Iterator[Cure]:
    """The frictions that an action may reduce, gravest first, then the touchpoints that it may change."""
    near = _journeys_near(plan, action)
    frictions = sorted(plan.all(Friction), key=lambda row: -(row.severity or 0))
    unanswered = {row.id for row in frictions if not is_answered(plan, row)}
    there = {row.id for row in frictions if row.journey_id in near}
    reasons = ((Because.JOURNEY, there & unanswered), (Because.OPEN, unanswered), (Because.NOTHING, there))
    for friction, because in ranked(frictions, *reasons):
        yield link_to(friction, because, ActionFriction, action.id, friction.id)
    points = plan.where(Touchpoint, kind=NodeKind.TOUCHPOINT.value)
    for point, _because in ranked(points, (Because.NOTHING, {row.id for row in points if row.journey_id in near})):
        yield link_to(point, Because.NOTHING, ActionTouchpoint, action.id, point.id)


def examine_journey(plan: Snapshot, journey: Journey) -> Iterator[Cure]:
    """What is found on a journey: what customers said there, where they feel ill, the strengths and weaknesses."""
    points = plan.where(Touchpoint, journey_id=journey.id)
    here = _ids(points)
    for note in plan.all(FeedbackNote):
        if note.touchpoint_id in here:
            act = partial(add_friction, touchpoint_id=note.touchpoint_id, text=note.text)
            yield Cure(Way.FRICTION_FROM, act, Element("feedback_note", note.id), because=Because.PLACE)
    named = [point for point in points if point.kind == NodeKind.TOUCHPOINT.value]
    ill = {row.touchpoint_id for row in plan.all(EmotionObservation) if _is_ill(row)}
    for point, because in ranked(named, (Because.PLACE, ill)):
        friction = partial(add_friction, touchpoint_id=point.id)
        yield Cure(Way.FRICTION_AT, friction, Element("touchpoint", point.id), because=because)
    for statement in plan.all(SwotStatement):
        yield link_to(statement, Because.NOTHING, SwotJourney, statement.id, journey.id)
    yield Cure(Way.OPPORTUNITY, partial(add_opportunity, journey_id=journey.id), is_last_resort=True)


def measured(action: Action, kpi: str, because: Because) -> Cure:
    """The cure that measures another row, an action, by an indicator."""
    act = partial(set_value, mapped=Action, row_id=action.id, column="kpi", value=kpi)
    return Cure(Way.MEASURE, act, Element(KPI, kpi), value=action.id, because=because)


def is_weakness(statement: SwotStatement) -> bool:
    """Whether a statement is a weakness that the team does not live with."""
    return statement.quadrant == Quadrant.WEAKNESS.value and not statement.is_accepted


def _new_actions(plan: Snapshot, row: Friction | SwotStatement, made: Callable[..., str]) -> Iterator[Cure]:
    """A new action as it comes, then one of each type that suits."""
    yield Cure(Way.NEW_ACTION, made, because=Because.USUAL)
    for type_id in remedies(plan, [row]):
        yield Cure(Way.NEW_ACTION, partial(made, type=type_id), value=type_id, because=Because.METHOD)


def _with_actions(
    plan: Snapshot, reasons: Iterable[Reasons], link_class: type[Base], row_id: str, new: Iterable[Cure] = ()
) -> Iterator[Cure]:
    """The actions of the plan for a row, with new ones between those that something speaks for and the others."""
    found = [
        link_to(action, because, link_class, action.id, row_id)
        for action, because in ranked(kept_actions(plan), *reasons)
    ]
    yield from (each for each in found if each.because)
    yield from new
    yield from (each for each in found if not each.because)


def _accepted(statement: SwotStatement) -> Cure:
    act = partial(set_value, mapped=SwotStatement, row_id=statement.id, column="is_accepted", value=True)
    return Cure(Way.ACCEPT, act, is_last_resort=True)


def _journeys_near(plan: Snapshot, action: Action) -> set[str]:
    """The journeys of an action, and those of its objectives and its segments."""
    served = [each.id for each in objectives_of_action(plan, action.id)]
    linked = {row.journey_id for each in served for row in plan.where(JourneyObjective, objective_id=each)}
    segments = segments_of_action(plan, action.id)
    theirs = {row.id for segment in segments for row in plan.where(Journey, segment_id=segment.id)}
    return journeys_of_action(plan, action) | linked | theirs


def _journey(plan: Snapshot, journey_id: str) -> Journey:
    found = plan.get(Journey, journey_id)
    assert found is not None  # a reference of the file
    return found


def _is_ill(felt: EmotionObservation) -> bool:
    entry = catalogue().get(felt.emotion)
    valence = felt.valence if felt.valence is not None else entry.get("valence") if entry else None
    return valence is not None and valence < 0


def _ids(rows: Iterable[Base]) -> set[str]:
    return {row.id for row in rows}
