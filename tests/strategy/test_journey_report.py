from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.model import Friction, Journey, Segment
from resources.i18n import words
from storage.errors import PlanError
from strategy.journey_report import Values, journeys_called, report_lines, report_values
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from tests.strategy.sample_figures import FRICTIONS, JOURNEYS, TOUCHPOINTS
from tests.support import drawn, plan_of, sample_plan

CONTRACT = {
    "id", "name", "kind", "segment", "success", "drop_off", "expected_visits", "expected_duration_hours",
    "irritation_load", "emotional_balance", "measured_share_percent", "most_probable", "touchpoints", "frictions",
    "structure",
}  # fmt: skip
BROKEN = {"in>a": 1.0, "a>won": 0.4, "a>lost": 0.4, "a>b": 0.4, "b>c": 1.0, "c>b": 1.0}


def reported(snapshot: Snapshot, language: str = "en") -> Values:
    values = report_values(snapshot, snapshot.all(Journey), Naming(snapshot, words(language)))
    return json.loads(json.dumps(values, allow_nan=False))  # type: ignore[no-any-return]


@cache
def of_sample(name: str) -> Mapping[str, Values]:
    """The journeys of a sample, as the report has them."""
    return by_id(reported(sample_plan(name))["journeys"])


def texts(snapshot: Snapshot, language: str = "en") -> str:
    return "\n".join(report_lines(snapshot, snapshot.all(Journey), Naming(snapshot, words(language))))


def by_id(rows: list[Values]) -> dict[str, Values]:
    return {row["id"]: row for row in rows}


@pytest.mark.parametrize("row", JOURNEYS, ids=lambda row: row[1])
def test_the_report_has_the_figures_that_the_method_works_out(row: tuple[Any, ...]) -> None:  # Any: a line of a table
    sample, journey_id, success, drop_off, visits, hours, irritation, balance, valence, lowest, measured = row
    found = of_sample(sample)[journey_id]
    assert found.keys() >= CONTRACT
    assert [found["success"], found["drop_off"], found["expected_visits"]] == pytest.approx(
        [success, drop_off, visits], abs=1e-3
    )
    assert found["expected_duration_hours"] == pytest.approx(hours, abs=0.05)
    assert [found["irritation_load"], found["emotional_balance"]] == pytest.approx([irritation, balance], abs=1e-3)
    assert found["measured_share_percent"] == pytest.approx(float(measured), abs=0.05)
    assert found["structure"] == []
    emotions = found["emotions"]
    assert (emotions["lowest_touchpoint"], round(emotions["lowest"], 4)) == (lowest, valence)
    lost = sum(each["lost_share"] for each in [*found["entries"], *found["touchpoints"]])
    assert found["success"] + lost == pytest.approx(1.0)
    figures = ("expected_visits", "reach", "lost_share", "leverage_points")
    points = {line[1]: list(line[2:]) for line in TOUCHPOINTS if line[0] == sample}
    for each in found["touchpoints"]:
        assert [each[name] for name in figures] == pytest.approx(points[each["id"]], abs=1e-3)
    ranked = [line[0] for line in FRICTIONS[sample]]
    assert [each["id"] for each in found["frictions"]] == sorted(
        (each["id"] for each in found["frictions"]), key=ranked.index
    )
    for each in found["frictions"]:
        cost = each["cost_per_year"]
        assert 0.0 <= cost["low"] <= cost["likely"] <= cost["high"]


def test_a_journey_without_figures_says_why_and_where() -> None:
    found = reported(plan_of(drawn(BROKEN, name="Way"), Friction(id="f", journey_id="jr", touchpoint_id="a")))
    journey = found["journeys"][0]
    assert (journey["fault"], journey["success"]) == ("dead_end", None)
    assert {each["code"]: each["ids"] for each in journey["structure"]} == {
        "sum_above": ["a"], "loop_without_exit": ["b", "c"],
    }  # fmt: skip
    assert journey["frictions"][0]["cost_per_year"] == {"low": None, "likely": None, "high": None}
    assert "for ever" in texts(plan_of(drawn(BROKEN)))
    assert "tournent sans fin" in texts(plan_of(drawn(BROKEN)), "fr")


