"""What a page shows before there is anything: where to start, in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.keycap import KeyHint
from ui.widgets.label import Label
from ui.widgets.paint import box, painter_on
from ui.widgets.rhumb import Rose, draw_rhumb_lines, draw_route

_CENTER = Qt.AlignmentFlag.AlignCenter


class EmptyState(QWidget):
    """A serif title, one sentence, a primary button and at most one alternative, over rhumb lines."""

    def __init__(
        self,
        title: str,
        sentence: str,
        primary: Button | None = None,
        alternative: Button | None = None,
        *,
        key_sentence: str = "",
        key: str = "",
        ground: str = "sunken",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`key_sentence` is a line with `{key}` where the shortcut `key` is drawn."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._ground = ground
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        column.setSpacing(0)
        column.addStretch(1)
        column.addSpacing(look.px(150))
        self._title = Label(title, "title", wrap=True, align=_CENTER)
        column.addWidget(self._title)
        column.addSpacing(look.px(6))
        words = Label(sentence, "body", "ink2", wrap=True, align=_CENTER)
        words.setMaximumWidth(look.px(376))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(words, 10)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(look.px(20))
        column.addLayout(_buttons(alternative, primary))
        if key:
            column.addSpacing(look.px(16))
            column.addWidget(KeyHint(key_sentence, key), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        area = QRectF(self.rect())
        box(painter, area, self._ground)
        centre = QPointF(self.width() / 2, self._title.y() - theme().px(76))
        draw_rhumb_lines(painter, area, [Rose(centre.x(), centre.y(), (theme().px(70),))])
        draw_route(painter, centre)


def _buttons(*buttons: Button | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addStretch(1)
    for button in buttons:
        if button is not None:
            row.addWidget(button)
    row.addStretch(1)
    return row
