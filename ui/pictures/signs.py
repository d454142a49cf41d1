"""The signs of legends, each drawn in the square that it is given."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.pictures.body import Draw
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.fates import sign_tile
from ui.widgets.marks import friction_badge
from ui.widgets.paint import line


def symbol(name: str, color: str) -> Draw:
    """An icon."""
    return lambda painter, area: icons.draw(painter, name, area.adjusted(1, 1, -1, -1), color)


def severity_sign(level: int) -> Draw:
    """The diamond of a friction."""
    return lambda painter, area: friction_badge(painter, area.center(), level)


def solid_line(color: str, width: float = 2.0) -> Draw:
    """A piece of a line."""

    def draw(painter: QPainter, area: QRectF) -> None:
        line(painter, QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()), color, width)

    return draw


def dashed_line(color: str) -> Draw:
    """A piece of a dashed line."""

    def draw(painter: QPainter, area: QRectF) -> None:
        pen = QPen(theme().color(color), 1.5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.5, 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))

    return draw


def ring() -> Draw:
    """The dashed ring of an assumption."""

    def draw(painter: QPainter, area: QRectF) -> None:
        pen = QPen(theme().color("ink3"), 1.25)
        pen.setDashPattern([2.2, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.center(), 7.0, 7.0)

    return draw


def leaving() -> Draw:
    """The arrow down of those who leave."""

    def draw(painter: QPainter, area: QRectF) -> None:
        x, top, bottom = area.center().x(), area.top(), area.bottom()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("drop"))
        painter.drawRect(QRectF(x - 2, top, 4, area.height() - 8))
        painter.drawPolygon(QPolygonF([QPointF(x - 5, bottom - 8), QPointF(x + 5, bottom - 8), QPointF(x, bottom)]))

    return draw


def fate(name: str) -> Draw:
    """The tile of what becomes of a touchpoint."""
    return lambda painter, area: sign_tile(painter, area, name)
