from __future__ import annotations

import datetime
from typing import Any

import pytest

from journey.model import DataInventory, EngagementRating, Friction, Segment
from resources.catalogue import catalogue
from strategy.analysis import (
    Horizon,
    ProgressStatus,
    Reading,
    answered_questions,
    area_score,
    budget,
    compare_variants,
    coverage,
    customer_base,
    effort_band,
    elapsed_share,
    engagement,
    expected_effect_date,
    future_value,
    held_data_share,
    horizon,
    is_late,
    progress_status,
    quadrant,
    question_score,
    rank_actions,
    rank_needs,
    reading_progress,
    segment_share,
    segment_weight,
    smart_lights,
    target_progress,
    tool_score,
)
from strategy.model import (
    PLAN_ROW,
    AbTest,
    Action,
    ActionFriction,
    ActionObjective,
    ActionSegment,
    CapabilityAnswer,
    FunctionalNeed,
    KpiReading,
    NeedSegment,
    Objective,
    ObjectiveSegment,
    Plan,
    Tool,
    ToolRating,
    ToolWeight,
)
from tests.support import drawn, plan_of


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_the_base_is_the_sum_of_the_segments_until_the_plan_says_otherwise() -> None:
    segments = [Segment(id="s", size=30), Segment(id="t", size=70), Segment(id="u")]
    assert customer_base(plan_of(segments)) == 100
    assert segment_share(plan_of(segments), segments[0]) == 0.3
    told = plan_of(segments, Plan(id=PLAN_ROW, customer_base=300))
    assert segment_share(told, segments[0]) == 0.1
    assert segment_share(told, segments[2]) is None
    assert customer_base(plan_of()) is None


def test_the_future_value_of_a_segment_is_that_of_all_its_customers() -> None:
    assert future_value(Segment(size=30, value_future=2.0)) == 60.0
    assert future_value(Segment(size=30)) is None


@pytest.mark.feature("feat_segment_engagement")
def test_the_engagement_index_is_the_weighted_mean_of_the_dimensions_with_data() -> None:
    ratings = zip(catalogue().ids("engagement_dimensions"), [40.0, 55.0, 30.0, 45.0], strict=True)
    rows = [EngagementRating(id=each, segment_id="s", dimension=each, rating=rating) for each, rating in ratings]
    assert engagement(plan_of(rows), "s").index == 42.5
    rows[0].weight, rows[3].rating = 3.0, None
    found = engagement(plan_of(rows), "s")
    assert found.index == pytest.approx((3 * 40 + 55 + 30) / 5)
    assert found.missing == (rows[3].dimension,)
    assert engagement(plan_of(), "s").index is None


@pytest.mark.feature("feat_segment_engagement")
def test_a_dimension_rated_by_channel_counts_the_mean_of_its_channels() -> None:
    channels = {"ch_email": 20.0, "ch_phone": 60.0, None: 90.0}
    rows = [
        EngagementRating(id=str(channel), segment_id="s", dimension="eng_affective", channel=channel, rating=rating)
        for channel, rating in channels.items()
    ]
    assert engagement(plan_of(rows), "s").dimensions == {"eng_affective": 40.0}


@pytest.mark.feature("feat_segment_data_inventory")
def test_held_data_are_a_share_of_all_kinds() -> None:
    kinds = catalogue().ids("customer_data_types")
    rows = [DataInventory(id=each, segment_id="s", data_type=each, is_available=True) for each in kinds[:3]]
    rows[0].is_available = False
    assert held_data_share(plan_of(rows), "s") == pytest.approx(2 / len(kinds))


def answer(question: str, value: str | None, channel: str | None = None) -> CapabilityAnswer:
    return CapabilityAnswer(id=f"{question}{channel}", question=question, answer=value, channel=channel)


@pytest.mark.feature("feat_capability_questions")
def test_a_question_answered_by_channel_scores_the_mean_of_its_channels() -> None:
    question = "capq_ops_channel_capacity"
    rows = [answer(question, "4", "ch_email"), answer(question, "1", "ch_phone"), answer(question, "unknown", "ch_sms")]
    assert question_score(plan_of(rows), question) == pytest.approx(0.625)
    assert question_score(plan_of(answer(question, "2")), question) == 0.5


