"""What goes wrong with the file of a plan is told with a way out that works."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from storage import backups, database
from storage.document import Document
from storage.errors import DiskFull
from strategy.model import Objective
from strategy.operations import add_objective
from strategy.plan_file import open_plan
from tests.ui.test_main_window import press
from tests.windows import OpenWindow, Recorder, in_dialog
from ui.document_bridge import DocumentBridge
from ui.main_window import MainWindow
from ui.messages import Problem, Way, messages
from ui.widgets.dialog import Dialog

FORMER = Path(__file__).parents[1] / "files" / "version-1.periple"


@pytest.fixture
def window(open_window: OpenWindow, told: Recorder) -> MainWindow:
    """The window on an empty plan with one objective, "Kept"; what it tells goes to the recorder."""
    opened = open_window("empty")
    add_objective(document_of(opened), name="Kept")
    messages().use(told)
    return opened


def bridge_of(window: MainWindow) -> DocumentBridge:
    assert window.bridge is not None
    return window.bridge


def document_of(window: MainWindow) -> Document:
    return bridge_of(window).document


def names(document: Document) -> list[str]:
    return [row.name for row in document.all(Objective)]


def add(window: MainWindow, name: str) -> None:
    """A gesture of the user."""
    bridge = bridge_of(window)
    bridge.run(lambda: add_objective(bridge.document, name=name))


def way_of(problem: Problem, words: str) -> Way:
    """The way out that has these words."""
    return next(way for way in problem.ways if way.text == words)


def only_way(problem: Problem, words: str) -> None:
    """Takes the one way out, which has these words."""
    (way,) = problem.ways
    assert way.text == words
    way.act()


def label(window: MainWindow, name: str) -> QLabel:
    found = window.findChild(QLabel, name)
    assert found is not None
    return found


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user keeps a copy when asked."""
    target = tmp_path / "rescued.periple"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


def test_a_plan_that_was_moved_is_saved_elsewhere(window: MainWindow, told: Recorder, copy: Path, qtbot: QtBot) -> None:
    path = document_of(window).path
    path.rename(path.with_name("moved.periple"))
    add(window, "Lost")
    assert told.problems[0].title == "The plan is no longer in its place"
    only_way(told.problems[0], "Save a copy")
    qtbot.waitUntil(lambda: window.bridge is not None and document_of(window).path == copy)
    assert "Kept" in names(document_of(window))
    add(window, "The work goes on there")
    assert len(told.problems) == 1


def test_a_full_disk_offers_a_copy_elsewhere(window: MainWindow, told: Recorder, copy: Path, qtbot: QtBot) -> None:
    connection = document_of(window)._file.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    add(window, "x" * 200_000)
    assert "no room left" in told.problems[0].text
    assert names(document_of(window)) == ["Kept"]
    assert label(window, "saved_at").text() == "Not saved: no room on the disk"
    way_of(told.problems[0], "Save a copy").act()
    qtbot.waitUntil(copy.exists)
    with open_plan(copy) as rescued:
        assert names(rescued) == ["Kept"]


def test_a_copy_without_room_is_not_told_as_a_change_that_was_lost(
    window: MainWindow, told: Recorder, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: object, _target: object) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(database, "copy_to_file", refuse)
    before = label(window, "saved_at").text()
    window.actions_of_window["save_copy"].trigger()
    (problem,) = told.problems
    assert problem.title == "The file was not written"
    assert problem.text.startswith("There is no room left on the disk for “rescued.periple”. Free some space")
    assert label(window, "saved_at").text() == before
    assert not copy.exists()
    monkeypatch.undo()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    only_way(problem, "Try again")


def test_an_old_plan_that_a_full_disk_cannot_convert_is_copied_elsewhere(
    open_window: OpenWindow, told: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object, **_named: object) -> None:
        raise DiskFull

    window = open_window("welcome")
    messages().use(told)
    old = Path(shutil.copy(FORMER, tmp_path / "old.periple"))
    monkeypatch.setattr(backups, "back_up", refuse)
    assert not window.open_plan(old)
    (problem,) = told.problems
    assert problem.title == "This plan must be converted"
    assert "could not be converted: there is no room left" in problem.text
    assert [way.text for way in problem.ways] == ["Save a copy elsewhere…"]
    assert old.read_bytes() == FORMER.read_bytes()
    assert [path.name for path in tmp_path.glob("*old*")] == ["old.periple"]


def test_a_plan_changed_elsewhere_is_opened_again(window: MainWindow, told: Recorder, qtbot: QtBot) -> None:
    before = bridge_of(window)
    other = sqlite3.connect(before.document.path)
    other.execute("UPDATE head SET seq = seq + 1")
    other.commit()
    other.close()
    add(window, "Refused")
    only_way(told.problems[0], "Open it again")
    qtbot.waitUntil(lambda: window.bridge is not before and window.bridge is not None)
    add(window, "Accepted")
    assert names(document_of(window)) == ["Kept", "Accepted"]


@pytest.mark.feature("feat_plan_files")
def test_the_exact_last_state_of_a_damaged_plan_comes_back_in_one_click(window: MainWindow, told: Recorder) -> None:
    path = document_of(window).path
    window.close_plan()  # which backs it up
    content = path.read_bytes()
    damaged = content[:9000] + b"\xff" * 4000
    path.write_bytes(damaged)
    assert not window.open_plan(path)
    assert told.problems[0].title == "This plan is damaged"
    way_of(told.problems[0], "Restore the exact last state").act()
    assert document_of(window).path == path.with_name("empty, restored.periple")
    assert names(document_of(window)) == ["Kept"]
    assert path.read_bytes() == damaged


def test_trouble_is_a_dialog_that_waits(open_window: OpenWindow) -> None:
    window = open_window("empty")
    path = document_of(window).path
    path.rename(path.with_name("moved.periple"))
    read: list[str] = []

    def look(dialog: Dialog) -> None:
        read.append(dialog.windowTitle())
        press(dialog, "problem_close")

    in_dialog(look)
    add(window, "Lost")
    assert read == ["The plan is no longer in its place"]
