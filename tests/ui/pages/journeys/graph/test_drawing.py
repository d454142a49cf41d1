from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import Friction, Stage, Touchpoint
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.journeys.graph.conftest import Drawing
from tests.windows import Recorder, let_paint
from ui.pages.journeys.graph import interactions
from ui.pages.journeys.graph.interactions import Mode

ENTRY, SUCCESS, DROP_OFF = "Entry", "Successful exit", "Drop-off or departure"


def part(drawing: Drawing, name: str) -> QAbstractButton:
    """A tool of the bar."""
    return cast("QAbstractButton", drawing.view.findChild(QAbstractButton, name))


def undo_label(drawing: Drawing) -> str:
    step = drawing.bridge.document.undo_step
    return step.label if step is not None else ""


def add(drawing: Drawing, *names: str) -> None:
    for name in names:
        drawing.act("add_touchpoint")
        drawing.write(name)


def test_the_keys_of_a_connection_are_told_while_it_waits_for_its_target(drawing: Drawing, qtbot: QtBot) -> None:
    add(drawing, "Window")
    usual = drawing.view.status_hints()
    with qtbot.waitSignal(drawing.view.handlers_changed, timeout=1000):
        drawing.act("connect")
    assert ("Enter", "connect") in drawing.view.status_hints()
    assert part(drawing, "add_connection").isChecked()
    drawing.key(Qt.Key.Key_Right)
    drawing.key(Qt.Key.Key_Return)
    drawing.write("50")
    assert drawing.view.status_hints() == usual
    assert part(drawing, "tool_select").isChecked()
    drawing.click(drawing.port("Window"))
    assert ("Esc", "cancel") in drawing.view.status_hints()
    drawing.key(Qt.Key.Key_Escape)
    assert drawing.view.status_hints() == usual


def test_t_while_connecting_leads_to_a_new_touchpoint_in_one_step(drawing: Drawing) -> None:
    drawing.selection.select(("touchpoint", drawing.node(ENTRY).id))
    revision = drawing.bridge.document.revision
    drawing.act("connect")
    drawing.act("add_touchpoint")
    assert drawing.bridge.document.revision == revision + 1
    drawing.write("Window")
    assert drawing.ways() == {(ENTRY, "Window"): None}
    assert drawing.stage("Window") == 1


def test_outlines_follow_the_pointer_where_many_touchpoints_are_dragged(
    qtbot: QtBot, drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interactions, "_MOST_AT_ONCE", 1)
    add(drawing, "One", "Two")
    nodes = [drawing.node(name) for name in ("One", "Two")]
    drawing.selection.select(("touchpoint", nodes[0].id), tuple(("touchpoint", node.id) for node in nodes))
    before, revision = [(node.x, node.y) for node in nodes], drawing.bridge.document.revision
    start = drawing.middle("One")
    qtbot.waitUntil(lambda: drawing.canvas.is_sharp)
    still = drawing.canvas.viewport().grab().toImage()
    drawing.begin_drag(start, start + QPoint(0, 190))
    assert [(node.x, node.y) for node in nodes] == before
    assert {*drawing.canvas.marks.carried} == {(x, y + 190) for x, y in before}
    assert drawing.canvas.viewport().grab().toImage() != still
    drawing.key(Qt.Key.Key_Escape)
    assert drawing.canvas.viewport().grab().toImage() == still
    drawing.drag(start, start + QPoint(0, 190))
    assert [(node.x, node.y) for node in nodes] == [(x, y + 190) for x, y in before]
    assert drawing.bridge.document.revision == revision + 1
    assert not drawing.canvas.marks.carried


def test_the_touchpoint_tool_puts_one_where_the_user_clicks(drawing: Drawing) -> None:
    """In line with its file and its row, as after a drag, and where the outline under the pointer said."""
    drawing.canvas.set_mode(Mode.PLACE)
    QTest.mouseMove(drawing.canvas.viewport(), drawing.at(322, 526))
    shown = drawing.canvas.marks.ghost
    drawing.click(drawing.at(322, 526))
    drawing.write("Till")
    assert drawing.stage("Till") == 1
    assert (drawing.node("Till").x, drawing.node("Till").y) == shown == (315, 532)


