from __future__ import annotations

import pytest

from journey.model import Segment
from storage.document import Document
from storage.errors import PlanError
from strategy.analysis import alike_needs, weigh_needs
from strategy.model import Action, ActionNeed, ActionStatus, FunctionalNeed, NeedSegment
from strategy.operations import add_action, add_need, pool_needs, set_values
from strategy.snapshot import Snapshot
from tests.furnished import ids, plan, shared_plan
from tests.gestures import Ids
from tests.support import plan_of

__all__ = ["ids", "plan", "shared_plan"]


def shared(need_id: str, count: int) -> list[NeedSegment]:
    return [NeedSegment(id=f"{need_id}{each}", need_id=need_id, segment_id=str(each)) for each in range(count)]


def order(*rows: FunctionalNeed | list[NeedSegment] | list[Action] | list[ActionNeed]) -> list[str]:
    segments = [Segment(id=str(each)) for each in range(3)]
    return [each.need_id for each in weigh_needs(plan_of(segments, *rows))]


@pytest.mark.feature("feat_shared_needs")
@pytest.mark.parametrize("impact", [None, 4])
def test_at_equal_impact_a_need_of_three_segments_comes_before_that_of_one(impact: int | None) -> None:
    needs = [FunctionalNeed(id=each, impact=impact, position=place) for place, each in enumerate(("one", "three"))]
    assert order(*needs, shared("one", 1), shared("three", 3)) == ["three", "one"]


@pytest.mark.feature("feat_shared_needs")
def test_impact_counts_for_each_segment_served_and_the_cheaper_comes_first() -> None:
    needs = [
        FunctionalNeed(id="weak", impact=1), FunctionalNeed(id="dear", impact=4, cost=900.0),
        FunctionalNeed(id="cheap", impact=4, cost=100.0), FunctionalNeed(id="unknown"),
    ]  # fmt: skip
    links = [shared(name, count) for name, count in (("weak", 3), ("dear", 1), ("cheap", 1), ("unknown", 3))]
    assert order(*needs, *links) == ["cheap", "dear", "weak", "unknown"]


def test_impact_and_cost_are_those_of_the_actions_unless_the_team_gives_its_own() -> None:
    actions = [
        Action(id="a", impact=2, cost=100.0), Action(id="b", impact=5, cost=50.0),
        Action(id="c", impact=5, cost=999.0, status=ActionStatus.DROPPED.value),
    ]  # fmt: skip
    links = [ActionNeed(id=f"{each.id}~n", action_id=each.id, need_id="n") for each in actions]
    (found,) = weigh_needs(plan_of(FunctionalNeed(id="n"), actions, links))
    assert (found.impact, found.cost) == (5, 150.0)
    (own,) = weigh_needs(plan_of(FunctionalNeed(id="n", impact=1, cost=0.0), actions, links))
    assert (own.impact, own.cost) == (1, 0.0)


def test_needs_of_one_platform_on_one_channel_may_be_one() -> None:
    crm = "toolcat_crm"
    needs = [
        FunctionalNeed(id="a", name="History", channels=["ch_phone", "ch_email"], platform=crm),
        FunctionalNeed(id="b", name="Past calls", channels=["ch_phone"], platform=crm),
        FunctionalNeed(id="c", name="Alerts", channels=["ch_store"], platform=crm),
        FunctionalNeed(id="d", name="ALERTS "),
    ]
    assert alike_needs(plan_of(needs)) == (("a", "b"), ("c", "d"))


def test_pooled_needs_serve_the_segments_of_both(plan: Document, ids: Ids) -> None:
    set_values(plan, FunctionalNeed, ids["need"], {"channels": ["ch_phone"], "impact": 2, "rank": 3})
    other = {"channels": ["ch_email", "ch_phone"], "impact": 4, "cost": 50.0, "platform": "toolcat_crm"}
    set_values(plan, FunctionalNeed, ids["other need"], other)
    made = add_action(plan, need_id=ids["other need"])
    pool_needs(plan, ids["need"], ids["other need"])
    snapshot = Snapshot.of(plan)
    kept = snapshot.get(FunctionalNeed, ids["need"])
    assert kept is not None
    assert (kept.name, kept.rank, kept.impact, kept.cost) == ("Rappel", 3, 4, 50.0)
    assert (kept.channels, kept.platform) == (["ch_phone", "ch_email"], "toolcat_crm")
    assert snapshot.get(FunctionalNeed, ids["other need"]) is None
    served = {row.segment_id for row in snapshot.where(NeedSegment, need_id=kept.id)}
    assert served == {ids["segment"], ids["other segment"]}
    assert made in {row.action_id for row in snapshot.where(ActionNeed, need_id=kept.id)}


def test_a_need_is_not_pooled_with_itself(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError):
        pool_needs(plan, ids["need"], ids["need"])


def test_a_need_becomes_an_investment_in_one_gesture(plan: Document, ids: Ids) -> None:
    need = add_need(plan, name="One view", segment_ids=[ids["segment"], ids["other segment"]])
    set_values(plan, FunctionalNeed, need, {"investments": ["act_integrate", "act_train"], "impact": 4, "cost": 900.0})
    made = plan.get(Action, add_action(plan, need_id=need))
    assert made is not None
    assert (made.name, made.type, made.impact, made.cost) == ("One view", "act_integrate", 4, 900.0)
    plan.undo()
    assert not plan.all(ActionNeed, need_id=need)
