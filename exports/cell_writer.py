"""Puts values into the cells of one sheet, each in the look of its column."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from exports.cells import date_cell, empty_cell, formula_cell, looks_like_a_formula, number_cell, text_cell
from exports.columns import Column, Figure, Filled, Formula, Kind, Value
from exports.grid import Grid
from exports.layout import format_of, row_height
from exports.style import Look, Style
from resources.i18n import N_, Words

FIRST_COLUMN = 2
LETTERS = ("", *(get_column_letter(index) for index in range(1, 1200)))


class CellWriter:
    """Writes into a grid; `cut` keeps the addresses of texts cut short, `next_row` is where the next row goes."""

    def __init__(
        self, worksheet: Worksheet, words: Words, style: Style, next_row: int, *, has_formulas: bool = True
    ) -> None:
        self.worksheet = worksheet
        self.words = words
        self.style = style
        self.has_formulas = has_formulas
        self.grid = Grid()
        self.cut: list[str] = []
        self.next_row = next_row
        self._columns: Sequence[Column] = ()
        self._first_column = FIRST_COLUMN
        self._letters: Mapping[str, str] = {}
        self._shown_widths: list[float] = []
        self._numbers: dict[object, int] = {}

    def put(self, row: int, letter: str, value: Value, look: Look) -> None:
        """Put a value anywhere, with a look of its own."""
        self._first_column = column_index_from_string(letter)
        self._put(row, 0, value, look)

    def _row(self, values: Sequence[Value]) -> None:
        """One row of the body. Called for every row of the workbook: it keeps what it has worked out for a column."""
        row, numbers, column = str(self.next_row), self._numbers, self._first_column
        cells: dict[int, str] = {}
        long_texts: list[tuple[str, float]] = []
        if not self.has_formulas:
            values = [
                self._settled(value, LETTERS[column + index] + row, self._shown_widths[index])
                for index, value in enumerate(values)
            ]
        for index, value in enumerate(values):
            kind = value.__class__
            if kind is str and looks_like_a_formula(value):  # type: ignore[arg-type]  # mypy does not follow
                key: object = (index, "quoted")
            else:
                key = (index, kind) if kind in _PLAIN else (index, _sort_of(value))
            number = numbers.get(key)
            if number is None:
                look = self._look(self._columns[index], value)
                number = numbers[key] = self.style.number(self.worksheet, look)
            place = LETTERS[column] + row
            cells[column] = empty_cell(place, number) if value is None else self._cell(place, number, value)
            text = _shown_text(value) if kind not in _FIGURES else ""
            if len(text) >= self._shown_widths[index] - 1 or "\n" in text:
                long_texts.append((text, self._shown_widths[index]))
            column += 1
        self.grid.put_row(self.next_row, cells)
        self.grid.heights[self.next_row] = row_height(long_texts, self.style.height("row"))
        self.next_row += 1

    def _put(self, row: int, index: int, value: Value, look: Look) -> None:
        if not self.has_formulas:
            value = self._settled(value, f"{LETTERS[self._first_column + index]}{row}")
        if isinstance(value, str) and looks_like_a_formula(value):
            look = replace(look, is_quoted=True)
        number = self.style.number(self.worksheet, look)
        column = self._first_column + index
        self.grid.put(row, column, self._cell(f"{LETTERS[column]}{row}", number, value))

    def _look(self, column: Column, value: Value) -> Look:
        """The look of a value in the body: alignment of its column, number format of its own kind, ground if any."""
        if isinstance(value, Filled):
            return replace(self._look(column, value.value), fill=value.fill, color=value.color)
        is_link = isinstance(value, Formula) and bool(value.link)
        return Look(
            color="titleColor" if is_link else "mutedColor" if column.kind is Kind.ID else "textColor",
            fill="inputFill" if column.is_input else "",
            align=format_of(column.kind, self.style).align,
            border=column.border,
            number_format="General"
            if isinstance(value, str) or (value is None and not column.is_input)
            else format_of(_kind_of(value, column), self.style).number_format,
            is_open=column.is_input,
            is_quoted=isinstance(value, str) and looks_like_a_formula(value),
        )

    def _settled(self, value: Value, place: str, width: float = math.inf) -> Value:
        """What a formula says now in its stead; a link stays one, without a formula, if its text takes one line.

        LibreOffice shows one line of a cell that is a link, and would cut the others off.
        """
        if isinstance(value, Filled):
            return replace(value, value=self._settled(value.value, place, width))
        if not isinstance(value, Formula):
            return value
        found = value.value
        if value.link and isinstance(found, str) and "\n" not in found and 0 < len(found) <= width:
            self._lead(place, value.link)
        if isinstance(found, float) and not math.isfinite(found):
            return None
        if isinstance(found, int | float) and value.kind:
            return Figure(found, value.kind)
        return None if found == "" else found

    def _lead(self, place: str, target: str) -> None:
        """A link from one cell to another: openpyxl writes it, from a cell that is not in the file."""
        cell = self.worksheet[place]
        cell.value = 0  # one without a value would not be looked at
        cell.hyperlink = Hyperlink(ref=place, location=target)

    def _cell(self, place: str, number: int, value: Value) -> str:
        while isinstance(value, _AROUND):
            value = value.value
        if isinstance(value, str):
            cell, was_cut = text_cell(place, number, value, self.words.tr(N_("… [cut]")) if len(value) > 9_000 else "")
            if was_cut:
                self.cut.append(place)
            return cell
        if isinstance(value, Formula):
            references = _References(self._letters, place.lstrip(_CAPITALS))
            return formula_cell(place, number, value.expression.format_map(references), value.value)
        if isinstance(value, datetime.date):
            return date_cell(place, number, value)
        return empty_cell(place, number) if value is None else number_cell(place, number, value)


class _References(dict[str, str]):
    """The cells of a row by the keys of their columns, each worked out when a formula asks for it."""

    def __init__(self, letters: Mapping[str, str], row: str) -> None:
        super().__init__()
        self._letters, self._row = letters, row

    def __missing__(self, key: str) -> str:
        return f"{self._letters[key]}{self._row}"


_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLAIN = frozenset({str, int, float, type(None), datetime.date})
_AROUND = (Filled, Figure)
_SAYING = (Filled, Formula)
"""Named, as these are asked for every cell: a union would be made anew each time."""
_FIGURES = frozenset({int, float, type(None), datetime.date})


def _sort_of(value: Value) -> object:
    """What two values of a column have in common when they look alike, whatever they say."""
    if isinstance(value, Filled):
        return (value.fill, value.color, _sort_of(value.value))
    if isinstance(value, Formula | Figure):
        return (value.__class__, value.kind, isinstance(value, Formula) and bool(value.link))
    return (value.__class__, isinstance(value, str) and looks_like_a_formula(value))


def _kind_of(value: Value, column: Column) -> Kind:
    """The kind that decides the number format of a value; the column's own decides the alignment."""
    if isinstance(value, Formula | Figure) and value.kind is not None:
        return value.kind
    return Kind.DATE if isinstance(value, datetime.date) else column.kind


def _shown_text(value: Value) -> str:
    """The text whose lines decide the height of a row; figures and dates fit on one."""
    while isinstance(value, _SAYING):
        value = value.value
    return value if isinstance(value, str) else ""
