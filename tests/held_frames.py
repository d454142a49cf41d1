"""Windows that paint when somebody looks, not after each event: painting takes longer than most of what tests do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class HeldFrames(QObject):
    """Keeps a window from painting until it is looked at, as a screen does that is slower than who types."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_due = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return False
        self._is_due = True  # Qt asks once, and gathers what has to be painted until then
        return True

    def paint(self) -> None:
        """Let the window paint all that has changed since the last time."""
        if self._is_due:
            self._is_due = False
            self._window.removeEventFilter(self)
            QApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
            self._window.installEventFilter(self)

    def let_go(self) -> None:
        """From here on the window paints by itself."""
        self.paint()
        self._window.removeEventFilter(self)