def test_unknown_answers_are_not_answered_and_those_that_do_not_apply_leave_the_count() -> None:
    rows = [answer("capq_data_access", "yes"), answer("capq_data_360", "unknown"), answer("capq_data_value", None)]
    found = area_score(plan_of(rows), "cap_data_sources")
    assert (found.answered, found.applicable, found.is_assessed) == (1, 3, False)
    rows[1].answer = rows[2].answer = "not_applicable"
    found = area_score(plan_of(rows), "cap_data_sources")
    assert (found.score, found.reading, found.is_assessed) == (1.0, Reading.STRENGTH, True)
    assert answered_questions(plan_of(rows)) == (3, 14)


@pytest.mark.parametrize(
    ("values", "reading"),
    [(("4", "yes", "full"), "strength"), (("2", "partly", "part"), "to_watch"), (("0", "no", "full"), "weakness")],
)
def test_areas_read_by_their_score(values: tuple[str, str, str], reading: str) -> None:
    questions = ("capq_tools_coverage", "capq_tools_connected", "capq_tools_use")
    rows = [answer(question, value) for question, value in zip(questions, values, strict=True)]
    assert area_score(plan_of(rows), "cap_marketing_tools").reading == reading


@pytest.mark.parametrize(("days", "band"), [(0, 1), (5, 1), (5.5, 2), (15, 2), (30, 3), (60, 4), (61, 5), (None, None)])
def test_effort_bands_include_their_upper_bound(days: float | None, band: int | None) -> None:
    assert effort_band(days) == band


def test_priorities_beyond_the_third_weigh_like_the_third() -> None:
    assert [segment_weight(each) for each in (1, 2, 3, 7, None)] == [1.0, 0.7, 0.4, 0.4, None]


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [(4, 2, "quick_win"), (4, 3, "major_project"), (3, 2, "fill_in"), (3, 3, "reconsider")],
)
def test_quadrants_split_at_impact_four_and_effort_three(impact: int, effort: int, expected: str) -> None:
    assert quadrant(impact, effort) == f"quad_{expected}"
    assert quadrant(None, effort) is None


def ranked(*actions: Action) -> list[str]:
    links = [ActionSegment(id=each.id, action_id=each.id, segment_id="s") for each in actions]
    return [each.action_id for each in rank_actions(plan_of(list(actions), links, Segment(id="s", priority=1)))]


def test_equal_scores_put_the_cheaper_action_first_and_unknown_scores_last() -> None:
    dear, cheap = (Action(id=f"at{cost}", impact=3, effort_days=5.0, cost=cost) for cost in (9.0, 2.0))
    assert ranked(Action(id="unrated"), dear, cheap) == ["at2.0", "at9.0", "unrated"]


def test_an_action_weighs_its_best_segment_and_a_dropped_one_is_not_ranked() -> None:
    links = [ActionSegment(id=each, action_id="ac", segment_id=each) for each in ("first", "third")]
    segments = [Segment(id="first", priority=1), Segment(id="third", priority=3)]
    action = Action(id="ac", impact=5, effort_days=12.0)
    (found,) = rank_actions(plan_of(action, links, segments, Action(id="no", status="status_dropped")))
    assert (found.rank, found.weight, found.score) == (1, 1.0, 2.5)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2027-04-29", Horizon.FIRST),
        ("2027-04-30", Horizon.SECOND),
        ("2027-07-31", Horizon.THIRD),
        ("2028-01-31", Horizon.LATER),
        (None, None),
    ],
)
def test_horizons_run_in_calendar_months_from_the_start(end: str | None, expected: Horizon | None) -> None:
    plan = plan_of(Plan(id=PLAN_ROW, start_date=day("2027-01-31")))
    assert horizon(plan, Action(end_date=day(end) if end else None)) == expected


def test_without_a_start_of_the_plan_time_runs_from_the_first_action() -> None:
    first, last = Action(id="a", start_date=day("2027-01-01")), Action(id="b", end_date=day("2027-06-30"))
    assert horizon(plan_of(first, last), last) == Horizon.SECOND


