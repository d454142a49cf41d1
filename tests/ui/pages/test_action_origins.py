from __future__ import annotations

import datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journey.model import Friction, Opportunity
from resources.catalogue import catalogue
from strategy.analysis import coverage
from strategy.model import Action, ActionFriction, ActionStatement, Quadrant, SwotStatement
from strategy.operations import add_action, delete
from strategy.proposals import proposed_levers, proposed_types, remedies
from tests.support import plan_of
from tests.ui.pages.conftest import BridgeTo
from tests.windows import paint_late
from ui.models.levers import LeverFilter, lever_ids, lever_texts
from ui.pages.action_plan.cures import origins_menu
from ui.pages.action_plan.page import LEVERS, ActionPlanPage
from ui.widgets.button import IconButton
from ui.widgets.chip import Chip
from ui.widgets.menu import Menu

TODAY = datetime.date(2027, 1, 4)


def inner(menu: Menu, name: str) -> Menu:
    found = menu.findChild(Menu, name)
    assert found is not None, name
    return found


@pytest.mark.feature("feat_action_suggestions")
def test_weaknesses_and_gaps_propose_types_and_types_propose_levers() -> None:
    weak = SwotStatement(id="w", quadrant=Quadrant.WEAKNESS.value, area="cap_marketing_tools")
    gap = Opportunity(id="o", journey_id="j", type="oppt_satisfaction")
    waiting = Friction(id="f", journey_id="j", type="frt_waiting_time")
    plan = plan_of(weak, gap, waiting, Action(id="a"), ActionFriction(action_id="a", friction_id="f"))
    assert remedies(plan, [weak])[0] == "act_buy"
    assert remedies(plan, [gap, waiting]) == ("act_service", "act_simplify", "act_listen", "act_automate")
    action = plan.get(Action, "a")
    assert action is not None
    assert proposed_types(plan, action) == ("act_automate", "act_service")
    assert proposed_levers(plan, ["act_automate", "act_service"])[:2] == (
        "lev_triggered_email",
        "lev_omnichannel_service",
    )


@pytest.mark.feature("feat_levers")
def test_every_lever_has_advantages_and_limits_and_suits_some_type() -> None:
    plan = plan_of()
    texts = [lever_texts(plan, each) for each in lever_ids(plan, LeverFilter())]
    assert len(texts) == 38
    assert all(each.pros and each.limits and each.family for each in texts)
    proposed = proposed_levers(plan, catalogue().ids("action_types"))
    assert set(proposed) <= set(catalogue().ids("levers"))
    assert len(proposed) >= 35


@pytest.mark.feature("feat_action_create")
def test_an_action_is_made_from_a_weakness_or_a_friction_with_the_type_proposed(bridge_to: BridgeTo) -> None:
    bridge, made, holder = bridge_to("saas"), list[str](), QWidget()
    for row in bridge.snapshot().all(Action):
        delete(bridge.document, Action, row.id)
    menu = origins_menu(bridge, coverage(bridge.snapshot(), TODAY), made.append, lambda: None, holder)
    weaknesses = inner(menu, "weaknesses_to_fix").findChildren(Menu)
    assert len(weaknesses) == len(bridge.snapshot().where(SwotStatement, quadrant=Quadrant.WEAKNESS.value))
    weaknesses[0].actions()[0].trigger()
    inner(menu, "frictions_to_treat").findChildren(Menu)[0].actions()[0].trigger()
    first, second = (bridge.snapshot().get(Action, each) for each in made)
    assert first is not None
    assert second is not None
    (link,) = bridge.snapshot().where(ActionStatement, action_id=first.id)
    weakness = bridge.snapshot().get(SwotStatement, link.statement_id)
    assert weakness is not None
    assert first.type == remedies(bridge.snapshot(), [weakness])[0]
    assert bridge.snapshot().where(ActionFriction, action_id=second.id)
    assert second.type in proposed_types(bridge.snapshot(), second)
    holder.deleteLater()


@pytest.mark.feature("feat_action_suggestions")
def test_a_proposed_type_and_then_its_lever_are_taken_with_a_click(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = ActionPlanPage(bridge_to("saas"))
    paint_late(qtbot, page)
    page.resize(1500, 900)
    page.show()
    friction = page.bridge.snapshot().where(Friction, type="frt_waiting_time")
    friction_id = (friction or page.bridge.snapshot().all(Friction))[0].id
    made = add_action(page.bridge.document, friction_id=friction_id)
    page.reveal("action", made)
    page.toggle_panel()
    action = page.bridge.snapshot().get(Action, made)
    assert action is not None
    wanted = proposed_types(page.bridge.snapshot(), action)[0]
    for column, expected in (("type", wanted), ("lever", proposed_levers(page.bridge.snapshot(), [wanted])[0])):
        row = page.details.findChild(QWidget, f"proposed_{column}")
        assert row is not None
        chip = row.findChild(Chip, f"choose_{expected}")
        assert chip is not None
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(partial(_has_value, page, made, column, expected))
    button = page.findChild(IconButton, "new_action_from")
    assert button is not None
    assert button.isVisible()
    page.show_tab(LEVERS)
    assert not button.isVisible()


def _has_value(page: ActionPlanPage, action_id: str, column: str, value: str) -> bool:
    return bool(getattr(page.bridge.snapshot().get(Action, action_id), column) == value)
