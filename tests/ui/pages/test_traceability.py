from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from journey.model import Journey
from resources.i18n import words
from strategy.links import objectives_of_action
from strategy.model import Action, ActionFriction
from strategy.trace import KPI, Element
from tests.support import sample_plan
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.windows import Recorder, let_paint
from ui.pages.reasons_block import ReasonsBlock
from ui.pages.traceability.canvas import FlowCanvas
from ui.pages.traceability.flow import ACTIONS, FINDINGS, GAP, JOURNEYS, KPIS, SEGMENTS, Flow, Node, flow_of, gap_of
from ui.pages.traceability.folding import FOLD_FROM, folded, group_of, is_large
from ui.pages.traceability.heads import Head
from ui.pages.traceability.layout import placed
from ui.pages.traceability.page import TraceabilityPage
from ui.pages.traceability.picture import flow_picture
from ui.pictures.writing import Choices, write_picture
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


def point_at(canvas: FlowCanvas, place: QPoint) -> None:
    """Moves the pointer there, wherever the window is on the screen."""
    at, none = QPointF(place), Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, moved)


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


def test_each_column_of_a_tall_flow_begins_in_the_first_screen() -> None:
    for plan in ("saas", "bank", "shop"):
        flow = flow_of(sample_plan(plan), words("fr"))
        boxes, height = placed(flow, 1150)
        tops = [min(boxes[node.element].y for node in flow.nodes if node.column == column) for column in range(6)]
        assert height > 700
        assert max(tops) < 250, (plan, tops)


def test_an_empty_plan_says_what_to_do_first(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "empty")
    assert button_of(page, "trace_start").isVisible()
    assert not canvas_of(page).isVisible()


@pytest.mark.feature("feat_traceability")
def test_objective_and_action_of_a_path_belong_together() -> None:
    flow = flow_of(sample_plan("bank"), words("en"))
    back = {each for each in flow.path(Element("action", "ac_bank_1")) if each.kind == "objective"}
    assert back == {Element("objective", "ob_bank_1"), Element("objective", "ob_bank_2")}
    onward = {each.id for each in flow.path(Element("objective", "ob_bank_4")) if each.kind == "action"}
    assert onward == {"ac_bank_8"}


def many(kinds: int) -> Flow:
    """One journey with as many frictions as asked for on two touchpoints, each with an action on one indicator."""
    nodes, links = [Node(Element("journey", "jr"), JOURNEYS, "Buying", "")], []
    for each in range(kinds):
        friction, action = Element("friction", f"f{each}"), Element("action", f"a{each}")
        place = f"place {each % 2}"
        nodes.append(Node(friction, FINDINGS, f"F{each}", place, severity=1 + each % 5, group=place, group_title=place))
        nodes.append(Node(action, ACTIONS, f"A{each}", "", group="kpi", group_title="NPS"))
        links += [(Element("journey", "jr"), friction), (friction, action)]
    return Flow(tuple(nodes), tuple(links))


def test_a_large_flow_is_folded_by_place_and_indicator_and_a_small_one_is_not() -> None:
    assert not is_large(many(FOLD_FROM - 1))
    assert folded(many(FOLD_FROM - 1), words("en")) == many(FOLD_FROM - 1)
    large = many(FOLD_FROM)
    assert is_large(large)
    small = folded(large, words("en"))
    assert [(node.title, node.caption, node.severity) for node in small.nodes[1:]] == [
        ("place 0", "20 frictions", 5), ("NPS", "40 actions", None), ("place 1", "20 frictions", 5),
    ]  # fmt: skip
    assert len(small.links) == 4
    friction, action = Element("friction", "f0"), Element("action", "a0")
    assert small.path(group_of(large.nodes[1])) == {
        small.nodes[0].element,
        small.nodes[1].element,
        small.nodes[2].element,
    }
    assert small.things_on_path(friction) == {Element("journey", "jr"), friction, action}
    opened = folded(large, words("en"), {group_of(large.nodes[1])})
    assert len(opened.nodes) == 1 + 20 + 1 + 1


def test_two_hundred_actions_on_two_hundred_frictions_have_a_box_each() -> None:
    boxes, _ = placed(many(200), 1150)
    assert len(boxes) == 401


def test_the_picture_of_the_flow_is_on_white_in_the_language_asked_for(tmp_path: Path, qapp: object) -> None:
    plan = sample_plan("bank")
    picture = flow_picture(plan, flow_of(plan, words("fr")), "Segment 1", "fr")
    assert picture.title == "Traçabilité"
    write_picture(picture, tmp_path / "flow.svg", Choices())
    assert "Plus de dix minutes" in (tmp_path / "flow.svg").read_text(encoding="utf-8")


