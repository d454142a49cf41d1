from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from strategy.analysis.dashboard import Part
from strategy.model import AbTest, Decision, KpiReading, ReadingOrigin, ReadingRhythm
from strategy.operations import add_ab_test, add_reading, set_rhythm, set_value
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder, let_paint, paint_late
from ui.models.indicators import LOOKS
from ui.pages.action_plan.follow_up import CROSSED, READINGS, TESTS
from ui.pages.action_plan.page import FOLLOW_UP, ActionPlanPage
from ui.pages.follow_up.cross_chart import ticks


def page_on(qtbot: QtBot, bridge_to: BridgeTo, name: str) -> ActionPlanPage:
    made = ActionPlanPage(bridge_to(name))
    paint_late(qtbot, made)
    made.resize(1300, 900)
    made.show()
    made.show_tab(FOLLOW_UP)
    return made


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> ActionPlanPage:
    return page_on(qtbot, bridge_to, "shop")


@pytest.mark.feature("feat_dashboard")
def test_a_filter_changes_the_figures_the_tiles_and_the_parts_together(page: ActionPlanPage) -> None:
    board = page.follow_up.dashboard
    assert board.band.words["Behind"] == "2"
    assert len(board.tiles) == 9
    assert len({look.word for look in LOOKS.values()}) == len({look.icon for look in LOOKS.values()}) == len(LOOKS)
    for words in ("Email open rate", "Behind", "21%", "from 15% to 22%", "86% of the way", "up by 3, better"):
        assert words in board.tiles[0].accessibleName()  # each state is said in a word beside its colour

    field = board.filters[Part.CHANNEL]
    field.setFocus()
    QTest.keyClicks(field, "Social")
    assert field.value() == "ch_social"
    assert [tile.facts.title for tile in board.tiles] == ["Net Promoter Score (NPS)", "Social media engagement rate"]
    assert (board.band.words["Behind"], board.band.words["On track"], board.band.words["No reading"]) == ("1", "0", "1")
    assert {row.part_id for row in board.parts.rows} == {"sg_shop_loyal", "sg_shop_vip"}
    let_paint()
    QTest.keyClick(board.clear, Qt.Key.Key_Space)
    assert len(board.tiles) == 9

    board.parts.by.setFocus()
    board.parts.by.changed.emit(Part.SEGMENT)
    row = next(each for each in board.parts.rows if each.part_id == "sg_shop_oneoff")
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert board.filters[Part.SEGMENT].value() == "sg_shop_oneoff"
    assert [tile.facts.title for tile in board.tiles] == ["Data-sharing consent rate"]


