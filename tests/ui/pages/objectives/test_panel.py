from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPlainTextEdit

from resources.catalogue import catalogue
from strategy.model import GuidingAnswer, Objective
from strategy.operations import add_own_entry
from tests.ui.pages.conftest import BridgeTo
from tests.ui.pages.objectives.conftest import ShowPage, objective
from tests.windows import let_paint
from ui.models.suggestions import SUGGESTION_ROLE, Suggestion, SuggestionModel
from ui.pages.objectives.questions import STEP


def lines(model: SuggestionModel) -> list[Suggestion]:
    return [model.index(row, 0).data(SUGGESTION_ROLE) for row in range(model.rowCount())]


@pytest.mark.feature("feat_objective_library")
def test_the_seven_aspects_come_first_with_their_kpis_then_the_others(bridge_to: BridgeTo) -> None:
    model = SuggestionModel(bridge_to("empty"))
    model.follow()
    listed = lines(model)
    assert [line.id for line in listed[:7]] == [
        entry.id for entry in catalogue().entries("objectives") if entry.get("level") == "aspect"
    ]
    assert all(line.kpis for line in listed[:7])
    assert listed[7].is_title
    assert len([line for line in listed if not line.is_title]) == 25


def test_the_library_keeps_the_rules_of_item_models(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("saas")
    model = SuggestionModel(bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.follow()
    model.search("churn")
    assert [line.id for line in lines(model) if not line.is_title] == ["obj_churn_reduction", "obj_reengage_drifting"]
    model.search("")
    add_own_entry(bridge.document, "objectives", "Shine at trade fairs")
    model.follow()
    assert lines(model)[-1].label == "Shine at trade fairs"
    bridge.undo()
    model.follow()
    assert not any(line.label == "Shine at trade fairs" for line in lines(model))
    del tester


def test_enter_on_a_suggestion_in_the_plan_shows_its_objective(page_on: ShowPage) -> None:
    page = page_on("saas")
    page.side.library.taken.emit("obj_churn_reduction")
    assert page.list.current_id == "ob_saas_3"
    assert len(page.bridge.snapshot().all(Objective)) == 4


@pytest.mark.feature("feat_guiding_questions")
def test_enter_on_a_suggestion_adds_an_objective_and_answers_to_the_questions_are_kept(page_on: ShowPage) -> None:
    page = page_on("empty")
    library = page.side.library
    library.list.setFocus()
    library.list.go_to_first()
    QTest.keyClick(library.list, Qt.Key.Key_Return)
    added = objective(page)
    assert (added.aspect, added.kpi) == ("obj_brand_satisfaction", "kpi_nps")
    card = page.list.board.card(added.id)
    assert card is not None
    assert card.is_open
    assert lines(library.model)[0].is_taken
    let_paint()

    asked = [entry.id for entry in catalogue().entries("workshop_questions") if entry.get("step") == STEP]
    rows = [page.side.questions.row(question) for question in asked]
    assert len(rows) == 12
    rows[0].head.click()
    area = rows[0].findChild(QPlainTextEdit)
    assert isinstance(area, QPlainTextEdit)
    assert area.hasFocus()
    QTest.keyClicks(area, "Yes, we do")
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answers = page.bridge.snapshot().all(GuidingAnswer)
    assert [(answer.question, answer.text) for answer in answers] == [(asked[0], "Yes, we do")]
    assert rows[0].head.accessibleDescription().startswith("answered")
