"""Paints the edges of the graph: curves with heads, stubs of those who leave, and their percentages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.pages.journeys.graph.geometry import ARROW, Bounds, Curve, direction_at_end, edge_width, enlarged
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.marks import Marks
from ui.pages.journeys.graph.node_painter import draw_badge
from ui.pages.journeys.graph.pills import pill_of
from ui.pages.journeys.graph.scene import Edge, Scene
from ui.pages.journeys.graph.stamps import Stamps, stamp, stamping

_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_SMALL_BADGE = QRectF(-14, -14, 28, 28)
_FIGURE = QRectF(0, 0, 52, 18)
_HAIR = 1.5
"""Lines up to this many pixels of the device are drawn one pixel wide, four times as fast."""
_ACTIVE = 2.0
"""The least width of an edge that stands out."""
_TOLERANCE, _OVERLAP = 0.2, 0.25
"""How far the lines that a curve is painted as may lie beside it, and how far they go beyond their ends at least."""
_HEAD = 16.0
"""How far a head reaches from its tip, at most."""
_BADGE_REACH, _PILL_REACH = 18.0, 80.0
"""How far the badge of an edge lies beside its percentage, and that beside its curve, at most."""
_FLAT, _MITER = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin


class Art:
    """What is kept of an edge: the curve without its tip, the head at its tip, and its width."""

    __slots__ = ("head", "lines", "path", "width")

    def __init__(self, path: QPainterPath, head: QPolygonF, width: float) -> None:
        self.path, self.head, self.width = path, head, width
        self.lines: list[tuple[float, float, QLineF]] | None = None
        """The curve as short straight lines, each with the heights of its ends, once they are needed."""


def prepare(scene: Scene, labels: Labels) -> None:
    """Draw the curves of all edges, and find the places of their labels."""
    for edge in scene.edges.values():
        if edge.art is None:
            _art(edge)
    ways = (edge for edge in scene.edges.values() if not edge.is_leaving)
    for edge in sorted(ways, key=lambda edge: edge.id):
        pill_of(scene, edge, labels.of(edge.probability)[1])


def paint_curves(
    painter: QPainter, look: Look, edges: Iterable[Edge], area: Bounds, *, is_active: bool = False, scale: float = 0.0,
    with_heads: bool = True,
) -> None:  # fmt: skip
    """Curves with their heads inside an area, active ones in a stronger colour.

    `scale` is pixels of a screen to one of the scene, where lines may be simpler than in a file.
    """
    ink = look.color("edgeActive" if is_active else "edge")
    hair_up_to = _HAIR / scale if scale else 0.0
    least = _ACTIVE if is_active else 0.0
    arts: list[Art] = [edge.art or _art(edge) for edge in edges]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    hair = QPen(ink, 1)
    hair.setCosmetic(True)
    painter.setPen(hair)
    for art in arts:
        if max(art.width, least) < hair_up_to:
            painter.drawPath(art.path)
    for art in arts:
        width = max(art.width, least)
        if width >= hair_up_to:
            painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, _FLAT, _MITER))
            if scale:
                painter.drawLines(_lines_within(art, area[1] - width, area[3] + width))
            else:
                painter.drawPath(art.path)
    if not with_heads:
        return
    left, top, right, bottom = area[0] - _HEAD, area[1] - _HEAD, area[2] + _HEAD, area[3] + _HEAD
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for edge, art in zip(edges, arts, strict=True):
        if left < edge.curve[6] < right and top < edge.curve[7] < bottom:
            painter.drawPolygon(art.head)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_link(painter: QPainter, look: Look, curve: Curve) -> None:
    """The edge that is being drawn."""
    path = QPainterPath(QPointF(curve[0], curve[1]))
    path.cubicTo(*curve[2:])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("primary"), 2, Qt.PenStyle.DashLine))
    painter.drawPath(path)


def paint_stubs(
    painter: QPainter,
    look: Look,
    edges: Sequence[Edge],
    marks: Marks,
    stamps: Stamps | None,
    labels: Labels | None,
) -> None:
    """The short ways down of those who leave, with their share unless `labels` is None."""
    ink = look.color("drop")
    figures: list[tuple[tuple[str, str, str, bool], float, float]] = []
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for edge in edges:
        width = max(1.5, edge_width(edge.flow) if edge.flow is not None else 2.0)
        x, top, bottom = edge.curve[0], edge.curve[1], edge.curve[7]
        half = max(4.5, width / 2 + 2)
        is_active = marks.is_active(edge)
        painter.drawRect(QRectF(x - width / 2, top, width, bottom - ARROW - top))
        painter.drawPolygon(QPolygonF([QPointF(x - half, bottom - ARROW), QPointF(x + half, bottom - ARROW),
                                       QPointF(x, bottom)]))  # fmt: skip
        if labels is None:
            continue
        text, _ = labels.of(edge.probability)
        is_bold = is_active or (edge.probability or 0.0) >= 0.5
        tone = "danger" if edge.is_over else "warning" if edge.probability is None else "drop"
        figures.append((("stub", text, tone, is_bold), x + half + 3, top + 6))
    with stamping(painter, stamps):
        for key, x, y in figures:
            if stamps is None or not stamps.press_kept(painter, key, x, y):
                draw = partial(_draw_figure, text=key[1], tone=key[2], is_bold=key[3], look=look)
                stamp(painter, stamps, key, _FIGURE, x, y, draw)
        for edge in edges:
            if edge.frictions:
                badge = partial(draw_badge, severity=edge.severity, look=look, half=9.0)
                name = ("small badge", edge.severity)
                stamp(painter, stamps, name, _SMALL_BADGE, edge.curve[0], edge.curve[1] + 4, badge)


def paint_pills(
    painter: QPainter,
    scene: Scene,
    look: Look,
    marks: Marks,
    stamps: Stamps | None,
    labels: Labels,
    area: Bounds,
) -> None:
    """The percentages on their edges inside an area, active ones last, each with its badge."""
    if len(scene.pills) < len(scene.edges):
        _place_pills(scene, labels, area)
    near = scene.pill_places.near(enlarged(area, _BADGE_REACH))
    with stamping(painter, stamps):
        for is_active, edge_id in sorted((marks.is_active(scene.edges[each]), each) for each in near):
            edge, (left, top, right, bottom) = scene.edges[edge_id], scene.pills[edge_id]
            text, _width = labels.of(edge.probability)
            state = "over" if edge.is_over else "unset" if edge.probability is None else "calm"
            if edge.id in marks.edges:
                state = "selected"
            elif is_active and state == "calm":
                state = "active"
            key = ("pill", text, state, round(right - left))
            if stamps is None or not stamps.press_kept(painter, key, left, top):
                pill_area = QRectF(-1, -1, right - left + 2, bottom - top + 2)
                draw = partial(_draw_pill, text=text, state=state, width=right - left, height=bottom - top, look=look)
                stamp(painter, stamps, key, pill_area, left, top, draw)
            if edge.frictions:
                badge = partial(draw_badge, severity=edge.severity, look=look, half=9.0)
                stamp(painter, stamps, ("small badge", edge.severity), _SMALL_BADGE, right + 3, top - 2, badge)


def _place_pills(scene: Scene, labels: Labels, area: Bounds) -> None:
    """Find the places of percentages that may reach into an area; the first to look for one has the choice."""
    for edge_id in sorted(scene.curves.near(enlarged(area, _PILL_REACH))):
        edge = scene.edges[edge_id]
        if not edge.is_leaving and edge_id not in scene.pills:
            pill_of(scene, edge, labels.of(edge.probability)[1])


_PILLS = {  # fill, rim and ink
    "calm": ("sheet", "line", "ink2"),
    "active": ("sheet", "primary", "primary"),
    "selected": ("primary", "primary", "onPrimary"),
    "over": ("dangerTint", "danger", "danger"),
    "unset": ("warningTint", "warning", "warning"),
}


def _draw_pill(painter: QPainter, *, text: str, state: str, width: float, height: float, look: Look) -> None:
    fill, rim, ink = _PILLS[state]
    painter.setPen(QPen(look.color(rim), 1))
    painter.setBrush(look.color(fill))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 4, 4)
    painter.setFont(look.font("label", tabular=True))
    painter.setPen(look.color(ink))
    painter.drawText(QRectF(0, 0, width, height), _CENTER, text)


def _draw_figure(painter: QPainter, *, text: str, tone: str, is_bold: bool, look: Look) -> None:
    painter.setFont(look.font("label", weight=700 if is_bold else None, tabular=True))
    painter.setPen(look.color(tone))
    painter.drawText(_FIGURE, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def _art(edge: Edge) -> Art:
    """The curve without its tip, the head at its tip, and its width; drawn once."""
    width = edge_width(edge.flow)
    curve = edge.curve
    dx, dy = direction_at_end(curve)
    length, half = ARROW + width * 0.25, max(4.0, width / 2 + 2.0)
    tip = QPointF(curve[6], curve[7])
    foot = QPointF(curve[6] - dx * length, curve[7] - dy * length)
    path = QPainterPath(QPointF(curve[0], curve[1]))
    path.cubicTo(QPointF(curve[2], curve[3]), QPointF(curve[4] - dx * length, curve[5] - dy * length),
                 foot + QPointF(dx, dy))  # fmt: skip
    side = QPointF(-dy * half, dx * half)
    art = edge.art = Art(path, QPolygonF([tip, foot + side, foot - side]), width)
    return art


def _lines_within(art: Art, top: float, bottom: float) -> list[QLineF]:
    """The part of a curve between two heights, as short straight lines: Qt paints them in a third of the time."""
    if art.lines is None:
        art.lines = _flattened(art.path, art.width)
    return [line for y, q, line in art.lines if (y < bottom or q < bottom) and (y > top or q > top)]


def _flattened(path: QPainterPath, width: float) -> list[tuple[float, float, QLineF]]:
    """A curve as lines that reach beyond their joints as far as its width bends there, or their seams would be seen."""
    points = _points_on(path)
    reach, x, y = 0.0, *points[0]
    dx, dy = points[1][0] - x, points[1][1] - y
    length = math.hypot(dx, dy) or 1.0
    lines = []
    for index in range(1, len(points)):  # written out: there are thousands of them
        p, q = points[index]
        back, further, ex, ey, after = reach / length, 0.0, 0.0, 0.0, 1.0
        if index + 1 < len(points):
            ex, ey = points[index + 1][0] - p, points[index + 1][1] - q
            after = math.hypot(ex, ey) or 1.0
            turn = length * after + dx * ex + dy * ey  # with the cross product, the tangent of half the angle
            reach = _OVERLAP + min(width / 2 * abs(dx * ey - dy * ex) / max(turn, 1e-9), length, after)
            further = reach / length
        line = QLineF(x - dx * back, y - dy * back, p + dx * further, q + dy * further)
        lines.append((y, q, line))
        x, y, dx, dy, length = p, q, ex, ey, after
    return lines


def _points_on(path: QPainterPath) -> list[tuple[float, float]]:
    """Points on a curve so near to each other that the lines between them lie beside it by the tolerance at most."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((each.x, each.y) for each in map(path.elementAt, range(4)))
    bend = max(math.hypot(ax - 2 * bx + cx, ay - 2 * by + cy), math.hypot(bx - 2 * cx + dx, by - 2 * cy + dy))
    off = max(abs((bx - ax) * (dy - ay) - (by - ay) * (dx - ax)), abs((cx - ax) * (dy - ay) - (cy - ay) * (dx - ax)))
    is_straight = off < _TOLERANCE / 4 * math.hypot(dx - ax, dy - ay)
    count = 1 if is_straight else max(1, math.ceil(math.sqrt(0.75 * bend / _TOLERANCE) - 0.5))
    points = [(ax, ay)]
    for index in range(1, count + 1):
        t = index / count
        u = 1.0 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return points