@pytest.mark.feature("feat_dashboard", "feat_readings")
def test_a_tile_leads_to_its_reading_or_to_the_first_one(qtbot: QtBot, page: ActionPlanPage) -> None:
    board = page.follow_up.dashboard
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Space)
    assert page.follow_up.view == READINGS
    reading = page.bridge.snapshot().get(KpiReading, page.follow_up.readings.current_id)
    assert reading is not None
    assert (reading.kpi, reading.value) == ("kpi_email_open_rate", 21.0)
    page.follow_up.show_view("dashboard")
    unread = next(tile for tile in board.tiles if tile.facts.title.startswith("Cart recovery"))
    QTest.mouseClick(unread, Qt.MouseButton.LeftButton)
    editor = page.follow_up.readings.table.findChild(QLineEdit, "cell_editor")
    assert editor is not None
    QTest.keyClicks(editor, "4.5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    made = page.bridge.snapshot().where(KpiReading, kpi="kpi_cart_recovery_rate")[-1]
    qtbot.waitUntil(lambda: page.bridge.snapshot().get(KpiReading, made.id).value == 4.5)  # type: ignore[union-attr]
    assert made.segment_id == "sg_shop_loyal"
    page.follow_up.show_view("dashboard")
    assert board.band.words["No reading"] == "5"


@pytest.mark.feature("feat_readings")
def test_a_rhythm_makes_a_reading_late_in_words(page: ActionPlanPage) -> None:
    follow_up = page.follow_up
    ago = datetime.date.today() - datetime.timedelta(days=40)
    made = add_reading(page.bridge.document, "kpi_nps", origin=ReadingOrigin.FOLLOW_UP, value=42.0,
                       segment_id="sg_shop_vip", date=ago)  # fmt: skip
    page.reveal("kpi_reading", made)
    field = follow_up.reading_view.care.rhythm
    field.setFocus()
    QTest.keyClicks(field, "Every month")
    assert [row.months for row in page.bridge.snapshot().all(ReadingRhythm)] == [1]
    model = follow_up.readings.model
    said = model.index(model.row_of(made), model.column_of("next_date")).data()
    assert said.endswith(", late")
    assert "late." in follow_up.reading_view.care.due.text()
    assert any(found.rule_id == "warn_reading_overdue" and found.row_id == made for found in page.bridge.findings())
    follow_up.show_view("dashboard")
    assert int(follow_up.dashboard.band.words["Overdue"]) == 1
    set_rhythm(page.bridge.document, "kpi_nps", None)
    follow_up.follow()
    assert follow_up.dashboard.band.words["Overdue"] == "0"


@pytest.mark.feature("feat_kpi_cross")
def test_two_indicators_stand_on_one_chart_with_both_scales(page: ActionPlanPage) -> None:
    page.follow_up.show_view(CROSSED)
    crossed = page.follow_up.crossed
    crossed.choose("kpi_nps~sg_shop_loyal", "kpi_email_open_rate~")
    assert [(curve.title, curve.unit) for curve in crossed.chart.curves] == [
        ("Net Promoter Score (NPS)", "pts"),
        ("Email open rate", "%"),
    ]
    left, right = crossed.chart.scale_of(0), crossed.chart.scale_of(1)
    assert left[0] <= 40 < 41 <= left[-1]
    assert right[0] <= 15 < 21 <= right[-1]
    assert crossed.verdict.text().startswith("2 readings in common: too few")
    crossed.choose("kpi_email_open_rate~", "kpi_email_open_rate~")
    assert crossed.verdict.text() == "Choose two different indicators."


def test_a_scale_holds_its_values_in_round_figures() -> None:
    assert ticks([40.0, 41.0]) == [36.0, 38.0, 40.0, 42.0, 44.0]
    assert ticks([15.0, 18.0, 21.0]) == [14.0, 16.0, 18.0, 20.0, 22.0]
    assert ticks([0.0]) == [-0.1, -0.05, 0.0, 0.05, 0.1]


VERDICTS: dict[tuple[int | None, int, int, int], str] = {
    (735, 4900, 882, 4900): "B does better than A: 18.00% against 15.00%.",
    (84, 1200, 60, 1000): "No proven difference between A (7.00%) and B (6.00%).",
    (900, 1000, 700, 1000): "A does better than B: 90.00% against 70.00%.",
    (0, 40, 0, 40): "Both variants gave the same result every time: there is nothing to compare.",
    (None, 40, 1, 40): "Enter the four counts: successes and trials of A, then of B.",
    (0, 0, 1, 40): "A variant was never tried: its rate would be a division by zero.",
}
"""What is said of the successes and trials of A, then of B."""


@pytest.mark.feature("feat_ab_test")
def test_the_verdict_of_a_test_is_said_in_plain_words(page: ActionPlanPage) -> None:
    document = page.bridge.document
    for counts, said in VERDICTS.items():
        made = add_ab_test(document, name="Subject")
        for column, value in zip(("trials_a", "trials_b", "success_a", "success_b"),
                                 (counts[1], counts[3], counts[0], counts[2]), strict=True):  # fmt: skip
            set_value(document, AbTest, made, column, value)
        page.reveal("ab_test", made)
        assert page.follow_up.view == TESTS
        verdict = page.follow_up.test_view.verdict
        assert verdict.said.text() == said
        if counts == (84, 1200, 60, 1000):
            assert verdict.figures.text() == "Relative gap of B on A: -14.3%, z = -0.944, p = 0.3450."
            assert "9,540 trials for each variant" in verdict.advice.text()
        let_paint()


@pytest.mark.feature("feat_reading_decision", "feat_readings")
def test_a_decision_is_written_under_the_table_and_goes_with_its_reading(page: ActionPlanPage, told: Recorder) -> None:
    reading = page.bridge.snapshot().where(KpiReading, kpi="kpi_nps", origin=ReadingOrigin.FOLLOW_UP.value)[0]
    page.reveal("kpi_reading", reading.id)
    care = page.follow_up.reading_view.care
    for field, words in ((care.analysis, "Slow, as said"), (care.decision, "Call the VIPs"), (care.read_by, "Ana")):
        field.selectAll()
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
    kept = page.bridge.snapshot().get(KpiReading, reading.id)
    assert kept is not None
    assert (kept.comment, kept.read_by) == ("Slow, as said", "Ana")
    assert [row.text for row in page.bridge.snapshot().where(Decision, reading_id=reading.id)] == ["Call the VIPs"]
    let_paint()

    told.answer = False
    page.handlers()["delete"]()
    assert "1 decision" in " ".join(told.questions[-1].lines)
    assert page.bridge.snapshot().get(KpiReading, reading.id) is not None
    told.answer = True
    page.handlers()["delete"]()
    assert page.bridge.snapshot().get(KpiReading, reading.id) is None
    page.bridge.undo()
    assert page.bridge.snapshot().where(Decision, reading_id=reading.id)


def test_what_is_looked_at_stays_when_the_page_is_built_again(qtbot: QtBot, page: ActionPlanPage) -> None:
    page.follow_up.dashboard.show_part(Part.CHANNEL, "ch_social")
    page.follow_up.crossed.choose("kpi_nps~sg_shop_loyal", "kpi_email_open_rate~")
    again = ActionPlanPage(page.bridge)
    qtbot.addWidget(again)
    again.stand_on(page.standing())
    assert (again.tab, again.follow_up.view) == (FOLLOW_UP, "dashboard")
    assert [tile.facts.title for tile in again.follow_up.dashboard.tiles] == [
        tile.facts.title for tile in page.follow_up.dashboard.tiles
    ]
    assert len(again.follow_up.dashboard.tiles) == 2
    assert again.follow_up.crossed.chosen == ("kpi_nps~sg_shop_loyal", "kpi_email_open_rate~")
