from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.flow import GraphFault
from journey.losses import loss_share
from journey.model import Friction, RateOrigin, Segment, Transition
from journey.what_if import WhatIf, friction_gains, what_if
from storage.base import Base
from tests.journey.walks import passages_of, random_journey, starts_of, walk
from tests.support import drawn, plan_of

EXAMPLE = {"in>a": 1.0, "a>b": 0.6, "a>lost": 0.4, "b>won": 0.5, "b>a": 0.2, "b>lost": 0.3}


def friction(name: str, place: str, share: float | None = 1.0, **columns: Any) -> Friction:  # Any: the column decides
    where = "transition_id" if ">" in place else "touchpoint_id"
    return Friction(**{"id": name, "journey_id": "jr", "loss_share": share, where: place, **columns})


def prepared(*rows: Base, passages: dict[str, float] | None = None) -> WhatIf:
    found = what_if(plan_of(drawn(passages or EXAMPLE), *rows), "jr")
    assert isinstance(found, WhatIf)
    return found


def gain_of(friction: Friction, fraction: float = 1.0) -> float | None:
    return prepared(friction).result({friction.id: fraction}).gain


def success_of(passages: dict[str, float]) -> float:
    return walk(passages_of(drawn(passages)), {"in": 1.0})[1]


def test_a_friction_on_a_touchpoint_gives_back_its_share_of_the_loss() -> None:
    half = {**EXAMPLE, "b>lost": 0.15, "b>won": 0.5 * 0.85 / 0.7, "b>a": 0.2 * 0.85 / 0.7}
    assert gain_of(friction("f", "b", 0.5)) == pytest.approx(success_of(half) - success_of(EXAMPLE))
    assert gain_of(friction("f", "b", 1.0), 0.5) == pytest.approx(success_of(half) - success_of(EXAMPLE))


def test_a_friction_on_a_way_out_gives_back_those_who_take_it() -> None:
    assert gain_of(friction("f", "a>lost", 0.5)) == pytest.approx(gain_of(friction("g", "a", 0.5)))


def test_a_friction_on_a_passage_gives_back_those_who_would_have_taken_it() -> None:
    # Of the 0.3 lost at b, 0.5 in 0.7 would have gone to the success.
    given_back = 0.3 * 0.5 / 0.7
    without = {**EXAMPLE, "b>lost": 0.3 - given_back, "b>won": 0.5 + given_back}
    assert gain_of(friction("f", "b>won")) == pytest.approx(success_of(without) - success_of(EXAMPLE))


def test_the_passages_of_a_touchpoint_share_out_its_loss() -> None:
    every = prepared(friction("f", "b>won"), friction("g", "b>a")).result({"f": 1.0, "g": 1.0})
    assert every.gain == pytest.approx(gain_of(friction("h", "b")))


def test_frictions_that_explain_more_than_the_loss_win_back_all_of_it() -> None:
    both = prepared(friction("f", "a"), friction("g", "a", 0.7)).result({"f": 1.0, "g": 1.0})
    assert both.gain == pytest.approx(gain_of(friction("h", "a")))
    assert both.drop_off["a"] == pytest.approx((0.4, 0.0))
    assert both.sum_of_gains is not None
    assert both.gain is not None
    assert both.sum_of_gains > both.gain


def test_where_nobody_goes_on_nothing_is_known() -> None:
    gains = friction_gains(plan_of(drawn({"in>a": 0.5, "in>won": 0.5, "a>lost": 1.0}), friction("f", "a")), "jr")
    assert gains["f"].gain is None


def test_where_nobody_comes_nothing_is_lost() -> None:
    rows = drawn({**EXAMPLE, "far>lost": 1.0})
    assert friction_gains(plan_of(rows, friction("f", "far")), "jr")["f"].gain == 0.0


def test_a_loop_that_keeps_all_for_ever_has_no_result() -> None:
    passages = {"in>a": 0.5, "in>won": 0.5, "a>b": 1.0, "b>a": 0.5, "b>lost": 0.5}
    found = prepared(friction("f", "b"), passages=passages)
    result = found.result({"f": 1.0})
    assert (result.gain, result.success_after, result.people) == (None, None, None)
    assert found.result({"f": 0.5}).gain == pytest.approx(0.0)


def test_without_loss_share_severity_and_frequency_stand_in() -> None:
    share = loss_share(friction("f", "a", None, severity=3, frequency=0.4))
    assert share is not None
    assert (share.low, share.likely, share.high, share.origin) == (0.05, 0.2, 0.4, RateOrigin.ASSUMED)
    assert loss_share(friction("f", "a", None, severity=3)) is None
    assert friction_gains(plan_of(drawn(EXAMPLE), friction("f", "a", None)), "jr")["f"].gain is None


