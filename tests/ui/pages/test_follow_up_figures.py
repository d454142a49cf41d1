from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from strategy.model import KpiReading, ReadingOrigin
from strategy.operations import add_reading
from tests.ui.pages.conftest import BridgeTo
from tests.windows import paint_late
from ui.pages.action_plan.page import FOLLOW_UP, ActionPlanPage


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> ActionPlanPage:
    made = ActionPlanPage(bridge_to("saas"))
    paint_late(qtbot, made)
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


@pytest.mark.feature("feat_cltv_models")
def test_another_model_of_lifetime_value_is_chosen_with_what_it_needs(page: ActionPlanPage) -> None:
    reading = add_reading(page.bridge.document, "kpi_cltv_simple", origin=ReadingOrigin.FOLLOW_UP, value=240.0,
                          inputs={"average_order_value": 60, "orders_per_year": 2, "lifespan_years": 5})  # fmt: skip
    page.reveal("kpi_reading", reading)
    choice = page.follow_up.inputs.lifetime
    assert choice.isVisible()
    assert choice.words.text().startswith("For a first workshop")
    button = choice.models.findChild(QAbstractButton, "reading_lifetime_model_kpi_cltv_markov")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    row = page.bridge.snapshot().get(KpiReading, reading)
    assert row is not None
    assert (row.kpi, row.value, row.inputs) == ("kpi_cltv_markov", None, {})
    page.follow_up.follow()
    assert choice.words.text().startswith("For customers who go dormant")
    page.bridge.undo()
    row = page.bridge.snapshot().get(KpiReading, reading)
    assert row is not None
    assert row.value == 240.0


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
