from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from journey.layout import BOX_HEIGHT, BOX_WIDTH, FIRST_ROW, ROW_PITCH, Layout, Spot, lay_out

COLUMNS = ("a", "b", "c")

spots = some.lists(
    some.tuples(
        some.sampled_from(COLUMNS),
        some.none() | some.none() | some.tuples(some.floats(-1e9, 1e9), some.floats(0, 3000)),
    ),
    max_size=24,
).map(lambda drawn: [Spot(str(index), column, at) for index, (column, at) in enumerate(drawn)])
passages = some.lists(some.tuples(some.integers(0, 23), some.integers(0, 23)), max_size=40).map(
    lambda pairs: [(str(source), str(target)) for source, target in pairs]
)


def crossings(laid: Layout, passages: list[tuple[str, str]]) -> int:
    ends = [(laid.places[source], laid.places[target]) for source, target in passages]
    return sum(
        one[0][0] == other[0][0] and one[1][0] == other[1][0]
        and (one[0][1] - other[0][1]) * (one[1][1] - other[1][1]) < 0
        for one, other in combinations(ends, 2)
    )  # fmt: skip


@given(spots, passages)
@settings(max_examples=60)
def test_every_box_stands_inside_the_column_of_its_stage(spots: list[Spot], passages: list[tuple[str, str]]) -> None:
    laid = lay_out(COLUMNS, spots, passages)
    columns = {column.key: column for column in laid.columns}
    for spot in spots:
        x, _ = laid.places[spot.id]
        ground = columns[spot.column]
        assert ground.left <= x - BOX_WIDTH / 2
        assert x + BOX_WIDTH / 2 <= ground.left + ground.width


@given(spots, passages)
@settings(max_examples=60)
def test_no_box_that_the_program_places_lies_over_another(spots: list[Spot], passages: list[tuple[str, str]]) -> None:
    laid = lay_out(COLUMNS, spots, passages)
    for one, other in combinations(spots, 2):
        if one.at is not None and other.at is not None:
            continue  # the team put both where they are
        (x, y), (left, top) = laid.places[one.id], laid.places[other.id]
        assert abs(x - left) >= BOX_WIDTH or abs(y - top) >= BOX_HEIGHT


@given(spots, passages)
@settings(max_examples=20)
def test_the_same_journey_is_laid_out_the_same_way(spots: list[Spot], passages: list[tuple[str, str]]) -> None:
    assert lay_out(COLUMNS, spots, passages) == lay_out(COLUMNS, spots, passages)


def test_a_place_chosen_by_hand_is_kept() -> None:
    laid = lay_out(COLUMNS, [Spot("1", "a"), Spot("2", "b", (120.0, 333.0))], [("1", "2")])
    assert laid.places["2"] == (laid.columns[1].left + 120.0, 333.0)


def test_a_touchpoint_added_to_another_stage_moves_nothing() -> None:
    before = [Spot("1", "a"), Spot("2", "a"), Spot("3", "b")]
    passages = [("1", "3"), ("2", "3")]
    known = lay_out(COLUMNS, before, passages).places
    grown = lay_out(COLUMNS, [*before, Spot("new", "c")], passages).places
    assert {each: grown[each] for each in known} == known


def test_rows_are_as_far_apart_as_the_design_says() -> None:
    laid = lay_out(("a",), [Spot(str(index), "a") for index in range(3)], [])
    assert [laid.places[str(row)][1] for row in range(3)] == [FIRST_ROW + row * ROW_PITCH for row in range(3)]


def test_a_crowded_stage_is_laid_out_in_files_side_by_side() -> None:
    laid = lay_out(("a", "b"), [Spot(str(index), "a") for index in range(9)], list(pairwise(map(str, range(9)))))
    assert laid.columns[0].width == 3 * 210
    assert laid.columns[1].left == 3 * 210


def test_crossed_ways_are_laid_straight() -> None:
    spots = [*(Spot(f"a{index}", "a") for index in range(4)), *(Spot(f"b{index}", "b") for index in range(4))]
    passages = [(f"a{index}", f"b{3 - index}") for index in range(4)]
    assert crossings(lay_out(COLUMNS, spots, passages), passages) == 0
