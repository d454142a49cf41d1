from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from strategy.model import KpiReading
from strategy.operations import add_reading
from tests.ui.pages.objectives.conftest import ShowPage, type_in
from tests.windows import let_paint
from ui.pages.objectives.page import START, ObjectivesPage
from ui.widgets.combo import ComboField


def kept_reading(page: ObjectivesPage, reading_id: str) -> tuple[dict[str, Any], float | None, str]:
    """Inputs, value and period of a reading as the plan holds them."""
    row = page.bridge.snapshot().get(KpiReading, reading_id)
    assert row is not None
    return row.inputs, row.value, row.period


@pytest.mark.feature("feat_audit_kpis")
def test_a_reading_is_computed_from_its_raw_figures_as_they_are_typed(qtbot: QtBot, page_on: ShowPage) -> None:
    page = page_on("empty")
    reading = add_reading(page.bridge.document, "kpi_free_to_paid_rate", value=3.0, period="2026")
    page.show_view(START)
    assert page.reveal("kpi_reading", reading)
    table = page.start.readings.table
    table.setCurrentIndex(table.model().index(0, page.start.readings.model.column_of("inputs")))
    page.handlers()["edit"]()
    figures = page.start.inputs.figures
    first, second = (figures.findChild(QLineEdit, f"input_{key}") for key in ("converted", "free_users_cohort"))
    assert first is not None
    assert second is not None
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClicks(first, "768")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert kept_reading(page, reading) == ({"converted": 768}, 3.0, "2026")  # a value typed stays until there is one
    qtbot.waitUntil(second.hasFocus)
    QTest.keyClicks(second, "600")
    assert "contradict" in figures.result.text()
    QTest.keyClicks(second, "00")
    assert figures.result.text() == "Computed: 1.3%"
    second.clear()
    type_in("24000")
    assert kept_reading(page, reading) == ({"converted": 768, "free_users_cohort": 24_000}, 3.2, "2026")


def test_each_sample_reading_shows_the_value_that_its_figures_give(page_on: ShowPage) -> None:
    page = page_on("bank")
    page.show_view(START)
    for reading in page.bridge.snapshot().all(KpiReading):
        if reading.inputs and page.reveal("kpi_reading", reading.id):
            figures = page.start.inputs.figures
            assert figures.result.text().startswith("Computed: "), reading.id
            assert figures.use.isHidden(), reading.id


@pytest.mark.feature("feat_audit_kpis")
def test_a_value_that_its_figures_no_longer_give_is_taken_away_and_a_journey_gives_one(
    qtbot: QtBot,
    page_on: ShowPage,
) -> None:
    page = page_on("shop")
    page.show_view(START)
    assert page.reveal("kpi_reading", "rd_shop_2")
    field = page.start.inputs.findChild(QLineEdit, "input_unique_opens")
    assert field is not None
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    field.clear()
    type_in("99999")
    assert kept_reading(page, "rd_shop_2")[1] is None
    page.bridge.undo()
    assert kept_reading(page, "rd_shop_2")[1] == 15.0
    let_paint()

    reading = add_reading(page.bridge.document, "kpi_touchpoint_dropoff")
    page.reveal("kpi_reading", reading)
    page.start.inputs.open_figures(reading)
    journeys = page.start.inputs.figures.fields["graph"].control
    assert isinstance(journeys, ComboField)
    journeys.setFocus()
    QTest.keyClick(journeys, Qt.Key.Key_Down)
    points = page.start.inputs.figures.fields["touchpoint"].control
    assert isinstance(points, ComboField)
    qtbot.waitUntil(lambda: points.count() > 2)
    QTest.keyClick(points, Qt.Key.Key_Down)
    inputs, value, _period = kept_reading(page, reading)
    assert set(inputs) == {"graph", "touchpoint"}
    assert value is not None
