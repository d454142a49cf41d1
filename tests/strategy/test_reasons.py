from __future__ import annotations

import pytest

from journey.model import Friction, Segment
from resources.i18n import words
from storage.base import link_id
from strategy.model import (
    Action,
    ActionFriction,
    ActionObjective,
    ActionStatement,
    ActionTouchpoint,
    Objective,
    Quadrant,
    SwotFriction,
    SwotStatement,
)
from strategy.naming import Naming
from strategy.reason_words import why
from strategy.reasons import Reason, costs_for, reasons
from strategy.snapshot import Snapshot
from strategy.trace import Element
from tests.support import drawn, plan_of, sample_plan

NO_BREAK = "\u00a0"


def small_plan(*more: object) -> Snapshot:
    """One journey of one segment, where a fifth leaves while waiting on the phone."""
    journey = drawn(
        {"in>phone": 1.0, "phone>won": 0.8, "phone>lost": 0.2},
        touchpoints={"phone": {"name": "Wait on the phone"}},
        segment_id="sg",
    )
    friction = Friction(id="fr", journey_id="jr", touchpoint_id="phone", text="Ten minutes", severity=5, frequency=1.0)
    return plan_of(
        journey,
        Segment(id="sg", name="Families", size=1000, value_future=100.0),
        friction,
        SwotStatement(id="sw", quadrant=Quadrant.WEAKNESS.value, text="No queue tool", area="area_tools"),
        Objective(id="ob", name="Shorter waits"),
        Action(id="ac", name="Call back"),
        *more,  # type: ignore[arg-type]  # rows of any class
    )


def linked(cls: type, first: str, second: str, **ends: str) -> object:
    return cls(id=link_id(first, second), **ends)


def sentences(snapshot: Snapshot, language: str = "en") -> tuple[str, ...]:
    action = snapshot.get(Action, "ac")
    assert action is not None
    found = reasons(snapshot, "ac", costs_for(snapshot, "ac"))
    return why(found, Naming(snapshot, words(language)))


ANSWERS = linked(ActionFriction, "ac", "fr", action_id="ac", friction_id="fr")
SERVES = linked(ActionObjective, "ac", "ob", action_id="ac", objective_id="ob")
STRENGTHENS = linked(ActionStatement, "ac", "sw", action_id="ac", statement_id="sw")
EXPLAINS = linked(SwotFriction, "sw", "fr", statement_id="sw", friction_id="fr")


def test_an_action_without_link_says_that_nothing_justifies_it() -> None:
    (only,) = sentences(small_plan())
    assert only.startswith("Nothing in the plan says why yet")


@pytest.mark.feature("feat_traceability")
def test_a_sentence_tells_the_friction_its_place_reach_segment_and_objective() -> None:
    (only,) = sentences(small_plan(ANSWERS, SERVES))
    assert only.startswith("Because “Ten minutes”, at “Wait on the phone”, reaches 100% of customers")
    assert only.endswith(" and costs €20,000 a year among Families, and objective O1 “Shorter waits” depends on it.")


@pytest.mark.feature("feat_traceability")
def test_the_sentence_is_there_in_french_with_french_spaces() -> None:
    (only,) = sentences(small_plan(ANSWERS, SERVES), "fr")
    assert only.startswith(f"Parce que «{NO_BREAK}Ten minutes{NO_BREAK}», à «{NO_BREAK}Wait on the phone{NO_BREAK}»,")
    assert "chez Families" in only


def test_a_weakness_behind_a_friction_is_told_with_it_and_not_again() -> None:
    (only,) = sentences(small_plan(ANSWERS, STRENGTHENS, EXPLAINS))
    assert "; the weakness “No queue tool” (" in only


def test_a_weakness_of_its_own_has_its_own_sentence() -> None:
    said = sentences(small_plan(ANSWERS, STRENGTHENS))
    assert len(said) == 2
    assert said[1].startswith("Because “No queue tool” is a weakness")


def test_a_weakness_tells_what_hangs_on_it_costs() -> None:
    (only,) = sentences(small_plan(STRENGTHENS, EXPLAINS))
    assert only.endswith(" that holds back €20,000 a year.")


def test_a_touchpoint_is_no_reason_of_its_own_where_a_friction_tells_it() -> None:
    changes = linked(ActionTouchpoint, "ac", "phone", action_id="ac", touchpoint_id="phone")
    assert len(sentences(small_plan(ANSWERS, changes))) == 1
    assert sentences(small_plan(changes)) == ("Because “Wait on the phone” has to change, for Families.",)


def test_an_action_that_serves_an_objective_only_says_so() -> None:
    assert sentences(small_plan(SERVES)) == ("Because objective O1, “Shorter waits”, asks for it.",)


def test_an_objective_of_another_segment_is_left_out_where_one_of_its_own_is_there() -> None:
    bank = sample_plan("bank")
    (first, *_) = reasons(bank, "ac_bank_1")
    assert first.found == Element("friction", "fc_bank_2")
    assert first.objective_ids == ("ob_bank_1", "ob_bank_2")
    assert first.segment_ids == ("sg_bank_long",)


def test_costs_are_those_of_the_journey_and_the_dearest_comes_first() -> None:
    bank = sample_plan("bank")
    found = reasons(bank, "ac_bank_4", costs_for(bank, "ac_bank_4"))
    costs = [each.cost for each in found if each.found.kind == "friction"]
    assert costs == sorted((each for each in costs if each is not None), reverse=True)
    assert costs[0] == pytest.approx(282991, abs=1)


def test_an_action_that_is_gone_has_no_reasons() -> None:
    assert reasons(small_plan(), "nobody") == ()
    assert Reason("ac", Element("friction", "fr")).segment_ids == ()


@pytest.mark.parametrize("name", ["saas", "bank", "shop"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_action_of_a_sample_is_justified_in_one_sentence_per_reason(name: str, language: str) -> None:
    plan = sample_plan(name)
    names = Naming(plan, words(language))
    for action in plan.all(Action):
        found = reasons(plan, action.id)
        said = why(found, names)
        assert len(said) == len(found) > 0
        assert all(each.endswith(".") and each.count("{") == 0 for each in said)
