"""Reads a returned workbook: its contract, and its rows found by hidden ids and keys, never by place or heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.client_columns import CLIENT_COLUMNS, UID, is_client, plain_text
from exports.hidden import META
from exports.returned.cells import NoResult
from exports.returned.contract import Contract, ExportedTable, contract_of, not_ours
from exports.returned.formulas import FORMULA, WORKED_OUT, Cell, unread_cells
from exports.returned.names import Place, places
from exports.returned.renamed import with_renamed
from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.gate import WorkbookTooLarge, WorkbookUnreadable
from strategy.imports.opening import reading_of
from strategy.imports.watch import UNWATCHED, Watch
from strategy.imports.workbooks import NoSuchSheet, Workbook, open_workbook

_EFFORT = "effort"
_EMPTY_ROWS_AT_THE_END = 200
"""So many rows without a value in a known column, and the table is over."""
_EMPTY_ROWS_BEFORE_A_NEW_ONE = 20
"""What stands further below, without an id, belongs to something else."""
_LOOKED_AT_FOR_HEADINGS = 200
_LARGEST_MERGED = 10_000
"""Cells: a larger one is no cell that somebody filled in."""

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
    try:
        with reading_of(path):
            return _read(path, watch)
    except (WorkbookTooLarge, WorkbookUnreadable, NoSuchSheet) as error:  # whose advice is for tables to choose from
        raise PlanError(_ADVICE[type(error)], name=path.name) from error


_ADVICE: dict[type[PlanError], str] = {
    WorkbookTooLarge: N_(
        "“{name}” is too large to be read safely. Take out the pictures and sheets that were added to it, and what was "
        "filled in far from the tables; then save it and choose it again."
    ),
    WorkbookUnreadable: N_(
        "“{name}” cannot be read as a workbook. Open it in a spreadsheet program, save it as .xlsx or .ods, and choose "
        "that."
    ),
}
_ADVICE[NoSuchSheet] = _ADVICE[WorkbookUnreadable]
"""What to do about a workbook that came back: only as a workbook does it hold the ids that a merge goes by."""


def _read(path: Path, watch: Watch) -> Returned:
    workbook = open_workbook(path, watch)
    titles = [title for title, _is_hidden in workbook.sheets]
    if META not in titles:
        raise not_ours()
    records = [["" if each is None else str(each) for each in row] for row in _cells(workbook, META)]
    contract = contract_of(records)
    sheets = _Sheets(workbook, titles, path)
    known = places(path)
    tables, lost = [], []
    for number, exported in enumerate(contract.tables.values(), 1):
        watch.tell(number / (len(contract.tables) + 1))
        found = _found(sheets, exported, known)
        if found is None:
            lost.append(exported.sheet)
        else:
            tables.append(found)
    return Returned(path.name, contract, tuple(tables), tuple(lost))


class _Sheets:
    """The sheets of a workbook, each read once when it is asked for."""

    def __init__(self, workbook: Workbook, titles: Sequence[str], path: Path) -> None:
        self.titles = tuple(titles)
        self._workbook, self._path = workbook, path
        self._cells: dict[str, Cells] = {}

    def cells(self, title: str) -> Cells:
        if title not in self._cells:
            self._cells[title] = _cells(self._workbook, title)
        return self._cells[title]

    def merged(self, title: str) -> dict[Cell, Cell]:
        """Cells that are hidden in a merged one, with the cell that is shown in their place."""
        found = {}
        for (first, left), (last, right) in self._workbook.sheet(title).merged_cell_ranges or ():
            if (last - first + 1) * (right - left + 1) <= _LARGEST_MERGED:
                shown = (first, left)
                found.update({(row, at): shown for row in range(first, last + 1) for at in range(left, right + 1)})
        return {cell: shown for cell, shown in found.items() if cell != shown}

    def unread(self, title: str) -> dict[Cell, str]:
        return unread_cells(self._path, (title,)).get(title, {})


def _found(sheets: _Sheets, exported: ExportedTable, known: dict[str, Place]) -> ReturnedTable | None:
    """A table where its names lead, or else where its headings stand; None if it is nowhere."""
    named = {key: known[name] for key, name in exported.names.items() if name in known}
    named = _on_known_sheets(sheets, exported, named)
    if UID in named:
        sheet, header, _column = named[UID]
        columns = {key: column for key, (title, row, column) in named.items() if (title, row) == (sheet, header)}
        return _table(sheets, exported, sheet, header, _likelier(exported, sheets.cells(sheet), header, columns))
    for title in sorted(sheets.titles, key=lambda each: each != exported.sheet):
        for header, row in enumerate(sheets.cells(title)[:_LOOKED_AT_FOR_HEADINGS]):
            columns = _by_heading(exported, row)
            if UID in columns and len(columns) > len(exported.headings) / 2:
                columns = with_renamed(exported, sheets.cells(title), header, columns)
                return _table(sheets, exported, title, header, columns)
    return None


def _on_known_sheets(sheets: _Sheets, exported: ExportedTable, named: dict[str, Place]) -> dict[str, Place]:
    """The places that names lead to, on sheets that there are.

    A program that renames a sheet may leave the names behind: the table is then on the sheet that has its ids there.
    """
    uid = named.get(UID)
    if uid is not None and uid[0] not in sheets.titles:
        lost, header, column = uid
        for title in sheets.titles:
            below = sheets.cells(title)[header + 1 :]
            if any(len(row) > column and str(row[column]).strip() in exported.rows for row in below):
                return {key: (title, *place[1:]) for key, place in named.items() if place[0] == lost}
    return {key: place for key, place in named.items() if place[0] in sheets.titles}


def _by_heading(exported: ExportedTable, row: Sequence[Any]) -> dict[str, int]:
    texts = [str(each).strip() for each in row]
    return {key: texts.index(heading) for key, heading in exported.headings.items() if heading in texts}


def _likelier(exported: ExportedTable, cells: Cells, header: int, named: dict[str, int]) -> dict[str, int]:
    """The columns that the names lead to, unless a program has moved columns and left the names behind.

    Headings tell then; which of them to believe is told by the values under them, compared with those of the export.
    """
    told = _by_heading(exported, cells[header] if header < len(cells) else ())
    if UID not in told or all(told.get(key, column) == column for key, column in named.items()):
        return named
    return max((named, told), key=lambda columns: _agreement(exported, cells[header + 1 :], columns))


def _agreement(exported: ExportedTable, rows: Cells, columns: dict[str, int]) -> int:
    """How many cells hold the text that was exported, the id of their row included."""
    keys = [(number, key) for number, key in enumerate(column.key for column in CLIENT_COLUMNS[exported.name])]
    found = 0
    for row in rows:
        cells = {key: plain_text(str(row[column])) for key, column in columns.items() if column < len(row)}
        base = exported.rows.get(cells.get(UID, ""))
        if base is not None:
            found += 1 + sum(base.texts[number] == cells.get(key) for number, key in keys)
    return found


def _table(sheets: _Sheets, exported: ExportedTable, sheet: str, header: int, columns: dict[str, int]) -> ReturnedTable:
    cells, merged, unread = sheets.cells(sheet), sheets.merged(sheet), sheets.unread(sheet)
    rows, empty = list[ReturnedRow](), 0
    asked = {key: column for key, column in columns.items() if key == UID or is_client(exported.name, key)}
    for number in range(header + 1, len(cells)):
        row = cells[number]
        found = {key: row[column] for key, column in columns.items() if column < len(row)}
        for key, column in asked.items():
            if (number, column) in unread:
                text = unread[number, column]
                if text != WORKED_OUT:
                    found[key] = NoResult() if text == FORMULA else text
                elif key == _EFFORT:  # the sheet's own formula, or what sorting made of it: the client did not type it
                    found[key] = NoResult()
            shown = merged.get((number, column))
            if shown is not None and shown[1] == column and shown[0] > header:
                found[key] = cells[shown[0]][column]
            elif shown is not None:
                found.pop(key, None)  # hidden behind another column: the client says nothing
        if all(is_blank(found.get(key)) for key in asked):
            empty += 1
            if empty > _EMPTY_ROWS_AT_THE_END:
                break
            continue
        uid = str(found.pop(UID, "") or "").strip()
        if uid or empty <= _EMPTY_ROWS_BEFORE_A_NEW_ONE:
            rows.append(ReturnedRow(number + 1, uid, found))
            empty = 0
    missing = tuple(key for key in exported.headings if is_client(exported.name, key) and key not in columns)
    return ReturnedTable(exported, sheet, tuple(rows), missing)


def is_blank(value: object) -> bool:
    """Whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def _cells(workbook: Workbook, title: str) -> Cells:
    cells: Cells = workbook.sheet(title).to_python(skip_empty_area=False)
    return cells
