"""Several stories in one window: opening one takes longer than most of them do with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from tests.held_frames import HeldFrames
from ui.main_window import MainWindow
from ui.pages.registry import ALL_PAGES


def in_turn(window: MainWindow, *stories: Callable[[MainWindow], object]) -> None:
    """Tells each story on the plan and the page with which the window was opened, at the size that it had.

    The window paints what each of them leaves.
    """
    size, frames = window.size(), HeldFrames(window)
    for story in stories:
        if story is not stories[0]:
            _put_back(window)
            window.resize(size)
            QApplication.processEvents()
        story(window)
        frames.paint()
    frames.let_go()


def _put_back(window: MainWindow) -> None:
    assert window.bridge is not None
    assert window.view is not None
    while window.bridge.document.undo():
        pass
    window.view.show_page(ALL_PAGES[0])
    window.activateWindow()
