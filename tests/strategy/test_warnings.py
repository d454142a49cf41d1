"""Each warning of the method has a plan that raises it and a neighbour that does not."""

from __future__ import annotations

import pytest

from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Journey,
    Segment,
    Touchpoint,
)
from resources.catalogue import catalogue
from strategy.method import findings
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionSegment,
    Decision,
    DismissedWarning,
    FunctionalNeed,
    KpiReading,
    Objective,
    ObjectiveSegment,
    OwnEntry,
    Plan,
    SwotStatement,
    Tool,
)
from tests.strategy.faulty_plans import (
    SOUND,
    TODAY,
    Rows,
    action,
    answers,
    buying,
    costing,
    criteria,
    dated,
    day,
    diagnosed,
    followed_up_on_the_way,
    friction,
    next_reading,
    objective,
    objectives,
    raised,
    read,
    segments,
    staged,
    touchpoint,
    weak_tools,
)
from tests.support import drawn, plan_of

WORKSHOP = "listen_workshop_assumption"

CASES: dict[str, tuple[Rows, Rows]] = {
    "warn_no_priority_objective": (objectives(1, 1), objectives(1, 2)),
    "warn_objective_not_measurable": (objective("kpi_nps", None, 20.0), objective("kpi_nps", 0.0, 20.0)),
    "warn_objective_wrong_way": (objective("kpi_churn_rate", 10.0, 12.0), objective("kpi_churn_rate", 10.0, 8.0)),
    "warn_target_unrealistic": (objective("kpi_nps", 20.0, 31.0), objective("kpi_nps", 20.0, 30.0)),
    "warn_no_audit": ([], [KpiReading(kpi="kpi_nps", value=12.0)]),
    "warn_too_many_segments": (segments(8), [*segments(7), Segment(id="vip", is_vip=True)]),
    "warn_segment_too_small": (
        [Plan(id=PLAN_ROW, customer_base=1000), Segment(id="s", size=30)],
        [Plan(id=PLAN_ROW, customer_base=1000), Segment(id="s", size=30, is_vip=True)],
    ),
    "warn_too_many_criteria": (criteria(5), criteria(4)),
    "warn_past_value_only": (segments(1, value_past=10.0), segments(1, value_past=10.0, value_future=12.0)),
    "warn_segment_without_objective": (
        [*segments(1), Objective(id="o")],
        [*segments(1), Objective(id="o"), ObjectiveSegment(objective_id="o", segment_id="s0")],
    ),
    "warn_segments_overlap": (
        [Plan(id=PLAN_ROW, customer_base=100), *segments(2, size=51)],
        [Plan(id=PLAN_ROW, customer_base=100), *segments(2, size=50)],
    ),
    "warn_journey_not_segmented": ([Journey(id="jr")], [Segment(id="s"), Journey(id="jr", segment_id="s")]),
    "warn_to_be_before_as_is": (
        [Journey(id="target", kind="jk_to_be", segment_id="s"), Journey(id="today", segment_id="other")],
        [Journey(id="target", kind="jk_to_be", segment_id="s"), Journey(id="today", segment_id="s")],
    ),
    "warn_probabilities": (drawn({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.3}), drawn(SOUND)),
    "warn_dead_end": (drawn({"in>a": 0.5, "in>won": 0.5, "a>b": 1.0}), drawn(SOUND)),
    "warn_unreachable": (drawn({**SOUND, "b>won": 1.0}), drawn(SOUND)),
    "warn_no_follow_up": (
        drawn({"in>a": 1.0, "a>won": 0.8, "a>lost": 0.2}),
        [
            *drawn({"in>a": 1.0, "a>won": 0.8, "a>lost": 0.2}),
            FollowUpTrigger(touchpoint_id="a", trigger="trg_cart_abandoned"),
        ],
    ),
    "warn_unmeasured": (touchpoint(measured="no"), touchpoint(measured="partly")),
    "warn_all_one_way": (staged("dir_one_way", "dir_one_way"), staged("dir_one_way", "dir_two_way")),
    "warn_stage_without_touchpoint": (
        buying("st_discovery", "st_consideration", "st_decision"),
        buying("st_discovery", "st_consideration", "st_evaluation", "st_decision"),
    ),
    "warn_emotion_without_evidence": (
        [*touchpoint(), EmotionObservation(touchpoint_id="a", emotion="emo_joy", evidence=WORKSHOP)],
        [*touchpoint(), EmotionObservation(touchpoint_id="a", emotion="emo_joy", evidence="listen_interview")],
    ),
    "warn_opaque_data": (
        touchpoint(data_used=["data_history"], is_data_use_known=False),
        touchpoint(data_used=["data_history"], is_data_use_known=True),
    ),
    "info_partial_journey": ([Journey(id="jr", is_partial=True)], [Journey(id="jr")]),
    "warn_capability_unanswered": (
        [],
        [
            *answers("cap_data_sources", "yes", "2"),
            *answers("cap_multichannel_operations", "2", "1", "not_applicable", "no"),
            *answers("cap_performance_measurement", "3", "yes"),
            *answers("cap_marketing_tools", "3", "unknown", "part"),
        ],
    ),
    "info_ot_optional": ([], [SwotStatement(quadrant="swot_threat")]),
    "warn_no_budget": ([Plan(id=PLAN_ROW)], [Plan(id=PLAN_ROW, budget=0.0)]),
    "warn_over_budget": (costing(1001.0), costing(1000.0)),
    "warn_action_without_kpi": (action(), action(kpi="kpi_nps")),
    "warn_action_orphan": (
        diagnosed(ActionObjective(action_id="ac", objective_id="o")),
        diagnosed(ActionObjective(action_id="ac", objective_id="o"), ActionNeed(action_id="ac", need_id="n")),
    ),
    "warn_priority_segment_uncovered": (
        segments(1, priority=1),
        [*segments(1, priority=1), *action(), ActionSegment(action_id="ac", segment_id="s0")],
    ),
    "warn_weakness_uncovered": (
        weak_tools(Action(id="ac", type="act_content")),
        weak_tools(Action(id="ac", type="act_train")),
    ),
    "warn_skip_top_friction": (
        friction(4, 0.2),
        friction(4, 0.2, Action(id="ac"), ActionFriction(action_id="ac", friction_id="f")),
    ),
    "warn_dates": (dated("2027-03-01", "2027-02-01"), dated("2027-02-01", "2027-03-01")),
    "warn_tool_not_tested": (
        [Tool(id="t", is_selected=True), Action(id="ac", type="act_buy", tool_id="t")],
        [Tool(id="t", is_selected=True), Action(id="ac", type="act_test", tool_id="t")],
    ),
    "warn_kpi_passive": (read(12.0), read(12.0, comment="Too early.")),
    "warn_reading_overdue": ([next_reading("2027-06-29")], [next_reading("2027-06-30")]),
}

