"""Columns of the tables behind the follow-up: readings and A/B tests."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from journey.model import Segment
from resources.i18n import N_, current, tr
from storage.base import Base
from storage.document import Document
from strategy.analysis import ProgressStatus, compare_variants, reading_progress
from strategy.analysis.follow_up import AbFault, fault_of, next_reading_date, overdue_readings
from strategy.model import (
    AbTest,
    Action,
    Decision,
    KpiReading,
    ReadingOrigin,
)
from strategy.naming import Naming
from strategy.operations import add_decision, delete, set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, EditorKind
from ui.models.action_plan import segment_dot
from ui.models.entries import entry_options
from ui.models.follow_up_words import late_words
from ui.models.row_table import Column

STATUS_WORDS = {
    ProgressStatus.REACHED: N_("Target reached"),
    ProgressStatus.ON_TRACK: N_("On track"),
    ProgressStatus.BEHIND: N_("Behind"),
    ProgressStatus.REVERSED: N_("Wrong way"),
}
_STATUS_TONES = {
    ProgressStatus.REACHED: "success",
    ProgressStatus.ON_TRACK: "primary",
    ProgressStatus.BEHIND: "warning",
    ProgressStatus.REVERSED: "danger",
}


# ---- readings


def reading_ids(snapshot: Snapshot) -> list[str]:
    """Readings taken while following the plan, the latest first."""
    rows = snapshot.where(KpiReading, origin=ReadingOrigin.FOLLOW_UP.value)
    return [row.id for row in sorted(rows, key=lambda row: row.date or datetime.date.max, reverse=True)]


def reading_columns() -> list[Column]:
    """Date, KPI, segment, value, way to the target, status, what the team makes of it, the next reading."""
    kpis = lambda snapshot, _id: entry_options(snapshot, "kpis")  # noqa: E731
    return [
        _column(KpiReading, "date", tr("Date"), _day, "date", 104, is_whole=True),
        _column(KpiReading, "kpi", tr("KPI"), _kpi, kpis, 160),
        _column(KpiReading, "segment_id", tr("Segment"), _segment, _segments, 120),
        _column(KpiReading, "value", tr("Value"), _reading_value, "number", 84, is_figure=True),
        Column("progress", tr("Way to the target"), _progress, width=164, is_whole=True),
        Column("status", tr("Status"), _progress_status, width=112),
        _column(KpiReading, "comment", tr("Analysis"), _name(KpiReading, "comment", ""), "text", 112),
        Column("decision", tr("Decision"), _decision, _decision_text, write_decision, width=108),
        _column(KpiReading, "next_date", tr("Next reading"), _next_day, "date", 112, is_whole=True),
    ]


def write_decision(document: Document, reading_id: str, text: str) -> None:
    """What the team decided after a reading: changed, noted for the first time, or taken away when emptied."""
    known = document.all(Decision, reading_id=reading_id)
    if known and text:
        set_value(document, Decision, known[0].id, "text", text)
    elif known:
        delete(document, Decision, known[0].id)
    elif text:
        add_decision(document, reading_id=reading_id, text=text, date=datetime.date.today())


def _kpi(snapshot: Snapshot, row_id: str) -> Cell:
    return Cell(Naming(snapshot, current()).label(_get(snapshot, KpiReading, row_id).kpi), weight=600)


def _segment(snapshot: Snapshot, row_id: str) -> Cell:
    segment = snapshot.get(Segment, _get(snapshot, KpiReading, row_id).segment_id)
    if segment is None:
        return Cell(tr("All customers"), tone="ink2")
    return Cell(Naming(snapshot, current()).title(segment), dot=segment_dot(snapshot, segment.id))


def _segments(snapshot: Snapshot, _row_id: str) -> EditorKind:
    names = Naming(snapshot, current())
    return [(None, tr("All customers")), *((row.id, names.title(row)) for row in snapshot.all(Segment))]


def _reading_value(snapshot: Snapshot, row_id: str) -> Cell:
    row = _get(snapshot, KpiReading, row_id)
    words = Naming(snapshot, current()).measure(row.value, row.kpi, row.unit) if row.value is not None else ""
    return Cell(words, weight=600, right=True) if words else Cell(tr("To set"), tone="warning", right=True)


def _progress(snapshot: Snapshot, row_id: str) -> Cell:
    row = _get(snapshot, KpiReading, row_id)
    found = reading_progress(snapshot, row)
    if found is None:
        return Cell("–", tone="ink3")
    words = current()
    target = Naming(snapshot, words).measure(found.target, row.kpi)
    return Cell(words.percent(found.progress, 0), share=min(max(found.progress, 0.0), 1.0), note=target)


def _progress_status(snapshot: Snapshot, row_id: str) -> Cell:
    found = reading_progress(snapshot, _get(snapshot, KpiReading, row_id))
    if found is None:
        return Cell(tr("No target"), tone="ink3")
    return Cell(tr(STATUS_WORDS[found.status]), tone=_STATUS_TONES[found.status], weight=600)


def _decision_text(snapshot: Snapshot, row_id: str) -> str:
    return next((row.text for row in snapshot.where(Decision, reading_id=row_id)), "")


def _decision(snapshot: Snapshot, row_id: str) -> Cell:
    found = reading_progress(snapshot, _get(snapshot, KpiReading, row_id))
    text = _decision_text(snapshot, row_id)
    is_missing = not text and found is not None and found.status.is_off_track
    return Cell(text or tr("To set"), tone="ink" if text else "warning" if is_missing else "ink3")


# ---- A/B tests


def ab_test_columns() -> list[Column]:
    """Name, action, counts of both variants, rates, z and p, and what that means."""
    count = partial(_column, AbTest)
    return [
        count("name", tr("Test"), _name(AbTest), "text", 176),
        count("action_id", tr("Action"), _test_action, _actions, 110),
        count("success_a", tr("A: successes"), partial(_count, "success_a"), "number", 114, is_figure=True),
        count("trials_a", tr("A: trials"), partial(_count, "trials_a"), "number", 96, is_figure=True),
        count("success_b", tr("B: successes"), partial(_count, "success_b"), "number", 114, is_figure=True),
        count("trials_b", tr("B: trials"), partial(_count, "trials_b"), "number", 96, is_figure=True),
        Column("rates", tr("Rates"), _rates, width=124, is_whole=True),
        Column("z", tr("z"), _z, width=64, is_figure=True),
        Column("p", tr("p"), _p, width=92, is_figure=True),
        Column("verdict", tr("Result"), _verdict, width=150),
    ]


def ab_test_ids(snapshot: Snapshot) -> list[str]:
    """The tests in the plan's order."""
    return [row.id for row in snapshot.all(AbTest)]


