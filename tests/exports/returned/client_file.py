"""A workbook under the hands of a client: what openpyxl can do to it stands for what people do."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.client_columns import ACTIONS
from exports.hidden import LISTS, META
from exports.returned import Comparison, compare, read_returned
from strategy.snapshot import Snapshot


@dataclass
class ClientFile:
    """The action plan of a workbook under the hands of a client, cells found by their keys and short names."""

    workbook: Workbook
    sheet: Worksheet
    header: int
    columns: dict[str, int] = field(default_factory=dict)

    @classmethod
    def opened(cls, path: Path) -> ClientFile:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*extension is not supported")
            workbook = load_workbook(path)
        places, kept = {}, {META, LISTS}
        for name, defined in workbook.defined_names.items():
            title, _, cell = str(defined.attr_text).rpartition("!")
            if name.startswith("key_"):
                kept.add(title.strip("'"))
            if name.startswith(f"key_{ACTIONS}."):
                places[name.partition(".")[2]] = workbook[title.strip("'")][cell.replace("$", "")]
        sheet = places["uid"].parent
        for other in [each for each in workbook.sheetnames if each not in kept]:
            del workbook[other]  # what is not asked for takes long to write
        return cls(workbook, sheet, places["uid"].row, {key: cell.column for key, cell in places.items()})

    def row(self, uid: str) -> int:
        column = self.columns["uid"]
        return next(row for row in range(self.header, 60) if self.sheet.cell(row, column).value == uid)

    def write(self, uid: str, **cells: Any) -> None:
        for key, value in cells.items():
            self.sheet.cell(self.row(uid), self.columns[key]).value = value

    def values(self, row: int) -> list[tuple[Any, str, Any]]:
        """What the cells of a row hold, of which type it is, for a text may look like a formula, and their format."""
        cells = [self.sheet.cell(row, column) for column in range(1, self.sheet.max_column + 1)]
        return [(cell.value, cell.data_type, cell.number_format) for cell in cells]

    def put(self, row: int, values: list[tuple[Any, str, Any]]) -> None:
        for column, (value, data_type, number_format) in enumerate(values, 1):
            cell = self.sheet.cell(row, column)
            cell.value, cell.data_type, cell.number_format = value, data_type, number_format

    def arrange(self, order: list[str], *, with_names: bool) -> None:
        """Put the columns in another order, the names following them as they do in Excel, or not."""
        first, old = min(self.columns.values()), dict(self.columns)
        rows = range(self.header, self.sheet.max_row + 1)
        kept = {row: self.values(row) for row in rows}
        for row, values in kept.items():
            self.put(row, [*values[: first - 1], *(values[old[key] - 1] for key in order)])
        for place, key in enumerate(order, first):
            self.columns[key] = place
            if with_names:
                self.name(key)

    def name(self, key: str) -> None:
        """Let the name of a column lead to where it stands now."""
        letter = get_column_letter(self.columns[key])
        target = f"'{self.sheet.title}'!${letter}${self.header}"
        self.workbook.defined_names[f"key_{ACTIONS}.{key}"].attr_text = target

    def save(self, path: Path) -> Path:
        self.sheet.tables.clear()  # nobody reads them, and Excel keeps them in step where openpyxl does not
        self.workbook.save(path)
        return path

    def compared(self, snapshot: Snapshot, path: Path) -> Comparison:
        self.save(path)
        return compare(snapshot, read_returned(path))
