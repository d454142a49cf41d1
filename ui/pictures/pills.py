"""Places the percentages of a graph for a picture, with more patience than a canvas that is being moved."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from PySide6.QtGui import QFontMetricsF

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from ui.pages.journeys.graph.geometry import PILL_HEIGHT, Bounds, edge_width, point_at
from ui.pages.journeys.graph.grid import Grid
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.scene import Edge, Node, Scene

_STEPS = sorted((step / 50 for step in range(4, 47)), key=lambda t: abs(t - 0.5))
_ASIDE = (0.0, -11.0, 11.0, -20.0, 20.0, -30.0, 30.0)
_APART = 2.0


def settle_pills(scene: Scene, labels: Labels, look: Look) -> None:
    """Give each percentage a place on its way, or just beside it, where it covers no words and no other one."""
    taken, areas = Grid(), {}
    for key, area in _words(scene, labels, look):
        areas[key] = area
        taken.put(key, area)
    for edge in sorted(scene.edges.values(), key=lambda each: each.id):
        if edge.is_leaving:
            continue
        scene.forget_pill(edge.id)
        place = _place(edge, labels.of(edge.probability)[1], taken, areas)
        scene.pills[edge.id] = areas[edge.id] = place
        scene.pill_places.put(edge.id, place)
        taken.put(edge.id, place)


def _words(scene: Scene, labels: Labels, look: Look) -> Iterable[tuple[str, Bounds]]:
    """What percentages keep clear of: boxes with their signs, and the figures of those who leave."""
    metrics = QFontMetricsF(look.font("label", weight=700, tabular=True))
    for node in scene.nodes.values():
        yield f"box {node.id}", _box(node)
    for edge in scene.edges.values():
        if edge.is_leaving:
            half = max(4.5, edge_width(edge.flow) / 2 + 2)
            x, top = edge.curve[0], edge.curve[1]
            width = metrics.horizontalAdvance(labels.of(edge.probability)[0])
            yield f"leaving {edge.id}", (x - half, top, x + half + 4 + width, edge.curve[7])


def _box(node: Node) -> Bounds:
    half, side = (BOX_HEIGHT + node.grown) / 2, (BOX_WIDTH + node.broad) / 2
    return node.x - side, node.y - half - 10, node.x + side + 4, node.y + half


def _place(edge: Edge, width: float, taken: Grid, areas: dict[str, Bounds]) -> Bounds:
    best: Bounds = (0.0, 0.0, width, PILL_HEIGHT)
    least = float("inf")
    for aside in _ASIDE:
        for t in _STEPS:
            x, y = point_at(edge.curve, t)
            y += aside
            area = (x - width / 2, y - PILL_HEIGHT / 2, x + width / 2, y + PILL_HEIGHT / 2)
            wide = (area[0] - _APART, area[1] - _APART, area[2] + _APART, area[3] + _APART)
            covered = fsum(_shared(wide, areas[each]) for each in taken.near(wide))  # the same in any order
            if covered == 0:
                return area
            if covered < least:
                best, least = area, covered
    return best


def _shared(first: Bounds, second: Bounds) -> float:
    """The area that two boxes have in common."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    return max(0.0, width) * max(0.0, height)