def _test_action(snapshot: Snapshot, row_id: str) -> Cell:
    action = snapshot.get(Action, _get(snapshot, AbTest, row_id).action_id)
    names = Naming(snapshot, current())
    return Cell(names.title(action), note=names.code(action)) if action else Cell("–", tone="ink3")


def _actions(snapshot: Snapshot, _row_id: str) -> EditorKind:
    names = Naming(snapshot, current())
    rows = [(row.id, f"{names.code(row)}  {names.title(row)}") for row in snapshot.all(Action)]
    return [(None, tr("No action")), *rows]


def _count(key: str, snapshot: Snapshot, row_id: str) -> Cell:
    value = getattr(_get(snapshot, AbTest, row_id), key)
    if value is None:
        return Cell(tr("To set"), tone="warning", right=True)
    return Cell(current().number(value), right=True)


def _rates(snapshot: Snapshot, row_id: str) -> Cell:
    found = compare_variants(_get(snapshot, AbTest, row_id))
    if found is None:
        return Cell("–", tone="ink3")
    words = current()
    return Cell(tr("{a} to {b}").format(a=words.percent(found.rate_a), b=words.percent(found.rate_b)))


def _z(snapshot: Snapshot, row_id: str) -> Cell:
    found = compare_variants(_get(snapshot, AbTest, row_id))
    return Cell(current().number(found.z, 3) if found and found.z is not None else "–", right=True)


