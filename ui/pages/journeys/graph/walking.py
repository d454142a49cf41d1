"""Walking through the graph by keys: to the nearest box in a direction, in the order of the stages, along the edges."""

from __future__ import annotations

from collections.abc import Container

from journey.layout import FILE_WIDTH
from ui.pages.journeys.graph.scene import Edge, Scene


def nearest(scene: Scene, node_id: str, across: int, down: int, among: Container[str] | None = None) -> str | None:
    """The nearest node in a direction (one of `across` and `down` is 1 or -1), those straight ahead first."""
    here = scene.nodes[node_id]
    best: tuple[float, str] | None = None
    for node in scene.nodes.values():
        if node.id == node_id or (among is not None and node.id not in among):
            continue
        ahead = (node.x - here.x) * across + (node.y - here.y) * down
        aside = abs((node.x - here.x) * down) + abs((node.y - here.y) * across)
        if ahead <= 1 or aside > 3 * ahead:
            continue
        far = (ahead + 2.5 * aside, node.id)
        if best is None or far < best:
            best = far
    return best[1] if best else None


def in_order(scene: Scene) -> list[str]:
    """All nodes, stage by stage, in each from the left and from the top."""
    return [
        node.id
        for node in sorted(scene.nodes.values(), key=lambda node: (node.column, node.x // FILE_WIDTH, node.y, node.id))
    ]


def edges_at(scene: Scene, node_id: str) -> list[Edge]:
    """The edges of a node: those that leave it from the top, then those that arrive."""
    nodes = scene.nodes
    leaving = sorted(scene.outgoing.get(node_id, ()), key=lambda edge: (edge.is_leaving, nodes[edge.target].y, edge.id))
    arriving = sorted(scene.incoming.get(node_id, ()), key=lambda edge: (nodes[edge.source].y, edge.id))
    return [*leaving, *arriving]
