"""Paints the scene of a graph on any device: the canvas, a picture, a page. Coordinates are those of the scene.

A drawing for a file passes no `Stamps`: everything is then drawn as vectors, at full detail.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from ui.pages.journeys.graph import edge_painter, node_painter
from ui.pages.journeys.graph.geometry import PORT
from ui.pages.journeys.graph.ground_painter import paint_dots, paint_grounds
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.marks import Marks
from ui.pages.journeys.graph.scene import Node, Scene
from ui.pages.journeys.graph.stamps import Stamps

_HEADS = 300
"""In a journey with more edges, heads are left out where the zoom makes them tiny."""
_FRAME = 14.0
"""How far around a box of an overview its selection is drawn."""
_LINES_SHOWN = 4000
"""Beyond them an overview shows boxes only: so many lines on one screen are a grey ground."""


class Detail(IntEnum):
    """How much is drawn."""

    BOXES = 0
    """Coloured boxes and thin lines."""
    TITLES = 1
    """Boxes with their titles, edges without percentages."""
    FULL = 2


def detail_at(zoom: float) -> Detail:
    """What can be read at a zoom, 1 = 100 %."""
    return Detail.BOXES if zoom < 0.4 else Detail.TITLES if zoom < 0.6 else Detail.FULL


def paint_scene(
    painter: QPainter,
    scene: Scene,
    look: Look,
    area: QRectF,
    *,
    detail: Detail = Detail.FULL,
    marks: Marks | None = None,
    stamps: Stamps | None = None,
    labels: Labels,
    with_still: bool = True,
) -> None:
    """Paint what lies inside `area`; without what lies still there if that is painted already."""
    marks = marks or Marks()
    if with_still:
        paint_still(painter, scene, look, area, detail)
    if detail is Detail.BOXES:
        _paint_chosen(painter, scene, look, marks, area)
        return
    bounds = (area.left(), area.top(), area.right(), area.bottom())
    edges = [scene.edges[each] for each in sorted(scene.curves.near(bounds))]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    chosen = [each for each in edges if not each.is_leaving and marks.is_active(each)]
    scale = stamps.scale if stamps is not None else 0.0
    edge_painter.paint_curves(painter, look, chosen, bounds, is_active=True, scale=scale)
    if marks.link is not None:
        edge_painter.paint_link(painter, look, marks.link)
    nodes = [scene.nodes[each] for each in scene.boxes.near(bounds)]
    nodes.sort(key=lambda node: (node.id in marks.nodes, node.y, node.id))
    is_full = detail is Detail.FULL
    node_painter.paint_nodes(painter, nodes, look, stamps, with_captions=is_full, hovered=marks.hovered)
    edge_painter.paint_stubs(painter, look, [each for each in edges if each.is_leaving], marks, stamps,
                             labels if is_full else None)  # fmt: skip
    if is_full:
        edge_painter.paint_pills(painter, scene, look, marks, stamps, labels, bounds)
    node_painter.paint_rings(painter, (node for node in nodes if node.id in marks.nodes), look, stamps)
    _paint_marks(painter, scene, look, marks, stamps)
    node_painter.paint_signs(painter, nodes, look, stamps, labels)


def paint_on_top(painter: QPainter, look: Look, marks: Marks) -> None:
    """Paint what moves with the pointer over all else: the rubber band, and where many nodes would stand."""
    pen = QPen(look.color("primary"), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    fill = QColor(look.color("primary"))
    fill.setAlphaF(0.08)
    if marks.carried:
        painter.setBrush(fill)
        painter.drawRects([_around(*place) for place in marks.carried])
    if marks.rubber is not None:
        painter.fillRect(marks.rubber, fill)  # a brush would take ten times as long
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(marks.rubber)


def paint_still(
    painter: QPainter, scene: Scene, look: Look, area: QRectF, detail: Detail, *, scale: float = 0.0
) -> None:  # fmt: skip
    """Paint what lies under the boxes, and stays as it is whatever stands out: grounds and curves.

    `scale` is pixels of a screen to one of the scene, 0 for a file.
    """
    paint_grounds(painter, scene, look, area)
    if detail is Detail.BOXES:
        _paint_overview(painter, scene, look)
        return
    if scale and detail is Detail.FULL:
        paint_dots(painter, look, area)
    bounds = (area.left(), area.top(), area.right(), area.bottom())
    edges = [scene.edges[each] for each in sorted(scene.curves.near(bounds))]
    with_heads = detail is Detail.FULL or len(scene.edges) < _HEADS
    edge_painter.paint_curves(painter, look, [each for each in edges if not each.is_leaving], bounds, scale=scale,
                              with_heads=with_heads)  # fmt: skip


def prepare(scene: Scene, look: Look, labels: Labels) -> None:
    """Lay out all words, curves and labels now rather than when they come into sight: for scenes that are not large."""
    node_painter.prepare(scene.nodes.values(), look)
    edge_painter.prepare(scene, labels)


def _paint_overview(painter: QPainter, scene: Scene, look: Look) -> None:
    """Thousands of points at once: lines and boxes of one colour in one go each."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    lines, boxes = _overview_of(scene)
    if len(lines) <= _LINES_SHOWN:
        painter.setPen(QPen(look.color("edge"), 0))
        painter.drawLines(lines)
    painter.setPen(Qt.PenStyle.NoPen)
    for (role, place), rects in boxes.items():
        painter.setBrush(look.color(role) if place is None else look.palette("stage", place))
        painter.drawRects(rects)


