"""Completion rules and the state of the steps."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest

from journey.model import Friction, Journey, Segment, SegmentCriterion, Stage
from resources.catalogue import catalogue
from storage.base import Base
from strategy.analysis.actions import coverage
from strategy.method import Progression, completions, findings, orphans, step_states
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionFriction,
    ActionObjective,
    ActionSegment,
    ActionStatement,
    CapabilityAnswer,
    FunctionalNeed,
    GuidingAnswer,
    JourneyObjective,
    KpiReading,
    NeedSegment,
    Objective,
    ObjectiveSegment,
    Plan,
    SwotStatement,
)
from strategy.rules.registry import Completion
from tests.support import drawn, plan_of

Rows = Sequence[Base]
DAY = datetime.date(2027, 3, 1)


def checked(rule_id: str, *rows: Base | Rows) -> Completion:
    return next(each for each in completions(plan_of(*rows)) if each.rule_id == rule_id)


def objective(**columns: Any) -> Objective:  # Any: the column decides
    full: dict[str, Any] = {"kpi": "kpi_nps", "baseline": 1.0, "target": 2.0, "due_date": DAY, "priority": 1}
    return Objective(**{"id": "o", **full, **columns})


def segment(**columns: Any) -> Rows:  # Any: the column decides
    full: dict[str, Any] = {"name": "Loyal", "size": 10, "value_past": 0.0, "value_future": 5.0, "priority": 1}
    row = Segment(**{"id": "s", **full, **columns})
    return [row, SegmentCriterion(segment_id=row.id, criterion="crit_loyalty")]


def as_is(passages: dict[str, float | None]) -> Rows:
    return drawn(passages, segment_id="s")


def annotated(**columns: Any) -> Rows:  # Any: the column decides
    full: dict[str, Any] = {"channel": "ch_email", "stage_id": "st", "direction": "dir_two_way", "measured": "no"}
    rows = drawn({"in>a": 1.0, "a>won": 1.0}, touchpoints={"a": {**full, **columns}})
    return [*rows, Stage(id="st", journey_id="jr")]


def all_answers(*, leave_out: tuple[str, ...] = ()) -> Rows:
    questions = [each for each in catalogue().ids("capability_questions") if each not in leave_out]
    return [CapabilityAnswer(question=each, answer="not_applicable") for each in questions]


def statements(*quadrants: str) -> Rows:
    return [SwotStatement(id=each, quadrant=each) for each in quadrants]


def action(**columns: Any) -> Rows:  # Any: the column decides
    full: dict[str, Any] = {
        "owner": "Ana",
        "start_date": DAY,
        "end_date": DAY,
        "cost": 0.0,
        "impact": 3,
        "kpi": "kpi_nps",
    }
    return [Action(**{"id": "ac", **full, **columns}), ActionSegment(action_id="ac", segment_id="s")]


def need(*segment_ids: str, investments: tuple[str, ...] = ("act_buy",)) -> Rows:
    row = FunctionalNeed(id="n", investments=list(investments))
    return [row, *(NeedSegment(id=f"n~{each}", need_id="n", segment_id=each) for each in segment_ids)]


SOUND: dict[str, float | None] = {"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6}
BUDGET = Plan(id=PLAN_ROW, budget=100.0)
TARGET = Journey(id="target", kind="jk_to_be")

CASES: dict[str, tuple[Rows, Rows]] = {
    "done_1_objective": ([objective()], [objective(due_date=None)]),
    "done_1_overall": ([objective()], [objective(), objective(id="o2", overall_aim=None)]),
    "done_2_segment": (segment(), segment(value_future=None)),
    "done_2_priority": (
        [*segment(), objective(), ObjectiveSegment(objective_id="o", segment_id="s")],
        [*segment(), objective()],
    ),
    "done_3_as_is": ([*segment(), *as_is(SOUND)], [*segment(), *as_is({**SOUND, "a>lost": 0.5})]),
    "done_3_annotated": ([*annotated(), Friction(journey_id="jr", touchpoint_id="a")], annotated()),
    "done_3_to_be": ([TARGET, JourneyObjective(journey_id="target", objective_id="o"), objective()], [TARGET]),
    "done_4_areas": (all_answers(), all_answers(leave_out=("capq_tools_use", "capq_tools_connected"))[:-1]),
    "done_4_sw": (
        [BUDGET, *statements("swot_strength", "swot_weakness")],
        [BUDGET, *statements("swot_strength", "swot_threat")],
    ),
    "done_5_actions": ([*segment(), *action()], [*segment(), *action(owner="")]),
    "done_5_needs": (
        [*segment(), *segment(id="s2"), *need("s", "s2")],
        [*segment(), *segment(id="s2"), *need("s")],
    ),
    "done_5_budget": ([BUDGET, *action()], [BUDGET, *action(cost=None)]),
}


def test_every_completion_rule_of_the_catalogue_has_its_two_plans() -> None:
    assert list(CASES) == list(catalogue().ids("completion_rules"))


@pytest.mark.parametrize("rule_id", CASES)
@pytest.mark.feature("feat_completion_rules")
def test_a_plan_meets_the_rule(rule_id: str) -> None:
    assert checked(rule_id, CASES[rule_id][0]).missing == ()


@pytest.mark.parametrize("rule_id", CASES)
@pytest.mark.feature("feat_completion_rules")
def test_its_neighbour_does_not_meet_the_rule(rule_id: str) -> None:
    assert not checked(rule_id, CASES[rule_id][1]).is_met


@pytest.mark.parametrize("rule_id", CASES)
def test_an_empty_plan_meets_no_rule(rule_id: str) -> None:
    assert not checked(rule_id).is_met


def test_what_is_missing_names_the_row_and_the_columns() -> None:
    (missing,) = checked("done_1_objective", objective(due_date=None, priority=None)).missing
    assert (missing.kind, missing.row_id, missing.what) == ("objective", "o", ("due_date", "priority"))


def test_one_full_objective_is_enough() -> None:
    assert checked("done_1_objective", objective(), objective(id="o2", kpi=None)).is_met


def test_segments_of_priority_three_need_no_objective() -> None:
    third = segment(id="s3", priority=3)
    first = [*segment(), objective(), ObjectiveSegment(objective_id="o", segment_id="s")]
    assert checked("done_2_priority", first, third).is_met
    assert not checked("done_2_priority", first, segment(id="s2", priority=None)).is_met


def test_a_journey_for_all_customers_describes_each_segment() -> None:
    assert checked("done_3_as_is", segment(), drawn(SOUND)).is_met


def test_an_unsound_journey_tells_what_it_lacks() -> None:
    (missing,) = checked("done_3_as_is", segment(), as_is({"in>a": 0.9, "a>won": 1.0})).missing
    assert missing.what == ("drop_off", "probability")


def test_a_journey_may_declare_that_it_has_no_friction() -> None:
    rows = annotated()
    rows[0].has_no_friction = True  # type: ignore[attr-defined]
    assert checked("done_3_annotated", rows).is_met


def test_a_touchpoint_without_channel_is_told() -> None:
    friction = Friction(journey_id="jr", touchpoint_id="a")
    (missing,) = checked("done_3_annotated", annotated(channel=None), friction).missing
    assert (missing.row_id, missing.what) == ("a", ("channel",))


def test_the_fullest_action_of_a_segment_tells_what_it_lacks() -> None:
    bare = [Action(id="bare"), ActionSegment(action_id="bare", segment_id="s")]
    (missing,) = checked("done_5_actions", segment(), action(kpi=None), bare).missing
    assert (missing.row_id, missing.what) == ("s", ("kpi",))


def test_with_one_segment_its_own_need_is_enough() -> None:
    assert checked("done_5_needs", segment(), need("s")).is_met
    assert not checked("done_5_needs", segment(), need("s", investments=())).is_met


def state_of(step: str, *rows: Base | Rows) -> Progression:
    return step_states(plan_of(*rows), today=DAY)[step].state


@pytest.mark.feature("feat_step_navigation")
def test_all_steps_of_an_empty_plan_are_empty() -> None:
    states = step_states(plan_of(Plan(id=PLAN_ROW)), today=DAY)
    assert list(states) == list(catalogue().ids("steps"))
    assert {each.state for each in states.values()} == {Progression.EMPTY}


@pytest.mark.feature("feat_step_navigation")
def test_a_step_is_complete_when_all_its_rules_hold() -> None:
    assert state_of("step_1_objectives", objective()) == Progression.COMPLETE
    assert state_of("step_1_objectives", objective(kpi=None)) == Progression.IN_PROGRESS


def test_an_answer_to_a_guiding_question_starts_its_step_only() -> None:
    answer = GuidingAnswer(id="a", question="q2_number", text="Four.")
    assert state_of("step_2_segments", answer) == Progression.IN_PROGRESS
    assert state_of("step_1_objectives", answer) == Progression.EMPTY


def test_baselines_start_the_first_step_and_readings_the_follow_up() -> None:
    reading = KpiReading(kpi="kpi_nps", origin="follow_up")
    assert state_of("step_1_objectives", KpiReading(kpi="kpi_nps")) == Progression.IN_PROGRESS
    assert state_of("step_1_objectives", reading) == Progression.EMPTY
    assert state_of("view_follow_up", reading) == Progression.IN_PROGRESS


def test_a_step_counts_its_warnings_without_mere_information() -> None:
    states = step_states(plan_of(Journey(id="jr", is_partial=True)), today=DAY)
    assert states["step_3_journeys"].finding_count == 1  # not attached to a segment


def test_a_step_says_its_main_figures() -> None:
    states = step_states(plan_of(objective(due_date=None), action(cost=12.5)), today=DAY)
    assert dict(states["step_1_objectives"].counts) == {"objectives": 1, "to_clarify": 1}
    assert dict(states["step_5_action_plan"].counts) == {"actions": 1, "cost": 12.5}


def test_a_declined_friction_is_settled_everywhere() -> None:
    open_one = Friction(id="f", journey_id="jr", touchpoint_id="a", severity=5, frequency=1.0)
    plan = plan_of(segment(), as_is(SOUND), open_one)
    assert orphans(plan)["friction_without_action"] == ("f",)
    assert "warn_skip_top_friction" in {each.rule_id for each in findings(plan)}
    declined = Friction(
        id="f", journey_id="jr", touchpoint_id="a", severity=5, frequency=1.0, declined_because="Too dear for now"
    )
    plan = plan_of(segment(), as_is(SOUND), declined)
    assert orphans(plan)["friction_without_action"] == ()
    assert "warn_skip_top_friction" not in {each.rule_id for each in findings(plan)}
    assert coverage(plan, DAY).frictions == ()


@pytest.mark.feature("feat_orphans")
def test_one_orphan_of_each_sort_is_listed_exactly() -> None:
    chain: Rows = [
        objective(),
        *segment(),
        ObjectiveSegment(objective_id="o", segment_id="s"),
        *as_is(SOUND),
        Friction(id="f", journey_id="jr", touchpoint_id="a"),
        SwotStatement(id="sw", quadrant="swot_weakness"),
        *action(),
        ActionObjective(action_id="ac", objective_id="o"),
        ActionFriction(action_id="ac", friction_id="f"),
        ActionStatement(action_id="ac", statement_id="sw"),
    ]
    lost: Rows = [
        objective(id="adrift", serves_all_customers=False),
        Segment(id="alone"),
        ObjectiveSegment(id="link", objective_id="unserved", segment_id="alone"),
        objective(id="unserved"),
        ActionObjective(id="served", action_id="ac", objective_id="adrift"),
        Friction(id="open", journey_id="jr", touchpoint_id="a"),
        SwotStatement(id="weak", quadrant="swot_weakness"),
        Action(id="blind"),
    ]
    assert not any(orphans(plan_of(chain)).values())
    assert dict(orphans(plan_of(chain, lost))) == {
        "objective_without_segment": ("adrift",),
        "objective_not_served": ("unserved",),
        "segment_without_journey": ("alone",),
        "friction_without_action": ("open",),
        "weakness_without_action": ("weak",),
        "action_without_kpi": ("blind",),
    }
