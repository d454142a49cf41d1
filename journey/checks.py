"""Rules that hold between the rows of a journey: a gesture that would break one is refused with a sentence.

They read rows of any origin: those of the session in a gesture, of a file that is imported, of a plan that is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.model import (
    Friction,
    Journey,
    JourneyKind,
    Lane,
    LaneCard,
    NodeKind,
    Opportunity,
    Persona,
    Stage,
    Touchpoint,
    TouchpointChange,
    Transition,
)
from journey.pictures import png_of
from resources.i18n import N_
from storage.errors import PlanError

if TYPE_CHECKING:
    from journey.graph import Rows

JUDGEMENTS = ("met", "not_met")
"""What can be said of a principle at a touchpoint."""
ENDS = frozenset({NodeKind.SUCCESS.value, NodeKind.DROP_OFF.value})
"""Kinds of points that customers do not leave."""

_LAST_OF_ITS_KIND = {
    NodeKind.ENTRY.value: N_("A journey keeps at least one entry. Rename it or move it instead of deleting it."),
    NodeKind.SUCCESS.value: N_("A journey keeps at least one success. Add another one before you delete this one."),
    NodeKind.DROP_OFF.value: N_("A journey keeps at least one drop-off. Add another one before you delete this one."),
}


def picture_is_small(_rows: Rows, persona: Persona) -> None:
    """The picture of a persona is a small PNG."""
    if persona.picture and png_of(persona.picture) is None:
        raise PlanError(N_("This picture cannot be kept in a plan. Choose another one."))


def stage_of_the_same_journey(rows: Rows, touchpoint: Touchpoint) -> None:
    """A touchpoint sits in a stage of its own journey."""
    stage = rows.get(Stage, touchpoint.stage_id)
    if touchpoint.stage_id is not None and (stage is None or stage.journey_id != touchpoint.journey_id):
        raise PlanError(N_("This stage belongs to another journey. Choose a stage of the touchpoint’s own journey."))


def principles_judged(_rows: Rows, touchpoint: Touchpoint) -> None:
    """Each principle that is judged is met or not."""
    if any(judgement not in JUDGEMENTS for judgement in touchpoint.principles.values()):
        raise PlanError(N_("A principle is met or not met. Choose one of the two, or leave it open."))


def not_the_last_of_its_kind(rows: Rows, touchpoint: Touchpoint) -> None:
    """A journey keeps one entry, one success and one drop-off."""
    refusal = _LAST_OF_ITS_KIND.get(touchpoint.kind)
    if refusal and not _others_of_its_kind(rows, touchpoint):
        raise PlanError(refusal)


def no_passage_out_of_an_end(rows: Rows, touchpoint: Touchpoint) -> None:
    """A success or a drop-off has no transition out, an entry none in."""
    if touchpoint.kind == NodeKind.TOUCHPOINT:
        return
    forbidden = "source_id" if touchpoint.kind in ENDS else "target_id"
    if rows.where(Transition, **{forbidden: touchpoint.id}):
        raise PlanError(
            N_("Transitions of this touchpoint do not fit the new kind: nobody leaves an end or returns to the entry.")
        )


def both_ends_in_the_journey(rows: Rows, transition: Transition) -> None:
    """A transition joins two touchpoints of its own journey."""
    ends = (rows.get(Touchpoint, transition.source_id), rows.get(Touchpoint, transition.target_id))
    if any(end is None or end.journey_id != transition.journey_id for end in ends):
        raise PlanError(N_("A transition joins two touchpoints of the same journey. Choose both in this journey."))


def passage_allowed(rows: Rows, transition: Transition) -> None:
    """Nobody leaves an end, nobody returns to the entry, and two touchpoints are joined once in each direction."""
    source, target = rows.get(Touchpoint, transition.source_id), rows.get(Touchpoint, transition.target_id)
    if source is not None and source.kind in ENDS:
        raise PlanError(N_("The journey ends here: nothing can start from a success or a drop-off."))
    if target is not None and target.kind == NodeKind.ENTRY:
        raise PlanError(N_("The journey starts at its entry: no transition can lead back to it."))
    twins = rows.where(Transition, source_id=transition.source_id, target_id=transition.target_id)
    if any(twin.id != transition.id for twin in twins):
        raise PlanError(N_("These two touchpoints are already joined. Edit the transition that is there."))


def friction_in_its_journey(rows: Rows, friction: Friction) -> None:
    """A friction sits on one touchpoint or on one transition, of its own journey."""
    if (friction.touchpoint_id is None) == (friction.transition_id is None):
        raise PlanError(N_("A friction sits on one touchpoint or on one transition. Choose where customers meet it."))
    place: Touchpoint | Transition | None
    if friction.touchpoint_id is not None:
        place = rows.get(Touchpoint, friction.touchpoint_id)
    else:
        place = rows.get(Transition, friction.transition_id)
    if place is None or place.journey_id != friction.journey_id:
        raise PlanError(N_("This friction belongs to another journey. Choose a place in its own journey."))


def opportunity_in_its_journey(rows: Rows, opportunity: Opportunity) -> None:
    """An opportunity points at a touchpoint of its own journey, or at none."""
    place = rows.get(Touchpoint, opportunity.touchpoint_id)
    if opportunity.touchpoint_id is not None and (place is None or place.journey_id != opportunity.journey_id):
        raise PlanError(N_("This touchpoint belongs to another journey. Choose one of the opportunity’s own journey."))


def derived_from_an_as_is(rows: Rows, journey: Journey) -> None:
    """Only a to-be journey derives from another, and that one is an as-is."""
    origin = rows.get(Journey, journey.derived_from_id)
    is_derived = journey.derived_from_id is not None
    if is_derived and (journey.kind != JourneyKind.TO_BE or origin is None or origin.kind != JourneyKind.AS_IS):
        raise PlanError(N_("A to-be journey derives from an as-is journey. Change the link or the kind first."))
    if journey.kind != JourneyKind.AS_IS and rows.where(Journey, derived_from_id=journey.id):
        raise PlanError(N_("A to-be journey derives from an as-is journey. Change the link or the kind first."))


def origin_in_the_as_is(rows: Rows, touchpoint: Touchpoint) -> None:
    """A target touchpoint comes from one of the as-is journey that its own journey derives from."""
    if touchpoint.origin_id is None:
        return
    origin = rows.get(Touchpoint, touchpoint.origin_id)
    journey = rows.get(Journey, touchpoint.journey_id)
    if origin is None or journey is None or journey.derived_from_id != origin.journey_id:
        raise PlanError(N_("A touchpoint comes from the as-is journey of its own to-be journey. Choose one of those."))


def origins_in_its_as_is(rows: Rows, journey: Journey) -> None:
    """A to-be journey keeps its as-is while its touchpoints come from there, or reasons speak of what it drops."""
    for point in rows.where(Touchpoint, journey_id=journey.id):
        origin_in_the_as_is(rows, point)
    for change in rows.where(TouchpointChange, journey_id=journey.id):
        change_of_its_journeys(rows, change)


def range_around_the_probability(rows: Rows, transition: Transition) -> None:
    """The lowest probability is not above the likely one, nor the likely one above the highest."""
    given = (transition.probability_low, transition.probability, transition.probability_high)
    known = [each for each in given if each is not None]
    if known != sorted(known):
        raise PlanError(N_("The range goes from the lowest to the highest percentage, with the likely one between."))


def change_of_its_journeys(rows: Rows, change: TouchpointChange) -> None:
    """A to-be journey gives reasons for its own touchpoints and for those of the as-is journey it derives from."""
    journey = rows.get(Journey, change.journey_id)
    point = rows.get(Touchpoint, change.touchpoint_id)
    if journey is None or point is None or point.journey_id not in (journey.id, journey.derived_from_id):
        raise PlanError(N_("This touchpoint belongs to another journey. Choose one of the two that are compared."))


def card_in_one_journey(rows: Rows, card: LaneCard) -> None:
    """The lane and the stage of a card belong to the same journey."""
    lane, stage = rows.get(Lane, card.lane_id), rows.get(Stage, card.stage_id)
    if lane is None or stage is None or lane.journey_id != stage.journey_id:
        raise PlanError(N_("This stage belongs to another journey. Choose a stage of the card’s own journey."))


def _others_of_its_kind(rows: Rows, touchpoint: Touchpoint) -> bool:
    alike = rows.where(Touchpoint, journey_id=touchpoint.journey_id, kind=touchpoint.kind)
    return any(other.id != touchpoint.id for other in alike)
