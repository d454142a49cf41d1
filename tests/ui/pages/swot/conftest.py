"""The SWOT page shown on a plan, with the keys that a user presses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from strategy.model import SwotStatement
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder, dress
from ui.messages import messages
from ui.pages.swot.page import SwotPage

ShowPage = Callable[[str], SwotPage]


@pytest.fixture
def page_on(qtbot: QtBot, qapp: QApplication, bridge_to: BridgeTo) -> ShowPage:
    """Shows the page on "saas", "bank", "shop" or "empty", in an active window."""
    dress(qapp)

    def show(name: str) -> SwotPage:
        page = SwotPage(bridge_to(name))
        qtbot.addWidget(page)
        page.resize(1300, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


@pytest.fixture
def told() -> Iterator[Recorder]:
    """Takes down what the page tells, and says yes to its questions."""
    recorder = Recorder()
    messages().use(recorder)
    yield recorder
    messages().use(None)


def texts(page: SwotPage, quadrant: str) -> list[str]:
    """The statements of a quadrant as they stand on screen, from top to bottom."""
    return [card.facts.text for card in page.board.columns[quadrant].cards]


def statement(page: SwotPage, statement_id: str = "") -> SwotStatement:
    """A statement of the plan as it is now; the selected one without an id."""
    row = page.bridge.snapshot().get(SwotStatement, statement_id or page.board.current_id)
    assert row is not None
    return row


def select(page: SwotPage, quadrant: str, place: int = 0) -> str:
    """Select a statement by its place; gives its id."""
    statement_id = page.board.order(quadrant)[place]
    assert page.reveal("swot_statement", statement_id)
    return statement_id


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in whatever has the focus."""
    QTest.keyClick(focused(), key, modifier)


def focused() -> QWidget:
    """The widget that has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