def test_a_stated_share_has_a_range_within_0_and_1() -> None:
    share = loss_share(friction("f", "a", 0.5))
    assert share is not None
    assert (share.low, share.likely, share.high) == pytest.approx((0.4, 0.5, 0.6))


def test_people_count_entries_and_money_counts_customers() -> None:
    segment = Segment(id="sg", size=1000, value_future=20.0)
    rows = drawn(EXAMPLE, segment_id="sg", entrants_per_month=200.0)
    found = friction_gains(plan_of(rows, segment, friction("f", "a")), "jr")["f"]
    assert found.gain is not None
    assert found.people == pytest.approx(2400 * found.gain)
    assert found.value == pytest.approx(1000 * 20 * found.gain)


def test_entrants_and_customers_stand_in_for_each_other() -> None:
    segment = Segment(id="sg", value_future=20.0)
    rows = drawn(EXAMPLE, segment_id="sg", entrants_per_month=200.0)
    found = friction_gains(plan_of(rows, segment, friction("f", "a")), "jr")["f"]
    assert found.value == pytest.approx(2400 * 20 * (found.gain or 0))
    unsized = friction_gains(plan_of(drawn(EXAMPLE), friction("f", "a")), "jr")["f"]
    assert (unsized.people, unsized.value) == (None, None)


def test_an_unsound_journey_says_why_there_is_no_answer() -> None:
    plan = plan_of(drawn({"in>a": 1.0}), friction("f", "a"))
    assert what_if(plan, "jr") == GraphFault.NO_SUCCESS
    assert friction_gains(plan, "jr")["f"].gain is None


def test_a_journey_without_friction_gains_nothing() -> None:
    result = prepared().result({})
    assert (result.gain, result.success_before, dict(result.drop_off)) == (0.0, result.success_after, {})


@settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_several_frictions_together_bring_what_a_walk_through_the_changed_journey_does(seed: int) -> None:
    rng, rows = random.Random(seed), random_journey(seed)
    ways = [row for row in rows if isinstance(row, Transition) and row.source_id not in ("far", "away")]
    places = [rng.choice(ways) for _ in range(4)]
    frictions = [
        friction(f"f{number}", "", rng.random())
        for number, _ in enumerate(places)
    ]  # fmt: skip
    for each, way in zip(frictions, places, strict=True):
        is_on_passage = rng.random() < 0.6
        each.transition_id = way.id if is_on_passage else None
        each.touchpoint_id = None if is_on_passage else way.source_id
    found = what_if(plan_of(rows, frictions), "jr")
    assert isinstance(found, WhatIf)
    asked = {each: rng.choice([0.0, 0.3, 1.0]) for each in found.friction_ids}
    passages = passages_of(rows)
    lost: dict[str, float] = {}
    for source, target, share in passages.values():
        lost[source] = lost.get(source, 0.0) + share * target.startswith("lost")
    changed = {name: share for name, (_, _, share) in passages.items()}
    for source in {ends[0] for ends in passages.values()}:
        moves = [
            (each, way, _moved(each, way, lost[source], asked.get(each.id, 0.0)))
            for each, way in zip(frictions, places, strict=True)
            if way.source_id == source and lost[source] < 1.0 - 1e-9
        ]
        total = sum(move for _, _, move in moves)
        scale = min(1.0, lost[source] / total) if total else 1.0
        for each, way, move in moves:
            for name, (start, target, share) in passages.items():
                if start == source and not target.startswith("lost"):
                    onward = each.transition_id is not None and not way.target_id.startswith("lost")
                    part = float(name == way.id) if onward else share / (1.0 - lost[source])
                    changed[name] += move * scale * part
        for name, (start, target, share) in passages.items():
            if start == source and target.startswith("lost") and lost[source]:
                changed[name] = share * (1.0 - total * scale / lost[source])
    walked = walk({name: (*ends[:2], changed[name]) for name, ends in passages.items()}, starts_of(rows))[1]
    result = found.result(asked)
    assert result.success_after is None or result.success_after == pytest.approx(walked, abs=1e-7)


def _moved(friction: Friction, way: Transition, lost: float, fraction: float) -> float:
    explained = (friction.loss_share or 0.0) * fraction
    if friction.transition_id is None:
        return lost * explained
    probability = way.probability or 0.0
    return explained * (probability if way.target_id.startswith("lost") else lost * probability / (1.0 - lost))
