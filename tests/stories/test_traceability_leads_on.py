from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from strategy.model import Action
from strategy.operations.editing import set_value
from tests.ui.turns import in_turn
from tests.windows import OpenWindow
from ui.main_window import MainWindow
from ui.pages.traceability.canvas import FlowCanvas


@pytest.mark.feature("feat_local_data")
def test_the_flow_leads_to_pages_and_stays_where_it_shows_what_is_undone(open_window: OpenWindow) -> None:
    in_turn(
        open_window("bank"),
        undo_stays_on_the_flow_when_it_can_show_what_changed,
        enter_in_the_flow_leads_to_the_page_of_the_thing,
    )


def enter_in_the_flow_leads_to_the_page_of_the_thing(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.show_page("traceability")
    view.page.reveal("action", "ac_bank_1")
    flow = view.page.findChild(FlowCanvas, "trace_flow")
    assert flow is not None
    QTest.keyClick(flow, Qt.Key.Key_Return)
    assert view.page_id == "step_5_action_plan"


def undo_stays_on_the_flow_when_it_can_show_what_changed(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.show_page("traceability")
    set_value(view.bridge.document, Action, "ac_bank_1", "name", "Another name")
    view.bridge.undo()
    assert view.page_id == "traceability"
    assert "Managed queue" in view.page.status_text()
