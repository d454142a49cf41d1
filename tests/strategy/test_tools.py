from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resources.catalogue import catalogue
from strategy.analysis import tool_score
from strategy.analysis.tools import tool_lead
from strategy.model import Tool, ToolRating, ToolWeight
from strategy.snapshot import Snapshot
from tests.support import plan_of, sample_plan

CRITERIA = catalogue().ids("tool_selection_criteria")


def compared(ratings: dict[str, list[int]], weights: dict[str, float] | None = None) -> Snapshot:
    rows = [
        ToolRating(id=f"{tool}~{criterion}", tool_id=tool, criterion=criterion, rating=rating)
        for tool, given in ratings.items()
        for criterion, rating in zip(CRITERIA, given, strict=False)
    ]
    own = [ToolWeight(id=each, criterion=each, weight=weight) for each, weight in (weights or {}).items()]
    return plan_of([Tool(id=each, position=place) for place, each in enumerate(ratings)], rows, own)


def scores(snapshot: Snapshot) -> list[float | None]:
    return [tool_score(snapshot, each) for each in snapshot.all(Tool)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=len(CRITERIA), max_size=len(CRITERIA)))
def test_the_weight_that_is_told_levels_the_two_tools(ratings: list[tuple[int, int]]) -> None:
    both = {"a": [first for first, _ in ratings], "b": [second for _, second in ratings]}
    found = tool_lead(compared(both), None)
    assert found is not None
    assume(found.criterion is not None)
    first, second = scores(compared(both, {str(found.criterion): found.weight or 0.0}))
    assume(first is not None)
    assert first == pytest.approx(second, abs=1e-6)


@pytest.mark.feature("feat_tool_compare")
def test_the_sample_tells_what_would_change_the_choice() -> None:
    found = tool_lead(sample_plan("saas"), None)
    assert found is not None
    assert found.points == pytest.approx(80.6 - 71.8, abs=0.05)
    assert found.criterion is not None
    assert found.unrated == 0


def test_a_tool_that_is_better_throughout_is_so_under_any_weight() -> None:
    found = tool_lead(compared({"a": [4] * len(CRITERIA), "b": [2] * len(CRITERIA)}), None)
    assert found is not None
    assert (found.first_id, found.criterion) == ("a", None)


def test_a_comparison_with_gaps_says_so_and_tells_no_weight() -> None:
    found = tool_lead(compared({"a": [4, 1], "b": [2, 5]}), None)
    assert found is not None
    assert (found.criterion, found.unrated) == (None, len(CRITERIA) - 2)


def test_one_tool_alone_has_no_lead() -> None:
    assert tool_lead(compared({"a": [4]}), None) is None
