"""Starting point: KPI values before the plan with what they were computed from, and what customers said."""

from __future__ import annotations

from exports.columns import Column, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Journey, Segment, Touchpoint
from resources.i18n import N_
from strategy.kpis.readings import is_computed
from strategy.kpis.words import choice_name, input_name
from strategy.model import AuditNote, AuditTopic, FeedbackNote, KpiReading, ReadingOrigin

TITLE = N_("Starting point")

_KPIS = (
    Column(N_("KPI"), width="name", key="kpi"),
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


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    snapshot = edition.snapshot
    readings = snapshot.where(KpiReading, origin=ReadingOrigin.BASELINE.value)
    count = edition.words.ntr("{count} KPI value.", "{count} KPI values.", len(readings))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(readings))))
    rows = [_reading(edition, reading) for reading in readings]
    block = sheet.table("t_baseline", _KPIS, rows, edition.tr(N_("No KPI value recorded yet.")))
    sheet.shared.note_kpis(sheet.worksheet.title, block, "kpi", [reading.kpi for reading in readings])
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
    computed = N_("Computed from raw inputs") if is_computed(edition.snapshot, reading) else N_("Typed in")
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
    lines = (
        f"{input_name(edition.words, reading.kpi, key)} = {_shown(edition, value)}"
        for key, value in reading.inputs.items()
    )
    return "\n".join(lines)


def _shown(edition: Edition, value: object) -> str:
    if isinstance(value, list):
        is_matrix = any(isinstance(each, list) for each in value)
        return (" | " if is_matrix else " / ").join(_shown(edition, each) for each in value)
    if isinstance(value, int | float):
        return edition.words.number(value)
    place = edition.snapshot.get(Journey, str(value)) or edition.snapshot.get(Touchpoint, str(value))
    return edition.title(place) if place else choice_name(edition.words, str(value))


def _feedback(edition: Edition, note: FeedbackNote) -> list[Value]:
    touchpoint = edition.snapshot.get(Touchpoint, note.touchpoint_id)
    return [note.text, edition.label(note.method), edition.named(touchpoint)]
