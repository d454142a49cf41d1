"""Things dragged from one step to another: held over the rail, let go on a quadrant or on the plan."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journey.model import Friction
from strategy.model import Action, ActionFriction, SwotStatement
from strategy.operations import add_note
from tests.ui.pages.conftest import BridgeTo
from ui.models.notes import NotesModel
from ui.pages.action_plan.page import ActionPlanPage
from ui.pages.swot.page import SwotPage
from ui.shell.rail import StepButton
from ui.widgets.drops import carried_thing, carry

_COPY, _LEFT, _NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def enter(widget: QWidget, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), _COPY, mime, _LEFT, _NONE)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, mime: QMimeData) -> None:
    QApplication.sendEvent(widget, QDropEvent(QPoint(5, 5), _COPY, mime, _LEFT, _NONE))


def test_a_step_opens_when_a_thing_is_held_over_it(qtbot: QtBot) -> None:
    rail = QWidget()
    qtbot.addWidget(rail)
    step, mime = StepButton("step_4_capabilities", 4, rail), carry("workshop_note", "n")
    assert enter(step, mime)
    QApplication.sendEvent(step, QDragLeaveEvent())
    assert not step.hold.isActive()
    enter(step, mime)
    assert step.hold.isActive()
    with qtbot.waitSignal(step.clicked):
        step.hold.timeout.emit()


def test_the_rail_takes_no_foreign_thing(qtbot: QtBot) -> None:
    rail, mime = QWidget(), QMimeData()
    qtbot.addWidget(rail)
    mime.setText("a word")
    assert not enter(StepButton("step_4_capabilities", 4, rail), mime)


def test_a_note_is_dragged_onto_a_quadrant(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = SwotPage(bridge_to("saas"))
    qtbot.addWidget(page)
    page.catch_up()
    note_id = add_note(page.bridge.document, text="Nobody reads it")
    model = NotesModel(page.bridge)
    model.follow()
    mime = model.mimeData([model.index(model.row_of(note_id), 0)])
    assert carried_thing(mime) == ("workshop_note", note_id)
    quadrant = page.board.columns["swot_weakness"]
    assert quadrant.takes(mime)
    quadrant.let_go(mime, 0)
    qtbot.waitUntil(lambda: bool(page.bridge.snapshot().where(SwotStatement, text="Nobody reads it")))


def test_a_friction_is_dragged_onto_the_plan(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = ActionPlanPage(bridge_to("shop"))
    qtbot.addWidget(page)
    page.catch_up()
    assert page.main is not None
    friction = page.bridge.snapshot().all(Friction)[0]
    before = len(page.bridge.snapshot().all(Action))
    mime = carry("friction", friction.id)
    assert enter(page.main, mime)
    assert not enter(page.main, carry("segment", "any"))
    drop(page.main, mime)
    qtbot.waitUntil(lambda: len(page.bridge.snapshot().all(Action)) == before + 1)
    made = page.bridge.snapshot().all(Action)[-1]
    links = page.bridge.snapshot().where(ActionFriction, friction_id=friction.id)
    assert made.id in {link.action_id for link in links}
