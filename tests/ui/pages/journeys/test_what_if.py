from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from journey import operations
from journey.model import Friction, Journey, JourneyKind, Transition
from journey.what_if import WhatIf, what_if
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.what_if import supposing
from ui.pages.journeys.what_if.panel import WhatIfPanel
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox

W = TypeVar("W", bound=QWidget)


def frictions_of(bridge: DocumentBridge) -> list[Friction]:
    (journey, *_) = bridge.snapshot().all(Journey)
    return [row for row in bridge.snapshot().where(Friction, journey_id=journey.id) if row.touchpoint_id]


@pytest.fixture
def panel(bridge: DocumentBridge, qtbot: QtBot, qapp: QApplication) -> WhatIfPanel:
    made = WhatIfPanel(bridge, JourneySelection(qapp))
    qtbot.addWidget(made)
    made.show()
    return made


def child(panel: WhatIfPanel, kind: type[W], name: str) -> W:
    found = panel.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def ask(panel: WhatIfPanel, bridge: DocumentBridge, rows: list[Friction]) -> None:
    panel.show_frictions(rows[0].journey_id, [row.id for row in rows])
    panel.show_results(bridge.snapshot())


def gain_words(panel: WhatIfPanel) -> str:
    return child(panel, QWidget, "what_if_gain").accessibleName()


def test_the_slider_follows_the_arrow_keys_by_five_and_the_gain_with_it(
    panel: WhatIfPanel, bridge: DocumentBridge
) -> None:
    row = frictions_of(bridge)[0]
    ask(panel, bridge, [row])
    for _ in range(12):
        QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    assert panel.slider.value() == 60
    prepared = what_if(bridge.snapshot(), row.journey_id)
    assert isinstance(prepared, WhatIf)
    expected = prepared.result({row.id: 0.6}).gain
    assert gain_words(panel) == f"+{(expected or 0) * 100:.1f} pts"


def test_the_graph_is_told_who_would_leave_and_forgets_it_on_reset(panel: WhatIfPanel, bridge: DocumentBridge) -> None:
    row = frictions_of(bridge)[0]
    ask(panel, bridge, [row])
    panel.slider.setValue(60)
    (shown,) = panel._selection.suppositions
    assert shown.touchpoint_id == row.touchpoint_id
    assert shown.leaving_then < shown.leaving
    QTest.mouseClick(child(panel, Button, "what_if_reset"), Qt.MouseButton.LeftButton)
    assert panel._selection.suppositions == ()


def test_several_frictions_tell_their_joint_gain_beside_the_sum(panel: WhatIfPanel, bridge: DocumentBridge) -> None:
    ask(panel, bridge, frictions_of(bridge)[:3])
    panel.slider.setValue(100)
    words = child(panel, QLabel, "what_if_range").text()
    assert "These 3 together" in words
    assert "one by one they would add up to" in words
    panel.findChildren(CheckBox, "what_if_friction")[0].click()
    assert "These 2 together" in child(panel, QLabel, "what_if_range").text()


def test_a_range_follows_after_a_pause(panel: WhatIfPanel, bridge: DocumentBridge, qtbot: QtBot) -> None:
    ask(panel, bridge, frictions_of(bridge)[:1])
    with qtbot.waitSignal(panel.supposing.answered):
        panel.slider.setValue(50)
    qtbot.waitUntil(lambda: panel.supposing.spread is not None)
    assert child(panel, QLabel, "what_if_range").text().startswith("Range: +")


def test_applying_writes_the_to_be_journey_and_one_undo_takes_it_back(
    panel: WhatIfPanel, bridge: DocumentBridge
) -> None:
    row = frictions_of(bridge)[0]
    ask(panel, bridge, [row])
    panel.slider.setValue(50)
    before = {each.id: each.probability for each in bridge.snapshot().all(Transition)}
    QTest.mouseClick(child(panel, Button, "apply_what_if"), Qt.MouseButton.LeftButton)
    changed = [each for each in bridge.snapshot().all(Transition) if before.get(each.id) != each.probability]
    assert changed
    journeys = {bridge.snapshot().get(Journey, each.journey_id) for each in changed}
    assert {each.kind for each in journeys if each} == {JourneyKind.TO_BE}
    bridge.undo()
    assert {each.id: each.probability for each in bridge.snapshot().all(Transition)} == before


def test_a_friction_of_unknown_weight_says_what_to_enter(panel: WhatIfPanel, bridge: DocumentBridge) -> None:
    known = frictions_of(bridge)[0]
    new = operations.add_friction(bridge.document, touchpoint_id=known.touchpoint_id, text="Nobody knows")
    panel.show_frictions(known.journey_id, [new])
    panel.show_results(bridge.snapshot())
    assert child(panel, QLabel, "what_if_note").text().startswith("Enter its severity")


def test_a_large_journey_is_made_ready_beside_the_window(
    panel: WhatIfPanel, bridge: DocumentBridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supposing, "AT_ONCE", 0)
    ask(panel, bridge, frictions_of(bridge)[:1])
    assert child(panel, QLabel, "what_if_note").text() == "Computing…"
    qtbot.waitUntil(lambda: panel.slider.isEnabled())
    panel.slider.setValue(100)
    assert gain_words(panel).startswith("+")
