from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any

import pytest

from storage.errors import PeripleError, PlanError
from strategy import imports
from strategy.imports import gate
from tests.strategy.imports.files import amounts, read, workbook

ROWS: list[list[Any]] = [
    ["Client", "Date", "Montant"],
    ["a", datetime.date(2024, 1, 5), 2.5],
    ["a", datetime.datetime(2024, 1, 6, 9), 1],
]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _forget() -> None:
    imports.forget_workbook()


def with_cells(path: Path, cells: str) -> Path:
    """The same workbook with other rows."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, _start, rest = parts[SHEET].partition(b"<sheetData>")
    parts[SHEET] = before + b"<sheetData>" + cells.encode() + b"</sheetData>" + rest.partition(b"</sheetData>")[2]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_workbook_is_read_with_its_numbers_and_dates(tmp_path: Path) -> None:
    customers = read(workbook(tmp_path, ROWS))
    assert amounts(customers) == {"a": 3.5}
    assert customers.period == (datetime.date(2024, 1, 5), datetime.date(2024, 1, 6))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row><c r = "ZZ200000"><v>1</v></c></row>',
        "<row><c r='A1'><v>1</v></c></row><row><c r='AAA90000'><v>1</v></c></row>",
    ],
)
def test_two_far_cells_are_refused_before_the_reader_makes_room_for_all_between(tmp_path: Path, cells: str) -> None:
    with pytest.raises(PlanError, match="too large"):
        imports.detect(with_cells(workbook(tmp_path, ROWS), cells))


def test_a_far_cell_in_a_later_piece_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_STEP", 64)
    far = '<row r="900000"><c r="A900000"><v>1</v></c></row><row r="1"><c r="AZ1"><v>1</v></c></row>'
    with pytest.raises(PlanError, match="too large"):
        imports.detect(with_cells(workbook(tmp_path, ROWS), far))
    wide = '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="AZ3"><v>1</v></c></row>'
    assert imports.detect(with_cells(workbook(tmp_path, ROWS), wide)).sheet


def test_a_workbook_that_unpacks_to_too_much_is_refused_whatever_it_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LARGEST_INFLATED", 100_000)
    path = with_cells(workbook(tmp_path, ROWS), " " * 200_000)
    with pytest.raises(PlanError, match="too large"):
        imports.detect(path)


@pytest.mark.parametrize("repeated", ["number-columns-repeated", "number-rows-repeated"])
def test_open_documents_may_repeat_empty_cells_only(tmp_path: Path, repeated: str) -> None:
    row = '<table:table-row {rows}><table:table-cell {columns} office:value-type="float" office:value="3"/>'
    places = {"rows": "", "columns": ""}
    places["rows" if "rows" in repeated else "columns"] = f'table:{repeated}="1000000"'
    path = tmp_path / "sheet.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<t>{row.format(**places)}</table:table-row></t>")
    with pytest.raises(PlanError, match="too large"):
        imports.detect(path)


def test_hidden_sheets_are_listed_and_a_visible_one_with_cells_is_taken(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title, hidden.sheet_state = "Paramètres", "hidden"
    hidden.append(["x"])
    book.create_sheet("Vide")
    for row in ROWS:
        sheet = book["Ventes"] if "Ventes" in book.sheetnames else book.create_sheet("Ventes")
        sheet.append(row)
    path = tmp_path / "book.xlsx"
    book.save(path)
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        assert reading.sheet == "Ventes"
        assert table.sheets == (("Paramètres", True), ("Vide", False), ("Ventes", False))
    assert imports.detect(path, sheet="Paramètres").sheet == "Paramètres"
    with pytest.raises(PlanError, match="no sheet called"):
        imports.detect(path, sheet="Autre")


def test_a_workbook_saved_again_is_read_again(tmp_path: Path) -> None:
    path = workbook(tmp_path, ROWS)
    assert amounts(read(path)) == {"a": 3.5}
    workbook(tmp_path, [*ROWS, ["b", datetime.date(2024, 2, 1), 4]])
    assert amounts(read(path)) == {"a": 3.5, "b": 4.0}


@pytest.mark.parametrize("name", ["missing.csv", "missing.xlsx"])
def test_a_file_that_is_gone_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(PeripleError, match=name):
        imports.detect(tmp_path / name)
