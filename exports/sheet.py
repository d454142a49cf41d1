"""Builds one sheet from top to bottom: heading, blocks of rows under a header, totals, and the page to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from openpyxl.comments import Comment
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.blocks import Block, excel_table
from exports.cell_writer import FIRST_COLUMN, LETTERS
from exports.client_columns import CLIENT_COLUMNS
from exports.columns import Column, Formula, Kind, Value
from exports.hidden import Returning
from exports.layout import fitted_width, format_of, row_height
from exports.locked import locked_prints
from exports.package import Part
from exports.paged import TITLE_ROW, PagedSheet
from exports.shared import Shared, Standing
from exports.style import Look, Style
from exports.validation import validations
from resources.i18n import N_, Words
from resources.tokens import palette
from storage.base import Base

NOTE_ROW, FIRST_BLOCK_ROW = 3, 5
_TITLE = Look("titleColor", bold=True, size="titleSize", indent=0, wrap=False)
_SECTION = replace(_TITLE, size="bodySize")
_NOTE = Look("mutedColor", size="noteSize", indent=0, wrap=False)
_HEADER = Look("headerText", "headerFill", bold=True)
_TOTAL = Look("textColor", "totalFill", bold=True, border="total")


class Sheet(PagedSheet):
    """Writes into a worksheet; what other sheets must find is in `shared`."""

    def __init__(self, worksheet: Worksheet, words: Words, style: Style, shared: Shared | None = None) -> None:
        super().__init__(worksheet, words, style, shared or Shared(), FIRST_BLOCK_ROW)
        self.blocks: list[Block] = []
        self._first_shown = FIRST_COLUMN
        self._headings: list[str] = []
        self._header_row = FIRST_BLOCK_ROW
        self._ruled: list[tuple[Block, Sequence[Column]]] = []
        worksheet.sheet_view.showGridLines = False
        worksheet.column_dimensions["A"].width = style.width("margin")

    def set_tab(self, step: int | None) -> None:
        """Colour the tab as its step of the method; None for sheets about the whole plan."""
        stages = palette("light")["stage"]
        color = self.style.color("mutedColor") if step is None else str(stages[step]).lstrip("#")
        self.worksheet.sheet_properties.tabColor = color
        self.worksheet.sheet_view.zoomScale = self.style.zoom

    # ---- heading

    def heading(self, title: str, note: str, *, hidden_columns: int = 0) -> None:
        """The title and the line under it; `hidden_columns` of the first block come before what is seen."""
        self._first_shown = FIRST_COLUMN + hidden_columns
        self._put_line(TITLE_ROW, title, "title", _TITLE)
        self._put_line(NOTE_ROW, note, "note", _NOTE)
        self.grid.heights[1] = 8
        self.grid.heights[4] = 10

    def second_note(self, text: str) -> None:
        """One more line under the title."""
        self._put_line(NOTE_ROW + 1, text, "note", _NOTE)

    def section(self, title: str, note: str = "") -> None:
        """A second title lower on the sheet, before another block."""
        self.next_row += 1
        self._section_rows.append(self.next_row)
        self._put_line(self.next_row, title, "total", _SECTION)
        self.next_row += 1
        if note:
            self.note_line(note)

    def note_line(self, text: str) -> None:
        """A sentence on a line of its own."""
        self._put_line(self.next_row, text, "note", _NOTE)
        self.next_row += 1

    def leave_room(self, rows: int, points: float, *, may_begin_page: bool = False) -> None:
        """Leave rows of this height for a chart or a picture; `may_begin_page`: rather than be parted by its end."""
        if may_begin_page:
            self._drawn_rows.add(self.next_row)
        for _ in range(rows):
            self.grid.heights[self.next_row] = points
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
        stands_for: Sequence[Base | None] = (),
        named_by: str = "",
    ) -> Block:
        """A real Excel table called `name`; without rows, one row that says `empty`.

        `totals`: keys of the columns that the last row sums, of the rows in sight only, with their sums now. `beside`:
        columns on its right that do not belong to it, without cells. `at`: the letter of its first column.
        `stands_for`: the rows of the plan that are in it, in this order, if others lead to them or they come back;
        `named_by` is the key of the column that names them.
        """
        found = list(rows)
        block = self._body(columns, found, empty, at, beside)
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
        # The totals of a table are formulas: without any, they stand under it.
        whole = block if self.has_formulas else replace(block, total_row=None)
        table = excel_table(whole, ends[0], headings, ends[1], summed=summed, label=label, filters=has_filter)
        self.worksheet.add_table(table)
        self._note(block, stands_for, named_by)
        if name in CLIENT_COLUMNS:
            returning = [row for row in stands_for if row is not None]
            locked = tuple(locked_prints(name, columns, found))
            self.shared.returning.append(Returning(self.worksheet.title, block, returning, locked))
        return self._keep(block)

    def _note(self, block: Block, rows: Sequence[Base | None], named_by: str) -> None:
        """Let other sheets find a table and its rows."""
        title = self.worksheet.title
        self.shared.tables[block.table] = Standing(title, block)
        if named_by:
            self.shared.note_rows(title, block, block.letters[named_by], rows)

    def plain(self, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str) -> Block:
        """The same rows without an Excel table, which would alter headings that are words of the team."""
        return self._keep(self._body(columns, rows, empty))

    def spare_rows(self, rows: Iterable[Sequence[Value]]) -> None:
        """Rows under a table that say nothing yet: they are not of it, and have no lines under them."""
        self._columns = [replace(column, border="") for column in self._columns]
        self._numbers = {}
        for row in rows:
            self._row(row)

    def band(self, label: str, values: Mapping[str, Value]) -> int:
        """A total under a block, as wide as it; returns its row."""
        row = self.next_row
        first = next((index for index, column in enumerate(self._columns) if not column.is_hidden), 0)
        for index, column in enumerate(self._columns):
            value: Value = label if index == first else values.get(column.key)
            look = self._look(column, value)
            look = replace(_TOTAL, align=look.align, number_format=look.number_format)
            if index == first:
                look = replace(look, align="left", wrap=False)
            self._put(row, index, value, look)
        texts = [
            (value, width)
            for column, width in zip(self._columns, self._shown_widths, strict=False)
            if isinstance(value := values.get(column.key), str)
        ]
        self.grid.heights[row] = row_height(texts, self.style.height("total"))
        self.next_row += 1
        return row

    def _body(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        empty: str,
        at: str = "",
        beside: Sequence[Column] = (),
    ) -> Block:
        """A header and the rows under it; without any, one that says `empty`."""
        self._first_column = column_index_from_string(at) if at else FIRST_COLUMN
        found = list(rows)
        self._header([*columns, *beside], found)
        self._columns = columns
        for row in found:
            self._row(row)
        if not found:
            self._empty_row(empty)
        keys = [column.key for column in columns]
        headings = {key: heading for key, heading in zip(keys, self._headings, strict=False) if key}
        first = self._letter(0)
        return Block(
            self._header_row,
            self._header_row + 1,
            self.next_row - 1,
            dict(self._letters),
            headings,
            first_letter=first,
        )

    def _keep(self, block: Block) -> Block:
        """Remember a block that is finished, with the rules for what is typed into its columns."""
        self.blocks.append(block)
        self._ruled.append((block, self._columns))
        return block

    def _header(self, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
        """The coloured row of headings."""
        self._columns, self._numbers = columns, {}
        self._header_row, self._headings = self.next_row, []
        self._letters = {column.key: self._letter(index) for index, column in enumerate(columns) if column.key}
        self._last_column = max(self._last_column, self._first_column + len(columns) - 1)
        taken: set[str] = set()
        for index, column in enumerate(columns):
            align = format_of(column.kind, self.style).align
            heading = self._heading(column, taken)
            look = _header_look(align, column.heading_format or "General", column.heading_rotation)
            self._put(self.next_row, index, heading, look)
            self._headings.append(heading if isinstance(heading, str) else "")
            self._set_column(index, column, [row[index] for row in rows if index < len(row)])
            if column.hint:
                self._comment(index, self.words.tr(column.hint))
        self._shown_widths = [
            float(self.worksheet.column_dimensions[self._letter(index)].width) for index in range(len(columns))
        ]
        lowest = self.style.height("header")
        widths = zip(columns, self._headings, self._shown_widths, strict=True)
        seen = [(heading, width) for column, heading, width in widths if not column.is_hidden]
        self.grid.heights[self.next_row] = max(
            row_height(seen, lowest),
            max((62.0 for column in columns if column.heading_rotation), default=lowest),
        )
        self.next_row += 1

    def _empty_row(self, text: str) -> None:
        """The row that stands for a body without rows."""
        self._row([None] * len(self._columns))
        shown = [index for index, column in enumerate(self._columns) if not column.is_hidden]
        index = next((i for i in shown if self._columns[i].kind is Kind.TEXT), shown[0])
        row = self.next_row - 1
        self._put(row, index, text, Look("mutedColor", border="row"))
        self.grid.heights[row] = row_height([(text, self._shown_widths[index])], self.style.height("row"))

    # ---- page

    def finish(self, frozen_columns: int = 0, repeats_header: bool | None = None, printed_columns: int = 0) -> None:
        """Frozen panes at the first block, rules for what is typed, and the page set-up.

        `frozen_columns` stay in sight on the left. A sheet with several blocks repeats its title on each page rather
        than the header of the first one, unless told. `printed_columns`: how many share a page, when not all do.
        """
        for block, columns in self._ruled:
            for rule in validations(block, columns, self.words, self.shared.lists, is_last=block is self.blocks[-1]):
                self.worksheet.add_data_validation(rule)
        if self.blocks:
            column = get_column_letter(FIRST_COLUMN + frozen_columns) if frozen_columns else "A"
            self.worksheet.freeze_panes = f"{column}{self.blocks[0].first_row}"
        repeats = len(self.blocks) == 1 if repeats_header is None else repeats_header
        repeated = self.blocks[0].header_row if repeats and self.blocks else TITLE_ROW
        self._set_up_pages(repeated, printed_columns)

    def protect(self) -> None:
        """Lock what is not to be filled in, without a password: filters, sorting and sizes stay free."""
        protection = self.worksheet.protection
        protection.sheet = True
        for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "formatCells"):
            setattr(protection, allowed, False)

    @property
    def part(self) -> Part:
        """What we write of the sheet."""
        return Part(self.grid.area, self.grid.xml())

    def _letter(self, index: int) -> str:
        """The same of the present block, which may start further to the right."""
        return get_column_letter(self._first_column + index)

    # ---- inside

    def _put_line(self, row: int, text: str, height: str, look: Look) -> None:
        self.put(row, LETTERS[self._first_shown], text, look)
        self.grid.heights[row] = self.style.height(height)

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

    def _comment(self, index: int, text: str) -> None:
        """A comment on a heading: openpyxl writes it, from a cell that is not in the file."""
        comment = Comment(text, "Périple", height=90, width=260)
        self.worksheet.cell(self.next_row, self._first_column + index).comment = comment

    def _set_column(self, index: int, column: Column, values: Sequence[Value]) -> None:
        """The first block that uses a column sets its width; those below share it."""
        dimension = self.worksheet.column_dimensions[self._letter(index)]
        if dimension.customWidth and self.blocks:
            return
        width = self.style.width(column.width) if isinstance(column.width, str) else column.width
        heading = "" if column.heading_rotation else self._headings[index]
        dimension.width = fitted_width(column, width, heading, values, fits=column.fits)
        dimension.hidden = column.is_hidden
        if column.group:
            dimension.outline_level = column.group
        if column.is_input:
            self.style.dress(dimension, replace(self._look(column, None), border="", fill=""))


@cache
def _header_look(align: str, number_format: str, rotation: int) -> Look:
    return replace(_HEADER, align=align, number_format=number_format, rotation=rotation)
