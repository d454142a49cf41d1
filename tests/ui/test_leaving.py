"""What is deleted for good, and whoever is forgotten, is in no file any more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView

from storage.document import Document
from strategy.model import PLAN_ROW, Objective, Participant, Plan
from strategy.operations import add_objective, add_participant
from strategy.operations.editing import set_value
from strategy.plan_file import open_plan
from tests.storage.test_traces import files_with
from tests.ui.test_main_window import keys, press, shell
from tests.windows import OpenWindow, Recorder, in_dialog
from ui.dialogs.contents import ContentsDialog
from ui.document_bridge import DocumentBridge
from ui.main_window import MainWindow
from ui.messages import messages
from ui.recent import recent_plans
from ui.settings import settings
from ui.shell.leaving import forget_client
from ui.shell.log import log_path
from ui.widgets.dialog import Dialog

CANARY = "Canarybird"


@pytest.fixture
def window(open_window: OpenWindow, told: Recorder) -> MainWindow:
    """The window on an empty plan with one objective whose name must not be found anywhere in the end."""
    opened = open_window("empty")
    add_objective(document_of(opened), name=f"{CANARY} flies")
    messages().use(told)
    return opened


def document_of(window: MainWindow) -> Document:
    assert window.bridge is not None
    return window.bridge.document


def all_files_with(word: str, plan: Path) -> list[str]:
    return files_with(word, Path(os.environ["PERIPLE_DATA"]), plan.parent)


def test_what_is_deleted_for_good_is_in_no_file(window: MainWindow, told: Recorder) -> None:
    document = document_of(window)
    document.back_up()
    (objective,) = document.all(Objective)
    assert shell(window).reveal(("objective", objective.id))
    told.answer = False
    keys(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert len(document.all(Objective)) == 1
    assert len(all_files_with(CANARY, document.path)) == 3
    told.answer = True
    keys(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert [toast.text for toast in told.toasts][-1] == "Deleted for good. A fresh verified copy is kept."
    assert all_files_with(CANARY, document.path) == []
    assert document.all(Objective) == []
    assert not window.actions_of_window["undo"].isEnabled()
    window.close_plan()
    assert all_files_with(CANARY, document.path) == []


def test_a_participant_is_deleted_for_good_in_the_list_of_participants(window: MainWindow) -> None:
    document = document_of(window)
    set_value(document, Objective, document.all(Objective)[0].id, "name", "Plain")
    add_participant(document, name=f"{CANARY} Meyer")
    document.back_up()

    def delete(dialog: Dialog) -> None:
        table = dialog.findChild(QTableView)
        assert table is not None
        table.setCurrentIndex(table.model().index(0, 0))
        keys(dialog, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)

    in_dialog(delete)
    window.actions_of_window["participants"].trigger()
    assert document.all(Participant) == []
    assert all_files_with(CANARY, document.path) == []


def test_the_contents_of_a_plan_are_told_and_its_history_is_deleted(window: MainWindow, told: Recorder) -> None:
    document = document_of(window)
    set_value(document, Objective, document.all(Objective)[0].id, "name", "Plain")
    read: list[str] = []

    def look(dialog: Dialog) -> None:
        read.extend(label.text() for label in dialog.findChildren(QLabel))
        press(dialog, "contents_cut")

    in_dialog(look)
    window.actions_of_window["contents"].trigger()
    assert "1 objective" in read
    assert str(document.path) in read
    assert any(words.startswith("2 changes since") for words in read)
    assert told.questions[-1].is_danger
    assert all_files_with(CANARY, document.path) == []
    assert document.all(Objective)[0].name == "Plain"
    assert document.undo_step is None


def test_nothing_is_left_of_a_client_who_is_forgotten(window: MainWindow, tmp_path: Path) -> None:
    document = document_of(window)
    name = f"{CANARY} &  Sons"
    set_value(document, Plan, PLAN_ROW, "name", name)
    window.close_plan()
    folder = tmp_path / CANARY
    folder.mkdir()
    place = document.path.rename(folder / f"{CANARY}.periple")
    assert window.open_plan(place)
    log_path().write_text(f"a mistake that quotes {CANARY}\n", encoding="utf-8")
    document_of(window).back_up()
    assert recent_plans()
    allowed: list[bool] = []

    def type_name(dialog: Dialog) -> None:
        field, go = dialog.findChild(QLineEdit, "forget_name"), dialog.findChild(QAbstractButton, "forget_go")
        assert field is not None
        assert go is not None
        QTest.keyClicks(field, CANARY)
        allowed.append(go.isEnabled())
        field.setText(f"{CANARY} & Sons")
        allowed.append(go.isEnabled())
        QTest.mouseClick(go, Qt.MouseButton.LeftButton)

    def ask(dialog: Dialog) -> None:
        in_dialog(type_name)
        press(dialog, "contents_forget")

    in_dialog(ask)
    window.actions_of_window["contents"].trigger()
    assert allowed == [False, True]
    settings().flush()
    assert files_with(CANARY, Path(os.environ["PERIPLE_DATA"])) == []
    assert list(folder.iterdir()) == []
    assert window.bridge is None
    assert recent_plans() == ()


def test_a_file_in_the_place_of_a_client_who_is_forgotten_stays_and_is_told(window: MainWindow, told: Recorder) -> None:
    path, name = document_of(window).path, document_of(window).all(Plan)[0].name

    def go(dialog: Dialog) -> None:
        path.rename(path.with_name("moved.periple"))
        path.write_text("Somebody’s notes", encoding="utf-8")
        field = dialog.findChild(QLineEdit, "forget_name")
        assert field is not None
        field.setText(name)
        press(dialog, "forget_go")

    in_dialog(go)
    forget_client(window)
    assert path.read_text(encoding="utf-8") == "Somebody’s notes"
    (problem,) = told.problems
    assert problem.title == "The file of the plan was not deleted"
    assert problem.text.startswith(f"Another file has taken the place of “{path.name}”")
    assert told.toasts == []


def test_a_plan_open_for_reading_is_neither_cut_nor_forgotten(window: MainWindow) -> None:
    path = document_of(window).path
    with open_plan(path) as second:
        assert second.is_read_only
        bridge = DocumentBridge(second)
        dialog = ContentsDialog(bridge, window)
        for name in ("contents_cut", "contents_forget"):
            button = dialog.findChild(QAbstractButton, name)
            assert button is not None
            assert not button.isEnabled()
        dialog.deleteLater()
        bridge.leave()
