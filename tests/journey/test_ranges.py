from __future__ import annotations

from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.draws import drawn_chains
from journey.flow import FlowInput, GraphFault, flow_of
from journey.fundamental import solve_flow
from journey.graph import journey_graph
from journey.markov import solve_input
from journey.model import Friction, RateOrigin, Transition
from journey.ranges import JourneyRanges, range_input, simulate, tornado
from journey.rates import Rate, rate_input, rates_of
from storage.base import Base
from strategy.snapshot import Snapshot
from tests.journey.walks import passages_of, random_journey, starts_of, walk
from tests.support import drawn, plan_of

EXAMPLE = {"in>a": 1.0, "a>b": 0.6, "a>lost": 0.4, "b>won": 0.5, "b>a": 0.2, "b>lost": 0.3}


def plan(passages: dict[str, float], *rows: Base, **columns: dict[str, Any]) -> Snapshot:  # Any: the column decides
    """A journey whose transitions have further columns: `count={"a>b": 60}`."""
    journey = drawn(passages)
    for column, values in columns.items():
        for row in journey:
            if isinstance(row, Transition) and row.id in values:
                setattr(row, column, values[row.id])
    return plan_of(journey, *rows)


def rates(snapshot: Snapshot) -> dict[str, Rate]:
    graph = journey_graph(snapshot, "jr")
    flow = flow_of(graph)
    assert isinstance(flow, FlowInput)
    return {rate.passage_id: rate for rate in rates_of(graph, flow)}


def ranges(snapshot: Snapshot, **options: int) -> JourneyRanges:
    found = range_input(snapshot, "jr")
    assert not isinstance(found, GraphFault)
    simulated = simulate(found, **options)
    assert simulated is not None
    return simulated


def test_rates_without_range_may_have_half_or_twice_the_odds() -> None:
    found = rates(plan(EXAMPLE))
    assert (found["b>won"].low, found["b>won"].high) == pytest.approx((1 / 3, 2 / 3))
    assert found["b>won"].origin is RateOrigin.ASSUMED
    assert (found["in>a"].low, found["in>a"].high) == (1.0, 1.0)


def test_what_the_team_gave_comes_first() -> None:
    found = rates(plan(EXAMPLE, probability_low={"b>won": 0.45}, probability_high={"b>won": 0.9},
                       rate_origin={"b>won": "stated", "b>a": "measured"}))  # fmt: skip
    assert (found["b>won"].low, found["b>won"].high, found["b>won"].origin) == (0.45, 0.9, RateOrigin.STATED)
    assert found["b>a"].high < rates(plan(EXAMPLE, rate_origin={"b>a": "stated"}))["b>a"].high


def test_counts_narrow_the_range() -> None:
    counted = {"a>b": 60, "a>lost": 40}
    few, many = (
        rates(plan(EXAMPLE, count=counted)),
        rates(plan(EXAMPLE, count={k: 100 * v for k, v in counted.items()})),
    )
    assert (few["a>b"].low, few["a>b"].high) == pytest.approx((0.502, 0.691), abs=1e-3)  # Wilson's table for 60 of 100
    assert many["a>b"].high - many["a>b"].low < 0.2 * (few["a>b"].high - few["a>b"].low)
    assert few["a>b"].origin is RateOrigin.MEASURED


def test_the_same_seed_gives_the_same_range_around_the_likely_figure() -> None:
    snapshot = plan(EXAMPLE)
    first, again, other = ranges(snapshot), ranges(snapshot), ranges(snapshot, seed=1)
    assert first == again
    assert first.success != other.success
    assert first.success.low < first.success.likely < first.success.high
    assert first.success.likely == pytest.approx(0.3409, abs=1e-4)


def test_what_was_counted_often_hardly_varies() -> None:
    counts = {name: int(share * 1e6) for name, share in EXAMPLE.items()}
    sure = ranges(plan(EXAMPLE, count=counts)).success
    assert sure.high - sure.low < 0.003


