from __future__ import annotations

import pytest

from resources.i18n import words
from strategy.kpis import CALCULATORS, InputKind, KpiError, compute
from strategy.kpis.readings import is_computed, value_after
from strategy.kpis.words import beside_words, choice_name, form_name, how_to_write, input_name, to_do
from strategy.model import KpiReading
from tests.strategy.kpis.cases import ERRORS, FAULTS, WORKED, A, P, R, graph_plan


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_input_choice_and_way_of_computing_has_a_name(language: str) -> None:
    reader = words(language)
    for kpi, calculator in CALCULATORS.items():
        names = [form_name(reader, kpi, form.name) for form in calculator.forms]
        assert len(set(names)) == len(names), kpi
        for asked in (each for form in calculator.forms for each in form.inputs):
            assert input_name(reader, kpi, asked.key) != asked.key
            assert all(choice_name(reader, each) != each for each in asked.options)
            assert bool(how_to_write(reader, asked)) == (
                asked.kind in (InputKind.COUNTS, InputKind.FIGURES, InputKind.TABLE)
            )


@pytest.mark.feature("feat_kpi_calculators")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_error_says_what_to_do_and_where(language: str) -> None:
    for kpi, inputs, _code in ERRORS:
        with pytest.raises(KpiError) as caught:
            compute(f"kpi_{kpi}", inputs, graph_plan())
        sentence = to_do(words(language), f"kpi_{kpi}", caught.value)
        assert sentence.endswith("."), kpi
        assert "{" not in sentence
        assert "_" not in sentence


def test_a_journey_without_figures_says_what_to_do_to_it() -> None:
    sentences = set()
    for passages, _code in FAULTS:
        with pytest.raises(KpiError) as caught:
            compute("kpi_journey_success", A, graph_plan(passages))
        sentences.add(to_do(words("en"), "kpi_journey_success", caught.value))
    assert len(sentences) == len(FAULTS)
    with pytest.raises(KpiError) as caught:
        compute("kpi_journey_success", {}, graph_plan())
    assert to_do(words("en"), "kpi_journey_success", caught.value) == "Still to fill in: “Journey”."


def test_a_typed_value_waits_for_its_figures_and_a_computed_one_does_not_outlive_them() -> None:
    rows = graph_plan()
    typed = KpiReading(kpi="kpi_upsell_rate", value=9.0)
    assert value_after(rows, typed, {"upgraded": 150}) == 9.0
    assert value_after(rows, typed, {"upgraded": 150, "eligible": 2000}) == 7.5
    computed = KpiReading(kpi="kpi_upsell_rate", value=7.5, inputs={"upgraded": 150, "eligible": 2000})
    assert is_computed(rows, computed)
    assert value_after(rows, computed, {"upgraded": 150}) is None
    assert value_after(rows, computed, {"upgraded": 150, "eligible": 100}) is None
    assert value_after(rows, computed, {}) == 7.5


def test_a_value_typed_over_its_figures_is_not_computed() -> None:
    rows = graph_plan()
    inputs = {"upgraded": 150, "eligible": 2000}
    assert not is_computed(rows, KpiReading(kpi="kpi_upsell_rate", value=8.0, inputs=inputs))
    assert not is_computed(rows, KpiReading(kpi="kpi_upsell_rate", value=8.0))
    assert not is_computed(rows, KpiReading(kpi="own", value=8.0, inputs=inputs))


def test_the_figures_beside_a_value_are_said_in_words() -> None:
    groups = {"promoters": 110, "passives": 60, "detractors": 30}
    assert beside_words(words("fr"), compute("kpi_nps", groups).beside) == "marge d’erreur à 95\u00a0% ± 10,18"
    states = compute("kpi_cltv_markov", {"P": P, "R": R, "d": 0.12}).beside
    assert beside_words(words("en"), states) == "Value of each state: 137.93; 20.85; 0"
    for kpi, inputs, _result in WORKED:
        assert "_" not in beside_words(words("en"), compute(f"kpi_{kpi}", inputs, graph_plan()).beside)
