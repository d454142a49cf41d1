"""A health card: how many things miss something, one click from the list of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import LEFT, box, painter_on, text
from ui.widgets.surface import Card


class HealthCard(Card):
    """A bold count and a caption beside an icon tile, in the tone "warning" or "success"; `clicked` filters."""

    def __init__(self, icon: str, count: str, caption: str, tone: str = "warning", *, name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(interactive=True, name=name, accessible_name=f"{count} {caption}", parent=parent)
        self._icon, self._count, self._caption, self._tone = icon, count, caption, tone
        self._is_narrow = False
        tip(self, f"{count} {caption}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_state(self, count: str, caption: str, tone: str) -> None:
        self._count, self._caption, self._tone = count, caption, tone
        self.setAccessibleName(f"{count} {caption}")
        tip(self, f"{count} {caption}")
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Words before pictures, where there is not the room for both."""
        self._is_narrow = is_narrow
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        words = max(look.text_width("small", self._count, weight=600), look.text_width("caption", self._caption))
        return QSize(words + look.px(76), look.px(72))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme()
        painter = painter_on(self)
        if self._is_narrow:
            self._paint_narrow(painter)
            return
        middle = self.height() / 2
        tile = QRectF(look.px(12), middle - look.px(18), look.px(36), look.px(36))
        box(painter, tile, f"{self._tone}Tint", radius=look.radius("card"))
        side = look.px(20)
        place = QRectF(tile.center().x() - side / 2, tile.center().y() - side / 2, side, side)
        icons.draw(painter, self._icon, place, self._tone)
        area = QRectF(look.px(60), middle - look.px(18), self.width() - look.px(68), look.px(18))
        text(painter, area, self._count, look.font("small", weight=600), "ink", LEFT)
        text(painter, area.translated(0, look.px(18)), self._caption, look.font("caption"), "ink3", LEFT)

    def _paint_narrow(self, painter: QPainter) -> None:
        """The count over the whole width, the icon beside the caption, which may wrap."""
        look = theme()
        area = QRectF(self.rect()).adjusted(look.px(10), look.px(9), -look.px(8), -look.px(8))
        if look.text_width("caption", self._caption) < area.width() - look.px(20):
            area.translate(0, look.px(8))
        count = QRectF(area.topLeft(), QSizeF(area.width(), look.px(18)))
        text(painter, count, self._count, look.font("small", weight=600), "ink", LEFT)
        side, top = look.px(14), area.y() + look.px(21)
        icons.draw(painter, self._icon, QRectF(area.x(), top + look.px(1), side, side), self._tone)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink3"))
        wrapped = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(area).adjusted(side + look.px(6), look.px(21), 0, 0), wrapped, self._caption)
