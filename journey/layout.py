"""Where the points of a journey stand when it is drawn: layered from left to right inside the columns of its stages.

After Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system structures, 1981: points are
put in layers by their distance from where the journey begins, then ordered inside each layer by the mean place of
their neighbours, sweep after sweep. The stages come first here: a layer is a file of boxes inside one stage. What
the team placed by hand stays; the rest is laid out around it. Lengths are in pixels at 100 %.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BOX_WIDTH, BOX_HEIGHT = 152.0, 56.0
FILE_WIDTH = 210.0
"""Width of a stage that holds one file of boxes; each further file adds as much."""
FIRST_ROW, ROW_PITCH = 152.0, 190.0
"""Centre of the first box of a file, and the distance to the next."""

_LEAST_ROWS = 4
_WIDE = FILE_WIDTH / (ROW_PITCH * 1.6)
"""Rows to the square of the number of points that give a drawing in the shape of a screen."""
_GAP = 24.0
_SWEEPS = 6
_COUNTED_UP_TO = 200
"""Passages up to which crossings are counted, so that the best of all sweeps is kept."""
_FARTHEST = 40_000.0
"""A place typed into a file may be anything; a drawing has an end."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point to be laid out. `at` is its centre when it is placed by hand, counted from the left of its column."""

    id: str
    column: str
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """The ground of one stage, in order from left to right."""

    key: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns in their order, and the centre of every point, counted from the left of the drawing."""

    columns: tuple[LaidColumn, ...]
    places: Mapping[str, Place]


def lay_out(columns: Sequence[str], spots: Sequence[Spot], passages: Iterable[tuple[str, str]]) -> Layout:
    """Places for all points: each inside the column it names, no free one over another.

    The same input gives the same drawing. Spots in a column that is not named are left out.
    """
    by_column: dict[str, list[Spot]] = {key: [] for key in columns}
    for spot in spots:
        if spot.column in by_column:
            by_column[spot.column].append(spot)
    onward = _onward(by_column, passages)
    depth = _depths(spots, onward)
    rows = max(_LEAST_ROWS, math.ceil(math.sqrt(_WIDE * len(spots))))
    files: list[_File] = []
    laid: list[LaidColumn] = []
    left = 0.0
    for key in columns:
        own = _files_of(by_column[key], depth, rows, left)
        width = FILE_WIDTH * max(1, len(own), *(_files_for(_inside(spot.at)) for spot in by_column[key] if spot.at))
        laid.append(LaidColumn(key, left, width))
        files += own
        left += width
    places: dict[str, Place] = {}
    for column in laid:
        for spot in by_column[column.key]:
            if spot.at is not None:
                x, y = seat(spot.at, column.width)
                places[spot.id] = (column.left + x, y)
    _order(files, places, onward)
    for file in files:
        places.update(file.places())
    return Layout(tuple(laid), places)


def seat(at: Place, width: float) -> Place:
    """Where a box placed by hand stands in a column of that width, whatever a file says."""
    x, y = _inside(at)
    return clamped_in(x, width), y


def clamped_in(x: float, width: float) -> float:
    """The nearest centre to `x` whose box stands inside a column of that width, both counted from its left."""
    return min(max(x, BOX_WIDTH / 2), width - BOX_WIDTH / 2)


class _File:
    """A file of boxes: free points from top to bottom in the rows that points placed by hand leave free."""

    def __init__(self, middle: float, points: Sequence[str], taken: Sequence[Place]) -> None:
        self.middle = middle
        self.points = list(points)
        self.heights: list[float] = []
        row = 0
        while len(self.heights) < len(self.points):
            height = FIRST_ROW + row * ROW_PITCH
            if not any(_touch((middle, height), place) for place in taken):
                self.heights.append(height)
            row += 1

    def places(self) -> Iterable[tuple[str, Place]]:
        """Each point with its place."""
        return ((point, (self.middle, height)) for point, height in zip(self.points, self.heights, strict=True))


def _files_of(spots: Sequence[Spot], depth: Mapping[str, int], rows: int, left: float) -> list[_File]:
    """The free points of a column in files of nearly equal length, those nearest to the beginning first."""
    free = sorted((spot.id for spot in spots if spot.at is None), key=lambda point: depth[point])
    taken = [(left + x, y) for x, y in (_inside(spot.at) for spot in spots if spot.at is not None)]
    count = math.ceil(len(free) / rows)
    files = []
    for index in range(count):
        part = free[len(free) * index // count : len(free) * (index + 1) // count]
        files.append(_File(left + FILE_WIDTH * (index + 0.5), part, taken))
    return files


def _onward(by_column: Mapping[str, Sequence[Spot]], passages: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    known = {spot.id for spots in by_column.values() for spot in spots}
    onward: dict[str, list[str]] = defaultdict(list)
    for source, target in passages:
        if source in known and target in known and source != target:
            onward[source].append(target)
    return onward


def depths(points: Sequence[str], passages: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """How many passages after a beginning each point comes at the earliest."""
    spots = [Spot(point, "") for point in points]
    return _depths(spots, _onward({"": spots}, passages))


def _depths(spots: Sequence[Spot], onward: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """How many passages after a beginning each point comes at the earliest; circles begin at their first point."""
    reached = {target for targets in onward.values() for target in targets}
    depth = {spot.id: 0 for spot in spots if spot.id not in reached}
    _walk(deque(depth), onward, depth)
    for spot in spots:
        if spot.id not in depth:
            depth[spot.id] = 0
            _walk(deque([spot.id]), onward, depth)
    return depth


def _walk(waiting: deque[str], onward: Mapping[str, Sequence[str]], depth: dict[str, int]) -> None:
    while waiting:
        point = waiting.popleft()
        for target in onward.get(point, ()):
            if target not in depth:
                depth[target] = depth[point] + 1
                waiting.append(target)


def _order(files: Sequence[_File], fixed: Mapping[str, Place], onward: Mapping[str, Sequence[str]]) -> None:
    """Sort every file by the mean height of the neighbours before it, then after it, until nothing is gained."""
    where = {point: index for index, file in enumerate(files) for point in file.points}
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    edges = [(source, target) for source, targets in onward.items() for target in targets]
    for source, target in edges:
        first, second = where.get(source, -1), where.get(target, -1)
        if first == second:
            continue  # in one file: their order says nothing about crossings with others
        left, right = (source, target) if first < second else (target, source)
        before[right].append(left)
        after[left].append(right)
    height = {point: place[1] for point, place in fixed.items()}
    for file in files:
        height.update(zip(file.points, file.heights, strict=True))
    counted = [edge for edge in edges if edge[0] in where and edge[1] in where] if len(edges) <= _COUNTED_UP_TO else []
    best, kept = _crossings(counted, where, height), [list(file.points) for file in files]
    for sweep in range(_SWEEPS):
        neighbours, walked = (before, files) if sweep % 2 == 0 else (after, list(reversed(files)))
        moved = [_sort(file, neighbours, height) for file in walked]
        found = _crossings(counted, where, height)
        if found < best or not counted:
            best, kept = found, [list(file.points) for file in files]
        if not any(moved):
            break
    for file, points in zip(files, kept, strict=True):
        file.points = points


def _sort(file: _File, neighbours: Mapping[str, Sequence[str]], height: dict[str, float]) -> bool:
    """Order one file by its neighbours; whether anything moved. Points without any keep their place in line."""
    if len(file.points) < 2:
        return False
    wanted = {}
    for point in file.points:
        beside = neighbours.get(point)
        wanted[point] = sum(height[each] for each in beside) / len(beside) if beside else height[point]
    ordered = sorted(file.points, key=wanted.__getitem__)
    if ordered == file.points:
        return False
    file.points = ordered
    height.update(zip(ordered, file.heights, strict=True))
    return True


def _crossings(edges: Sequence[tuple[str, str]], where: Mapping[str, int], height: Mapping[str, float]) -> int:
    """How many pairs of passages between the same two files cross."""
    between: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for source, target in edges:
        first, second = where[source], where[target]
        if first > second:
            source, target, first, second = target, source, second, first
        if first != second:
            between[first, second].append((height[source], height[target]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for pairs in between.values()
        for place, one in enumerate(pairs)
        for other in pairs[:place]
    )


def _inside(at: Place) -> Place:
    """A place that can be drawn, whatever a file says."""
    x, y = at
    return min(max(x, BOX_WIDTH / 2), _FARTHEST), min(max(y, BOX_HEIGHT / 2), _FARTHEST)


def _files_for(at: Place) -> int:
    """How many files wide a column must be to hold a box there."""
    return math.ceil((at[0] + BOX_WIDTH / 2) / FILE_WIDTH)


def _touch(one: Place, other: Place) -> bool:
    return abs(one[0] - other[0]) < BOX_WIDTH + _GAP and abs(one[1] - other[1]) < BOX_HEIGHT + _GAP
