"""Chips: a short fact, a filter or a link to another object."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import chip, chip_width, painter_on

Dot = tuple[str, int | str]  # a palette of the theme and the key in it: ("series", 2)


def dot_color(dot: Dot | None) -> QColor | None:
    """The colour that a dot has in the current theme."""
    return None if dot is None else theme().palette(*dot)


class Chip(QAbstractButton):
    """A chip of kind "plain", "active", "link", "outline", "vip", "gap", "danger" or "success".

    Without `on_click` it is only read; with it, it is a button. A filter is `checkable`: chosen, it looks "active".
    Where its words are cut, the tooltip has them whole, unless the chip has one of its own.
    """

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        *,
        icon: str = "",
        dot: Dot | None = None,
        on_click: Callable[[], object] | None = None,
        checkable: bool = False,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._kind, self._icon, self._dot = text, kind, icon, dot
        self.setText(text.replace("&", "&&"))
        self.setObjectName(name)
        self.setAccessibleName(accessible_name or text)
        self.setCheckable(checkable)
        self.setProperty("ringRadius", 4)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._acts = on_click is not None or checkable
        self._is_told = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._acts else Qt.FocusPolicy.NoFocus)
        if self._acts:
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def text(self) -> str:
        return self._words

    def set_text(self, text: str) -> None:
        """Shows other words; the accessible name follows."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self._explain()
        self.update()

    def set_dot(self, dot: Dot | None) -> None:
        """Shows another coloured dot, or none."""
        self._dot = dot
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        self._kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._words, icon=self._icon, dot=dot_color(self._dot)), theme().px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().px(48)), theme().px(22))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._acts:
            super().mousePressEvent(event)
        else:
            event.ignore()  # a press on what can only be read is for what it lies in

    def _explain(self) -> None:
        """Tell the words whole where they are cut; what can only be read lets the pointer through otherwise."""
        is_cut = self.width() < self.sizeHint().width()
        if is_cut if not self.toolTip() else self._is_told:
            tip(self, self._words if is_cut else "")
            self._is_told = is_cut
        if not self._acts:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self.toolTip())

    def paintEvent(self, event: QPaintEvent) -> None:
        kind = "active" if self.isChecked() else "outline" if self.isCheckable() else self._kind
        hovered = self._acts and self.isEnabled() and self.underMouse() and kind in ("link", "outline", "plain")
        painter = painter_on(self)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        chip(painter, self.rect(), self._words, kind, icon=self._icon, dot=dot_color(self._dot), hovered=hovered)
