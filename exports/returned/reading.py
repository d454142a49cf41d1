"""Reads a returned workbook: its contract, and its rows found by hidden ids and keys, never by place or heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.client_columns import UID, is_client
from exports.hidden import META
from exports.returned.contract import Contract, ExportedTable, contract_of, not_ours
from exports.returned.names import Place, places
from strategy.imports.watch import UNWATCHED, Watch
from strategy.imports.workbooks import Workbook, open_workbook

_EMPTY_ROWS_AT_THE_END = 200
"""So many rows without a value in a known column, and the table is over."""
_LOOKED_AT_FOR_HEADINGS = 200

Cells = Sequence[Sequence[Any]]  # Any: what a cell can hold
"""The rows of a sheet from its first cell."""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row as the client sent it."""

    line: int
    """Its number in the sheet, from 1."""
    uid: str
    cells: dict[str, Any]
    """What its cells hold, by the key of their column."""


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """The rows of a table as they came back."""

    exported: ExportedTable
    sheet: str
    """The title of its sheet now."""
    rows: tuple[ReturnedRow, ...]
    missing: tuple[str, ...]
    """Keys of columns of the client that are gone."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned workbook."""

    name: str
    contract: Contract
    tables: tuple[ReturnedTable, ...]
    lost: tuple[str, ...]
    """Titles of sheets whose table is not there any more."""


def read_returned(path: Path, watch: Watch = UNWATCHED) -> Returned:
    """Read a workbook (.xlsx, .xlsm, .ods). Raises PlanError for a file that is none, or none of ours."""
    workbook = open_workbook(path, watch)
    titles = [title for title, _is_hidden in workbook.sheets]
    if META not in titles:
        raise not_ours()
    records = [["" if each is None else str(each) for each in row] for row in _cells(workbook, META)]
    contract = contract_of(records)
    known = places(path)
    tables, lost = [], []
    for exported in contract.tables.values():
        watch.tell(0.5)
        found = _found(workbook, titles, exported, known)
        if found is None:
            lost.append(exported.sheet)
        else:
            tables.append(found)
    return Returned(path.name, contract, tuple(tables), tuple(lost))


def _found(
    workbook: Workbook, titles: Sequence[str], exported: ExportedTable, known: dict[str, Place]
) -> ReturnedTable | None:
    """A table where its names lead, or else where its headings stand; None if it is nowhere."""
    named = {key: known[name] for key, name in exported.names.items() if name in known and known[name][0] in titles}
    if UID in named:
        sheet, header, _column = named[UID]
        columns = {key: column for key, (title, row, column) in named.items() if (title, row) == (sheet, header)}
        return _table(exported, sheet, _cells(workbook, sheet), header, columns)
    for title in sorted(titles, key=lambda each: each != exported.sheet):
        cells = _cells(workbook, title)
        for header, row in enumerate(cells[:_LOOKED_AT_FOR_HEADINGS]):
            columns = _by_heading(exported, row)
            if UID in columns and len(columns) > len(exported.headings) / 2:
                return _table(exported, title, cells, header, columns)
    return None


def _by_heading(exported: ExportedTable, row: Sequence[Any]) -> dict[str, int]:
    texts = [str(each).strip() for each in row]
    return {key: texts.index(heading) for key, heading in exported.headings.items() if heading in texts}


def _table(exported: ExportedTable, sheet: str, cells: Cells, header: int, columns: dict[str, int]) -> ReturnedTable:
    rows = []
    empty = 0
    for number in range(header + 1, len(cells)):
        row = cells[number]
        found = {key: row[column] for key, column in columns.items() if column < len(row)}
        if all(is_blank(value) for key, value in found.items() if key == UID or is_client(exported.name, key)):
            empty += 1
            if empty > _EMPTY_ROWS_AT_THE_END:
                break
            continue
        empty = 0
        rows.append(ReturnedRow(number + 1, str(found.pop(UID, "") or "").strip(), found))
    missing = tuple(key for key in exported.headings if is_client(exported.name, key) and key not in columns)
    return ReturnedTable(exported, sheet, tuple(rows), missing)


def is_blank(value: object) -> bool:
    """Whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def _cells(workbook: Workbook, title: str) -> Cells:
    cells: Cells = workbook.sheet(title).to_python(skip_empty_area=False)
    return cells
