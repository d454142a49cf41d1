"""Strokes that the painters of the map share: lines of text without clipping, diamonds, signs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.pages.journeys.map.measure import Lines
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.marks import friction_badge
from ui.widgets.paint import CENTER, box, diamond, text, tint

_KNOWN: dict[str, tuple[float, float]] = {}


def words(painter: QPainter, left: float, top: float, line: float, text: str, font: QFont, color: QColor | str) -> None:
    """One line of text, whole, centred in its height."""
    high, ascent = _heights(font)
    baseline = top + (line - high) / 2 + ascent
    painter.setFont(font)
    painter.setPen(tint(color) or QColor())
    painter.drawText(QPointF(left, baseline), text)


def words_right(
    painter: QPainter, right: float, top: float, line: float, text: str, font: QFont, color: QColor | str
) -> float:
    """One line of text that ends at a place; returns its width."""
    width = QFontMetricsF(font).horizontalAdvance(text)
    words(painter, right - width, top, line, text, font, color)
    return width


def block(
    painter: QPainter, left: float, top: float, line: float, lines: Lines, font: QFont, color: QColor | str
) -> None:
    """Several lines under each other."""
    for place, each in enumerate(lines):
        words(painter, left, top + place * line, line, each, font, color)


def sign(painter: QPainter, name: str, left: float, middle: float, color: QColor | str, size: float = 16) -> None:
    """An icon of a size centred at a height."""
    side = theme().px(size)
    icons.draw(painter, name, QRectF(left, middle - side / 2, side, side), color)


def severity(painter: QPainter, centre: QPointF, level: int, *, is_assumed: bool = False) -> None:
    """The diamond of a friction: empty while its severity is to set, dashed around while it is an assumption."""
    look = theme()
    if level:
        friction_badge(painter, centre, level)
    else:
        diamond(painter, centre, look.px(8), None, "warning", 1.25)
        area = QRectF(centre.x() - look.px(8), centre.y() - look.px(8), look.px(16), look.px(16))
        text(painter, area, "?", look.font("caption", weight=600), "warning", CENTER)
    if is_assumed:
        half = look.px(9) + 3.5
        pen = QPen(look.color("ink3"), 1)
        pen.setDashPattern([2.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_corners(centre, half))


def more_pill(painter: QPainter, right: float, middle: float, count: int) -> None:
    """How many frictions there are besides the one that is shown."""
    look = theme()
    area = QRectF(right - look.px(20), middle - look.px(8), look.px(20), look.px(16))
    box(painter, area, "sunken", "line", radius=look.px(8))
    text(painter, area, f"+{count}", look.font("caption"), "ink2", CENTER)


def _heights(font: QFont) -> tuple[float, float]:
    """The height and the ascent of a font; asking for them anew takes longer than writing a word."""
    key = font.key()
    found = _KNOWN.get(key)
    if found is None:
        metrics = QFontMetricsF(font)
        found = _KNOWN[key] = (metrics.height(), metrics.ascent())
    return found


def _corners(centre: QPointF, half: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
