"""Shapes of the graph: boxes, curves between them, and points along a curve. Plain numbers, no Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journey.layout import BOX_HEIGHT, BOX_WIDTH

Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Curve = tuple[float, ...]
"""A cubic Bézier: x and y of start, two control points and end."""

HEAD = 46.0
"""Height of the heads of the columns, above which nothing stands."""
DOT_STEP = 24.0
ARROW = 8.0
STUB_LENGTH = 24.0
STUB_AT = 46.0
"""Where the stub of those who leave hangs, right of the middle of the box."""
STUB_PITCH = 44.0
PILL_HEIGHT = 18.0
PORT = 5.0

_BEND = 0.55
_HALF_WIDTH, _HALF_HEIGHT = BOX_WIDTH / 2, BOX_HEIGHT / 2
_DOWN, _UP = -8.0, -28.0
_SIDE, _BOW = -60.0, 44.0
_ROW = 190.0
_BACK = 12.0
_EDGE_BASE, _EDGE_SCALE, _EDGE_MOST = 1.25, 28.0, 16.0
_BESIDE, _ABOVE, _BELOW = 12.0, 16.0, 32.0
"""What is drawn around a box: shadow, ring, ports; the badge above; the button under it that scales percentages."""


def edge_width(flow: float | None) -> float:
    """Width of an edge by the share of customers who take it."""
    return min(_EDGE_MOST, _EDGE_BASE + _EDGE_SCALE * (flow or 0.0))


def bounds_of_box(x: float, y: float) -> Bounds:
    """What the box at a centre and its signs cover."""
    reach = _HALF_WIDTH + _BESIDE
    return x - reach, y - _HALF_HEIGHT - _ABOVE, x + reach, y + _HALF_HEIGHT + _BELOW


def box_at(x: float, y: float) -> Bounds:
    """The box itself."""
    return x - _HALF_WIDTH, y - _HALF_HEIGHT, x + _HALF_WIDTH, y + _HALF_HEIGHT


def joined(areas: Sequence[Bounds]) -> Bounds:
    """The smallest box around several."""
    return (
        min(area[0] for area in areas),
        min(area[1] for area in areas),
        max(area[2] for area in areas),
        max(area[3] for area in areas),
    )


def enlarged(area: Bounds, by: float) -> Bounds:
    """A box and so much more on each side."""
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by


def bounds_of_curve(curve: Curve) -> Bounds:
    """A box that holds the curve at its greatest width, its head and its label."""
    xs, ys = curve[0::2], curve[1::2]
    return min(xs) - 20.0, min(ys) - 12.0, max(xs) + 20.0, max(ys) + 12.0


def stub(x: float, y: float, index: int) -> tuple[Curve, Bounds]:
    """The short way down of those who leave at a box, and what it covers with its figure and badge."""
    at, top = x + STUB_AT - index * STUB_PITCH, y + _HALF_HEIGHT
    bottom = top + STUB_LENGTH + ARROW
    curve = (at, top, at, top + 8, at, bottom - 8, at, bottom)
    return curve, (at - 14, top - 10, at + 52, bottom + 2)


def route(
    sx: float, sy: float, tx: float, ty: float, *, is_barred: bool = False, middle: float | None = None,
    other: float | None = None, broad: tuple[float, float] = (0.0, 0.0),
) -> Curve:  # fmt: skip
    """The curve from the box at one centre to the box at another.

    `sy` and `ty` are where it meets the sides of the boxes; `middle` and `other` are their centres; `broad` is
    how much wider than usual they are on each side. A barred way swings above the boxes that stand in its row, or
    under them when it leads back.
    """
    own, far = sy if middle is None else middle, ty if other is None else other
    if sx == tx and own == far:
        top = own - _HALF_HEIGHT
        return sx - 30, top, sx - 44, top - 56, sx + 20, top - 56, sx + 4, top
    if abs(tx - sx) < _HALF_WIDTH:
        return _upright(sx, own, tx, far)
    if tx > sx:
        start, end, bend = sx + _HALF_WIDTH + broad[0], tx - _HALF_WIDTH - broad[1], 1.0
        swing = -_ROW * 0.62
    else:
        start, end, bend = sx - _HALF_WIDTH - broad[0], tx + _HALF_WIDTH + broad[1], -1.0
        sy, ty, swing = sy + _BACK, ty + _BACK, _ROW * 0.62
    reach = bend * max(_BEND * abs(end - start), 20.0)
    if is_barred:
        return start, sy, start + bend * 60, sy + swing, end - bend * 60, ty + swing, end, ty
    return start, sy, start + reach, sy, end - reach, ty, end, ty


def _upright(sx: float, sy: float, tx: float, ty: float) -> Curve:
    """Between two boxes of one file: straight to the next one, around those between."""
    is_down = ty > sy
    turn = 1.0 if is_down else -1.0
    start, end = sy + turn * _HALF_HEIGHT, ty - turn * _HALF_HEIGHT
    if abs(ty - sy) <= 1.5 * _ROW:
        shift = _DOWN if is_down else _UP
        third = (end - start) / 3
        return sx + shift, start, sx + shift, start + third, tx + shift, end - third, tx + shift, end
    left = _SIDE if is_down else _SIDE + 10
    bow = left - _BOW if is_down else left - _BOW - 16
    reach = min(90.0, abs(end - start) / 3) * turn
    return sx + left, start, sx + bow, start + reach, tx + bow, end - reach, tx + left, end


def point_at(curve: Curve, t: float) -> tuple[float, float]:
    """The point of a curve at t between 0 and 1."""
    u = 1.0 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return (
        a * curve[0] + b * curve[2] + c * curve[4] + d * curve[6],
        a * curve[1] + b * curve[3] + c * curve[5] + d * curve[7],
    )


def direction_at_end(curve: Curve) -> tuple[float, float]:
    """The way a curve goes when it arrives, as a vector of length 1."""
    dx, dy = curve[6] - curve[4], curve[7] - curve[5]
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def distance(curve: Curve, x: float, y: float, *, steps: int = 16) -> float:
    """How far a place is from a curve, nearly."""
    best = math.inf
    px, py = curve[0], curve[1]
    for index in range(1, steps + 1):
        qx, qy = point_at(curve, index / steps)
        best = min(best, _to_segment(x, y, px, py, qx, qy))
        px, py = qx, qy
    return best


def _to_segment(x: float, y: float, px: float, py: float, qx: float, qy: float) -> float:
    dx, dy = qx - px, qy - py
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((x - px) * dx + (y - py) * dy) / length))
    return math.hypot(x - px - t * dx, y - py - t * dy)
