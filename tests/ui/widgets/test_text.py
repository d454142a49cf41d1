from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import ElidedLabel, Label, TwoLineLabel, tip
from ui.widgets.menu import Menu
from ui.widgets.paint import few_lines, two_lines
from ui.widgets.signs import initials_of
from ui.widgets.surface import Surface

MARKUP = "<b>5 < 6</b> & R&D"


def test_a_label_never_reads_the_users_text_as_html(qtbot: QtBot) -> None:
    label = Label(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert label.sizeHint().width() >= theme().text_width("body", MARKUP)


def test_a_tooltip_shows_markup_as_it_was_typed(qtbot: QtBot) -> None:
    label = Label("x")
    qtbot.addWidget(label)
    tip(label, MARKUP, "Ctrl+B")
    assert label.toolTip() == "<qt>&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; R&amp;D, Ctrl+B</qt>"


def test_lines_of_a_wrapped_label_stand_at_the_height_of_their_role(qtbot: QtBot) -> None:
    label = Label("one two three four five six seven eight nine ten", "body", wrap=True)
    qtbot.addWidget(label)
    lines = label.heightForWidth(120) / theme().line("body")
    assert lines == int(lines)
    assert lines >= 2
    assert label.heightForWidth(2000) == theme().line("body")


def test_an_elided_label_tells_its_whole_text_only_when_it_is_cut(qtbot: QtBot) -> None:
    label = ElidedLabel("A name that is far too long for its place")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "far too long" in label.toolTip()
    label.resize(2000, 20)
    assert label.toolTip() == ""


def test_a_path_that_is_cut_keeps_the_name_of_its_file(qtbot: QtBot) -> None:
    label = ElidedLabel("/home/somebody/Documents/clients/a bank/Map.pdf", is_path=True)
    qtbot.addWidget(label)
    assert label._shown_text(200).endswith("Map.pdf")


def test_a_label_of_two_lines_cuts_only_what_a_third_one_would_take(qtbot: QtBot) -> None:
    label = TwoLineLabel("", "heading")
    qtbot.addWidget(label)
    pitch = theme().line("heading")
    assert label.heightForWidth(10) == pitch
    for words, lines, is_cut in (
        ("Help", 1, False),
        ("Creating the first project", 2, False),
        ("project " * 20, 2, True),
    ):
        label.setText(words)
        label.resize(150, label.heightForWidth(150))
        label.grab()
        assert label.height() == lines * pitch
        assert bool(label.toolTip()) is is_cut


def test_an_ampersand_on_a_button_is_no_keyboard_mnemonic(qtbot: QtBot) -> None:
    for button in (Button("Open R&D"), Chip("R&D")):
        qtbot.addWidget(button)
        assert button.text() == "Open R&D" or button.text() == "R&D"
        assert button.shortcut().isEmpty()
    menu = Menu()
    qtbot.addWidget(menu)
    assert menu.add("R&D").text() == "R&&D"


def test_an_icon_button_is_named_without_its_shortcut(qtbot: QtBot) -> None:
    button = IconButton("undo-2", "Undo", shortcut="Ctrl+Z", name="undo")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Undo"
    assert "Undo, Ctrl+Z" in button.toolTip()
    assert button.objectName() == "undo"


def test_a_button_is_wide_enough_for_its_words_in_french_and_when_checked(qtbot: QtBot) -> None:
    button = Button("Créer trois actions pour ces frictions", icon="flag")
    qtbot.addWidget(button)
    button.setCheckable(True)
    width = button.sizeHint().width()
    assert width > theme().text_width("body", button.text(), weight=600)
    button.setChecked(True)
    assert button.sizeHint().width() == width


def test_a_chip_without_an_action_takes_no_focus(qtbot: QtBot) -> None:
    read, clicked = Chip("Email"), []
    acts = Chip("A1", "link", on_click=lambda: clicked.append("A1"))
    qtbot.addWidget(read)
    qtbot.addWidget(acts)
    assert read.focusPolicy() == Qt.FocusPolicy.NoFocus
    acts.show()
    QTest.keyClick(acts, Qt.Key.Key_Space)
    assert clicked == ["A1"]


def test_chips_go_to_the_next_line_when_there_is_no_room(qtbot: QtBot) -> None:
    holder = Surface("")
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for index in range(6):
        flow.addWidget(Chip(f"Segment {index}"))
    one_line = flow.heightForWidth(4000)
    assert flow.heightForWidth(200) >= 2 * one_line
    flow.clear()
    assert flow.count() == 0


def test_initials_are_those_of_the_first_and_last_names() -> None:
    assert [initials_of(name) for name in ("Inès Morel", "Jean-Luc de la Tour", "Léa", "", "  ")] == [
        "IM",
        "JT",
        "L",
        "",
        "",
    ]


def test_a_name_is_broken_between_words_onto_two_lines(qtbot: QtBot) -> None:
    font = theme().font("small")
    assert two_lines("Short", font, 400) == ["Short"]
    first, second = two_lines("A name that is too long for one line of this width", font, 120)
    assert f"{first} {second}" == "A name that is too long for one line of this width"
    assert QFontMetricsF(font).horizontalAdvance(first) <= 120


def test_what_a_text_has_beyond_the_last_of_its_few_lines_stays_on_it(qtbot: QtBot) -> None:
    font = theme().font("small")
    assert few_lines("one two three", font, theme().text_width("small", "three") + 1, 3) == ["one", "two", "three"]
    assert few_lines("one two three", font, theme().text_width("small", "three") + 1, 2) == ["one", "two three"]
    assert few_lines("", font, 100, 3) == []
