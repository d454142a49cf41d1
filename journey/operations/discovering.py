"""The gesture that draws the journey that a log of events tells."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, TypeAlias

from journey.discovered import DiscoveredJourney
from journey.model import NodeKind, RateOrigin, Stage, Touchpoint, Transition
from journey.operations.journeys import add_journey
from journey.operations.rows import in_order, insert, next_position, positions
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_STEPS = 200
_Counted: TypeAlias = "tuple[str, str, int, float | None]"
"""Source, target, how many, hours on the way."""


def add_discovered_journey(
    document: Document,
    found: DiscoveredJourney,
    successes: Collection[str],
    *,
    language: str,
    name: str,
    segment_id: str | None = None,
    stage_set: str | None = None,
) -> str:
    """Draw an as-is journey from a log: a touchpoint for each activity, passages with their counts; returns its id.

    Cases that end with an activity of `successes` succeed, the others drop off. Probabilities are counts over all that
    leaves a touchpoint, endings included. Activities go to the stages in the order of where they stand in their cases.
    """
    if not found.steps:
        raise PlanError(N_("The log holds no activity to draw."))
    if len(found.steps) > MOST_STEPS:
        raise PlanError(N_("A journey of more than {most} touchpoints cannot be read. Keep fewer."), most=MOST_STEPS)
    with document.transact(N_("Draw the journey of a log"), subject=name, is_import=True) as session:
        journey_id = add_journey(
            document, language=language, segment_id=segment_id, stage_set=stage_set, name=name, is_partial=False
        )
        points = _add_points(session, journey_id, found)
        ends = {point.kind: point for point in in_order(session, Touchpoint, journey_id=journey_id)}
        counted: list[_Counted] = [
            (points[walk.source].id, points[walk.target].id, walk.count, walk.hours) for walk in found.walks
        ]
        for activity, cases in found.endings.items():
            kind = NodeKind.SUCCESS if activity in successes else NodeKind.DROP_OFF
            counted.append((points[activity].id, ends[kind.value].id, cases, None))
        entry = ends[NodeKind.ENTRY.value].id
        counted += [(entry, points[activity].id, cases, None) for activity, cases in found.beginnings.items()]
        _add_passages(session, journey_id, counted)
    return journey_id


def _add_points(session: Session, journey_id: str, found: DiscoveredJourney) -> dict[str, Touchpoint]:
    """A touchpoint for each activity, in the stage of its place."""
    stages = in_order(session, Stage, journey_id=journey_id)
    points: dict[str, Touchpoint] = {}
    for step in found.steps:
        stage_id = stages[min(int(step.place * len(stages)), len(stages) - 1)].id if stages else None
        position = next_position(session, Touchpoint, journey_id=journey_id, stage_id=stage_id)
        point = Touchpoint(journey_id=journey_id, stage_id=stage_id, name=step.name, position=position)
        insert(session, [point])
        points[step.name] = point
    return points


def _add_passages(session: Session, journey_id: str, counted: list[_Counted]) -> None:
    """Passages from source to target with their counts and hours, each a share of all that leaves its source."""
    leaving: dict[str, int] = {}
    for source, _target, count, _hours in counted:
        leaving[source] = leaving.get(source, 0) + count
    rows = [
        Transition(
            journey_id=journey_id,
            source_id=source,
            target_id=target,
            count=count,
            delay_hours=hours,
            probability=count / leaving[source],
            rate_origin=RateOrigin.MEASURED.value,
            position=position,
        )
        for position, (source, target, count, hours) in zip(positions(len(counted)), counted, strict=True)
    ]
    insert(session, rows)
