from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from resources.catalogue import catalogue
from strategy.kpis import CALCULATORS, KpiError, compute
from strategy.model import KpiReading
from strategy.operations import add_reading
from strategy.plan_file import create_plan, open_plan
from tests.strategy.kpis.cases import (
    ERRORS,
    FAULTS,
    GRAPH,
    PARTS,
    REMARKS,
    TIMES,
    WORKED,
    A,
    Inputs,
    P,
    R,
    emotion,
    friction,
    graph_plan,
)
from tests.support import sample_plan

_GRAPH_KPIS = ("journey_success", "journey_duration", "touchpoint_dropoff", "touchpoint_leverage", "irritation_load")
_FAULT_CODES = {"err_inconsistent", "err_empty", "err_model_domain", "err_negative"}


def code_of(kpi: str, inputs: Inputs, **drawing: object) -> str:
    with pytest.raises(KpiError) as caught:
        compute(f"kpi_{kpi}", inputs, graph_plan(**drawing))  # type: ignore[arg-type] # what the case says
    return caught.value.code.value


def test_every_indicator_of_the_method_has_a_calculator_and_a_worked_example() -> None:
    assert list(CALCULATORS) == [entry.id for entry in catalogue().entries("kpis")]
    assert {f"kpi_{kpi}" for kpi, _, _ in WORKED} == set(CALCULATORS)


@pytest.mark.feature("feat_kpi_calculators")
@pytest.mark.parametrize(("kpi", "inputs", "result"), WORKED, ids=[f"{case[0]}-{case[2]}" for case in WORKED])
def test_worked_examples(kpi: str, inputs: Inputs, result: float) -> None:
    outcome = compute(f"kpi_{kpi}", inputs, graph_plan())
    assert outcome.value == pytest.approx(result, abs=0.005)


def test_the_first_worked_example_of_each_is_the_one_of_the_catalogue() -> None:
    first: dict[str, float] = {}
    for kpi, _, result in WORKED:
        first.setdefault(f"kpi_{kpi}", result)
    assert first == {entry.id: entry.get("worked_result") for entry in catalogue().entries("kpis")}


@pytest.mark.feature("feat_kpi_calculators")
@pytest.mark.parametrize(("kpi", "inputs", "code"), ERRORS, ids=[f"{case[0]}-{case[2]}" for case in ERRORS])
def test_error_cases(kpi: str, inputs: Inputs, code: str) -> None:
    assert code_of(kpi, inputs) == code


@pytest.mark.feature("feat_kpi_calculators")
@pytest.mark.parametrize(("kpi", "part", "whole"), PARTS, ids=[case[0] for case in PARTS])
def test_a_part_needs_a_whole_and_is_not_more(kpi: str, part: str, whole: str) -> None:
    assert code_of(kpi, {part: 0, whole: 0}) == "err_zero_denominator"
    assert code_of(kpi, {part: 6, whole: 5}) == "err_inconsistent"
    assert compute(f"kpi_{kpi}", {part: 5, whole: 5}).value == 100.0


@pytest.mark.feature("feat_kpi_calculators")
@pytest.mark.parametrize(("kpi", "inputs", "remark"), REMARKS, ids=[case[0] for case in REMARKS])
def test_values_given_with_a_warning(kpi: str, inputs: Inputs, remark: str) -> None:
    assert compute(f"kpi_{kpi}", inputs).remarks == (remark,)


@pytest.mark.feature("feat_kpi_calculators")
@pytest.mark.parametrize(("passages", "code"), FAULTS)
def test_faults_of_a_graph_are_errors_of_all_that_is_read_from_it(passages: dict[str, float], code: str) -> None:
    for kpi in (*_GRAPH_KPIS, "emotional_balance"):
        assert code_of(kpi, A, passages=passages) == code


def test_every_error_that_the_method_writes_out_has_a_case() -> None:
    shown = {(kpi, code) for kpi, _, code in (*ERRORS, *REMARKS)}
    shown |= {(kpi, code) for kpi, _, _ in PARTS for code in ("err_zero_denominator", "err_inconsistent")}
    shown |= {(kpi, code) for kpi in _GRAPH_KPIS for code in _FAULT_CODES}
    shown.add(("touchpoint_leverage", "err_model_domain"))
    written = {
        (entry.id.removeprefix("kpi_"), code)
        for entry in catalogue().entries("kpis")
        for line in entry.get("errors")
        for code in re.findall(r"(?:err|warn)_\w+", line)
    }
    assert written <= shown


