from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from journey.analysis import journey_results
from journey.model import Journey, TouchpointChange
from storage.base import link_id
from strategy.model import Action
from strategy.operations import explain_change
from strategy.plan_file import open_plan
from tests.support import opened_plan
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.windows import let_paint
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.compare import side_by_side, view
from ui.pages.journeys.compare.view import SEVERAL, CompareView
from ui.pages.journeys.page import JourneysPage


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> JourneysPage:
    """The page on the shop, in the comparison."""
    page = JourneysPage(bridge_to("shop"))
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.show_view("compare")
    return page


def part(page: JourneysPage, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_a_plan_that_is_only_read_is_compared_but_not_changed(qtbot: QtBot, tmp_path: Path) -> None:
    with opened_plan(tmp_path / "plan.periple", "shop"):
        bridge = DocumentBridge(open_plan(tmp_path / "plan.periple"))  # the second to open it only reads
        page = JourneysPage(bridge)
        qtbot.addWidget(page)
        page.resize(1300, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.show_view("compare")
        assert not part(page, "add_actions_button").isEnabled()
        handlers = page.handlers()
        assert "edit" not in handlers
        handlers["next_change"]()
        view = page.front
        assert isinstance(view, CompareView)
        index = view.changes.view.currentIndex()
        assert index.isValid()
        assert not view.changes.model.flags(index) & Qt.ItemFlag.ItemIsEditable
        bridge.close()


def test_the_header_offers_actions_in_the_place_of_sides_and_what_is_selected_or_told_elsewhere_is_shown(
    page: JourneysPage,
) -> None:
    button = part(page, "add_actions_button")
    assert isinstance(button, QAbstractButton)
    assert (button.isVisible(), button.text()) == (True, "Create 3 actions")
    assert not part(page, "journey_kind").isVisible()
    assert part(page, "compare_panel").isVisible()
    before = len(page.bridge.snapshot().all(Action))
    button.click()
    assert len(page.bridge.snapshot().all(Action)) == before + 3
    assert not button.isEnabled()
    page.show_view("list")
    assert part(page, "journey_kind").isVisible()
    assert not button.isVisible()
    assert part(page, "journey_inspector").isVisible()
    take_all_back(page.bridge)

    page.show_view("compare")
    view = page.front
    assert isinstance(view, CompareView)
    page.show_journey("jr_shop_to_be")
    assert view.journeys == ("jr_shop_as_is", "jr_shop_to_be")
    let_paint()

    page.show_view("list")
    page.selection.select(("touchpoint", "da_cart"))
    page.show_view("compare")
    assert view.canvas.look.key == ("touchpoint", "da_cart")
    let_paint()

    page.show_view("list")
    explain_change(page.bridge.document, "jr_shop_to_be", "da_reviews", "Merged into the page")
    row = link_id("jr_shop_to_be", "da_reviews")
    assert page.bridge.snapshot().get(TouchpointChange, row) is not None
    assert page.reveal("touchpoint_change", row)
    assert isinstance(page.front, CompareView)
    assert page.selection.current == ("touchpoint", "da_reviews")


def test_the_figures_of_large_journeys_are_compared_beside_the_window(
    page: JourneysPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def told(work: Callable[..., Any]) -> Callable[..., Any]:  # any: two functions of different results
        def noted(*given: object) -> object:
            threads.append(threading.current_thread())
            return work(*given)

        return noted

    for module, name in ((view, "compare_journeys"), (side_by_side, "journey_results")):
        monkeypatch.setattr(module, "AT_ONCE", 0)
        monkeypatch.setattr(module, name, told(getattr(module, name)))
    shown = page.front
    assert isinstance(shown, CompareView)
    shown.bar.show_success("", (None, None))
    shown.show_results(journey_results(page.bridge.snapshot(), page.journey_id))
    qtbot.waitUntil(lambda: "%" in shown.bar._after.text())
    shown.several.picked = [each.id for each in page.bridge.snapshot().all(Journey)]
    shown.show_mode(SEVERAL)
    qtbot.waitUntil(lambda: bool(shown.several.panel._sections))
    assert len(threads) == 3
    assert threading.main_thread() not in threads