SHOWN = {
    "warn_no_priority_objective": pytest.mark.feature("feat_objective_priority"),
    "warn_objective_wrong_way": pytest.mark.feature("feat_objective_kpi"),
    "warn_too_many_segments": pytest.mark.feature("feat_segment_small_vip"),
    "warn_segment_too_small": pytest.mark.feature("feat_segment_small_vip"),
    "warn_too_many_criteria": pytest.mark.feature("feat_segment_criteria"),
    "warn_past_value_only": pytest.mark.feature("feat_segment_value"),
    "warn_journey_not_segmented": pytest.mark.feature("feat_journey_per_segment"),
    "warn_to_be_before_as_is": pytest.mark.feature("feat_journey_as_is"),
    "warn_no_follow_up": pytest.mark.feature("feat_follow_up_triggers"),
    "warn_all_one_way": pytest.mark.feature("feat_direction"),
    "warn_opaque_data": pytest.mark.feature("feat_data_transparency"),
    "warn_no_budget": pytest.mark.feature("feat_resources"),
    "warn_over_budget": pytest.mark.feature("feat_budget_check"),
    "warn_tool_not_tested": pytest.mark.feature("feat_tool_trial"),
    "warn_kpi_passive": pytest.mark.feature("feat_reading_decision"),
}
"""The features that the two plans of a warning show, besides that of warnings."""
RULES = [pytest.param(rule_id, marks=SHOWN.get(rule_id, ())) for rule_id in CASES]


