"""The objectives page shown on a plan, with the keys that a user presses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from strategy.model import Objective
from tests.ui.pages.conftest import BridgeTo
from tests.windows import dress
from ui.pages.objectives.page import ObjectivesPage

ShowPage = Callable[[str], ObjectivesPage]


@pytest.fixture
def page_on(qtbot: QtBot, qapp: QApplication, bridge_to: BridgeTo) -> ShowPage:
    """Shows the page on "saas", "bank", "shop" or "empty", in an active window."""
    dress(qapp)

    def show(name: str) -> ObjectivesPage:
        page = ObjectivesPage(bridge_to(name))
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


def titles(page: ObjectivesPage) -> list[str]:
    """The titles of the cards from top to bottom."""
    rows = [page.bridge.snapshot().get(Objective, each) for each in page.list.order]
    return [row.name for row in rows if row is not None]


def objective(page: ObjectivesPage, objective_id: str = "") -> Objective:
    """An objective of the plan as it is now; the selected one without an id."""
    row = page.bridge.snapshot().get(Objective, objective_id or page.list.current_id)
    assert row is not None
    return row


def type_in(words: str) -> None:
    """Type into whatever has the focus, and press Enter."""
    QTest.keyClicks(focused(), words)
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def focused() -> QWidget:
    """The widget that has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
