"""Gestures that a map makes on several rows at once: frictions and opportunities line by line, the emotion curve."""

from __future__ import annotations

from collections.abc import Sequence

from journey.analysis import observed_valence, touchpoint_valence
from journey.kinds import title_of
from journey.model import EmotionObservation, NodeKind, Opportunity, Stage, Touchpoint
from journey.operations.annotations import add_emotion, add_friction, add_opportunity, move_friction
from journey.operations.rows import LiveRows, in_order, required
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError

ASSUMPTION = "listen_workshop_assumption"
"""The listening method of what nobody has observed yet."""


def add_frictions(document: Document, touchpoint_id: str, texts: Sequence[str]) -> list[str]:
    """Note several frictions at a touchpoint; returns their ids in order."""
    with document.transact(N_("Add frictions")):
        return [add_friction(document, touchpoint_id=touchpoint_id, text=text) for text in texts]


def add_opportunities(
    document: Document, journey_id: str, texts: Sequence[str], *, touchpoint_id: str | None = None
) -> list[str]:
    """Note several opportunities at a touchpoint, or of the whole journey; returns their ids in order."""
    with document.transact(N_("Add opportunities")):
        return [add_opportunity(document, journey_id, text=text, touchpoint_id=touchpoint_id) for text in texts]


def move_friction_to_stage(document: Document, friction_id: str, stage_id: str) -> None:
    """Move a friction to the first touchpoint of another stage."""
    point = _first_point(document, stage_id)
    if point is None:
        raise PlanError(N_("This stage has no touchpoint yet, and a friction needs one. Add a touchpoint first."))
    move_friction(document, friction_id, touchpoint_id=point.id)


def move_opportunity_to_stage(document: Document, opportunity_id: str, stage_id: str | None) -> None:
    """Move an opportunity to the first touchpoint of another stage; None makes it one of the whole journey."""
    known = document.get(Opportunity, opportunity_id)
    point = _first_point(document, stage_id) if stage_id else None
    if stage_id and point is None:
        raise PlanError(N_("This stage has no touchpoint yet, and an opportunity needs one. Add a touchpoint first."))
    with document.transact(N_("Move opportunity"), subject=title_of(known) if known else "") as session:
        required(session, Opportunity, opportunity_id).touchpoint_id = point.id if point else None


def set_channel(document: Document, touchpoint_ids: Sequence[str], channel: str | None) -> None:
    """Say by which channel several touchpoints pass, at once; None = none any more."""
    with document.transact(N_("Change the channel")) as session:
        for touchpoint_id in touchpoint_ids:
            required(session, Touchpoint, touchpoint_id).channel = channel


def draw_emotion(document: Document, touchpoint_id: str, valence: float) -> None:
    """Put a touchpoint at a height of the emotion curve, -1 to 1.

    Without emotion it gets the nearest one of the method, as an assumption to check. A single emotion takes the
    valence; several move together by the same difference, as far as the scale goes.
    """
    point = document.get(Touchpoint, touchpoint_id)
    subject, merge_key = title_of(point) if point else "", f"emotion of {touchpoint_id}"
    with document.transact(N_("Draw the emotion curve"), merge_key, subject=subject) as session:
        required(session, Touchpoint, touchpoint_id)
        observed = in_order(session, EmotionObservation, touchpoint_id=touchpoint_id)
        before = touchpoint_valence(LiveRows(session), touchpoint_id)
        if not observed:
            add_emotion(document, touchpoint_id, nearest_emotion(valence), evidence=ASSUMPTION, valence=valence)
        for each in observed:
            own = observed_valence(LiveRows(session), each)
            moved = valence if own is None or before is None else own + valence - before
            each.valence = max(-1.0, min(1.0, round(moved, 6)))


def nearest_emotion(valence: float) -> str:
    """The emotion of the method whose valence is nearest; the first of its list where several are."""
    entries = [entry for entry in catalogue().entries("emotions") if entry.get("valence") is not None]
    return min(entries, key=lambda entry: abs(float(entry.get("valence")) - valence)).id


def _first_point(document: Document, stage_id: str) -> Touchpoint | None:
    stage = document.get(Stage, stage_id)
    points = document.all(Touchpoint, journey_id=stage.journey_id, stage_id=stage_id) if stage else []
    return next((point for point in points if point.kind == NodeKind.TOUCHPOINT), None)
