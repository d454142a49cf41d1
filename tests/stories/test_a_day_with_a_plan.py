"""From the welcome screen to the exported workbook, in one window, as a facilitator would go."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from resources.i18n import current
from strategy.model import Objective
from strategy.operations.editing import set_value
from tests.windows import OpenWindow, in_dialog
from ui.pages.registry import ALL_PAGES
from ui.theme.theme import theme
from ui.widgets.dialog import Dialog


def press(parent: object, name: str) -> None:
    """Presses the button of this name."""
    assert hasattr(parent, "findChild")
    button = parent.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.feature("feat_local_data")
def test_a_sample_is_walked_through_edited_and_exported(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_path = tmp_path / "mine.periple"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(plan_path), ""))
    threads = set(threading.enumerate())
    window = open_window("welcome")

    press(window, "sample_shop")
    assert window.view is not None
    assert window.bridge is not None

    for page_id in ALL_PAGES:
        window.view.show_page(page_id)
        assert window.view.page.isVisible()
    window.view.show_page("step_1_objectives")

    objective = window.bridge.snapshot().all(Objective)[0]
    set_value(window.bridge.document, Objective, objective.id, "owner", "Someone else")
    press(window, "undo")
    assert window.bridge.snapshot().all(Objective)[0].owner == objective.owner

    press(window, "language_fr")
    qtbot.waitUntil(lambda: current().language == "fr")
    step = window.view.findChild(QAbstractButton, "rail_step_3_journeys")
    assert step is not None
    assert "Parcours" in step.accessibleName()
    press(window.view, "rail_toggle_theme")
    assert theme().is_dark

    delivered = tmp_path / "delivered"
    delivered.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(delivered))

    def export(dialog: Dialog) -> None:
        press(dialog, "export_change_place")
        press(dialog, "export_start")
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)

    in_dialog(export)
    press(window.view, "export")
    assert [path.read_bytes()[:2] for path in delivered.glob("*.xlsx")] == [b"PK"]

    window.close()
    assert QThreadPool.globalInstance().waitForDone(2000)
    assert [left.name for left in tmp_path.iterdir() if left.suffix != ".periple"] == ["delivered"]
    assert set(threading.enumerate()) <= threads
    assert not [top for top in QApplication.topLevelWidgets() if top.isVisible()]
