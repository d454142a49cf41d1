"""A loyalty programme in four decisions: written beside its levers, kept, and in the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exports.workbook import write_workbook
from resources.catalogue import catalogue
from strategy.guiding import LOYALTY
from strategy.model import GuidingAnswer
from tests.exports.conftest import opened
from tests.ui.pages.conftest import BridgeTo
from ui.pages.action_plan.levers import LeverCard
from ui.pages.objectives.questions import QuestionHead
from ui.widgets.field import TextArea
from ui.widgets.panel import Section


@pytest.mark.feature("feat_loyalty_designer")
def test_the_four_decisions_are_written_kept_and_exported(bridge_to: BridgeTo, qtbot: QtBot, tmp_path: Path) -> None:
    bridge, card = bridge_to("bank"), LeverCard()
    qtbot.addWidget(card)
    card.show_lever(bridge, "lev_chatbot")
    programme = card.findChild(Section, "loyalty_programme")
    assert programme is not None
    assert not programme.isVisibleTo(card)
    card.show_lever(bridge, "lev_points")
    assert programme.isVisibleTo(card)
    steps = catalogue().ids(LOYALTY)
    assert len(steps) == 4
    for place, step in enumerate(steps):
        head = card.findChild(QuestionHead, f"question_{step}")
        assert head is not None
        head.click()
        area = card.findChild(TextArea, f"answer_{step}")
        assert area is not None
        assert not area.isHidden()
        area.committed.emit(f"Choice {place}")
    kept = {row.question: row.text for row in bridge.snapshot().all(GuidingAnswer)}
    assert [kept[step] for step in steps] == ["Choice 0", "Choice 1", "Choice 2", "Choice 3"]
    for language, sheet in (("fr", "Besoins et outils"), ("en", "Needs and tools")):
        path = tmp_path / f"{language}.xlsx"
        book = opened(write_workbook(bridge.snapshot(), path, language, sheets=["needs_tools"]).path)
        table = book[sheet].tables["t_loyalty"]
        rows = [[cell.value for cell in row[:2]] for row in book[sheet][table.ref]]
        assert [row[1] for row in rows[1:]] == ["Choice 0", "Choice 1", "Choice 2", "Choice 3"]
        assert rows[1][0] == catalogue().label(steps[0], language)
