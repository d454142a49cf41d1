"""The to-be journeys become the as-is ones: what was aimed at is now what customers live."""

from __future__ import annotations

from journey.comparison import origins_of
from journey.model import (
    Friction,
    Journey,
    JourneyKind,
    NodeKind,
    Opportunity,
    Touchpoint,
    TouchpointChange,
    Transition,
)
from strategy.draft import Draft
from strategy.snapshot import Snapshot


def adopt_to_be(draft: Draft, snapshot: Snapshot) -> None:
    """Put each to-be journey in the place of the as-is journey it derives from.

    Frictions and opportunities observed today move to the touchpoints that stand for theirs; those of touchpoints that
    the target dropped go with them. Whatever named the as-is journey or a touchpoint of it names its successor.
    """
    replaced: set[str] = set()
    for journey in snapshot.where(Journey, kind=JourneyKind.TO_BE.value):
        draft.change(Journey, journey.id, kind=JourneyKind.AS_IS.value, derived_from_id=None)
        for change in snapshot.where(TouchpointChange, journey_id=journey.id):
            draft.leave_out(TouchpointChange, change.id)
        before = snapshot.get(Journey, journey.derived_from_id)
        if before is not None and before.id not in replaced:
            replaced.add(before.id)
            _replace(draft, snapshot, before, journey)
        for point in snapshot.where(Touchpoint, journey_id=journey.id):
            draft.change(Touchpoint, point.id, origin_id=None)


def _replace(draft: Draft, snapshot: Snapshot, before: Journey, after: Journey) -> None:
    twins = _twins(snapshot, before.id, after.id)
    passages = {(row.source_id, row.target_id): row.id for row in snapshot.where(Transition, journey_id=after.id)}
    for friction in snapshot.where(Friction, journey_id=before.id):
        passage = snapshot.get(Transition, friction.transition_id)
        ends = (twins.get(passage.source_id, ""), twins.get(passage.target_id, "")) if passage else ("", "")
        point_id, passage_id = twins.get(friction.touchpoint_id or ""), passages.get(ends)
        if point_id or passage_id:
            draft.change(Friction, friction.id, journey_id=after.id, touchpoint_id=point_id, transition_id=passage_id)
    for opportunity in snapshot.where(Opportunity, journey_id=before.id):
        point_id = twins.get(opportunity.touchpoint_id or "")
        draft.change(Opportunity, opportunity.id, journey_id=after.id, touchpoint_id=point_id)
    # First the journey itself, with all that it is made of: what is renamed below names it from outside.
    draft.leave_out_with_parts(Journey, before.id)
    draft.rename(Journey.__tablename__, before.id, after.id)
    for old_id, new_id in twins.items():
        draft.rename(Touchpoint.__tablename__, old_id, new_id)


def _twins(snapshot: Snapshot, before_id: str, after_id: str) -> dict[str, str]:
    """The touchpoint that stands for each one of the as-is journey; the ends stand for the ends."""
    twins = {origin: point for point, origin in origins_of(snapshot, before_id, after_id).items()}
    for point in snapshot.where(Touchpoint, journey_id=before_id):
        if point.kind != NodeKind.TOUCHPOINT.value and point.id not in twins:
            ends = snapshot.where(Touchpoint, journey_id=after_id, kind=point.kind)
            if ends:
                twins[point.id] = next((each.id for each in ends if each.origin_id == point.id), ends[0].id)
    return twins
