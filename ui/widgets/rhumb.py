"""The faint rhumb lines of old charts, behind the welcome screen and the empty states, and the dashed route."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme.theme import theme
from ui.widgets.paint import disc

_RAYS = 16


class Rose(NamedTuple):
    """A point that lines leave in sixteen directions, with rings around it; all in pixels."""

    x: float
    y: float
    rings: tuple[float, ...] = ()


def draw_rhumb_lines(painter: QPainter, area: QRectF, roses: Sequence[Rose]) -> None:
    """Lines from each rose to beyond the area, and its rings."""
    color = QColor(theme().color("primary"))
    color.setAlphaF(0.08 if not theme().is_dark else 0.10)
    painter.save()
    painter.setClipRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.0))
    reach = math.hypot(area.width(), area.height())
    for rose in roses:
        centre = QPointF(area.x() + rose.x, area.y() + rose.y)
        for ray in range(_RAYS):
            angle = 2 * math.pi * ray / _RAYS
            painter.drawLine(centre, centre + QPointF(math.cos(angle) * reach, math.sin(angle) * reach))
        for radius in rose.rings:
            painter.drawEllipse(centre, radius, radius)
    painter.restore()


def draw_route(painter: QPainter, centre: QPointF) -> None:
    """The dashed course of an empty state: a port reached, one ahead, and a brass one at the end."""
    look = theme()
    start, middle, end = (centre + QPointF(look.px(x), look.px(y)) for x, y in ((-102, 30), (0, -14), (102, -26)))
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(look.px(50), 0), middle - QPointF(look.px(50), 0), middle)
    path.cubicTo(middle + QPointF(look.px(45), 0), end - QPointF(look.px(45), look.px(4)), end)
    pen = QPen(look.color("primary"), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([1.5, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    radius = look.px(9)
    disc(painter, start, radius, "primary")
    disc(painter, middle, radius, "sheet", "primary", 2)
    disc(painter, end, radius, "brassFill")
