"""What the graph of a journey consists of when it is drawn: columns, boxes and curves, as plain values.

A scene is made from a snapshot (`building.scene_of`), painted by `painter` on any device, and patched by the canvas.
Lengths are in pixels at 100 %; `x` and `y` of a node are the centre of its box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from journey.model import NodeKind
from ui.pages.journeys.graph.geometry import (
    HEAD,
    Bounds,
    Curve,
    bounds_of_box,
    bounds_of_curve,
    joined,
    route,
    stub,
)
from ui.pages.journeys.graph.grid import Grid

_MARGIN = 96.0
_LEAST_HEIGHT = 640.0
_NOWHERE: Bounds = (0.0,) * 4


@dataclass(slots=True)
class Column:
    """The ground of a stage. `place` is its rank among the stages, None outside them."""

    id: str
    title: str
    place: int | None
    left: float
    width: float
    share: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """The lines of a node in a picture, where nothing may be cut."""

    title: tuple[str, ...]
    caption: tuple[str, ...]
    role: str
    """The font of the title."""
    is_under: bool
    """Whether they stand under the icon, in the whole width of the box, for words too long to stand beside it."""


@dataclass(slots=True)
class Node:
    """One touchpoint. `trouble` says in a sentence what is wrong with it; `art` is what a painter keeps of it."""

    id: str
    kind: str
    column: int
    title: str
    icon: str
    x: float
    y: float
    place: int | None = None
    caption: str = ""
    severity: int = 0
    frictions: int = 0
    is_named: bool = True
    is_external: bool = False
    has_note: bool = False
    total: float = 0.0
    """Sum of the probabilities that leave it."""
    trouble: str = ""
    whole: Whole | None = None
    grown: float = 0.0
    """How much higher than others its box is in a picture, half of it on each side."""
    broad: float = 0.0
    """How much wider, in the same way."""
    art: Any = None  # any: what a painter keeps of it

    @property
    def is_end(self) -> bool:
        return self.kind in (NodeKind.SUCCESS.value, NodeKind.DROP_OFF.value)


@dataclass(slots=True)
class Edge:
    """One transition. `flow` is the passages per customer who enters, None as long as nobody has computed it."""

    id: str
    source: str
    target: str
    probability: float | None
    is_leaving: bool = False
    """It leads to a drop-off, and is drawn as a short stub."""
    severity: int = 0
    frictions: int = 0
    flow: float | None = None
    is_over: bool = False
    """The percentages beside it make more than 100."""
    start_shift: float = 0.0
    end_shift: float = 0.0
    curve: Curve = (0.0,) * 8
    bounds: Bounds = _NOWHERE
    art: Any = None  # any: what a painter keeps of it


@dataclass
class Scene:
    """The graph of one journey. Changing a place goes through `move`, which keeps curves and indexes in step."""

    columns: tuple[Column, ...] = ()
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
    outgoing: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    incoming: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    boxes: Grid = field(default_factory=Grid)
    curves: Grid = field(default_factory=Grid)
    stubs: Grid = field(default_factory=Grid)
    """Where those who leave are drawn with their share, among `curves`."""
    pills: dict[str, Bounds] = field(default_factory=dict)
    pill_places: Grid = field(default_factory=Grid)
    height: float = _LEAST_HEIGHT
    version: int = 0
    """Rises whenever something is drawn elsewhere or otherwise."""
    touched: list[Bounds] | None = None
    """Where curves were or are that changed since all was painted; None when it may be anywhere."""
    overview: Any = None  # any: what a painter keeps of the whole scene

    @property
    def width(self) -> float:
        return self.columns[-1].left + self.columns[-1].width if self.columns else 0.0

    def put(self, node: Node) -> None:
        """Take a node in; its edges follow by `join`."""
        self.nodes[node.id] = node
        self.boxes.put(node.id, bounds_of_box(node.x, node.y))
        self.height = max(self.height, node.y + BOX_HEIGHT / 2 + _MARGIN)

    def join(self, edge: Edge) -> None:
        """Take an edge in, whose ends are here; `shape` gives it its curve."""
        self.edges[edge.id] = edge
        self.outgoing[edge.source].append(edge)
        self.incoming[edge.target].append(edge)

    def part(self, edge_id: str) -> Edge | None:
        """Take an edge out."""
        edge = self.edges.pop(edge_id, None)
        if edge is not None:
            self.outgoing[edge.source].remove(edge)
            self.incoming[edge.target].remove(edge)
            self._touch(edge.bounds)
            self.curves.drop(edge_id)
            self.stubs.drop(edge_id)
            self.forget_pill(edge_id)
        return edge

    def shape_all(self) -> None:
        """Give all edges their curves."""
        for node_id in self.nodes:
            self.spread(node_id)
        for edge in self.edges.values():
            self.shape(edge)

    def spread(self, node_id: str) -> None:
        """Let the edges of a node start and end side by side, in the order of where they come from and go to."""
        nodes = self.nodes
        ends = [edge for edge in self.outgoing.get(node_id, ()) if not edge.is_leaving]
        if len(ends) > 1:
            ends.sort(key=lambda edge: (nodes[edge.target].y, edge.id))
        for index, edge in enumerate(ends):
            edge.start_shift = _shift(index, len(ends))
        ends = [edge for edge in self.incoming.get(node_id, ()) if not edge.is_leaving]
        if len(ends) > 1:
            ends.sort(key=lambda edge: (nodes[edge.source].y, edge.id))
        for index, edge in enumerate(ends):
            edge.end_shift = _shift(index, len(ends))

    def shape(self, edge: Edge) -> None:
        """Draw the curve of an edge anew from where its ends are."""
        former = edge.bounds
        source, target = self.nodes[edge.source], self.nodes[edge.target]
        if edge.is_leaving:
            siblings = [each for each in self.outgoing[edge.source] if each.is_leaving]
            edge.curve, edge.bounds = stub(source.x, source.y + source.grown / 2, siblings.index(edge))
        else:
            is_barred = abs(source.y - target.y) < HEAD and self._is_barred(source, target)
            middle, other = _middles(source, target)
            edge.curve = route(
                source.x, source.y + edge.start_shift, target.x, target.y + edge.end_shift,
                is_barred=is_barred, middle=middle, other=other, broad=(source.broad / 2, target.broad / 2),
            )  # fmt: skip
            edge.bounds = bounds_of_curve(edge.curve)
        edge.art = None
        self._touch(former, edge.bounds)
        self.curves.put(edge.id, edge.bounds)
        if edge.is_leaving:
            self.stubs.put(edge.id, edge.bounds)
        self.forget_pill(edge.id)

    def move(self, node_id: str, x: float, y: float) -> Bounds:
        """Put a node elsewhere with its edges; returns what must be painted again."""
        node = self.nodes[node_id]
        attached = {edge.id: edge for edge in (*self.outgoing.get(node_id, ()), *self.incoming.get(node_id, ()))}
        dirty = [bounds_of_box(node.x, node.y), *(edge.bounds for edge in attached.values())]
        dirty += [self.pills[each] for each in attached if each in self.pills]
        node.x, node.y = x, y
        self.version += 1
        self.boxes.put(node_id, bounds_of_box(x, y))
        self.height = max(self.height, y + BOX_HEIGHT / 2 + _MARGIN)
        for edge in attached.values():
            self.shape(edge)
        return joined([*dirty, bounds_of_box(x, y), *(edge.bounds for edge in attached.values())])

    def touch_all(self) -> None:
        """Curves are drawn otherwise in many places."""
        self.version += 1
        self.touched = None

    def _touch(self, *areas: Bounds) -> None:
        self.version += 1
        if self.touched is not None:
            self.touched += [area for area in areas if area != _NOWHERE]

    def forget_pill(self, edge_id: str) -> None:
        """Let the label of an edge find its place again."""
        if self.pills.pop(edge_id, None) is not None:
            self.pill_places.drop(edge_id)

    def column_at(self, x: float) -> int:
        """The column under a place; the first or the last one beside them."""
        for index, column in enumerate(self.columns):
            if x < column.left + column.width:
                return index
        return max(0, len(self.columns) - 1)

    def attached(self, node_ids: Iterable[str]) -> list[Edge]:
        """The edges that start or end at these nodes."""
        found = {edge.id: edge for each in node_ids for edge in (*self.outgoing.get(each, ()),
                                                                   *self.incoming.get(each, ()))}  # fmt: skip
        return list(found.values())

    def _is_barred(self, source: Node, target: Node) -> bool:
        """Whether a box stands on the straight way from one node to another in its row."""
        left, right = sorted((source.x, target.x))
        if right - left < 1.6 * BOX_WIDTH:
            return False
        low, high = sorted((source.y, target.y))
        between = self.boxes.near((left + BOX_WIDTH / 2 + 1, low - 1, right - BOX_WIDTH / 2 - 1, high + 1))
        return bool(between - {source.id, target.id})


def _middles(source: Node, target: Node) -> tuple[float, float]:
    """The centres that a way between two boxes of one file counts from: nearer to each other if these are higher."""
    if source is target:
        return source.y - source.grown / 2, source.y - source.grown / 2
    if abs(target.x - source.x) >= BOX_WIDTH / 2:
        return source.y, target.y
    turn = 0.5 if target.y > source.y else -0.5
    return source.y + turn * source.grown, target.y - turn * target.grown


def _shift(index: int, count: int) -> float:
    """How far from the middle of a side the end of an edge stands, among `count` of them."""
    pitch = min(7.0, 30.0 / count)
    return (index - (count - 1) / 2) * pitch
