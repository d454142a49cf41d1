"""Gestures of step 2: segments, their criteria, the data held about them, their engagement and personas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.kinds import JOURNEY_KINDS, accepted, title_of
from journey.model import DataInventory, EngagementRating, Persona, Segment, SegmentCriterion
from journey.operations.rows import in_order, insert, next_position, positions, required
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.base import link_id
from storage.document import Document

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

VIP_EXAMPLE = "seg_vip"
"""The example segment that is small on purpose."""


def add_segment(document: Document, *, language: str, name: str = "", example: str | None = None) -> str:
    """Add a segment at the end; from a catalogue example it takes its name, in the plan's language, and its criteria.

    Returns the new id. The VIP example sets the VIP flag: a small segment is then as it should be.
    """
    entry = catalogue().get(example)
    segment = Segment(
        name=name or (entry.label(language) if entry else ""), example=example, is_vip=example == VIP_EXAMPLE
    )
    criteria = entry.ids("criteria") if entry else ()
    with document.transact(N_("Add segment"), subject=title_of(segment)) as session:
        segment.position = next_position(session, Segment)
        insert(session, [segment, *_criteria(segment.id, [(criterion, "") for criterion in criteria])])
    return segment.id


def add_criterion(document: Document, segment_id: str, criterion: str, value: str = "") -> str:
    """Add a criterion to a segment; its id, or the id of the one that is there already."""
    with document.transact(N_("Add criterion"), subject=_name(document, segment_id)) as session:
        required(session, Segment, segment_id)
        for row in in_order(session, SegmentCriterion, segment_id=segment_id, criterion=criterion):
            return row.id
        position = next_position(session, SegmentCriterion, segment_id=segment_id)
        (row,) = _criteria(segment_id, [(criterion, value)])
        row.position = position
        insert(session, [row])
        return row.id


def set_data_available(
    document: Document, segment_id: str, data_type: str, is_available: bool, note: str | None = None
) -> None:
    """Tick or untick a kind of customer data for a segment; `note` None leaves the note as it is."""
    with document.transact(N_("Edit available data"), subject=_name(document, segment_id)) as session:
        required(session, Segment, segment_id)
        row = next(iter(in_order(session, DataInventory, segment_id=segment_id, data_type=data_type)), None)
        if row is None:
            row = DataInventory(id=link_id(segment_id, data_type), segment_id=segment_id, data_type=data_type)
            insert(session, [row])
        row.is_available = is_available
        if note is not None:
            row.note = accepted(DataInventory, "note", note, {})


def rate_engagement(
    document: Document, segment_id: str, dimension: str, rating: float | None, *, channel: str | None = None
) -> None:
    """Rate a segment from 0 to 100 on a dimension, overall or for one channel; None takes the rating away."""
    limits = JOURNEY_KINDS[EngagementRating].limits
    value = accepted(EngagementRating, "rating", rating, limits)
    merge_key = f"rate_engagement {segment_id} {dimension} {channel}"
    with document.transact(N_("Rate engagement"), merge_key, subject=_name(document, segment_id)) as session:
        required(session, Segment, segment_id)
        row = _rating(session, segment_id, dimension, channel)
        if row is None:
            row = EngagementRating(
                id=link_id(link_id(segment_id, dimension), channel or ""),
                segment_id=segment_id,
                dimension=dimension,
                channel=channel,
            )
            insert(session, [row])
        row.rating = value


def add_persona(document: Document, segment_id: str, *, name: str = "") -> str:
    """Add an empty persona to a segment; returns its id."""
    persona = Persona(segment_id=segment_id, name=name)
    with document.transact(N_("Add persona"), subject=title_of(persona)) as session:
        required(session, Segment, segment_id)
        persona.position = next_position(session, Persona, segment_id=segment_id)
        insert(session, [persona])
    return persona.id


def _criteria(segment_id: str, criteria: Sequence[tuple[str, str]]) -> list[SegmentCriterion]:
    return [
        SegmentCriterion(
            id=link_id(segment_id, criterion),
            segment_id=segment_id,
            criterion=criterion,
            value=value,
            position=position,
        )
        for position, (criterion, value) in zip(positions(len(criteria)), criteria, strict=True)
    ]


def _rating(session: Session, segment_id: str, dimension: str, channel: str | None) -> EngagementRating | None:
    found = in_order(session, EngagementRating, segment_id=segment_id, dimension=dimension, channel=channel)
    return found[0] if found else None


def _name(document: Document, segment_id: str) -> str:
    segment = document.get(Segment, segment_id)
    return title_of(segment) if segment else ""