def test_every_warning_of_the_catalogue_has_its_two_plans() -> None:
    assert list(CASES) == list(catalogue().ids("warnings"))


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.feature("feat_warnings")
def test_a_plan_raises_the_warning(rule_id: str) -> None:
    found = raised(rule_id, CASES[rule_id][0])
    assert found
    assert {each.level for each in found} == {"info" if rule_id.startswith("info") else "warning"}
    assert {each.step for each in found} == {catalogue()[rule_id].get("step")}


@pytest.mark.parametrize("rule_id", RULES)
@pytest.mark.feature("feat_warnings")
def test_its_neighbour_does_not_raise_the_warning(rule_id: str) -> None:
    assert not raised(rule_id, CASES[rule_id][1])


MORE_RAISED: dict[str, tuple[str, Rows]] = {
    "objectives without priority share none": ("warn_no_priority_objective", objectives(None, None)),
    "a KPI to raise must not fall": ("warn_objective_wrong_way", objective("kpi_nps", 20.0, 10.0)),
    "a target out of range is unrealistic": ("warn_target_unrealistic", objective("kpi_nps", 80.0, 101.0)),
    "an own KPI has its own direction": (
        "warn_objective_wrong_way",
        [OwnEntry(id="own", list_name="kpis", details={"direction": "down"}), *objective("own", 1.0, 2.0)],
    ),
    "a missing probability breaks the sum": ("warn_probabilities", drawn({"in>a": None, "a>won": 1.0})),
    "an emotion with nothing stated is assumed": (
        "warn_emotion_without_evidence",
        [*touchpoint(), EmotionObservation(touchpoint_id="a", emotion="emo_joy")],
    ),
    "a deal-breaker counts however rare": ("warn_skip_top_friction", friction(5, 0.01)),
    "an action of a dropped plan treats nothing": (
        "warn_skip_top_friction",
        friction(5, 0.5, Action(id="ac", status="status_dropped"), ActionFriction(action_id="ac", friction_id="f")),
    ),
    "an action may end after the plan": ("warn_dates", dated(None, "2028-01-01")),
    "an action may start before the plan": ("warn_dates", dated("2027-01-03", None)),
    "a diagnosis without objective is not enough": (
        "warn_action_orphan",
        diagnosed(ActionFriction(action_id="ac", friction_id="f")),
    ),
    "a reading that goes backwards is off track": ("warn_kpi_passive", read(9.0)),
}


@pytest.mark.parametrize("case", MORE_RAISED)
def test_the_warning_is_also_raised_when(case: str) -> None:
    rule_id, rows = MORE_RAISED[case]
    assert raised(rule_id, rows)