def given_for(kpi: str, inputs: Inputs) -> str:
    """The code of the error, or the value that there is instead."""
    try:
        return str(compute(kpi, inputs, graph_plan()).value)
    except KpiError as error:
        return error.code.value


def test_nothing_given_is_missing_data_and_never_zero() -> None:
    given = {(kpi, *inputs): given_for(kpi, inputs) for kpi in CALCULATORS for inputs in ({}, {"graph": "gone"})}
    assert {case: found for case, found in given.items() if found != "err_empty"} == {}
    assert len(given) == 2 * len(CALCULATORS)


def test_each_input_of_a_worked_example_is_asked_for() -> None:
    for kpi, inputs, _result in WORKED:
        asked = {each.key for form in CALCULATORS[f"kpi_{kpi}"].forms for each in form.inputs}
        assert set(inputs) <= asked or CALCULATORS[f"kpi_{kpi}"].gathers, kpi


def test_inputs_of_the_catalogue_are_those_of_the_calculators() -> None:
    """The period is the reading's own; answers one by one and groups stand for counts."""
    for entry in catalogue().entries("kpis"):
        asked = {each.key for form in CALCULATORS[entry.id].forms for each in form.inputs}
        written = {str(part.get("key")) for part in entry.parts("inputs")} - {"period"}
        assert written <= asked, entry.id


def test_raw_figures_that_are_not_numbers_have_no_value() -> None:
    for wrong in (float("nan"), float("inf"), True, "many"):
        assert code_of("roi", {"gain": wrong, "cost": 5}) == "err_out_of_scale"
    assert code_of("renewal_rate", {"renewed": 2.5, "due_for_renewal": 5}) == "err_not_integer"


def test_an_error_names_the_inputs_to_correct() -> None:
    for kpi, inputs, keys in (
        ("kpi_upsell_rate", {"upgraded": 1, "eligible": 0}, ("eligible",)),
        ("kpi_upsell_rate", {"upgraded": 3, "eligible": 2}, ("upgraded", "eligible")),
        ("kpi_cltv_retention", {"margin": 1, "r": 0.5}, ("d",)),
    ):
        with pytest.raises(KpiError) as caught:
            compute(kpi, inputs)
        assert caught.value.keys == keys


def test_nps_shows_its_shares_and_its_margin() -> None:
    beside = compute("kpi_nps", {"promoters": 110, "passives": 60, "detractors": 30}).beside
    assert beside["margin"] == pytest.approx(10.2, abs=0.05)
    shares = [beside[f"{group}_percent"] for group in ("promoters", "passives", "detractors")]
    assert shares == pytest.approx([55.0, 30.0, 15.0])


def test_satisfaction_shows_its_mean_beside() -> None:
    five = compute("kpi_csat_5", {"scores": [4, 6, 20, 40, 30]}).beside
    seven = compute("kpi_csat_7", {"scores": [2, 3, 5, 15, 25, 30, 20]}).beside
    assert [five["mean"], five["normalised_mean"]] == pytest.approx([3.86, 71.5])
    assert [seven["mean"], seven["normalised_mean"]] == pytest.approx([5.28, 71.3], abs=0.05)


def test_waits_show_their_mean_and_median_and_what_was_left_out() -> None:
    beside = compute("kpi_waiting_time", {"waits": [18, 12, None, 9, 8, 6, 4, 3, 2, 2, 1]}).beside
    assert (beside["mean"], beside["median"], beside["left_out"]) == (6.5, 5.0, 1)


def test_an_ab_test_is_shown_even_without_uplift() -> None:
    beside = compute("kpi_ab_uplift", {"success_A": 60, "n_A": 1000, "success_B": 84, "n_B": 1200}).beside
    assert (beside["z"], beside["p_value"]) == pytest.approx((0.94, 0.35), abs=0.005)
    assert beside["is_significant"] == 0.0
    with pytest.raises(KpiError) as caught:
        compute("kpi_ab_uplift", {"success_A": 0, "n_A": 100, "success_B": 20, "n_B": 100})
    assert caught.value.beside["p_value"] < 0.001


def test_a_dimension_without_a_score_is_left_out_with_its_weight() -> None:
    outcome = compute("kpi_engagement_index", {"scores": [40, None, 60], "weights": [1, 100, 3]})
    assert (outcome.value, outcome.beside["left_out"]) == (55.0, 1)


