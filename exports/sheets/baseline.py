"""Starting point: KPI values before the plan with what they were computed from, and what customers said."""

from __future__ import annotations

from exports.columns import Column, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Segment, Touchpoint
from resources.catalogue import catalogue
from resources.i18n import N_
from strategy.model import AuditNote, AuditTopic, FeedbackNote, KpiReading, ReadingOrigin

TITLE = N_("Starting point")

_KPIS = (
    Column(N_("KPI"), width="name"),
    Column(N_("Segment"), width=24),
    Column(N_("Raw inputs"), width=44),
    Column(N_("Value"), Kind.FIGURE, 11),
    Column(N_("Unit"), width=10),
    Column(N_("Period"), width=12),
    Column(N_("Origin"), width=22),
)
_FEEDBACK = (Column(N_("What customers said")), Column(N_("Listening method")), Column(N_("Touchpoint")))
_NOTES = (Column(N_("Note")), Column(N_("Concerns")), Column(N_("Sign of departure")))
_TOPICS = {
    AuditTopic.STRENGTH.value: N_("Strong point"),
    AuditTopic.WEAKNESS.value: N_("Weak point"),
    AuditTopic.LOSS_REASON.value: N_("Reason for leaving"),
    AuditTopic.CHURN_SIGNAL.value: N_("Sign of departure"),
}

_INPUTS = {
    "promoters": N_("Promoters"),
    "passives": N_("Passives"),
    "detractors": N_("Detractors"),
    "median_h": N_("Median (hours)"),
    "counts": N_("Answers per score"),
    "waits_sample": N_("Sample of waits"),
    "states": N_("States"),
}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    snapshot = edition.snapshot
    readings = snapshot.where(KpiReading, origin=ReadingOrigin.BASELINE.value)
    count = edition.words.ntr("{count} KPI value.", "{count} KPI values.", len(readings))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(readings))))
    rows = [_reading(edition, reading) for reading in readings]
    sheet.table("t_baseline", _KPIS, rows, edition.tr(N_("No KPI value recorded yet.")))
    sheet.section(edition.tr(N_("What customers said")))
    feedback = [_feedback(edition, note) for note in snapshot.all(FeedbackNote)]
    sheet.table("t_feedback", _FEEDBACK, feedback, edition.tr(N_("No feedback recorded yet.")))
    sheet.section(edition.tr(N_("Noted while taking stock")))
    notes = [_note(edition, note) for note in snapshot.all(AuditNote)]
    sheet.table("t_audit_notes", _NOTES, notes, edition.tr(N_("Nothing noted yet.")))
    sheet.finish(frozen_columns=1)


def _note(edition: Edition, note: AuditNote) -> list[Value]:
    topic = _TOPICS.get(note.topic)
    return [note.text, edition.tr(topic) if topic else note.topic, edition.label(note.signal)]


def _reading(edition: Edition, reading: KpiReading) -> list[Value]:
    segment = edition.snapshot.get(Segment, reading.segment_id)
    computed = N_("Computed from raw inputs") if reading.inputs else N_("Typed in")
    return [
        edition.label(reading.kpi),
        edition.title(segment) if segment else edition.tr(N_("All customers")),
        _inputs(edition, reading),
        reading.value,
        edition.kpi_unit(reading.kpi, reading.unit),
        reading.period or edition.words.date(reading.date),
        edition.tr(computed),
    ]


def _inputs(edition: Edition, reading: KpiReading) -> str:
    """The raw inputs, one per line, with the names that the method gives them."""
    entry = catalogue().get(reading.kpi)
    names = {part.get("key"): part.label(edition.words.language) for part in entry.parts("inputs")} if entry else {}
    lines = (
        f"{names.get(key) or _input_name(edition, key)} = {_shown(edition, value)}"
        for key, value in reading.inputs.items()
    )
    return "\n".join(lines)


def _input_name(edition: Edition, key: str) -> str:
    """The name of an input that stands for another one, such as counts for the list of all answers."""
    return edition.tr(_INPUTS[key]) if key in _INPUTS else edition.label(key).replace("_", " ")


def _shown(edition: Edition, value: object) -> str:
    if isinstance(value, list):
        is_matrix = any(isinstance(each, list) for each in value)
        return (" | " if is_matrix else " / ").join(_shown(edition, each) for each in value)
    return edition.words.number(value) if isinstance(value, int | float) else str(value)


def _feedback(edition: Edition, note: FeedbackNote) -> list[Value]:
    touchpoint = edition.snapshot.get(Touchpoint, note.touchpoint_id)
    return [note.text, edition.label(note.method), edition.named(touchpoint)]
