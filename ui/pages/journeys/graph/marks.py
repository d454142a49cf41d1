"""What stands out on a canvas for the moment, and what that leaves to be painted again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from journey.layout import BOX_HEIGHT
from ui.pages.journeys.graph.geometry import Bounds, Curve, bounds_of_box, bounds_of_curve, enlarged, joined
from ui.pages.journeys.graph.scene import Edge, Scene

_RING = 4.0
"""How far beyond the signs of a box the ring of a selected one reaches in an overview."""
_BADGE = 18.0
"""The same for the percentage of an edge and its friction."""
_LETTER, _ENDS, _DOWN = 14.0, 70.0, 40.0
"""Pixels beside and under the middle of a box that a pill of so many letters does not pass."""


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
    carried: tuple[tuple[float, float], ...] = ()
    """Where many nodes that are being dragged would stand."""

    def is_active(self, edge: Edge) -> bool:
        """Whether an edge stands out: it is selected, or a node at one of its ends is."""
        return edge.id in self.edges or edge.source in self.nodes or edge.target in self.nodes

    @property
    def alone(self) -> frozenset[str]:
        """The selected node if it is the only one: it shows its ports."""
        return self.nodes if len(self.nodes) == 1 else frozenset()


def differing(scene: Scene, before: Marks, after: Marks) -> Iterator[Bounds]:
    """What is to be painted again when other things stand out than before, one by one: there may be thousands."""
    yield from _boxes(scene, before, after)
    yield from _ways(scene, before, after)
    yield from _drawn(scene, before, after)


def laid_over(marks: Marks) -> list[Bounds]:
    """What of it lies over the picture, which stays as it is under it."""
    found = [joined([bounds_of_box(*place) for place in marks.carried])] if marks.carried else []
    if marks.rubber is not None:
        found.append((marks.rubber.left(), marks.rubber.top(), marks.rubber.right(), marks.rubber.bottom()))
    return found


def _boxes(scene: Scene, before: Marks, after: Marks) -> Iterator[Bounds]:
    ids: set[str | None] = {*(before.nodes ^ after.nodes), *(before.alone ^ after.alone)}
    ids |= before.sources ^ after.sources
    for one, other in ((before.focus, after.focus), (before.hovered, after.hovered), (before.target, after.target)):
        if one != other:
            ids |= {one, other}
    for node in (scene.nodes[each] for each in ids if each in scene.nodes):
        yield enlarged(bounds_of_box(node.x, node.y), _RING)


def _ways(scene: Scene, before: Marks, after: Marks) -> Iterator[Bounds]:
    chosen = (scene.edges[each] for each in before.edges ^ after.edges if each in scene.edges)
    for edge in (*scene.attached(before.nodes ^ after.nodes), *chosen):
        yield edge.bounds
        if edge.id in scene.pills:
            yield enlarged(scene.pills[edge.id], _BADGE)


def _drawn(scene: Scene, before: Marks, after: Marks) -> Iterator[Bounds]:
    for node_id, words in {*before.what_if.items()} ^ {*after.what_if.items()}:
        if node_id in scene.nodes:
            x, y = scene.nodes[node_id].x, scene.nodes[node_id].y
            yield (x, y, x + _LETTER * len(words) + _ENDS, y + BOX_HEIGHT / 2 + _DOWN)
    if before.link != after.link:
        yield from (bounds_of_curve(each) for each in (before.link, after.link) if each is not None)
    if before.ghost != after.ghost:
        yield from (bounds_of_box(*each) for each in (before.ghost, after.ghost) if each is not None)
