"""The pointer is in the middle of something when the plan changes, another button is pressed or the focus goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey import operations as gestures
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.journeys.graph.conftest import Drawing
from tests.windows import Recorder
from ui.widgets.menu import Menu

LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
WAY = QPoint(150, 40)


@pytest.fixture
def begun(drawing: Drawing, told: Recorder) -> Drawing:
    """Two touchpoints, "Window" and "Till", and the pointer on its way with the second."""
    begin(drawing)
    return drawing


def begin(drawing: Drawing) -> None:
    gestures.add_touchpoints(drawing.bridge.document, drawing.view.journey_id, ["Window"])
    drawing.act("add_touchpoint")
    drawing.write("Till")
    drawing.begin_drag(drawing.middle("Till"), drawing.middle("Till") + WAY)


def let_go(drawing: Drawing, at: QPoint) -> None:
    QTest.mouseMove(drawing.canvas.viewport(), at)
    QTest.mouseRelease(drawing.canvas.viewport(), LEFT, NONE, at)


def test_what_is_dragged_may_go_meanwhile(drawing: Drawing, told: Recorder) -> None:
    for act in ("undo", "delete", "escape"):
        begin(drawing)
        if act == "delete":
            drawing.act("delete")
        else:
            drawing.bridge.document.undo()  # its name, then itself
            drawing.bridge.document.undo()
        if act == "escape":
            drawing.key(Qt.Key.Key_Escape)
        let_go(drawing, QPoint(700, 500))
        assert "Till" not in drawing.points(), act
        assert drawing.canvas.interaction is None, act
        take_all_back(drawing.bridge)


def test_the_touchpoint_that_a_way_is_drawn_from_may_go_meanwhile(drawing: Drawing, told: Recorder) -> None:
    for target in ("none yet", "one chosen"):
        begin(drawing)
        drawing.key(Qt.Key.Key_Escape)
        drawing.act("connect")
        if target == "one chosen":
            drawing.key(Qt.Key.Key_Left)
        drawing.act("delete")
        drawing.key(Qt.Key.Key_Right)
        drawing.key(Qt.Key.Key_Escape)
        assert drawing.ways() == {}, target
        take_all_back(drawing.bridge)


def test_a_way_that_is_being_drawn_is_taken_back_when_the_canvas_is_left(begun: Drawing) -> None:
    begun.key(Qt.Key.Key_Escape)
    begun.act("connect")
    begun.view.hide()
    assert begun.canvas.interaction is None


def test_another_button_does_not_end_a_drag_and_the_right_one_takes_it_back(begun: Drawing) -> None:
    revision = begun.bridge.document.revision
    dragging = begun.canvas.interaction
    QTest.mouseClick(begun.canvas.viewport(), MIDDLE, NONE, QPoint(20, 20))
    assert begun.canvas.interaction is dragging
    at = begun.canvas.viewport().mapToGlobal(QPoint(20, 20))
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, begun.view.mapFromGlobal(at), at)
    QApplication.sendEvent(begun.view, asked)
    assert begun.canvas.interaction is None
    assert begun.view.findChild(Menu, "graph_menu") is None
    let_go(begun, QPoint(700, 500))
    assert begun.bridge.document.revision == revision


def test_the_space_bar_may_be_let_go_elsewhere(begun: Drawing) -> None:
    begun.key(Qt.Key.Key_Escape)
    QTest.keyPress(begun.canvas, Qt.Key.Key_Space)
    begun.canvas.clearFocus()
    begun.canvas.setFocus()
    before = begun.node("Till").y
    begun.drag(begun.middle("Till"), begun.middle("Till") + QPoint(0, 100))
    assert begun.node("Till").y > before


def test_a_note_of_somebody_else_does_not_stop_the_paper(begun: Drawing) -> None:
    begun.key(Qt.Key.Key_Escape)
    QTest.mousePress(begun.canvas.viewport(), MIDDLE, NONE, QPoint(300, 500))
    QTest.mouseMove(begun.canvas.viewport(), QPoint(250, 500))
    gestures.add_friction(begun.bridge.document, touchpoint_id=begun.node("Till").id)
    QTest.mouseMove(begun.canvas.viewport(), QPoint(200, 500))
    QTest.mouseRelease(begun.canvas.viewport(), MIDDLE, NONE, QPoint(200, 500))
    assert begun.canvas.horizontalScrollBar().value() == min(100, begun.canvas.horizontalScrollBar().maximum())
