from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resources.i18n import words
from strategy.model import Action
from strategy.trace import KPI, Element
from tests.support import sample_plan
from tests.ui.pages.conftest import BridgeTo
from ui.pages.traceability.canvas import FlowCanvas
from ui.pages.traceability.flow import ACTIONS, GAP, flow_of, gap_of
from ui.pages.traceability.layout import placed
from ui.pages.traceability.page import TraceabilityPage
from ui.widgets.button import Button
from ui.widgets.combo import ComboField


def shown(qtbot: QtBot, bridge_to: BridgeTo, plan: str) -> TraceabilityPage:
    page = TraceabilityPage(bridge_to(plan))
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


def canvas_of(page: TraceabilityPage) -> FlowCanvas:
    found = page.findChild(FlowCanvas, "trace_flow")
    assert found is not None
    return found


def button_of(page: TraceabilityPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert found is not None
    return found


def test_the_thread_of_the_bank_is_one_path() -> None:
    path = flow_of(sample_plan("bank"), words("en")).path(Element("objective", "ob_bank_2"))
    thread = {("segment", "sg_bank_long"), ("journey", "jr_bank_as_is"), ("friction", "fc_bank_2"),
              ("swot_statement", "sw_bank_4"), ("action", "ac_bank_1"), (KPI, "kpi_waiting_time")}  # fmt: skip
    assert thread <= set(path)


def test_a_friction_without_action_has_a_gap_beside_it_and_others_have_none() -> None:
    nodes = {node.element: node for node in flow_of(sample_plan("bank"), words("en")).nodes}
    gaps = {element for element, node in nodes.items() if element.kind == GAP and node.column == ACTIONS}
    assert gaps == {gap_of(Element("friction", "fc_bank_10")), gap_of(Element("friction", "fc_bank_11"))}


def test_boxes_of_a_column_never_overlap() -> None:
    for plan in ("saas", "bank", "shop"):
        flow = flow_of(sample_plan(plan), words("fr"))
        boxes, height = placed(flow, 1150)
        for column in range(6):
            tops = sorted(boxes[node.element].y for node in flow.nodes if node.column == column)
            gaps = [lower - upper for upper, lower in itertools.pairwise(tops)]
            assert all(gap >= boxes[flow.nodes[0].element].height for gap in gaps), (plan, column)
        assert min(box.y for box in boxes.values()) >= 0
        assert max(box.y + box.height for box in boxes.values()) <= height


def test_arrows_follow_the_links_and_the_status_bar_names_the_path(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "bank")
    canvas = canvas_of(page)
    assert page.reveal("objective", "ob_bank_2")
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    node = canvas.current_node()
    assert node is not None
    assert node.element.kind == "segment"
    assert "Shorten phone waits" in page.status_text()


def test_enter_on_an_action_opens_it(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "bank")
    page.reveal("action", "ac_bank_1")
    with qtbot.waitSignal(page.bridge.went_to) as asked:
        QTest.keyClick(canvas_of(page), Qt.Key.Key_Return)
    assert asked.args == [("action", "ac_bank_1")]


def test_the_primary_button_answers_every_friction_in_one_gesture(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "bank")
    before = len(page.bridge.snapshot().all(Action))
    button = button_of(page, "trace_create_actions")
    assert button.text() == "Create 2 actions"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(page.bridge.snapshot().all(Action)) == before + 2
    assert not button.isVisible()
    page.bridge.undo()
    assert len(page.bridge.snapshot().all(Action)) == before
    assert button.isVisible()


def test_choosing_a_segment_leaves_only_what_concerns_it(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "bank")
    choice = page.findChild(ComboField, "trace_segment")
    assert choice is not None
    choice.set_value("sg_bank_young")
    choice.chosen.emit("sg_bank_young")
    assert page.reveal("segment", "sg_bank_young")
    assert not page.reveal("segment", "sg_bank_vip")


def test_an_empty_plan_says_what_to_do_first(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "empty")
    assert button_of(page, "trace_start").isVisible()
    assert not canvas_of(page).isVisible()
