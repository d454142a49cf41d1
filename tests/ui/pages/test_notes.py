from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from strategy.model import WorkshopNote
from strategy.operations.workshop import add_note
from tests.ui.pages.conftest import BridgeTo
from ui.models.notes import NotesModel
from ui.pages.notes.page import NotesPage
from ui.widgets.table import Table


def shown(qtbot: QtBot, bridge_to: BridgeTo, *texts: str) -> NotesPage:
    bridge = bridge_to("empty")
    for text in texts:
        add_note(bridge.document, text=text)
    page = NotesPage(bridge)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


def table_of(page: NotesPage) -> Table:
    found = page.findChild(Table, "notes_table")
    assert found is not None
    return found


def texts_of(page: NotesPage) -> list[str]:
    return [note.text for note in page.bridge.snapshot().all(WorkshopNote)]


def test_a_new_note_waits_for_its_words_under_the_cursor(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to)
    page.handlers()["new"]()
    editor = table_of(page).findChild(QLineEdit, "cell_editor")
    assert editor is not None
    QTest.keyClicks(editor, "Too many forms")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts_of(page) == ["Too many forms"])


def test_space_settles_a_note_and_takes_it_back(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "One")
    page.reveal("workshop_note", page.bridge.snapshot().all(WorkshopNote)[0].id)
    page.handlers()["next_state"]()
    assert page.bridge.snapshot().all(WorkshopNote)[0].is_settled
    page.handlers()["next_state"]()
    assert not page.bridge.snapshot().all(WorkshopNote)[0].is_settled


def test_moving_a_note_up_keeps_it_selected(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "One", "Two")
    page.reveal("workshop_note", page.bridge.snapshot().all(WorkshopNote)[1].id)
    page.handlers()["move_up"]()
    assert texts_of(page) == ["Two", "One"]
    assert table_of(page).currentIndex().row() == 0


def test_deleting_selects_the_next_and_undo_brings_the_note_back(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "One", "Two")
    page.reveal("workshop_note", page.bridge.snapshot().all(WorkshopNote)[0].id)
    page.handlers()["delete"]()
    assert texts_of(page) == ["Two"]
    assert table_of(page).currentIndex().row() == 0
    page.bridge.undo()
    assert texts_of(page) == ["One", "Two"]


def test_the_model_keeps_the_rules_of_item_models(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    model = NotesModel(bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first, second = add_note(bridge.document, text="One"), add_note(bridge.document, text="Two", kind="fact")
    model.follow()
    assert list(model.ids) == [first, second]
    model.show_kind("fact")
    assert list(model.ids) == [second]
    bridge.undo()
    model.follow()
    assert list(model.ids) == []
    del tester
