from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from strategy.model import Objective
from strategy.operations import set_value, set_values
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.objectives.conftest import ShowPage, focused, objective, titles, type_in
from tests.windows import let_paint
from ui.messages import Question, Teller, Toast, messages
from ui.models.objectives import SMART_COLUMNS, Order
from ui.models.suggestions import ENTRY_MIME
from ui.pages.objectives.board import OBJECTIVE_MIME
from ui.pages.objectives.card import ObjectiveCard
from ui.pages.objectives.page import ObjectivesPage
from ui.pages.objectives.segments_button import ALL_CUSTOMERS, segment_menu
from ui.widgets.chip import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label


def card_of(page: ObjectivesPage, objective_id: str) -> ObjectiveCard:
    card = page.list.board.card(objective_id)
    assert card is not None
    return card


def press_chip(page: ObjectivesPage, name: str) -> None:
    chip = page.findChild(Chip, name)
    assert chip is not None
    chip.click()


def drop(page: ObjectivesPage, mime: str, value: str, y: float) -> None:
    content = QMimeData()
    content.setData(mime, value.encode())
    event = QDropEvent(
        QPointF(200, y), Qt.DropAction.MoveAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.list.board.dropEvent(event)


class Asked(Teller):
    """Stands for the window: notes the questions and says no."""

    def __init__(self) -> None:
        self.questions: list[Question] = []

    def show_toast(self, toast: Toast) -> None:
        """The deletion tells that it can be undone: of no interest here."""

    def ask(self, question: Question) -> bool:
        self.questions.append(question)
        return False


def test_an_empty_plan_says_how_to_start_and_a_new_objective_is_written_by_keyboard(page_on: ShowPage) -> None:
    page = page_on("empty")
    empty = page.findChild(EmptyState, "objectives_empty")
    assert empty is not None
    assert empty.isVisible()
    let_paint()

    page.handlers()["new"]()
    assert focused().objectName() == "objective_title_editor"
    type_in("Answer faster")
    assert titles(page) == ["Answer faster"]
    assert focused() is card_of(page, page.list.current_id)
    card = card_of(page, page.list.current_id)
    card.edit_field("owner")
    type_in("Service desk")
    card.edit_field("due_date")
    type_in("30 June 2027")
    assert objective(page).owner == "Service desk"
    assert objective(page).due_date == datetime.date(2027, 6, 30)


def test_escape_leaves_a_title_arrows_walk_the_cards_and_enter_opens_one(page_on: ShowPage) -> None:
    page = page_on("saas")
    page.reveal("objective", "ob_saas_1")
    page.handlers()["edit"]()
    QTest.keyClicks(focused(), "Something else")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert objective(page, "ob_saas_1").name == "Convert more free users"
    let_paint()

    page.reveal("objective", "ob_saas_1")
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert page.list.current_id == "ob_saas_2"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert card_of(page, "ob_saas_2").is_open
    let_paint()

    page.reveal("objective", "ob_saas_1")
    card_of(page, "ob_saas_1").edit_field("relevant")
    type_in("It pays for the rest.")
    assert objective(page).relevant == "It pays for the rest."


def test_tab_goes_from_an_open_card_into_its_texts_then_to_the_next_card_and_delete_edits_a_text(
    page_on: ShowPage,
) -> None:
    page = page_on("saas")
    page.reveal("objective", "ob_saas_1")
    card = card_of(page, "ob_saas_1")
    card.set_open(True)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().objectName() == "objective_specific"
    card.set_open(False)
    card.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is card_of(page, "ob_saas_2")
    let_paint()

    page.reveal("objective", "ob_saas_1")
    card_of(page, "ob_saas_1").set_open(True)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    page.handlers()["delete"]()
    assert focused().objectName() == "objective_specific_editor"
    assert len(page.list.order) == 4


@pytest.mark.feature("feat_objective_priority")
def test_a_card_moved_up_ranks_all_objectives_but_not_where_they_are_sorted_by_name(page_on: ShowPage) -> None:
    page = page_on("saas")
    page.reveal("objective", "ob_saas_3")
    page.handlers()["move_up"]()
    assert page.list.order == ("ob_saas_1", "ob_saas_3", "ob_saas_2", "ob_saas_4")
    assert [objective(page, each).priority for each in page.list.order] == [1, 2, 3, 4]
    assert page.list.current_id == "ob_saas_3"
    take_all_back(page.bridge)

    page.reveal("objective", "ob_saas_3")
    page.list.filters.sort_by(Order.NAME)
    assert titles(page) == sorted(titles(page))
    assert "move_up" not in page.handlers()


def test_what_is_dropped_above_or_between_the_cards_comes_there(page_on: ShowPage) -> None:
    page = page_on("saas")
    drop(page, OBJECTIVE_MIME, "ob_saas_4", 0)
    assert page.list.order[0] == "ob_saas_4"
    assert objective(page, "ob_saas_4").priority == 1
    take_all_back(page.bridge)

    middle = (card_of(page, "ob_saas_1").geometry().bottom() + card_of(page, "ob_saas_2").geometry().top()) / 2
    drop(page, ENTRY_MIME, "obj_advocacy", middle)
    added = objective(page)
    assert added.aspect == "obj_advocacy"
    assert page.list.order.index(added.id) == 1


@pytest.mark.feature("feat_objective_smart")
def test_removing_the_date_turns_only_t_off_and_filters_list_what_is_asked_for(page_on: ShowPage) -> None:
    page = page_on("saas")
    set_value(page.bridge.document, Objective, "ob_saas_1", "due_date", None)
    assert card_of(page, "ob_saas_1").facts.smart == (True, True, True, True, False)
    press_chip(page, "filter_to_clarify")
    assert list(page.list.order) == ["ob_saas_1"]
    take_all_back(page.bridge)

    press_chip(page, "filter_to_clarify")
    press_chip(page, "filter_first")
    assert list(page.list.order) == ["ob_saas_1", "ob_saas_2"]
    assert page.reveal("objective", "ob_saas_4")
    assert page.list.current_id == "ob_saas_4"


@pytest.mark.feature("feat_objective_smart")
def test_each_letter_says_what_it_lacks(page_on: ShowPage) -> None:
    page = page_on("saas")
    document = page.bridge.document
    page.reveal("objective", "ob_saas_1")
    card = card_of(page, "ob_saas_1")
    card.set_open(True)
    assert card.head.explained("smart") == "SMART: all five"
    for column, value in (("aspect", None), ("baseline", None), ("is_achievable", None), ("overall_aim", None)):
        set_value(document, Objective, "ob_saas_1", column, value)
    set_value(document, Objective, "ob_saas_1", "due_date", page.bridge.plan().start_date)
    lacks = (
        "Aspect to choose", "Baseline to set", "To decide: is the target realistic", "Aim to choose",
        "The due date is not after the start of the plan",
    )  # fmt: skip
    assert card.facts.gaps == lacks
    for name, lack, prompt in zip(SMART_COLUMNS, lacks, card.facts.prompts, strict=True):
        letter = card.findChild(Label, f"smart_{name}")
        assert letter is not None
        assert (lack in letter.toolTip(), letter.tone) == (True, "warning")
        assert prompt.startswith(f"{lack}. ")
        assert lack in card.head.explained("smart")
    set_value(document, Objective, "ob_saas_1", "baseline", 90.0)
    assert card.facts.gaps[1] == "The target does not improve on the baseline"


@pytest.mark.feature("feat_objective_kpi", "feat_objective_library")
def test_a_new_target_changes_the_model_sentence_and_the_card_says_when_it_goes_the_wrong_way(
    page_on: ShowPage,
) -> None:
    page = page_on("saas")
    set_value(page.bridge.document, Objective, "ob_saas_1", "target", 5.0)
    assert "from 3.2% to 5%" in card_of(page, "ob_saas_1").facts.prompts[0]
    let_paint()

    page.reveal("objective", "ob_saas_3")
    card = card_of(page, "ob_saas_3")
    card.set_open(True)
    set_value(page.bridge.document, Objective, "ob_saas_3", "target", 20.0)
    assert card.warnings == ("The target goes the wrong way for this indicator.",)


def test_deleting_selects_the_neighbour_and_undo_shows_the_objective_again(page_on: ShowPage) -> None:
    page = page_on("empty")
    for name in ("One", "Two"):
        page.handlers()["new"]()
        type_in(name)
    page.list.board.focus_on(page.list.order[0])
    page.handlers()["delete"]()
    assert titles(page) == ["Two"]
    assert objective(page).name == "Two"
    page.bridge.undo()
    assert titles(page) == ["One", "Two"]


@pytest.mark.feature("feat_objective_by_segment")
def test_a_card_stays_open_when_others_change_place_and_serves_all_customers_or_named_segments(
    page_on: ShowPage,
) -> None:
    page = page_on("saas")
    card = card_of(page, "ob_saas_1")
    card.set_open(True)
    set_values(page.bridge.document, Objective, "ob_saas_4", {"priority": 1})
    set_value(page.bridge.document, Objective, "ob_saas_1", "priority", 9)
    assert page.list.order[-1] == "ob_saas_1"
    assert card_of(page, "ob_saas_1") is card
    assert card.is_open
    take_all_back(page.bridge)

    menu = segment_menu(page.bridge, "ob_saas_1", page)
    menu.closed.emit(["sg_saas_free", ALL_CUSTOMERS])
    assert objective(page, "ob_saas_1").serves_all_customers
    assert [target.name for target in card_of(page, "ob_saas_1").facts.targets] == ["All customers"]
    menu = segment_menu(page.bridge, "ob_saas_1", page)
    menu.closed.emit([ALL_CUSTOMERS, "sg_saas_occasional"])
    assert not objective(page, "ob_saas_1").serves_all_customers
    assert len(card_of(page, "ob_saas_1").facts.targets) == 1


def test_deleting_asks_only_when_something_depends_on_the_objective(page_on: ShowPage) -> None:
    page, asked = page_on("saas"), Asked()
    page.reveal("objective", "ob_saas_1")
    page.handlers()["duplicate"]()
    page.list.board.focus_on(page.list.current_id)
    messages().use(asked)
    try:
        page.handlers()["delete"]()
        assert (len(page.list.order), asked.questions) == (4, [])
        page.reveal("objective", "ob_saas_1")
        page.handlers()["delete"]()
        assert (len(page.list.order), len(asked.questions)) == (4, 1)
    finally:
        messages().use(None)
