from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from journey.event_log import Discovery, Events

HOUR = 3600.0


def log(*cases: str, hours: list[float] | None = None) -> Events:
    """Cases written as letters, one activity each, an hour apart, mixed in the file."""
    rows = [(number, letter, place) for number, case in enumerate(cases) for place, letter in enumerate(case)]
    rows.sort(key=lambda row: row[2])
    names = tuple(sorted({letter for _case, letter, _place in rows}))
    return Events(
        np.array([row[0] for row in rows]),
        np.array([names.index(row[1]) for row in rows]),
        names,
        np.array([row[2] * HOUR for row in rows] if hours is None else hours) * 1.0,
    )


def test_passages_starts_ends_and_ways_of_a_small_log() -> None:
    found = Discovery(log("abc", "abc", "abbc", "ad"))
    counts = {(each.source, each.target): (each.count, each.probability) for each in found.passages}
    assert counts == {
        ("a", "b"): (3, 0.75),
        ("b", "c"): (3, 0.75),
        ("b", "b"): (1, 0.25),
        ("a", "d"): (1, 0.25),
    }
    assert found.first_activities == {"a": 4}
    assert found.last_activities == {"c": 3, "d": 1}
    assert (found.variants[0].activities, found.variants[0].cases) == (("a", "b", "c"), 2)
    by_name = {each.name: each for each in found.activities}
    assert (by_name["b"].occurrences, by_name["b"].cases) == (4, 3)
    assert (by_name["d"].endings, by_name["a"].endings) == (1, 0)
    assert found.passages[0].mean_seconds == HOUR


def test_events_of_one_moment_keep_the_order_of_the_file() -> None:
    found = Discovery(log("ab", "ba", hours=[0.0, 0.0, 0.0, 0.0]))
    assert {variant.activities for variant in found.variants} == {("a", "b"), ("b", "a")}


def test_waits_run_from_an_end_to_the_next_beginning() -> None:
    events = Events(
        np.array([0, 0]), np.array([0, 1]), ("order", "deliver"), np.array([10.0, 50.0]), np.array([0.0, 30.0])
    )
    (passage,) = Discovery(events).passages
    assert (passage.source, passage.target, passage.mean_seconds) == ("order", "deliver", 20.0)


@given(cases=some.lists(some.text("abc", min_size=1, max_size=6), min_size=1, max_size=12))
def test_what_leaves_an_activity_and_what_ends_there_add_up(cases: list[str]) -> None:
    found = Discovery(log(*cases))
    leaving: dict[str, float] = {}
    for passage in found.passages:
        leaving[passage.source] = leaving.get(passage.source, 0.0) + passage.probability
    for activity in found.activities:
        total = leaving.get(activity.name, 0.0) + activity.endings / activity.occurrences
        assert total == pytest.approx(1.0)
    assert sum(variant.cases for variant in found.variants) == found.case_count == len(cases)
    assert sum(activity.occurrences for activity in found.activities) == sum(map(len, cases))
