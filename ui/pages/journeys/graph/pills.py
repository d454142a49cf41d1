"""Where the percentage of an edge stands: on its curve, moved along until it touches nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from ui.pages.journeys.graph.geometry import PILL_HEIGHT, Bounds, box_at, point_at
from ui.pages.journeys.graph.scene import Edge, Scene

_TRIED = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.46, 0.54, 0.38, 0.62, 0.3, 0.7, 0.2, 0.8, 0.15, 0.85)
_ASIDE = (0.0, 20.0, -20.0)
"""Above or under a curve that is too short for its label and its twin's."""
_TRIES = tuple((t, aside) for aside in _ASIDE for t in _TRIED)
_APART = 2.0


def pill_of(scene: Scene, edge: Edge, width: float) -> Bounds:
    """The place of an edge's label, which it keeps until its curve changes."""
    known = scene.pills.get(edge.id)
    if known is not None:
        return known
    found = _place(scene, edge, width)
    scene.pills[edge.id] = found
    scene.pill_places.put(edge.id, found)
    return found


def label_area(scene: Scene, edge: Edge, width: float) -> QRectF:
    """Where the percentage of an edge is read and written; that of one who leaves stands beside the stub."""
    if edge.is_leaving:
        return QRectF(edge.curve[0] + 6, edge.curve[1] + 6, 44, 18)
    left, top, right, bottom = pill_of(scene, edge, width)
    return QRectF(left, top, right - left, bottom - top)


def _place(scene: Scene, edge: Edge, width: float) -> Bounds:
    half, high = width / 2, PILL_HEIGHT / 2
    best: Bounds | None = None
    fewest = 1_000_000
    for t, aside in _TRIES:
        x, y = point_at(edge.curve, t)
        x, y = max(x, half + _APART), y + aside
        area = (x - half, y - high, x + half, y + high)
        wide = (area[0] - _APART, area[1] - _APART, area[2] + _APART, area[3] + _APART)
        touched = 10 * len(scene.pill_places.near(wide)) + 3 * _boxes_under(scene, area)
        touched += len(scene.stubs.near(wide))
        if touched == 0:
            return area
        if touched < fewest:
            best, fewest = area, touched
    return best or (0.0, 0.0, width, PILL_HEIGHT)


def _boxes_under(scene: Scene, area: Bounds) -> int:
    """How many boxes themselves, without their signs, an area covers in part."""
    found = 0
    for node_id in scene.boxes.near(area):
        node = scene.nodes[node_id]
        left, top, right, bottom = box_at(node.x, node.y)
        found += left < area[2] and right > area[0] and top < area[3] and bottom > area[1]
    return found
