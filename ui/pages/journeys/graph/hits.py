"""What lies under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from ui.pages.journeys.graph.geometry import PORT, distance, edge_width
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.node_painter import scale_button
from ui.pages.journeys.graph.scene import Node, Scene

_PORT_REACH = PORT + 4
_EDGE_REACH = 5.0


@dataclass(frozen=True, slots=True)
class Hit:
    """`part` is "node", "port", "scale", "edge" or "pill"; `id` that of the node or edge."""

    part: str
    id: str


def hit(scene: Scene, labels: Labels, x: float, y: float, *, zoom: float = 1.0) -> Hit | None:
    """The topmost thing at a place, ports first: they stick out over everything."""
    reach = 14.0 / max(zoom, 0.1)
    near = [scene.nodes[each] for each in scene.boxes.near((x - reach, y - reach, x + reach, y + 40))]
    for node in near:
        side = BOX_WIDTH / 2
        if abs(y - node.y) <= _PORT_REACH and not node.is_end and abs(x - node.x - side) <= _PORT_REACH:
            return Hit("port", node.id)
        button = scale_button(node, labels)
        if button is not None and button.contains(x, y):
            return Hit("scale", node.id)
    for edge_id in scene.pill_places.near((x, y, x, y)):
        return Hit("pill", edge_id)
    found = node_at(scene, x, y)
    if found is not None:
        return Hit("node", found.id)
    return _edge_at(scene, x, y, _EDGE_REACH / max(zoom, 0.1))


def node_at(scene: Scene, x: float, y: float, reach: float = 0.0) -> Node | None:
    """The node whose box, grown by `reach`, holds a place; the nearest one of several."""
    near = (scene.nodes[each] for each in scene.boxes.near((x - reach, y - reach, x + reach, y + reach)))
    inside = [node for node in near
              if abs(x - node.x) <= BOX_WIDTH / 2 + reach and abs(y - node.y) <= BOX_HEIGHT / 2 + reach]  # fmt: skip
    return min(inside, key=lambda node: (abs(x - node.x) + abs(y - node.y), node.id), default=None)


def _edge_at(scene: Scene, x: float, y: float, reach: float) -> Hit | None:
    best: tuple[float, Hit] | None = None
    for edge_id in scene.curves.near((x - reach, y - reach, x + reach, y + reach)):
        edge = scene.edges[edge_id]
        if edge.is_leaving:
            left, top, right, bottom = edge.bounds
            if left <= x <= right and top <= y <= bottom:
                return Hit("pill", edge_id)
            continue
        far = distance(edge.curve, x, y) - edge_width(edge.flow) / 2
        if far <= reach and (best is None or far < best[0]):
            best = (far, Hit("edge", edge_id))
    return best[1] if best else None
