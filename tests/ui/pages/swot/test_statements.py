from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.i18n import use_language
from strategy.model import ActionStatement, AuditTopic, SwotFriction, SwotJourney, SwotStatement
from strategy.operations import add_audit_note, add_statement
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.ui.pages.swot.conftest import ShowPage, focused, press, select, statement, texts
from tests.windows import Recorder, let_paint
from ui.models.swot import QUADRANTS, letter_of
from ui.pages.swot.menus import open_area_menu, open_links_menu
from ui.pages.swot.page import SwotPage
from ui.pages.swot.quadrant import STATEMENT_MIME
from ui.widgets.chip import Chip
from ui.widgets.choices import ChoiceMenu
from ui.widgets.dashed import DashedCard

STRENGTHS, WEAKNESSES, OPPORTUNITIES, THREATS = QUADRANTS


def part(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = [each for each in page.findChildren(kind, name) if each.isVisible()]
    assert found, name
    return found[0]


def drop(page: SwotPage, statement_id: str, quadrant: str, y: float) -> None:
    content = QMimeData()
    content.setData(STATEMENT_MIME, statement_id.encode())
    event = QDropEvent(
        QPointF(60, y), Qt.DropAction.MoveAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.board.columns[quadrant].dropEvent(event)


def sign_of(menu: ChoiceMenu, row: int) -> str:
    return str(menu.list.model().index(row, 0).data(Qt.ItemDataRole.UserRole + 1).note)


@pytest.mark.parametrize(("language", "letters"), [("en", "SWOT"), ("fr", "FFOM")])
def test_tiles_bear_the_letters_of_the_readers_language(language: str, letters: str) -> None:
    assert "".join(letter_of(quadrant, use_language(language)) for quadrant in QUADRANTS) == letters
    use_language("en")


def test_a_statement_added_elsewhere_appears_when_the_page_is_shown_again(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    page = SwotPage(bridge_to("empty"))
    qtbot.addWidget(page)
    page.show()
    page.hide()
    add_statement(page.bridge.document, WEAKNESSES, text="Slow")
    page.show()
    assert texts(page, WEAKNESSES) == ["Slow"]
    assert page.bridge.snapshot().all(SwotStatement)


def test_a_new_statement_waits_for_its_words_and_tab_goes_from_card_to_card_in_the_order_on_screen(
    page_on: ShowPage,
) -> None:
    page = page_on("empty")
    page.handlers()["new"]()
    QTest.keyClicks(focused(), "We know our customers")
    press(Qt.Key.Key_Return)
    assert texts(page, STRENGTHS) == ["We know our customers"]
    assert focused() is page.board.card(page.board.current_id)
    take_all_back(page.bridge)

    later = add_statement(page.bridge.document, WEAKNESSES, text="Second quadrant")
    first = add_statement(page.bridge.document, STRENGTHS, text="First quadrant")
    page.reveal("swot_statement", first)
    for _ in range(8):
        press(Qt.Key.Key_Tab)
        if page.board.current_id == later:
            break
    assert page.board.current_id == later
    assert QApplication.focusWidget() is page.board.card(later)


@pytest.mark.feature("feat_audit_points")
def test_new_and_points_of_the_stock_taking_add_to_their_quadrant(page_on: ShowPage) -> None:
    page = page_on("bank")
    select(page, THREATS)
    page.handlers()["new"]()
    assert len(texts(page, THREATS)) == 3
    assert statement(page).quadrant == THREATS
    take_all_back(page.bridge)

    add_audit_note(page.bridge.document, topic=AuditTopic.STRENGTH, text="Branches everywhere")
    proposal = part(page.board.columns[STRENGTHS], DashedCard, "proposal")
    QTest.mouseClick(proposal, Qt.MouseButton.LeftButton)
    assert texts(page, STRENGTHS)[-1] == "Branches everywhere"
    assert not page.board.columns[STRENGTHS].findChildren(DashedCard, "proposal")[0].isVisible()


def test_arrows_walk_the_four_quadrants_and_with_shift_send_a_statement_beside(page_on: ShowPage) -> None:
    page = page_on("bank")
    select(page, STRENGTHS, 0)
    press(Qt.Key.Key_Down)
    assert page.board.current_id == page.board.order(STRENGTHS)[1]
    press(Qt.Key.Key_Right)
    assert page.board.current_id == page.board.order(WEAKNESSES)[1]
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Down)
    assert page.board.current_id == page.board.order(THREATS)[0]
    let_paint()

    moved = select(page, STRENGTHS, 0)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.board.order(WEAKNESSES)[-1] == moved
    assert focused() is page.board.card(moved)


def test_moving_down_leaves_for_the_quadrant_under_it_and_dropping_takes_the_place_under_the_pointer(
    page_on: ShowPage,
) -> None:
    page = page_on("bank")
    moved = select(page, STRENGTHS, 0)
    page.handlers()["move_down"]()
    assert page.board.order(STRENGTHS)[1] == moved
    page.handlers()["move_down"]()
    assert page.board.order(OPPORTUNITIES)[0] == moved
    page.handlers()["move_up"]()
    assert page.board.order(STRENGTHS)[-1] == moved
    assert page.board.current_id == moved
    take_all_back(page.bridge)

    moved = page.board.order(STRENGTHS)[0]
    before = texts(page, WEAKNESSES)
    drop(page, moved, WEAKNESSES, 0)
    assert page.board.order(WEAKNESSES)[0] == moved
    page.bridge.undo()
    assert texts(page, WEAKNESSES) == before
    assert moved in page.board.order(STRENGTHS)


def test_delete_goes_on_to_the_neighbour_and_undo_brings_the_links_back(page_on: ShowPage, told: Recorder) -> None:
    page = page_on("bank")
    gone = select(page, WEAKNESSES, 1)
    links = len(page.bridge.snapshot().where(ActionStatement, statement_id=gone))
    page.handlers()["delete"]()
    assert gone not in page.board.order(WEAKNESSES)
    assert page.board.current_id == page.board.order(WEAKNESSES)[1]
    page.bridge.undo()
    assert page.board.order(WEAKNESSES)[1] == gone
    assert len(page.bridge.snapshot().where(ActionStatement, statement_id=gone)) == links == 2


def test_a_weakness_without_action_shows_the_gap_and_a_click_fills_it(page_on: ShowPage, told: Recorder) -> None:
    page = page_on("shop")
    assert "1 weakness without action" in page.status_text()
    gap = part(page, Chip, "no_action")
    QTest.mouseClick(gap, Qt.MouseButton.LeftButton)
    card = page.board.card(page.board.current_id)
    assert card is not None
    assert [each.code for each in card.facts.actions] == ["A11"]
    assert page.status_text() == "4 items"


def test_space_accepts_a_weakness_alone_and_a_move_elsewhere_ends_it(page_on: ShowPage) -> None:
    page = page_on("shop")
    weak = select(page, WEAKNESSES, 2)
    page.handlers()["next_state"]()
    assert statement(page).is_accepted
    assert part(page, Chip, "accepted").isVisible()
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert not statement(page, weak).is_accepted
    let_paint()

    select(page, STRENGTHS)
    assert "next_state" not in page.handlers()


@pytest.mark.feature("feat_sw_statements")
def test_the_popups_write_links_in_one_step_and_the_area(page_on: ShowPage) -> None:
    page = page_on("bank")
    chosen = select(page, THREATS, 0)
    card = page.board.card(chosen)
    assert card is not None
    menu = open_links_menu(page.bridge, chosen, card)
    for sign in ("F1", "J1", "A1"):
        place = next(row for row in range(menu.list.model().rowCount()) if sign_of(menu, row) == sign)
        menu.list.setCurrentIndex(menu.list.model().index(place, 0))
        QTest.keyClick(menu.list, Qt.Key.Key_Space)
    menu.close()
    snapshot = page.bridge.snapshot()
    for link in (SwotFriction, SwotJourney, ActionStatement):
        assert len(snapshot.where(link, statement_id=chosen)) == 1
    assert card.facts.weight == 3
    page.bridge.undo()
    assert card.facts.weight == 0
    let_paint()

    areas = open_area_menu(page.bridge, chosen, card)
    assert areas.list.model().rowCount() == 5
    areas.list.setCurrentIndex(areas.list.model().index(3, 0))
    QTest.keyClick(areas.list, Qt.Key.Key_Return)
    assert statement(page, chosen).area == "cap_marketing_tools"
    page.bridge.undo()
    assert statement(page, chosen).area is None


@pytest.mark.feature("feat_ot_optional")
def test_opportunities_and_threats_are_folded_away_or_started_by_a_question_of_the_method(page_on: ShowPage) -> None:
    page = page_on("bank")
    switch = part(page, QWidget, "outlook_switch")
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert page.bridge.plan().has_skipped_outlook
    assert not page.board.columns[OPPORTUNITIES].isVisible()
    assert len(texts(page, THREATS)) == 2
    page.bridge.undo()
    assert page.board.columns[OPPORTUNITIES].isVisible()
    let_paint()

    questions = next(each for each in page.board.columns[THREATS].tab_stops() if each.objectName() == "prompts_switch")
    QTest.mouseClick(questions, Qt.MouseButton.LeftButton)
    prompt = part(page, DashedCard, "prompt_thr_acquisition_cost")
    QTest.mouseClick(prompt, Qt.MouseButton.LeftButton)
    QTest.keyClicks(focused(), "Ads cost more each year")
    press(Qt.Key.Key_Return)
    assert texts(page, THREATS)[-1] == "Ads cost more each year"


def test_undo_of_a_rename_and_a_link_show_and_select_the_statement(page_on: ShowPage, qtbot: QtBot) -> None:
    page = page_on("bank")
    first = select(page, STRENGTHS, 0)
    page.handlers()["edit"]()
    QTest.keyClicks(focused(), "Else")
    press(Qt.Key.Key_Return)
    select(page, THREATS, 0)
    with qtbot.waitSignal(page.bridge.rewound) as asked:
        page.bridge.undo()
    assert page.reveal(*asked.args[0])
    assert page.board.current_id == first
    assert texts(page, STRENGTHS)[0] != "Else"
    let_paint()

    link = page.bridge.snapshot().all(SwotFriction)[0]
    assert page.reveal("swot_friction", link.id)
    assert page.board.current_id == link.statement_id
