"""The objectives as a table: the same rows, filter and order as the cards."""

from __future__ import annotations

from functools import partial
from typing import Any

from resources.i18n import current, tr
from storage.document import Document
from strategy.analysis import smart_lights
from strategy.entries import kpi_traits
from strategy.model import Objective
from strategy.naming import Naming
from strategy.operations import choose_kpi, set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, CellChip, EditorKind
from ui.models.entries import entry_options
from ui.models.objectives import measured, smart_states, targets_of
from ui.models.row_table import Column
from ui.widgets.signs import SMART_LETTERS

_TO_SET = "warning"


def objective_columns() -> list[Column]:
    """The columns of the table, their titles in the reader's language."""
    return [
        _column("priority", tr("Rank"), _rank, "number", 72),
        _column("name", tr("Objective"), _name, "text", 200),
        Column("segments", tr("Segments"), _segments, width=150),
        Column("kpi", tr("KPI"), _kpi, partial(_value, "kpi"), choose_kpi, _kpis, 180),
        _column("baseline", tr("Baseline"), partial(_measure, "baseline"), "number", 96),
        _column("target", tr("Target"), partial(_measure, "target"), "number", 96),
        _column("due_date", tr("Due date"), _due, "date", 118),
        _column("owner", tr("Owner"), _owner, "text", 140),
        Column("smart", tr("SMART"), _smart, width=84),
    ]


def _column(key: str, title: str, cell: Any, editor: str, width: int) -> Column:  # Any: one of the readers below
    return Column(
        key, title, cell, partial(_value, key), partial(_write, key), lambda _snapshot, _id: editor, width,
        is_figure=key in ("baseline", "target"), is_whole=key == "due_date",
    )  # fmt: skip


def _row(snapshot: Snapshot, row_id: str) -> Objective:
    return snapshot.get(Objective, row_id) or Objective(id=row_id)


def _value(key: str, snapshot: Snapshot, row_id: str) -> object:
    return getattr(_row(snapshot, row_id), key)


def _write(key: str, document: Document, row_id: str, value: Any) -> None:  # Any: the column decides
    whole = int(value) if key == "priority" and value is not None else value
    set_value(document, Objective, row_id, key, whole)


def _rank(snapshot: Snapshot, row_id: str) -> Cell:
    return Cell(rank=_row(snapshot, row_id).priority or 0)


def _name(snapshot: Snapshot, row_id: str) -> Cell:
    name = _row(snapshot, row_id).name
    return Cell(name, weight=600) if name else Cell(tr("Objective to name"), tone=_TO_SET)


def _segments(snapshot: Snapshot, row_id: str) -> Cell:
    targets = targets_of(snapshot, _row(snapshot, row_id))
    if not targets:
        return Cell(tr("Segment to choose"), tone=_TO_SET)
    more = f"+{len(targets) - 1}" if len(targets) > 1 else ""
    return Cell(chips=(CellChip(targets[0].name, "plain", dot=targets[0].dot),), note=more)


def _kpi(snapshot: Snapshot, row_id: str) -> Cell:
    label = Naming(snapshot, current()).label(_row(snapshot, row_id).kpi)
    return Cell(label) if label else Cell(tr("KPI to choose"), tone=_TO_SET)


def _kpis(snapshot: Snapshot, _row_id: str) -> EditorKind:
    return entry_options(snapshot, "kpis")


def _measure(key: str, snapshot: Snapshot, row_id: str) -> Cell:
    row = _row(snapshot, row_id)
    words = measured(snapshot, row, getattr(row, key))
    is_target = key == "target" and bool(words) and kpi_traits(snapshot, row.kpi).unit is not None
    if not words:
        return Cell(tr("To set"), tone=_TO_SET, right=True)
    return Cell(words, tone="primary" if is_target else "ink", weight=600 if is_target else None, right=True)


def _due(snapshot: Snapshot, row_id: str) -> Cell:
    words = current().date(_row(snapshot, row_id).due_date)
    return Cell(words) if words else Cell(tr("To set"), tone=_TO_SET)


def _owner(snapshot: Snapshot, row_id: str) -> Cell:
    owner = _row(snapshot, row_id).owner
    return Cell(owner, person=owner) if owner else Cell(tr("To set"), tone=_TO_SET, person="")


def _smart(snapshot: Snapshot, row_id: str) -> Cell:
    states = smart_states(smart_lights(snapshot, _row(snapshot, row_id)))
    missing = "".join(letter for letter, is_on in zip(SMART_LETTERS, states, strict=True) if not is_on)
    met = f"{sum(states)}/{len(states)}"
    return Cell(met, note=missing, tone=_TO_SET) if missing else Cell(met, tone="success", weight=600)
