"""Native tables whose rows are as high as their words, and which go on over as many slides as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from exports.deck.cleaning import clean
from exports.deck.measure import LINE, Face, elided, wrapped
from exports.deck.nodes import Node, add_copy, child, describe, emu, fill, line, root
from exports.deck.texts import Paragraph, Run, write_paragraphs
from exports.deck.theme import Box, tone

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame

_ACROSS, _DOWN = 7.0, 0.4
"""Room beside the words of a cell in points, and above and below them in sizes of the type."""
_STEPS = 24
_USUAL = 12.0
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's "no style, no grid"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words with their look; `ground` and `ink` as `RRGGBB`, None for the row's. `whole`: what was shortened."""

    text: str = ""
    ground: str | None = None
    ink: str | None = None
    is_strong: bool = False
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width, where its words stand ("l", "ctr", "r")."""

    title: str
    share: float
    align: str = "l"
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `kind` is "body" or "header"."""

    cells: tuple[Cell, ...]
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns over rows, in one size of type; a cell has so many lines at most."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 12.0
    most_lines: int = 5


def row(*cells: Cell | str) -> Row:
    """A row from cells or bare words."""
    return Row(tuple(each if isinstance(each, Cell) else Cell(each) for each in cells))


def pages(table: Table, box: Box) -> list[Table]:
    """The table in pieces that each fit into the box, about as many rows on each."""
    table = _shortened(table, box)
    room = box.height - _header_height(table, box)
    measured = list(zip(table.rows, row_heights(table, box)[1:], strict=True))
    fewest = _filled(measured, room)
    # The last slide would hold a row or two: the lowest slides of which no more are needed share them out.
    lower = (room * step / _STEPS for step in range(_STEPS // (len(fewest) + 1), _STEPS))
    even = (found for found in (_filled(measured, each) for each in lower) if len(found) == len(fewest))
    return [replace(table, rows=tuple(found)) for found in next(even, fewest)]


def _filled(measured: Sequence[tuple[Row, float]], room: float) -> list[list[Row]]:
    found: list[list[Row]] = [[]]
    left = room
    for each, high in measured:
        if found[-1] and high > left:
            found.append([])
            left = room
        found[-1].append(each)
        left -= high
    return found


def in_best_size(table: Table, box: Box, sizes: Sequence[float] = (14.0, 13.0, 12.0, 11.0)) -> Table:
    """The table in the largest type in which it fits on one slide; one that never does goes on in the usual type."""
    tries = (_shortened(replace(table, size=size), box) for size in sizes)
    return next((each for each in tries if table_height(each, box) <= box.height), replace(table, size=_USUAL))


def _shortened(table: Table, box: Box) -> Table:
    """The table with cells of so many lines at most; what was longer is kept in `whole`, for the notes."""
    widths = _widths(table, box)

    def shortened(column: Column, cell: Cell, wide: float) -> Cell:
        room, face = wide - 2 * _ACROSS, _face(column, cell, "body")
        text = clean(cell.text).strip()
        shown = elided(text, room, table.size, table.most_lines, face)
        return cell if shown == cell.text else replace(cell, text=shown, whole=text if shown != text else "")

    rows = tuple(replace(each, cells=tuple(map(shortened, table.columns, each.cells, widths))) for each in table.rows)
    return replace(table, rows=rows)


def table_height(table: Table, box: Box) -> float:
    """The height of a whole table in points, in a box of this width."""
    return sum(row_heights(table, box))


def row_heights(table: Table, box: Box) -> list[float]:
    """The heights of the header and of each row in points, in a box of this width."""
    widths = _widths(table, box)
    return [_header_height(table, box), *(_row_height(table, each, widths) for each in table.rows)]


def draw_table(shapes: Node, table: Table, box: Box, name: str, words: str, language: str) -> None:
    """A native table at the top of the box, no higher than its rows; rows as `pages` gave them."""
    from pptx.util import Emu

    widths = _widths(table, box)
    heights = row_heights(table, box)
    places = emu(box.left), emu(box.top), emu(box.width), emu(sum(heights))
    frame: GraphicFrame = shapes.add_table(1, 1, *places)  # its own cell gives way to ours
    describe(frame._element, name, words)
    node: Node = frame.table._tbl
    style = next(each for each in node.tblPr if each.tag.endswith("}tableStyleId"))
    style.text = _PLAIN_STYLE
    node.tblPr.attrib.pop("bandRow", None)
    for old in (*node.tblGrid.gridCol_lst, *node.tr_lst):
        old.getparent().remove(old)
    for wide in widths:
        child(node.tblGrid, "a:gridCol", w=str(emu(wide)))
    header = Row(tuple(Cell(column.title) for column in table.columns), "header")
    for high, content in zip(heights, (header, *table.rows), strict=True):
        node_row = child(node, "a:tr", h=str(emu(high)))
        for column, cell in zip(table.columns, content.cells, strict=True):
            _add_cell(node_row, table, column, cell, content.kind, language)
    frame.width, frame.height = Emu(sum(map(emu, widths))), Emu(sum(map(emu, heights)))


def _add_cell(node_row: Node, table: Table, column: Column, cell: Cell, kind: str, language: str) -> None:
    ink = cell.ink or tone("onPrimary" if kind == "header" else "ink")
    said = Run(cell.text, table.size, ink, _face(column, cell, kind))
    ground = cell.ground or (tone("primary") if kind == "header" else None)
    body = add_copy(node_row, _cell_model(table.size, ground))[0]
    write_paragraphs(body, [Paragraph((said,), column.align)], language)


@lru_cache(maxsize=256)
def _cell_model(size: float, ground: str | None) -> Node:
    """A cell without words."""
    node = root("a:tc")
    body = child(node, "a:txBody")
    child(body, "a:bodyPr")
    child(body, "a:lstStyle")
    look = child(node, "a:tcPr", anchor="ctr")
    for side, points in (("marL", _ACROSS), ("marR", _ACROSS), ("marT", _DOWN * size), ("marB", _DOWN * size)):
        look.set(side, str(emu(points)))
    for edge in ("a:lnL", "a:lnR", "a:lnT"):
        line(look, edge, None)
    line(look, "a:lnB", tone("line"), 0.75)
    fill(look, ground)
    return node


def _face(column: Column, cell: Cell, kind: str) -> Face:
    return Face.STRONG if cell.is_strong or column.is_strong or kind != "body" else Face.BODY


def _widths(table: Table, box: Box) -> list[float]:
    whole = sum(column.share for column in table.columns)
    return [box.width * column.share / whole for column in table.columns]


def _header_height(table: Table, box: Box) -> float:
    header = Row(tuple(Cell(column.title) for column in table.columns), "header")
    return _row_height(table, header, _widths(table, box))


def _row_height(table: Table, content: Row, widths: Sequence[float]) -> float:
    lines = max((len(each) for each in _lines(table, content, widths)), default=1)
    return lines * table.size * LINE + 2 * _DOWN * table.size


def _lines(table: Table, content: Row, widths: Sequence[float]) -> Iterator[list[str]]:
    for column, cell, wide in zip(table.columns, content.cells, widths, strict=True):
        yield wrapped(clean(cell.text), wide - 2 * _ACROSS, table.size, _face(column, cell, content.kind))
