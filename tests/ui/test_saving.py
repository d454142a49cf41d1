"""While a disk takes its time the screen says so, and what the user does meanwhile waits its turn."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storage import database
from storage.database import PlanConnection
from storage.errors import PlanError
from strategy.operations import add_objective
from tests.ui.test_bringing_back import names, saved_words
from tests.ui.test_leaving import document_of
from tests.windows import OpenWindow, Recorder
from ui.document_bridge import DocumentBridge
from ui.main_window import MainWindow
from ui.messages import messages
from ui.shell.leaving import delete_history


class Keys(QObject):
    """Notes the keys that reach a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.heard: list[str] = []
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.heard.append(event.text())
        return False


class SlowDisk:
    """Confirms a change once it has been told that it is waited for, and `look` has looked at the screen."""

    def __init__(self, window: MainWindow, look: Callable[[], object]) -> None:
        self._looked = threading.Event()
        self._look = look
        self.error: sqlite3.Error | None = None
        assert window.bridge is not None
        window.bridge.waiting.connect(self._let_go)  # after the window, which connected first

    def _let_go(self) -> None:
        self._look()
        self._looked.set()

    def end_transaction(self, connection: PlanConnection) -> None:
        if connection.in_transaction:
            assert self._looked.wait(10)
            self._looked.clear()
            if self.error is not None:
                raise self.error
        sqlite3.Connection.commit(connection)


def on_screen(window: MainWindow, name: str) -> QImage:
    """What the screen shows of a part of the window now, without having it painted."""
    part = window.findChild(QWidget, name)
    assert part is not None
    corner = part.mapTo(window, QPoint())
    shot = window.screen().grabWindow(window.winId(), corner.x(), corner.y(), part.width(), part.height())
    return shot.toImage()


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window on an empty plan, ready for a gesture; it says after 10 ms what it would say after 0.3 s."""
    monkeypatch.setattr(database, "MOMENT", 0.01)
    opened = open_window("empty")
    qtbot.waitUntil(lambda: document_of(opened)._file.connection.waiting is not None)
    return opened


def bridge_of(window: MainWindow) -> DocumentBridge:
    assert window.bridge is not None
    return window.bridge


def add(window: MainWindow, name: str) -> None:
    bridge_of(window).run(lambda: add_objective(document_of(window), name=name))


def test_a_slow_disk_is_told_on_screen_while_keys_wait(
    window: MainWindow, told: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages().use(told)
    before, keys = on_screen(window, "saved_state"), Keys(window)
    seen: list[tuple[str, bool, list[str]]] = []

    def look() -> None:
        seen.append((saved_words(window), on_screen(window, "saved_state") != before, list(keys.heard)))

    disk = SlowDisk(window, look)
    monkeypatch.setattr(PlanConnection, "end_transaction", lambda connection: disk.end_transaction(connection))
    QApplication.postEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F35, Qt.KeyboardModifier.NoModifier, "k"))
    add(window, "Saved")
    assert seen == [("Saving…", True, [])]
    assert saved_words(window).startswith("Saved at")
    assert names(window) == ["Saved"]
    QApplication.processEvents()
    assert keys.heard == ["k"]

    disk.error = sqlite3.OperationalError("refused")
    disk.error.sqlite_errorname = "SQLITE_FULL"
    add(window, "Refused")
    assert [words for words, _, _ in seen] == ["Saving…"] * 2
    assert told.problems[-1].title == "The change was not saved"
    QApplication.processEvents()
    assert saved_words(window) == "Not saved: no room on the disk"
    assert names(window) == ["Saved"]


def test_a_change_that_came_to_nothing_after_a_wait_leaves_no_word_of_saving(window: MainWindow) -> None:
    document = document_of(window)
    other = sqlite3.connect(document.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    bridge_of(window).waiting.connect(lambda: other.execute("ROLLBACK"))
    before = saved_words(window)

    def refuse() -> None:
        with document.transact("Refused"):
            raise PlanError("Refused")

    bridge_of(window).run(refuse)
    other.close()
    assert saved_words(window) == "Saving…"
    QApplication.processEvents()
    assert saved_words(window) == before


def test_a_history_that_is_deleted_slowly_is_told_on_screen(
    window: MainWindow, told: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages().use(told)
    add(window, "Saved")
    seen: list[str] = []
    was_seen, vacuum = threading.Event(), PlanConnection.vacuum

    def vacuum_when_seen(connection: PlanConnection) -> None:
        assert was_seen.wait(10)
        vacuum(connection)

    def look() -> None:
        seen.append(saved_words(window))
        was_seen.set()

    bridge_of(window).waiting.connect(look)
    monkeypatch.setattr(PlanConnection, "vacuum", vacuum_when_seen)
    delete_history(window)
    assert seen[0] == "Saving…"
    assert told.toasts[-1].text.startswith("The history is deleted")
    QApplication.processEvents()
    assert saved_words(window).startswith("Saved at")
