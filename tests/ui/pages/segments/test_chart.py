from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journey.model import Segment
from strategy.operations import set_value
from tests.ui.pages.conftest import BridgeTo
from tests.ui.pages.segments.conftest import Open
from tests.windows import let_paint
from ui.pages.segments.bubbles import BubbleChart
from ui.pages.segments.page import SegmentsPage


def drawn(qtbot: QtBot, page: SegmentsPage, count: int) -> dict[str, tuple[float, float, float]]:
    qtbot.waitUntil(lambda: len(page.board.chart.places) == count)
    return page.board.chart.places


@pytest.mark.feature("feat_segment_priority")
def test_the_figures_behind_the_chart_can_be_read(shown: Open) -> None:
    page = shown("saas")
    described = page.board.chart.accessibleDescription().split("\n")
    assert described[0] == "Free users: 24,000 customers, €0 now, €83,040 potential"
    assert len(described) == 3


def test_a_chart_of_nothing_says_what_is_missing(shown: Open) -> None:
    page = shown("empty")
    assert page.board.chart.places == {}
    assert not page.board.chart.isVisible()


def test_a_chart_that_is_not_drawn_yet_says_so(bridge_to: BridgeTo, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.pages.segments.bubbles.text", lambda _painter, _room, words, *_: said.append(words))
    chart = BubbleChart(bridge_to("bank"))
    chart.grab()
    assert said == ["Computing…"]
    chart.deleteLater()


@pytest.mark.feature("feat_segment_priority")
def test_one_bubble_per_segment_with_potential_and_a_click_or_an_arrow_selects_it(qtbot: QtBot, shown: Open) -> None:
    page = shown("bank")
    places = drawn(qtbot, page, 4)
    target = page.board.model.ids[2]
    x, y, _radius = places[target]
    QTest.mouseClick(page.board.chart, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert page.board.current_id == target
    let_paint()

    from_left = sorted(places, key=lambda each: places[each][0])
    page.board.select(from_left[0])
    QTest.keyClick(page.board.chart, Qt.Key.Key_Right)
    assert page.board.current_id == from_left[1]

    set_value(page.bridge.document, Segment, page.board.model.ids[0], "value_future", None)
    drawn(qtbot, page, 3)