@pytest.mark.feature("feat_budget_check")
def test_the_cost_of_an_action_is_split_among_its_segments() -> None:
    links = [ActionSegment(id=each, action_id="ac", segment_id=each) for each in "st"]
    segments = [Segment(id="s"), Segment(id="t")]
    spent = budget(plan_of(Action(id="ac", cost=10.0, type="act_buy"), Action(cost=4.0), links, segments))
    assert spent.by_segment == {"s": 5.0, "t": 5.0, None: 4.0}
    assert spent.by_type == {"act_buy": 10.0, None: 4.0}
    assert (spent.cost, spent.remaining, spent.used_share) == (14.0, None, None)


@pytest.mark.parametrize(
    ("columns", "late"),
    [
        ({"end_date": day("2027-05-31"), "status": "status_in_progress"}, True),
        ({"end_date": day("2027-05-31"), "status": "status_done"}, False),
        ({"end_date": day("2027-06-01"), "status": "status_in_progress"}, False),
        ({"start_date": day("2027-05-31")}, True),
        ({"start_date": day("2027-05-31"), "status": "status_in_progress"}, False),
        ({}, False),
    ],
)
def test_an_action_is_late_when_it_should_have_started_or_ended(columns: dict[str, Any], late: bool) -> None:
    assert is_late(Action(**columns), day("2027-06-01")) is late


def test_coverage_tells_what_is_served_and_treated() -> None:
    frictions = [Friction(id=each, journey_id="jr", touchpoint_id="a") for each in ("f", "g")]
    future = [*drawn({}, journey_id="to_be", kind="jk_to_be"), Friction(id="h", journey_id="to_be")]
    rows = [
        *drawn({"in>a": 1.0}),
        *frictions,
        *[row for row in future if row.id != "in"],
        Objective(id="o"),
        Objective(id="p"),
        Action(id="ac"),
        ActionObjective(action_id="ac", objective_id="o"),
        ActionFriction(action_id="ac", friction_id="g"),
    ]
    found = coverage(plan_of(rows), day("2027-06-01"))
    assert (found.served_objectives, found.objectives) == (("o",), ("o", "p"))
    assert (found.treated_frictions, found.frictions) == (("g",), ("f", "g", "h"))
    assert (found.without_owner, found.late) == (("ac",), ())


@pytest.mark.feature("feat_lead_time")
def test_the_effect_comes_a_lead_time_after_the_end() -> None:
    assert expected_effect_date(Action(end_date=day("2027-02-26"), lead_time_days=30)) == day("2027-03-28")
    assert expected_effect_date(Action(lead_time_days=30)) is None


def test_tools_score_over_the_rated_criteria_with_the_teams_weights() -> None:
    ratings = {"tsc_integration": 5, "tsc_budget_fit": 2, "tsc_testable": None}
    rows = [ToolRating(id=each, tool_id="t", criterion=each, rating=rating) for each, rating in ratings.items()]
    tool = Tool(id="t")
    assert tool_score(plan_of(tool, rows), tool) == pytest.approx((15 * 5 + 10 * 2) / (5 * 25) * 100)
    own = ToolWeight(criterion="tsc_integration", weight=0.0)
    assert tool_score(plan_of(tool, rows, own), tool) == pytest.approx(40.0)
    assert tool_score(plan_of(tool), tool) is None


@pytest.mark.feature("feat_shared_needs")
def test_needs_rank_by_their_number_of_segments_after_the_teams_own_ranks() -> None:
    needs = [FunctionalNeed(id=each) for each in ("few", "many", "chosen")]
    needs[2].rank = 1
    links = [NeedSegment(id=f"many{each}", need_id="many", segment_id=each) for each in "st"]
    found = rank_needs(plan_of(needs, links, Segment(id="s"), Segment(id="t")))
    assert [(need.id, count) for need, count in found] == [("chosen", 0), ("many", 2), ("few", 0)]


@pytest.mark.feature("feat_readings")
def test_progress_is_the_share_of_the_way_also_downwards() -> None:
    assert target_progress(15.0, 18.0, 22.0) == pytest.approx(0.4286, abs=1e-4)
    assert target_progress(14.0, 11.8, 10.0) == pytest.approx(0.55)
    assert target_progress(14.0, 11.8, 14.0) is None


