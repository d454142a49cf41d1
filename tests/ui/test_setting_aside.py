from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPlainTextEdit

from strategy.model import DismissedWarning
from tests.ui.test_main_window import press
from tests.ui.turns import in_turn
from tests.windows import OpenWindow, in_dialog
from ui.dialogs.findings import FindingsDialog
from ui.dialogs.set_aside import set_aside
from ui.main_window import MainWindow
from ui.widgets.checks import CheckBox
from ui.widgets.dialog import Dialog


def put_aside(window: MainWindow, reason: str) -> str:
    """Set the first warning aside with a reason; its id."""
    assert window.bridge is not None
    finding = window.bridge.findings()[0]

    def fill(dialog: Dialog) -> None:
        field = dialog.findChild(QPlainTextEdit, "set_aside_reason")
        assert field is not None
        QTest.keyClicks(field, reason)
        press(dialog, "set_aside_accept")

    in_dialog(fill)
    set_aside(window.bridge, finding, window)
    return finding.dismissal_id


def test_warnings_are_set_aside_and_brought_back(open_window: OpenWindow) -> None:
    """One window for the stories below."""
    in_turn(
        open_window("saas"),
        a_warning_is_set_aside_with_its_reason,
        cancelling_keeps_the_warning,
        the_list_shows_the_reason_and_brings_the_warning_back,
        the_list_starts_at_the_step_on_screen,
    )


def a_warning_is_set_aside_with_its_reason(window: MainWindow) -> None:
    assert window.bridge is not None
    before = len(window.bridge.findings())
    aside = put_aside(window, "Agreed with sales")
    assert len(window.bridge.findings()) == before - 1
    row = window.bridge.snapshot().get(DismissedWarning, aside)
    assert row is not None
    assert row.note == "Agreed with sales"


def cancelling_keeps_the_warning(window: MainWindow) -> None:
    assert window.bridge is not None
    before = window.bridge.findings()
    in_dialog(lambda dialog: dialog.reject())
    set_aside(window.bridge, before[0], window)
    assert window.bridge.findings() == before


def the_list_shows_the_reason_and_brings_the_warning_back(window: MainWindow) -> None:
    assert window.bridge is not None
    before = len(window.bridge.findings())
    put_aside(window, "Agreed with sales")
    read: list[str] = []

    def restore(dialog: Dialog) -> None:
        switch = dialog.findChild(CheckBox, "show_set_aside")
        view = dialog.findChild(QListView, "findings_view")
        assert switch is not None
        assert view is not None
        switch.click()
        last = view.model().index(view.model().rowCount() - 1, 0)
        read.append(str(last.data(Qt.ItemDataRole.AccessibleTextRole)))
        view.setCurrentIndex(last)
        press(dialog, "set_aside")

    in_dialog(restore)
    window.actions_of_window["findings"].trigger()
    assert "Agreed with sales" in read[0]
    assert len(window.bridge.findings()) == before


def the_list_starts_at_the_step_on_screen(window: MainWindow) -> None:
    assert window.bridge is not None
    step = window.bridge.findings()[-1].step
    dialog = FindingsDialog(window.bridge, window, step)
    view = dialog.findChild(QListView, "findings_view")
    assert view is not None
    row = view.currentIndex().row()
    line = dialog.model.line(row)
    assert line is not None
    assert line.finding.step == step
    dialog.deleteLater()
