"""The page of step 2 on a plan of the test's choice; the library of charts is loaded beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import exports.charts  # else the page would load it in a thread of its own
from tests.ui.pages.conftest import BridgeTo
from ui.pages.segments.page import SegmentsPage

Open = Callable[[str], SegmentsPage]


@pytest.fixture(scope="package", autouse=True)
def _charts_drawn_once() -> Iterator[None]:
    """The chart of the same figures in the same size is drawn once: it takes as long as the rest of the page."""
    drawn: dict[str, exports.charts.Drawing] = {}
    draw = exports.charts.bubble_chart

    def draw_once(*values: Any, **looks: Any) -> exports.charts.Drawing:  # Any: what the chart takes
        key = repr((values, looks))
        if key not in drawn:
            drawn[key] = draw(*values, **looks)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports.charts, "bubble_chart", draw_once)
        yield


@pytest.fixture
def shown(qtbot: QtBot, bridge_to: BridgeTo) -> Open:
    """Opens the page on "saas", "bank", "shop" or "empty" and shows it."""

    def page_on(name: str) -> SegmentsPage:
        page = SegmentsPage(bridge_to(name))
        qtbot.addWidget(page)
        page.resize(1400, 800)
        page.show()
        return page

    return page_on
