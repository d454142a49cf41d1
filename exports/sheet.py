"""Builds one sheet from top to bottom: heading, blocks of rows under a header, totals, and the page to print."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from exports.cells import put_date, put_formula, put_number, put_text
from exports.columns import Column, Figure, Filled, Formula, Kind, Value
from exports.layout import break_pages, format_of, list_formula, row_height, set_page
from exports.style import Look, Style
from resources.i18n import N_, Words

TITLE_ROW, NOTE_ROW, FIRST_BLOCK_ROW = 2, 3, 5
FIRST_COLUMN = 2
_TITLE = Look("titleColor", bold=True, size="titleSize", indent=0, wrap=False)
_SECTION = replace(_TITLE, size="bodySize")
_NOTE = Look("mutedColor", size="noteSize", indent=0, wrap=False)
_HEADER = Look("headerText", "headerFill", bold=True)
_GROUP = Look("groupText", "groupFill", bold=True, border="row")
_TOTAL = Look("textColor", "totalFill", bold=True, border="total")


@dataclass(frozen=True)
class Block:
    """Where a block was written: rows of its body, and the letter of each column with a key."""

    header_row: int
    first_row: int
    last_row: int
    letters: Mapping[str, str]

    def cells(self, key: str) -> str:
        """The body cells of a column, as in "J6:J14"."""
        return f"{self.letters[key]}{self.first_row}:{self.letters[key]}{self.last_row}"

    def fixed_cells(self, key: str) -> str:
        """The same as an absolute reference, as in "$J$6:$J$14"."""
        letter = self.letters[key]
        return f"${letter}${self.first_row}:${letter}${self.last_row}"


class Sheet:
    """Writes into a worksheet; `cached` keeps the values of its formulas, `cut` the addresses of texts cut short."""

    def __init__(self, worksheet: Worksheet, words: Words, style: Style) -> None:
        self.worksheet = worksheet
        self.words = words
        self.style = style
        self.cached: dict[str, float | str | None] = {}
        self.cut: list[str] = []
        self.next_row = FIRST_BLOCK_ROW
        self._columns: Sequence[Column] = ()
        self._letters: dict[str, str] = {}
        self._header_row = FIRST_BLOCK_ROW
        self._body_rows: list[int] = []
        self._blocks: list[Block] = []
        self._section_rows: list[int] = []
        self._last_column = FIRST_COLUMN
        worksheet.sheet_view.showGridLines = False
        worksheet.column_dimensions["A"].width = style.width("margin")

    # ---- heading

    def heading(self, title: str, note: str) -> None:
        """The title and the line under it."""
        self._put_line(TITLE_ROW, title, "title", _TITLE)
        self._put_line(NOTE_ROW, note, "note", _NOTE)
        self.worksheet.row_dimensions[1].height = 8
        self.worksheet.row_dimensions[4].height = 10

    def section(self, title: str, note: str = "") -> None:
        """A second title lower on the sheet, before another block."""
        self.next_row += 1
        self._section_rows.append(self.next_row)
        self._put_line(self.next_row, title, "total", _SECTION)
        self.next_row += 1
        if note:
            self._put_line(self.next_row, note, "note", _NOTE)
            self.next_row += 1

    # ---- blocks

    def table(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str) -> Block:
        """A real Excel table called `name`; without rows, one row that says `empty` in its first text column."""
        block = self.plain(columns, rows, empty)
        table = Table(displayName=name, ref=self._area(block))
        table.tableStyleInfo = TableStyleInfo(showRowStripes=False)
        self.worksheet.add_table(table)
        return block

    def plain(self, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str) -> Block:
        """The same rows without an Excel table, which would alter headings that are dates or words of the team."""
        self.header(columns)
        for row in rows:
            self.row(row)
        if not self._body_rows:
            self.empty_row(empty)
        return self.close_block()

    def header(self, columns: Sequence[Column]) -> None:
        """The coloured row of headings; the rows that follow, until `close_block`, have these columns."""
        self._columns = columns
        self._header_row, self._body_rows = self.next_row, []
        self._letters = {column.key: self.letter(index) for index, column in enumerate(columns) if column.key}
        self._last_column = max(self._last_column, FIRST_COLUMN + len(columns) - 1)
        taken: set[str] = set()
        for index, column in enumerate(columns):
            cell = self._cell(index)
            align = format_of(column.kind, self.style).align
            number_format = column.heading_format or "General"
            self.style.dress(cell, replace(_HEADER, align=align, number_format=number_format))
            self._put(cell, self._heading(column, taken))
            self._set_width(index, column)
        headings = [column.heading if isinstance(column.heading, str) else "" for column in columns]
        height = row_height(list(map(self.words.tr, headings)), self._widths(), self.style.height("header"))
        self.worksheet.row_dimensions[self.next_row].height = height
        self.next_row += 1

    def row(self, values: Sequence[Value]) -> int:
        """One row of the body; returns its number."""
        texts = []
        for index, value in enumerate(values):
            cell = self._cell(index)
            self._put_body(cell, self._columns[index], value)
            texts.append(_shown_text(value))
        height = row_height(texts, self._widths(), self.style.height("row"))
        self.worksheet.row_dimensions[self.next_row].height = height
        self._body_rows.append(self.next_row)
        self.next_row += 1
        return self.next_row - 1

    def empty_row(self, text: str) -> None:
        """The row that stands for a body without rows."""
        self.row([None] * len(self._columns))
        index = next((i for i, column in enumerate(self._columns) if column.kind is Kind.TEXT), 0)
        row = self.next_row - 1
        cell = self._cell(index, row)
        self.style.dress(cell, Look("mutedColor", border="row"))
        self._put(cell, text)
        widths = self._widths()[index : index + 1]
        self.worksheet.row_dimensions[row].height = row_height([text], widths, self.style.height("row"))

    def band(self, label: str, values: Mapping[str, Value], role: str) -> int:
        """A row over the whole width: the head of a group ("group") or a total ("total"); returns its number."""
        band = _GROUP if role == "group" else _TOTAL
        for index, column in enumerate(self._columns):
            cell = self._cell(index)
            value: Value = label if index == 0 else values.get(column.key)
            look = self._look(column, value)
            look = replace(band, align=look.align, number_format=look.number_format)
            if index == 0:
                look = replace(look, align="left", wrap=False)
            self.style.dress(cell, look)
            self._put(cell, value)
        self.worksheet.row_dimensions[self.next_row].height = self.style.height(role)
        self.next_row += 1
        return self.next_row - 1

    def close_block(self) -> Block:
        """Ends the rows of a block, offers its lists to choose from, and tells where it is."""
        block = Block(self._header_row, self._header_row + 1, self.next_row - 1, dict(self._letters))
        for index, column in enumerate(self._columns):
            self._offer_choices(column, self._body_cells(self.letter(index)))
        self._blocks.append(block)
        return block

    def add_bars(self, key: str) -> None:
        """Bars in proportion to the figures of a column, in the rows of the body only. To call before `close_block`."""
        ends = [FormatObject(type="num", val=0), FormatObject(type="max")]
        bar = DataBar(cfvo=ends, color=Color(rgb=f"FF{self.style.color('barFill')}"))
        rule = Rule(type="dataBar", dataBar=bar)
        self.worksheet.conditional_formatting.add(self._body_cells(self._letters[key]), rule)

    def filter_block(self, block: Block) -> None:
        """A filter on the header of a block that is not an Excel table, because its rows are grouped."""
        self.worksheet.auto_filter.ref = self._area(block)

    # ---- page

    def finish(self, frozen_columns: int = 0, repeats_header: bool | None = None, printed_columns: int = 0) -> None:
        """Frozen panes at the first block and the page set-up; `frozen_columns` stay in sight on the left.

        A sheet with several blocks repeats its title on each page rather than the header of the first one, unless told.
        `printed_columns`: how many share a page, when not all do.
        """
        if self._blocks:
            column = get_column_letter(FIRST_COLUMN + frozen_columns) if frozen_columns else "A"
            self.worksheet.freeze_panes = f"{column}{self._blocks[0].first_row}"
        repeats = len(self._blocks) == 1 if repeats_header is None else repeats_header
        repeated = self._blocks[0].header_row if repeats and self._blocks else TITLE_ROW
        set_page(self.worksheet, self.style, repeated)
        printed = [self.letter(index) for index in range(printed_columns or self._last_column - FIRST_COLUMN + 1)]
        break_pages(self.worksheet, self.style, [*self._section_rows, self.next_row], printed)

    def print_in_parts(self, block: Block, parts: Sequence[tuple[str, str]], last_row: int = 0) -> None:
        """Print a wide block as several pages side by side: the columns of each part, by the keys of its ends.

        The first part starts with the first columns, up to the one that names the row: the other pages repeat these.
        `last_row`: the last row of the first part, when it goes further than the block.
        """
        (_, end), *others = parts
        first = f"{self.letter(0)}{TITLE_ROW}:{block.letters[end]}{last_row or block.last_row}"
        areas = [f"{block.letters[a]}{block.header_row}:{block.letters[b]}{block.last_row}" for a, b in others]
        self.worksheet.print_area = ",".join([first, *areas])
        self.worksheet.print_title_cols = f"{self.letter(0)}:{block.letters['name']}"

    @staticmethod
    def letter(index: int) -> str:
        """The letter of the column number `index` of a block, counted from 0."""
        return get_column_letter(FIRST_COLUMN + index)

    def letter_of(self, key: str) -> str:
        """The letter of a column of the present block."""
        return self._letters[key]

    # ---- cells

    def _put_body(self, cell: Cell, column: Column, value: Value) -> None:
        self.style.dress(cell, self._look(column, value))
        self._put(cell, value.value if isinstance(value, Filled) else value)

    def _look(self, column: Column, value: Value) -> Look:
        """The look of a value in the body: alignment of its column, number format of its own kind, ground if any."""
        if isinstance(value, Filled):
            return replace(self._look(column, value.value), fill=value.fill, color=value.color)
        return Look(
            color="mutedColor" if column.kind is Kind.ID else "textColor",
            fill="inputFill" if column.is_input else "",
            align=format_of(column.kind, self.style).align,
            border="row",
            number_format="General"
            if isinstance(value, str | None)
            else format_of(_kind_of(value, column), self.style).number_format,
        )

    def _put(self, cell: Cell, value: Value) -> None:
        if isinstance(value, Figure):
            value = value.value
        if isinstance(value, str):
            if put_text(cell, value, self.words.tr(N_("… [cut]"))):
                self.cut.append(cell.coordinate)
        elif isinstance(value, Formula):
            references = {key: f"{letter}{cell.row}" for key, letter in self._letters.items()}
            put_formula(cell, value.expression.format(**references))
            self.cached[cell.coordinate] = value.value
        elif isinstance(value, datetime.date):
            put_date(cell, value)
        elif isinstance(value, int | float):
            put_number(cell, value)

    def _put_line(self, row: int, text: str, height: str, look: Look) -> None:
        cell = self._cell(0, row)
        self.style.dress(cell, look)
        self._put(cell, text)
        self.worksheet.row_dimensions[row].height = self.style.height(height)

    def _heading(self, column: Column, taken: set[str]) -> Value:
        """The heading, with a number when the block already has the same: an Excel table wants them distinct."""
        if column.is_plan_text or not isinstance(column.heading, str):
            return column.heading
        heading = text = self.words.tr(column.heading)
        number = 2
        while text.casefold() in taken:
            text, number = f"{heading} {number}", number + 1
        taken.add(text.casefold())
        return text

    def _offer_choices(self, column: Column, cells: str) -> None:
        formula = list_formula(column.choices)
        if formula is None:
            return
        validation = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
        for run in cells.split():
            validation.add(run)
        self.worksheet.add_data_validation(validation)

    def _set_width(self, index: int, column: Column) -> None:
        """The first block that uses a column sets its width; those below share it."""
        dimension = self.worksheet.column_dimensions[self.letter(index)]
        if not dimension.customWidth or not self._blocks:
            dimension.width = self.style.width(column.width) if isinstance(column.width, str) else column.width

    def _widths(self) -> list[float]:
        letters = (self.letter(index) for index in range(len(self._columns)))
        return [float(self.worksheet.column_dimensions[letter].width) for letter in letters]

    def _area(self, block: Block) -> str:
        last = self.letter(len(self._columns) - 1)
        return f"{self.letter(0)}{block.header_row}:{last}{block.last_row}"

    def _body_cells(self, letter: str) -> str:
        """The cells of a column in the rows of the body, bands left out, as in "J7:J10 J12:J14"."""
        runs: list[tuple[int, int]] = []
        for row in self._body_rows:
            if runs and runs[-1][1] == row - 1:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
        return " ".join(f"{letter}{first}:{letter}{last}" for first, last in runs)

    def _cell(self, index: int, row: int = 0) -> Cell:
        cell = self.worksheet.cell(row or self.next_row, FIRST_COLUMN + index)
        assert isinstance(cell, Cell)  # nothing is ever merged
        return cell


def _kind_of(value: Value, column: Column) -> Kind:
    """The kind that decides the number format of a value; the column's own decides the alignment."""
    if isinstance(value, Formula | Figure) and value.kind is not None:
        return value.kind
    return Kind.DATE if isinstance(value, datetime.date) else column.kind


def _shown_text(value: Value) -> str:
    """The text whose lines decide the height of a row; figures and dates fit on one."""
    if isinstance(value, Filled):
        return _shown_text(value.value)
    return value if isinstance(value, str) else ""
