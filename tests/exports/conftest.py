"""Workbooks of the samples, written once for all tests that read them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from exports.workbook import write_workbook
from strategy.plan_file import sample_rows
from strategy.snapshot import Snapshot

SAMPLES = ("saas", "bank", "shop")
Exported = Callable[[str, str], Path]


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
        return write_workbook(sample_snapshot(sample, "fr"), path, language).path

    return write


@cache
def opened(path: Path, *, data_only: bool = False) -> Workbook:
    """A workbook as openpyxl reads it, once for all tests: they only look at it, and each file is written once.

    openpyxl knows nothing of the extension that makes the bars plain, and says so.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Unknown extension is not supported")
        warnings.filterwarnings("ignore", message="Conditional Formatting extension is not supported")
        return load_workbook(path, data_only=data_only)


@cache
def formulas(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Sheet, address and text of every formula of a workbook, which is read once."""
    return tuple(
        (sheet.title, cell.coordinate, str(cell.value))
        for sheet in opened(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.data_type == "f"
    )
