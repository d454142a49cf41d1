from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.analysis import journey_results
from journey.flow import FlowInput, GraphFault, flow_of
from journey.fundamental import solve_flow
from journey.graph import journey_graph
from journey.markov import Chain, solve
from journey.model import NodeKind, Touchpoint, Transition
from storage.base import Base
from tests.journey.walks import kept_more, passages_of, random_journey, starts_of, walk
from tests.support import drawn, plan_of

if TYPE_CHECKING:
    from journey.flow import Vector

seeds = st.integers(0, 10**9)
few = settings(max_examples=40)


def chain_of(rows: list[Base]) -> Chain:
    chain = solve(journey_graph(plan_of(rows), "jr"))
    assert isinstance(chain, Chain), chain
    return chain


@few
@given(seeds)
def test_a_random_journey_has_the_figures_of_a_walk_through_it(seed: int) -> None:
    rows = random_journey(seed)
    chain = chain_of(rows)
    visits, success = walk(passages_of(rows), starts_of(rows))
    assert chain.success == pytest.approx(success, abs=1e-9)
    for point in chain.flow.point_ids:
        assert chain.visits(point) == pytest.approx(visits[point], abs=1e-9)
    assert chain.visits("far") == chain.reach("far") == chain.removal_effect("far") == 0.0 or success == 0.0


@few
@given(seeds)
def test_leverage_is_what_a_walk_through_the_changed_journey_gains(seed: int) -> None:
    rows = random_journey(seed)
    chain, passages, starts = chain_of(rows), passages_of(rows), starts_of(rows)
    for point, lost in zip(chain.flow.point_ids, chain.flow.to_drop_off, strict=True):
        leverage = chain.leverage(point)
        if lost > 1.0 - 1e-9:
            assert leverage is None
        elif lost == 0.0:
            assert leverage == 0.0
        elif leverage is not None:
            kept = walk(kept_more(passages, point, min(lost, 0.05)), starts)[1]
            assert leverage == pytest.approx((kept - chain.success) * 100, abs=1e-7)


@few
@given(seeds)
def test_without_a_touchpoint_the_successes_through_it_are_lost(seed: int) -> None:
    rows = random_journey(seed)
    chain, passages, starts = chain_of(rows), passages_of(rows), starts_of(rows)
    for point in chain.flow.point_ids:
        if point.startswith("t"):
            without = {
                name: (source, "lost" if target == point else target, share)
                for name, (source, target, share) in passages.items()
            }
            left = walk(without, starts)[1]
            effect = chain.removal_effect(point)
            assert chain.success - left == pytest.approx((effect or 0.0) * chain.success, abs=1e-9)
            reached = {name: ends for name, ends in passages.items() if ends[0] != point}
            assert chain.reach(point) == pytest.approx(walk(reached, starts)[0][point], abs=1e-9)


@few
@given(seeds)
def test_the_sparse_solution_is_the_dense_one(seed: int) -> None:
    flow = flow_of(journey_graph(plan_of(random_journey(seed, size=30)), "jr"))
    assert isinstance(flow, FlowInput)
    dense, sparse = solve_flow(flow), solve_flow(flow, dense_limit=0)
    for name in ("visits", "success_from", "returns", "back"):
        assert getattr(sparse, name) == pytest.approx(getattr(dense, name), abs=1e-9), name
    every = numpy.arange(len(flow.point_ids))
    assert sparse.columns(every) == pytest.approx(dense.columns(every), abs=1e-9)


def test_durations_of_those_who_succeed_and_of_those_who_drop_off_average_to_that_of_all() -> None:
    # From a, half go straight to the success in 1 h, half wait 10 h to drop off.
    chain = chain_of(drawn({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.5}, delays={"a>won": 1.0, "a>lost": 10.0},
                           touchpoints={"a": {"minutes": 60}}))  # fmt: skip
    assert (chain.hours, chain.success_hours, chain.drop_off_hours) == pytest.approx((6.5, 2.0, 11.0))


