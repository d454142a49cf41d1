"""Shapes of cells and pages: number formats, heights that show all lines, lists to choose from, A4 set-up."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.cells import encode_text
from exports.columns import Column, Figure, Filled, Formula, Kind, Value
from exports.style import Style

_PAPERS = {"A4": (9, 11.69, 8.27), "A3": (8, 16.54, 11.69)}
"""Excel's number of a paper, its long and its short side in inches."""
_INCHES_PER_CHARACTER = 7.2 / 96
_POINTS_PER_INCH = 72.0
_PIXELS_PER_INCH = 96.0
_CM_PER_INCH = 2.54
_ROWS_TOGETHER = 8
_REPEATED_POINTS = 40.0  # the title or the header at the top of each page
_SURE = 0.9
"""The part of a page that is filled for certain."""
_LEAST_SPARE, _MOST_SPARE, _KEPT_WITH_SPARE = 6, 40, 3
_LINE_POINTS = 15.0
_HIGHEST_ROW = 409.0  # Excel's own limit, in points
_READ_AT_MOST = 6_000  # characters: no row can show more
_BESIDE_WORD = 2.5
"""Characters beside a word of a heading: it is bold, and another font may stand in for ours."""
_HEADER_LIMIT = 110
_LIST_LIMIT = 255  # characters of a list written into a validation rule
_FIGURES = frozenset({Kind.COUNT, Kind.MONEY, Kind.PRICE, Kind.FIGURE, Kind.SCORE, Kind.RATIO})


@dataclass(frozen=True)
class Shape:
    """How a kind of value is shown; no number format = as text."""

    align: str
    number_format: str = "General"


@lru_cache(maxsize=256)
def format_of(kind: Kind, style: Style) -> Shape:
    """Alignment and number format of a kind, in the language of the workbook."""
    shapes = {
        Kind.ID: Shape("left"),
        Kind.TEXT: Shape("left"),
        Kind.WORD: Shape("center"),
        Kind.FIGURE: Shape("right"),
        Kind.COUNT: Shape("right", "#,##0"),
        Kind.LEVEL: Shape("center", "0"),
        Kind.SCORE: Shape("right", "0.0"),
        Kind.RATIO: Shape("right", "0.00"),
        Kind.PROBABILITY: Shape("right", "0.0000"),
        Kind.PERCENT: Shape("right", style.percent_format),
        Kind.SHARE: Shape("right", "0%"),
        Kind.MONEY: Shape("right", style.money_format),
        Kind.PRICE: Shape("right", style.price_format),
        Kind.DATE: Shape("right", style.date_format),
    }
    return shapes[kind]


def row_height(texts: Sequence[tuple[str, float]], lowest: float) -> float:
    """Points that show every line of texts wrapped to a width: spreadsheet programs do not measure rows themselves."""
    lines = max((_lines(text, width) for text, width in texts if text), default=1)
    return min(max(lowest, lines * _LINE_POINTS), _HIGHEST_ROW)


def fitted_width(column: Column, width: float, heading: str, values: Sequence[Value], *, fits: bool) -> float:
    """The width of a column: no figure and no word of the heading is cut, and a text column that fits is no wider
    than what it holds.
    """
    word = max((len(part) for part in heading.split()), default=0)
    if column.kind in _FIGURES:
        return max(width, word + _BESIDE_WORD, max((_figure_width(column, value) for value in values), default=0.0))
    if not fits:
        return width if column.is_plan_text else max(width, word + _BESIDE_WORD)
    longest = max((len(line) for value in values for line in _text_of(value).split("\n")), default=0)
    return min(width, max(longest, word + 2, 6) + 3.0)


def _figure_width(column: Column, value: Value) -> float:
    """Characters that a figure takes as it is shown, with room for its currency."""
    while isinstance(value, Filled | Formula | Figure):
        value = value.value
    if not isinstance(value, int | float) or not math.isfinite(value):
        return 0.0
    decimals = 3 if column.kind is Kind.PRICE else 0
    return len(f"{value:,.0f}") + decimals + (5.0 if column.kind in (Kind.MONEY, Kind.PRICE) else 3.0)


def _text_of(value: Value) -> str:
    while isinstance(value, Filled | Formula | Figure):
        value = value.value
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=4096)
def _lines(text: str, width: float) -> int:
    room = max(int(width) - 1, 1)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(len(textwrap.wrap(line, room)) or 1 for line in text[:_READ_AT_MOST].split("\n"))


def list_formula(choices: Sequence[str]) -> str | None:
    """The list as a validation rule takes it; None when there is none, or one that a rule cannot hold."""
    joined = ",".join(choices)
    if not choices or len(joined) > _LIST_LIMIT or any("," in choice or '"' in choice for choice in choices):
        return None
    return f'"{joined}"'


@dataclass(frozen=True)
class PageTexts:
    """What stands above and below each page."""

    client: str = ""
    confidentiality: str = ""
    date: str = ""


def set_page(worksheet: Worksheet, style: Style, repeated_row: int, paper: str) -> None:
    """Landscape, one page wide, the given row repeated on each page."""
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = _PAPERS[paper][0]
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.print_title_rows = f"{repeated_row}:{repeated_row}"
    margins = worksheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = style.margin_inches
    margins.header = margins.footer = style.margin_inches / 2


