from __future__ import annotations

import pytest

from journey.model import Friction, Journey, JourneyKind, Touchpoint
from strategy.analysis import Proposal, channels_in_use, data_values, data_weakness, proposals, touchpoints_relying_on
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionStatement,
    ActionTouchpoint,
    AuditNote,
    CapabilityAnswer,
    Plan,
    SwotFriction,
    SwotStatement,
)
from tests.support import plan_of

WEAK = "swot_weakness"
TOOLS = [
    CapabilityAnswer(question="capq_tools_coverage", answer="0"),
    CapabilityAnswer(question="capq_tools_connected", answer="no"),
    CapabilityAnswer(question="capq_tools_use", answer="basic"),
]


@pytest.mark.feature("feat_audit_points")
def test_a_weak_point_of_the_stock_taking_is_proposed_once() -> None:
    note = AuditNote(id="n1", topic="weakness", text="Slow answers")
    assert proposals(plan_of(note)) == (Proposal(WEAK, "Slow answers", note_id="n1"),)
    assert proposals(plan_of(note, SwotStatement(quadrant=WEAK, text=" slow ANSWERS "))) == ()


def test_reasons_of_loss_are_no_proposals() -> None:
    assert proposals(plan_of(AuditNote(topic="loss_reason", text="Price"))) == ()


@pytest.mark.feature("feat_capability_scores")
def test_an_area_that_scores_as_a_weakness_is_proposed_in_the_plans_language() -> None:
    plan = Plan(id=PLAN_ROW, language="en")
    assert proposals(plan_of(plan, TOOLS)) == (Proposal(WEAK, "Marketing tools", "cap_marketing_tools"),)
    stated = SwotStatement(quadrant=WEAK, area="cap_marketing_tools", text="Old tools")
    assert proposals(plan_of(plan, TOOLS, stated)) == ()


@pytest.mark.feature("feat_data_value_checklist")
def test_five_kinds_of_data_are_ticked_one_by_one() -> None:
    ticked = data_values(plan_of(CapabilityAnswer(question="data_feedback", answer="yes")))
    assert len(ticked) == 5
    assert [data_type for data_type, is_on in ticked.items() if is_on] == ["data_feedback"]


@pytest.mark.feature("feat_data_value_checklist")
def test_a_missing_kind_of_data_is_a_weakness_of_the_data() -> None:
    found = data_weakness(plan_of(Plan(id=PLAN_ROW, language="fr")), "data_feedback")
    assert (found.quadrant, found.area) == (WEAK, "cap_data_sources")
    assert "Rétroactions" in found.text


def test_channels_in_use_come_in_the_methods_order_without_repeats() -> None:
    points = [Touchpoint(journey_id="j", channel=channel) for channel in ("ch_phone", "ch_website", "ch_phone", None)]
    assert channels_in_use(plan_of(points)) == ("ch_website", "ch_phone")


@pytest.mark.feature("feat_capability_dependencies")
def test_to_be_touchpoints_rely_on_a_weak_area_by_frictions_and_actions() -> None:
    plan = plan_of(
        Journey(id="now", kind=JourneyKind.AS_IS.value),
        Journey(id="next", kind=JourneyKind.TO_BE.value),
        [Touchpoint(id=each, journey_id="next") for each in ("felt", "changed", "free")],
        Touchpoint(id="today", journey_id="now"),
        SwotStatement(id="w", quadrant=WEAK, area="cap_marketing_tools"),
        Friction(id="f", journey_id="next", touchpoint_id="felt"),
        Friction(id="g", journey_id="now", touchpoint_id="today"),
        [SwotFriction(id=each, statement_id="w", friction_id=each) for each in ("f", "g")],
        Action(id="a"),
        ActionStatement(id="a~w", action_id="a", statement_id="w"),
        ActionTouchpoint(id="a~changed", action_id="a", touchpoint_id="changed"),
    )
    assert {point.id for point in touchpoints_relying_on(plan, "cap_marketing_tools")} == {"felt", "changed"}
    assert touchpoints_relying_on(plan, "cap_data_sources") == ()
