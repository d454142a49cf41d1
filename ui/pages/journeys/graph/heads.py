"""The heads of the columns over the canvas, which stay when it is scrolled down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from ui.pages.journeys.graph.geometry import HEAD
from ui.pages.journeys.graph.ground_painter import paint_head
from ui.pages.journeys.graph.stamps import NEXT_FRAME
from ui.theme.theme import theme
from ui.widgets.label import plain_tip

if TYPE_CHECKING:
    from ui.pages.journeys.graph.paper import Paper

_KEPT = 200
_MADE_A_FRAME = 2
_WHOLE_FROM = 120.0
"""A head of which so much is in sight shows its name there; less of it is cut off as it is."""


class Heads(QWidget):
    """As high at every zoom, as wide as the columns under them."""

    def __init__(self, canvas: Paper) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._made: dict[object, QPixmap] = {}
        self._latest: dict[int, QPixmap] = {}
        self.is_sharp = True
        """No head stands in for one that is still to be made."""
        self._makes = 0
        self._next = QTimer(self, singleShot=True, interval=NEXT_FRAME)
        self._next.timeout.connect(self.update)
        self.setObjectName("graph_heads")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.words_at(event.pos().x())), self)
            return True
        return super().event(event)

    def words_at(self, x: float) -> str:
        """The whole name of the column over which a place lies, and the share that reaches it; "" beside them all."""
        transform = self._canvas.viewportTransform()
        at = (x - transform.dx()) / transform.m11()
        found = next((each for each in self._canvas.graph.columns if each.left <= at < each.left + each.width), None)
        return ", ".join(filter(None, (found.title, found.share))) if found is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        canvas, painter = self._canvas, QPainter(self)
        self._makes, self.is_sharp = _MADE_A_FRAME if canvas.is_sharp else 0, True
        painter.fillRect(self.rect(), canvas.look.color("sheet"))
        transform = canvas.viewportTransform()
        scale, shift, end = transform.m11(), transform.dx(), self.width()
        for index, column in enumerate(canvas.graph.columns):
            left, right = round(column.left * scale + shift), round((column.left + column.width) * scale + shift)
            if right <= 0 or left >= end:
                continue
            seen_left, seen_right = max(left, 0), min(right, end)
            if seen_right - seen_left > _WHOLE_FROM:
                left, right = seen_left, seen_right
            painter.drawPixmap(QRect(left, 0, right - left, self.height()), self._picture(index, right - left))

    def _picture(self, index: int, width: int) -> QPixmap:
        """One head, kept: setting its words takes longer than all else up here.

        The latest one stands in, stretched, until its turn comes.
        """
        look, column = self._canvas.look, self._canvas.graph.columns[index]
        ratio, scale = self.devicePixelRatioF(), theme().scale
        key = (index % 2, column.title, column.place, column.share, width, look.name, ratio, scale)
        found = self._made.get(key)
        if found is None and self._makes <= 0 and index in self._latest:
            self.is_sharp = False
            self._next.start()
            return self._latest[index]
        if found is None:
            self._makes -= 1
            if len(self._made) >= _KEPT:
                self._made.clear()
            found = self._made[key] = QPixmap(round(width * ratio), round(self.height() * ratio))
            found.setDevicePixelRatio(ratio)
            painter = QPainter(found)
            painter.scale(scale, scale)
            paint_head(painter, column, look, QRectF(0, 0, width / scale, HEAD), is_even=index % 2 == 0)
            painter.end()
        self._latest[index] = found
        return found
