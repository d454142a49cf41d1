"""Paints the signs of a cell one after the other: before the text, then after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.delegates.cell import Cell, CellChip
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets import marks
from ui.widgets.chip import dot_color
from ui.widgets.paint import bar, chip, chip_width, disc
from ui.widgets.signs import initials_of

Draw = Callable[[QPainter, QRectF], object]
_GAP = 8


def draw_signs(painter: QPainter, area: QRectF, cell: Cell) -> QRectF:
    """Paints what stands before the text; returns what is left of the area."""
    look, rest = theme(), QRectF(area)
    for width, height, draw in _leading(cell):
        place = QRectF(rest.x(), rest.center().y() - look.px(height) / 2, look.px(width), look.px(height))
        draw(painter, place)
        rest.setLeft(place.right() + look.px(_GAP))
    return rest


def draw_tail(painter: QPainter, area: QRectF, cell: Cell) -> QRectF:
    """Paints the chips and the icon that follow the text of a cell; returns what is left for the text."""
    look = theme()
    tail = _tail_width(cell)
    if not tail:
        return area
    words = look.text_width("small", cell.text, weight=600) + look.px(_GAP) if cell.text else 0
    left = area.x() + min(words, max(0.0, area.width() - tail))
    rest = QRectF(area.x(), area.y(), max(0.0, left - area.x() - look.px(4)), area.height())
    for place_of, shown in enumerate(cell.chips):
        # The first chip gives way, so that a count after it stays readable.
        after = sum(_chip_width(one) + look.px(4) for one in cell.chips[place_of + 1 :])
        width = min(_chip_width(shown), max(0, int(area.right() - left - after)))
        if width >= look.px(20):
            place = QRectF(left, area.y(), width, area.height())
            chip(painter, place, shown.text, shown.kind, icon=shown.icon, dot=dot_color(shown.dot))
        left += width + look.px(4)
    if cell.trailing_icon:
        side = look.px(16)
        icons.draw(
            painter, cell.trailing_icon, QRectF(left, area.center().y() - side / 2, side, side), cell.trailing_tone
        )
    return rest


def _chip_width(shown: CellChip) -> int:
    return chip_width(shown.text, icon=shown.icon, dot=dot_color(shown.dot))


def _tail_width(cell: Cell) -> int:
    look = theme()
    width = sum(_chip_width(one) + look.px(4) for one in cell.chips)
    return width + (look.px(16) if cell.trailing_icon else 0)


def signs_width(cell: Cell) -> int:
    """Pixels that everything but the text takes."""
    look = theme()
    width = sum(look.px(wide + _GAP) for wide, _, _ in _leading(cell))
    if cell.note:
        width += look.px(_GAP) + look.text_width("caption", cell.note)
    tail = _tail_width(cell)
    if tail:  # nothing follows the last chip, and nothing stands before the first one where there is no text
        width += tail + (look.px(_GAP) if cell.text else 0) - (0 if cell.trailing_icon else look.px(4))
    return width + cell.indent


def _leading(cell: Cell) -> Iterator[tuple[float, float, Draw]]:
    """Width and height in design pixels, and painter, of each sign before the text."""
    if status := cell.status:
        yield 16, 16, lambda painter, place: marks.status_mark(painter, place, status)
    if (severity := cell.severity) is not None:
        yield 20, 20, lambda painter, place: marks.friction_badge(painter, place.center(), severity, 8)
    if (emotion := cell.emotion) is not None:
        yield 20, 20, lambda painter, place: marks.emotion_face(painter, place, emotion)
    if (rank := cell.rank) is not None:
        yield 22, 22, lambda painter, place: marks.priority_ring(painter, place, rank or None)
    if quadrant := cell.swot:
        yield 20, 20, lambda painter, place: marks.swot_tile(painter, place, quadrant)
    if (stage := cell.stage) is not None:
        yield 22, 22, lambda painter, place: marks.stage_disc(painter, place, stage)
    if (color := dot_color(cell.dot)) is not None:
        yield 10, 10, lambda painter, place: disc(painter, QPointF(place.center()), place.width() / 2, color)
    if cell.icon:
        yield 16, 16, lambda painter, place: icons.draw(painter, cell.icon, place, cell.icon_tone)
    if (person := cell.person) is not None:
        yield 24, 24, lambda painter, place: marks.avatar(painter, place, initials_of(person))
    if (share := cell.share) is not None:
        yield 56, 8, lambda painter, place: bar(painter, place, share)
    yield from _pips(cell)


def _pips(cell: Cell) -> Iterator[tuple[float, float, Draw]]:
    if (value := cell.pips) is not None:
        yield 33, 14, lambda painter, place: marks.pips(painter, place, value)
    if (second := cell.second_pips) is not None:
        yield 33, 14, lambda painter, place: marks.pips(painter, place, second, color="asIs")
