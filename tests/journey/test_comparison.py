from __future__ import annotations

import pytest

from journey.comparison import FOLLOW_UPS, Fate, compare_journeys, origins_of
from journey.model import FollowUpTrigger, Stage, Touchpoint, TouchpointChange
from tests.support import drawn, plan_of, sample_plan


def fates(plan: object, as_is: str = "jr", to_be: str = "new") -> dict[str, Fate]:
    return {each.point_id: each.fate for each in compare_journeys(plan, as_is, to_be).differences}  # type: ignore[arg-type]


def test_a_journey_against_itself_changes_nothing() -> None:
    plan = plan_of(drawn({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6}))
    found = compare_journeys(plan, "jr", "jr")
    assert found.success.difference == 0
    assert found.changes == ()


def test_without_any_origin_touchpoints_are_told_apart_by_their_names() -> None:
    before = drawn({"in>a": 1.0}, touchpoints={"a": {"name": "Shop"}, "b": {"name": "Till"}})
    after = [Touchpoint(id="c", journey_id="new", name="shop"), Touchpoint(id="d", journey_id="new", name="App")]
    plan = plan_of(before, after)
    assert fates(plan) == {"c": Fate.CHANGED, "d": Fate.ADDED, "b": Fate.REMOVED}
    assert compare_journeys(plan, "jr", "new").success.difference is None


def test_an_origin_outweighs_the_name() -> None:
    before = drawn({"in>a": 1.0}, touchpoints={"a": {"name": "Form"}, "b": {"name": "Call"}})
    after = [
        Touchpoint(id="c", journey_id="new", name="Wizard", origin_id="a"),
        Touchpoint(id="d", journey_id="new", name="Call"),
    ]
    assert fates(plan_of(before, after)) == {"c": Fate.CHANGED, "d": Fate.ADDED, "b": Fate.REMOVED}


def test_a_message_that_follows_up_makes_a_touchpoint_another_one() -> None:
    before = drawn({"in>a": 1.0}, touchpoints={"a": {"name": "Cart"}})
    after = Touchpoint(id="c", journey_id="new", name="Cart", origin_id="a")
    mail = [FollowUpTrigger(id=f"m{each}", touchpoint_id=each, trigger="trg_cart_abandoned") for each in "ac"]
    (found,) = compare_journeys(plan_of(before, after, mail[1]), "jr", "new").of(Fate.CHANGED)
    assert found.columns == (FOLLOW_UPS,)
    assert fates(plan_of(before, after, mail)) == {"c": Fate.KEPT}


def test_an_origin_in_a_third_journey_counts_for_nothing() -> None:
    before = drawn({"in>a": 1.0}, touchpoints={"a": {"name": "Form"}})
    after = [Touchpoint(id="c", journey_id="new", name="Form", origin_id="elsewhere")]
    assert origins_of(plan_of(before, after), "jr", "new") == {"c": "a"}


def test_what_only_changes_stage_has_moved_and_what_differs_says_in_what() -> None:
    stages = [
        Stage(id="s1", journey_id="jr", stage="st_discovery"), Stage(id="s2", journey_id="jr", name="Own"),
        Stage(id="t1", journey_id="new", stage="st_discovery"), Stage(id="t2", journey_id="new", name="own"),
    ]  # fmt: skip
    before = drawn({"in>a": 1.0}, touchpoints={
        "a": {"name": "A", "stage_id": "s1"}, "b": {"name": "B", "stage_id": "s2"}, "c": {"name": "C", "stage_id": "s1"}
    })  # fmt: skip
    after = [
        Touchpoint(id="a2", journey_id="new", name="A", stage_id="t2", origin_id="a"),
        Touchpoint(id="b2", journey_id="new", name="B", stage_id="t2", origin_id="b"),
        Touchpoint(id="c2", journey_id="new", name="C", stage_id="t2", origin_id="c", minutes=3, owner="Sales"),
    ]
    plan = plan_of(before, after, stages)
    assert fates(plan) == {"a2": Fate.MOVED, "b2": Fate.KEPT, "c2": Fate.CHANGED}
    (changed,) = compare_journeys(plan, "jr", "new").of(Fate.CHANGED)
    assert (changed.columns, changed.is_moved) == (("minutes", "owner"), True)


def test_the_reason_stands_beside_what_is_added_and_what_is_removed() -> None:
    before = drawn({"in>a": 1.0}, touchpoints={"a": {"name": "Form"}})
    after = [Touchpoint(id="c", journey_id="new", name="App")]
    reasons = [
        TouchpointChange(journey_id="new", touchpoint_id="a", reason="Nobody fills it in"),
        TouchpointChange(journey_id="new", touchpoint_id="c", reason="At hand"),
    ]
    found = compare_journeys(plan_of(before, after, reasons), "jr", "new")
    assert {each.point_id: each.reason for each in found.changes} == {"a": "Nobody fills it in", "c": "At hand"}


@pytest.mark.feature("feat_journey_compare")
def test_the_target_of_the_bank_raises_success() -> None:
    found = compare_journeys(sample_plan("bank"), "jr_bank_as_is", "jr_bank_to_be")
    assert found.success.before == pytest.approx(0.709, abs=0.001)
    assert found.success.difference is not None
    assert found.success.difference > 0
    assert found.frictions.difference is not None
    assert found.frictions.difference < 0


@pytest.mark.parametrize("sample", ["saas", "bank", "shop"])
def test_the_targets_of_the_samples_know_where_they_come_from(sample: str) -> None:
    plan = sample_plan(sample)
    origins = {point.id: point.origin_id for point in plan.all(Touchpoint) if point.origin_id}
    assert origins
    assert all(origin == point[0] + "a" + point[2:] for point, origin in origins.items())
