"""How far the cells of an open document (.ods) reach, told row by row before the reader builds them.

A row or a cell may stand for many others. The reader makes all of them, in one rectangle down to the last one filled,
so a small file may ask for more cells than there is memory.
"""

from __future__ import annotations

import re

_ROW_END = b"</table:table-row"
_TABLE = b"<table:table "
_FILLED = b"value-type"
_ROW, _CELL, _COVERED = b"<table:table-row", b"<table:table-cell", b"<table:covered-table-cell"
_LONGEST_ROW = 1 << 24
_ROWS = re.compile(rb"<table:table-row\b(?:[^>]*?number-rows-repeated\s*=\s*[\"'](\d+))?[^>]*?(/?)>")
_CELLS = re.compile(rb"<table:(?:covered-)?table-cell\b(?:[^>]*?number-columns-repeated\s*=\s*[\"'](\d+))?")
_MANY = 1 << 40


class Spread:
    """The largest rectangle down to a filled row and out to a filled cell, of all sheets so far."""

    def __init__(self) -> None:
        self.cells = 0
        self._left = b""
        self._rows = self._empty_rows = self._columns = 0

    def look(self, piece: bytes) -> None:
        """Take the next piece of the document."""
        text = self._left + piece
        *rows, self._left = text.split(_ROW_END)
        is_odd = _TABLE in text or _COVERED in text
        columns = self._columns
        for row in rows:
            last = row.rfind(_FILLED)
            if is_odd or last < 0 or row.find(b"repeated", 0, last) >= 0:
                self._widen(columns)
                self._add(row, last)
                columns = self._columns
            else:  # as most are: one row, each cell for itself
                self._rows += self._empty_rows + row.count(_ROW)
                self._empty_rows = 0
                columns = max(columns, row.count(_CELL))
        self._widen(columns)
        if len(self._left) > _LONGEST_ROW:
            self.cells = _MANY

    def _add(self, row: bytes, last: int) -> None:
        """Take what stands between the ends of two rows: one row, and maybe what comes before it."""
        if _TABLE in row:  # another sheet
            self._rows = self._empty_rows = self._columns = 0
        self._empty_rows += sum(_times(match[1]) for match in _ROWS.finditer(row))
        if last >= 0:
            self._rows, self._empty_rows = self._rows + self._empty_rows, 0
            end = row.find(b">", last) + 1
            self._widen(sum(_times(match[1]) for match in _CELLS.finditer(row, 0, end)))

    def _widen(self, columns: int) -> None:
        self._columns = max(self._columns, columns)
        self.cells = max(self.cells, self._rows * self._columns)


def _times(figures: bytes | None) -> int:
    return min(int(figures[:12]), _MANY) if figures else 1
