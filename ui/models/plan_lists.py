"""The columns of the participants and of the entries that the team adds to the method's lists."""

from __future__ import annotations

from functools import partial

from resources.i18n import current, tr
from storage.base import Base
from storage.document import Document
from strategy.entries import LIST_NAMES
from strategy.model import OwnEntry, Participant
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, EditorKind
from ui.models.entries import entry_options
from ui.models.row_table import Column

KPIS = "kpis"


def extensible_lists() -> dict[str, str]:
    """The lists that the team can extend, in the order of the steps, with their names."""
    return {name: tr(words) for name, words in LIST_NAMES.items()}


def participant_ids(snapshot: Snapshot) -> list[str]:
    """Who takes part, in the team's order."""
    return [row.id for row in snapshot.all(Participant)]


def participant_columns() -> list[Column]:
    """Name, department, role."""
    return [
        _text_column(Participant, "name", tr("Name"), 200),
        _text_column(Participant, "department", tr("Department"), 200),
        _text_column(Participant, "role", tr("Role"), 200),
    ]


def own_entry_ids(snapshot: Snapshot) -> list[str]:
    """The team's own entries, list by list."""
    order = list(extensible_lists())
    rows = sorted(snapshot.all(OwnEntry), key=lambda row: _place(order, row.list_name))
    return [row.id for row in rows]


def own_entry_columns() -> list[Column]:
    """List, name, and how a KPI is read."""
    units, directions = partial(_of_kpi, "kpi_units"), partial(_of_kpi, "kpi_directions")
    return [
        Column("list_name", tr("List"), _list_name, width=190),
        _text_column(OwnEntry, "name", tr("Name"), 200),
        Column("unit", tr("Unit"), partial(_trait, "unit"), partial(_detail, "unit"), partial(_write_detail, "unit"),
               units, 120),
        Column("direction", tr("Better when"), partial(_trait, "direction"), partial(_detail, "direction"),
               partial(_write_detail, "direction"), directions, 150),
    ]  # fmt: skip


def _text_column(mapped: type[Base], key: str, title: str, width: int) -> Column:
    return Column(key, title, partial(_text, mapped, key), partial(_value, mapped, key), partial(_write, mapped, key),
                  width=width)  # fmt: skip


def _value(mapped: type[Base], key: str, snapshot: Snapshot, row_id: str) -> str:
    return str(getattr(snapshot.get(mapped, row_id), key, ""))


def _write(mapped: type[Base], key: str, document: Document, row_id: str, value: object) -> None:
    set_value(document, mapped, row_id, key, value)


def _text(mapped: type[Base], key: str, snapshot: Snapshot, row_id: str) -> Cell:
    words = _value(mapped, key, snapshot, row_id)
    return Cell(words) if words.strip() else Cell(tr("To set"), tone="ink3")


def _place(order: list[str], list_name: str) -> int:
    return order.index(list_name) if list_name in order else len(order)


def _list_name(snapshot: Snapshot, row_id: str) -> Cell:
    name = _value(OwnEntry, "list_name", snapshot, row_id)
    return Cell(extensible_lists().get(name, name), tone="ink2")


def _detail(key: str, snapshot: Snapshot, row_id: str) -> object:
    row = snapshot.get(OwnEntry, row_id)
    return row.details.get(key) if row else None


def _trait(key: str, snapshot: Snapshot, row_id: str) -> Cell:
    if _value(OwnEntry, "list_name", snapshot, row_id) != KPIS:
        return Cell()
    value = _detail(key, snapshot, row_id)
    return Cell(current().label(str(value))) if value else Cell(tr("To set"), tone="ink3")


def _of_kpi(list_name: str, snapshot: Snapshot, row_id: str) -> EditorKind:
    """What a KPI can be given; nothing for an entry of another list."""
    is_kpi = _value(OwnEntry, "list_name", snapshot, row_id) == KPIS
    return [(None, "–"), *entry_options(snapshot, list_name)] if is_kpi else [(None, "–")]


def _write_detail(key: str, document: Document, row_id: str, value: object) -> None:
    row = document.get(OwnEntry, row_id)
    others = {name: each for name, each in (row.details if row else {}).items() if name != key}
    set_value(document, OwnEntry, row_id, "details", others | ({key: value} if value else {}))
