"""The three samples give the results that the method works out for them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from journey.analysis import journey_results, most_probable_path, rank_frictions
from journey.model import Friction, Journey, Touchpoint
from strategy.analysis import (
    area_score,
    budget,
    compare_variants,
    rank_actions,
    reading_progress,
    tool_score,
    total_effort_days,
)
from strategy.links import actions_of_friction
from strategy.method import Progression, findings, orphans, step_states
from strategy.model import AbTest, KpiReading, Tool
from strategy.trace import Chain, Element, TraceGraph, chains
from tests.strategy.sample_figures import (
    ACTIONS,
    AREAS,
    FRICTIONS,
    JOURNEYS,
    PATHS,
    READINGS,
    TESTS,
    TOOLS,
    TOUCHPOINTS,
)
from tests.support import sample_plan

TODAY = datetime.date(2027, 1, 4)
SAMPLES = ["saas", "bank", "shop"]


@pytest.mark.parametrize("row", JOURNEYS, ids=lambda row: row[1])
@pytest.mark.feature("feat_irritation_load", "feat_journey_metrics", "feat_plan_samples")
def test_journeys_have_the_expected_figures(row: tuple[Any, ...]) -> None:  # Any: a line of a table
    sample, journey_id, success, drop_off, visits, hours, irritation, balance, valence, lowest, measured = row
    results = journey_results(sample_plan(sample), journey_id)
    assert [results.success, results.drop_off, results.visits] == pytest.approx([success, drop_off, visits], abs=1e-3)
    assert [results.irritation_load, results.emotional_balance] == pytest.approx([irritation, balance], abs=1e-3)
    assert results.duration_hours == pytest.approx(hours, abs=0.05)
    assert results.measured_share == pytest.approx(float(measured) / 100, abs=5e-4)
    assert results.lowest is not None
    assert (results.lowest.touchpoint_id, round(results.lowest.valence or 0, 4)) == (lowest, valence)


@pytest.mark.parametrize(("sample", "journey_id", "path", "probability"), PATHS)
@pytest.mark.feature("feat_paths", "feat_plan_samples")
def test_journeys_have_the_expected_most_probable_path(
    sample: str, journey_id: str, path: str, probability: float
) -> None:
    found = most_probable_path(sample_plan(sample), journey_id)
    assert found is not None
    assert " ".join(found[0]) == path
    assert found[1] == pytest.approx(probability, abs=1e-6)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_journey_metrics", "feat_plan_samples")
def test_touchpoints_have_the_expected_figures(sample: str) -> None:
    plan = sample_plan(sample)
    found = {
        each.touchpoint_id: [each.visits, each.reach, each.lost_here, each.leverage]
        for journey in plan.all(Journey)
        for each in journey_results(plan, journey.id).touchpoints.values()
    }
    expected = {row[1]: row[2:] for row in TOUCHPOINTS if row[0] == sample}
    assert found.keys() == expected.keys()
    for touchpoint_id, figures in expected.items():
        assert found[touchpoint_id] == pytest.approx(figures, abs=1e-3), touchpoint_id


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_friction_ranking", "feat_plan_samples")
def test_frictions_rank_as_expected(sample: str) -> None:
    ranked = rank_frictions(sample_plan(sample))
    assert [(each.friction_id, each.band) for each in ranked] == [(row[0], row[3]) for row in FRICTIONS[sample]]
    assert [each.reach for each in ranked] == pytest.approx([row[1] for row in FRICTIONS[sample]], abs=1e-3)
    assert [each.score for each in ranked] == pytest.approx([row[2] for row in FRICTIONS[sample]], abs=0.05)


@pytest.mark.parametrize(("sample", "area", "score", "reading"), AREAS)
@pytest.mark.feature("feat_plan_samples", "feat_capability_scores")
def test_capability_areas_score_as_expected(sample: str, area: str, score: float, reading: str) -> None:
    found = area_score(sample_plan(sample), area)
    assert found.score == pytest.approx(score, abs=1e-3)
    assert found.reading == reading


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_plan_samples", "feat_tool_compare")
def test_tools_score_as_expected(sample: str) -> None:
    plan = sample_plan(sample)
    assert [tool_score(plan, tool) for tool in plan.all(Tool)] == pytest.approx(TOOLS[sample], abs=0.05)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_plan_samples", "feat_priority_matrix")
def test_actions_rank_as_expected(sample: str) -> None:
    ranked = rank_actions(sample_plan(sample))
    found = [(each.action_id, each.effort, each.weight, each.quadrant) for each in ranked]
    assert found == [(row[0], row[1], row[2], row[4]) for row in ACTIONS[sample]]
    assert [each.score for each in ranked] == pytest.approx([row[3] for row in ACTIONS[sample]], abs=1e-3)


@pytest.mark.parametrize(
    ("sample", "cost", "used", "days"),
    [("saas", 117500, 0.979, 165), ("bank", 398000, 0.995, 299), ("shop", 56500, 0.942, 126)],
)
@pytest.mark.feature("feat_plan_samples", "feat_budget_check")
def test_the_budget_adds_up_as_expected(sample: str, cost: float, used: float, days: float) -> None:
    spent = budget(sample_plan(sample))
    assert spent.cost == cost
    assert spent.used_share == pytest.approx(used, abs=5e-4)
    assert total_effort_days(sample_plan(sample)) == days
    for breakdown in (spent.by_segment, spent.by_type, spent.by_horizon):
        assert sum(breakdown.values()) == pytest.approx(cost)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_plan_samples", "feat_readings")
def test_readings_progress_as_expected(sample: str) -> None:
    plan = sample_plan(sample)
    readings = plan.where(KpiReading, origin="follow_up")
    progress = [reading_progress(plan, reading) for reading in readings]
    found = [
        (
            reading.kpi,
            each.row_id,
            round(each.progress * 100, 1),
            round((each.elapsed or 0) * 100, 1),
            each.status.value,
        )
        for reading, each in zip(readings, progress, strict=True)
        if each is not None
    ]
    assert found == READINGS[sample]


@pytest.mark.parametrize(("sample", "test_id", "rate_a", "rate_b", "uplift", "z", "p_value"), TESTS)
@pytest.mark.feature("feat_plan_samples", "feat_ab_test")
def test_variants_compare_as_expected(
    sample: str, test_id: str, rate_a: float, rate_b: float, uplift: float, z: float, p_value: float
) -> None:
    test = sample_plan(sample).get(AbTest, test_id)
    assert test is not None
    found = compare_variants(test)
    assert found is not None
    assert found.is_significant
    assert [found.rate_a * 100, found.rate_b * 100] == pytest.approx([rate_a, rate_b], abs=5e-3)
    assert [(found.uplift or 0) * 100, found.z] == pytest.approx([uplift, z], abs=0.05)
    assert found.p_value == pytest.approx(p_value, abs=5e-6)


# Every warning that the method names for each sample, and no other. Of assumed emotions it gives the number only.
WARNINGS = {
    "saas": {
        "warn_no_follow_up": "fa_welcome fa_first_project fa_help fa_support fa_invite fa_limit fa_pricing fa_checkout "
        "fb_referral fb_webinar fb_support fb_pricing ha_call",
        "warn_unmeasured": "fa_help ha_call",
        "warn_all_one_way": "jr_saas_free_as_is:st_consideration jr_saas_free_as_is:st_evaluation",
        "info_partial_journey": "jr_saas_free_as_is jr_saas_free_to_be jr_saas_hv_as_is jr_saas_hv_to_be",
        "warn_emotion_without_evidence": "jr_saas_free_to_be:8 jr_saas_hv_as_is:1 jr_saas_hv_to_be:5",
        "info_ot_optional": "",
    },
    "bank": {
        "warn_no_follow_up": "ca_phone ca_message ca_branch ca_callback ca_complaint ca_survey",
        "warn_unmeasured": "ca_statement ca_branch ca_callback",
        "info_partial_journey": "jr_bank_as_is jr_bank_to_be",
        "warn_emotion_without_evidence": "jr_bank_to_be:8",
    },
    "shop": {
        "warn_segment_without_objective": "sg_shop_oneoff",
        "warn_no_follow_up": "da_newsletter da_home da_app da_social da_product da_reviews da_cart da_checkout da_chat "
        "db_newsletter db_home db_app db_social db_product db_checkout db_chat",
        "warn_unmeasured": "da_reviews da_chat",
        "warn_all_one_way": "jr_shop_as_is:st_consideration jr_shop_as_is:st_evaluation",
        "warn_stage_without_touchpoint": "jr_shop_to_be",
        "warn_emotion_without_evidence": "jr_shop_as_is:1 jr_shop_to_be:8",
        "info_ot_optional": "",
    },
}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_evidence_levels", "feat_plan_samples")
def test_samples_raise_the_expected_warnings_and_no_other(sample: str) -> None:
    plan = sample_plan(sample)
    found: dict[str, list[str]] = {}
    for each in findings(plan, today=TODAY):
        subject = each.row_id
        if each.rule_id == "warn_all_one_way":
            subject = f"{each.values['journey']}:{each.values['stage']}"
        if each.rule_id == "warn_emotion_without_evidence":
            touchpoint = plan.get(Touchpoint, each.row_id)
            subject = touchpoint.journey_id if touchpoint else ""
        found.setdefault(each.rule_id, []).append(subject)
    assumed = found["warn_emotion_without_evidence"]
    found["warn_emotion_without_evidence"] = [f"{each}:{assumed.count(each)}" for each in dict.fromkeys(assumed)]
    assert {rule: set(subjects) for rule, subjects in found.items()} == {
        rule: set(subjects.split(" ")) for rule, subjects in WARNINGS[sample].items()
    }


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_ot_optional")
def test_samples_complete_the_five_steps(sample: str) -> None:
    *steps, follow_up = step_states(sample_plan(sample), today=TODAY).values()
    assert {each.state for each in steps} == {Progression.COMPLETE}
    assert follow_up.state == Progression.IN_PROGRESS


@pytest.mark.parametrize(
    ("sample", "chain"),
    [
        (
            "saas",
            "ob_saas_3 sg_saas_high_value jr_saas_hv_as_is ha_ticket fc_saas_9 sw_saas_3 ac_saas_5 kpi_churn_rate",
        ),
        ("bank", "ob_bank_2 sg_bank_long jr_bank_as_is ca_phone fc_bank_2 sw_bank_4 ac_bank_1 kpi_waiting_time"),
        ("shop", "ob_shop_1 sg_shop_loyal jr_shop_as_is da_cart fc_shop_2 sw_shop_2 ac_shop_1 kpi_cart_recovery_rate"),
    ],
)
def test_the_thread_of_each_sample_is_a_full_chain(sample: str, chain: str) -> None:
    assert Chain(*chain.split()) in chains(sample_plan(sample))


@pytest.mark.feature("feat_traceability")
def test_the_waiting_time_of_the_bank_is_reached_from_its_objective_and_back() -> None:
    graph = TraceGraph(sample_plan("bank"))
    objective, kpi = Element("objective", "ob_bank_2"), Element("kpi", "kpi_waiting_time")
    assert kpi in graph.path(objective)
    assert objective in graph.path(kpi)


@pytest.mark.parametrize("sample", SAMPLES)
def test_orphan_frictions_are_those_without_action(sample: str) -> None:
    plan = sample_plan(sample)
    expected = {each.id for each in plan.all(Friction) if not actions_of_friction(plan, each.id)}
    assert set(orphans(plan)["friction_without_action"]) == expected
