"""A dashed card that stands for something which is not there yet: a suggestion to take, a place to fill."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import Label
from ui.widgets.paint import box, painter_on


class DashedCard(QAbstractButton):
    """Icon, words that may wrap, and at the right what a click does."""

    def __init__(
        self,
        words: str,
        act_words: str = "",
        *,
        icon: str = "plus",
        on_click: Callable[[], object],
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(accessible_name or (f"{act_words}: {words}" if act_words else words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ringRadius", theme().radius("card"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(36), px(10), px(12), px(10))
        row.setSpacing(px(10))
        row.addWidget(_still(Label(words, "small", "ink2", wrap=True)), 1)
        if act_words:
            row.addWidget(_still(Label(act_words, "small", "primary", weight=600)))
        self.clicked.connect(lambda: on_click())

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        hovered = self.underMouse()
        border = "primary" if hovered else "control"
        fill = "sheet" if hovered else None
        box(painter, self.rect(), fill, border, radius=look.radius("card"), dashed=True)
        side = look.px(16)
        place = QRectF(look.px(12), (self.height() - side) / 2, side, side)
        icons.draw(painter, self._icon, place, "primary" if hovered else "ink2")


def _still(label: Label) -> Label:
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
