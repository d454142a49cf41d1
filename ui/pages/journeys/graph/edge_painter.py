"""Paints the edges of the graph: curves with heads, stubs of those who leave, and their percentages."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from operator import itemgetter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.pages.journeys.graph.geometry import ARROW, Bounds, Curve, direction_at_end, edge_width
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.node_painter import draw_badge
from ui.pages.journeys.graph.pills import pill_of
from ui.pages.journeys.graph.scene import Edge, Scene
from ui.pages.journeys.graph.stamps import Stamps, stamp, stamping

_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_SMALL_BADGE = QRectF(-14, -14, 28, 28)
_FIGURE = QRectF(0, 0, 52, 18)
_HAIR = 1.5
"""Lines up to this many pixels of the device are drawn one pixel wide, four times as fast."""
_MANY = 50
_HEADS = 150
"""So many heads are drawn where the zoom makes them tiny."""
_CROWD = 250
"""From so many curves in sight, hair lines are not smoothed: nobody follows a single one, and it halves the time."""
_ORDER = itemgetter(0, 1)
_FLAT, _MITER = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin

Art = tuple[QPainterPath, QPolygonF, float]


def prepare(scene: Scene, labels: Labels) -> None:
    """Draw the curves of all edges, and find the places of their labels."""
    for edge in scene.edges.values():
        if edge.art is None:
            _art(edge)
    ways = (edge for edge in scene.edges.values() if not edge.is_leaving)
    for edge in sorted(ways, key=lambda edge: edge.id):
        pill_of(scene, edge, labels.of(edge.probability)[1])


def paint_edges(
    painter: QPainter,
    look: Look,
    edges: Sequence[Edge],
    active: Collection[str],
    stamps: Stamps | None,
    area: Bounds,
) -> None:
    """Curves with their heads inside an area, the active ones last."""
    left, top, right, bottom = area[0] - ARROW, area[1] - ARROW, area[2] + ARROW, area[3] + ARROW
    painter.setBrush(Qt.BrushStyle.NoBrush)
    scale = stamps.scale * stamps.ratio if stamps is not None else 0.0
    calm = [each for each in edges if each.id not in active]
    for color, group in (("edge", calm), ("edgeActive", [each for each in edges if each.id in active])):
        ink = look.color(color)
        hair = QPen(ink, 1)
        hair.setCosmetic(True)
        arts = [edge.art or _art(edge) for edge in group]
        painter.setPen(hair)
        is_passing = stamps is not None and stamps.is_passing
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not scale or (len(group) < _CROWD and not is_passing))
        hair_up_to = math.inf if is_passing else _HAIR if len(group) < _MANY else 2 * _HAIR
        rest = []
        for art in arts:
            if art[2] * scale < hair_up_to and scale and color == "edge":
                painter.drawPath(art[0])
            else:
                rest.append(art)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for path, _head, width in rest:
            least = 2.0 if color == "edgeActive" else 0.0
            painter.setPen(QPen(ink, max(width, least), Qt.PenStyle.SolidLine, _FLAT, _MITER))
            painter.drawPath(path)
        if is_passing or (scale and scale < 0.6 and len(group) > _HEADS):
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for edge, art in zip(group, arts, strict=True):
            if left < edge.curve[6] < right and top < edge.curve[7] < bottom:
                painter.drawPolygon(art[1])
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
    active: Collection[str],
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
        is_active = edge.id in active
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
    edges: Iterable[Edge],
    active: Collection[str],
    selected: Collection[str],
    stamps: Stamps | None,
    labels: Labels,
    area: Bounds,
) -> None:
    """The percentages on their edges inside an area, active ones last."""
    ways = [each for each in edges if not each.is_leaving]
    if len(scene.pills) < len(scene.edges):
        ways.sort(key=lambda edge: edge.id)  # the first to look for a place has the choice
    shown = []
    for edge in ways:
        pill = scene.pills.get(edge.id) or pill_of(scene, edge, labels.of(edge.probability)[1])
        if pill[0] < area[2] and pill[2] > area[0] and pill[1] < area[3] and pill[3] > area[1]:
            shown.append((edge.id in active, edge.id, edge, pill))
    shown.sort(key=_ORDER)
    with stamping(painter, stamps):
        for is_active, _id, edge, (left, top, right, bottom) in shown:
            text, _width = labels.of(edge.probability)
            state = "over" if edge.is_over else "unset" if edge.probability is None else "calm"
            if edge.id in selected:
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
    art = (path, QPolygonF([tip, foot + side, foot - side]), width)
    edge.art = art
    return art
