from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from journey import operations as journeys
from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    Moment,
    Opportunity,
    Segment,
    Stage,
    Touchpoint,
    Transition,
)
from journey.operations.rows import numbered_name, place
from storage.base import Base
from storage.document import Document
from storage.errors import PlanError
from strategy import operations
from strategy.model import (
    AbTest,
    Action,
    ActionDependency,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionSegment,
    ActionTouchpoint,
    CapabilityAnswer,
    DismissedWarning,
    GuidingAnswer,
    JourneyObjective,
    Objective,
    ObjectiveSegment,
    OwnEntry,
    Plan,
    SwotStatement,
    Tool,
    ToolWeight,
)
from tests.gestures import Ids


def names(plan: Document, mapped: type[Any]) -> list[str]:  # Any: a class with names
    return [row.name for row in plan.all(mapped)]


# ---- values


@pytest.mark.parametrize(
    ("mapped", "name", "column", "value"),
    [
        (Friction, "friction", "severity", 6),
        (Friction, "friction", "frequency", 1.01),
        (Friction, "friction", "reach", -0.1),
        (Transition, "way in", "probability", 2),
        (Touchpoint, "touchpoint", "direction", "dir_sideways"),
        (Segment, "segment", "size", -1),
        (Objective, "objective", "priority", 0),
        (Objective, "objective", "target", float("nan")),
        (Action, "action", "impact", 0),
        (Action, "action", "status", "status_forgotten"),
        (Action, "action", "cost", 1e300),
        (Action, "action", "name", None),
        (Action, "action", "name", "x" * 1_000_001),
        (AbTest, "test", "trials_a", -5),
    ],
)
def test_a_value_out_of_range_is_refused_and_changes_nothing(
    plan: Document, ids: Ids, mapped: type[Base], name: str, column: str, value: object
) -> None:
    revision = plan.revision
    with pytest.raises(PlanError):
        operations.set_value(plan, mapped, ids[name], column, value)
    assert plan.revision == revision


def test_an_action_does_not_end_before_it_starts(plan: Document, ids: Ids) -> None:
    operations.set_value(plan, Action, ids["action"], "start_date", datetime.date(2027, 5, 1))
    with pytest.raises(PlanError, match="ends before it starts"):
        operations.set_value(plan, Action, ids["action"], "end_date", datetime.date(2027, 4, 30))
    action = plan.get(Action, ids["action"])
    assert action is not None
    assert action.end_date is None


def test_an_ab_test_has_no_more_successes_than_trials(plan: Document, ids: Ids) -> None:
    operations.set_value(plan, AbTest, ids["test"], "trials_a", 10)
    with pytest.raises(PlanError, match="More successes"):
        operations.set_value(plan, AbTest, ids["test"], "success_a", 11)


def test_typing_in_one_field_is_one_undo_step(plan: Document, ids: Ids) -> None:
    for text in ("R", "Ra", "Rap", "Rappeler"):
        operations.set_value(plan, Action, ids["action"], "name", text)
    plan.undo()
    action = plan.get(Action, ids["action"])
    assert action is not None
    assert action.name == "Attente"


def test_setting_what_is_there_is_no_gesture(plan: Document, ids: Ids) -> None:
    revision = plan.revision
    operations.set_value(plan, Segment, ids["segment"], "name", "Fidèles")
    assert plan.revision == revision
    assert plan.undo_step is None


def test_half_a_character_and_a_nul_do_not_reach_the_file(plan: Document, ids: Ids) -> None:
    operations.set_value(plan, Action, ids["action"], "note", "a\ud83db\x00c")
    action = plan.get(Action, ids["action"])
    assert action is not None
    assert action.note == "a\ufffdbc"


def test_a_row_that_is_gone_is_told(plan: Document) -> None:
    with pytest.raises(PlanError, match="no longer in the plan"):
        operations.set_value(plan, Action, "nowhere", "name", "x")


def test_a_reference_names_a_row_that_exists(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError, match="no longer in the plan"):
        operations.set_value(plan, Journey, ids["journey"], "segment_id", "nowhere")