def test_what_nobody_can_reach_leaves_the_figures_in_peace() -> None:
    sound = {"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6}
    alone = reported(plan_of(drawn(sound)))["journeys"][0]
    beside = reported(plan_of(drawn({**sound, "x>y": 1.0, "y>x": 1.0, "z>lost": 0.3})))["journeys"][0]
    assert beside["success"] == alone["success"] == 0.4
    assert {each["code"] for each in beside["structure"]} == {"loop_without_exit", "unreachable", "sum_below"}


def test_where_nobody_succeeds_no_touchpoint_has_a_conversion_to_lose() -> None:
    report = reported(plan_of(drawn({"in>a": 1.0, "a>lost": 1.0, "a>won": 0.0})))["journeys"][0]
    (point,) = report["touchpoints"]
    assert (report["success"], point["removal_effect"], point["removal_points"]) == (0.0, None, 0.0)


def test_a_friction_on_a_passage_names_it_instead_of_a_touchpoint() -> None:
    rows = drawn({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6}, segment_id="sg")
    friction = Friction(id="f", journey_id="jr", transition_id="a>lost", loss_share=0.5)
    segment = Segment(id="sg", size=100, value_future=10.0)
    found = reported(plan_of(rows, friction, segment))["journeys"][0]["frictions"][0]
    assert (found["touchpoint"], found["transition"]) == (None, "a>lost")
    assert found["cost_per_year"]["likely"] == pytest.approx(0.3 * 100 * 10)


def test_a_journey_is_found_by_its_name_in_any_case() -> None:
    plan = plan_of(drawn({"in>won": 1.0}, name="Buying again"))
    assert [each.id for each in journeys_called(plan, "buying AGAIN ")] == ["jr"]
    assert [each.id for each in journeys_called(plan, "jr")] == ["jr"]


@pytest.mark.parametrize(("rows", "said"), [([], "none yet"), (drawn({"in>won": 1.0}, name="Way"), "“Way”")])
def test_an_unknown_journey_is_told_with_those_there_are(rows: list[Any], said: str) -> None:  # Any: rows
    with pytest.raises(PlanError) as caught:
        journeys_called(plan_of(rows), "Other")
    assert said in caught.value.text(words("en"))


def test_journeys_are_quoted_as_the_reader_quotes() -> None:
    with pytest.raises(PlanError) as caught:
        journeys_called(plan_of(drawn({"in>won": 1.0}, name="Way")), "Other")
    assert caught.value.text(words("fr")).endswith("Le plan contient «\u00a0Way\u00a0».")


def test_the_short_report_leaves_the_terminal_alone_and_calls_a_journey_without_name_so() -> None:
    rows = drawn({"in>a": 1.0}, touchpoints={"a": {"name": "A\x1b[2Jb\u202ec"}})
    said = texts(plan_of(rows))
    assert "Journey to name (As-is journey)" in said
    assert "“A [2Jb c”" in said


def test_the_short_report_speaks_the_language_of_the_reader() -> None:
    assert "réussite 5,1" in texts(sample_plan("shop"), "fr")
    assert "costs €11,322 a year" in texts(sample_plan("shop"))
    assert "No journey yet" in texts(plan_of())


NAMES = ["in", "a", "b", "c", "won", "lost"]
RATES = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0, 1.0, 1e-12, 0.9999, -0.5, 1.5])


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([f"{a}>{b}" for a in NAMES for b in NAMES]), RATES), st.booleans())
def test_any_drawing_gives_a_report_without_a_figure_that_is_no_number(
    passages: dict[str, float], is_scaled: bool
) -> None:
    if is_scaled:
        sums = {name: sum(max(p, 0) for way, p in passages.items() if way.startswith(f"{name}>")) for name in NAMES}
        passages = {way: max(p, 0) / (sums[way.split(">")[0]] or 1) for way, p in passages.items()}
    frictions = [
        Friction(id=f"f{way}", journey_id="jr", transition_id=way, loss_share=share, severity=3, frequency=0.5)
        for way, share in zip(passages, (1.0, None, 0.3), strict=False)
    ]
    here = Friction(id="here", journey_id="jr", touchpoint_id="a", severity=5, frequency=1.0)
    segment = Segment(id="sg", size=100, value_future=10.0)
    touchpoints = {name: {"minutes": 5.0} for name in NAMES}
    snapshot = plan_of(drawn(passages, segment_id="sg", touchpoints=touchpoints), *frictions, here, segment)
    journey = reported(snapshot)["journeys"][0]
    assert (journey["fault"] is None) == (journey["success"] is not None)
    assert texts(snapshot)
