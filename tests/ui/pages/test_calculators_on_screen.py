"""Every calculator is within reach in the follow-up, gives its worked value there, and says its errors in words."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from resources.catalogue import catalogue
from resources.i18n import current
from strategy.kpis import CALCULATORS
from strategy.model import KpiReading
from strategy.naming import Naming
from tests.strategy.kpis.cases import ERRORS, GRAPH, WORKED, A
from tests.ui.pages.conftest import BridgeTo
from ui.models.entries import entry_options
from ui.pages.objectives.raw_figures import RawFigures

_LIFETIME = ("kpi_cltv_simple", "kpi_cltv_retention", "kpi_cltv_berger_nasr", "kpi_cltv_markov")


@pytest.mark.feature("feat_kpi_calculators", "feat_cltv_models")
def test_each_calculator_gives_its_worked_value_on_screen(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    figures = RawFigures(bridge)
    qtbot.addWidget(figures)
    names = Naming(bridge.snapshot(), current())
    offered = {kpi for kpi, _ in entry_options(bridge.snapshot(), "kpis")}
    assert offered >= set(CALCULATORS)
    first: dict[str, tuple[dict[str, object], float]] = {}
    for kpi, inputs, result in WORKED:
        first.setdefault(f"kpi_{kpi}", (inputs, result))
    assert len(first) == len(catalogue().entries("kpis")) == 67
    said = {}
    for kpi, (inputs, _result) in first.items():
        figures.show_reading(KpiReading(id=kpi, kpi=kpi, inputs=inputs))
        assert figures.fields, kpi
        said[kpi] = figures.result.text()
    typed = {kpi for kpi, (inputs, _) in first.items() if inputs not in (GRAPH, A)}
    for kpi in typed:
        shown = names.measure(first[kpi][1], kpi)
        assert said[kpi] == f"Computed: {shown}", kpi
    assert [said[kpi] for kpi in _LIFETIME] == [
        f"Computed: {names.measure(value, 'kpi_cltv_simple')}" for value in (240.0, 196.36, 568.78, 137.93)
    ]
    assert all(said[kpi].endswith(".") for kpi in set(first) - typed)  # no journey to read them from yet


@pytest.mark.feature("feat_kpi_calculators")
def test_each_error_is_said_in_words_on_screen(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    figures = RawFigures(bridge_to("empty"))
    qtbot.addWidget(figures)
    for number, (kpi, inputs, _code) in enumerate(ERRORS):
        figures.show_reading(KpiReading(id=str(number), kpi=f"kpi_{kpi}", inputs=inputs))
        said = figures.result.text()
        assert said.endswith("."), (kpi, inputs)
        assert not said.startswith("Computed"), (kpi, inputs)
        assert not {"_", "{"} & set(said), (kpi, said)
