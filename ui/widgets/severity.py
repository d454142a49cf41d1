"""The five diamonds of a severity, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme.theme import theme
from ui.widgets import marks
from ui.widgets.label import plain_tip
from ui.widgets.paint import LEFT, box, painter_on, text

_CELL, _HEIGHT = 34, 32


class SeverityScale(QWidget):
    """`chosen` carries a level from 1, or None when it is taken back. Digits and arrows choose, Delete takes back."""

    chosen = Signal(object)

    def __init__(
        self, words: Sequence[str], *, name: str = "", accessible_name: str = "", parent: QWidget | None = None
    ) -> None:
        """`words` says each level, from the least on."""
        super().__init__(parent)
        self._words, self._title = tuple(words), accessible_name
        self._level: int | None = None
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tell()

    def value(self) -> int | None:
        """The level chosen."""
        return self._level

    def set_value(self, level: int | None) -> None:
        """Show a level that comes from the plan; nothing is announced."""
        if level != self._level:
            self._level = level
            self._tell()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_CELL) * len(self._words), theme().px(_HEIGHT) + theme().line("caption"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            level = self._level_at(event.pos().x())
            QToolTip.showText(event.globalPos(), plain_tip(self._said(level)) if level else "", self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._level_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        level = self._level_of(event)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif level:
            self._choose(level)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        level = self._level_at(event.position().toPoint().x())
        if level is not None:
            self._choose(None if level == self._level else level)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        cell, high = look.px(_CELL), look.px(_HEIGHT)
        for level in range(1, len(self._words) + 1):
            area = QRectF((level - 1) * cell, 0, cell, high)
            if level == self._level:
                box(painter, area.adjusted(1, 1, -1, -1), "selected", "primary", radius=look.radius("control"))
            painter.setOpacity(1.0 if level == self._level or self._level is None else 0.55)
            marks.friction_badge(painter, QPointF(area.center()), level)
            painter.setOpacity(1.0)
        said = self._words[self._level - 1] if self._level else ""
        text(painter, QRectF(0, high, self.width(), look.line("caption")), said, look.font("caption"), "ink2", LEFT)

    def _level_of(self, event: QKeyEvent) -> int | None:
        """The level that a key asks for."""
        digit = event.key() - Qt.Key.Key_0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        if 1 <= digit <= len(self._words):
            return int(digit)
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        return None if step is None else min(max((self._level or (0 if step > 0 else 2)) + step, 1), len(self._words))

    def _level_at(self, x: int) -> int | None:
        level = x // theme().px(_CELL) + 1
        return level if 1 <= level <= len(self._words) else None

    def _choose(self, level: int | None) -> None:
        if level != self._level and self.isEnabled():
            self._level = level
            self._tell()
            self.chosen.emit(level)

    def _said(self, level: int) -> str:
        return f"{level} · {self._words[level - 1]}"

    def _tell(self) -> None:
        said = self._said(self._level) if self._level else ""
        self.setAccessibleName(f"{self._title}: {said}" if said else self._title)
        self.update()
