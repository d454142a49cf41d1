"""Gestures of step 1: objectives, readings before the plan, notes of the stock-taking."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from journey.kinds import title_of
from journey.model import Segment
from journey.operations.rows import insert, next_position, required
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.document import Document
from strategy.kinds import KINDS
from strategy.model import AuditNote, AuditTopic, FeedbackNote, KpiReading, Objective, ObjectiveSegment, ReadingOrigin
from strategy.operations.editing import set_values
from strategy.operations.links import linked, set_links
from strategy.operations.plan import plan_label, plan_language

OVERALL_AIM = "obj_lifetime_value"
"""The overall aim of the method; an objective that is this aim serves none above it."""


def add_objective(
    document: Document,
    *,
    aspect: str | None = None,
    name: str = "",
    segment_ids: Sequence[str] = (),
    serves_all_customers: bool = False,
) -> str:
    """Add an objective at the end: free, or from an aspect that gives its name and suggests a KPI with its unit.

    Returns the new id.
    """
    entry = catalogue().get(aspect)
    kpi = next(iter(entry.ids("kpis")), None) if entry else None
    objective = Objective(
        aspect=aspect,
        name=name or (entry.label(plan_language(document)) if entry else ""),
        overall_aim=OVERALL_AIM,
        kpi=kpi,
        unit=_unit_of(kpi),
        serves_all_customers=serves_all_customers and not segment_ids,
    )
    with document.transact(N_("Add objective"), subject=title_of(objective)) as session:
        for segment_id in segment_ids:
            required(session, Segment, segment_id)
        objective.position = next_position(session, Objective)
        links = linked(ObjectiveSegment, [(objective.id, segment_id) for segment_id in dict.fromkeys(segment_ids)])
        insert(session, [objective, *links], KINDS)
    return objective.id


def choose_kpi(document: Document, objective_id: str, kpi: str | None) -> None:
    """Choose the KPI of an objective; its unit follows."""
    set_values(document, Objective, objective_id, {"kpi": kpi, "unit": _unit_of(kpi)})


def set_objective_segments(document: Document, objective_id: str, segment_ids: Sequence[str]) -> None:
    """Aim an objective at these segments, and no longer at all customers."""
    set_links(document, ObjectiveSegment, objective_id, segment_ids)


def set_segment_objectives(document: Document, segment_id: str, objective_ids: Sequence[str]) -> None:
    """Give a segment these objectives: the same links, seen from step 2."""
    set_links(document, ObjectiveSegment, segment_id, objective_ids, owner_column="segment_id")


def add_reading(
    document: Document,
    kpi: str,
    *,
    origin: str = ReadingOrigin.BASELINE,
    value: float | None = None,
    inputs: Mapping[str, Any] | None = None,  # Any: numbers, texts and lists under the catalogue's keys
    segment_id: str | None = None,
    period: str = "",
    date: datetime.date | None = None,
    comment: str = "",
) -> str:
    """Record a value of a KPI, typed or computed from raw `inputs`, before the plan or while following it.

    Returns the new id. The unit is the KPI's.
    """
    reading = KpiReading(
        kpi=kpi,
        origin=str(origin),
        value=value,
        unit=_unit_of(kpi),
        inputs=dict(inputs or {}),
        segment_id=segment_id,
        period=period,
        date=date,
        comment=comment,
    )
    with document.transact(N_("Add reading"), subject=plan_label(document, kpi)) as session:
        if segment_id is not None:
            required(session, Segment, segment_id)
        reading.position = next_position(session, KpiReading, origin=reading.origin)
        insert(session, [reading], KINDS)
    return reading.id


def set_reading(
    document: Document,
    reading_id: str,
    value: float | None,
    inputs: Mapping[str, Any] | None = None,  # Any: see `add_reading`
) -> None:
    """Set the value of a reading together with the raw inputs it was computed from; no inputs = it was typed."""
    set_values(document, KpiReading, reading_id, {"value": value, "inputs": dict(inputs or {})})


def add_feedback(
    document: Document, *, text: str = "", method: str | None = None, touchpoint_id: str | None = None
) -> str:
    """Note something customers said, with the way it was heard; returns its id."""
    note = FeedbackNote(text=text, method=method, touchpoint_id=touchpoint_id)
    with document.transact(N_("Add feedback"), subject=title_of(note)) as session:
        note.position = next_position(session, FeedbackNote)
        insert(session, [note], KINDS)
    return note.id


def add_audit_note(
    document: Document, *, topic: str = AuditTopic.STRENGTH, text: str = "", signal: str | None = None
) -> str:
    """Note a strong or weak point, a reason or a sign of departure; returns its id."""
    note = AuditNote(topic=str(topic), text=text, signal=signal)
    with document.transact(N_("Add note"), subject=title_of(note)) as session:
        note.position = next_position(session, AuditNote, topic=note.topic)
        insert(session, [note], KINDS)
    return note.id


def _unit_of(kpi: str | None) -> str | None:
    entry = catalogue().get(kpi)
    unit: str | None = entry.get("unit") if entry else None
    return unit
