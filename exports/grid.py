"""The cells of one sheet as they will stand in its file, and the heights and levels of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from openpyxl.utils import get_column_letter


class Grid:
    """Cells by row and column, both counted from 1; what is put twice is there once."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, str]] = defaultdict(dict)
        self.heights: dict[int, float] = {}
        self.levels: dict[int, int] = {}
        """How deep a row lies in the outline of the sheet; 1 = in a group."""

    def put(self, row: int, column: int, cell: str) -> None:
        """Put a cell as `exports.cells` writes it."""
        self._rows[row][column] = cell

    def put_row(self, row: int, cells: Mapping[int, str]) -> None:
        """Put several cells of a row."""
        self._rows[row].update(cells)

    @property
    def area(self) -> str:
        """The rectangle around all cells, as in "B2:J14"."""
        columns = [column for cells in self._rows.values() for column in cells]
        if not columns:
            return "A1"
        first, last = get_column_letter(min(columns)), get_column_letter(max(columns))
        return f"{first}{min(self._rows)}:{last}{max(self._rows)}"

    def xml(self) -> str:
        """The `sheetData` element."""
        rows = sorted(self._rows.keys() | self.heights.keys())
        return f"<sheetData>{''.join(map(self._row, rows))}</sheetData>"

    def _row(self, number: int) -> str:
        height, level = self.heights.get(number), self.levels.get(number)
        shape = f' ht="{height:g}" customHeight="1"' if height else ""
        shape += f' outlineLevel="{level}"' if level else ""
        cells = self._rows.get(number, {})
        inside = "".join([cells[column] for column in sorted(cells)])
        return f'<row r="{number}"{shape}>{inside}</row>'