def set_margin_texts(worksheet: Worksheet, texts: PageTexts) -> None:
    """Client and confidentiality above, the sheet, the day of export and the page below."""
    codes = worksheet.HeaderFooter
    codes.oddHeader = HeaderFooterItem(
        left=_HeaderFooterPart(_no_codes(texts.client)), right=_HeaderFooterPart(_no_codes(texts.confidentiality))
    )
    codes.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&A"),
        center=_HeaderFooterPart(_no_codes(texts.date)),
        right=_HeaderFooterPart("&P / &N"),
    )


def _no_codes(text: str) -> str:
    """A text as a header shows it: "&" starts a code there, and openpyxl reads "&L" and the like in any text."""
    return " ".join(encode_text(text).replace("&", "&&").split())[:_HEADER_LIMIT]


def break_pages(
    worksheet: Worksheet,
    heights: Mapping[int, float],
    starts: Sequence[int],
    page: float,
    drawn: Collection[int] = (),
) -> None:
    """Start a new page before a section that fits on one page, or would leave its first rows alone at a page’s end.

    `starts`: first row of each section, then the row after the last. `page`: how many points a page holds. `drawn`:
    rows at which charts begin; in a section that is longer than a page they begin one, so that none is parted. Follows
    the sizes that rows and columns were given, since nobody can ask the printer.
    """
    charts = _far_charts(heights, starts, page, drawn)
    top, begun = 1, {each.id + 1 for each in worksheet.row_breaks.brk}
    for first, following in pairwise(sorted({*starts, *charts})):
        top = first if first in begun else top
        start = page if charts.get(first) else _height(heights, top, first - 1) % page
        whole = _height(heights, first, following - 1)
        beginning = _height(heights, first, min(first + _ROWS_TOGETHER, following - 1))
        if start + (whole if whole <= page - _REPEATED_POINTS else beginning) > page:
            worksheet.row_breaks.append(Break(id=first - 1))
            top = first
    known = {each.id: each for each in worksheet.row_breaks.brk}  # some were set before, where a picture begins
    worksheet.row_breaks.brk = [known[row] for row in sorted(known)]


def _far_charts(
    heights: Mapping[int, float], starts: Sequence[int], page: float, drawn: Collection[int]
) -> dict[int, bool]:
    """The rows of charts in sections that are longer than a page, or above the first section: whether the first one.

    How full the page above it is can only be guessed; how many charts fit on a page is certain.
    """
    found: dict[int, bool] = {}
    for first, following in pairwise([1, *starts]):
        if _height(heights, first, following - 1) > page - _REPEATED_POINTS:
            inside = sorted(row for row in drawn if first < row < following)
            found |= {row: row == inside[0] for row in inside}
    return found


def page_points(worksheet: Worksheet, style: Style, columns: Sequence[str], paper: str) -> float:
    """How many points of rows one page holds, once it is one page wide; `columns` are printed side by side."""
    _, long, short = _PAPERS[paper]
    shown = (worksheet.column_dimensions[letter] for letter in columns)
    width = sum(float(each.width) for each in shown if not each.hidden) * _INCHES_PER_CHARACTER
    width = max(width, *_drawn_to(worksheet), 1.0)
    scale = min(1.0, (long - 2 * style.margin_inches) / width)
    return (short - 2 * style.margin_inches) * _POINTS_PER_INCH / scale


def rows_to_spare(heights: Mapping[int, float], page: float, header: int, last: int) -> tuple[int, int]:
    """How many of the rows after `last` share its page, and the row to break before so that some do; 0 = none.

    `header` is repeated on each page. Nobody can ask the printer: a part of each page is left for what it makes of it.
    """
    page, top = page * _SURE, 1
    for row in range(1, last + 1):
        room = page - (_height(heights, header, header) if top > 1 else 0.0)
        if _height(heights, top, row) > room:
            top = row
    if top > 1:
        page -= _height(heights, header, header)
    spare = _fitting(heights, last + 1, page - _height(heights, top, last))
    begin = last - _KEPT_WITH_SPARE + 1
    if spare >= _LEAST_SPARE or begin <= max(top, header + 1):
        return spare, 0
    return _fitting(heights, last + 1, page - _height(heights, begin, last)), begin


def _fitting(heights: Mapping[int, float], first: int, room: float) -> int:
    count = 0
    while count < _MOST_SPARE and _height(heights, first, first + count) <= room:
        count += 1
    return count


def _drawn_to(worksheet: Worksheet) -> Iterator[float]:
    """Where charts and pictures end on the right, in inches: the page is made as wide."""
    drawn: Any = worksheet  # the types of openpyxl know nothing of what is drawn on a sheet
    charts = [(chart.anchor, chart.width / _CM_PER_INCH) for chart in drawn._charts]
    for anchor, wide in charts + [(image.anchor, image.width / _PIXELS_PER_INCH) for image in drawn._images]:
        before = range(1, column_index_from_string(anchor.rstrip("0123456789")))
        dimensions = (worksheet.column_dimensions[get_column_letter(number)] for number in before)
        yield sum(float(each.width) for each in dimensions if not each.hidden) * _INCHES_PER_CHARACTER + wide


def _height(heights: Mapping[int, float], first: int, last: int) -> float:
    return sum(heights.get(row, _LINE_POINTS) for row in range(first, last + 1))
