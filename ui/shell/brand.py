"""The sign of the program: a course between three ports on a petrol tile, the same in both themes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

import resources
from ui.theme.theme import theme
from ui.widgets.paint import painter_on

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_SIDE = 56
_PETROL, _WHITE, _BRASS = QColor("#0B5F73"), QColor("#FFFFFF"), QColor("#E3B65F")


class BrandMark(QWidget):
    """The sign as a picture, `side` design pixels wide."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_brand(painter_on(self), QRectF(self.rect()))


def draw_brand(painter: QPainter, area: QRectF) -> None:
    """Paints the sign into a square, with the strokes of `periple.svg`."""
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(area.width() / _SIDE, area.width() / _SIDE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PETROL)
    painter.drawRoundedRect(QRectF(0, 0, _SIDE, _SIDE), 13, 13)
    painter.setBrush(_WHITE)
    painter.drawEllipse(QPointF(14, 41), 4.8, 4.8)
    painter.setBrush(_BRASS)
    painter.drawEllipse(QPointF(41.7, 15.2), 6.2, 6.2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_WHITE, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    course = QPainterPath(QPointF(14, 41))
    course.cubicTo(QPointF(21, 41), QPointF(20, 35), QPointF(24, 31))
    course.moveTo(QPointF(32, 25))
    course.cubicTo(QPointF(36, 21), QPointF(36, 15), QPointF(41.7, 15))
    painter.drawPath(course)
    painter.drawEllipse(QPointF(28, 28), 4.3, 4.3)
    painter.restore()


def window_icon() -> QIcon:
    """The icon that the system shows for the window."""
    from PySide6.QtGui import QIcon

    return QIcon(str(Path(resources.__file__).parent / "icons" / "periple.svg"))
