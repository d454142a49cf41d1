"""A user without a mouse: strikes keys in whatever has the focus, and goes to controls by Tab only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.held_frames import HeldFrames
from ui.main_window import MainWindow

_MOST_STOPS = 200
"""More stops of Tab than any page has: beyond, Tab is caught somewhere."""
_POLL_MS = 5
_STROKES_A_FRAME = 8
"""Who is as fast as this sees the window no more often: on a screen, too, it paints at leisure what has changed."""


class Keyboard:
    """The keyboard of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._frames = HeldFrames(window)
        self._unseen = 0

    @property
    def focus(self) -> QWidget:
        """What the next key goes to: inside a menu or a dialog when one is open."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            inner: QWidget | None = popup.focusWidget()
            return popup if inner is None else inner
        dialog = QApplication.activeModalWidget()
        if dialog is None and not self._window.isActiveWindow():  # the off-screen screen forgets it after a dialog
            self._window.activateWindow()
            QApplication.processEvents()
        found = dialog.focusWidget() if dialog is not None else QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        assert found.isVisible(), f"{found.objectName()} has the focus and is hidden"
        return found

    def strike(self, *keys: str) -> None:
        """Strike keys named as in "Ctrl+N", one after the other, and wait for what each of them does."""
        for each in keys:
            _click(self.focus, each)
            QApplication.processEvents()
        self._unseen += len(keys)
        if self._unseen >= _STROKES_A_FRAME:
            self._unseen = 0
            self._frames.paint()

    def write(self, text: str, *after: str) -> None:
        """Type plain letters, then strike keys."""
        QTest.keyClicks(self.focus, text)
        QApplication.processEvents()
        self.strike(*after)

    def tab_to(self, name: str, *after: str, back: bool = False) -> None:
        """Strike Tab until the control of this object name has the focus, then strike keys."""
        passed = []
        for _ in range(_MOST_STOPS):
            focus = self.focus
            if focus.objectName() == name:
                QApplication.processEvents()
                self.strike(*after)
                return
            passed.append(focus.objectName())
            _click(focus, "Shift+Tab" if back else "Tab")  # as fast as one can: what is passed is not painted
        pytest.fail(f"Tab never reaches {name}; it passes {list(dict.fromkeys(passed))}")

    @contextmanager
    def in_dialog(self, act: Callable[[], object]) -> Iterator[None]:
        """Does `act` in the dialog or menu that the keys of the block open; fails if none opens."""
        done: list[bool] = []
        failed: list[BaseException] = []

        def look() -> None:
            shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if shown is None or not shown.isVisible():
                QTimer.singleShot(_POLL_MS, look)
                return
            HeldFrames(shown)  # it was painted when it opened
            try:
                act()
            except BaseException as error:  # noqa: BLE001  (raised again below, outside Qt's loop)
                failed.append(error)
            finally:
                done.append(True)
                still = QApplication.activePopupWidget() or QApplication.activeModalWidget()
                if failed and still is not None:
                    still.close()

        QTimer.singleShot(0, look)
        yield
        while not done:
            QTest.qWait(_POLL_MS)
        if failed:
            raise failed[0]


def _click(widget: QWidget, key: str) -> None:
    stroke = QKeySequence.fromString(key)[0]  # type: ignore[index]  # PySide does not say that it can be
    QTest.keyClick(widget, stroke.key(), stroke.keyboardModifiers())
