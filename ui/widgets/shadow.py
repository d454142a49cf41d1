"""The soft shadow of something that floats, cut from one small picture: painting it takes longer than most dialogs do.

QGraphicsDropShadowEffect would render the whole widget to an image at each repaint.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.theme.theme import theme

_pictures: dict[tuple[str, float, int, int], QPixmap] = {}
"""The shadow of the smallest box with these corners: of a level, in a colour, on a screen of this density."""


def shadow(painter: QPainter, rect: QRectF | QRect, level: str, *, radius: float) -> None:
    """The shadow of a box ("float" or "dialog"), painted before the box, which covers what is under its middle."""
    spec, color = theme().shadow(level)
    reach = min(spec["blur"], 32) * 3 // 4
    area = QRectF(rect).translated(0, spec["dy"] / 2)
    whole = area.adjusted(-reach, -reach, reach, reach)
    corner = math.ceil(radius) + reach
    ratio = painter.device().devicePixelRatioF()
    is_even = ratio.is_integer() and QRectF(whole.toRect()) == whole
    if not is_even or min(whole.width(), whole.height()) < 2 * corner:
        _paint(painter, area, color, reach, radius)
        return
    key = (level, radius, color.rgba(), int(ratio))
    picture = _pictures.get(key)
    if picture is None:
        picture = _pictures[key] = _picture(corner, int(ratio), color, reach, radius)
    _lay_around(painter, whole, picture, corner, ratio)


def _picture(corner: int, ratio: int, color: QColor, reach: int, radius: float) -> QPixmap:
    """The four corners, and one pixel between them that can be drawn out to any length."""
    side = 2 * corner + 1
    picture = QPixmap(side * ratio, side * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(painter, QRectF(0, 0, side, side).adjusted(reach, reach, -reach, -reach), color, reach, radius)
    painter.end()
    return picture


def _lay_around(painter: QPainter, whole: QRectF, picture: QPixmap, corner: int, ratio: float) -> None:
    wide, high = whole.width() - 2 * corner, whole.height() - 2 * corner
    columns = ((0, 0, corner), (corner, corner, wide), (corner + 1, corner + wide, corner))
    rows = ((0, 0, corner), (corner, corner, high), (corner + 1, corner + high, corner))
    for from_x, to_x, width in columns:
        for from_y, to_y, height in rows:
            if from_x == from_y == corner:
                continue  # the middle
            piece = QRectF(from_x, from_y, 1 if from_x == corner else corner, 1 if from_y == corner else corner)
            place = QRectF(whole.topLeft() + QPointF(to_x, to_y), QRectF(0, 0, width, height).size())
            painter.drawPixmap(place, picture, QRectF(piece.topLeft() * ratio, piece.size() * ratio))


def _paint(painter: QPainter, area: QRectF, color: QColor, reach: int, radius: float) -> None:
    """Nested strokes, each of which adds what makes the sum fade like a blur: half of it at the edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    layer = QColor(color)
    for spread in range(reach - 1, -1, -1):
        layer.setAlphaF(color.alphaF() * (reach - spread) / reach**2)
        painter.setBrush(layer)
        painter.drawRoundedRect(area.adjusted(-spread, -spread, spread, spread), radius + spread, radius + spread)
