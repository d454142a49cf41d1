from __future__ import annotations

import pytest

from journey.graph import JourneyGraph, journey_graph
from tests.support import drawn, plan_of


def graph_of(passages: dict[str, float | None]) -> JourneyGraph:
    return journey_graph(plan_of(drawn(passages)), "jr")


def test_a_sound_graph_has_nothing_to_report() -> None:
    graph = graph_of({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6})
    assert (graph.wrong_sums, graph.dead_ends, graph.unreachable) == ({}, (), ())


def test_sums_are_told_beyond_a_thousandth() -> None:
    graph = graph_of({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.602, "in>b": None, "b>won": 0.9995})
    assert dict(graph.wrong_sums) == {"a": pytest.approx(1.002)}


def test_a_passage_without_probability_counts_nothing() -> None:
    assert dict(graph_of({"in>a": None, "a>won": 1.0}).wrong_sums) == {"in": 0.0}


def test_a_loop_without_exit_is_a_dead_end_as_a_whole() -> None:
    graph = graph_of({"in>a": 1.0, "a>won": 0.5, "a>b": 0.5, "b>c": 1.0, "c>b": 1.0})
    assert graph.dead_ends == ("b", "c")
    assert graph.wrong_sums == {}


def test_a_touchpoint_that_nobody_leads_to_is_unreachable() -> None:
    graph = graph_of({"in>a": 1.0, "a>won": 1.0, "b>a": 1.0})
    assert graph.unreachable == ("b",)
    assert graph.dead_ends == ()


def test_without_an_entry_reaching_has_no_meaning() -> None:
    rows = [row for row in drawn({"a>won": 1.0}) if row.id != "in"]
    graph = journey_graph(plan_of(rows), "jr")
    assert graph.entry_ids == ()
    assert graph.unreachable == ()


def test_nobody_leaves_an_end() -> None:
    graph = graph_of({"in>a": 1.0, "a>won": 1.0, "won>a": 1.0})
    assert "won" not in graph.outgoing


def test_parallel_passages_are_all_in_the_networkx_graph() -> None:
    rows = drawn({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6})
    twin = drawn({"a>won": 0.0})[-1]
    twin.id = "again"
    graph = journey_graph(plan_of(rows, twin), "jr").to_networkx()
    assert sorted(graph["a"]["won"]) == ["a>won", "again"]
    assert graph.nodes["in"]["kind"] == "nk_start"


def test_drop_offs_of_a_touchpoint_add_up() -> None:
    rows = drawn({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.5, "a>away": 0.1})
    next(row for row in rows if row.id == "away").kind = "nk_exit"  # type: ignore[attr-defined]
    assert journey_graph(plan_of(rows), "jr").drop_off_probability("a") == pytest.approx(0.6)
