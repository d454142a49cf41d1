"""Plans that are old, gone or taken are brought back from what this computer keeps of them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from storage.lock import PlanLock
from strategy.model import Objective
from strategy.operations import add_objective
from strategy.plan_file import open_plan
from tests.support import opened_plan
from tests.ui.test_leaving import document_of
from tests.ui.test_main_window import press
from tests.windows import OpenWindow, Recorder, in_dialog
from ui.dialogs.recovery import RecoveryDialog
from ui.main_window import MainWindow
from ui.messages import Problem, messages
from ui.models.losses import LossModel
from ui.models.rescue import LINE_ROLE, RescueModel
from ui.shell.log import start_log
from ui.widgets.banner import Banner
from ui.widgets.dialog import Dialog


class Chooser(Recorder):
    """Takes the way out that has these words, as a user does while the message is on screen."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self._words = list(words)

    def show_problem(self, problem: Problem) -> None:
        super().show_problem(problem)
        wanted = self._words.pop(0) if self._words else ""
        for way in problem.ways:
            if way.text == wanted:
                way.act()


def names(window: MainWindow) -> list[str]:
    return [row.name for row in document_of(window).all(Objective)]


def saved_words(window: MainWindow) -> str:
    found = window.findChild(QLabel, "saved_at")
    assert found is not None
    return found.text()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The file of a plan in the state before its last two changes on this computer."""
    with opened_plan(tmp_path / "old.periple", "empty") as document:
        add_objective(document, name="First")
        path = document.path
    content = path.read_bytes()
    with open_plan(path) as document:
        add_objective(document, name="Second")
        add_objective(document, name="Third")
    path.write_bytes(content)
    return path


def test_an_old_file_is_left_as_it_is_or_gets_the_later_work_as_one_step(
    open_window: OpenWindow, old: Path, qtbot: QtBot
) -> None:
    window = open_window("welcome")

    def older() -> QWidget | None:
        return window.findChild(QWidget, "older")

    assert window.open_plan(old)
    qtbot.waitUntil(lambda: older() is not None)
    press(window, "older_leave")
    qtbot.waitUntil(lambda: older() is None)
    window.build_again()
    QApplication.processEvents()
    assert older() is None, "it was settled"
    assert names(window) == ["First"]
    before = window.bridge
    assert window.open_plan(old)
    assert window.bridge is before, "it is open here"
    window.close_plan()
    assert window.open_plan(old)
    qtbot.waitUntil(lambda: older() is not None)
    banner = older()
    assert banner is not None
    assert banner.accessibleName().startswith("This file is older than your last work here: 2 changes until")
    press(window, "older_bring_back")
    assert names(window) == ["First", "Second", "Third"]
    qtbot.waitUntil(lambda: older() is None)
    document_of(window).undo()
    assert names(window) == ["First"]


def test_a_plan_whose_file_is_gone_comes_back_from_the_list(
    open_window: OpenWindow, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.unlink()
    target = tmp_path / "again.periple"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window = open_window("welcome")
    lines: list[tuple[bool, bool]] = []

    def look(dialog: Dialog) -> None:
        model = dialog.findChild(RescueModel)
        assert model is not None
        found = [model.index(row).data(LINE_ROLE) for row in range(model.rowCount())]
        lines.extend((line.is_newest, line.copy is not None) for line in found)
        press(dialog, "recovery_open")

    in_dialog(look)
    press(window, "welcome_recovery")
    assert lines[0] == (True, True), "the copy made at the end is the last state"
    assert not any(is_newest for is_newest, _ in lines[1:])
    assert document_of(window).path == target
    assert names(window) == ["First", "Second", "Third"]


def test_a_plan_of_another_computer_is_taken_over_after_a_question(
    open_window: OpenWindow, told: Recorder, old: Path, qtbot: QtBot
) -> None:
    window = open_window("welcome")
    lock = PlanLock.take(old)
    assert isinstance(lock, PlanLock)
    note = {"user": "claire", "host": "laptop-7", "since": "2026-11-22T09:12:00+00:00"}
    old.with_name(old.name + ".lock").write_text(json.dumps(note))
    messages().use(chooser := Chooser("Take over…", "Open for reading"))
    chooser.answer = False
    assert not window.open_plan(old)
    assert "claire on laptop-7" in chooser.problems[0].text
    assert window.open_plan(old)
    assert document_of(window).is_read_only
    messages().use(told)
    press(window, "read_only_take_over")
    qtbot.waitUntil(lambda: window.bridge is not None and not document_of(window).is_read_only)
    assert told.questions[-1].accept == "Take over"
    lock.release()


def test_a_change_that_found_no_room_is_tried_again(open_window: OpenWindow) -> None:
    window = open_window("empty")
    document = document_of(window)
    add_objective(document, name="Kept")
    connection = document._file.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")

    class MakesRoom(Recorder):
        def show_problem(self, problem: Problem) -> None:
            super().show_problem(problem)
            assert saved_words(window) == "Not saved: no room on the disk"
            connection.execute("PRAGMA max_page_count = 1000000")
            problem.ways[-1].act()

    messages().use(made := MakesRoom())
    assert window.bridge is not None
    assert window.bridge.run(lambda: add_objective(document, name="x" * 30_000))
    assert len(made.problems) == 1
    assert len(names(window)) == 2
    assert saved_words(window).startswith("Saved at")


def test_a_change_that_waits_for_another_program_says_so(open_window: OpenWindow) -> None:
    window = open_window("empty")
    bridge = window.bridge
    assert bridge is not None
    bridge.document.tell_waiting(bridge.waiting.emit)
    said: list[str] = []
    other = sqlite3.connect(bridge.document.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    letting_go = threading.Timer(0.05, lambda: other.execute("ROLLBACK"))
    bridge.waiting.connect(lambda: said.append(saved_words(window)))
    bridge.waiting.connect(letting_go.start)
    assert bridge.run(lambda: add_objective(bridge.document, name="Waited"))
    letting_go.join()
    other.close()
    assert said == ["Saving…"]
    assert saved_words(window).startswith("Saved at")


def test_a_journal_of_another_computer_is_left_and_the_plan_alone_is_opened(
    open_window: OpenWindow, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = old.with_name(old.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 100)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "alone.periple"), ""))
    window = open_window("welcome")
    messages().use(Chooser("Open a copy of the plan alone…"))
    window.open_plan(old)
    assert document_of(window).path.name == "alone.periple"
    assert journal.stat().st_size == 800


def test_the_versions_are_told(open_window: OpenWindow) -> None:
    window, read = open_window("welcome"), list[str]()

    def look(dialog: Dialog) -> None:
        read.extend(label.text() for label in dialog.findChildren(QLabel))
        assert dialog.findChild(QAbstractButton, "about_done") is not None

    in_dialog(look)
    window.actions_of_window["about"].trigger()
    assert {"Python", "Qt", "PySide6", "SQLite", sqlite3.sqlite_version, "SQLAlchemy"} <= set(read)


def spoilt(path: Path) -> bytes:
    """A plan of another computer: this one keeps nothing of it, and its file is damaged where a name stands."""
    with opened_plan(path, "empty") as document:
        add_objective(document, name="Answer every letter within a day")
        add_objective(document, name="Known by heart")
    for kept in ("backups", "recovery", "plans"):
        shutil.rmtree(Path(os.environ["PERIPLE_DATA"]) / kept)
    content = path.read_bytes().replace(b"Known by heart", b"Known by HEARt")
    path.write_bytes(content)
    return content


def test_what_can_be_read_of_a_damaged_file_becomes_a_plan_and_the_rest_is_listed(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path, kept, listed = tmp_path / "far.periple", tmp_path / "kept.periple", tmp_path / "list.txt"
    window = open_window("welcome")
    content = spoilt(path)
    answers = [str(listed), str(kept)]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answers.pop(0), ""))
    messages().use(chooser := Chooser("What can still be read…"))
    seen: list[str] = []

    def look(dialog: Dialog) -> None:
        states, losses = dialog.findChild(RescueModel), dialog.findChild(LossModel)
        assert states is not None
        assert losses is not None
        qtbot.waitUntil(lambda: losses.rowCount() > 0)
        seen.append(states.index(0).data())
        seen.extend(losses.index(row).data() for row in range(losses.rowCount()))
        press(dialog, "losses_save")
        press(dialog, "recovery_open")

    in_dialog(look)
    assert not window.open_plan(path) or window.bridge is not None
    assert chooser.problems[0].lines == ("This computer has no copy of this plan.",)
    assert seen[0] == "What can still be read of the file, 2 things proven, 1 not, or not wholly"
    assert seen[1:] == ["Objective “Known by HEARt”, what was read is not what was written"]
    assert "Known by HEARt" in listed.read_text(encoding="utf-8")
    assert document_of(window).path == kept
    assert names(window) == ["Answer every letter within a day"]
    assert path.read_bytes() == content


def test_losses_that_read_the_same_are_one_line(qapp: QApplication) -> None:
    losses, nothing = LossModel(), "nothing of it could be read"
    losses.show([("Touchpoint", nothing), ("Objective “Kept”", "altered"), *[("Touchpoint", nothing)] * 41])
    assert [losses.index(row).data() for row in range(losses.rowCount())] == [
        f"Touchpoint × 42, {nothing}",
        "Objective “Kept”, altered",
    ]


def test_a_damaged_file_that_tells_all_is_the_newest_state_and_names_its_plan(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window("welcome")
    with opened_plan(tmp_path / "near.periple", "empty") as document:
        add_objective(document, name="Kept")
        plan_id, path = document.plan_id, document.path
    shutil.rmtree(Path(os.environ["PERIPLE_DATA"]) / "recovery")
    path.write_bytes(bytes(90) + path.read_bytes()[90:])
    dialog = RecoveryDialog(window, plan_id, path)
    states = dialog.findChild(RescueModel)
    assert states is not None
    qtbot.waitUntil(lambda: "All of it" in states.index(0).data())
    lines = [states.index(row).data(LINE_ROLE) for row in range(states.rowCount())]
    assert [line.is_newest for line in lines] == [True, *[False] * (len(lines) - 1)]
    assert len(lines) > 1
    assert dialog.name_of_plan == "near"
    view = dialog.findChild(QListView, "recovery_view")
    assert view is not None
    assert view.height() <= 3 * view.sizeHintForRow(0) + 4
    dialog.done(0)
    dialog.deleteLater()


def test_a_plan_without_its_first_bytes_is_offered_to_be_read_too(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path, kept = tmp_path / "far.periple", tmp_path / "kept.periple"
    window = open_window("welcome")
    content = spoilt(path).replace(b"Known by HEARt", b"Known by heart")
    path.write_bytes(bytes(90) + content[90:])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kept), ""))
    messages().use(chooser := Chooser("What can still be read…"))

    def look(dialog: Dialog) -> None:
        states = dialog.findChild(RescueModel)
        assert states is not None
        qtbot.waitUntil(lambda: states.index(0).data() != "What can still be read of the file, Reading the file…")
        assert "All of it, as it was saved" in states.index(0).data()
        press(dialog, "recovery_open")

    in_dialog(look)
    window.open_plan(path)
    assert chooser.problems[0].title == "This file is not a plan"
    assert names(window) == ["Answer every letter within a day", "Known by heart"]


def test_copies_that_cannot_be_made_are_told_across_the_page(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window("empty")
    bridge = window.bridge
    assert bridge is not None

    def banners() -> list[str]:
        found = window.findChildren(QWidget, "unsecured")
        return [banner.accessibleName() for banner in found if banner.isVisible()]

    bridge.look_after_copies()
    assert not banners()
    qtbot.waitUntil(lambda: bridge.document._file.connection.waiting is not None)  # all is ready
    folder = Path(os.environ["PERIPLE_DATA"])
    for name in ("backups", "recovery"):  # files where folders are wanted, and a folder where a file is
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).touch()
    (folder / "recent.json").unlink()
    (folder / "recent.json").mkdir()
    add_objective(bridge.document, name="Saved all the same")
    bridge.document._copyist.wait()
    bridge.look_after_copies()
    bridge.look_after_copies()
    QApplication.processEvents()
    (sentence,) = banners()
    assert sentence.startswith("No copy or log of this plan can be kept")
    assert saved_words(window).startswith("Saved at")
    banner = window.findChild(Banner, "unsecured")
    assert banner is not None
    banner.dismissed.emit()
    bridge.look_after_copies()
    assert not banners()
    path = bridge.document.path
    window.close_plan()
    assert [each.name for each in path.parent.iterdir()] == [path.name], "closed as ever"


def test_a_window_works_where_the_program_has_no_folder_of_its_own(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = Path(os.environ["PERIPLE_DATA"]) / "blocked"
    blocked.touch()
    monkeypatch.setenv("PERIPLE_DATA", str(blocked / "folder"))
    window = open_window("empty")
    path = document_of(window).path
    add_objective(document_of(window), name="Saved all the same")
    window.close_plan()
    assert window.open_plan(path)
    assert names(window) == ["Saved all the same"]
    with start_log.__wrapped__() as log:
        assert log.name == os.devnull
