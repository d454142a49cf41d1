"""Why an action is in the plan: one reason for each thing found that it answers, with whom it serves and what it costs.

Reasons are plain values in ids; `strategy.reason_words` says each of them in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from journey.model import Friction, Journey, Opportunity, Segment, Touchpoint
from strategy.links import (
    frictions_of_action,
    needs_of_action,
    objectives_of_action,
    objectives_of_journey,
    objectives_of_segment,
    segments_of_action,
    segments_of_need,
    statements_of_action,
    touchpoints_of_action,
)
from strategy.model import Action, ActionOpportunity, Objective, SwotFriction, SwotStatement
from strategy.trace import Element

if TYPE_CHECKING:
    from journey.what_if import FrictionGain
    from strategy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Costs:
    """What is lost in a year: to single frictions, and to all that hangs on a weakness, by their ids."""

    frictions: Mapping[str, FrictionGain] = field(default_factory=dict)
    weaknesses: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One way to an action, as row ids in screen order.

    `found`: the friction, weakness, opportunity, need or touchpoint that the action answers; the objective it serves
    when it answers nothing that was found. `statement_ids`: what holds the friction back and is worked on as well.
    `reach`: share of those who enter the journey that meet it; `people` and `cost` are lost to it in a year, `cost` in
    the plan's currency: to the friction alone, or to all that hangs on the weakness. None where the plan does not say.
    """

    action_id: str
    found: Element
    segment_ids: tuple[str, ...] = ()
    serves_all: bool = False
    """Whether it is about all customers, not about some segments."""
    objective_ids: tuple[str, ...] = ()
    statement_ids: tuple[str, ...] = ()
    reach: float | None = None
    people: float | None = None
    cost: float | None = None


def reasons(snapshot: Snapshot, action_id: str, costs: Costs | None = None) -> tuple[Reason, ...]:
    """The reasons of an action: frictions first, the dearest before the others; empty for an action without any link.

    `costs`, from `costs_for`, brings what is lost; without it all costs are None.
    """
    action = snapshot.get(Action, action_id)
    if action is None:
        return ()
    found = [*_frictions(snapshot, action, costs), *_others(snapshot, action, costs or Costs())]
    if not found:
        found = [Reason(action.id, Element("objective", row.id)) for row in objectives_of_action(snapshot, action.id)]
        found = [replace(each, segment_ids=_ids(segments_of_action(snapshot, action.id))) for each in found]
    return tuple(found)


def costs_for(snapshot: Snapshot, action_id: str) -> Costs:
    """What is lost to the frictions and the weaknesses of an action; solves the journeys concerned."""
    from journey.what_if import friction_gains
    from strategy.analysis.held_back import held_back

    journeys = dict.fromkeys(row.journey_id for row in frictions_of_action(snapshot, action_id))
    gains = {key: gain for journey_id in journeys for key, gain in friction_gains(snapshot, journey_id).items()}
    if not statements_of_action(snapshot, action_id):
        return Costs(gains)
    return Costs(gains, {each.statement_id: each.held.value for each in held_back(snapshot).weaknesses})


def journeys_of_costs(snapshot: Snapshot, action_id: str) -> tuple[str, ...]:
    """The journeys that `costs_for` solves."""
    if statements_of_action(snapshot, action_id):
        return tuple(row.id for row in snapshot.all(Journey))
    return tuple(dict.fromkeys(row.journey_id for row in frictions_of_action(snapshot, action_id)))


def _frictions(snapshot: Snapshot, action: Action, costs: Costs | None) -> list[Reason]:
    from journey.analysis import friction_score

    found = []
    for friction in frictions_of_action(snapshot, action.id):
        gain = costs.frictions.get(friction.id) if costs else None
        reason = Reason(
            action.id,
            Element("friction", friction.id),
            statement_ids=_behind(snapshot, friction, action),
            reach=friction_score(snapshot, friction).reach if costs else friction.reach,
            people=gain.people if gain else None,
            cost=gain.value if gain else None,
        )
        found.append(_aimed(snapshot, reason, action, snapshot.get(Journey, friction.journey_id)))
    return sorted(found, key=lambda each: -(each.cost or 0.0))


def _others(snapshot: Snapshot, action: Action, costs: Costs) -> Iterator[Reason]:
    """The reasons that are no frictions; statements behind a friction have been told with it."""
    told = {each for row in frictions_of_action(snapshot, action.id) for each in _behind(snapshot, row, action)}
    for statement in statements_of_action(snapshot, action.id):
        if statement.id not in told:
            cost = costs.weaknesses.get(statement.id)
            reason = Reason(action.id, Element("swot_statement", statement.id), cost=cost)
            yield _aimed(snapshot, reason, action, None)
    for link in snapshot.where(ActionOpportunity, action_id=action.id):
        opportunity = snapshot.get(Opportunity, link.opportunity_id)
        if opportunity is not None:
            journey = snapshot.get(Journey, opportunity.journey_id)
            yield _aimed(snapshot, Reason(action.id, Element("opportunity", opportunity.id)), action, journey)
    for need in needs_of_action(snapshot, action.id):
        reason = Reason(action.id, Element("functional_need", need.id))
        yield replace(_aimed(snapshot, reason, action, None), segment_ids=_ids(segments_of_need(snapshot, need.id)))
    yield from _touchpoints(snapshot, action)


def _touchpoints(snapshot: Snapshot, action: Action) -> Iterator[Reason]:
    """Touchpoints that the action makes or changes, but those where one of its frictions is felt."""
    felt = {friction.touchpoint_id for friction in frictions_of_action(snapshot, action.id)}
    origins = {origin.id: origin.origin_id for origin in snapshot.all(Touchpoint)}
    for point in touchpoints_of_action(snapshot, action.id):
        if point.id not in felt and origins.get(point.id) not in felt:
            journey = snapshot.get(Journey, point.journey_id)
            yield _aimed(snapshot, Reason(action.id, Element("touchpoint", point.id)), action, journey)


def _behind(snapshot: Snapshot, friction: Friction, action: Action) -> tuple[str, ...]:
    """The statements linked to both: what the action strengthens so that the friction goes."""
    of_friction = {link.statement_id for link in snapshot.where(SwotFriction, friction_id=friction.id)}
    return tuple(row.id for row in statements_of_action(snapshot, action.id) if row.id in of_friction)


def _aimed(snapshot: Snapshot, reason: Reason, action: Action, journey: Journey | None) -> Reason:
    """The reason with whom it is about, and with those objectives of the action that it stands in the way of."""
    segment_id = journey.segment_id if journey else None
    if segment_id is not None:
        segments: tuple[str, ...] = (segment_id,)
    else:
        segments = () if journey else _ids(segments_of_action(snapshot, action.id))
    aims = objectives_of_action(snapshot, action.id)
    related = _related(snapshot, segments, journey)
    near = tuple(each.id for each in aims if each.id in related)
    return replace(
        reason,
        segment_ids=segments,
        serves_all=journey is not None and segment_id is None,
        objective_ids=near or _ids(aims),
    )


def _related(snapshot: Snapshot, segments: Iterable[str], journey: Journey | None) -> set[str]:
    related = {row.id for each in segments for row in objectives_of_segment(snapshot, each)}
    return related | {row.id for row in objectives_of_journey(snapshot, journey.id)} if journey else related


def _ids(rows: Iterable[Segment | Objective | SwotStatement]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)