def test_l_lays_out_again_in_one_step(drawing: Drawing) -> None:
    add(drawing, "One", "Two")
    laid_out = drawing.node("One").y
    drawing.drag(drawing.middle("One"), drawing.middle("One") + QPoint(0, 480))
    drawing.drag(drawing.middle("Two"), drawing.middle("Two") + QPoint(24, 480))
    moved = drawing.node("One").y
    revision = drawing.bridge.document.revision
    drawing.act("lay_out")
    assert drawing.bridge.document.revision == revision + 1
    assert drawing.node("One").y == laid_out
    drawing.bridge.document.undo()
    assert drawing.node("One").y == moved


def test_one_click_scales_percentages_above_all(drawing: Drawing) -> None:
    document = drawing.bridge.document
    for target, share in ((SUCCESS, 0.9), (DROP_OFF, 0.6)):
        gestures.connect(document, drawing.node(ENTRY).id, drawing.node(target).id, probability=share)
    assert all(edge.is_over for edge in drawing.canvas.graph.edges.values())
    node = drawing.node(ENTRY)
    drawing.click(drawing.at(node.x - 60, node.y + 28 + 18))
    assert drawing.ways() == {(ENTRY, SUCCESS): 0.6, (ENTRY, DROP_OFF): 0.4}
    assert not any(edge.is_over for edge in drawing.canvas.graph.edges.values())


def test_several_touchpoints_are_deleted_and_copied_in_one_step(drawing: Drawing, told: Recorder) -> None:
    add(drawing, "One", "Two")
    keys = tuple(("touchpoint", drawing.node(name).id) for name in ("One", "Two"))
    drawing.selection.select(keys[0], keys)
    drawing.act("duplicate")
    assert {"One (2)", "Two (2)"} <= set(drawing.points())
    drawing.bridge.document.undo()
    drawing.selection.select(keys[0], keys)
    gestures.add_friction(drawing.bridge.document, touchpoint_id=keys[0][1])
    revision = drawing.bridge.document.revision
    drawing.act("delete")
    assert [question.title for question in told.questions] == ["Delete 2 items?"]
    assert drawing.bridge.document.revision == revision + 1
    assert set(drawing.points()) == {ENTRY, SUCCESS, DROP_OFF}
    assert drawing.selection.current is not None
    assert told.toasts


def test_twenty_touchpoints_are_drawn_by_keys_alone_and_undone_to_nothing(drawing_from_nothing: Drawing) -> None:
    drawing = drawing_from_nothing
    before = drawing.bridge.document.revision
    drawing.key(Qt.Key.Key_Tab)
    for index in range(20):
        drawing.act("connect")
        drawing.act("add_touchpoint")
        drawing.write(f"Step {index}")
    drawing.act("connect")
    while drawing.canvas.marks.target != drawing.node(SUCCESS).id:
        previous = drawing.canvas.marks.target
        drawing.key(Qt.Key.Key_Right)
        drawing.key(Qt.Key.Key_Up)
        assert drawing.canvas.marks.target != previous
    drawing.key(Qt.Key.Key_Return)
    drawing.write("100")
    assert len(drawing.ways()) == 21
    assert drawing.bridge.document.revision > before
    drawing.undo_all()
    assert not drawing.bridge.snapshot().all(Touchpoint)
    assert not drawing.canvas.graph.nodes


def test_twenty_touchpoints_are_drawn_by_the_mouse_alone_and_undone_to_nothing(drawing_from_nothing: Drawing) -> None:
    drawing = drawing_from_nothing
    last = ENTRY
    for index in range(20):
        column, row = index % 4, index // 4
        drawing.drag(drawing.port(last), drawing.at(105 + 210 * column, 480 + 100 * row))
        drawing.write(last := f"Step {index}")  # a name is typed; everything else is done by the pointer
    drawing.drag(drawing.port(last), drawing.middle(SUCCESS))
    assert len(drawing.ways()) == 21
    drawing.undo_all()
    assert not drawing.canvas.graph.nodes


