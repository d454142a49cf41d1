"""The page of step 2 on a plan of the test's choice; the library of charts is loaded beforehand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

import exports.charts  # noqa: F401  (else the page would load it in a thread of its own)
from tests.ui.pages.conftest import BridgeTo
from ui.pages.segments.page import SegmentsPage

Open = Callable[[str], SegmentsPage]


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
