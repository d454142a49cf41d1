"""The banner of a step: the first open warning, its cure, and setting it aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import NodeKind, Touchpoint
from strategy.model import CapabilityAnswer, Objective
from strategy.operations import add_action, add_objective, delete, set_value
from tests.ui.pages.conftest import BridgeTo
from tests.ui.test_main_window import press
from tests.windows import in_dialog, let_paint, paint_late
from ui.document_bridge import DocumentBridge
from ui.pages.action_plan.page import ActionPlanPage
from ui.pages.journeys.step_banner import JourneyBanner
from ui.pages.objectives.page import ObjectivesPage
from ui.pages.page import Page
from ui.pages.swot.page import SwotPage
from ui.pages.traceability.page import TraceabilityPage
from ui.widgets.banner import Banner
from ui.widgets.button import IconButton


def shown(qtbot: QtBot, page: Page) -> Page:
    paint_late(qtbot, page)
    page.resize(1200, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.bridge.changed.connect(lambda _changes: page.settle())  # as the window does, once it has painted
    page.settle()
    return page


def said(page: Page) -> str:
    """What the banner on screen says; "" without one."""
    return next((each.accessibleName() for each in page.findChildren(Banner) if each.isVisible()), "")


def without_measure(bridge: DocumentBridge) -> str:
    (objective, *_) = bridge.snapshot().all(Objective)
    set_value(bridge.document, Objective, objective.id, "target", None)
    return objective.id


def test_the_diagnostic_asks_for_its_answers(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, SwotPage(bridge_to("saas")))
    for answer in page.bridge.snapshot().all(CapabilityAnswer):
        delete(page.bridge.document, CapabilityAnswer, answer.id)
    assert "poorly documented" in said(page)


def test_an_action_without_indicator_opens_its_details(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = ActionPlanPage(bridge_to("saas"))
    shown(qtbot, page)
    made = add_action(page.bridge.document, name="Train")
    assert said(page).startswith("Train")
    press(page, "step_banner_show")
    assert page.details.action_id == made
    assert page.details.isVisible()


def test_what_breaks_the_chain_is_told_and_can_be_set_aside(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, TraceabilityPage(bridge_to("saas")))
    made = add_action(page.bridge.document, name="Train")
    assert "reduces no friction" in said(page)
    press(page, "trace_failing")
    in_dialog(lambda dialog: press(dialog, "set_aside_accept"))
    press(page, f"cure_aside_trace_rule_action_frictions_{made}")
    assert not page.bridge.trace_findings()
    assert not said(page)


def test_a_journey_that_is_only_begun_is_left_in_peace(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    """While nothing leads to an end, every touchpoint is a dead end: saying so would cover the map at the first one."""
    bridge = bridge_to("empty")
    journey_id = gestures.add_journey(bridge.document, language="en", stage_set="stset_buying", name="Buy")
    (shop,) = gestures.add_touchpoints(bridge.document, journey_id, ["Shop"])
    banner = JourneyBanner(bridge)
    qtbot.addWidget(banner)
    banner.show_journey(journey_id)
    assert [each.rule_id for each in banner.found()] == ["warn_journey_not_segmented"]
    points = {point.kind: point.id for point in bridge.snapshot().all(Touchpoint)}
    gestures.connect(bridge.document, points[NodeKind.ENTRY.value], points[NodeKind.SUCCESS.value])
    banner.follow()
    assert {each.rule_id for each in banner.found() if each.row_id == shop} >= {"warn_dead_end", "warn_unreachable"}


def test_the_banner_comes_with_the_warning_leads_to_the_cure_and_goes_with_it(
    qtbot: QtBot,
    bridge_to: BridgeTo,
) -> None:
    page = ObjectivesPage(bridge_to("saas"))
    page.settle()
    assert page.banner.isHidden()
    shown(qtbot, page)
    without_measure(page.bridge)
    assert "no measure" in said(page)
    page.bridge.undo()
    assert not said(page)
    let_paint()

    objective_id = without_measure(page.bridge)
    assert bool(said(page))
    press(page, "step_banner_show")
    assert page.list.current_id == objective_id


def test_a_warning_set_aside_leaves_room_for_the_next(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, ObjectivesPage(bridge_to("saas")))
    without_measure(page.bridge)
    add_objective(page.bridge.document, name="Listen")
    assert "1 other thing" in said(page)
    in_dialog(lambda dialog: press(dialog, "set_aside_accept"))
    (cross,) = [each for each in page.findChildren(IconButton, "step_banner_shown_dismiss") if each.isVisible()]
    cross.setFocus(Qt.FocusReason.TabFocusReason)
    cross.click()
    assert said(page).startswith("Listen")
    assert "other" not in said(page)
    focused = page.focusWidget()
    assert focused is not None
    assert focused.objectName() == "step_banner_shown_dismiss"
    page.bridge.undo()
    assert "1 other thing" in said(page)
