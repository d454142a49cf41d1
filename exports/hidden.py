"""The two sheets that nobody reads: the lists to choose from, and what a workbook that comes back is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from exports.blocks import Block
from exports.cells import text_cell
from exports.client_columns import (
    CLIENT_COLUMNS,
    ROWS,
    exported_texts,
    fingerprint,
    row_hash,
    state_hash,
)
from exports.edition import Edition
from exports.grid import Grid
from resources.i18n import N_
from storage.base import Base

META, LISTS = "_meta", "_lists"
SCHEMA = "1"
"""Rises when a program that knows the former contract would misread the new one."""


class Lists:
    """The lists to choose from, each once, under a name that the rules of all sheets use."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[str, ...]] = {}

    def name_of(self, name: str, choices: Sequence[str]) -> str:
        """The name by which a rule takes a list, as in "list_status"."""
        self._entries.setdefault(name, tuple(choices))
        return f"list_{name}"

    def write(self, workbook: Workbook) -> tuple[Worksheet, Grid]:
        """A hidden sheet with one list a column."""
        worksheet, grid = workbook.create_sheet(LISTS), Grid()
        worksheet.sheet_state = "hidden"
        for index, (name, choices) in enumerate(self._entries.items(), 1):
            letter = get_column_letter(index)
            for row, text in enumerate((name, *choices), 1):
                grid.put(row, index, text_cell(f"{letter}{row}", 0, text)[0])
            area = f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(choices) + 1}"
            workbook.defined_names[f"list_{name}"] = DefinedName(f"list_{name}", attr_text=area)
        worksheet.protection.sheet = True
        return worksheet, grid


@dataclass(frozen=True)
class Returning:
    """A table whose rows come back: the title of its sheet, where it stands there, and the rows of the plan in it."""

    sheet: str
    block: Block
    rows: Sequence[Base]
    locked: Sequence[str] = ()
    """For each row what its locked cells said: see `exports/locked.py`."""


def heading_name(table: str, key: str) -> str:
    """The hidden name of the heading of a column: it follows the cell wherever the client moves it."""
    return f"key_{table}.{key}"


def write_meta(workbook: Workbook, edition: Edition, tables: Sequence[Returning]) -> tuple[Worksheet, Grid]:
    """A very hidden sheet with the facts of the export, the keys of the columns, and the values as exported."""
    worksheet, grid = workbook.create_sheet(META), Grid()
    worksheet.sheet_state = "veryHidden"
    worksheet.protection.sheet = True
    for table in tables:
        for key, letter in table.block.letters.items():
            name = heading_name(table.block.table, key)
            area = f"{quote_sheetname(table.sheet)}!${letter}${table.block.header_row}"
            workbook.defined_names[name] = DefinedName(name, attr_text=area, hidden=True)
    letters = [get_column_letter(index) for index in range(1, 40)]
    cut_mark = edition.tr(N_("… [cut]"))
    for row, texts in enumerate(_records(edition, tables), 1):
        cells = {
            index: text_cell(f"{letters[index - 1]}{row}", 0, text, cut_mark)[0]
            for index, text in enumerate(texts, 1)
            if text
        }
        grid.put_row(row, cells)
    return worksheet, grid


def export_facts(edition: Edition) -> Mapping[str, str]:
    """What identifies an export: the same for the same plan and language, but for `exported_on`."""
    snapshot = edition.snapshot
    state = state_hash(snapshot)
    return {
        "schema": SCHEMA,
        "program": "Périple",
        "plan_id": snapshot.plan_id,
        "revision": str(snapshot.revision),
        "state": state,
        "export_id": fingerprint(SCHEMA, snapshot.plan_id, state, edition.words.language),
        "language": edition.words.language,
        "currency": snapshot.plan.currency,
        "exported_on": edition.exported_on.isoformat(),
    }


def _records(edition: Edition, tables: Sequence[Returning]) -> Iterator[Sequence[str]]:
    for fact, value in export_facts(edition).items():
        yield "fact", fact, value
    for table in tables:
        name, block = table.block.table, table.block
        columns = {column.key: column for column in CLIENT_COLUMNS[name]}
        yield "table", name, ROWS[name].__tablename__, table.sheet
        for key in block.letters:
            column = columns.get(key)
            who = ("client", column.sort.value, column.field) if column else ("locked", "", "")
            yield "column", name, key, heading_name(name, key), block.headings[key], *who
        for row in table.rows:
            texts = exported_texts(edition.snapshot, name, row, edition.ranking)
            yield "row", name, row.id, edition.code(row), row_hash(texts), *texts
        for row, prints in zip(table.rows, table.locked, strict=False):
            yield "locked", name, row.id, prints
