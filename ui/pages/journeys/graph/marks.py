"""What stands out on a canvas for the moment, and which part of it that covers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from journey.layout import BOX_HEIGHT
from ui.pages.journeys.graph.geometry import Bounds, Curve, bounds_of_box, bounds_of_curve, enlarged
from ui.pages.journeys.graph.scene import Scene

_RING = 4.0
"""How far beyond the signs of a box the ring of a selected one reaches in an overview."""
_BADGE = 18.0
"""The same for the percentage of an edge and its friction."""
_LETTER, _ENDS, _DOWN = 14.0, 70.0, 40.0
"""Pixels beside and under the middle of a box that a pill of so many letters does not pass."""

Standing = tuple[str, object, Bounds]
"""In which way something stands out, what it is, and what is painted for it."""


@dataclass
class Marks:
    """What stands out at the moment: none of it belongs to the plan."""

    nodes: frozenset[str] = frozenset()
    edges: frozenset[str] = frozenset()
    focus: str | None = None
    """The node or edge that keys act on."""
    hovered: str | None = None
    sources: frozenset[str] = frozenset()
    """Nodes that an edge being drawn may end at: they show their ports."""
    target: str | None = None
    link: Curve | None = None
    """The edge being drawn."""
    rubber: QRectF | None = None
    ghost: tuple[float, float] | None = None
    """Where a new touchpoint would stand."""
    what_if: Mapping[str, str] = field(default_factory=dict)
    """Words of a pill under a node: what a remedy would change there."""


def standing(scene: Scene, marks: Marks) -> set[Standing]:
    """All that stands out. Between two moments, what is in one of the sets only is to be painted again."""
    return {*_boxes(scene, marks), *_ways(scene, marks), *_drawn(marks)}


def _boxes(scene: Scene, marks: Marks) -> Iterator[Standing]:
    ways: dict[str, Collection[str | None]] = {
        "selected": marks.nodes,
        "alone": marks.nodes if len(marks.nodes) == 1 else (),
        "open": marks.sources,
        "focus": (marks.focus,),
        "hovered": (marks.hovered,),
        "target": (marks.target,),
    }
    for way, ids in ways.items():
        for node in (scene.nodes[each] for each in ids if each in scene.nodes):
            yield way, node.id, enlarged(bounds_of_box(node.x, node.y), _RING)
    for node_id, words in marks.what_if.items():
        if node_id in scene.nodes:
            x, y = scene.nodes[node_id].x, scene.nodes[node_id].y
            yield "what if", (node_id, words), (x, y, x + _LETTER * len(words) + _ENDS, y + BOX_HEIGHT / 2 + _DOWN)


def _ways(scene: Scene, marks: Marks) -> Iterator[Standing]:
    chosen = (scene.edges[each] for each in marks.edges if each in scene.edges)
    for way, edges in (("active", scene.attached(marks.nodes)), ("chosen", chosen)):
        for edge in edges:
            yield way, edge.id, edge.bounds
            if edge.id in scene.pills:
                yield way, edge.id, enlarged(scene.pills[edge.id], _BADGE)


def _drawn(marks: Marks) -> Iterator[Standing]:
    if marks.link is not None:
        yield "link", marks.link, bounds_of_curve(marks.link)
    if marks.ghost is not None:
        yield "ghost", marks.ghost, bounds_of_box(*marks.ghost)
    if marks.rubber is not None:
        band = marks.rubber
        yield "rubber", None, (band.left(), band.top(), band.right(), band.bottom())
