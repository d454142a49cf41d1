"""Starts the window program: log, last resort for mistakes of ours, theme, first window, event loop."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from resources.i18n import use_language
from ui.main_window import MainWindow
from ui.settings import settings
from ui.theme.theme import theme

EXIT_AFTER_PAINT = "PERIPLE_EXIT_AFTER_PAINT"
"""Set to 1, the program ends after the first paint of its first window: for measuring starts."""


def run(plan_path: Path | None = None) -> int:
    """Show the window, on a plan if one is given, until it is closed; returns the exit code."""
    sys.excepthook = _tell_mistake
    os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")  # asking Qt for its style instead costs 3 ms of a start
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Périple")
    app.setDesktopFileName("periple")
    dress(app, with_sheet=False)
    window = MainWindow()
    if plan_path is not None:
        window.open_plan(plan_path)
    if window.bridge is None:  # a damaged plan may have been brought back in its place
        window.show_welcome()
    painted = FirstPaint(window)
    theme().put_sheet()
    window.show()
    code = app.exec()
    del painted
    return code


def dress(app: QApplication, *, with_sheet: bool = True) -> None:
    """Language, theme and keyboard habits of the whole program; for `with_sheet` see `Theme.apply`."""
    kept = settings()
    use_language(kept.language)
    theme().apply(app, kept.theme_mode, kept.scale, with_sheet=with_sheet)
    theme().set_reduced_motion(kept.has_reduced_motion)
    app.setQuitOnLastWindowClosed(True)


class FirstPaint(QObject):
    """Starts what can wait until the first window is on screen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._after)
        return False

    def _after(self) -> None:
        if os.environ.get(EXIT_AFTER_PAINT) == "1":
            os._exit(0)  # at once: taking the program apart is not part of a start
        from ui.garbage import GarbageCollector
        from ui.shell.brand import window_icon
        from ui.shell.key_guard import KeyGuard
        from ui.shell.log import start_log
        from ui.widgets.focus import show_focus_rings

        start_log()
        GarbageCollector(self._window)
        self._window.setWindowIcon(window_icon())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            KeyGuard(app)
            show_focus_rings(app)


def _tell_mistake(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from ui.shell.log import tell_mistake

    tell_mistake(kind, error, trace)
