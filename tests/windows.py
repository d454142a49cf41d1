"""What tests of windows share: a teller that notes what the user is told, and the window of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.i18n import use_language
from tests.support import opened_plan
from ui.main_window import MainWindow
from ui.messages import Problem, Question, Teller, Toast, messages
from ui.theme.theme import theme
from ui.widgets.dialog import Dialog

OpenWindow = Callable[[str], MainWindow]


class Recorder(Teller):
    """Notes what the user is told instead of showing it; answers questions with `answer`."""

    def __init__(self) -> None:
        self.toasts: list[Toast] = []
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self.answer = True

    def show_toast(self, toast: Toast) -> None:
        self.toasts.append(toast)

    def show_problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def ask(self, question: Question) -> bool:
        self.questions.append(question)
        return self.answer


@pytest.fixture
def told() -> Iterator[Recorder]:
    """What the user was told; use it after `open_window`, whose window talks to the user otherwise."""
    recorder = Recorder()
    messages().use(recorder)
    yield recorder
    messages().use(None)


def dress(app: QApplication) -> None:
    """The light theme at scale 1 without motion, whatever the test before did.

    The style sheet is set once a run: Qt takes longer to read it than most tests take.
    """
    if app.styleSheet():
        theme().set_mode("light")
        theme().set_scale(1.0)
    else:
        theme().apply(app, "light")
    theme().set_reduced_motion(True)


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens the window in English on "saas", "bank", "shop", "empty" or "welcome", shown and active."""
    use_language("en")
    dress(qapp)
    opened: list[MainWindow] = []

    def open_on(name: str) -> MainWindow:
        window = MainWindow()
        opened.append(window)
        qtbot.addWidget(window)
        if name == "welcome":
            window.show_welcome()
        else:
            window.show_document(opened_plan(tmp_path / f"{name}.periple", name))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_on
    for window in opened:
        window.close()
    use_language("en")


def in_dialog(act: Callable[[Dialog], None]) -> list[Dialog]:
    """Does `act` in the next dialog that opens, then closes it if it is still open; gives the dialogs seen."""
    seen: list[Dialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog) or not dialog.isActiveWindow():
            QTimer.singleShot(1, look)
            return
        seen.append(dialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    return seen


_LATE = "painted_late"


def paint_late(qtbot: QtBot, page: QWidget) -> None:
    """Has a page closed at the end of its test, and painted then and in `let_paint` only.

    Painting it whenever events are let through takes as long as all else.
    """
    page.setProperty(_LATE, True)
    page.setUpdatesEnabled(False)
    qtbot.addWidget(page, before_close_func=lambda _page: let_paint())


def let_paint() -> None:
    """What happens while the user looks at what a gesture gave: Qt lays it out, paints it, and deletes what is gone."""
    late = [window for window in QApplication.topLevelWidgets() if window.property(_LATE)]
    for window in late:
        window.setUpdatesEnabled(True)
    QApplication.processEvents()
    for window in late:
        window.setUpdatesEnabled(False)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
