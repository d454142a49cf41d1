"""In the header of a page the question is read whole as long as a choice beside it can take less room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.pages.page import Header
from ui.widgets.combo import ComboField
from ui.widgets.segmented import Segmented

QUESTION = "What must change in the relationship, for whom, and by when?"
CHOICES = [("cards", "Cards", "rows-3"), ("table", "Table of the objectives", "table-2")]


@pytest.mark.parametrize("kind", [Segmented, ComboField])
def test_a_choice_gives_way_to_the_question_and_gets_its_room_back(
    kind: type[Segmented | ComboField], qtbot: QtBot
) -> None:
    header = Header("Objectives", QUESTION, 80)
    qtbot.addWidget(header)
    choice = Segmented(CHOICES) if kind is Segmented else ComboField([("", QUESTION)])
    header.add(choice)
    header.yielding = choice
    question = header.findChild(QWidget, "page_question")
    assert question is not None
    for width, is_whole in ((900, True), (700, False), (900, True)):
        header.resize(width, 80)
        header.grab()
        assert question.width() >= question.sizeHint().width()
        assert (choice.width() >= choice.whole_width()) is is_whole