def _paint_chosen(painter: QPainter, scene: Scene, look: Look, marks: Marks, area: QRectF) -> None:
    """What stands out among thousands of points."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    wide = area.adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME)
    near = scene.boxes.near((wide.left(), wide.top(), wide.right(), wide.bottom())) if marks.nodes else set()
    chosen = [scene.nodes[each] for each in marks.nodes & near]
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("primary"))
        painter.drawRects([_rect(node) for node in chosen])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("primary"), 2 / max(0.01, painter.worldTransform().m11())))
        painter.drawRects([_rect(node).adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME) for node in chosen])


Overview = tuple[list[QLineF], dict[tuple[str, int | None], list[QRectF]]]


def _overview_of(scene: Scene) -> Overview:
    """The lines and boxes of a whole scene, kept until it changes."""
    kept = scene.overview
    if kept is None or kept[0] != scene.version:
        lines = [QLineF(edge.curve[0], edge.curve[1], edge.curve[6], edge.curve[7])
                 for edge in scene.edges.values() if not edge.is_leaving]  # fmt: skip
        boxes: dict[tuple[str, int | None], list[QRectF]] = {}
        for node in scene.nodes.values():
            boxes.setdefault(node_painter.overview_color(node), []).append(_rect(node))
        kept = scene.overview = (scene.version, (lines, boxes))
    found: Overview = kept[1]
    return found


def _paint_marks(painter: QPainter, scene: Scene, look: Look, marks: Marks, stamps: Stamps | None) -> None:
    focus = scene.nodes.get(marks.focus or "")
    if focus is not None and (focus.id not in marks.nodes or len(marks.nodes) > 1):
        node_painter.paint_focus(painter, focus, look)
    shown = set(marks.sources) | ({marks.hovered} if marks.hovered else set())
    shown |= marks.alone
    _paint_ports(painter, look, (scene.nodes[each] for each in shown if each in scene.nodes))
    target = scene.nodes.get(marks.target or "")
    if target is not None:
        node_painter.paint_rings(painter, [target], look, stamps)
    for node_id, text in marks.what_if.items():
        if node_id in scene.nodes:
            node_painter.paint_what_if(painter, scene.nodes[node_id], look, text)
    if marks.ghost is not None:
        pen = QPen(look.color("primary"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y = marks.ghost
        painter.drawRoundedRect(_around(x, y), 8, 8)


def _paint_ports(painter: QPainter, look: Look, nodes: Iterable[Node]) -> None:
    painter.setPen(QPen(look.color("primary"), 2))
    painter.setBrush(look.color("sheet"))
    for node in nodes:
        if not node.is_end:
            painter.drawEllipse(QPointF(node.x + BOX_WIDTH / 2, node.y), PORT, PORT)
        painter.drawEllipse(QPointF(node.x - BOX_WIDTH / 2, node.y), PORT, PORT)


def _rect(node: Node) -> QRectF:
    return _around(node.x, node.y)


def _around(x: float, y: float) -> QRectF:
    return QRectF(x - BOX_WIDTH / 2, y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT)
