"""Rows of a sheet of a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods), read by calamine once the file has passed a gate."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resources.i18n import N_
from storage.errors import PlanError, os_error
from strategy.imports.cells import Objects
from strategy.imports.text_files import Block
from strategy.imports.watch import UNWATCHED, Watch

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
LARGEST_PACKED = 100 << 20
LARGEST_INFLATED = 600 << 20
MOST_COLUMNS = 500
_BEST_RATIO = 1032
"""Deflate never packs tighter: a small part cannot hold much, whatever it claims."""
_ROWS = 4_096


def is_workbook(path: Path) -> bool:
    """Whether the file is named or made like a workbook."""
    if path.suffix.lower() in SUFFIXES:
        return True
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def open_workbook(path: Path, watch: Watch = UNWATCHED) -> CalamineWorkbook:
    """The workbook, gate passed. Raises PlanError for what is damaged, protected, too large, or no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        _pass_gate(path, watch)
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise PlanError(
            N_("The workbook is protected by a password. Take it off in the spreadsheet program, then choose it again.")
        ) from error
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _unreadable() from error
    except OSError as error:
        raise os_error(error) from error


def _unreadable() -> PlanError:
    return PlanError(
        N_("This workbook cannot be read. Open it in a spreadsheet program, save it as .xlsx or CSV, and choose that.")
    )


def _too_large() -> PlanError:
    return PlanError(
        N_("This workbook is too large to be read safely. Save the sheet alone as CSV, and choose that."),
    )


def _pass_gate(path: Path, watch: Watch) -> None:
    """Raises PlanError for a workbook that would fill the memory once inflated, whatever its parts claim."""
    if path.stat().st_size > LARGEST_PACKED:
        raise _too_large()
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        left = LARGEST_INFLATED
        for part in archive.infolist():
            if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _unreadable()
            left -= max(part.file_size, part.compress_size)
            if left < 0:
                raise _too_large()


def sheets_of(workbook: CalamineWorkbook) -> tuple[tuple[str, bool], ...]:
    """Name of each sheet with cells, in the order of the workbook, and whether it is hidden."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return tuple(
        (sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
        for sheet in workbook.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet
    )


def sheet_of(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    """One sheet. Raises PlanError when there is none of that name, or its cells cannot be read."""
    from python_calamine import CalamineError, WorksheetNotFound

    try:
        return workbook.get_sheet_by_name(name)
    except WorksheetNotFound as error:
        raise PlanError(
            N_("The workbook has no sheet called “{name}”. Choose one of its sheets."), name=name
        ) from error
    except (CalamineError, ValueError) as error:
        raise _unreadable() from error


def sheet_blocks(
    sheet: CalamineSheet, first_line: int, columns: Sequence[int], width: int, watch: Watch = UNWATCHED
) -> Iterator[Block]:
    """The rows from `first_line` on, counted as the spreadsheet counts them, without blank ones."""
    import numpy as np

    rows: list[Sequence[Any]] = []  # Any: what a cell may hold
    lines: list[int] = []
    height = max(sheet.height, 1)
    for line, row in numbered_rows(sheet):
        if line >= first_line and any(cell != "" for cell in row):
            rows.append(row)
            lines.append(line)
        if len(rows) == _ROWS:
            watch.tell(line / height)
            yield Block(_columns(rows, columns), np.array(lines, np.int64), np.zeros(len(rows), np.bool_))
            rows, lines = [], []
    if rows:
        yield Block(_columns(rows, columns), np.array(lines, np.int64), np.zeros(len(rows), np.bool_))


def numbered_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:  # Any: what a cell may hold
    """Each row down to the last one in use, with the number that the spreadsheet shows beside it."""
    return enumerate(sheet.iter_rows(), start=1)


def _columns(rows: Sequence[Sequence[Any]], columns: Sequence[int]) -> tuple[Objects, ...]:  # Any: see above
    by_column = list(zip(*rows, strict=True))
    return tuple(Objects(by_column[column]) for column in columns)