def test_t_adds_a_touchpoint_to_an_empty_canvas_and_shift_and_right_puts_it_in_the_next_stage(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    assert drawing.view.beginning.isVisible()
    add(drawing, "Window")
    assert not drawing.view.beginning.isVisible()
    drawing.act("delete")
    assert drawing.view.beginning.isVisible()
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "Window")
    assert drawing.points()["Window"].id == drawing.selection.current[1]  # type: ignore[index]
    assert drawing.canvas.hasFocus()
    let_paint()

    drawing.act("to_next_stage")
    assert drawing.stage("Window") == 1
    assert drawing.canvas.graph.columns[drawing.node("Window").column].place == 1


@pytest.mark.feature("feat_graph_edit")
def test_c_arrow_enter_draws_a_transition_and_escape_takes_it_back(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    add(drawing, "Window")
    drawing.act("connect")
    drawing.key(Qt.Key.Key_Escape)
    assert drawing.canvas.interaction is None
    assert drawing.canvas.marks.link is None
    assert drawing.ways() == {}
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "Window")
    drawing.act("to_next_stage")
    drawing.key(Qt.Key.Key_Left)
    drawing.act("connect")
    drawing.key(Qt.Key.Key_Right)
    drawing.key(Qt.Key.Key_Return)
    assert drawing.ways() == {(ENTRY, "Window"): None}
    drawing.write("62,5")
    assert drawing.ways() == {(ENTRY, "Window"): 0.625}


def test_a_percentage_may_be_left_for_later_and_what_is_left_is_read_in_the_field(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    add(drawing, "Window")
    drawing.view.drawer.link(drawing.node(ENTRY).id, drawing.node("Window").id)
    QTest.keyClick(drawing.editor(), Qt.Key.Key_Escape)
    assert drawing.ways() == {(ENTRY, "Window"): None}
    assert drawing.canvas.hasFocus()
    take_all_back(drawing.bridge, since=begun)

    # Qt shows no placeholder in a centred field that has the focus.
    add(drawing, "Window")
    drawing.act("connect")
    drawing.key(Qt.Key.Key_Right)
    drawing.key(Qt.Key.Key_Return)
    assert drawing.editor().placeholderText() == "100 ?"
    assert not drawing.editor().alignment() & Qt.AlignmentFlag.AlignHCenter
    QTest.keyClicks(drawing.editor(), "4")
    assert drawing.editor().alignment() & Qt.AlignmentFlag.AlignHCenter


def test_a_drag_from_a_port_joins_what_it_ends_near_but_nothing_leads_back_to_the_entry(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    add(drawing, "Window")
    drawing.act("to_next_stage")
    drawing.drag(drawing.port(ENTRY), drawing.middle("Window") - QPoint(70, 10))
    assert drawing.ways() == {(ENTRY, "Window"): None}
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "Window")
    drawing.act("to_next_stage")
    drawing.drag(drawing.port(ENTRY), drawing.middle("Window") - QPoint(76 + 12, 0))
    assert drawing.ways() == {(ENTRY, "Window"): None}
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "Window")
    drawing.act("to_next_stage")
    drawing.drag(drawing.port("Window"), drawing.middle(ENTRY))
    assert drawing.ways() == {}


def test_a_drag_from_a_port_to_an_empty_place_makes_a_joined_touchpoint_there(drawing: Drawing) -> None:
    revision = drawing.bridge.document.revision
    drawing.drag(drawing.port(ENTRY), drawing.at(525, 432))
    assert drawing.bridge.document.revision == revision + 1
    drawing.write("Till")
    assert drawing.ways() == {(ENTRY, "Till"): None}
    assert drawing.stage("Till") == 2
    assert (drawing.node("Till").x, drawing.node("Till").y) == (525, 432)


def test_a_drag_is_one_step_called_what_it_is_and_escape_puts_everything_back(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    add(drawing, "Window")
    revision = drawing.bridge.document.revision
    drawing.drag(drawing.middle("Window"), drawing.middle("Window") + QPoint(420, 100))
    assert drawing.bridge.document.revision == revision + 1
    assert drawing.stage("Window") == 2
    assert undo_label(drawing) == "Move touchpoint"
    drawing.bridge.document.undo()
    assert drawing.stage("Window") == 0
    assert drawing.points()["Window"].x is None
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "Window")
    drawing.drag(drawing.middle("Window"), drawing.middle("Window") + QPoint(0, 100))
    assert undo_label(drawing) == "Arrange the graph"
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "Window")
    place, revision = (drawing.node("Window").x, drawing.node("Window").y), drawing.bridge.document.revision
    drawing.begin_drag(drawing.middle("Window"), drawing.middle("Window") + QPoint(300, 90))
    drawing.key(Qt.Key.Key_Escape)
    assert (drawing.node("Window").x, drawing.node("Window").y) == place
    assert drawing.bridge.document.revision == revision