def test_those_who_drop_off_at_once_have_their_own_duration_beside_a_loop_of_years() -> None:
    # All who come to the loop succeed, after 10^6 turns of 10,000 h each; a rest of that would lose the two hours.
    rows = drawn({"in>lost": 0.25, "in>a": 0.75, "a>a": 1.0 - 1e-6, "a>won": 1e-6},
                 delays={"a>a": 10_000.0, "in>lost": 2.0})  # fmt: skip
    assert chain_of(rows).drop_off_hours == pytest.approx(2.0, abs=1e-9)


def test_a_loop_left_too_rarely_to_be_reckoned_has_no_figures() -> None:
    rows = drawn({"in>a": 1.0, "a>a": 1.0 - 1e-16, "a>won": 1e-16})
    assert solve(journey_graph(plan_of(rows), "jr")) == GraphFault.DEAD_END


def test_no_more_succeed_than_enter() -> None:
    # The shares of the entries, brought to 1, sum to a little more in the numbers of the machine.
    rows = drawn({"in>won": 1.0}, touchpoints={"in": {"entry_share": 0.1}})
    for name, share in (("in2", 0.5), ("in3", 0.7)):
        rows += [Touchpoint(id=name, journey_id="jr", kind=NodeKind.ENTRY.value, entry_share=share),
                 Transition(id=name, journey_id="jr", source_id=name, target_id="won", probability=1.0)]  # fmt: skip
    assert chain_of(rows).success == 1.0


def test_where_nobody_drops_off_they_have_no_duration() -> None:
    assert chain_of(drawn({"in>a": 1.0, "a>a": 1.0 - 1e-7, "a>won": 1e-7, "b>lost": 1.0})).drop_off_hours is None


@few
@given(seeds)
def test_conditional_durations_are_those_of_the_conditioned_chain(seed: int) -> None:
    rows = random_journey(seed)
    chain = chain_of(rows)
    success = chain.success_hours if chain.success else 0.0
    drop_off = chain.drop_off_hours or 0.0
    assert chain.hours == pytest.approx(chain.success * (success or 0.0) + (1.0 - chain.success) * drop_off, abs=1e-6)
    if chain.success < 1e-6:
        return
    flow, ahead = chain.flow, numpy.append(chain.solved.success_from, (0.0, 1.0))
    conditioned = {
        str(number): (flow.point_ids[source], flow.point_ids[target] if target >= 0 else "won", float(share))
        for number, (source, target, share) in enumerate(
            zip(flow.source, flow.target, flow.probability * ahead[flow.target]
                / numpy.where(ahead[flow.source] > 0, ahead[flow.source], 1.0), strict=True)
        )
    }  # fmt: skip
    starts = {each: float(share * ahead[at] / chain.success) for at, (each, share) in
              enumerate(zip(flow.point_ids, flow.starts, strict=True))}  # fmt: skip
    visits, _ = walk(conditioned, starts)
    expected = sum(
        visits[flow.point_ids[source]] * conditioned[str(number)][2] * (flow.hours[source] + flow.delay_hours[number])
        for number, source in enumerate(flow.source)
    )
    assert chain.success_hours == pytest.approx(expected, abs=1e-6)


def test_leverages_are_computed_once_for_all_points_and_figures_once_for_a_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[Chain] = []
    whole = Chain.leverages

    def count(chain: Chain) -> Vector:
        counted.append(chain)
        return whole(chain)

    monkeypatch.setattr(Chain, "leverages", count)
    plan = plan_of(drawn({"in>a": 1.0, "a>b": 0.5, "a>lost": 0.5, "b>won": 0.5, "b>lost": 0.5}))
    assert len(journey_results(plan, "jr").touchpoints) == 2
    assert journey_results(plan, "jr") is journey_results(plan, "jr")
    assert len(counted) == 1
