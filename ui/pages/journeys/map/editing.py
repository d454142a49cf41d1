"""The field that opens over a card of the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from ui.pages.journeys.map.cursor import Cursor
from ui.theme.theme import theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_LEAST_WIDTH = 150


class CellEditor(QPlainTextEdit):
    """Enter or leaving it saves, Esc restores, Tab saves and goes on; it grows with what is written.

    `done` carries whether to save; `resized` asks for another place.
    """

    resized = Signal()

    def __init__(
        self,
        where: Cursor,
        text: str,
        *,
        name: str,
        on_done: Callable[[CellEditor, str | None, int], object],
        placeholder: str = "",
        select_all: bool = True,
    ) -> None:
        """`on_done` gets the text, or None when nothing is to be saved, and the cells to go on by: 0, 1 or -1."""
        super().__init__()
        self.where = where
        self._on_done = on_done
        self._is_done = False
        self.setObjectName("map_editor")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(theme().font("small"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "inline")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        if select_all:
            self.selectAll()
        else:
            self.moveCursor(self.textCursor().MoveOperation.End)
        self.textChanged.connect(self.resized)

    def place(self, card: QRectF, room: QRect) -> None:
        """Stand over a card, as high as what is written; inside the room."""
        px = theme().px
        width = max(card.width(), px(_LEAST_WIDTH))
        self.setFixedWidth(round(width))
        lines = max(1, self._line_count())
        height = max(lines * self.fontMetrics().lineSpacing() + px(14), round(min(card.height(), px(200))))
        top = min(card.y(), room.bottom() - height)
        left = max(float(room.left()), min(card.x(), room.right() - width))
        self.setGeometry(round(left), round(max(room.top(), top)), round(width), round(height))

    def commit(self) -> None:
        """Save what is written, as leaving it does."""
        self.finish(save=True)

    def finish(self, *, save: bool, step: int = 0) -> None:
        """End the writing, once."""
        if not self._is_done:
            self._is_done = True
            self._on_done(self, self.toPlainText().strip() if save else None, step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.finish(save=False)
        elif event.key() in _ENTER and not shifted:
            self.finish(save=True)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.finish(save=True, step=1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            # After the event: the field must not vanish while Qt is still handing the focus over.
            QTimer.singleShot(0, self, lambda: self.finish(save=True))

    def _line_count(self) -> int:
        block, count = self.document().firstBlock(), 0
        while block.isValid():
            count += max(1, block.layout().lineCount())
            block = block.next()
        return count