def test_counted_rates_vary_as_their_counts_say() -> None:
    # One decision of 100 customers: a Beta with 30 and 70, whose tenth and ninetieth percentiles are known.
    counts = {"in>won": 30, "in>lost": 70}
    found = ranges(plan({"in>won": 0.3, "in>lost": 0.7}, count=counts), draws=20_000).success
    assert (found.low, found.high) == pytest.approx((0.242, 0.359), abs=3e-3)


def test_the_cost_of_a_friction_has_a_range_too() -> None:
    friction = Friction(id="f", journey_id="jr", touchpoint_id="a", severity=3, frequency=0.8)
    found = ranges(plan(EXAMPLE, friction)).gains["f"]
    assert 0.0 < found.low < found.likely < found.high


def test_a_rate_swings_the_success_as_solving_anew_does() -> None:
    swings = {swing.rate.passage_id: swing for swing in tornado(plan(EXAMPLE), "jr")}
    assert swings.keys() == EXAMPLE.keys() - {"in>a"}
    widths = [swing.width for swing in swings.values()]
    assert widths == sorted(widths, reverse=True)
    high = swings["b>a"].rate.high
    rest = (1 - high) / 0.8
    changed = {**EXAMPLE, "b>a": high, "b>won": 0.5 * rest, "b>lost": 0.3 * rest}
    assert swings["b>a"].success_high == pytest.approx(walk(passages_of(drawn(changed)), {"in": 1.0})[1])


def test_an_unsound_journey_has_no_range() -> None:
    assert range_input(plan({"in>a": 1.0}), "jr") is GraphFault.NO_SUCCESS
    assert tornado(plan({"in>a": 1.0}), "jr") == ()


@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_every_drawn_version_is_solved_as_it_would_be_alone(seed: int) -> None:
    rows = random_journey(seed)
    graph = journey_graph(plan_of(rows), "jr")
    flow = flow_of(graph)
    assert isinstance(flow, FlowInput)
    for drawn_ones in drawn_chains(flow, rate_input(graph, flow), 3, numpy.random.default_rng(seed)):
        for number, probability in enumerate(drawn_ones.probability):
            alone = FlowInput(flow.point_ids, flow.passage_ids, flow.starts, flow.hours, flow.source, flow.target,
                              probability, flow.delay_hours)  # fmt: skip
            solved = solve_flow(alone)
            for name in ("visits", "success_from", "returns"):
                assert getattr(drawn_ones, name)[number] == pytest.approx(getattr(solved, name), abs=1e-9), name
            is_open = probability > 0.0
            assert drawn_ones.back[number][is_open] == pytest.approx(solved.back[is_open], abs=1e-9)
            totals = numpy.bincount(flow.source, probability, len(flow.point_ids))
            assert totals == pytest.approx(numpy.ones(len(totals)))


@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_every_swing_is_what_a_walk_through_the_changed_journey_shows(seed: int) -> None:
    rows = random_journey(seed)
    passages, starts = passages_of(rows), starts_of(rows)
    for swing in tornado(plan_of(rows), "jr"):
        source, _, share = passages[swing.rate.passage_id]
        changed = {
            name: (a, b, swing.rate.high if name == swing.rate.passage_id else p * (1 - swing.rate.high) / (1 - share))
            if a == source else (a, b, p)
            for name, (a, b, p) in passages.items()
        }  # fmt: skip
        assert swing.success_high == pytest.approx(walk(changed, starts)[1], abs=1e-8)


def test_arrays_alone_are_enough_for_another_thread() -> None:
    flow = flow_of(journey_graph(plan(EXAMPLE), "jr"))
    assert isinstance(flow, FlowInput)
    chain = solve_input(flow)
    assert not isinstance(chain, GraphFault)
    assert chain.success == pytest.approx(0.3409, abs=1e-4)