def test_the_picture_is_written_beside_the_window_and_told(
    qtbot: QtBot, bridge_to: BridgeTo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Recorder
) -> None:
    page = shown(qtbot, bridge_to, "bank")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "flow"), ""))
    QTest.mouseClick(button_of(page, "trace_picture"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told.toasts))
    assert told.toasts[0].text == "Exported: flow.png"
    assert (tmp_path / "flow.png").read_bytes().startswith(b"\x89PNG")


def test_arrows_follow_the_links_and_enter_or_a_click_opens_what_pointing_explains(
    qtbot: QtBot,
    bridge_to: BridgeTo,
) -> None:
    page = shown(qtbot, bridge_to, "bank")
    canvas = canvas_of(page)
    assert page.reveal("objective", "ob_bank_2")
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    node = canvas.current_node()
    assert node is not None
    assert node.element.kind == "segment"
    assert "Shorten phone waits" in page.status_text()
    let_paint()

    page.reveal("action", "ac_bank_1")
    with qtbot.waitSignal(page.bridge.went_to) as asked:
        QTest.keyClick(canvas_of(page), Qt.Key.Key_Return)
    assert asked.args == [("action", "ac_bank_1")]
    let_paint()

    place = canvas.box_of(Element("action", "ac_bank_1")).center().toPoint()
    point_at(canvas, place)
    title = page.findChild(QLabel, "trace_strip_title")
    reasons = page.findChild(ReasonsBlock)
    assert title is not None
    assert reasons is not None
    assert title.text() == "Why “Managed queue and scheduled call-back”?"
    assert reasons.text().startswith(
        "Because “More than ten minutes' wait”, at “Call to customer service”, reaches 56%"
    )
    assert "costs €346,168 a year" in reasons.text()
    with qtbot.waitSignal(page.bridge.went_to) as opened:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [("action", "ac_bank_1")]


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


def test_only_this_path_or_only_a_segment_may_be_shown(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "bank")
    before = page.flow
    page.reveal("action", "ac_bank_1")
    QTest.mouseClick(button_of(page, "trace_only"), Qt.MouseButton.LeftButton)
    assert {node.element for node in page.flow.nodes} == before.path(Element("action", "ac_bank_1"))
    QTest.mouseClick(button_of(page, "trace_only"), Qt.MouseButton.LeftButton)
    assert page.flow == before
    let_paint()

    choice = page.findChild(ComboField, "trace_segment")
    assert choice is not None
    choice.set_value("segment sg_bank_young")
    choice.chosen.emit("segment sg_bank_young")
    assert page.reveal("segment", "sg_bank_young")
    assert not page.reveal("segment", "sg_bank_vip")


@pytest.mark.feature("feat_orphans")
def test_the_heads_of_the_columns_list_what_breaks_the_chain_and_cure_it(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "bank")
    head = page.findChild(Head, f"trace_head_{FINDINGS}")
    assert head is not None
    assert head.accessibleName() == "Friction or SWOT, 12 of 14 dealt with"
    QTest.mouseClick(head, Qt.MouseButton.LeftButton)
    cures = [each for each in page.findChildren(Button) if each.text() == "Create an action" and each.isVisible()]
    assert len(cures) == 2
    QTest.mouseClick(button_of(page, "cure_finding_answered_fc_bank_10"), Qt.MouseButton.LeftButton)
    assert page.bridge.snapshot().where(ActionFriction, friction_id="fc_bank_10")
    assert head.accessibleName() == "Friction or SWOT, 13 of 14 dealt with"
    take_all_back(page.bridge)

    segments = page.findChild(Head, f"trace_head_{SEGMENTS}")
    assert segments is not None
    assert segments.accessibleName() == "Segment, 1 of 4 with journey"
    QTest.mouseClick(segments, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button_of(page, "cure_segment_with_journey_sg_bank_vip"), Qt.MouseButton.LeftButton)
    (journey,) = page.bridge.snapshot().where(Journey, segment_id="sg_bank_vip")
    assert journey.kind == "jk_as_is"
    assert segments.accessibleName() == "Segment, 2 of 4 with journey"
    take_all_back(page.bridge)

    (alone,) = [node for node in page.flow.nodes if node.caption == "No action moves it"]
    indicators = page.findChild(Head, f"trace_head_{KPIS}")
    assert indicators is not None
    QTest.mouseClick(indicators, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button_of(page, f"cure_kpi_moved_{alone.element.id}"), Qt.MouseButton.LeftButton)
    (made,) = page.bridge.snapshot().where(Action, kpi=alone.element.id)
    assert objectives_of_action(page.bridge.snapshot(), made.id)
    page.bridge.undo()
    assert not page.bridge.snapshot().where(Action, kpi=alone.element.id)
