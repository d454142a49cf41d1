"""Rows of a sheet of a workbook (.xlsx, .xlsm, .xls, .ods), read by calamine once the file has passed a gate."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import Objects
from strategy.imports.gate import WorkbookUnreadable, pass_gate
from strategy.imports.text_files import Block
from strategy.imports.watch import UNWATCHED, Watch

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
MOST_COLUMNS = 500
_ROWS = 1_024


def is_workbook(path: Path) -> bool:
    """Whether the file is named or made like a workbook."""
    if path.suffix.lower() in SUFFIXES:
        return True
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class NoSuchSheet(PlanError):
    """A sheet that was asked for is not there, or named in the list of sheets alone."""

    sentence = N_("The workbook has no sheet called “{name}”. Choose one of its sheets.")


class Workbook:
    """An open workbook. A sheet is read whole when it is first asked for, and kept: that is what takes the time."""

    def __init__(self, workbook: CalamineWorkbook) -> None:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        self._workbook = workbook
        self._sheets: dict[str, CalamineSheet] = {}
        self.sheets = tuple(
            (sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        )
        """Name of each sheet with cells, in the order of the workbook, and whether it is hidden."""

    def sheet(self, name: str) -> CalamineSheet:
        """One sheet. Raises PlanError when there is none of that name, or its cells cannot be read."""
        from python_calamine import CalamineError, WorksheetNotFound

        if name not in self._sheets:
            try:
                with _panics_told():
                    self._sheets[name] = self._workbook.get_sheet_by_name(name)
            except WorksheetNotFound as error:
                raise NoSuchSheet(name=name) from error
            except (CalamineError, ValueError) as error:
                raise WorkbookUnreadable from error
        return self._sheets[name]


@contextlib.contextmanager
def _panics_told() -> Iterator[None]:
    """Around the reader, which panics at some damaged files: that is no Exception, and ends a thread unnoticed."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise WorkbookUnreadable from error
        raise


_Key: TypeAlias = tuple[Path, int, int]
_last_opened: list[tuple[_Key, Workbook]] = []
"""The workbook in use, with what tells that its file is the same still: a dialog reads it again and again."""


def open_workbook(path: Path, watch: Watch = UNWATCHED) -> Workbook:
    """The workbook, gate passed. Raises PlanError for what is damaged, protected, too large, or no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        state = path.stat()
        key = (path, state.st_mtime_ns, state.st_size)
        for kept_key, workbook in _last_opened:
            if kept_key == key:
                return workbook
        pass_gate(path, watch)
        with _panics_told():
            workbook = Workbook(CalamineWorkbook.from_path(path))
    except PasswordError as error:
        raise PlanError(
            N_("The workbook is protected by a password. Take it off in the spreadsheet program, then choose it again.")
        ) from error
    except (CalamineError, ValueError) as error:
        raise WorkbookUnreadable from error
    _last_opened[:] = [(key, workbook)]
    return workbook


def forget_workbook() -> None:
    """Let go of the workbook that was read last, with its cells: the import is over."""
    _last_opened.clear()


def sheet_blocks(
    sheet: CalamineSheet, first_line: int, columns: Sequence[int], watch: Watch = UNWATCHED
) -> Iterator[Block]:
    """The rows from `first_line` on, counted as the spreadsheet counts them, without blank ones."""
    import numpy as np

    height = max(sheet.total_height, 1)
    found, line = sheet.iter_rows(), 1
    while rows := list(islice(found, _ROWS)):
        lines = np.arange(line, line + len(rows))
        line += len(rows)
        watch.tell(line / height)
        by_column = list(zip(*rows, strict=True))
        if "" in by_column[0] or lines[0] < first_line:
            kept = [row for row, cells in enumerate(rows) if lines[row] >= first_line and any(_is_filled(cells))]
            by_column = [tuple(cells[row] for row in kept) for cells in by_column]
            lines = lines[kept]
        if len(lines):
            cells = tuple(Objects(by_column[column]) for column in columns)
            yield Block(cells, lines, np.zeros(len(lines), np.bool_))


def _is_filled(cells: Sequence[Any]) -> Iterator[bool]:  # Any: see `numbered_rows`
    return (cell != "" for cell in cells)


def numbered_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:  # Any: what a cell may hold
    """Each row down to the last one in use, with the number that the spreadsheet shows beside it."""
    return enumerate(sheet.iter_rows(), start=1)
