"""Workbooks of the samples, written once for all tests that read them."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from exports.workbook import write_workbook
from strategy.plan_file import sample_rows
from strategy.snapshot import Snapshot
from tests.made_once import made_once

Exported = Callable[[str, str], Path]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@cache
def sample_snapshot(sample: str, plan_language: str) -> Snapshot:
    return Snapshot(sample_rows(sample, plan_language))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The workbook of a sample in a language; its plan texts are French."""
    folder = tmp_path_factory.mktemp("workbooks")

    @cache
    def write(sample: str, language: str) -> Path:
        path = folder / f"{sample}-{language}.xlsx"

        def made() -> bytes:
            return write_workbook(sample_snapshot(sample, "fr"), path, language).path.read_bytes()

        path.write_bytes(made_once(path.name, made))
        return path

    return write


@lru_cache(maxsize=4)
def opened(path: Path, *, data_only: bool = False) -> Workbook:
    """A workbook as openpyxl reads it, once for all tests: they only look at it, and each file is written once.

    A few are kept: each is tens of thousands of objects, through which Python goes whenever it collects garbage.
    openpyxl knows nothing of the extension that makes the bars plain, and says so.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Unknown extension is not supported")
        warnings.filterwarnings("ignore", message="Conditional Formatting extension is not supported")
        return load_workbook(path, data_only=data_only)


@cache
def values(path: Path) -> Mapping[str, Mapping[str, object]]:
    """What the cells say that say something, by the titles of the sheets and their addresses, without their looks.

    Calamine finds it in a tenth of the time.
    """
    book = CalamineWorkbook.from_path(path)
    return {
        title: {
            f"{get_column_letter(column)}{number}": value
            for number, row in enumerate(book.get_sheet_by_name(title).to_python(skip_empty_area=False), 1)
            for column, value in enumerate(row, 1)
            if value != ""
        }
        for title in book.sheet_names
    }


def values_in(path: Path, table: str, heading: str) -> list[object]:
    """What a column of a table says, row by row; None where it says nothing."""
    found = CalamineWorkbook.from_path(path, load_tables=True).get_table_by_name(table)
    column = found.columns.index(heading)
    return [None if row[column] == "" else row[column] for row in found.to_python()]


@cache
def formulas(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Sheet, address and text of every formula of a workbook, which is read once."""
    titles = CalamineWorkbook.from_path(path).sheet_names
    with zipfile.ZipFile(path) as package:
        sheets = [fromstring(package.read(f"xl/worksheets/sheet{number}.xml")) for number in range(1, len(titles) + 1)]
    return tuple(
        (title, cell.get("r", ""), f"={formula.text}")
        for title, sheet in zip(titles, sheets, strict=True)
        for cell in sheet.iter(f"{_MAIN}c")
        if (formula := cell.find(f"{_MAIN}f")) is not None
    )
