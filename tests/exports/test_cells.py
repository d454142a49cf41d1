"""Text is text, figures are finite, dates are dates: read back by openpyxl."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import NamedStyle
from openpyxl.worksheet.worksheet import Worksheet

from exports.cells import CELL_LIMIT, date_cell, empty_cell, formula_cell, number_cell, text_cell
from exports.columns import Column
from exports.grid import Grid
from exports.package import Part, bare_package, complete_package, sheet_part
from exports.sheet import Sheet
from exports.style import Style
from resources.i18n import words

HOSTILE = [
    *["=1+1", "=cmd|'/c calc'!A0", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "'=1+1"],
    *["＝1+1", "\u200b=1+1", "%0A=1", '=HYPERLINK("x")', "{=1}", "#N/A", "#REF!", "#VALUE!", "TRUE", "1/2", "00123"],
    *["1e5", "12:30", "2024-01-31", "50%", "", " ", "  lead", "trail  ", "a\nb", "a\r\nb", "a\rb", "tab\there"],
    *["_x000D_", "_x0041_", "_xf_", "nul\x00", "bell\x07", "\x1b[31m", "\ud800", "\ufffe", "\uffff", "é", "e\u0301"],
    *["😀", "👩‍👩‍👧", "שלום", "\u202egnp.exe", "<b>x</b>", "&amp;", "]]>", '<c r="A1"><f>1+1</f><v /></c>'],
]
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_PIECES = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "'", "_x000D_", "_x005F_", "#N/A", "{", "＝", ""])
_STRINGS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=30),
    st.builds(lambda start, end: start + end, _PIECES, st.text(max_size=20)),
    st.from_regex(r"\A(_x[0-9A-Fa-f]{0,5}_?){1,4}\Z"),
    st.from_regex(r"\A[=+@-][A-Z]{1,3}[0-9]+\Z"),
)


def decoded(text: str) -> str:
    """What a spreadsheet program shows for a stored text."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def sheet_of(workbook: Workbook) -> Worksheet:
    return workbook.worksheets[0]


def cell_of(sheet: Worksheet, row: int) -> Cell:
    cell = sheet.cell(row, 1)
    assert isinstance(cell, Cell)
    return cell


@cache
def bare() -> Mapping[str, bytes]:
    """A workbook without cells, whose style 1 is that of dates."""
    workbook = Workbook()
    date = NamedStyle("date", number_format="yyyy-mm-dd")
    workbook.add_named_style(date)
    sheet_of(workbook)["B1"].style = date
    return bare_package(workbook)


def saved(cells: list[str]) -> BytesIO:
    """A workbook with these cells one below the other, as `exports.cells` writes them."""
    grid = Grid()
    for row, cell in enumerate(cells, 1):
        grid.put(row, 1, cell)
    return BytesIO(complete_package(bare(), {sheet_part(1): Part(grid.area, grid.xml())}))


def round_trip(texts: list[str]) -> list[str | None]:
    """The texts as they come back; None for a cell that is anything but text."""
    file = saved([text_cell(f"A{row}", 0, text)[0] for row, text in enumerate(texts, 1)])
    xml = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"<f " not in xml
    assert b't="e"' not in xml
    sheet = sheet_of(load_workbook(file))
    cells = [cell_of(sheet, row) for row in range(1, len(texts) + 1)]
    return [decoded(str(cell.value or "")) if cell.data_type in "sn" else None for cell in cells]


def test_hostile_texts_come_back_as_the_same_texts() -> None:
    assert round_trip(HOSTILE) == HOSTILE


@settings(max_examples=30, deadline=None)
@given(st.lists(_STRINGS, min_size=1, max_size=20))
def test_any_text_comes_back_as_the_same_text(texts: list[str]) -> None:
    assert round_trip(texts) == texts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'x", "\tx", "\rx", "\nx"])
def test_a_text_that_looks_like_a_formula_is_marked_as_quoted(text: str) -> None:
    worksheet = sheet_of(Workbook())
    sheet = Sheet(worksheet, words("en"), Style(words("en"), "EUR"))
    sheet.plain([Column("Note")], [["plain"], [text]], "")
    styles = re.findall(r'<c r="B[67]" s="([0-9]+)"', sheet.grid.xml())
    book = worksheet.parent
    assert book is not None
    looks = book._cell_styles  # type: ignore[attr-defined]  # the stubs hide it
    assert [bool(looks[int(style)].quotePrefix) for style in styles] == [False, True]


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "=" * 40_000, "\x07" * 10_000, "_x0041_" * 5_000])
def test_a_text_that_is_too_long_keeps_its_beginning_and_says_so(text: str) -> None:
    cell, was_cut = text_cell("A1", 0, text, "… [coupé]")
    assert was_cut
    stored = str(cell_of(sheet_of(load_workbook(saved([cell]))), 1).value)
    assert len(stored.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert stored.endswith("… [coupé]")
    assert text.startswith(decoded(stored.removesuffix("… [coupé]")))


def test_a_text_of_exactly_the_limit_is_whole() -> None:
    cell, was_cut = text_cell("A1", 0, "x" * CELL_LIMIT)
    assert not was_cut
    assert "x" * CELL_LIMIT in cell


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_figure_that_is_not_finite_leaves_its_cell_empty(value: float) -> None:
    assert number_cell("A1", 0, value) == empty_cell("A1", 0)


def test_a_date_is_a_date_and_one_before_the_calendar_of_excel_is_its_text() -> None:
    days = (datetime.date(2027, 3, 31), datetime.date(1900, 2, 28))
    cells = [date_cell(f"A{row}", 1, day) for row, day in enumerate(days, 1)]
    sheet = sheet_of(load_workbook(saved(cells)))
    assert sheet["A1"].value == datetime.datetime(2027, 3, 31)
    assert sheet["A2"].value == "1900-02-28"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        *((1.5, 1.5), ("a<b", "a<b"), (None, None), (float("nan"), None)),
        *((datetime.date(2027, 1, 1), 46388), (datetime.date(1850, 1, 1), "1850-01-01")),
    ],
)
def test_a_formula_has_its_value_beside_it(value: float | str | datetime.date | None, read: object) -> None:
    file = saved([formula_cell("A1", 0, 'IF(B1<2,"&","")', value)])
    assert cell_of(sheet_of(load_workbook(file, data_only=True)), 1).value == read
    assert cell_of(sheet_of(load_workbook(file)), 1).value == '=IF(B1<2,"&","")'
