from __future__ import annotations

import pytest

from journey.comparison import compare_journeys
from journey.model import Touchpoint
from tests.support import drawn, plan_of, sample_plan


def test_a_journey_against_itself_changes_nothing() -> None:
    plan = plan_of(drawn({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6}))
    found = compare_journeys(plan, "jr", "jr")
    assert found.success.difference == 0
    assert (found.added, found.removed) == ((), ())


def test_touchpoints_are_told_apart_by_their_names() -> None:
    before = drawn({"in>a": 1.0}, touchpoints={"a": {"name": "Shop"}, "b": {"name": "Till"}})
    after = [Touchpoint(id="c", journey_id="new", name="shop"), Touchpoint(id="d", journey_id="new", name="App")]
    found = compare_journeys(plan_of(before, after), "jr", "new")
    assert (found.added, found.removed) == (("d",), ("b",))
    assert found.success.difference is None


def test_the_target_of_the_bank_raises_success() -> None:
    found = compare_journeys(sample_plan("bank"), "jr_bank_as_is", "jr_bank_to_be")
    assert found.success.before == pytest.approx(0.709, abs=0.001)
    assert found.success.difference is not None
    assert found.success.difference > 0
    assert found.frictions.difference is not None
    assert found.frictions.difference < 0
