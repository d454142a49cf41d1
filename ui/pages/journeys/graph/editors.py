"""Editing on the canvas: a line of text over what it edits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.theme.theme import theme


class CanvasEditor(QLineEdit):
    """Enter, Tab or leaving it saves, Escape restores; the focus then goes back to the canvas."""

    def __init__(
        self,
        canvas: GraphCanvas,
        place: Callable[[], QRect],
        text: str,
        save: Callable[[str], object],
        *,
        name: str,
        accessible_name: str,
        placeholder: str = "",
        centred: bool = False,
    ) -> None:
        """`place` says where the line stands in the viewport; it follows what it edits."""
        super().__init__(text, canvas.viewport())
        self._canvas, self._place, self._save, self._is_over = canvas, place, save, False
        self._before = text
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self.setFont(theme().font("small", weight=500))
        self._is_centred = centred
        self.textChanged.connect(self._align)
        self._align(text)
        self.setTextMargins(0, 0, 0, 0)
        self._follow()
        self.show()
        self.setFocus()
        self.selectAll()
        canvas.zoomed.connect(self._follow)

    def _align(self, text: str) -> None:
        """Qt hides the placeholder of an empty line that is centred and has the focus."""
        is_middle = self._is_centred and bool(text)
        across = Qt.AlignmentFlag.AlignHCenter if is_middle else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(across | Qt.AlignmentFlag.AlignVCenter)

    def _follow(self) -> None:
        place = self._place()
        self.setGeometry(place.adjusted(0, 0, 0, max(0, theme().px(28) - place.height())))

    def commit(self) -> None:
        """Save what is written, as leaving it does."""
        self._close(is_kept=True, takes_focus=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._close(is_kept=False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._close(is_kept=True)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close(is_kept=True, takes_focus=False)

    def _close(self, *, is_kept: bool, takes_focus: bool = True) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._canvas.zoomed.disconnect(self._follow)
        self.hide()
        if takes_focus:
            self._canvas.setFocus()
        self.deleteLater()
        if is_kept and self.text() != self._before:
            self._save(self.text())
