from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from journey.analysis import journey_results
from journey.model import Friction, Journey, JourneyKind, NodeKind, Touchpoint
from ui.document_bridge import DocumentBridge
from ui.pages.journeys import insight
from ui.pages.journeys.figures import Figure
from ui.pages.journeys.insight import Insight, Insights, insight_of, with_ranges
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.touchpoint_naming import TouchpointNaming
from ui.pages.journeys.touchpoint_overview import TouchpointOverview
from ui.widgets.combo import ComboField
from ui.widgets.number import NumberField

W = TypeVar("W", bound=QWidget)


def child(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def texts(parent: QWidget) -> list[str]:
    return [label.text() for label in parent.findChildren(QLabel) if not label.isHidden()]


@pytest.fixture
def friction(bridge: DocumentBridge) -> Friction:
    (journey, *_) = bridge.snapshot().all(Journey)
    rows = bridge.snapshot().where(Friction, journey_id=journey.id)
    return next(each for each in rows if each.text == "No guide for the first project")


@pytest.fixture
def overview(bridge: DocumentBridge, friction: Friction, qtbot: QtBot, qapp: QApplication) -> TouchpointOverview:
    made = TouchpointOverview(bridge, JourneySelection(qapp))
    qtbot.addWidget(made)
    point = bridge.snapshot().get(Touchpoint, friction.touchpoint_id)
    assert point is not None
    made.show_point(point)
    made.show_results(journey_results(bridge.snapshot(), friction.journey_id))
    made.show_insight(with_ranges(insight_of(bridge.snapshot(), friction.journey_id)))
    return made


def test_figures_that_rest_on_assumptions_have_a_range(overview: TouchpointOverview) -> None:
    assert texts(child(overview, Figure, "touchpoint_reach"))[:2] == ["52%", "reach it"]
    assert texts(child(overview, Figure, "touchpoint_leaving"))[:2] == ["38%", "leave"]
    low, high = texts(child(overview, Figure, "touchpoint_leaving"))[2].removesuffix("%").split("–")
    assert int(low) < 38 < int(high)


def test_a_friction_tells_what_it_explains_and_that_this_is_assumed(
    overview: TouchpointOverview, friction: Friction
) -> None:
    digest = child(overview, QWidget, f"digest_{friction.id}")
    assert "Explains about 13 of the 38 points lost (assumed). One-to-one interview." in texts(digest)


def test_leverage_and_removal_are_said_in_words(overview: TouchpointOverview) -> None:
    words = child(overview, QLabel, "touchpoint_insight").text()
    assert "If 5 more customers out of 100 stayed here" in words
    assert words.endswith("Without it, 3.2 points fewer would succeed.")


def test_an_entry_has_its_share(bridge: DocumentBridge, friction: Friction, qtbot: QtBot) -> None:
    naming = TouchpointNaming(bridge)
    qtbot.addWidget(naming)
    (entry,) = bridge.snapshot().where(Touchpoint, journey_id=friction.journey_id, kind=NodeKind.ENTRY.value)
    naming.show_point(entry)
    share = child(naming, NumberField, "touchpoint_entry_share")
    QTest.keyClicks(share, "80")
    QTest.keyClick(share, Qt.Key.Key_Return)
    changed = bridge.snapshot().get(Touchpoint, entry.id)
    assert changed is not None
    assert changed.entry_share == 0.8


def test_a_target_touchpoint_says_what_it_stands_for(bridge: DocumentBridge, qtbot: QtBot) -> None:
    plan = bridge.snapshot()
    target = next(each for each in plan.where(Journey, kind=JourneyKind.TO_BE.value) if each.derived_from_id)
    point = plan.where(Touchpoint, journey_id=target.id, kind=NodeKind.TOUCHPOINT.value)[0]
    naming = TouchpointNaming(bridge)
    qtbot.addWidget(naming)
    naming.show_point(point)
    origin = child(naming, ComboField, "touchpoint_origin_id")
    wanted = plan.where(Touchpoint, journey_id=target.derived_from_id, kind=NodeKind.TOUCHPOINT.value)[-1]
    origin.chosen.emit(wanted.id)
    changed = bridge.snapshot().get(Touchpoint, point.id)
    assert changed is not None
    assert changed.origin_id == wanted.id


def test_a_large_journey_has_its_ranges_after_the_rest(
    bridge: DocumentBridge, friction: Friction, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insight, "AT_ONCE", 0)
    looking, came = Insights(qapp), list[Insight]()
    looking.came.connect(came.append)
    looking.ask(bridge.snapshot(), friction.journey_id)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came[0].ranges is None
    assert came[0].gains == came[1].gains
    assert came[1].ranges is not None
