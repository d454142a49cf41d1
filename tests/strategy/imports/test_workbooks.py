from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
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


def open_document(folder: Path, rows: str) -> Path:
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table"))
    path = folder / "sheet.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        sheet = f'<table:table table:name="S">{rows}</table:table>'
        content = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document-content{names}>{content}</office:document-content>")
    return path


ROW = '<table:table-row table:number-rows-repeated="{rows}">{before}{cell}</table:table-row>'
FILLED = '<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="3"/>'
EMPTY = '<table:table-cell table:number-columns-repeated="{columns}"/>'


@pytest.mark.parametrize("step", [61, 1 << 20])
@pytest.mark.parametrize(
    "sheet",
    [
        ROW.format(rows=1_000_000, before="", cell=FILLED.format(columns=100)),
        ROW.format(rows=900, before="", cell=FILLED.format(columns=900)) * 50,
        ROW.format(rows=1, before=EMPTY.format(columns=16_000), cell=FILLED.format(columns=1))
        + ROW.format(rows=900_000, before="", cell=EMPTY.format(columns=1))
        + ROW.format(rows=1, before="", cell=FILLED.format(columns=1)),
    ],
)
def test_an_open_document_that_stands_for_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheet: str, step: int
) -> None:
    monkeypatch.setattr(gate, "_STEP", step)
    path = open_document(tmp_path, sheet)
    with pytest.raises(PlanError, match="too large"):
        imports.detect(path)
    path.write_bytes(open_document(tmp_path, sheet.replace('"', "'")).read_bytes())
    with pytest.raises(PlanError, match="too large"):
        imports.detect(path)


def test_an_open_document_may_end_in_a_million_empty_rows(tmp_path: Path) -> None:
    filled = ROW.format(rows=3, before="", cell=FILLED.format(columns=2) + EMPTY.format(columns=16_380))
    rest = ROW.format(rows=1_048_572, before="", cell=EMPTY.format(columns=16_384))
    path = open_document(tmp_path, filled + rest + ROW.format(rows=1, before="", cell=EMPTY.format(columns=16_384)))
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        assert [row.cells for row in table.preview()] == [("3", "3")] * 3


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


def test_a_panic_of_the_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    class PanicException(BaseException):
        """What the reader raises beside all exceptions of Python when it fails inside."""

    class Panicking:
        @staticmethod
        def from_path(_path: Path) -> None:
            raise PanicException

    path = workbook(tmp_path, ROWS)
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Panicking)
    with pytest.raises(PlanError, match="cannot be read"):
        imports.detect(path)


def test_an_archive_of_countless_parts_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_PARTS", 3)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}", "")
    with pytest.raises(PlanError, match="too large"):
        imports.detect(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, part: str) -> None:
    whole, harmful = tmp_path / "whole.xlsx", tmp_path / "harmful.xlsx"
    book = openpyxl.Workbook()
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(harmful, "w") as target:
        for name in source.namelist():
            before = '<!DOCTYPE a [<!ENTITY x "y">]>' if name == part else ""
            target.writestr(name, before.encode() + source.read(name))
    with pytest.raises(PlanError, match="not safe to read"):
        imports.detect(harmful)