def test_the_journey_of_a_touchpoint_and_the_language_of_a_plan_stay(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError, match="cannot be changed"):
        operations.set_value(plan, Touchpoint, ids["touchpoint"], "journey_id", ids["smooth journey"])
    with pytest.raises(PlanError, match="cannot be changed"):
        operations.set_value(plan, Plan, "plan", "language", "en")


def test_an_end_with_a_way_out_is_refused(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError, match="nobody leaves an end"):
        operations.set_value(plan, Touchpoint, ids["touchpoint"], "kind", "nk_goal")


# ---- deleting, duplicating, moving


@pytest.mark.parametrize("name", ["entry", "success", "exit"])
def test_a_journey_keeps_its_entry_and_one_end_of_each_sort(plan: Document, ids: Ids, name: str) -> None:
    with pytest.raises(PlanError, match="A journey keeps"):
        operations.delete(plan, Touchpoint, ids[name])
    assert plan.get(Touchpoint, ids[name]) is not None


def test_a_used_own_entry_is_not_deleted(plan: Document, ids: Ids) -> None:
    operations.set_value(plan, Touchpoint, ids["touchpoint"], "channel", ids["own entry"])
    with pytest.raises(PlanError, match="still used"):
        operations.delete(plan, OwnEntry, ids["own entry"])


def test_a_duplicate_stands_right_after_with_a_number_and_its_links(plan: Document, ids: Ids) -> None:
    twin = operations.duplicate(plan, Action, ids["action"])
    assert names(plan, Action) == ["Attente", "Attente (2)", "Former"]
    for link_class in (ActionFriction, ActionSegment, ActionObjective, ActionNeed, ActionTouchpoint):
        assert len(plan.all(link_class, action_id=twin)) == 1


def test_a_duplicate_has_no_rank(plan: Document, ids: Ids) -> None:
    operations.rank_objectives(plan, [ids["objective"], ids["other objective"]])
    twin = plan.get(Objective, operations.duplicate(plan, Objective, ids["objective"]))
    assert twin is not None
    assert twin.priority is None


def test_the_plan_itself_is_neither_deleted_nor_duplicated(plan: Document) -> None:
    with pytest.raises(TypeError):
        operations.delete(plan, Plan, "plan")
    with pytest.raises(TypeError):
        operations.duplicate(plan, Plan, "plan")


def test_alt_up_and_down_stop_at_the_ends(plan: Document, ids: Ids) -> None:
    operations.move_by(plan, Action, ids["other action"], -1)
    assert names(plan, Action) == ["Former", "Attente"]
    revision = plan.revision
    operations.move_by(plan, Action, ids["other action"], -1)
    assert plan.revision == revision


def test_ranking_gives_priorities_and_places(plan: Document, ids: Ids) -> None:
    operations.rank_objectives(plan, [ids["other objective"], ids["objective"]])
    assert [(row.id, row.priority) for row in plan.all(Objective)] == [
        (ids["other objective"], 1),
        (ids["objective"], 2),
    ]


class Placed:
    """Something with a position, for the test below."""

    def __init__(self, position: int) -> None:
        self.position = position


@given(some.lists(some.integers(-3, 6), max_size=6), some.integers(0, 7))
def test_a_row_lands_at_its_index_whatever_the_gaps(taken: list[int], index: int) -> None:
    others, row = [Placed(position) for position in sorted(taken)], Placed(0)
    is_tied = len(set(taken)) < len(taken)
    place(others, row, index)
    wanted = [*others[:index], row, *others[index:]]
    if not is_tied:
        assert sorted([*others, row], key=lambda each: each.position) == wanted


def test_numbers_follow_names() -> None:
    assert numbered_name("Magasin", ["Magasin", "Magasin (2)"]) == "Magasin (3)"
    assert numbered_name("Magasin (2)", ["Magasin", "Magasin (2)"]) == "Magasin (3)"
    assert numbered_name("", [""]) == ""


# ---- links


