from __future__ import annotations

import random

import pytest

from journey.analysis import journey_chain
from journey.losses import places_of
from journey.markov import Chain
from journey.model import Friction
from journey.ranges import RangeInput, range_input
from journey.what_if import WhatIf, what_if
from journey.winning_back import gain_spread, percentages_after
from strategy.snapshot import Snapshot
from tests.journey.walks import passages_of, walk
from tests.support import drawn, plan_of

PASSAGES = {
    "in>a": 1.0, "a>b": 0.5, "a>lost": 0.3, "a>gone": 0.2, "gone>lost": 1.0, "b>won": 0.5, "b>a": 0.2, "b>lost": 0.3,
}  # fmt: skip


def plan_with(frictions: dict[str, tuple[str, float]]) -> Snapshot:
    rows = []
    for each, (at, share) in frictions.items():
        place = (None, at) if ">" in at else (at, None)
        rows.append(
            Friction(id=each, journey_id="jr", loss_share=share, touchpoint_id=place[0], transition_id=place[1])
        )
    return plan_of(drawn(PASSAGES), rows)


def test_the_percentages_written_out_give_the_success_that_the_what_if_announces() -> None:
    chance = random.Random(4)
    for _ in range(20):
        places = chance.choices(["a", "b", "a>lost", "b>won", "b>lost", "b>a", "a>gone"], k=4)
        plan = plan_with({f"f{place}": (at, chance.random()) for place, at in enumerate(places)})
        asked = {f"f{place}": chance.random() for place in range(4)}
        prepared, chain = what_if(plan, "jr"), journey_chain(plan, "jr")
        assert isinstance(prepared, WhatIf)
        assert isinstance(chain, Chain)
        after = percentages_after(chain, places_of(chain.flow, plan.all(Friction)), asked)
        assert chain.flow.summed(after) == pytest.approx(1.0)
        shares = dict(zip(chain.flow.passage_ids, after.tolist(), strict=True))
        success = walk(passages_of(drawn(shares)), {"in": 1.0})[1]
        assert prepared.result(asked).success_after == pytest.approx(success)


def test_the_range_of_a_joint_gain_surrounds_it_and_is_the_same_each_time() -> None:
    plan = plan_with({"f": ("a", 0.4), "g": ("b>won", 0.3)})
    given, prepared = range_input(plan, "jr"), what_if(plan, "jr")
    assert isinstance(given, RangeInput)
    assert isinstance(prepared, WhatIf)
    asked = {"f": 0.6, "g": 0.6}
    gain = prepared.result(asked).gain
    assert gain is not None
    found = gain_spread(given, asked, gain, draws=200)
    assert found is not None
    assert found.low < found.likely == gain < found.high
    assert gain_spread(given, asked, gain, draws=200) == found
