"""Cures of what lacks a link to an objective, a segment or a journey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from journey.model import Journey, JourneyKind, Segment
from journey.operations import add_journey
from resources.catalogue import catalogue
from storage.base import Base
from strategy.cures.cure import Because, Cure, Way, ranked
from strategy.links import (
    actions_of_objective,
    actions_of_segment,
    frictions_of_action,
    kept_actions,
    objectives_of_action,
    objectives_of_journey,
    objectives_of_segment,
    segments_of_action,
)
from strategy.model import (
    Action,
    ActionObjective,
    JourneyObjective,
    Objective,
    ObjectiveSegment,
)
from strategy.operations.curing import add_objective_for, copy_journey_for
from strategy.operations.editing import set_value
from strategy.operations.links import link
from strategy.operations.objectives import add_objective
from strategy.snapshot import Snapshot
from strategy.trace import Element

OVERALL = "overall"
"""Level of the aim that all objectives serve: no objective of its own."""


def link_to(row: Base, because: Because, link_class: type[Base], first_id: str, second_id: str) -> Cure:
    """The cure that links two rows, the one named being `row`."""
    act = partial(link, link_class=link_class, first_id=first_id, second_id=second_id)
    return Cure(Way.LINK, act, Element(row.__tablename__, row.id), because=because)


def aim_objective(plan: Snapshot, objective: Objective) -> Iterator[Cure]:
    """Segments for an objective: those whose journeys serve it, those whom its actions serve, the others."""
    linked = plan.where(JourneyObjective, objective_id=objective.id)
    journeys = [journey for each in linked if (journey := plan.get(Journey, each.journey_id))]
    served = _ids(each for action in actions_of_objective(plan, objective.id) for each in _segments(plan, action))
    reasons = ((Because.JOURNEY, {each.segment_id or "" for each in journeys}), (Because.ACTION, served))
    for segment, because in ranked(plan.all(Segment), *reasons):
        yield link_to(segment, because, ObjectiveSegment, objective.id, segment.id)
    everyone = partial(set_value, mapped=Objective, row_id=objective.id, column="serves_all_customers", value=True)
    yield Cure(Way.ALL_CUSTOMERS, everyone, is_last_resort=True)


def aim_segment(plan: Snapshot, segment: Segment) -> Iterator[Cure]:
    """Objectives for a segment: those that its journeys serve, those that its actions serve, the others, new ones."""
    journeys = plan.where(Journey, segment_id=segment.id)
    by_journey = _ids(each for journey in journeys for each in objectives_of_journey(plan, journey.id))
    by_action = _ids(
        each for action in actions_of_segment(plan, segment.id) for each in objectives_of_action(plan, action.id)
    )
    for objective, because in ranked(plan.all(Objective), (Because.JOURNEY, by_journey), (Because.ACTION, by_action)):
        yield link_to(objective, because, ObjectiveSegment, objective.id, segment.id)
    for aspect in _aspects():
        yield _new_objective(aspect, partial(add_objective, aspect=aspect, segment_ids=(segment.id,)))


def aim_journey(plan: Snapshot, journey: Journey) -> Iterator[Cure]:
    """Objectives for a journey: those of its segment, those of the actions on it, the others, new ones."""
    by_segment = _ids(objectives_of_segment(plan, journey.segment_id)) if journey.segment_id else set()
    on_it = [each for each in kept_actions(plan) if journey.id in journeys_of_action(plan, each)]
    by_action = _ids(each for action in on_it for each in objectives_of_action(plan, action.id))
    for objective, because in ranked(plan.all(Objective), (Because.SEGMENT, by_segment), (Because.ACTION, by_action)):
        yield link_to(objective, because, JourneyObjective, journey.id, objective.id)
    for aspect in _aspects():
        yield _new_objective(aspect, partial(add_objective_for, aspect=aspect, journey_id=journey.id))


def aim_action(plan: Snapshot, action: Action) -> Iterator[Cure]:
    """Objectives for an action: those with its indicator, of its journeys, of its segments, the others, new ones."""
    reasons = (
        (Because.KPI, _ids(plan.where(Objective, kpi=action.kpi)) if action.kpi else set()),
        (
            Because.JOURNEY,
            _ids(each for journey in journeys_of_action(plan, action) for each in objectives_of_journey(plan, journey)),
        ),
        (
            Because.SEGMENT,
            _ids(each for segment in _segments(plan, action) for each in objectives_of_segment(plan, segment.id)),
        ),
    )
    for objective, because in ranked(plan.all(Objective), *reasons):
        yield link_to(objective, because, ActionObjective, action.id, objective.id)
    for aspect in _aspects():
        yield _new_objective(aspect, partial(add_objective_for, aspect=aspect, action_id=action.id))


def draw_for(plan: Snapshot, segment: Segment) -> Iterator[Cure]:
    """A journey for a segment: a new one, or a copy of one that another segment has."""
    drawn = partial(add_journey, language=plan.plan.language, segment_id=segment.id)
    yield Cure(Way.NEW_JOURNEY, drawn, because=Because.USUAL)
    for journey in plan.where(Journey, kind=JourneyKind.AS_IS.value):
        copied = partial(copy_journey_for, journey_id=journey.id, segment_id=segment.id)
        yield Cure(Way.COPY_JOURNEY, copied, Element("journey", journey.id))


def journeys_of_action(plan: Snapshot, action: Action) -> set[str]:
    """The journeys that an action is about: its own, and those of the frictions that it reduces."""
    found = {friction.journey_id for friction in frictions_of_action(plan, action.id)}
    return found | ({action.journey_id} if action.journey_id else set())


def _segments(plan: Snapshot, action: Action) -> tuple[Segment, ...]:
    return segments_of_action(plan, action.id)


def _aspects() -> Iterator[str]:
    return (entry.id for entry in catalogue().entries("objectives") if entry.get("level") != OVERALL)


def _new_objective(aspect: str, act: partial[str]) -> Cure:
    return Cure(Way.NEW_OBJECTIVE, act, Element("objectives", aspect), is_last_resort=True)


def _ids(rows: Iterable[Base]) -> set[str]:
    return {row.id for row in rows}
