from __future__ import annotations

import pytest

from journey import operations
from journey.analysis import journey_results
from journey.model import FollowUpTrigger, Journey, NodeKind, Stage, Touchpoint, Transition
from resources.catalogue import catalogue
from resources.journey_templates import ENDS, journey_templates
from storage.document import Document
from strategy.snapshot import Snapshot


@pytest.fixture
def plan(empty_plan: Document) -> Document:
    return empty_plan


def types(plan: Document, journey_id: str) -> list[str]:
    points = plan.all(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)
    return [each.type or each.name for each in points]


@pytest.mark.parametrize("template_id", list(journey_templates()))
def test_a_template_names_only_what_the_catalogue_has(template_id: str) -> None:
    template = journey_templates()[template_id]
    keys = {*ENDS, *(point.key for point in template.points)}
    assert {each.type for each in template.points} <= set(catalogue().ids("touchpoint_types"))
    assert set(template.stages) <= set(catalogue().ids("stages"))
    assert {end for each in template.passages for end in (each.source, each.target)} == keys
    named = {trigger for _, trigger in template.triggers} | {each.trigger for each in template.passages} - {None}
    assert named <= set(catalogue().ids("followup_triggers"))
    assert {key for key, _ in template.triggers} <= keys


@pytest.mark.feature("feat_journey_templates")
def test_the_cart_template_writes_to_the_customer_a_day_later(plan: Document) -> None:
    journey_id = operations.add_journey_from_template(plan, "tpl_pending_cart", language="en")
    journey = plan.get(Journey, journey_id)
    assert journey is not None
    assert (journey.name, journey.is_partial) == ("Pending cart", True)
    (trigger,) = plan.all(FollowUpTrigger)
    assert (trigger.trigger, trigger.delay_hours, trigger.channel) == ("trg_cart_abandoned", 24, "ch_email")
    (passage,) = plan.all(Transition, trigger="trg_cart_abandoned")
    target = plan.get(Touchpoint, passage.target_id)
    assert target is not None
    assert (target.type, passage.delay_hours) == ("tpt_abandoned_cart_email", 24)


def test_a_journey_from_a_template_gives_figures_once_its_shares_are_said(plan: Document) -> None:
    journey_id = operations.add_journey_from_template(plan, "tpl_new_product", language="fr")
    with plan.transact("say the shares"):
        passages = plan.all(Transition, journey_id=journey_id)
        for passage in passages:
            passage.probability = 1 / sum(each.source_id == passage.source_id for each in passages)
    results = journey_results(Snapshot.of(plan), journey_id)
    assert results.fault is None
    assert results.success is not None
    assert 0 < results.success < 1


def test_a_template_put_into_a_journey_takes_the_touchpoints_that_are_there(plan: Document) -> None:
    journey_id = operations.add_journey(plan, language="en", stage_set="stset_usage", name="Shop")
    cart = operations.add_touchpoint(plan, journey_id, language="en", type="tpt_cart")
    before = {each.kind: each.id for each in plan.all(Touchpoint, journey_id=journey_id)}
    new = operations.insert_template(plan, journey_id, "tpl_pending_cart", language="en")
    assert sorted(types(plan, journey_id)) == ["tpt_abandoned_cart_email", "tpt_cart", "tpt_checkout"]
    assert cart not in new
    assert len(new) == 2
    assert plan.all(Stage, journey_id=journey_id)[0].stage == "st_decision"
    assert [each.id for each in plan.all(Touchpoint, kind=NodeKind.SUCCESS.value)] == [before[NodeKind.SUCCESS.value]]
    (trigger,) = plan.all(FollowUpTrigger, touchpoint_id=cart)
    assert trigger.trigger == "trg_cart_abandoned"


def test_putting_a_template_in_twice_adds_nothing_and_one_undo_takes_it_back(plan: Document) -> None:
    journey_id = operations.add_journey(plan, language="en", stage_set="stset_buying", name="Shop")
    operations.insert_template(plan, journey_id, "tpl_pending_cart", language="en")
    counts = [len(plan.all(mapped)) for mapped in (Touchpoint, Transition, FollowUpTrigger, Stage)]
    assert operations.insert_template(plan, journey_id, "tpl_pending_cart", language="en") == []
    assert [len(plan.all(mapped)) for mapped in (Touchpoint, Transition, FollowUpTrigger, Stage)] == counts
    plan.undo()
    assert not plan.all(FollowUpTrigger)
