"""The white sheet that holds the pages; its round corners lie over whatever a page paints to its edge."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme
from ui.widgets.paint import painter_on
from ui.widgets.surface import Surface


class Sheet(Surface):
    """A surface with an outline and four corners of the shell's colour on top."""

    def __init__(self) -> None:
        super().__init__("sheet", radius="sheet", outline="line", name="sheet")
        self._corners = [Corner(is_right, is_low, self) for is_low in (False, True) for is_right in (False, True)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for corner in self._corners:
            corner.place()
            corner.raise_()


class Corner(QWidget):
    """One corner: the shell outside the arc, and the arc."""

    def __init__(self, is_right: bool, is_low: bool, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._is_right, self._is_low = is_right, is_low
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def place(self) -> None:
        """Go to the corner of the sheet."""
        side = theme().radius("sheet")
        x = self._sheet.width() - side if self._is_right else 0
        y = self._sheet.height() - side if self._is_low else 0
        self.setGeometry(x, y, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, radius = painter_on(self), theme().radius("sheet")
        painter.translate(-QPoint(self.x(), self.y()))
        whole = QRectF(self._sheet.rect())
        outside = QPainterPath()
        outside.addRect(whole)
        inside = QPainterPath()
        inside.addRoundedRect(whole, radius, radius)
        painter.fillPath(outside.subtracted(inside), theme().color("shell"))
        painter.setPen(QPen(theme().color("line"), 1))
        edge = whole.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, radius - 0.5, radius - 0.5)
