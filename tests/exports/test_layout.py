"""Heights, lists and looks that spreadsheet programs do not work out by themselves."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from exports.chart_looks import place_chart
from exports.columns import Column, Filled, Formula, Kind
from exports.conditional import add_bars
from exports.edition import Edition
from exports.layout import break_pages, fitted_width, list_formula, page_points, row_height
from exports.package import bare_package, complete_package, sheet_part
from exports.sheet import Sheet
from exports.sheets import timeline
from exports.style import Style
from resources.i18n import words
from strategy.model import Action, Plan
from strategy.snapshot import Snapshot


def new_sheet(language: str = "en", currency: str = "EUR") -> tuple[Worksheet, Sheet]:
    worksheet = Workbook().worksheets[0]
    return worksheet, Sheet(worksheet, words(language), Style(words(language), currency))


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    assert row_height([("short", 20), ("two words " * 8, 20)], 30) == 60
    assert row_height([("short", 20)], 30) == 30
    assert row_height([("x\n" * 500, 20)], 30) == 409


@pytest.mark.parametrize("choices", [(), ("one, two",), ('say "no"',), ("x" * 200, "y" * 60)])
def test_a_list_that_a_validation_rule_cannot_hold_is_not_offered(choices: tuple[str, ...]) -> None:
    assert list_formula(choices) is None


def package_of(sheet: Sheet) -> BytesIO:
    """A workbook with this sheet."""
    workbook = sheet.worksheet.parent
    assert isinstance(workbook, Workbook)
    return BytesIO(complete_package(bare_package(workbook), {sheet_part(1): sheet.part}))


def read_back(sheet: Sheet) -> Worksheet:
    """The sheet as it stands in its file."""
    return load_workbook(package_of(sheet)).worksheets[0]


def values_of(sheet: Sheet) -> Worksheet:
    """The same with the values of its formulas."""
    return load_workbook(package_of(sheet), data_only=True).worksheets[0]


def xml_of(sheet: Sheet) -> str:
    with zipfile.ZipFile(package_of(sheet)) as package:
        return package.read(sheet_part(1)).decode()


def test_choices_are_offered_past_the_last_row() -> None:
    worksheet, sheet = new_sheet()
    sheet.table("t", [Column("Answer", choices=("Yes", "No"))], [["Yes"], ["No"]], "")
    sheet.section("More")
    sheet.table("u", [Column("Answer", choices=("Yes", "No"))], [["Yes"]], "")
    sheet.finish()
    offered = [(each.formula1, str(each.sqref)) for each in worksheet.data_validations.dataValidation]
    assert offered == [('"Yes,No"', "B6:B8"), ('"Yes,No"', "B11:B211")]


def test_a_total_is_the_last_row_of_its_table_and_follows_the_filter() -> None:
    worksheet, sheet = new_sheet()
    columns = [Column("Name"), Column("Cost [k€]", Kind.COUNT, key="cost")]
    block = sheet.table("t", columns, [["a", 1.0], ["b", 2.0]], "", totals={"cost": 3.0})
    (table,) = worksheet.tables.values()
    assert (table.ref, table.totalsRowCount, table.autoFilter.ref) == ("B5:C8", 1, "B5:C7")
    assert [column.totalsRowFunction for column in table.tableColumns] == [None, "sum"]
    read = read_back(sheet)
    assert (read["B8"].value, table.tableColumns[0].totalsRowLabel) == ("Total", "Total")
    assert read["C8"].value == "=SUBTOTAL(109,t[Cost '[k€']])"
    assert (values_of(sheet)["C8"].value, block.last_row, block.end_row) == (3.0, 7, 8)


def test_a_block_may_start_further_right_and_leave_columns_out_of_its_table() -> None:
    worksheet, sheet = new_sheet()
    calendar = [Column(datetime.date(2027, 1, 1), heading_format="yyyy")]
    sheet.table("t", [Column("Name")], [["a"]], "", beside=calendar, at="D")
    (table,) = worksheet.tables.values()
    read = read_back(sheet)
    assert (table.ref, read["D6"].value) == ("D5:D6", "a")
    assert read["E5"].value == datetime.datetime(2027, 1, 1)


def test_headings_that_are_alike_are_numbered() -> None:
    _, sheet = new_sheet()
    sheet.table("t", [Column("Name"), Column("name"), Column("Name")], [], "Nothing yet.")
    read = read_back(sheet)
    assert [read.cell(5, column).value for column in (2, 3, 4)] == ["Name", "name 2", "Name 3"]
    assert read["B6"].value == "Nothing yet."


def test_a_formula_names_the_cells_of_its_row_by_their_keys() -> None:
    _, sheet = new_sheet()
    columns = [Column("A", Kind.COUNT, key="a"), Column("B", Kind.COUNT, key="b"), Column("Sum", Kind.COUNT)]
    sheet.plain(columns, [[1, 2, Formula("{a}+{b}", 3)]], "")
    assert read_back(sheet)["D6"].value == "=B6+C6"
    assert values_of(sheet)["D6"].value == 3


@pytest.mark.parametrize(
    ("language", "currency", "expected"),
    [("fr", "EUR", '#,##0 "€"'), ("en", "EUR", '"€"#,##0'), ("fr", "GBP", '#,##0 "£"'), ("en", "GBP", '"£"#,##0')],
)
def test_money_reads_as_in_the_language(language: str, currency: str, expected: str) -> None:
    _, sheet = new_sheet(language, currency)
    sheet.plain([Column("Cost", Kind.MONEY)], [[1234.0]], "")
    assert read_back(sheet)["B6"].number_format == expected


def test_a_filled_cell_has_its_own_colours() -> None:
    _, sheet = new_sheet()
    sheet.plain([Column("Severity", Kind.LEVEL)], [[Filled(4, "#EBD0D8", "#7A1532")]], "")
    cell = read_back(sheet)["B6"]
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("00EBD0D8", "007A1532")


def test_a_column_of_figures_is_as_wide_as_its_longest_figure() -> None:
    money = Column("Cost", Kind.MONEY, 13)
    assert fitted_width(money, 13, "Cost", [1.0], fits=False) == 13
    assert fitted_width(money, 13, "Cost", [1.0, Formula("A1", 123_456_789_012.0)], fits=False) > 18


def test_no_word_of_a_heading_is_broken_but_in_the_names_that_a_team_gave() -> None:
    assert fitted_width(Column("Progress", Kind.PERCENT), 11, "Avancement", [0.5], fits=False) > 12
    assert fitted_width(Column("Trials", Kind.COUNT), 3, "Essais", [1], fits=False) > 8
    assert fitted_width(Column("x" * 90, is_plan_text=True), 14, "x" * 90, [], fits=False) == 14


def test_a_total_row_is_as_high_as_its_longest_text_needs() -> None:
    _, sheet = new_sheet()
    sheet.plain([Column("Criterion"), Column("Tool", Kind.WORD, 12, "tool")], [["a", 1.0]], "")
    row = sheet.band("Category", {"tool": "Automation of marketing and sales"})
    assert sheet.grid.heights[row] >= 60


@pytest.mark.parametrize(("chart_cm", "breaks"), [(0.0, [38]), (50.0, [])])
def test_a_wide_chart_makes_room_on_its_page_for_more_rows(chart_cm: float, breaks: list[int]) -> None:
    worksheet, sheet = new_sheet()
    worksheet.column_dimensions["B"].width = 159
    if chart_cm:
        place_chart(sheet, BarChart(), "Wide", "C1", chart_cm, 5)
    break_pages(worksheet, {}, [39, 46], page_points(worksheet, sheet.style, ["B"], "A4"))
    assert [each.id for each in worksheet.row_breaks.brk] == breaks


@pytest.mark.parametrize(
    ("starts", "drawn", "begun", "breaks"),
    [
        ([1, 50], [22, 36], [], [21, 35]),  # 980 points on pages of 500: each chart of 280 begins one
        ([50], [22, 36], [], [21, 35]),  # the same above the first section
        ([1, 36], [22], [], [21]),
        ([1, 22], [8], [], []),  # it fits on a page
        ([1, 10, 60], [30], [10], [9, 29]),  # a page that was begun before counts anew
    ],
)
def test_a_chart_is_not_parted_by_the_end_of_a_page(
    starts: list[int], drawn: list[int], begun: list[int], breaks: list[int]
) -> None:
    worksheet, _ = new_sheet()
    for row in begun:
        worksheet.row_breaks.append(Break(id=row - 1))
    break_pages(worksheet, dict.fromkeys(range(1, 61), 20.0), starts, 500.0, drawn)
    assert [each.id for each in worksheet.row_breaks.brk] == breaks


def test_a_text_column_that_fits_is_no_wider_than_what_it_holds() -> None:
    text = Column("Name", fits=True)
    assert fitted_width(text, 40, "Name", ["a line of text", "x"], fits=True) == 17
    assert fitted_width(text, 40, "Name", ["x" * 90], fits=True) == 40


@pytest.mark.parametrize(("full", "highest"), [(None, 'type="max"'), (1, 'type="num"')])
def test_bars_are_plain_and_leave_the_totals_out(full: float | None, highest: str) -> None:
    worksheet, sheet = new_sheet()
    columns = [Column("Name"), Column("Cost", Kind.COUNT, key="cost")]
    block = sheet.table("t", columns, [["a", 1.0], ["b", 2.0]], "", totals={"cost": 3.0})
    add_bars(worksheet, sheet.style, block, "cost", full=full)
    xml = xml_of(sheet)
    assert 'gradient="0"' in xml
    assert "<xm:sqref>C6:C7</xm:sqref>" in xml
    assert f"<x14:cfvo {highest}" in xml
    assert xml.endswith("</extLst></worksheet>")


def timeline_of(start: datetime.date, end: datetime.date) -> list[object]:
    action = Action(id="a", name="Do", start_date=start, end_date=end)
    _, sheet = new_sheet()
    timeline.write(sheet, Edition(Snapshot([Plan(id="plan"), action]), words("en"), start))
    return [cell.value for cell in read_back(sheet)[5][7:] if cell.value]


@pytest.mark.parametrize(
    ("end", "count", "last"),
    [
        (datetime.date(2027, 2, 1), 6, datetime.datetime(2027, 2, 1)),
        (datetime.date(2027, 12, 31), 12, datetime.datetime(2027, 12, 1)),
        (datetime.date(2032, 12, 31), 24, datetime.datetime(2032, 10, 1)),
        (datetime.date(2050, 1, 1), 24, datetime.datetime(2050, 1, 1)),
        (datetime.date(9999, 12, 31), 40, datetime.datetime(2066, 1, 1)),
    ],
)
def test_the_timeline_goes_by_weeks_months_quarters_or_years(
    end: datetime.date, count: int, last: datetime.datetime
) -> None:
    periods = timeline_of(datetime.date(2027, 1, 1), end)
    assert (len(periods), periods[-1]) == (count, last)
