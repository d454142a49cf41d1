"""Gestures of step 5: actions, functional needs, tools and their comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journey.kinds import accepted, title_of
from journey.model import Friction, Journey, Opportunity, Touchpoint
from journey.operations.rows import in_order, insert, next_position, required
from resources.i18n import N_
from storage.base import Base, link_id
from storage.document import Document
from strategy.kinds import KINDS
from strategy.model import (
    Action,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionOpportunity,
    ActionSegment,
    ActionStatement,
    ActionTouchpoint,
    FunctionalNeed,
    JourneyObjective,
    NeedSegment,
    SwotFriction,
    SwotJourney,
    SwotStatement,
    SwotTouchpoint,
    Tool,
    ToolRating,
    ToolWeight,
)
from strategy.operations.links import linked
from strategy.operations.plan import plan_label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(slots=True)
class _Origin:
    """What an action made from something is tied to from the start."""

    journey_id: str | None = None
    name: str = ""
    type: str | None = None
    impact: int | None = None
    cost: float | None = None
    touchpoint_ids: list[str] = field(default_factory=list)
    segment_ids: list[str] = field(default_factory=list)
    objective_ids: list[str] = field(default_factory=list)


def add_action(
    document: Document,
    *,
    name: str = "",
    type: str | None = None,
    lever: str | None = None,
    friction_id: str | None = None,
    statement_id: str | None = None,
    opportunity_id: str | None = None,
    need_id: str | None = None,
    tool_id: str | None = None,
    objective_ids: Sequence[str] = (),
    segment_ids: Sequence[str] = (),
) -> str:
    """Add an action, free or made from a friction, statement, opportunity or need that it is then linked to.

    From these it also takes journey, segment, objectives and touchpoint as far as they are known, its name when none
    is given, and from a need the first of its investments, its impact and its cost. Returns the new id.
    """
    with document.transact(N_("Add action"), subject=name) as session:
        origin = _origin(session, friction_id, statement_id, opportunity_id, need_id)
        action = Action(
            name=name or origin.name,
            type=type or origin.type,
            lever=lever,
            tool_id=tool_id,
            impact=origin.impact,
            cost=origin.cost,
            journey_id=origin.journey_id,
            position=next_position(session, Action),
        )
        links = _links(
            action.id,
            {
                ActionFriction: [friction_id],
                ActionStatement: [statement_id],
                ActionOpportunity: [opportunity_id],
                ActionNeed: [need_id],
                ActionTouchpoint: origin.touchpoint_ids,
                ActionSegment: [*segment_ids, *origin.segment_ids],
                ActionObjective: [*objective_ids, *origin.objective_ids],
            },
        )
        insert(session, [action, *links], KINDS)
    return action.id


def answer_frictions(document: Document, friction_ids: Sequence[str]) -> list[str]:
    """Add one action for each of these frictions, in one gesture; returns the new ids."""
    with document.transact(N_("Add actions")):
        return [add_action(document, friction_id=friction_id) for friction_id in friction_ids]


def add_need(
    document: Document, *, name: str = "", platform: str | None = None, segment_ids: Sequence[str] = ()
) -> str:
    """Add a functional need of these segments; returns its id."""
    need = FunctionalNeed(name=name, platform=platform)
    with document.transact(N_("Add need"), subject=name) as session:
        need.position = next_position(session, FunctionalNeed)
        insert(session, [need, *linked(NeedSegment, [(need.id, each) for each in dict.fromkeys(segment_ids)])], KINDS)
    return need.id


def add_tool(document: Document, *, name: str = "", category: str | None = None) -> str:
    """Add a tool to compare; returns its id."""
    tool = Tool(name=name, category=category)
    with document.transact(N_("Add tool"), subject=name) as session:
        tool.position = next_position(session, Tool)
        insert(session, [tool], KINDS)
    return tool.id


def rate_tool(document: Document, tool_id: str, criterion: str, rating: int | None) -> None:
    """Rate a tool from 0 to 5 on a criterion; None takes the rating away."""
    value = accepted(ToolRating, "rating", rating, KINDS[ToolRating].limits)
    with document.transact(
        N_("Rate a tool"), f"rate_tool {tool_id} {criterion}", subject=_tool_name(document, tool_id)
    ) as session:
        required(session, Tool, tool_id)
        row = next(iter(in_order(session, ToolRating, tool_id=tool_id, criterion=criterion)), None)
        if row is None:
            row = ToolRating(id=link_id(tool_id, criterion), tool_id=tool_id, criterion=criterion)
            insert(session, [row], KINDS)
        row.rating = value


def weigh_criterion(document: Document, criterion: str, weight: float | None) -> None:
    """Give a tool criterion a weight of the team's own, 0 to 100; None goes back to the catalogue's."""
    value = None if weight is None else accepted(ToolWeight, "weight", weight, KINDS[ToolWeight].limits)
    subject = plan_label(document, criterion)
    with document.transact(N_("Weigh a criterion"), f"weigh_criterion {criterion}", subject=subject) as session:
        row = next(iter(in_order(session, ToolWeight, criterion=criterion)), None)
        if value is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            insert(session, [ToolWeight(id=criterion, criterion=criterion, weight=value)], KINDS)
        else:
            row.weight = value


def select_tool(document: Document, tool_id: str, is_selected: bool = True) -> None:
    """Choose a tool for its category, and no other of that category; or take the choice back."""
    with document.transact(N_("Choose a tool"), subject=_tool_name(document, tool_id)) as session:
        tool = required(session, Tool, tool_id)
        if is_selected and tool.category is not None:
            for rival in in_order(session, Tool, category=tool.category):
                rival.is_selected = False
        tool.is_selected = is_selected


def _tool_name(document: Document, tool_id: str) -> str:
    tool = document.get(Tool, tool_id)
    return title_of(tool) if tool else ""


def _links(action_id: str, targets: Mapping[type[Base], Sequence[str | None]]) -> list[Base]:
    """Rows that link an action to these targets; None stands for no target."""
    return [
        row
        for link_class, ids in targets.items()
        for row in linked(link_class, [(action_id, each) for each in dict.fromkeys(ids) if each is not None])
    ]


def _origin(
    session: Session,
    friction_id: str | None,
    statement_id: str | None,
    opportunity_id: str | None,
    need_id: str | None,
) -> _Origin:
    origin = _Origin()
    if statement_id is not None:
        origin.name = required(session, SwotStatement, statement_id).text
        needing = in_order(session, SwotTouchpoint, statement_id=statement_id)
        origin.touchpoint_ids += [row.touchpoint_id for row in needing]
        _follow_journeys(session, origin, _journeys_of_statement(session, statement_id))
    if need_id is not None:
        need = required(session, FunctionalNeed, need_id)
        origin.name, origin.type = need.name, next(iter(need.investments), None)
        origin.impact, origin.cost = need.impact, need.cost
        origin.segment_ids += [row.segment_id for row in in_order(session, NeedSegment, need_id=need_id)]
    source: Friction | Opportunity | None = None
    if friction_id is not None:
        source = required(session, Friction, friction_id)
    elif opportunity_id is not None:
        source = required(session, Opportunity, opportunity_id)
    if source is not None:
        origin.name = source.text
        origin.touchpoint_ids = [source.touchpoint_id] if source.touchpoint_id else []
        _follow_journeys(session, origin, [source.journey_id])
    return origin


def _journeys_of_statement(session: Session, statement_id: str) -> list[str]:
    direct = [row.journey_id for row in in_order(session, SwotJourney, statement_id=statement_id)]
    frictions = [row.friction_id for row in in_order(session, SwotFriction, statement_id=statement_id)]
    points = [row.touchpoint_id for row in in_order(session, SwotTouchpoint, statement_id=statement_id)]
    felt = [required(session, Friction, each).journey_id for each in frictions]
    needing = [required(session, Touchpoint, each).journey_id for each in points]
    return list(dict.fromkeys([*direct, *felt, *needing]))


def _follow_journeys(session: Session, origin: _Origin, journey_ids: Sequence[str]) -> None:
    """Tie the action to the journeys' segments and objectives, and to the journey itself if there is only one."""
    if len(journey_ids) == 1:
        origin.journey_id = journey_ids[0]
    for journey_id in journey_ids:
        journey = required(session, Journey, journey_id)
        origin.segment_ids += [journey.segment_id] if journey.segment_id else []
        origin.objective_ids += [row.objective_id for row in in_order(session, JourneyObjective, journey_id=journey_id)]
