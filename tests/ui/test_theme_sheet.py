from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.theme import theme
from ui.widgets.dialog import Dialog


@pytest.fixture
def bare(qapp: QApplication) -> Iterator[QApplication]:
    qapp.setStyleSheet("")
    theme().apply(qapp, "light", with_sheet=False)
    yield qapp
    theme().put_sheet()


def test_the_style_sheet_can_come_last(bare: QApplication) -> None:
    theme().set_mode("dark")
    theme().set_mode("light")
    assert bare.styleSheet() == ""

    theme().put_sheet()
    assert "QLineEdit" in bare.styleSheet()


def test_a_dialog_before_the_first_window_has_the_style_sheet(bare: QApplication) -> None:
    dialog = Dialog("The plan is damaged", name="damaged")
    assert "QLineEdit" in bare.styleSheet()
    dialog.deleteLater()
