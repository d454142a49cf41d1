"""Gestures on what the team writes on a journey: frictions, emotions, moments, follow-ups, opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.coverage import DISENGAGEMENT, SILENT_DRIFT
from journey.kinds import title_of
from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    Moment,
    Opportunity,
    Stage,
    Touchpoint,
    Transition,
)
from journey.operations.rows import check, in_order, insert, next_position, required
from journey.operations.touchpoints import add_touchpoint
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.document import Document

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_friction(
    document: Document,
    *,
    touchpoint_id: str | None = None,
    transition_id: str | None = None,
    type: str | None = None,
    text: str = "",
    severity: int | None = None,
    frequency: float | None = None,
    evidence: str | None = None,
) -> str:
    """Note a friction on a touchpoint or on a transition; severity and emotions come from its type when not given.

    Returns the new id. The declaration "no friction" of the journey, if any, falls in the same gesture.
    """
    entry = catalogue().get(type)
    with document.transact(N_("Add friction"), subject=text or _name(document, touchpoint_id)) as session:
        journey = required(session, Journey, _journey_of(session, touchpoint_id, transition_id))
        friction = Friction(
            journey_id=journey.id,
            touchpoint_id=touchpoint_id,
            transition_id=transition_id,
            type=type,
            text=text,
            severity=severity if severity is not None or entry is None else entry.get("severity"),
            frequency=frequency,
            emotions=list(entry.ids("emotions")) if entry else [],
            evidence=evidence,
            position=next_position(session, Friction, journey_id=journey.id),
        )
        insert(session, [friction])
        journey.has_no_friction = False
    return friction.id


def move_friction(
    document: Document, friction_id: str, *, touchpoint_id: str | None = None, transition_id: str | None = None
) -> None:
    """Move a friction to another touchpoint or transition of its journey."""
    known = document.get(Friction, friction_id)
    with document.transact(N_("Move friction"), subject=title_of(known) if known else "") as session:
        friction = required(session, Friction, friction_id)
        friction.touchpoint_id, friction.transition_id = touchpoint_id, transition_id
        check(session, friction)


def add_emotion(
    document: Document,
    touchpoint_id: str,
    emotion: str,
    *,
    evidence: str | None = None,
    valence: float | None = None,
    intensity: float | None = None,
    verbatim: str = "",
) -> str:
    """Note an emotion observed at a touchpoint; the catalogue gives valence and intensity that are not given."""
    with document.transact(N_("Add emotion"), subject=_name(document, touchpoint_id)) as session:
        required(session, Touchpoint, touchpoint_id)
        row = EmotionObservation(
            touchpoint_id=touchpoint_id,
            emotion=emotion,
            evidence=evidence,
            valence=valence,
            intensity=intensity,
            verbatim=verbatim,
            position=next_position(session, EmotionObservation, touchpoint_id=touchpoint_id),
        )
        insert(session, [row])
    return row.id


def mark_moment(document: Document, touchpoint_id: str, moment: str, note: str = "") -> str:
    """Mark a touchpoint as a moment; a mark that is there already stays. Returns the id of the mark.

    A silent drift brings the stage of disengagement into the journey, where it is answered.
    """
    with document.transact(N_("Mark a moment"), subject=_name(document, touchpoint_id)) as session:
        point = required(session, Touchpoint, touchpoint_id)
        for known in in_order(session, Moment, touchpoint_id=touchpoint_id, moment=moment):
            return known.id
        row = Moment(
            touchpoint_id=touchpoint_id,
            moment=moment,
            note=note,
            position=next_position(session, Moment, touchpoint_id=touchpoint_id),
        )
        insert(session, [row])
        stages = in_order(session, Stage, journey_id=point.journey_id)
        if moment == SILENT_DRIFT and all(stage.stage != DISENGAGEMENT for stage in stages):
            after = next_position(session, Stage, journey_id=point.journey_id)
            insert(session, [Stage(journey_id=point.journey_id, stage=DISENGAGEMENT, position=after)])
        return row.id


def watch_for_departure(document: Document, stage_id: str, name: str, *, language: str) -> str:
    """Add a sign of departure to a stage as a touchpoint marked as a silent drift; returns its id."""
    with document.transact(N_("Watch for a departure"), subject=name) as session:
        stage = required(session, Stage, stage_id)
        point_id = add_touchpoint(document, stage.journey_id, name=name, stage_id=stage_id, language=language)
        mark_moment(document, point_id, SILENT_DRIFT)
    return point_id


def unmark_moment(document: Document, touchpoint_id: str, moment: str) -> None:
    """Take the mark of a moment off a touchpoint."""
    with document.transact(N_("Remove moment"), subject=_name(document, touchpoint_id)) as session:
        for row in in_order(session, Moment, touchpoint_id=touchpoint_id, moment=moment):
            session.delete(row)


def add_trigger(
    document: Document,
    touchpoint_id: str,
    trigger: str,
    *,
    channel: str | None = None,
    delay_hours: float | None = None,
) -> str:
    """Attach a follow-up to a touchpoint; the channel comes from the catalogue when not given. Returns its id."""
    entry = catalogue().get(trigger)
    with document.transact(N_("Add follow-up"), subject=_name(document, touchpoint_id)) as session:
        required(session, Touchpoint, touchpoint_id)
        row = FollowUpTrigger(
            touchpoint_id=touchpoint_id,
            trigger=trigger,
            channel=channel or (entry.get("channel") if entry else None),
            delay_hours=delay_hours,
            position=next_position(session, FollowUpTrigger, touchpoint_id=touchpoint_id),
        )
        insert(session, [row])
    return row.id


def add_opportunity(
    document: Document,
    journey_id: str,
    *,
    type: str | None = None,
    text: str = "",
    touchpoint_id: str | None = None,
) -> str:
    """Note a gap or an opportunity of a journey, at one touchpoint or of the whole; returns its id."""
    row = Opportunity(journey_id=journey_id, touchpoint_id=touchpoint_id, type=type, text=text)
    with document.transact(N_("Add opportunity"), subject=title_of(row)) as session:
        required(session, Journey, journey_id)
        row.position = next_position(session, Opportunity, journey_id=journey_id)
        insert(session, [row])
    return row.id


def _journey_of(session: Session, touchpoint_id: str | None, transition_id: str | None) -> str:
    if touchpoint_id is not None:
        return required(session, Touchpoint, touchpoint_id).journey_id
    return required(session, Transition, transition_id).journey_id


def _name(document: Document, touchpoint_id: str | None) -> str:
    point = document.get(Touchpoint, touchpoint_id) if touchpoint_id else None
    return title_of(point) if point else ""
