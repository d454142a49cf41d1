from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from strategy.model import KpiReading, ReadingOrigin
from strategy.operations import add_reading
from tests.ui.pages.conftest import BridgeTo
from ui.pages.action_plan.page import FOLLOW_UP, ActionPlanPage


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> ActionPlanPage:
    made = ActionPlanPage(bridge_to("saas"))
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    made.show_tab(FOLLOW_UP)
    return made


def test_a_reading_of_the_follow_up_is_computed_from_raw_figures(page: ActionPlanPage) -> None:
    reading = add_reading(page.bridge.document, "kpi_churn_rate", origin=ReadingOrigin.FOLLOW_UP)
    assert page.reveal("kpi_reading", reading)
    card = page.follow_up.inputs
    assert not card.figures.isVisible()
    QTest.keyClick(card.toggle, Qt.Key.Key_Space)
    assert card.figures.isVisible()
    for key, words in (("customers_start", "900"), ("customers_lost", "108")):
        field = card.figures.findChild(QLineEdit, f"input_{key}")
        assert field is not None
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
    row = page.bridge.snapshot().get(KpiReading, reading)
    assert row is not None
    assert (row.inputs, row.value) == ({"customers_start": 900, "customers_lost": 108}, 12.0)
    assert row.origin == ReadingOrigin.FOLLOW_UP


def test_another_way_of_computing_asks_for_other_figures(page: ActionPlanPage) -> None:
    reading = add_reading(page.bridge.document, "kpi_churn_rate", origin=ReadingOrigin.FOLLOW_UP)
    page.reveal("kpi_reading", reading)
    figures = page.follow_up.inputs.figures
    page.follow_up.inputs.open_figures(reading)
    figures.ways.setFocus()
    QTest.keyClick(figures.ways, Qt.Key.Key_End)
    assert list(figures.fields) == ["monthly_churn"]
    field = figures.findChild(QLineEdit, "input_monthly_churn")
    assert field is not None
    QTest.keyClicks(field, "0.02")
    assert figures.result.text() == "Computed: 21.5%"