def test_leverage_is_nothing_with_a_note_where_nobody_drops_off_and_unknown_where_nobody_goes_on() -> None:
    rows = graph_plan({"in>a": 0.5, "in>b": 0.5, "a>won": 1.0, "b>lost": 1.0})
    found = compute("kpi_touchpoint_leverage", A, rows)
    assert (found.value, found.remarks) == (0.0, ("note_nobody_drops_off",))
    with pytest.raises(KpiError) as caught:
        compute("kpi_touchpoint_leverage", {"graph": "jr", "touchpoint": "b"}, rows)
    assert caught.value.code == "err_model_domain"


def test_a_negative_delay_is_refused() -> None:
    assert code_of("journey_duration", GRAPH, delays={"a>b": -1.0}) == "err_negative"


def test_a_journey_without_friction_has_no_irritation_and_says_so() -> None:
    found = compute("kpi_irritation_load", GRAPH, graph_plan())
    assert (found.value, found.remarks) == (0.0, ("note_no_friction",))


def test_frictions_and_emotions_are_read_from_the_journey() -> None:
    rows = graph_plan(None, friction(severity=3, frequency=0.4), emotion("a", "emo_trust"), emotion("b", "emo_anger"))
    visits = {"a": 1.13636, "b": 0.68182}
    assert compute("kpi_irritation_load", GRAPH, rows).value == pytest.approx(1.2 * visits["a"], abs=1e-4)
    balance = (0.7 * visits["a"] - 0.9 * visits["b"]) / sum(visits.values())
    assert compute("kpi_emotional_balance", GRAPH, rows).value == pytest.approx(balance, abs=1e-4)
    unfinished = graph_plan(None, friction(severity=3))
    with pytest.raises(KpiError, match="err_empty"):
        compute("kpi_irritation_load", GRAPH, unfinished)
    with pytest.raises(KpiError, match="err_out_of_scale"):
        compute("kpi_emotional_balance", GRAPH, graph_plan(None, emotion("a", "own", valence=2.0)))


def test_the_measured_share_is_counted_from_the_journey() -> None:
    rows = graph_plan(touchpoints={"a": {"measured": "yes"}, "b": {"measured": "partly"}})
    assert compute("kpi_touchpoint_measured_share", GRAPH, rows).value == 75.0


def test_all_states_of_a_migration_have_their_value() -> None:
    beside = compute("kpi_cltv_markov", {"P": P, "R": R, "d": 0.12}).beside
    assert [beside[f"state_{state}"] for state in (1, 2, 3)] == pytest.approx([137.93, 20.85, 0.0], abs=0.005)


@pytest.mark.feature("feat_cltv_models")
def test_the_four_lifetime_models_give_the_values_of_the_method() -> None:
    models = {kpi: (inputs, result) for kpi, inputs, result in reversed(WORKED) if kpi.startswith("cltv_")}
    found = {kpi: round(compute(f"kpi_{kpi}", inputs).value, 2) for kpi, (inputs, _result) in models.items()}
    expected = {"cltv_simple": 240.0, "cltv_retention": 196.36, "cltv_berger_nasr": 568.78, "cltv_markov": 137.93}
    assert found == expected


@pytest.mark.feature("feat_audit_kpis")
def test_the_readings_of_the_samples_are_computed_from_their_inputs() -> None:
    """The inputs pass through the column of the plan as JSON."""
    for sample in ("saas", "bank", "shop"):
        for reading in sample_plan(sample).all(KpiReading):
            if reading.inputs:
                outcome = compute(reading.kpi, json.loads(json.dumps(reading.inputs)))
                assert outcome.value == pytest.approx(reading.value, abs=0.6 if "csat" in reading.kpi else 0.05)


def test_the_time_of_a_journey_is_that_of_its_graph() -> None:
    beside = compute("kpi_journey_duration", GRAPH, graph_plan(None, **TIMES)).beside
    assert set(beside) == {"success_hours", "drop_off_hours"}


def test_raw_inputs_come_back_from_the_file_as_they_were_given(tmp_path: Path) -> None:
    path = tmp_path / "plan.periple"
    with create_plan(path, name="Plan", language="en") as document, document.transact("Readings"):
        for kpi, inputs, _ in WORKED:
            add_reading(document, f"kpi_{kpi}", inputs=inputs)
    with open_plan(path) as document:
        for reading, (_, inputs, result) in zip(document.all(KpiReading), WORKED, strict=True):
            assert reading.inputs == inputs
            assert compute(reading.kpi, reading.inputs, graph_plan()).value == pytest.approx(result, abs=0.005)