MORE_QUIET: dict[str, tuple[str, Rows]] = {
    "a single objective needs no ranking": ("warn_no_priority_objective", objectives(None)),
    "a baseline of zero has no relative change": ("warn_target_unrealistic", objective("kpi_nps", 0.0, 40.0)),
    "a KPI read in context has no wrong way": (
        "warn_objective_wrong_way",
        objective("kpi_time_on_site", 5.0, 3.0),
    ),
    "an objective for all customers covers each segment": (
        "warn_segment_without_objective",
        [*segments(2), Objective(id="o", serves_all_customers=True)],
    ),
    "a trigger on a passage follows up": ("warn_no_follow_up", followed_up_on_the_way()),
    "ten customers out of a hundred may leave": (
        "warn_no_follow_up",
        drawn({"in>a": 1.0, "a>won": 0.9, "a>lost": 0.1}),
    ),
    "a stage without any touchpoint is another matter": ("warn_all_one_way", staged()),
    "a direction that is not known yet is not one-way": ("warn_all_one_way", staged("dir_one_way", None)),
    "a partial journey may skip stages": (
        "warn_stage_without_touchpoint",
        buying("st_discovery", is_partial=True),
    ),
    "an empty journey is left in peace": ("warn_stage_without_touchpoint", buying()),
    "the touchpoint where a sum is wrong is no dead end": (
        "warn_dead_end",
        drawn({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.3}),
    ),
    "a dropped action costs nothing": ("warn_over_budget", costing(1001.0, status="status_dropped")),
    "without a budget nothing exceeds it": ("warn_over_budget", [Action(cost=1.0)]),
    "an accepted weakness is settled": (
        "warn_weakness_uncovered",
        [
            *weak_tools(Action(id="ac", type="act_content")),
            SwotStatement(quadrant="swot_weakness", area="cap_marketing_tools", is_accepted=True),
        ],
    ),
    "a need that names investments strengthens the area": (
        "warn_weakness_uncovered",
        weak_tools(
            Action(id="ac", type="act_content"),
            FunctionalNeed(id="n", investments=["act_buy"]),
            ActionNeed(action_id="ac", need_id="n"),
        ),
    ),
    "a weak area that no action touches is not relied on": (
        "warn_weakness_uncovered",
        answers("cap_marketing_tools", "0", "no", "basic"),
    ),
    "a decision answers a reading": (
        "warn_kpi_passive",
        read(12.0, Decision(reading_id="rd", text="Call again.")),
    ),
    "progress within ten points of the time is on track": ("warn_kpi_passive", read(14.0)),
    "a baseline is not followed": ("warn_kpi_passive", read(12.0, origin="baseline")),
    "a later reading settles the one that was due": (
        "warn_reading_overdue",
        [next_reading("2027-03-01"), KpiReading(id="rd2", kpi="kpi_nps", date=day("2027-03-02"))],
    ),
    "a tool that is only compared needs no trial": ("warn_tool_not_tested", [Tool(id="t")]),
}


@pytest.mark.parametrize("case", MORE_QUIET)
def test_the_warning_stays_quiet_when(case: str) -> None:
    rule_id, rows = MORE_QUIET[case]
    assert not raised(rule_id, rows)


@pytest.mark.parametrize(
    ("passages", "rule_id"),
    [
        ({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.3}, "warn_probabilities"),
        ({"in>a": 0.5, "in>won": 0.5}, "warn_dead_end"),
        ({"in>won": 1.0, "a>won": 1.0}, "warn_unreachable"),
    ],
)
@pytest.mark.feature("feat_graph_validate")
def test_a_broken_graph_raises_its_own_warning_only(passages: dict[str, float | None], rule_id: str) -> None:
    graph_rules = {"warn_probabilities", "warn_dead_end", "warn_unreachable"}
    found = {each.rule_id for each in findings(plan_of(drawn(passages)), today=TODAY)}
    assert found & graph_rules == {rule_id}


def test_a_finding_names_its_row_and_what_its_sentence_needs() -> None:
    (found,) = raised("warn_segment_too_small", CASES["warn_segment_too_small"][0])
    assert (found.kind, found.row_id, dict(found.values)) == ("segment", "s", {"share": 0.03})


@pytest.mark.feature("feat_warnings")
def test_a_dismissed_warning_stays_dismissed_for_its_subject_only() -> None:
    rows = [Action(id="a1"), Action(id="a2")]
    first, _ = raised("warn_action_without_kpi", rows)
    note = DismissedWarning(
        id=first.dismissal_id, warning=first.rule_id, subject_id=first.row_id, note="Measured later."
    )
    assert [each.row_id for each in raised("warn_action_without_kpi", rows, note)] == ["a2"]
    everything = findings(plan_of(rows, note), include_dismissed=True, today=TODAY)
    assert [each.row_id for each in everything if each.rule_id == first.rule_id] == ["a1", "a2"]


def test_an_emotion_on_each_touchpoint_gives_one_finding_per_touchpoint() -> None:
    observations = [EmotionObservation(touchpoint_id="a", emotion=each) for each in ("emo_joy", "emo_trust")]
    (found,) = raised("warn_emotion_without_evidence", touchpoint(), list(observations))
    assert set(found.values["emotions"]) == {"emo_joy", "emo_trust"}


def test_touchpoints_of_a_stage_that_is_gone_raise_nothing() -> None:
    assert not raised("warn_all_one_way", [Journey(id="jr"), Touchpoint(journey_id="jr", direction="dir_one_way")])
