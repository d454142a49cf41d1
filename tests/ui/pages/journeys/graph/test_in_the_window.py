from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import Friction, Touchpoint, Transition
from tests.windows import OpenWindow
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.editors import CanvasEditor
from ui.pages.journeys.page import JourneysPage

NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def write(text: str) -> None:
    editor = QApplication.focusWidget()
    assert isinstance(editor, CanvasEditor)
    QTest.keyClicks(editor, text)
    press(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), GraphCanvas)


def test_the_keys_of_the_window_draw_a_journey(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window("empty")
    assert window.view is not None
    document = window.view.bridge.document
    gestures.add_journey(document, language="en", stage_set="stset_buying", name="Buy")
    window.view.show_page("step_3_journeys")
    page = cast("JourneysPage", window.findChild(JourneysPage))
    page.show_view("graph")
    page.front.take_focus()
    snapshot = page.bridge.snapshot

    press(Qt.Key.Key_T)
    write("To the shop")  # letters that are shortcuts elsewhere
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_C)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    write("40")
    press(Qt.Key.Key_F)
    write("Far away")
    assert [way.probability for way in snapshot().all(Transition)] == [0.4]
    assert [friction.transition_id for friction in snapshot().all(Friction)] == [snapshot().all(Transition)[0].id]

    canvas = cast("GraphCanvas", QApplication.focusWidget())
    press(Qt.Key.Key_Minus)
    assert canvas.zoom < 1
    press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == 1
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.selection.keys) == 4
    press(Qt.Key.Key_H)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not snapshot().all(Friction)
    while document.undo_step is not None:
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not snapshot().all(Touchpoint)