def test_a_dropped_touchpoint_comes_to_rest_on_the_dots_unless_alt_is_held(drawing: Drawing) -> None:
    add(drawing, "Window")
    drawing.drag(drawing.middle("Window"), drawing.at(292, 418))
    assert (drawing.node("Window").x % 24, drawing.node("Window").y % 24) == (0, 0)
    drawing.drag(drawing.middle("Window"), drawing.middle("Window") + QPoint(7, 5), Qt.KeyboardModifier.AltModifier)
    assert drawing.node("Window").y % 24 == 5


def test_what_a_rubber_band_touches_is_selected_and_what_is_selected_moves_together(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    add(drawing, "One", "Two")
    drawing.drag(drawing.at(4, 60), drawing.at(200, drawing.node("One").y))
    assert {key[1] for key in drawing.selection.keys} == {drawing.node(ENTRY).id, drawing.node("One").id}
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "One", "Two")
    before = {name: (drawing.node(name).x, drawing.node(name).y) for name in ("One", "Two")}
    drawing.click(drawing.middle("One"))
    drawing.click(drawing.middle("Two"), Qt.KeyboardModifier.ShiftModifier)
    revision = drawing.bridge.document.revision
    drawing.drag(drawing.middle("Two"), drawing.middle("Two") + QPoint(210, 72))
    assert drawing.bridge.document.revision == revision + 1
    moved = {name: (drawing.node(name).x - x, drawing.node(name).y - y) for name, (x, y) in before.items()}
    assert moved["One"] == moved["Two"]
    assert moved["One"][0] == 210


def test_f_notes_a_friction_on_touchpoints_and_transitions_and_m_writes_a_note(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    add(drawing, "Window")
    drawing.act("add_friction")
    drawing.write("Hard to find")
    drawing.view.drawer.link(drawing.node(ENTRY).id, drawing.node("Window").id)
    drawing.write("40")
    drawing.act("add_friction")
    drawing.write("Slow")
    noted = {friction.text: friction for friction in drawing.bridge.snapshot().all(Friction)}
    assert noted["Hard to find"].touchpoint_id == drawing.node("Window").id
    (edge,) = drawing.canvas.graph.edges.values()
    assert noted["Slow"].transition_id == edge.id
    assert (drawing.node("Window").frictions, edge.frictions) == (1, 1)
    take_all_back(drawing.bridge, since=begun)

    add(drawing, "Window")
    drawing.act("add_note")
    drawing.write("Ask the shop")
    assert drawing.points()["Window"].note == "Ask the shop"
    assert drawing.node("Window").has_note


def test_what_is_dropped_beside_the_stages_goes_to_the_one_next_to_it(drawing: Drawing) -> None:
    stage = drawing.bridge.snapshot().all(Stage)[0]
    assert drawing.view.reveal(("stage", stage.id))
    assert not drawing.view.reveal(("stage", "gone"))
    add(drawing, "Window")
    document = drawing.bridge.document
    gestures.move_touchpoint(document, drawing.node(SUCCESS).id, None)
    drawing.drag(drawing.middle("Window"), drawing.middle(SUCCESS) + QPoint(0, 240))
    assert drawing.stage("Window") == 3


def test_a_plan_for_reading_only_can_be_walked_but_not_changed(drawing: Drawing) -> None:
    add(drawing, "Window")
    drawing.canvas.is_read_only = True
    drawing.drag(drawing.middle("Window"), drawing.middle("Window") + QPoint(300, 90))
    drawing.drag(drawing.port(ENTRY), drawing.at(525, 432))
    assert drawing.stage("Window") == 0
    assert drawing.ways() == {}
    assert drawing.view.status_hints() == (("0", "fit"),)
