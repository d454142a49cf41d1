"""Tables as strips: a dark head that comes again on each page, rows that are not cut unless higher than a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from ui.pictures.body import Draw
from ui.report.paging import HEIGHT, WIDTH, Strip
from ui.report.typesetting import Line, TypeSheet, Words, printable
from ui.theme.theme import theme
from ui.widgets.paint import line

_PAD, _TOP = 8.0, 7.0
_AFTER_FIGURES = 8.0
"""More room between a figure and the words of the next column."""
_SIGN, _BESIDE = 18.0, 6.0
_WIDEST_FIGURE = 150.0
_PIECES = 4
"""Into how many pieces a page of a row is cut that is higher than a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `share` is its part of the width, figures stand at the right."""

    heading: str
    share: float
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Texts under each other, with a sign before the first one."""

    texts: tuple[Words, ...] = ()
    sign: Draw | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row. `kind`: "" for the usual ones, "group" for one over several, "total" for sums."""

    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(slots=True)
class _Set:
    """A cell whose lines are broken."""

    lines: list[Line]
    cell: Cell
    left: float
    width: float
    is_figure: bool
    indent: float = field(default=0.0)

    @property
    def height(self) -> float:
        least = _SIGN if self.cell.sign is not None else 0.0
        return max(least, sum(each.height for each in self.lines))


def cell(
    text: str, note: str = "", *, role: str = "small", ink: QColor | str = "ink", sign: Draw | None = None
) -> Cell:  # fmt: skip
    """A text with a smaller one under it."""
    return Cell((Words(text, role, ink), Words(note, "caption", "ink2")), sign)


def row(*texts: str | Cell, kind: str = "") -> Row:
    """A row of texts and cells."""
    return Row(tuple(each if isinstance(each, Cell) else cell(each) for each in texts), kind)


def group_row(title: str, figure: str, count: int, *, at: int = -1) -> Row:
    """A row over those that follow it, with a figure in one of `count` columns, the last one unless told."""
    cells = [cell(title, role="bold", ink="primary"), *[Cell()] * (count - 1)]
    cells[at] = cell(figure, role="bold", ink="primary")
    return Row(tuple(cells), "group")


def table(sheet: TypeSheet, columns: Sequence[Column], rows: Sequence[Row], gap: float = 8.0) -> list[Strip]:
    """The strips of a table."""
    return list(_strips(_Layout(sheet, columns, rows), rows, gap))


def _strips(layout: _Layout, rows: Sequence[Row], gap: float) -> Iterator[Strip]:
    head = layout.head()
    yield Strip(head.height, head.paint, gap, keeps=bool(rows))
    for place, each in enumerate(rows):
        is_before_total = place + 1 < len(rows) and rows[place + 1].kind == "total"
        keeps = each.kind == "group" or is_before_total
        pieces = layout.pieces(each, HEIGHT - head.height)
        for number, piece in enumerate(pieces, 1):
            yield Strip(piece.height, piece.paint, 0.0, keeps=keeps and number == len(pieces), head=head)


class _Layout:
    """The widths of the columns of one table."""

    def __init__(self, sheet: TypeSheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self._sheet, self._columns = sheet, columns
        least = [self._least(each, (row.cells[place] for row in rows)) for place, each in enumerate(columns)]
        self._widths = _shared([each.share for each in columns], least)
        self._lefts = [sum(self._widths[:place]) for place in range(len(columns))]
        followed = [each.is_figure and not after.is_figure for each, after in pairwise(columns)]
        self._afters = [_AFTER_FIGURES if each else 0.0 for each in (*followed, False)]

    def _least(self, column: Column, cells: Iterable[Cell]) -> float:
        """So wide that neither a word of its heading nor a figure is broken."""
        widths = [self._sheet.width(each, "bold") for each in printable(column.heading).split()]
        if column.is_figure:
            texts = [each for cell in cells for each in cell.texts]
            widths += [min(self._sheet.width(printable(each.text), each.role), _WIDEST_FIGURE) for each in texts]
        return max(widths, default=0.0) + 2 * _PAD + _AFTER_FIGURES * column.is_figure + 1

    def head(self) -> Strip:
        """The names of the columns, white on the colour of the program."""
        cells = tuple(Cell((Words(each.heading, "bold", "onPrimary"),)) for each in self._columns)
        return self._strip(self._set(Row(cells)), "head")

    def pieces(self, given: Row, most: float) -> list[Strip]:
        """The row as one strip; as several that go on from page to page where it is higher than `most`."""
        cells = self._set(given)
        if max((each.height for each in cells), default=0.0) + 2 * _TOP <= most:
            return [self._strip(cells, given.kind)]
        found, is_first = list[Strip](), True
        while any(each.lines for each in cells):
            part = [replace(each, lines=first_lines(each.lines, most / _PIECES)) for each in cells]
            cells = [
                replace(each, lines=each.lines[len(done.lines) :], cell=Cell())
                for each, done in zip(cells, part, strict=True)
            ]
            is_last = not any(each.lines for each in cells)
            found.append(self._strip(part, given.kind, top=_TOP * is_first, foot=_TOP * is_last))
            is_first = False
        return found

    def _set(self, given: Row) -> list[_Set]:
        found = []
        for place, (each, column) in enumerate(zip(given.cells, self._columns, strict=True)):
            left, width = self._lefts[place], self._widths[place] - self._afters[place]
            if given.kind == "group" and place == 0:  # its title may run over the empty cells after it
                empty = 1
                while empty < len(given.cells) and not given.cells[empty].texts:
                    empty += 1
                width = sum(self._widths[:empty])
            indent = _SIGN + _BESIDE if each.sign is not None else 0.0
            lines = [line for words in each.texts for line in self._sheet.set(words, width - 2 * _PAD - indent)]
            found.append(_Set(lines, each, left, width, column.is_figure, indent))
        return found

    def _strip(self, cells: list[_Set], kind: str, top: float = _TOP, foot: float = _TOP) -> Strip:
        high = max((each.height for each in cells), default=0.0) + top + foot
        return Strip(high, lambda painter: self._paint(painter, cells, kind, high, top, foot))

    def _paint(self, painter: QPainter, cells: list[_Set], kind: str, high: float, top: float, foot: float) -> None:
        ground = {"head": "primary", "group": "primaryTint", "total": "sunken"}.get(kind)
        if ground:
            painter.fillRect(QRectF(0, 0, WIDTH, high), theme().color(ground))
        for each in cells:
            self._paint_cell(painter, each, top)
        if kind == "total":
            line(painter, QPointF(0, 0.5), QPointF(WIDTH, 0.5), "control")
        elif kind != "head" and foot:
            line(painter, QPointF(0, high - 0.5), QPointF(WIDTH, high - 0.5), "line")

    def _paint_cell(self, painter: QPainter, each: _Set, top: float) -> None:
        left = each.left + _PAD
        if each.cell.sign is not None:
            first = each.lines[0].height if each.lines else _SIGN
            painter.save()
            each.cell.sign(painter, QRectF(left, top + (first - _SIGN) / 2, _SIGN, _SIGN))
            painter.restore()
        for said in each.lines:
            at = each.left + each.width - _PAD - said.width if each.is_figure else left + each.indent
            self._sheet.write(painter, at, top, said)
            top += said.height


def _shared(shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """The width of the page by shares; none is less than its least, which the others make room for."""
    room, open_ones = WIDTH, set(range(len(shares)))
    widths = list(least)
    while open_ones:
        total = sum(shares[place] for place in open_ones)
        tight = {place for place in open_ones if shares[place] / total * room < least[place]}
        if not tight:
            return [shares[place] / total * room if place in open_ones else each for place, each in enumerate(widths)]
        room -= sum(least[place] for place in tight)
        open_ones -= tight
    return widths


def first_lines(lines: Sequence[Line], room: float) -> list[Line]:
    """As many lines as a height holds, one at least."""
    found: list[Line] = []
    for each in lines:
        room -= each.height
        if room < 0 and found:
            break
        found.append(each)
    return found