def _p(snapshot: Snapshot, row_id: str) -> Cell:
    found = compare_variants(_get(snapshot, AbTest, row_id))
    if found is None or found.p_value is None:
        return Cell("–", right=True)
    least, number = 0.0001, current().number
    return Cell(f"< {number(least, 4)}" if found.p_value < least else number(found.p_value, 4), right=True)


def _verdict(snapshot: Snapshot, row_id: str) -> Cell:
    row = _get(snapshot, AbTest, row_id)
    found = compare_variants(row)
    if found is None:
        is_untried = fault_of(row) is AbFault.NO_TRIALS
        return Cell(tr("No trials") if is_untried else tr("Counts missing"), tone="warning")
    if found.has_few:
        return Cell(tr("Too few cases"), tone="warning")
    if not found.is_significant:
        return Cell(tr("No clear difference"), tone="ink2")
    return Cell(tr("B is better") if found.rate_b > found.rate_a else tr("A is better"), tone="success", weight=600)


# ---- shared


def _column(
    mapped: type[Base],
    key: str,
    title: str,
    cell: Callable[[Snapshot, str], Cell],
    editor: str | Callable[[Snapshot, str], EditorKind],
    width: int,
    *,
    is_figure: bool = False,
    is_whole: bool = False,
) -> Column:
    kinds = (lambda _snapshot, _id: editor) if isinstance(editor, str) else editor
    value, write = partial(_value, mapped, key), partial(_write, mapped, key)
    return Column(key, title, cell, value, write, kinds, width, is_figure, is_whole)


def _get(snapshot: Snapshot, mapped: Any, row_id: str) -> Any:  # any: a row of that class
    found = snapshot.get(mapped, row_id)
    if found is not None:
        return found
    return mapped(id=row_id, kpi="") if mapped is KpiReading else mapped(id=row_id)


def _value(mapped: type[Base], key: str, snapshot: Snapshot, row_id: str) -> object:
    return getattr(_get(snapshot, mapped, row_id), key)


def _write(mapped: type[Base], key: str, document: Document, row_id: str, value: Any) -> None:  # any: see `Column`
    whole = key in ("rank", "success_a", "trials_a", "success_b", "trials_b") and value is not None
    set_value(document, mapped, row_id, key, int(value) if whole else value)


def _name(mapped: type[Base], key: str = "name", tone: str = "warning") -> Callable[[Snapshot, str], Cell]:
    def cell(snapshot: Snapshot, row_id: str) -> Cell:
        words = getattr(_get(snapshot, mapped, row_id), key)
        weight = 600 if key == "name" else None
        return Cell(words, weight=weight) if words else Cell(tr("To set"), tone=tone or "ink3")

    return cell


def _day(snapshot: Snapshot, row_id: str) -> Cell:
    words = current().date(_get(snapshot, KpiReading, row_id).date)
    return Cell(words) if words else Cell(tr("To set"), tone="warning")


def _next_day(snapshot: Snapshot, row_id: str) -> Cell:
    """The day given, or the one by the rhythm of the KPI, lighter; late when nothing was read since."""
    row, today = _get(snapshot, KpiReading, row_id), datetime.date.today()
    overdue = overdue_readings(snapshot, today).get(row_id)
    if overdue is not None:
        said = tr("{date}, late").format(date=current().date(overdue))
        return Cell(said, tone="danger", hint=late_words(overdue, today))
    words = current().date(next_reading_date(snapshot, row))
    return Cell(words, tone="ink" if row.next_date else "ink2") if words else Cell(tr("To set"), tone="ink3")
