from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.catalogue import catalogue
from strategy.kpis import CALCULATORS, Form, Input, InputKind, KpiError, Outcome, Remark, compute
from tests.strategy.kpis.cases import PARTS, P, R

_WHOLE = st.one_of(st.integers(0, 40), st.integers(-3, 10**400), st.just(0))
_NUMBER = st.one_of(st.floats(0, 1), st.floats(-1e3, 1e3), st.floats(allow_nan=True, allow_infinity=True), st.none())
_PLAIN = [
    (kpi, form)
    for kpi, each in CALCULATORS.items()
    for form in each.forms
    if not form.reads_plan and any(not asked.is_context for asked in form.inputs)
]
SHARE = st.floats(0.0, 0.99)


def drawn_for(asked: Input) -> st.SearchStrategy[Any]:  # any: whatever a plan may hold
    if asked.kind is InputKind.COUNT:
        return _WHOLE
    if asked.kind is InputKind.COUNTS:
        return st.lists(st.integers(0, 30), min_size=asked.size, max_size=asked.size)
    if asked.kind is InputKind.FIGURES:
        return st.lists(_NUMBER, max_size=5)
    if asked.kind is InputKind.TABLE:
        return st.lists(st.lists(st.floats(-1, 5), min_size=2, max_size=3), max_size=3)
    return st.sampled_from(asked.options) if asked.options else _NUMBER


def outcome_of(kpi: str, inputs: dict[str, Any], form: str) -> Outcome | KpiError:  # any: see `drawn_for`
    try:
        return compute(kpi, inputs, form_name=form)
    except KpiError as problem:
        return problem


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_is_given_a_value_is_a_number_in_its_range_or_an_error(data: st.DataObject) -> None:
    kpi, form = data.draw(st.sampled_from(_PLAIN))
    inputs = {each.key: data.draw(drawn_for(each)) for each in form.inputs}
    outcome = outcome_of(kpi, inputs, form.name)
    if isinstance(outcome, KpiError):
        assert outcome.code in {entry.id for entry in catalogue().entries("error_codes")}
        assert outcome.keys
        return
    assert math.isfinite(outcome.value)
    entry = catalogue()[kpi]
    low, high = entry.get("min"), entry.get("max")
    is_inside = (low is None or outcome.value >= low - 1e-6) and (high is None or outcome.value <= high + 1e-6)
    assert is_inside or Remark.CHECK in outcome.remarks


@given(part=st.integers(0, 10**6), more=st.integers(0, 10**6), times=st.integers(1, 10**6), case=st.sampled_from(PARTS))
@settings(max_examples=40, deadline=None)
def test_a_share_does_not_depend_on_how_many_there_are(
    part: int, more: int, times: int, case: tuple[str, str, str]
) -> None:
    kpi, part_key, whole_key = case
    whole = part + more + 1
    small, large = (compute(f"kpi_{kpi}", {part_key: part * n, whole_key: whole * n}).value for n in (1, times))
    assert small == pytest.approx(large)


@given(counts=st.lists(st.integers(0, 50), min_size=11, max_size=11).filter(any), times=st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_nps_turns_round_with_its_scale_of_opinions_and_not_with_its_size(counts: list[int], times: int) -> None:
    value = compute("kpi_nps", {"scores": counts}).value
    assert value == pytest.approx(compute("kpi_nps", {"scores": [each * times for each in counts]}).value)
    groups = {"promoters": sum(counts[9:]), "passives": sum(counts[7:9]), "detractors": sum(counts[:7])}
    assert compute("kpi_nps", groups).value == value
    turned = {**groups, "promoters": groups["detractors"], "detractors": groups["promoters"]}
    assert compute("kpi_nps", turned).value == -value


@given(r=SHARE, margin=st.floats(-1e4, 1e4), d=st.floats(0.0, 1.0))
@settings(max_examples=40, deadline=None)
def test_the_lifetime_models_agree_where_they_meet(r: float, margin: float, d: float) -> None:
    later = compute("kpi_cltv_retention", {"margin": margin, "r": r, "d": d})
    now = later.beside["margin_now"]
    assert now - later.value == pytest.approx(margin, abs=1e-5)
    horizon = compute("kpi_cltv_berger_nasr", {"GC": margin, "M": 0, "r": r, "d": d, "n": 5000}).value
    assert horizon == pytest.approx(now, rel=1e-9, abs=1e-6)
    chain = {"P": [[r, 1 - r], [0, 1]], "R": [margin, 0], "d": d}
    assert compute("kpi_cltv_markov", chain).value == pytest.approx(now, rel=1e-9, abs=1e-6)
    if r > 0.0 and d == 0.0:
        lifetime = compute("kpi_customer_lifetime", {"churn": 1 - r}).value
        assert later.value == pytest.approx(margin * (lifetime - 1), rel=1e-6, abs=1e-6)


@given(r=st.floats(0.0, 1.0), d=st.floats(0.0, 1.0), n=st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_the_finite_horizon_is_the_sum_written_out(r: float, d: float, n: int) -> None:
    summed = sum(260 * r**i / (1 + d) ** i for i in range(n + 1))
    summed -= sum(50 * r ** (i - 1) / (1 + d) ** (i - 0.5) for i in range(1, n + 1))
    found = compute("kpi_cltv_berger_nasr", {"GC": 260, "M": 50, "r": r, "d": d, "n": n}).value
    assert found == pytest.approx(summed, rel=1e-9)


@given(times=st.floats(0.01, 1e4))
@settings(max_examples=30, deadline=None)
def test_lifetime_values_follow_the_currency(times: float) -> None:
    for kpi, inputs, money in (
        ("kpi_cltv_retention", {"margin": 48, "r": 0.9, "d": 0.12}, ("margin",)),
        ("kpi_cltv_berger_nasr", {"GC": 260, "M": 50, "r": 0.75, "d": 0.2, "n": 10}, ("GC", "M")),
    ):
        scaled = {key: value * times if key in money else value for key, value in inputs.items()}
        assert compute(kpi, scaled).value == pytest.approx(compute(kpi, inputs).value * times)
    migrated = compute("kpi_cltv_markov", {"P": P, "R": [each * times for each in R], "d": 0.12}).value
    assert migrated == pytest.approx(compute("kpi_cltv_markov", {"P": P, "R": R, "d": 0.12}).value * times)


def test_without_discounting_customers_who_leave_for_good_have_a_finite_value() -> None:
    found = compute("kpi_cltv_markov", {"P": P, "R": R, "d": 0}).value
    nearly = compute("kpi_cltv_markov", {"P": P, "R": R, "d": 1e-9}).value
    assert found == pytest.approx(nearly, abs=1e-4)


def test_each_form_has_a_name_of_its_own() -> None:
    for each in CALCULATORS.values():
        names = [form.name for form in each.forms]
        assert len(set(names)) == len(names)
        assert all(isinstance(form, Form) for form in each.forms)
