"""Where a label may stand beside its mark without covering what is there already; lengths in pixels, y downwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

_SHARES = (0.6, 0.65, 0.55, 0.7, 0.5, 0.75, 0.45, 0.8, 0.4, 0.85, 0.35, 0.3, 0.25, 0.2)
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_GAPS = (7.0, 16.0, 28.0, 42.0)
_ROUND = 8
"""Places tried at each of these distances."""
_FAR = 60.0


def best_place(
    centre: tuple[float, float],
    radius: float,
    label: tuple[float, float],
    taken: Sequence[Box],
    room: Box,
) -> tuple[float, float]:
    """Left and top of the label: near the mark, covering little, and within `room`."""
    candidates = [_inside(place, label, room) for place in _places(centre, radius, label)]
    # A name far from its mark is read as another one's: some pixels covered are better than that.
    far = {place: _FAR * (order // _ROUND) for order, place in enumerate(candidates)}
    return min(candidates, key=lambda place: far[place] + _cost(place, label, taken, room))


def free_along(
    start: tuple[float, float], end: tuple[float, float], length: float, height: float, taken: Sequence[Box]
) -> float | None:
    """Where the middle of a label written along a line covers nothing, as a proportion of the line; None: nowhere."""
    (x, y), width, rise = start, end[0] - start[0], end[1] - start[1]
    whole = hypot(width, rise) or 1.0

    def is_free(share: float) -> bool:
        along = [share + length * (step - 4) / 8 / whole for step in range(9)]
        spots = [(x + width * part, y + rise * part) for part in along]
        covered = (
            _overlap((px - height, py - height, px + height, py + height), box) for px, py in spots for box in taken
        )
        return along[0] >= 0 and along[-1] <= 1 and not any(covered)

    return next(filter(is_free, _SHARES), None)


def _places(centre: tuple[float, float], radius: float, label: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Right, left, above, below, then the corners; near first."""
    (x, y), (width, height) = centre, label
    for gap in _GAPS:
        near = radius + gap
        yield x + near, y - height / 2
        yield x - near - width, y - height / 2
        yield x - width / 2, y - near - height
        yield x - width / 2, y + near
        corner = radius * 0.7 + gap
        for side in (x + corner, x - corner - width):
            yield side, y - corner - height
            yield side, y + corner


def _inside(place: tuple[float, float], label: tuple[float, float], room: Box) -> tuple[float, float]:
    """The place, moved as far as the room asks for it."""
    left, top = place
    return max(room[0], min(left, room[2] - label[0])), max(room[1], min(top, room[3] - label[1]))


def _cost(place: tuple[float, float], label: tuple[float, float], taken: Sequence[Box], room: Box) -> float:
    box = (place[0], place[1], place[0] + label[0], place[1] + label[1])
    outside = label[0] * label[1] - _overlap(box, room)
    return 10 * outside + sum(_overlap(box, each) for each in taken)


def _overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
