"""The columns of the stock-taking: first readings, what customers said, strong and weak points, departures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from journey.model import NodeKind, Segment, Touchpoint
from resources.catalogue import catalogue
from resources.i18n import current, ntr, tr
from storage.base import Base
from storage.document import Document
from strategy.model import AuditNote, AuditTopic, FeedbackNote, KpiReading, ReadingOrigin
from strategy.naming import Naming
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, EditorKind
from ui.models.entries import entry_options
from ui.models.objectives import segment_dot
from ui.models.row_table import Column

POINTS = (AuditTopic.STRENGTH.value, AuditTopic.WEAKNESS.value)
DEPARTURES = (AuditTopic.LOSS_REASON.value, AuditTopic.CHURN_SIGNAL.value)


def baseline_ids(snapshot: Snapshot) -> list[str]:
    """The readings taken before the plan."""
    return [row.id for row in snapshot.where(KpiReading, origin=ReadingOrigin.BASELINE.value)]


def feedback_ids(snapshot: Snapshot) -> list[str]:
    """What customers said."""
    return [row.id for row in snapshot.all(FeedbackNote)]


def point_ids(snapshot: Snapshot) -> list[str]:
    """Strong points, then weak ones."""
    return _by_topic(snapshot, POINTS)


def departure_ids(snapshot: Snapshot) -> list[str]:
    """Reasons of departure, then signs."""
    return _by_topic(snapshot, DEPARTURES)


def topic_names(topics: Sequence[str]) -> dict[str, str]:
    """What a note can be about."""
    names = {
        AuditTopic.STRENGTH.value: tr("Strong point"),
        AuditTopic.WEAKNESS.value: tr("Weak point"),
        AuditTopic.LOSS_REASON.value: tr("Reason of departure"),
        AuditTopic.CHURN_SIGNAL.value: tr("Sign of departure"),
    }
    return {topic: names[topic] for topic in topics}


def reading_columns() -> list[Column]:
    """KPI, segment, value, period, date, where the value comes from."""
    return [
        _column(KpiReading, "kpi", tr("KPI"), _kpi, lambda snapshot, _id: entry_options(snapshot, "kpis"), 196),
        _column(KpiReading, "segment_id", tr("Segment"), _segment, _segments, 154),
        _column(KpiReading, "value", tr("Value"), _value_cell, _kind("number"), 100),
        _column(KpiReading, "period", tr("Period"), _text(KpiReading, "period"), _kind("text"), 126),
        _column(KpiReading, "date", tr("Date"), _date, _kind("date"), 110),
        Column("inputs", tr("Raw inputs"), _inputs, width=136),
    ]


def feedback_columns() -> list[Column]:
    """What was said, how it was heard, where in the journey."""
    return [
        _column(FeedbackNote, "text", tr("What customers say"), _text(FeedbackNote), _kind("text"), 440),
        _column(FeedbackNote, "method", tr("Listening method"), _method, _methods, 220),
        _column(FeedbackNote, "touchpoint_id", tr("Touchpoint"), _touchpoint, _touchpoints, 160),
    ]  # fmt: skip


def point_columns() -> list[Column]:
    """Strong or weak, and the note."""
    return [_topic_column(POINTS), _column(AuditNote, "text", tr("Note"), _text(AuditNote), _kind("text"), 440)]


def departure_columns() -> list[Column]:
    """Reason or sign, the note, and the entry of the method that it is about."""
    return [
        _topic_column(DEPARTURES),
        _column(AuditNote, "text", tr("Note"), _text(AuditNote), _kind("text"), 300),
        _column(AuditNote, "signal", tr("Sign or cause"), _signal, _signals, 250),
    ]


def written_input(value: object) -> str:
    """A raw input as it is edited: a figure in the reader's habits, several separated by semicolons."""
    if isinstance(value, list | tuple):
        return "; ".join(written_input(each) for each in value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        text = f"{value:.12g}"
        return text.replace(".", ",") if current().language == "fr" else text
    return str(value)


def read_input(text: str) -> object:
    """What was written for a raw input: a figure, several figures, or words; None when empty."""
    bare = text.strip()
    if not bare:
        return None
    parts = [part.strip() for part in bare.split(";")]
    figures = [current().read_number(part) for part in parts]
    if any(figure is None for figure in figures):
        return bare
    whole = [int(figure) if figure is not None and figure.is_integer() else figure for figure in figures]
    return whole if len(whole) > 1 else whole[0]


def _column(
    mapped: type[Base], key: str, title: str, cell: Any, editor: Any, width: int
) -> Column:  # Any: readers below
    return Column(
        key, title, cell, partial(_value, mapped, key), partial(_write, mapped, key), editor, width,
        is_figure=key == "value", is_whole=key == "date",
    )  # fmt: skip


def _topic_column(topics: Sequence[str]) -> Column:
    names = list(topic_names(topics).items())
    return _column(AuditNote, "topic", tr("Topic"), _topic, lambda _snapshot, _id: names, 190)


def _by_topic(snapshot: Snapshot, topics: Sequence[str]) -> list[str]:
    return [row.id for topic in topics for row in snapshot.where(AuditNote, topic=topic)]


def _get(snapshot: Snapshot, mapped: Any, row_id: str) -> Any:  # Any: a row of that class
    row = snapshot.get(mapped, row_id)
    return row if row is not None else (mapped(id=row_id, kpi="") if mapped is KpiReading else mapped(id=row_id))


def _value(mapped: type[Base], key: str, snapshot: Snapshot, row_id: str) -> object:
    return getattr(_get(snapshot, mapped, row_id), key)


def _write(mapped: type[Base], key: str, document: Document, row_id: str, value: object) -> None:
    set_value(document, mapped, row_id, key, value)


def _kind(kind: str) -> Any:  # Any: an editor of a `Column`
    return lambda _snapshot, _row_id: kind


def _text(mapped: type[Base], key: str = "text") -> Callable[[Snapshot, str], Cell]:
    def cell(snapshot: Snapshot, row_id: str) -> Cell:
        words = getattr(_get(snapshot, mapped, row_id), key)
        return Cell(words) if words else Cell(tr("To set"), tone="ink3")

    return cell


def _kpi(snapshot: Snapshot, row_id: str) -> Cell:
    return Cell(Naming(snapshot, current()).label(_get(snapshot, KpiReading, row_id).kpi), weight=500)


def _segment(snapshot: Snapshot, row_id: str) -> Cell:
    wanted = _get(snapshot, KpiReading, row_id).segment_id
    found = ((place, row) for place, row in enumerate(snapshot.all(Segment)) if row.id == wanted)
    place, segment = next(found, (0, None))
    return Cell(segment.name, dot=segment_dot(place)) if segment is not None else Cell(tr("All customers"), tone="ink2")


def _segments(snapshot: Snapshot, _row_id: str) -> EditorKind:
    return [(None, tr("All customers")), *((row.id, row.name) for row in snapshot.all(Segment))]


def _value_cell(snapshot: Snapshot, row_id: str) -> Cell:
    row = _get(snapshot, KpiReading, row_id)
    if row.value is None:
        return Cell(tr("To set"), tone="warning", right=True)
    unit = row.unit or (catalogue()[row.kpi].get("unit") if row.kpi in catalogue() else "")
    return Cell(current().measure(row.value, unit or "", snapshot.plan.currency), weight=600, right=True)


def _date(snapshot: Snapshot, row_id: str) -> Cell:
    words = current().date(_get(snapshot, KpiReading, row_id).date)
    return Cell(words) if words else Cell(tr("To set"), tone="ink3")


def _inputs(snapshot: Snapshot, row_id: str) -> Cell:
    values = _get(snapshot, KpiReading, row_id).inputs
    if not values:
        return Cell(tr("Value typed"), tone="ink3")
    count = ntr("{n} input", "{n} inputs", len(values)).format(n=len(values))
    return Cell(count, tone="ink2", icon="calculator")


def _method(snapshot: Snapshot, row_id: str) -> Cell:
    label = Naming(snapshot, current()).label(_get(snapshot, FeedbackNote, row_id).method)
    return Cell(label) if label else Cell(tr("Method to choose"), tone="warning")


def _methods(snapshot: Snapshot, _row_id: str) -> EditorKind:
    return [(None, tr("Method to choose")), *entry_options(snapshot, "listening_methods")]


def _touchpoint(snapshot: Snapshot, row_id: str) -> Cell:
    touchpoint = snapshot.get(Touchpoint, _get(snapshot, FeedbackNote, row_id).touchpoint_id)
    return Cell(touchpoint.name, icon="map-pin") if touchpoint is not None else Cell(tr("None"), tone="ink3")


def _touchpoints(snapshot: Snapshot, _row_id: str) -> EditorKind:
    rows = snapshot.where(Touchpoint, kind=NodeKind.TOUCHPOINT.value)
    return [(None, tr("None")), *((row.id, row.name) for row in rows)]


def _topic(snapshot: Snapshot, row_id: str) -> Cell:
    topic = _get(snapshot, AuditNote, row_id).topic
    icons = {"strength": "plus", "weakness": "minus", "loss_reason": "log-out", "churn_signal": "trending-down"}
    return Cell(topic_names([topic])[topic], icon=icons[topic], weight=500)


def _signal(snapshot: Snapshot, row_id: str) -> Cell:
    row = _get(snapshot, AuditNote, row_id)
    return Cell(Naming(snapshot, current()).label(row.signal)) if row.signal else Cell("–", tone="ink3")


def _signals(snapshot: Snapshot, row_id: str) -> EditorKind:
    """Signs for a sign, causes for a reason."""
    is_sign = _get(snapshot, AuditNote, row_id).topic == AuditTopic.CHURN_SIGNAL.value
    return [(None, tr("None")), *entry_options(snapshot, "churn_signals" if is_sign else "churn_drivers")]
