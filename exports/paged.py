"""What of a sheet is printed where: pages, breaks, wide tables in parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from exports.blocks import Block
from exports.cell_writer import FIRST_COLUMN, CellWriter
from exports.layout import break_pages, page_points, rows_to_spare, set_margin_texts, set_page
from exports.shared import Shared
from exports.style import Style
from resources.i18n import Words

TITLE_ROW = 2


class PagedSheet(CellWriter):
    """A sheet whose pages follow what is written on it, unless the options leave them to whoever prints."""

    def __init__(self, worksheet: Worksheet, words: Words, style: Style, shared: Shared, next_row: int) -> None:
        super().__init__(worksheet, words, style, next_row, has_formulas=shared.options.has_formulas)
        self.shared = shared
        self._section_rows: list[int] = []
        self._drawn_rows: set[int] = set()
        self._last_column = FIRST_COLUMN

    @property
    def _paper(self) -> str:
        return self.shared.options.paper

    def break_before(self, row: int) -> None:
        """Print this row at the top of a page."""
        if self._paper:
            self.worksheet.row_breaks.append(Break(id=row - 1))

    def print_in_parts(
        self,
        block: Block,
        parts: Sequence[tuple[str, str]],
        named_until: str = "name",
        rows_above: int = 0,
        bare: Collection[str] = (),
    ) -> None:
        """Print a wide block as several pages side by side: the columns of each part, by the keys of its ends.

        The first part starts with the first columns, up to the one that names the row: the other pages repeat these.
        `rows_above`: how many rows above the header they have too, but for parts whose first column is `bare`.
        """
        if not self._paper:
            return
        (_, end), *others = parts
        first = f"{self.letter(0)}{TITLE_ROW}:{block.letters[end]}{self.next_row - 1}"
        tops = [block.header_row - (0 if first_key in bare else rows_above) for first_key, _ in others]
        areas = [
            f"{block.letters[a]}{top}:{block.letters[b]}{block.end_row}"
            for top, (a, b) in zip(tops, others, strict=True)
        ]
        self.worksheet.print_area = ",".join([first, *areas])
        self.worksheet.print_title_cols = f"{self.letter(0)}:{block.letters[named_until]}"

    def print_until_filled(self, block: Block) -> None:
        """Print a table with as many spare rows under it as share its last page; no page has spare rows alone."""
        if not self._paper:
            return
        columns = [self.letter(index) for index in range(self._last_column - FIRST_COLUMN + 1)]
        page = page_points(self.worksheet, self.style, columns, self._paper)
        spare, begin = rows_to_spare(self.grid.heights, page, block.header_row, block.last_row)
        if begin:
            self.break_before(begin)
        self.worksheet.print_area = f"{columns[0]}{TITLE_ROW}:{columns[-1]}{block.last_row + spare}"

    def _set_up_pages(self, repeated_row: int, printed_columns: int) -> None:
        """Headers and footers, and the pages unless they are left to whoever prints."""
        set_margin_texts(self.worksheet, self.shared.texts)
        if not self._paper:
            return
        set_page(self.worksheet, self.style, repeated_row, self._paper)
        printed = [self.letter(index) for index in range(printed_columns or self._last_column - FIRST_COLUMN + 1)]
        page = page_points(self.worksheet, self.style, printed, self._paper)
        starts = [*self._section_rows, self.next_row]
        break_pages(self.worksheet, self.grid.heights, starts, page, self._drawn_rows)

    @staticmethod
    def letter(index: int) -> str:
        """The letter of the column number `index` of a block, counted from 0."""
        return get_column_letter(FIRST_COLUMN + index)
