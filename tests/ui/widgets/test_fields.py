from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from resources.i18n import use_language
from tests.ui.widgets.conftest import Show
from ui.widgets.combo import ComboField
from ui.widgets.date import DateField, read_date
from ui.widgets.field import Field, TextField
from ui.widgets.inline import InlineEdit
from ui.widgets.number import NumberField


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [("fr", "12,5", 12.5), ("en", "12.5", 12.5), ("fr", "1 250", 1250), ("fr", "", None), ("en", "12,500", 12500)],
)
def test_a_figure_is_read_as_each_country_writes_it(
    qtbot: QtBot, language: str, typed: str, value: float | None
) -> None:
    use_language(language)
    field = NumberField(7)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.committed, timeout=1000) as caught:
        field.setText(typed)
        field.commit()
    assert caught.args == [value]


def test_a_figure_is_written_with_the_comma_of_the_french(qtbot: QtBot) -> None:
    use_language("fr")
    field = NumberField(12.5, unit="%")
    qtbot.addWidget(field)
    assert field.text() == "12,5"


@pytest.mark.parametrize(("typed", "sentence"), [("140", "Enter 0 to 100"), ("many", "Enter a number")])
def test_a_wrong_figure_is_said_and_not_announced(qtbot: QtBot, typed: str, sentence: str) -> None:
    field = NumberField(50, minimum=0, maximum=100)
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.committed):
        field.setText(typed)
        field.commit()
    assert field.property("error") is True
    assert field.accessibleDescription() == sentence
    assert field.value() == 50


def test_escape_gives_back_the_figure_before(shown: Show) -> None:
    field = NumberField(50)
    shown(field)
    field.setFocus()
    field.setText("6")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "50"


def test_arrows_move_a_figure_within_its_limits(qtbot: QtBot) -> None:
    field = NumberField(99, maximum=100)
    qtbot.addWidget(field)
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "100"


@pytest.mark.parametrize(
    "typed", ["30/06/2026", "30.06.26", "2026-06-30", "30 Jun 2026", "30 juin 2026", " 30 JUIN 2026 "]
)
def test_a_day_is_read_in_every_usual_form(typed: str) -> None:
    assert read_date(typed) == datetime.date(2026, 6, 30)


@pytest.mark.parametrize("typed", ["31/02/2026", "june", "30/06", "12 brumaire 2026", "0/0/0000"])
def test_what_is_no_day_is_refused(qtbot: QtBot, typed: str) -> None:
    field = DateField(datetime.date(2026, 1, 1))
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.committed):
        field.setText(typed)
        field.commit()
    assert field.value() == datetime.date(2026, 1, 1)
    assert field.property("error") is True


def test_an_emptied_day_is_announced_as_none(qtbot: QtBot) -> None:
    field = DateField(datetime.date(2026, 1, 1))
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.committed, timeout=1000) as caught:
        field.clear()
        field.commit()
    assert caught.args == [None]


def test_a_day_moves_by_keyboard(qtbot: QtBot) -> None:
    field = DateField(datetime.date(2026, 6, 30))
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    field.commit()
    assert field.value() == datetime.date(2026, 7, 1)


def test_every_day_a_language_writes_can_be_read_back() -> None:
    for language in ("fr", "en"):
        for month in range(1, 13):
            for day in (1, 28):
                written = use_language(language).date(datetime.date(2026, month, day))
                assert read_date(written) == datetime.date(2026, month, day), written


def test_a_text_is_announced_once_when_it_is_settled(shown: Show) -> None:
    field, other = TextField("one"), QLineEdit()
    shown(field, other)
    heard: list[str] = []
    field.committed.connect(heard.append)
    field.setFocus()
    QTest.keyClicks(field, "s")
    QTest.keyClick(field, Qt.Key.Key_Return)
    other.setFocus()
    assert heard == [field.text()]


def test_what_is_being_typed_survives_a_change_from_the_plan(shown: Show) -> None:
    field = TextField("one")
    shown(field)
    field.setFocus()
    QTest.keyClicks(field, "s")
    field.set_text("other")
    assert field.text() == "ones"


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_label_becomes_a_field_by_keyboard_and_enter_saves(qtbot: QtBot, shown: Show, key: Qt.Key) -> None:
    edit = InlineEdit("Old", name="title")
    window = shown(edit)
    edit.setFocus()
    QTest.keyClick(edit, key)
    editor = window.findChild(QLineEdit, "title_editor")
    assert editor is not None
    QTest.keyClicks(editor, "New")
    with qtbot.waitSignal(edit.committed, timeout=1000) as caught:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert caught.args == ["New"]
    assert not edit.is_editing
    assert edit.hasFocus()


def test_escape_restores_the_label(qtbot: QtBot, shown: Show) -> None:
    edit = InlineEdit("Old", name="title")
    window = shown(edit)
    edit.begin()
    editor = window.findChild(QLineEdit, "title_editor")
    assert editor is not None
    with qtbot.assertNotEmitted(edit.committed):
        QTest.keyClicks(editor, "New")
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert edit.text() == "Old"
    assert not edit.is_editing


def test_leaving_the_field_saves(qtbot: QtBot, shown: Show) -> None:
    edit, other = InlineEdit("Old", name="title"), QLineEdit()
    window = shown(edit, other)
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    editor = window.findChild(QLineEdit, "title_editor")
    assert editor is not None
    QTest.keyClicks(editor, "New")
    with qtbot.waitSignal(edit.committed, timeout=1000):
        other.setFocus()
    assert edit.text() == "New"


def test_shift_enter_begins_a_line_where_several_are_allowed(shown: Show) -> None:
    edit = InlineEdit("", multiline=True, name="quote")
    window = shown(edit)
    edit.begin()
    editor = window.findChild(QPlainTextEdit, "quote_editor")
    assert editor is not None
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "b")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert edit.text() == "a\nb"


def test_a_read_only_label_stays_a_label(shown: Show) -> None:
    edit = InlineEdit("Old")
    shown(edit)
    edit.set_read_only(True)
    QTest.keyClick(edit, Qt.Key.Key_F2)
    assert not edit.is_editing


def test_a_choice_carries_its_value_and_not_its_words(qtbot: QtBot, shown: Show) -> None:
    combo = ComboField([("o1", "Inès"), ("o2", "Hugo")], "o1", placeholder="Nobody", clearable=True)
    shown(combo)
    combo.setFocus()
    with qtbot.waitSignal(combo.chosen, timeout=1000) as caught:
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert caught.args == ["o2"]
    combo.set_value("unknown")
    assert combo.value() is None


def test_an_error_is_told_to_screen_readers_too(qtbot: QtBot) -> None:
    field = Field("Share", NumberField(140))
    qtbot.addWidget(field)
    assert field.control.accessibleName() == "Share"
    field.set_error("Enter 0 to 100")
    assert field.error == "Enter 0 to 100"
    assert field.control.accessibleDescription() == "Enter 0 to 100"
    field.set_error("")
    assert field.error == ""
    assert field.control.property("error") is False


def test_a_figure_shows_its_thousands_apart_until_it_is_edited(shown: Show) -> None:
    field, other = NumberField(12500.5), QLineEdit()
    shown(field, other)
    other.setFocus()
    assert field.text() == "12,500.5"
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert field.text() == "12500.5"
    assert field.selectedText() == "12500.5"
    other.setFocus()
    assert field.text() == "12,500.5"