@pytest.mark.feature("feat_objective_by_segment")
def test_an_objective_for_all_names_no_segment_and_the_other_way_round(plan: Document, ids: Ids) -> None:
    operations.set_value(plan, Objective, ids["objective"], "serves_all_customers", True)
    assert plan.all(ObjectiveSegment, objective_id=ids["objective"]) == []
    operations.set_segment_objectives(plan, ids["other segment"], [ids["objective"]])
    objective = plan.get(Objective, ids["objective"])
    assert objective is not None
    assert not objective.serves_all_customers


@pytest.mark.feature("feat_objective_by_segment")
def test_a_pair_is_linked_once_from_either_side(plan: Document, ids: Ids) -> None:
    operations.link(plan, ObjectiveSegment, ids["objective"], ids["segment"])
    operations.set_segment_objectives(plan, ids["segment"], [ids["objective"], ids["objective"]])
    assert len(plan.all(ObjectiveSegment)) == 1


def test_actions_do_not_wait_for_each_other(plan: Document, ids: Ids) -> None:
    third = operations.add_action(plan, name="Acheter")
    operations.link(plan, ActionDependency, ids["action"], ids["other action"])
    operations.link(plan, ActionDependency, ids["other action"], third)
    with pytest.raises(PlanError, match="wait for each other") as refused:
        operations.link(plan, ActionDependency, third, ids["action"])
    assert refused.value.values["path"] in ("Acheter, Former, Attente, Acheter", "Former, Attente, Acheter, Former",
                                            "Attente, Acheter, Former, Attente")  # fmt: skip
    with pytest.raises(PlanError, match="Acheter, Acheter"):
        operations.link(plan, ActionDependency, third, third)


# ---- journeys


def test_deriving_copies_what_the_target_takes_over_and_leaves_the_as_is(plan: Document, ids: Ids) -> None:
    target = operations.derive_to_be(plan, ids["journey"])
    points = plan.all(Touchpoint, journey_id=target)
    copied = {point.name: point for point in points}
    assert sorted(copied) == sorted(point.name for point in plan.all(Touchpoint, journey_id=ids["journey"]))
    assert len(plan.all(Stage, journey_id=target)) == 4
    assert {each.stage_id for each in points} <= {stage.id for stage in plan.all(Stage, journey_id=target)}
    ways = plan.all(Transition, journey_id=target)
    assert {each.source_id for each in ways} | {each.target_id for each in ways} <= {point.id for point in points}
    ad = copied["Publicité vue"].id
    assert [each.evidence for each in plan.all(EmotionObservation, touchpoint_id=ad)] == ["listen_workshop_assumption"]
    assert [each.moment for each in plan.all(Moment, touchpoint_id=ad)] == ["mom_truth"]
    assert len(plan.all(FollowUpTrigger, touchpoint_id=ad)) == 1
    assert plan.all(Friction, journey_id=target) == []
    assert plan.all(Opportunity, journey_id=target) == []
    assert [each.objective_id for each in plan.all(JourneyObjective, journey_id=target)] == [ids["objective"]]
    journey = plan.get(Journey, target)
    assert journey is not None
    assert (journey.kind, journey.derived_from_id) == ("jk_to_be", ids["journey"])


@pytest.mark.feature("feat_journey_to_be")
def test_editing_the_derived_journey_leaves_the_as_is_unchanged(plan: Document, ids: Ids) -> None:
    target = operations.derive_to_be(plan, ids["journey"])
    before = [point.name for point in plan.all(Touchpoint, journey_id=ids["journey"])]
    for point in plan.all(Touchpoint, journey_id=target):
        operations.set_value(plan, Touchpoint, point.id, "name", "Autre")
    operations.delete(plan, Journey, target)
    assert [point.name for point in plan.all(Touchpoint, journey_id=ids["journey"])] == before


def test_only_an_as_is_journey_is_derived(plan: Document, ids: Ids) -> None:
    target = operations.derive_to_be(plan, ids["journey"])
    with pytest.raises(PlanError, match="derives from an as-is"):
        operations.derive_to_be(plan, target)


def test_a_duplicate_of_a_journey_has_its_frictions_on_its_own_points(plan: Document, ids: Ids) -> None:
    twin = operations.duplicate(plan, Journey, ids["journey"])
    (friction,) = plan.all(Friction, journey_id=twin)
    assert friction.touchpoint_id in [point.id for point in plan.all(Touchpoint, journey_id=twin)]


