from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.progress import ProgressBar


class _Watched(ProgressBar):
    """Counts how often it is painted."""

    count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1
        super().paintEvent(event)


def test_a_bar_is_painted_once_for_all_that_it_was_told_meanwhile(qtbot: QtBot) -> None:
    bar = _Watched("bar")
    qtbot.addWidget(bar)
    bar.show()
    QApplication.processEvents()
    bar.count = 0
    for value in range(10, 60, 10):
        bar.show_value(value)
    assert (bar.value(), bar.count) == (50, 0)
    QApplication.processEvents()
    assert bar.count == 1
