"""The keyboard alone: where Tab goes, what Enter presses, where the focus is after each change of page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from strategy.model import Objective
from tests.ui.turns import in_turn
from tests.windows import OpenWindow, in_dialog
from ui.main_window import MainWindow
from ui.pages.swot.page import SwotPage
from ui.shell.key_guard import KeyGuard
from ui.widgets.dialog import Dialog
from ui.widgets.flow import FlowLayout
from ui.widgets.segmented import Segmented

_CONTROL = Qt.KeyboardModifier.ControlModifier
_REGIONS = ("rail", "page_header", "step_banner", "objective_list", "page_panel", "status_bar", "top_bar")


@pytest.fixture(autouse=True)
def _guarded(qapp: QApplication) -> Iterator[None]:
    """What the program installs after its first paint."""
    guard = KeyGuard(qapp)
    yield
    qapp.focusChanged.disconnect(guard._follow)
    guard.deleteLater()


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def strike(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Types a key in whatever has the focus, and lets the window follow."""
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def region_of(widget: QWidget) -> str:
    """The region of the window that a control is in."""
    above: QWidget | None = widget
    while above is not None and above.objectName() not in _REGIONS:
        above = above.parentWidget()
    return above.objectName() if above is not None else ""


def tab_goes_through_the_regions_in_order_after_things_were_added(window: MainWindow) -> None:
    window.resize(1440, 900)
    for title in ("First", "Second"):
        strike(Qt.Key.Key_N)
        QTest.keyClicks(focused(), title)
        strike(Qt.Key.Key_Return)
    start = focused()
    passed: list[str] = []
    for _ in range(300):
        strike(Qt.Key.Key_Tab)
        if region_of(focused()) not in passed[-1:]:
            passed.append(region_of(focused()))
        if focused() is start:
            break
    else:
        pytest.fail("Tab never came back")
    first = passed.index("rail")
    around = [*passed[first:], *passed[:first]]
    assert list(dict.fromkeys(around)) == list(_REGIONS)


def tab_leaves_a_new_title_for_the_panel_not_for_the_rail(window: MainWindow) -> None:
    window.resize(1440, 900)
    strike(Qt.Key.Key_N)
    QTest.keyClicks(focused(), "First")
    strike(Qt.Key.Key_Tab)
    assert region_of(focused()) == "page_panel"


def test_the_keyboard_in_a_new_plan(open_window: OpenWindow) -> None:
    """One window for the stories below."""
    in_turn(
        open_window("empty"),
        the_focus_follows_to_the_page_and_back_to_where_it_was,
        enter_presses_the_button_that_has_the_focus,
        tab_reaches_the_chosen_part_of_a_row_of_choices,
        tab_goes_through_the_regions_in_order_after_things_were_added,
        tab_leaves_a_new_title_for_the_panel_not_for_the_rail,
        letters_look_for_an_entry_of_a_folded_list_and_start_nothing,
        what_comes_next_in_the_order_of_tab_outlives_what_stood_before_it,
    )


def the_focus_follows_to_the_page_and_back_to_where_it_was(window: MainWindow) -> None:
    assert focused().objectName() == "first_objective"
    strike(Qt.Key.Key_2, _CONTROL)
    assert region_of(focused()) == ""
    assert focused().objectName()
    strike(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert focused().objectName() == "first_objective"


def enter_presses_the_button_that_has_the_focus(window: MainWindow) -> None:
    strike(Qt.Key.Key_Return)
    assert isinstance(focused(), QLineEdit)
    strike(Qt.Key.Key_Escape)

    def cancel(dialog: Dialog) -> None:
        button = dialog.findChild(QWidget, "new_plan_cancel")
        assert button is not None
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert not dialog.isVisible()

    in_dialog(cancel)
    strike(Qt.Key.Key_N, _CONTROL)
    assert window.bridge is not None
    assert window.bridge.plan().name == "Plan"


def tab_reaches_the_chosen_part_of_a_row_of_choices(window: MainWindow) -> None:

    def look(dialog: Dialog) -> None:
        choice = dialog.findChild(Segmented, "new_plan_language")
        assert choice is not None
        stops = [part.objectName() for part in choice.findChildren(QWidget) if part.focusPolicy().value & 1]
        assert stops == ["new_plan_language_en"]

    in_dialog(look)
    window.actions_of_window["new_plan"].trigger()


def letters_look_for_an_entry_of_a_folded_list_and_start_nothing(window: MainWindow) -> None:
    strike(Qt.Key.Key_N)
    QTest.keyClicks(focused(), "First")
    strike(Qt.Key.Key_Return)
    strike(Qt.Key.Key_Return)
    while focused().objectName() != "objective_aspect":
        strike(Qt.Key.Key_Tab)
    for letter in (Qt.Key.Key_M, Qt.Key.Key_I, Qt.Key.Key_N):
        strike(letter)
    assert window.bridge is not None
    (objective,) = window.bridge.snapshot().all(Objective)
    assert objective.aspect == "obj_churn_reduction"


def what_comes_next_in_the_order_of_tab_outlives_what_stood_before_it(window: MainWindow) -> None:
    """The binding took it for a part of what stood before, and for gone with that: the next layout crashed."""
    strike(Qt.Key.Key_4, _CONTROL)
    page = window.view.page if window.view is not None else None
    assert isinstance(page, SwotPage)
    columns = page.board.columns
    (first,) = columns["swot_weakness"].findChildren(QWidget, "first_swot_weakness")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    strike(Qt.Key.Key_Return)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
    (card,) = columns["swot_weakness"].cards
    chips = card.findChildren(FlowLayout)
    assert chips
    assert all(isValid(flow.itemAt(place)) for flow in chips for place in range(flow.count()))