# ---- objectives, capabilities, actions, follow-up


def test_an_aspect_gives_an_objective_its_name_kpi_and_unit(plan: Document, ids: Ids) -> None:
    objective = plan.get(Objective, ids["objective"])
    assert objective is not None
    assert objective.name == "Réduire le taux de désabonnement"
    assert (objective.kpi, objective.unit) == ("kpi_churn_rate", "percent")


@pytest.mark.parametrize("value", ["5", "expert", "", "-1"])
def test_an_answer_off_the_scale_is_refused(plan: Document, value: str) -> None:
    with pytest.raises(PlanError, match="not one of the choices"):
        operations.answer(plan, "capq_data_360", value)
    assert plan.all(CapabilityAnswer) == []


def test_answers_overall_and_per_channel_stand_side_by_side(plan: Document) -> None:
    operations.answer(plan, "capq_perf_tracking", 2)
    operations.answer(plan, "capq_perf_tracking", 4, "ch_email", comment="Tableau de bord")
    operations.answer(plan, "capq_perf_tracking", 3, "ch_email")
    rows = {row.channel: (row.answer, row.comment) for row in plan.all(CapabilityAnswer)}
    assert rows == {None: ("2", ""), "ch_email": ("3", "Tableau de bord")}


def test_an_action_from_a_friction_is_tied_to_all_that_is_known(plan: Document, ids: Ids) -> None:
    action = plan.get(Action, operations.add_action(plan, friction_id=ids["friction"]))
    assert action is not None
    assert (action.name, action.journey_id) == ("Attente", ids["journey"])
    assert [row.friction_id for row in plan.all(ActionFriction, action_id=action.id)] == [ids["friction"]]
    assert [row.segment_id for row in plan.all(ActionSegment, action_id=action.id)] == [ids["segment"]]
    assert [row.objective_id for row in plan.all(ActionObjective, action_id=action.id)] == [ids["objective"]]
    assert [row.touchpoint_id for row in plan.all(ActionTouchpoint, action_id=action.id)] == [ids["touchpoint"]]


def test_an_action_from_a_statement_follows_its_frictions(plan: Document, ids: Ids) -> None:
    action = plan.get(Action, operations.add_action(plan, statement_id=ids["statement"]))
    assert action is not None
    assert (action.name, action.journey_id) == ("Lent", ids["journey"])


def test_one_tool_of_a_category_is_selected(plan: Document, ids: Ids) -> None:
    operations.select_tool(plan, ids["tool"])
    operations.select_tool(plan, ids["other tool"])
    assert {tool.name: tool.is_selected for tool in plan.all(Tool)} == {"Un": False, "Deux": True}


def test_a_weight_goes_back_to_the_catalogues(plan: Document) -> None:
    operations.weigh_criterion(plan, "tsc_integration", 40)
    operations.weigh_criterion(plan, "tsc_integration", None)
    assert plan.all(ToolWeight) == []


def test_an_adopted_weak_point_becomes_a_weakness(plan: Document, ids: Ids) -> None:
    statement = plan.get(SwotStatement, operations.adopt_audit_note(plan, ids["audit note"]))
    assert statement is not None
    assert (statement.quadrant, statement.text) == ("swot_weakness", "Réponses lentes")


def test_an_emptied_guiding_answer_leaves_no_row(plan: Document) -> None:
    operations.answer_guiding_question(plan, "q1_intent", "Oui")
    operations.answer_guiding_question(plan, "q1_intent", "")
    assert plan.all(GuidingAnswer) == []


def test_a_warning_is_set_aside_once_with_its_last_reason(plan: Document) -> None:
    operations.dismiss_warning(plan, "warn_no_audit", note="Vu")
    assert [row.note for row in plan.all(DismissedWarning)] == ["Vu"]


def test_one_gesture_may_be_made_of_others(plan: Document, ids: Ids) -> None:
    revision = plan.revision
    with plan.transact("Several"):
        journeys.add_friction(plan, touchpoint_id=ids["touchpoint"])
        operations.delete(plan, Stage, ids["other stage"])
    assert plan.revision == revision + 1
