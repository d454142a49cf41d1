"""The graph of a journey, whole, for a picture."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from journey.analysis import journey_results
from journey.layout import BOX_HEIGHT, BOX_WIDTH, FIRST_ROW
from journey.model import NodeKind
from resources.i18n import Words, tr
from strategy.snapshot import Snapshot
from ui.pages.journeys.graph.building import scene_of
from ui.pages.journeys.graph.geometry import HEAD
from ui.pages.journeys.graph.ground_painter import head_words, heads_height, paint_heads
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.painter import paint_scene
from ui.pages.journeys.graph.scene import Node, Scene
from ui.pages.journeys.graph.whole_words import give_lines
from ui.pages.journeys.map.measure import Measure
from ui.pictures.body import Body, Sign
from ui.pictures.pills import settle_pills
from ui.pictures.signs import leaving, severity_sign, solid_line, symbol
from ui.theme.theme import as_written
from ui.widgets.paint import box

_STUB_ROOM, _AIR = 44.0, 20.0
"""What hangs under a box with its figure, and what stays free between two boxes."""
_REACH = 100.0
"""How far right of its middle a box reaches with the figure of those who leave."""
_BELOW = 40.0


class PaperLook(Look):
    """Light colours, and letters as wide as they are drawn in a file."""

    def __init__(self) -> None:
        super().__init__("light")

    def font(self, role: str, *, weight: int | None = None, tabular: bool = False) -> QFont:
        found = super().font(role, weight=weight)
        as_written(found)
        return found


def graph_body(snapshot: Snapshot, journey_id: str, spoken: Words) -> Body:
    """The graph as the team placed it, names in full; boxes that get larger push the others away."""
    look, measure = PaperLook(), Measure()
    scene = scene_of(snapshot, journey_id, spoken, journey_results(snapshot, journey_id))
    labels = Labels(spoken, look)
    for node in scene.nodes.values():
        give_lines(node, measure.wrap, look)
    _widen(scene)
    _make_room(scene)
    settle_pills(scene, labels, look)
    names = [head_words(column, look, measure.wrap) for column in scene.columns]
    lift = heads_height(names) - HEAD
    left, right, bottom = _extent(scene)

    def paint(painter: QPainter, visible: QRectF) -> None:
        painter.translate(-left, lift)
        area = visible.translated(left, -lift).intersected(QRectF(left, -lift, right - left, bottom + lift))
        if not area.isEmpty():
            painter.save()
            paint_scene(painter, scene, look, area, labels=labels)
            painter.restore()
        paint_heads(painter, scene, look, names)
        box(painter, QRectF(left, -lift, right - left, bottom + lift).adjusted(-0.5, -0.5, 0.5, 0.5), None, "line")

    return Body(right - left, bottom + lift, paint, _signs(scene))


def _extent(scene: Scene) -> tuple[float, float, float]:
    """Left and right of the drawing, and where its ground ends."""
    left = min((node.x - (BOX_WIDTH + node.broad) / 2 - 24 for node in scene.nodes.values()), default=0.0)
    right = max((node.x + _REACH for node in scene.nodes.values()), default=0.0)
    feet = [node.y + _half(node) + (_STUB_ROOM if _is_left(scene, node) else 0.0) for node in scene.nodes.values()]
    lines = [edge.bounds[3] for edge in scene.edges.values()]
    pills = [each[3] for each in scene.pills.values()]
    bottom = max([*feet, *lines, *pills], default=HEAD + 120.0)
    return min(0.0, left), max(scene.width, right), bottom + _BELOW


def _widen(scene: Scene) -> None:
    """Stretch the drawing to the right, so that wider boxes leave as much room between them as others do."""
    broad = max((node.broad for node in scene.nodes.values()), default=0.0)
    factor = 1.0 + broad / BOX_WIDTH
    for column in scene.columns:
        column.left, column.width = column.left * factor, column.width * factor
    for node in scene.nodes.values():
        node.x *= factor


def _make_room(scene: Scene) -> None:
    """Stretch the drawing downwards until boxes with more lines than usual keep clear of each other."""
    factor, down = 1.0, 0.0
    nodes = sorted(scene.nodes.values(), key=lambda node: node.y)
    has_grown = any(node.grown or node.broad for node in nodes)
    if has_grown:
        factor = max([1.0, *(_needed(scene, upper, lower) for upper, lower in _neighbours(nodes))])
        tops = (HEAD + _AIR + _half(node) - _stretched(node.y, factor) for node in nodes)
        down = max(0.0, max(tops, default=0.0))
    if has_grown:
        for node in nodes:
            node.y = _stretched(node.y, factor) + down
            scene.put(node)
        scene.shape_all()


def _neighbours(nodes: list[Node]) -> list[tuple[Node, Node]]:
    """Pairs of boxes of which one stands over the other, nearest first; those that overlap on screen may go on."""
    files: dict[int, list[Node]] = {}
    for node in nodes:
        for place in {int((node.x - (BOX_WIDTH + node.broad) / 2) // BOX_WIDTH), int((node.x + _REACH) // BOX_WIDTH)}:
            files.setdefault(place, []).append(node)
    pairs = [pair for file in files.values() for pair in pairwise(file)]
    return [(upper, lower) for upper, lower in pairs if lower.y - upper.y >= BOX_HEIGHT]


def _needed(scene: Scene, upper: Node, lower: Node) -> float:
    """By how much two boxes must be drawn apart."""
    least = _half(upper) + _half(lower) + _AIR + (_STUB_ROOM if _is_left(scene, upper) else 0.0)
    return least / (lower.y - upper.y)


def _half(node: Node) -> float:
    return (BOX_HEIGHT + node.grown) / 2


def _stretched(y: float, factor: float) -> float:
    return FIRST_ROW + (y - FIRST_ROW) * factor


def _is_left(scene: Scene, node: Node) -> bool:
    """Whether some customers leave at a box."""
    return any(edge.is_leaving for edge in scene.outgoing.get(node.id, ()))


def _signs(scene: Scene) -> tuple[Sign, ...]:
    """The legend of what the graph shows."""
    nodes, edges = scene.nodes.values(), scene.edges.values()
    kinds = {node.kind for node in nodes}
    found: list[Sign] = []
    if NodeKind.ENTRY.value in kinds:
        found.append(Sign(symbol("log-in", "primary"), tr("entry")))
    if NodeKind.SUCCESS.value in kinds:
        found.append(Sign(symbol("circle-check", "success"), tr("success")))
    if edges:
        found.append(Sign(solid_line("control", 5.0), tr("width: how many customers go this way")))
    if any(edge.is_leaving for edge in edges):
        found.append(Sign(leaving(), tr("share who leave there")))
    if any(node.frictions for node in nodes) or any(edge.frictions for edge in edges):
        found.append(Sign(severity_sign(3), tr("worst friction, severity 1 to 5")))
    if any(node.trouble for node in nodes):
        found.append(Sign(symbol("triangle-alert", "danger"), tr("cannot work yet")))
    if any(node.is_external for node in nodes):
        found.append(Sign(symbol("external-link", "ink3"), tr("outside the company")))
    return tuple(found)
