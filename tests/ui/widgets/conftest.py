from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resources.i18n import use_language
from tests.windows import dress

Show = Callable[..., QWidget]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """The light theme in English at scale 1, whatever the test before did."""
    use_language("en")
    dress(qapp)
    yield
    use_language("en")


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Shows widgets one under the other in an active window, which lives as long as the test."""
    kept: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.show()
        QTest.qWaitForWindowActive(window)
        return window

    return show
