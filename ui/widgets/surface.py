"""Painted grounds: plain surfaces and cards."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.paint import box, line, painter_on


class Surface(QFrame):
    """A ground in one colour token, with round corners, an outline or single lines on some sides."""

    def __init__(
        self,
        color: str = "sheet",
        *,
        radius: str = "",
        outline: str = "",
        lines: Iterable[str] = (),
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._color, self._radius, self._outline = color, radius, outline
        self._lines = frozenset(lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        radius = theme().radius(self._radius) if self._radius else 0
        box(painter, self.rect(), self._color or None, self._outline or None, radius=radius)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        for side in self._lines:
            start, end = _SIDES[side](area)
            line(painter, start, end, "line")


_SIDES = {
    "top": lambda area: (area.topLeft(), area.topRight()),
    "bottom": lambda area: (area.bottomLeft(), area.bottomRight()),
    "left": lambda area: (area.topLeft(), area.bottomLeft()),
    "right": lambda area: (area.topRight(), area.bottomRight()),
}


class Rule(QWidget):
    """A thin horizontal line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        line(painter, QPointF(0, 0.5), QPointF(self.width(), 0.5), "line")


class Card(QFrame):
    """A rounded card; give it a layout, or use `body`, a column with the usual margins.

    An `interactive` card takes the focus, answers Enter, Space and clicks with `clicked`, Enter and double
    clicks with `opened`; a selected one has a primary outline.
    """

    clicked = Signal()
    opened = Signal()

    def __init__(
        self,
        *,
        interactive: bool = False,
        color: str = "raised",
        margins: tuple[int, int, int, int] = (16, 12, 16, 12),
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._color, self._interactive = color, interactive
        self._selected = self._hovered = False
        self.setProperty("ringRadius", theme().radius("card"))
        if interactive:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*(theme().px(margin) for margin in margins))
        self.body.setSpacing(theme().px(8))

    @property
    def is_selected(self) -> bool:
        return self._selected

    def set_selected(self, selected: bool) -> None:
        self._selected = selected
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._interactive
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._interactive and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._interactive and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
            self.opened.emit()
        elif self._interactive and event.key() == Qt.Key.Key_Space:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        border, width = "line", 1.0
        if self._selected:
            border, width = "primary", 2.0
        elif self._interactive and self._hovered:
            border = "control"
        box(
            painter,
            self.rect(),
            self._color,
            border,
            radius=theme().radius("card"),
            width=width,
        )
