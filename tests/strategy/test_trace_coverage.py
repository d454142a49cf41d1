from __future__ import annotations

import pytest

from journey.model import Friction, Journey, Segment
from storage.base import Base, link_id
from strategy.model import (
    Action,
    ActionFriction,
    ActionObjective,
    ActionStatus,
    JourneyObjective,
    Objective,
    ObjectiveSegment,
    Quadrant,
    SwotStatement,
)
from strategy.snapshot import Snapshot
from strategy.trace import KPI, Element
from strategy.trace_coverage import BACKWARD, ONWARD, trace_coverage
from tests.support import plan_of, sample_plan


def linked(cls: type[Base], first: str, second: str, **ends: str) -> Base:
    return cls(id=link_id(first, second), **ends)


def one_of_each(*more: Base) -> Snapshot:
    """One thing of each sort and no link: all that can fail does."""
    return plan_of(
        Objective(id="ob", kpi="kpi_nps"),
        Segment(id="sg"),
        Journey(id="jr", segment_id="sg"),
        Friction(id="fr", journey_id="jr"),
        SwotStatement(id="sw", quadrant=Quadrant.WEAKNESS.value),
        Action(id="ac"),
        *more,
    )


def failing(plan: Snapshot) -> dict[str, tuple[Element, ...]]:
    return {each.id: each.missing for each in trace_coverage(plan).values() if each.missing}


@pytest.mark.feature("feat_traceability")
def test_unlinked_things_fail_every_question_that_is_asked_of_them() -> None:
    assert failing(one_of_each()) == {
        "objective_served": (Element("objective", "ob"),),
        "finding_answered": (Element("friction", "fr"), Element("swot_statement", "sw")),
        "action_measured": (Element("action", "ac"),),
        "segment_aimed_at": (Element("segment", "sg"),),
        "journey_with_objective": (Element("journey", "jr"),),
        "action_founded": (Element("action", "ac"),),
        "action_aimed": (Element("action", "ac"),),
        "kpi_moved": (Element(KPI, "kpi_nps"),),
    }


@pytest.mark.feature("feat_traceability")
def test_each_link_settles_its_own_questions_and_no_other() -> None:
    links: dict[frozenset[str], Base] = {
        frozenset({"objective_served", "action_aimed"}): linked(
            ActionObjective, "ac", "ob", action_id="ac", objective_id="ob"
        ),
        frozenset({"segment_aimed_at"}): linked(ObjectiveSegment, "ob", "sg", objective_id="ob", segment_id="sg"),
        frozenset({"journey_with_objective"}): linked(JourneyObjective, "jr", "ob", journey_id="jr", objective_id="ob"),
        frozenset({"action_founded"}): linked(ActionFriction, "ac", "fr", action_id="ac", friction_id="fr"),
    }
    before = failing(one_of_each())
    for settled, link in links.items():
        after = failing(one_of_each(link))
        assert {each for each in before if each not in after} == settled, settled


def test_a_declined_friction_an_accepted_weakness_and_a_dropped_action_are_settled() -> None:
    plan = plan_of(
        Journey(id="jr"),
        Friction(id="fr", journey_id="jr", declined_because="Too dear"),
        SwotStatement(id="sw", quadrant=Quadrant.WEAKNESS.value, is_accepted=True),
        Action(id="ac", status=ActionStatus.DROPPED.value),
    )
    covered = trace_coverage(plan)
    assert covered["finding_answered"].held == covered["finding_answered"].total == 2
    assert covered["action_measured"].total == 0


def test_an_indicator_is_moved_by_an_action_that_is_measured_by_it() -> None:
    assert "kpi_moved" not in failing(one_of_each(Action(id="other", kpi="kpi_nps")))


def test_the_bank_answers_nine_frictions_of_eleven() -> None:
    covered = trace_coverage(sample_plan("bank"))
    assert set(covered) == set(ONWARD) | set(BACKWARD)
    frictions = [each for each in covered["finding_answered"].missing if each.kind == "friction"]
    assert [each.id for each in frictions] == ["fc_bank_10", "fc_bank_11"]
    assert covered["objective_served"].held == 4
