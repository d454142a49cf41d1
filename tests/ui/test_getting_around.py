"""Going around the window: the rail, the pages by their keys, the regions, and what gives way when it is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from strategy.model import Objective
from strategy.operations.editing import delete
from tests.ui.test_main_window import keys, shell
from tests.ui.turns import in_turn
from tests.windows import OpenWindow
from ui.main_window import MainWindow
from ui.pages.registry import ALL_PAGES
from ui.widgets.focus import wants_ring


@pytest.mark.feature("feat_step_navigation")
def test_the_rail_says_the_state_and_the_count_of_each_step_and_follows_the_plan(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window("saas")
    assert window.bridge is not None
    second, first = (window.findChild(QAbstractButton, f"rail_{page_id}") for page_id in ALL_PAGES[1::-1])
    assert second is not None
    assert first is not None
    qtbot.waitUntil(lambda: "done" in second.accessibleName())
    assert second.accessibleName() == "Step 2, Segments, done, 3 segments"
    delete(window.bridge.document, Objective, window.bridge.snapshot().all(Objective)[0].id)
    qtbot.waitUntil(lambda: "3 objectives" in first.accessibleName())


@pytest.mark.feature("feat_step_navigation")
def test_keys_and_widths_of_a_window(open_window: OpenWindow) -> None:
    """One window for the stories below; the last one changes a setting."""
    in_turn(
        open_window("empty"),
        a_plan_opens_without_a_focus_ring_and_keys_bring_it,
        control_and_a_digit_show_a_page,
        control_page_down_walks_through_all_pages,
        f6_goes_round_the_regions,
        a_narrow_window_offers_its_hidden_panel_in_the_header,
        the_rail_folds_by_itself_in_a_narrow_window,
        the_rail_opens_folded_where_the_page_needs_the_width,
        control_b_folds_the_rail_and_the_choice_is_kept,
    )


def a_plan_opens_without_a_focus_ring_and_keys_bring_it(window: MainWindow) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not wants_ring(focused)
    for key in (Qt.Key.Key_2, Qt.Key.Key_1):
        keys(window, key, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is focused
    assert wants_ring(focused)


def control_and_a_digit_show_a_page(window: MainWindow) -> None:
    keys(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell(window).page_id == "step_2_segments"
    keys(window, Qt.Key.Key_QuoteDbl, Qt.KeyboardModifier.ControlModifier)
    assert shell(window).page_id == "step_3_journeys"
    keys(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell(window).page_id == "step_2_segments"


def control_page_down_walks_through_all_pages(window: MainWindow) -> None:
    seen = [shell(window).page_id]
    for _ in ALL_PAGES[1:]:
        keys(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        seen.append(shell(window).page_id)
    assert tuple(seen) == ALL_PAGES


def the_rail_opens_folded_where_the_page_needs_the_width(window: MainWindow) -> None:
    rail = window.findChild(QWidget, "rail")
    assert rail is not None
    assert window.view is not None
    window.resize(1440, 900)
    window.view.show_page("step_3_journeys")
    assert rail.width() == 64
    window.actions_of_window["toggle_rail"].trigger()
    assert rail.width() == 232
    window.view.show_page("step_4_capabilities")
    window.view.show_page("step_3_journeys")
    assert rail.width() == 232


def a_narrow_window_offers_its_hidden_panel_in_the_header(window: MainWindow) -> None:
    window.resize(1440, 900)
    button = shell(window).page.findChild(QAbstractButton, "panel_button")
    panel = shell(window).page.findChild(QWidget, "page_panel")
    assert button is not None
    assert panel is not None
    assert not button.isVisible()
    window.resize(1100, 700)
    assert button.isVisible()
    assert not panel.isVisible()
    button.click()
    assert panel.isVisible()


def the_rail_folds_by_itself_in_a_narrow_window(window: MainWindow) -> None:
    rail = window.findChild(QWidget, "rail")
    assert rail is not None
    window.resize(1440, 900)
    assert rail.width() == 232
    window.resize(1100, 700)
    assert rail.width() == 64


def control_b_folds_the_rail_and_the_choice_is_kept(window: MainWindow) -> None:
    window.resize(1440, 900)
    keys(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    shell(window).show_page("step_4_capabilities")
    rail = window.findChild(QWidget, "rail")
    assert rail is not None
    assert rail.width() == 64


def f6_goes_round_the_regions(window: MainWindow) -> None:
    regions = []
    for _ in range(6):
        keys(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        names = ("rail", "page_header", "page_panel", "status_bar", "top_bar")
        regions.append(next((name for name in names if _is_inside(window, name, focused)), "main"))
    assert {"rail", "status_bar", "top_bar"} <= set(regions)


def _is_inside(window: MainWindow, name: str, widget: QWidget) -> bool:
    region = window.findChild(QWidget, name)
    return region is not None and (region is widget or region.isAncestorOf(widget))
