"""A journey drawn from a log of events: its counts are those of the log."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from journey import operations as gestures
from journey.analysis import journey_results
from journey.discovered import discovered
from journey.event_log import Discovery, Events
from journey.model import Journey, NodeKind, Touchpoint, Transition
from storage.errors import PlanError
from strategy.snapshot import Snapshot
from tests.support import opened_plan

CASES = ["see ask buy", "see ask leave", "see ask ask buy", "see leave", "ask buy", "see"]
HOUR = 3600.0


def log_of(cases: list[str]) -> Events:
    """One event an hour, case after case."""
    names = tuple(dict.fromkeys(word for case in cases for word in case.split()))
    rows = [(number, names.index(word), hour * HOUR) for number, case in enumerate(cases)
            for hour, word in enumerate(case.split())]  # fmt: skip
    columns = list(zip(*rows, strict=True))
    return Events(np.array(columns[0]), np.array(columns[1]), names, np.array(columns[2], np.float64))


@pytest.mark.feature("feat_graph_from_counts")
def test_probabilities_are_counts_over_all_that_leaves(tmp_path: Path) -> None:
    found = discovered(log_of(CASES), ("see", "ask", "buy", "leave"))
    with opened_plan(tmp_path / "plan.periple", "empty") as plan:
        journey = gestures.add_discovered_journey(
            plan, found, {"buy"}, language="en", name="Log", stage_set="stset_full"
        )
        assert plan.undo_step is not None
        snapshot = Snapshot.of(plan)
        plan.undo()
        assert plan.all(Journey) == []
    names = {
        point.id: point.name if point.kind == NodeKind.TOUCHPOINT else point.kind for point in snapshot.all(Touchpoint)
    }
    shares = {
        (names[row.source_id], names[row.target_id]): (row.count, row.probability) for row in snapshot.all(Transition)
    }
    drop = NodeKind.DROP_OFF.value
    assert shares["see", "ask"] == (3, 3 / 5)
    assert shares["see", "leave"] == (1, 1 / 5)
    assert shares["see", drop] == (1, 1 / 5)
    assert shares["ask", "ask"] == (1, 1 / 5)
    assert shares["ask", "buy"] == (3, 3 / 5)
    assert shares["buy", NodeKind.SUCCESS.value] == (3, 1.0)
    assert shares["leave", drop] == (2, 1.0)
    assert shares[NodeKind.ENTRY.value, "see"] == (5, 5 / 6)
    results = journey_results(snapshot, journey)
    assert results.success == pytest.approx(3 / 6)
    assert {row.delay_hours for row in snapshot.all(Transition) if names[row.source_id] == "see"} == {1.0, None}


def test_what_is_left_out_lets_its_neighbours_meet() -> None:
    found = discovered(log_of(CASES), ("see", "buy"))
    assert [(walk.source, walk.target, walk.count) for walk in found.walks] == [("see", "buy", 2)]
    assert found.endings == {"buy": 3, "see": 3}
    assert found.beginnings == {"see": 5, "buy": 1}


def test_rare_passages_are_left_out_and_counted_but_each_step_keeps_its_main_one() -> None:
    found = discovered(log_of(CASES), ("see", "ask", "buy", "leave"), least_share=0.5)
    assert {(walk.source, walk.target) for walk in found.walks} == {("see", "ask"), ("ask", "buy")}
    assert found.left_out == 3


def test_steps_stand_where_they_stand_in_their_cases() -> None:
    places = Discovery(log_of(["a b c", "a c"])).places
    assert places == {"a": 0.0, "b": 0.5, "c": 1.0}


def test_nothing_is_drawn_from_nothing(tmp_path: Path) -> None:
    with opened_plan(tmp_path / "plan.periple", "empty") as plan, pytest.raises(PlanError):
        gestures.add_discovered_journey(plan, discovered(log_of(CASES), ()), (), language="en", name="Log")
