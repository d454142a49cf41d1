from __future__ import annotations

import pytest

from journey.model import Journey, Stage, Touchpoint, Transition
from journey.stages import stage_results
from strategy.snapshot import Snapshot

HOUR = 60.0


def journey(*rows: object) -> Snapshot:
    """Stages a, b and c; customers come in at "in" and leave at "won" or "lost"."""
    stages = [Stage(id=name, journey_id="j", stage=None, name=name, position=place)
              for place, name in enumerate("abc")]  # fmt: skip
    ends = [Touchpoint(id=name, journey_id="j", kind=kind, name=name)
            for name, kind in (("in", "nk_start"), ("won", "nk_goal"), ("lost", "nk_exit"))]  # fmt: skip
    return Snapshot([Journey(id="j"), *stages, *ends, *rows])  # type: ignore[list-item]


def point(name: str, stage: str, minutes: float | None = None) -> Touchpoint:
    return Touchpoint(id=name, journey_id="j", stage_id=stage, name=name, minutes=minutes)


def passage(source: str, target: str, share: float, hours: float | None = None) -> Transition:
    return Transition(journey_id="j", source_id=source, target_id=target, probability=share, delay_hours=hours)


def test_two_doors_into_a_stage_add_up_and_a_skipped_stage_counts_as_reached() -> None:
    found = stage_results(journey(
        point("door", "a"), point("shop", "a"), point("desk", "b"), point("till", "c"),
        passage("in", "door", 0.4), passage("in", "shop", 0.5), passage("in", "lost", 0.1),
        passage("door", "till", 0.5), passage("door", "lost", 0.5), passage("shop", "lost", 1),
        passage("desk", "till", 1), passage("till", "won", 0.8), passage("till", "lost", 0.2),
    ), "j")  # fmt: skip
    assert [each.reached for each in found.values()] == pytest.approx([0.9, 0.2])
    assert [each.passed for each in found.values()] == pytest.approx([0.2 / 0.9, 0.8])


def test_a_stage_that_is_gone_through_counts_for_those_who_skip_it() -> None:
    found = stage_results(journey(
        point("door", "a"), point("desk", "b"), point("till", "c"),
        passage("in", "door", 1), passage("door", "desk", 0.3), passage("door", "till", 0.2),
        passage("door", "lost", 0.5), passage("desk", "lost", 1), passage("till", "won", 1),
    ), "j")  # fmt: skip
    assert [each.reached for each in found.values()] == pytest.approx([1.0, 0.5, 0.2])


def test_a_stage_where_nobody_can_be_met_has_no_figure() -> None:
    found = stage_results(journey(
        point("door", "a"), point("till", "c"),
        passage("in", "door", 1), passage("door", "till", 0.5), passage("door", "lost", 0.5),
        passage("till", "won", 1),
    ), "j")  # fmt: skip
    assert list(found) == ["a", "c"]


def test_a_way_back_counts_once_and_time_is_per_customer_who_comes() -> None:
    found = stage_results(journey(
        point("try", "a", minutes=30), point("ask", "b", minutes=60),
        passage("in", "try", 0.5), passage("in", "lost", 0.5),
        passage("try", "ask", 0.5, 2), passage("try", "won", 0.5), passage("ask", "try", 1),
    ), "j")  # fmt: skip
    # Each customer who tries does so twice on average, and waits an hour on average after each time.
    assert found["a"].reached == pytest.approx(0.5)
    assert found["a"].hours == pytest.approx(2 * (0.5 + 1))
    assert found["b"].passed == pytest.approx(1.0)


def test_large_journeys_are_solved_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = journey(
        point("try", "a"), point("ask", "b"), passage("in", "try", 1), passage("try", "ask", 0.5),
        passage("try", "won", 0.5), passage("ask", "try", 0.5), passage("ask", "lost", 0.5),
    )  # fmt: skip
    small = stage_results(rows, "j")
    monkeypatch.setattr("journey.stages.DENSE_LIMIT", 0)
    assert [each.reached for each in stage_results(rows, "j").values()] == pytest.approx(
        [each.reached for each in small.values()]
    )


def test_without_a_sound_graph_there_are_no_figures() -> None:
    assert stage_results(journey(point("door", "a")), "j") == {}
