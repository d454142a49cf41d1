"""The client's workbook: eighteen sheets in one language, from a frozen plan, whole on disk or not at all."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from exports.cached_values import CellValues
from exports.edition import Edition
from exports.files import atomic_write
from exports.package import complete_package, sheet_part
from exports.sheet import Sheet
from exports.sheets import SHEETS
from exports.style import Style
from exports.written import IsCancelled, Progress, Written, stop_if
from resources.i18n import N_, Words, words
from strategy.snapshot import Snapshot


def write_workbook(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> Written:
    """Write the whole plan to `path` in "fr" or "en"; the plan's own texts stay in the plan's language.

    Can run in any thread. Raises PlanError when the file cannot be written, ExportCancelled when `is_cancelled` said
    so; in both cases a former file is as it was.
    """
    reader = words(language)
    edition = Edition(snapshot, reader, datetime.date.today())
    workbook = _empty_workbook()
    style = Style(reader, snapshot.plan.currency)
    sheets: list[Sheet] = []
    for number, kind in enumerate(SHEETS):
        title = reader.tr(kind.title)
        stop_if(is_cancelled)
        if progress:
            progress(number, len(SHEETS), title)
        sheet = Sheet(workbook.create_sheet(title), reader, style)
        kind.write(sheet, edition)
        sheets.append(sheet)
    stop_if(is_cancelled)
    with atomic_write(path) as part:
        _save(workbook, sheets, part)
        stop_if(is_cancelled)
    if progress:
        progress(len(SHEETS), len(SHEETS), "")
    titles = tuple(sheet.worksheet.title for sheet in sheets)
    return Written(Path(path), titles, tuple(_cut_texts(sheets, reader)))


def _empty_workbook() -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "Périple"  # and neither the user's name nor the computer's
    workbook.calculation.fullCalcOnLoad = True
    return workbook


def _save(workbook: Workbook, sheets: list[Sheet], part: Path) -> None:
    bare = BytesIO()  # the disk only sees the finished file
    workbook.save(bare)
    values: dict[str, CellValues] = {sheet_part(number): sheet.cached for number, sheet in enumerate(sheets, 1)}
    part.write_bytes(complete_package(bare, values))


def _cut_texts(sheets: list[Sheet], reader: Words) -> list[str]:
    sentence = reader.tr(N_("{sheet}, cell {cell}: the text is longer than Excel allows; its end was cut."))
    return [sentence.format(sheet=sheet.worksheet.title, cell=cell) for sheet in sheets for cell in sheet.cut]
