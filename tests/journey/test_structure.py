from __future__ import annotations

import pytest

from journey.graph import journey_graph
from journey.model import NodeKind, Touchpoint
from journey.structure import structure_notes
from storage.base import Base
from tests.support import drawn, plan_of

SOUND: dict[str, float | None] = {"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6}


def notes(rows: list[Base]) -> list[tuple[str, tuple[str, ...]]]:
    return [(note.code.value, note.ids) for note in structure_notes(journey_graph(plan_of(rows), "jr"))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"a>won": 0.5}, [("sum_above", ("a",))]),
        ({"a>won": 0.3}, [("sum_below", ("a",))]),
        ({"a>won": 1.6, "a>lost": -0.6}, [("out_of_range", ("a",))]),
        ({"a>won": 0.3, "a>b": 0.1}, [("dead_end", ("b",))]),
        ({"a>won": 0.3, "a>b": 0.1, "b>c": 1.0}, [("no_way_out", ("b",)), ("dead_end", ("c",))]),
        (
            {"a>won": 0.3, "a>b": 0.1, "b>c": 1.0, "c>d": 1.0, "d>c": 1.0},
            [("loop_without_exit", ("c", "d")), ("no_way_out", ("b",))],
        ),
        ({"a>won": 0.3, "a>b": 0.1, "b>b": 1.0, "b>won": 0.0}, [("loop_without_exit", ("b",))]),
        ({"a>won": 0.3, "a>b": 0.1, "b>won": 0.0, "b>lost": None}, [("zero_probability_only", ("b",))]),
        ({"b>won": 1.0}, [("unreachable", ("b",))]),
        ({"a>won": 0.0, "a>lost": 1.0}, [("success_unreachable", ("won",))]),
    ],
)
def test_each_mistake_is_told_where_it_is(
    changes: dict[str, float | None], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert notes(drawn({**SOUND, **changes})) == expected


def test_a_journey_without_points_lacks_all_three_kinds() -> None:
    assert [code for code, _ in notes([])] == ["no_entry", "no_success", "no_drop_off"]


@pytest.mark.parametrize(
    ("shares", "is_told"), [((0.7, 0.3), False), ((0.7, None), False), ((0.7, 0.4), True), ((1.2, None), True)]
)
def test_the_shares_of_the_entries_sum_to_one(shares: tuple[float, float | None], is_told: bool) -> None:
    rows = drawn({**SOUND, "door>a": 1.0})
    for entry, share in zip(("in", "door"), shares, strict=True):
        point = next(row for row in rows if isinstance(row, Touchpoint) and row.id == entry)
        point.kind, point.entry_share = NodeKind.ENTRY.value, share
    assert (notes(rows) == [("entry_shares", ("in", "door"))]) == is_told
    assert (notes(rows) == []) != is_told
