from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from journey import operations
from journey.model import Friction, Journey, Transition
from strategy.links import actions_of_friction, is_answered
from strategy.operations import set_value
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.frictions import FrictionCard
from ui.pages.journeys.insight import insight_of, with_ranges
from ui.pages.journeys.passages import PassageSum, TransitionFields
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.field import TextField
from ui.widgets.number import NumberField
from ui.widgets.severity import SeverityScale

W = TypeVar("W", bound=QWidget)


def child(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind)
    return found


@pytest.fixture
def row(bridge: DocumentBridge) -> Friction:
    (journey, *_) = bridge.snapshot().all(Journey)
    return next(each for each in bridge.snapshot().where(Friction, journey_id=journey.id) if each.touchpoint_id)


@pytest.fixture
def card(bridge: DocumentBridge, row: Friction, qtbot: QtBot) -> FrictionCard:
    made = FrictionCard(bridge, row.id)
    qtbot.addWidget(made)
    made.show()
    made.show_score()
    return made


def now(bridge: DocumentBridge, row: Friction) -> Friction:
    found = bridge.snapshot().get(Friction, row.id)
    assert found is not None
    return found


def follow(card: FrictionCard) -> None:
    card.follow()
    card.show_score()


def test_digits_and_arrows_choose_one_of_five_diamonds(
    card: FrictionCard, bridge: DocumentBridge, row: Friction
) -> None:
    scale = child(card, SeverityScale, "friction_severity")
    QTest.keyClick(scale, Qt.Key.Key_5)
    assert now(bridge, row).severity == 5
    QTest.keyClick(scale, Qt.Key.Key_Left)
    assert now(bridge, row).severity == 4
    QTest.keyClick(scale, Qt.Key.Key_Delete)
    assert now(bridge, row).severity is None


@pytest.mark.feature("feat_friction")
def test_a_typed_reach_is_told_apart_from_the_computed_one_and_has_a_way_back(
    card: FrictionCard, bridge: DocumentBridge, row: Friction
) -> None:
    field = child(card, NumberField, "friction_reach")
    computed = field.placeholderText()
    assert computed.startswith("Computed: ")
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert now(bridge, row).reach == 0.12
    follow(card)
    assert child(card, QLabel, "friction_reach_note").text() == f"Typed by the team. {computed}"
    child(card, Button, "choose_computed_reach").click()
    assert now(bridge, row).reach is None


def test_what_a_friction_explains_is_shown_as_assumed_until_the_team_states_it(
    card: FrictionCard, bridge: DocumentBridge, row: Friction
) -> None:
    field = child(card, NumberField, "friction_loss_share")
    assert field.placeholderText().startswith("Assumed: ")
    assert not child(card, QLabel, "friction_assumed").isHidden()
    QTest.keyClicks(field, "40")
    QTest.keyClick(field, Qt.Key.Key_Return)
    follow(card)
    assert now(bridge, row).loss_share == 0.4
    assert child(card, QLabel, "friction_assumed").isHidden()


def test_declining_with_a_reason_settles_a_friction(bridge: DocumentBridge, row: Friction, qtbot: QtBot) -> None:
    friction_id = operations.add_friction(bridge.document, touchpoint_id=row.touchpoint_id, text="Dark logo")
    card = FrictionCard(bridge, friction_id)
    qtbot.addWidget(card)
    reason = child(card, TextField, "friction_declined_because")
    QTest.keyClicks(reason, "Nobody minds")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    declined = bridge.snapshot().get(Friction, friction_id)
    assert declined is not None
    assert declined.declined_because == "Nobody minds"
    assert is_answered(bridge.snapshot(), declined)


def test_one_click_makes_an_action_that_answers_it(card: FrictionCard, bridge: DocumentBridge, row: Friction) -> None:
    before = len(actions_of_friction(bridge.snapshot(), row.id))
    child(card, Chip, "add_action_chip").click()
    assert len(actions_of_friction(bridge.snapshot(), row.id)) == before + 1


def test_the_cost_is_told_with_its_range_and_its_rank(
    card: FrictionCard, bridge: DocumentBridge, row: Friction
) -> None:
    card.show_insight(with_ranges(insight_of(bridge.snapshot(), row.journey_id)))
    words = child(card, QLabel, "friction_cost").text()
    assert words.startswith("Costs €")
    assert " to €" in words
    assert "of 6 by cost" in words


def test_the_range_and_the_origin_of_a_percentage_are_edited(bridge: DocumentBridge, qtbot: QtBot) -> None:
    (journey, *_) = bridge.snapshot().all(Journey)
    row = next(each for each in bridge.snapshot().where(Transition, journey_id=journey.id) if each.probability != 1.0)
    fields = TransitionFields(bridge, with_range=True)
    qtbot.addWidget(fields)
    fields.show_row(row.id)
    fields.show_rate(insight_of(bridge.snapshot(), journey.id).rates[row.id])
    low = child(fields, NumberField, "transition_probability_low")
    assert low.placeholderText().startswith("Reckoned with: ")
    QTest.keyClicks(low, "1")
    QTest.keyClick(low, Qt.Key.Key_Return)
    changed = bridge.snapshot().get(Transition, row.id)
    assert changed is not None
    assert changed.probability_low == 0.01


def test_counts_become_measured_percentages_in_one_click(bridge: DocumentBridge, qtbot: QtBot) -> None:
    (journey, *_) = bridge.snapshot().all(Journey)
    rows = bridge.snapshot().where(Transition, journey_id=journey.id)
    source_id = next(each.source_id for each in rows if each.probability not in (None, 1.0))
    leaving = [each.id for each in rows if each.source_id == source_id]
    for place, row_id in enumerate(leaving):
        set_value(bridge.document, Transition, row_id, "count", 10 * (place + 1))
    total = PassageSum(bridge)
    qtbot.addWidget(total)
    total.show_point(source_id)
    button = child(total, Button, "rate_from_counts")
    assert not button.isHidden()
    button.click()
    counted = sum(10 * (place + 1) for place in range(len(leaving)))
    found = [each.probability for each in bridge.snapshot().where(Transition, source_id=source_id)]
    assert found == [pytest.approx(10 * (place + 1) / counted) for place in range(len(leaving))]
    total.show_point(source_id)
    assert button.isHidden()
