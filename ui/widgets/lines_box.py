"""The framed lines of a message: what is concerned, one thing a line. Many of them scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QVBoxLayout

from ui.theme.theme import theme
from ui.widgets.label import Label
from ui.widgets.paint import focus_inset, painter_on
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Surface

_HIGHEST = 264
"""With more of them the buttons of the dialog would leave a small screen."""
_MOVES = {
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
}


class LinesBox(Surface):
    """Lines of words for a width in pixels; once they scroll, the box takes the focus and the keys move them."""

    def __init__(self, lines: Sequence[str], width: int) -> None:
        super().__init__("sheet", radius="card", outline="line", name="message_lines")
        px = theme().px
        labels = [Label(words, "small", wrap=True) for words in lines]
        self._bar: QScrollBar | None = None
        column = QVBoxLayout(self)
        height = sum(each.heightForWidth(width - 2 * px(12)) + px(4) for each in labels)
        if height <= px(_HIGHEST):
            column.setContentsMargins(px(12), px(8), px(12), px(8))
            column.setSpacing(px(4))
            for label in labels:
                column.addWidget(label)
            return
        area = ScrollColumn(margins=(12, 8, 12, 8), spacing=4, name="message_lines_area")
        for label in labels:
            area.add(label)
        area.setFixedHeight(px(_HIGHEST))
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(area)
        self._bar = area.verticalScrollBar()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if self._bar is not None and move is not None:
            self._bar.triggerAction(move)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            focus_inset(painter_on(self), self.rect(), radius=theme().radius("card"))
