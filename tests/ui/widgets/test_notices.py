from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.dialog import Dialog, MessageDialog, Scrim, ask, choose
from ui.widgets.lines_box import LinesBox
from ui.widgets.toast import ToastHost


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window of 800 by 600 with one focused button."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first = QPushButton("first")
    column.addWidget(first)
    window.resize(800, 600)
    window.show()
    QTest.qWaitForWindowActive(window)
    first.setFocus()
    return window


def test_the_toast_undoes_and_goes(window: QWidget) -> None:
    host, undone = ToastHost(window), []
    toast = host.show_toast("Touchpoint deleted", action="Undo", on_action=lambda: undone.append(True))
    assert toast.button is not None
    toast.button.click()
    assert undone == [True]
    assert host.toast is None


def test_a_toast_shown_by_the_action_of_another_stays(window: QWidget) -> None:
    host = ToastHost(window)
    toast = host.show_toast("Deleted", action="Undo", on_action=lambda: host.show_toast("Restored"))
    assert toast.button is not None
    toast.button.click()
    assert host.toast is not None
    assert host.toast.text == "Restored"


def test_a_new_toast_takes_the_place_of_the_one_before(window: QWidget) -> None:
    host = ToastHost(window)
    first = host.show_toast("one")
    second = host.show_toast("two")
    assert first.isHidden()
    assert host.toast is second


def test_the_toast_stays_at_the_bottom_centre_above_the_status_bar(window: QWidget) -> None:
    host = ToastHost(window, lambda: 28)
    toast = host.show_toast("one")
    window.resize(1000, 700)
    QApplication.sendPostedEvents()
    assert abs(toast.geometry().center().x() - 500) <= 1
    assert toast.geometry().bottom() < 700 - 28


def test_the_toast_waits_while_the_pointer_is_on_it(window: QWidget) -> None:
    toast = ToastHost(window).show_toast("one")
    timer = toast.findChild(QTimer)
    assert timer is not None
    runs = [timer.isActive()]
    QApplication.sendEvent(toast, QEnterEvent(QPointF(), QPointF(), QPointF()))
    runs.append(timer.isActive())
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    runs.append(timer.isActive())
    assert runs == [True, False, True]


def test_escape_cancels_a_dialog_and_gives_the_focus_back(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog("Rename", window)
    qtbot.addWidget(dialog)
    dialog.add_cancel()
    dialog.open()
    assert window.findChild(Scrim) is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == Dialog.DialogCode.Rejected
    QTest.qWaitForWindowActive(window)
    focused = window.focusWidget()
    assert isinstance(focused, QPushButton)
    qtbot.waitUntil(lambda: window.findChild(Scrim) is None, timeout=1000)


def when_shown(act: Callable[[QWidget], None]) -> None:
    """Does something to the modal window as soon as there is one."""

    def look() -> None:
        modal = QApplication.activeModalWidget()
        if modal is None:
            QTimer.singleShot(0, look)
        else:
            act(modal)

    QTimer.singleShot(0, look)


def press(name: str) -> Callable[[QWidget], None]:
    """What presses the button of that object name."""

    def click(modal: QWidget) -> None:
        button = modal.findChild(QPushButton, name)
        assert button is not None
        button.click()

    return click


@pytest.mark.parametrize(("button", "answer"), [("question_accept", True), ("question_cancel", False)])
def test_a_question_gives_the_answer(window: QWidget, button: str, answer: bool) -> None:
    when_shown(press(button))
    assert ask(window, "Delete?", "3 actions depend on it.", "Delete", lines=["A1"], is_danger=True) is answer


def test_enter_does_not_confirm_what_destroys(window: QWidget) -> None:
    when_shown(lambda modal: QTest.keyClick(modal, Qt.Key.Key_Return))
    assert ask(window, "Delete?", "It cannot be undone.", "Delete", is_danger=True) is False


def test_a_problem_hides_its_technical_text_until_it_is_asked_for(window: QWidget) -> None:
    seen: list[bool] = []

    def look(modal: QWidget) -> None:
        details = modal.findChild(QWidget, "problem_details")
        assert details is not None
        seen.append(details.isVisible())
        press("problem_show_details")(modal)
        seen.append(details.isVisible())
        press("problem_way_1")(modal)

    when_shown(look)
    chosen = choose(window, "Not saved", "Nothing is lost.", ["Try again", "Save elsewhere"], details="OSError")
    assert (seen, chosen) == ([False, True], 1)


def test_closing_a_problem_chooses_no_way(window: QWidget) -> None:
    when_shown(lambda modal: QTest.keyClick(modal, Qt.Key.Key_Escape))
    assert choose(window, "Not saved", "Nothing is lost.", ["Try again"]) is None


def test_many_lines_of_a_message_scroll_by_keys_and_leave_its_buttons_in_sight(window: QWidget, qtbot: QtBot) -> None:
    dialog = MessageDialog(window, "Delete?", "Much depends on it.", lines=[f"Thing {n}" for n in range(60)])
    qtbot.addWidget(dialog)
    dialog.add_cancel()
    dialog.open()
    assert dialog.height() < 600
    box, area = dialog.findChild(LinesBox), dialog.findChild(QScrollArea)
    assert box is not None
    assert area is not None
    QTest.keyClick(box, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
