from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey.model import Friction
from strategy.model import SwotFriction, SwotTouchpoint
from strategy.operations import link, set_links, set_value
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.swot.conftest import ShowPage, press, select
from tests.windows import let_paint
from ui.models.swot import QUADRANTS
from ui.pages.swot.held_back import WeaknessSection
from ui.pages.swot.held_path import HeldPath
from ui.pages.swot.page import SwotPage
from ui.widgets.chip import Chip
from ui.widgets.label import Label

WEAKNESSES = QUADRANTS[1]


def ranked(page: SwotPage) -> list[WeaknessSection]:
    column = page.side.held.column
    found = [column.itemAt(place).widget() for place in range(column.count())]  # type: ignore[union-attr]  # in range
    return [each for each in found if isinstance(each, WeaknessSection)]


def ready(page: SwotPage) -> list[WeaknessSection]:
    """The weaknesses once their figures are there."""
    page.bridge.changed.connect(lambda _changes: page.settle())  # as the window does, once it has painted
    page.settle()
    page.side.tabs.setCurrentIndex(2)
    return ranked(page)


def paths(section: WeaknessSection) -> list[HeldPath]:
    return [each for each in section.findChildren(HeldPath) if each.isVisible()]


def said(page: SwotPage, name: str) -> str:
    found = page.side.held.findChild(Label, name)
    assert found is not None
    return found.text()


def test_weaknesses_are_ranked_by_what_they_hold_back_and_the_area_that_holds_back_most_is_named(
    page_on: ShowPage,
) -> None:
    page = page_on("bank")
    first, second, _third = ready(page)
    assert first.head.accessibleName() == (
        "Rank 1, Phone, branch and messages run separately, €1,012k a year, 5 frictions, 1 foreseen, 2 shared"
    )
    assert second.head.accessibleName().startswith("Rank 2, Unconnected tools")
    assert said(page, "held_first").endswith("holds back most: €1,012k a year, through 5 frictions.")
    assert "Together they hold back €1,039k" in said(page, "held_overlap")
    assert said(page, "held_overlap").endswith("3 frictions hang on no weakness yet: €204k a year.")
    notes = [each.text() for each in page.side.diagnostic.findChildren(Label, "reading_note")]
    assert notes == ["", "Most held back: Operations, €1,012k a year"]


def test_a_card_shows_its_paths_and_a_path_tells_why_and_leads_to_its_friction(page_on: ShowPage) -> None:
    page = page_on("bank")
    _first, second, _third = ready(page)
    page.side.tabs.setCurrentIndex(0)
    card = page.board.card("sw_bank_5")
    assert card is not None
    chip = card.findChild(Chip, "statement_held")
    assert chip is not None
    assert chip.accessibleName() == "Held back each year: €658k"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.side.tabs.currentIndex() == 2
    assert page.side.held.sections["sw_bank_5"].is_open
    let_paint()

    second.head.click()
    dearest = paths(second)[0]
    ways = dearest.findChild(Label, "path_ways")
    assert ways is not None
    assert ways.text().startswith("The team links it to the weakness. A1 fixes the weakness and reduces it. It is felt")
    went: list[object] = []
    page.bridge.went_to.connect(went.append)
    dearest.setFocus()
    press(Qt.Key.Key_Return)
    for name in ("to_sg_bank_long", "to_ac_bank_1"):
        way_on = dearest.findChild(Chip, name)
        assert way_on is not None
        way_on.click()
    assert went == [("friction", "fc_bank_2"), ("segment", "sg_bank_long"), ("action", "ac_bank_1")]


def test_a_weakness_tells_what_fixing_it_costs_and_an_action_is_a_click_away(page_on: ShowPage) -> None:
    page = page_on("shop")
    *_, last = ready(page)
    last.head.click()
    gap = last.findChild(Chip, "no_action")
    assert gap is not None
    gap.click()
    cost = last.findChild(Label, "remedy_cost")
    assert cost is not None
    assert cost.text() == "cost to set"
    first = ranked(page)[0].findChild(Label, "remedy_cost")
    assert first is not None
    assert first.text() == "€10k"


def test_a_link_made_elsewhere_or_an_unknown_cost_changes_the_ranking(page_on: ShowPage) -> None:
    page = page_on("shop")
    *_, last = ready(page)
    assert last.head.accessibleName() == "Without rank, Nobody analyses the channels, Not linked, " \
        "No friction hangs on it yet"  # fmt: skip
    document = page.bridge.document
    set_links(document, SwotFriction, "sw_shop_4", [each.id for each in page.bridge.snapshot().all(Friction)])
    assert ranked(page)[0].objectName() == "held_sw_shop_4"
    take_all_back(page.bridge)

    for column in ("severity", "loss_share"):
        set_value(document, Friction, "fc_shop_2", column, None)
    assert "over €" in ranked(page)[0].head.accessibleName()
    assert "1 cost unknown" in ranked(page)[0].head.accessibleName()
    take_all_back(page.bridge)

    select(page, WEAKNESSES, 2)
    link(page.bridge.document, SwotTouchpoint, "sw_shop_4", "db_cart")
    assert "€11.3k" in page.side.held.sections["sw_shop_4"].head.accessibleName()
