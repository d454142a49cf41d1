"""A table in a file: its columns, its first rows, and all its rows in blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import shown
from strategy.imports.opening import check_size, reading_of
from strategy.imports.reading import Reading
from strategy.imports.samples import first_rows
from strategy.imports.text_files import Block, text_blocks
from strategy.imports.values import SPACES
from strategy.imports.watch import UNWATCHED, Watch
from strategy.imports.workbooks import (
    MOST_COLUMNS,
    is_workbook,
    numbered_rows,
    open_workbook,
    sheet_blocks,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_PREVIEWED = 200
LONGEST_SHOWN = 200
"""Characters of a cell in a preview."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it is seen before the import: its line in the file and the texts of its cells, shortened."""

    line: int
    cells: tuple[str, ...]


class Table:
    """An open table, read in a certain way. `columns` are its names, made distinct; see `open_table`."""

    def __init__(self, path: Path, reading: Reading, watch: Watch = UNWATCHED) -> None:
        self.path, self.reading = path, reading
        self._is_workbook = is_workbook(path)
        self.sheets = open_workbook(path, watch).sheets if self._is_workbook else ()
        """Name of each sheet, and whether it is hidden; none for a text file."""
        self.columns = self._named_columns()
        self._seen = [PreviewRow(line, tuple(map(_short, cells))) for line, cells in self._first_rows(MOST_PREVIEWED)]

    def plain_state(self) -> tuple[object, ...]:
        """All that it says without its file, for another process."""
        return self.path, self.reading, self._is_workbook, self.sheets, self.columns, self._seen

    @classmethod
    def from_plain_state(cls, state: tuple[Any, ...]) -> Table:
        """The table again; only `blocks` opens its file."""
        table = cls.__new__(cls)
        table.path, table.reading, table._is_workbook, table.sheets, table.columns, table._seen = state
        return table

    def __enter__(self) -> Table:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays open, and the first rows can be asked for still."""

    @property
    def _sheet(self) -> CalamineSheet | None:
        """The sheet of a workbook, as it was opened last; held by nobody so that it can be forgotten."""
        return open_workbook(self.path).sheet(self.reading.sheet) if self._is_workbook else None

    @property
    def signature(self) -> str:
        """The same for all files with these columns in this order."""
        return hashlib.sha256("\x1f".join(self.columns).casefold().encode()).hexdigest()[:32]

    def preview(self, rows: int = 50) -> list[PreviewRow]:
        """The first rows with values, cells beyond the last column included; at most MOST_PREVIEWED."""
        return self._seen[:rows]

    def blocks(self, columns: Sequence[str], watch: Watch = UNWATCHED) -> Iterator[Block]:
        """All rows that are not blank, in blocks with one `Cells` for each of the named columns."""
        for name in columns:
            if name not in self.columns:
                raise PlanError(
                    N_("The file has changed: it has no column “{name}”. Close this window, then import it again."),
                    name=name,
                )
        places = [self.columns.index(name) for name in columns]
        if (sheet := self._sheet) is not None:
            return sheet_blocks(sheet, self.reading.first_line, places, watch)
        return text_blocks(self.path, self.reading, places, len(self.columns), watch)

    def _first_rows(self, rows: int) -> list[tuple[int, list[str]]]:
        found: list[tuple[int, list[str]]] = []
        for line, cells in self._rows_from(self.reading.first_line):
            found.append((line, cells))
            if len(found) == rows:
                break
        return found

    def _rows_from(self, first_line: int) -> Iterator[tuple[int, list[str]]]:
        if (sheet := self._sheet) is None:
            yield from first_rows(self.path, self.reading, first_line)
            return
        for line, cells in numbered_rows(sheet):
            if line >= first_line and any(cell != "" for cell in cells):
                yield line, [shown(cell) for cell in cells]

    def _named_columns(self) -> tuple[str, ...]:
        names: list[str] = []
        if self.reading.header_line is not None:
            for line, cells in self._rows_from(self.reading.header_line):
                names = cells if line == self.reading.header_line else []
                break
        width = max((len(cells) for _line, cells in self._first_rows(20)), default=0)
        if self.reading.header_line is None or not any(names):
            names = [""] * width
        elif not self._is_workbook:
            while len(names) > 1 and not names[-1].strip(SPACES) and len(names) > width:
                names.pop()
        if len(names) > MOST_COLUMNS:
            raise PlanError(
                N_("This table has {count} columns; {most} can be read. Keep only the columns needed, then try again."),
                count=len(names),
                most=MOST_COLUMNS,
            )
        return distinct_names(names)


def open_table(path: str | Path, reading: Reading, watch: Watch = UNWATCHED) -> Table:
    """The table of a file, for a `with` statement. Raises PlanError or StorageError when it cannot be read."""
    path = Path(path)
    with reading_of(path):
        if not is_workbook(path):
            check_size(path)
        return Table(path, reading, watch)


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names of columns without line breaks, none empty and none twice."""
    taken: set[str] = set()
    found = []
    for number, name in enumerate(names, start=1):
        plain = " ".join(name.replace("\ufeff", "").split()) or f"({number})"
        plain = plain[:LONGEST_SHOWN]
        unique, count = plain, 2
        while unique in taken:
            unique, count = f"{plain} ({count})", count + 1
        taken.add(unique)
        found.append(unique)
    return tuple(found)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
