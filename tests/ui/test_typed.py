"""What stands in a field on screen is in the plan once the plan is closed, given away or shown anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

import ui
from strategy.model import Objective, Plan, WorkshopNote
from strategy.plan_file import open_plan
from tests.ui.test_leaving import document_of
from tests.windows import OpenWindow, let_paint
from ui.main_window import MainWindow
from ui.widgets.inline import InlineEdit

NO_TYPING = {"PaletteField", "FilterField"}
"""Fields that only look for something."""
FIELD = re.compile(r"^class (\w+)\(Q(?:Line|PlainText)Edit\):(.*?)(?=^\S|\Z)", re.DOTALL | re.MULTILINE)


def type_title(window: MainWindow, words: str) -> None:
    """Types the title of the first objective, and stays in the field."""
    title = window.findChild(InlineEdit, "objective_title")
    assert title is not None
    title.begin()
    editor = window.focusWidget()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(editor, words)


def titles(path: Path) -> set[str]:
    with open_plan(path) as plan:
        return {row.name for row in plan.all(Objective)}


def test_a_copy_another_language_and_the_closed_plan_have_what_is_being_typed(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.periple"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window = open_window("saas")
    path = document_of(window).path
    type_title(window, "Typed before the copy")
    window.actions_of_window["save_copy"].trigger()
    assert "Typed before the copy" in titles(target)

    window.actions_of_window["rename_plan"].trigger()
    name = window.focusWidget()
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "Named before the switch")
    window.set_language("fr")
    assert document_of(window).all(Plan)[0].name == "Named before the switch"

    let_paint()
    type_title(window, "Typed before the plan closed")
    window.close_plan()
    assert "Typed before the plan closed" in titles(path)

    assert window.open_plan(path)
    let_paint()
    type_title(window, "Typed before the window closed")
    window.close()
    assert "Typed before the window closed" in titles(path)


def test_the_cell_of_a_table_is_saved_too(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window("saas")
    path = document_of(window).path
    assert window.view is not None
    window.view.go_to("notes")
    QApplication.processEvents()
    window.actions_of_window["new"].trigger()
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), QLineEdit))
    editor = window.focusWidget()
    QTest.keyClicks(editor, "Typed in a cell")
    window.close()
    with open_plan(path) as plan:
        assert "Typed in a cell" in {note.text for note in plan.all(WorkshopNote)}


def test_every_field_of_ours_says_how_what_is_typed_is_saved() -> None:
    sources = [module.read_text(encoding="utf-8") for module in Path(ui.__file__).parent.rglob("*.py")]
    fields = {name: body for source in sources for name, body in FIELD.findall(source)}
    assert {"TextField", "TextArea", "CellEditor"} < fields.keys()
    silent = {name for name, body in fields.items() if "def commit(self)" not in body}
    assert silent == NO_TYPING
