"""Builds one sheet from top to bottom: heading, blocks of rows under a header, totals, and the page to print."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from exports.blocks import Block, excel_table
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
_TOTAL = Look("textColor", "totalFill", bold=True, border="total")
_SPARE_ROWS = 200
"""How far below the last block its lists to choose from are still offered, for rows that the reader adds."""


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
        self._first_column = FIRST_COLUMN
        self._letters: dict[str, str] = {}
        self._headings: list[str] = []
        self._header_row = FIRST_BLOCK_ROW
        self._blocks: list[Block] = []
        self._choices: list[tuple[Block, str, str]] = []
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

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        empty: str,
        *,
        totals: Mapping[str, float] | None = None,
        beside: Sequence[Column] = (),
        at: str = "",
        has_filter: bool = True,
    ) -> Block:
        """A real Excel table called `name`; without rows, one row that says `empty`.

        `totals`: keys of the columns that the last row sums, of the rows in sight only, with their sums now. `beside`:
        columns on its right that do not belong to it, empty. `at`: the letter of its first column.
        """
        block = self._body([*columns, *beside], ([*row, *[None] * len(beside)] for row in rows), empty, at)
        block = replace(block, table=name)
        label = self.words.tr(N_("Total"))
        if totals is not None:
            sums: dict[str, Value] = {
                key: Formula(f"SUBTOTAL(109,{block.named_cells(key)})", value) for key, value in totals.items()
            }
            block = replace(block, total_row=self.band(label, sums))
        summed = {block.headings[key] for key in totals or ()}
        ends = self._letter(0), self._letter(len(columns) - 1)
        headings = self._headings[: len(columns)]
        table = excel_table(block, ends[0], headings, ends[1], summed=summed, label=label, filters=has_filter)
        self.worksheet.add_table(table)
        return self._keep(block)

    def plain(self, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str) -> Block:
        """The same rows without an Excel table, which would alter headings that are words of the team."""
        return self._keep(self._body(columns, rows, empty))

    def band(self, label: str, values: Mapping[str, Value]) -> int:
        """A total under a block, as wide as it; returns its row."""
        for index, column in enumerate(self._columns):
            cell = self._cell(index)
            value: Value = label if index == 0 else values.get(column.key)
            look = self._look(column, value)
            look = replace(_TOTAL, align=look.align, number_format=look.number_format)
            if index == 0:
                look = replace(look, align="left", wrap=False)
            self.style.dress(cell, look)
            self._put(cell, value)
        self.worksheet.row_dimensions[self.next_row].height = self.style.height("total")
        self.next_row += 1
        return self.next_row - 1

    def _body(self, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str, at: str = "") -> Block:
        """A header and the rows under it; without any, one that says `empty`."""
        self._first_column = column_index_from_string(at) if at else FIRST_COLUMN
        self._header(columns)
        for row in rows:
            self._row(row)
        if self.next_row == self._header_row + 1:
            self._empty_row(empty)
        keys = [column.key for column in columns]
        headings = {key: heading for key, heading in zip(keys, self._headings, strict=True) if key}
        return Block(self._header_row, self._header_row + 1, self.next_row - 1, dict(self._letters), headings)

    def _keep(self, block: Block) -> Block:
        """Remember a block that is finished, with the lists to choose from in its columns."""
        self._blocks.append(block)
        for index, column in enumerate(self._columns):
            if formula := list_formula(column.choices):
                self._choices.append((block, self._letter(index), formula))
        return block

    def _header(self, columns: Sequence[Column]) -> None:
        """The coloured row of headings."""
        self._columns = columns
        self._header_row, self._headings = self.next_row, []
        self._letters = {column.key: self._letter(index) for index, column in enumerate(columns) if column.key}
        self._last_column = max(self._last_column, self._first_column + len(columns) - 1)
        taken: set[str] = set()
        for index, column in enumerate(columns):
            cell = self._cell(index)
            align = format_of(column.kind, self.style).align
            number_format = column.heading_format or "General"
            self.style.dress(cell, replace(_HEADER, align=align, number_format=number_format))
            heading = self._heading(column, taken)
            self._put(cell, heading)
            self._headings.append(heading if isinstance(heading, str) else "")
            self._set_width(index, column)
        height = row_height(self._headings, self._widths(), self.style.height("header"))
        self.worksheet.row_dimensions[self.next_row].height = height
        self.next_row += 1

    def _row(self, values: Sequence[Value]) -> None:
        """One row of the body."""
        texts = []
        for index, value in enumerate(values):
            cell = self._cell(index)
            self._put_body(cell, self._columns[index], value)
            texts.append(_shown_text(value))
        height = row_height(texts, self._widths(), self.style.height("row"))
        self.worksheet.row_dimensions[self.next_row].height = height
        self.next_row += 1

    def _empty_row(self, text: str) -> None:
        """The row that stands for a body without rows."""
        self._row([None] * len(self._columns))
        index = next((i for i, column in enumerate(self._columns) if column.kind is Kind.TEXT), 0)
        row = self.next_row - 1
        cell = self._cell(index, row)
        self.style.dress(cell, Look("mutedColor", border="row"))
        self._put(cell, text)
        widths = self._widths()[index : index + 1]
        self.worksheet.row_dimensions[row].height = row_height([text], widths, self.style.height("row"))

    # ---- page

    def finish(self, frozen_columns: int = 0, repeats_header: bool | None = None, printed_columns: int = 0) -> None:
        """Frozen panes at the first block and the page set-up; `frozen_columns` stay in sight on the left.

        A sheet with several blocks repeats its title on each page rather than the header of the first one, unless told.
        `printed_columns`: how many share a page, when not all do.
        """
        self._offer_choices()
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
        first = f"{self.letter(0)}{TITLE_ROW}:{block.letters[end]}{last_row or block.end_row}"
        areas = [f"{block.letters[a]}{block.header_row}:{block.letters[b]}{block.end_row}" for a, b in others]
        self.worksheet.print_area = ",".join([first, *areas])
        self.worksheet.print_title_cols = f"{self.letter(0)}:{block.letters['name']}"

    @staticmethod
    def letter(index: int) -> str:
        """The letter of the column number `index` of a block, counted from 0."""
        return get_column_letter(FIRST_COLUMN + index)

    def _letter(self, index: int) -> str:
        """The same of the present block, which may start further to the right."""
        return get_column_letter(self._first_column + index)

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
        self._first_column = FIRST_COLUMN
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

    def _offer_choices(self) -> None:
        """The lists to choose from reach past the last row, for rows added there: as far as no other block follows."""
        for block, letter, formula in self._choices:
            last = block.last_row + (_SPARE_ROWS if block is self._blocks[-1] else 1)
            validation = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
            validation.add(f"{letter}{block.first_row}:{letter}{last}")
            self.worksheet.add_data_validation(validation)

    def _set_width(self, index: int, column: Column) -> None:
        """The first block that uses a column sets its width; those below share it."""
        dimension = self.worksheet.column_dimensions[self._letter(index)]
        if not dimension.customWidth or not self._blocks:
            dimension.width = self.style.width(column.width) if isinstance(column.width, str) else column.width

    def _widths(self) -> list[float]:
        letters = (self._letter(index) for index in range(len(self._columns)))
        return [float(self.worksheet.column_dimensions[letter].width) for letter in letters]

    def _cell(self, index: int, row: int = 0) -> Cell:
        cell = self.worksheet.cell(row or self.next_row, self._first_column + index)
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