def test_time_elapsed_stays_between_start_and_due_date() -> None:
    start, due = day("2027-01-01"), day("2027-01-11")
    assert [elapsed_share(start, day(each), due) for each in ("2026-12-01", "2027-01-06", "2027-03-01")] == [0, 0.5, 1]
    assert elapsed_share(start, day("2027-01-06"), start) is None


@pytest.mark.parametrize(
    ("progress", "elapsed", "status"),
    [
        (1.0, 0.2, ProgressStatus.REACHED),
        (0.4, 0.5, ProgressStatus.ON_TRACK),
        (0.39, 0.5, ProgressStatus.BEHIND),
        (-0.01, 0.0, ProgressStatus.REVERSED),
        (0.0, None, ProgressStatus.ON_TRACK),
    ],
)
def test_a_reading_is_behind_ten_points_after_the_time(
    progress: float, elapsed: float | None, status: ProgressStatus
) -> None:
    assert progress_status(progress, elapsed) == status


def test_a_reading_prefers_the_objective_of_its_segment() -> None:
    objectives = [Objective(id=each, kpi="kpi_nps", baseline=0.0, target=10.0) for each in ("other", "own")]
    links = [ObjectiveSegment(id=each, objective_id=each, segment_id=each) for each in ("other", "own")]
    reading = KpiReading(kpi="kpi_nps", segment_id="own", value=5.0)
    found = reading_progress(plan_of(objectives, links, Segment(id="own"), Segment(id="other"), reading), reading)
    assert found is not None
    assert (found.row_id, found.progress, found.elapsed) == ("own", 0.5, None)


def test_a_reading_that_nothing_measures_has_no_progress() -> None:
    reading = KpiReading(kpi="kpi_nps", value=5.0)
    assert reading_progress(plan_of(reading, Objective(kpi="kpi_nps", baseline=1.0, target=1.0)), reading) is None


def variants(*counts: int | None) -> AbTest:
    return AbTest(success_a=counts[0], trials_a=counts[1], success_b=counts[2], trials_b=counts[3])


@pytest.mark.feature("feat_ab_test")
def test_variants_compare_as_in_the_worked_example() -> None:
    found = compare_variants(variants(60, 1000, 84, 1200))
    assert found is not None
    assert (found.uplift or 0) * 100 == pytest.approx(16.67, abs=5e-3)
    assert [found.z, found.p_value] == pytest.approx([0.94, 0.35], abs=5e-3)
    assert not found.is_significant


def test_a_difference_between_tiny_groups_is_never_significant() -> None:
    found = compare_variants(variants(0, 10, 9, 10))
    assert found is not None
    assert found.p_value is not None
    assert found.p_value < 0.05
    assert (found.is_significant, found.uplift) == (False, None)


@pytest.mark.parametrize("counts", [(None, 10, 1, 10), (1, 0, 1, 10), (11, 10, 1, 10), (-1, 10, 1, 10)])
def test_impossible_counts_are_not_compared(counts: tuple[int | None, ...]) -> None:
    assert compare_variants(variants(*counts)) is None


def test_variants_that_never_succeed_cannot_be_told_apart() -> None:
    found = compare_variants(variants(0, 10, 0, 10))
    assert found is not None
    assert (found.z, found.p_value) == (None, None)


@pytest.mark.feature("feat_objective_smart")
def test_the_five_lights_of_an_objective() -> None:
    plan = Plan(id=PLAN_ROW, start_date=day("2027-01-01"))
    full: dict[str, Any] = {
        "aspect": "obj_conversion",
        "serves_all_customers": True,
        "kpi": "kpi_churn_rate",
        "baseline": 10.0,
        "target": 8.0,
        "is_achievable": True,
        "priority": 1,
        "due_date": day("2027-06-30"),
    }
    assert smart_lights(plan_of(plan), Objective(**full)).all_on
    off = {"aspect": "specific", "target": "measurable", "is_achievable": "achievable", "priority": "relevant"}
    for column, light in {**off, "due_date": "time_bound"}.items():
        lights = smart_lights(plan_of(plan), Objective(**{**full, column: None}))
        assert not getattr(lights, light)
        assert not lights.all_on
    assert not smart_lights(plan_of(plan), Objective(**{**full, "target": 12.0})).measurable
    assert not smart_lights(plan_of(plan), Objective(**{**full, "due_date": day("2027-01-01")})).time_bound
