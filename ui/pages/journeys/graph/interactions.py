"""What the pointer does on the canvas: one object from press to release, taken back whole by Escape."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from journey.layout import BOX_HEIGHT, BOX_WIDTH, FILE_WIDTH, FIRST_ROW, ROW_PITCH
from ui.pages.journeys.graph.geometry import DOT_STEP, HEAD, Bounds, joined, route
from ui.pages.journeys.graph.hits import Hit, node_at
from ui.pages.journeys.graph.walking import nearest

if TYPE_CHECKING:
    from ui.pages.journeys.graph.canvas import GraphCanvas
    from ui.pages.journeys.graph.scene import Scene

_FAR_ENOUGH = 4.0
"""Pixels that the pointer moves before a press becomes a drag."""
_MOST_AT_ONCE = 60
"""So many nodes and edges can be drawn anew between two frames."""
_SNAP = 16.0
_ALIGN = 12.0

Modifiers = Qt.KeyboardModifier
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Mode(Enum):
    """What a press on the canvas begins."""

    SELECT = "select"
    PAN = "pan"
    PLACE = "place"
    CONNECT = "connect"

    @property
    def cursor(self) -> Qt.CursorShape:
        return {
            Mode.SELECT: Qt.CursorShape.ArrowCursor,
            Mode.PAN: Qt.CursorShape.OpenHandCursor,
            Mode.PLACE: Qt.CursorShape.CrossCursor,
            Mode.CONNECT: Qt.CursorShape.CrossCursor,
        }[self]


class Interaction:
    """From a press to what ends it; abstract. `position` is in the viewport."""

    scrolls_at_the_rim = False
    holds_things = True
    """Whether it keeps things of the journey in mind, which a change of the plan may take away."""

    def __init__(self, canvas: GraphCanvas) -> None:
        self.canvas = canvas

    def press(self, position: QPointF, modifiers: Modifiers) -> None:
        """A further press, for interactions that go on between clicks."""

    def move(self, position: QPointF, modifiers: Modifiers) -> None:
        """The pointer moved."""

    def release(self, position: QPointF, modifiers: Modifiers) -> None:
        """The button was let go: do what was meant."""
        self.canvas.end()

    def key(self, event: QKeyEvent) -> bool:
        """Use a key; False leaves it to the canvas."""
        return False

    def cancel(self) -> None:
        """Leave everything as it was before."""


class Pan(Interaction):
    """Moves the paper under the view."""

    holds_things = False

    def __init__(self, canvas: GraphCanvas, position: QPointF) -> None:
        super().__init__(canvas)
        self._last = self._first = position
        canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, position: QPointF, modifiers: Modifiers) -> None:
        self.canvas.scroll_by((position - self._last).toPoint())
        self._last = position

    def cancel(self) -> None:
        self.canvas.scroll_by((self._first - self._last).toPoint())


class Press(Interaction):
    """A press on a node or on the ground, which is a click until the pointer moves."""

    def __init__(self, canvas: GraphCanvas, position: QPointF, found: Hit | None) -> None:
        super().__init__(canvas)
        self._start, self._found = position, found

    def move(self, position: QPointF, modifiers: Modifiers) -> None:
        moved = position - self._start
        if abs(moved.x()) + abs(moved.y()) < _FAR_ENOUGH:
            return
        found = self._found
        if found is None:
            self.canvas.interaction = RubberBand(self.canvas, self._start, modifiers)
        elif found.part == "node" and not self.canvas.is_read_only:
            if found.id not in self.canvas.marks.nodes:
                self.canvas.clicked.emit(found, modifiers)
            self.canvas.interaction = DragNodes(self.canvas, self._start, found.id)
        else:
            return
        self.canvas.interaction.move(position, modifiers)

    def release(self, position: QPointF, modifiers: Modifiers) -> None:
        self.canvas.end()
        self.canvas.clicked.emit(self._found, modifiers)


class RubberBand(Interaction):
    """Selects what it surrounds or touches."""

    scrolls_at_the_rim = True

    def __init__(self, canvas: GraphCanvas, start: QPointF, modifiers: Modifiers) -> None:
        super().__init__(canvas)
        self._start = canvas.place_at(start)
        self._adds = bool(modifiers & Modifiers.ShiftModifier)
        self._before = canvas.marks.nodes

    def move(self, position: QPointF, modifiers: Modifiers) -> None:
        band = QRectF(self._start, self.canvas.place_at(position)).normalized()
        inside = frozenset(_nodes_in(self.canvas.graph, band))
        self.canvas.mark(rubber=band, nodes=inside | self._before if self._adds else inside)

    def release(self, position: QPointF, modifiers: Modifiers) -> None:
        self.move(position, modifiers)
        found = self.canvas.marks.nodes
        self.cancel()
        self.canvas.end()
        self.canvas.banded.emit(found, self._adds)

    def cancel(self) -> None:
        self.canvas.mark(rubber=None, nodes=self._before)


class DragNodes(Interaction):
    """Moves the selected nodes; the plan learns of it when they are dropped.

    Where so many hang together that drawing them anew would not keep up with the pointer, only outlines follow it.
    """

    scrolls_at_the_rim = True

    def __init__(self, canvas: GraphCanvas, start: QPointF, node_id: str) -> None:
        super().__init__(canvas)
        graph = canvas.graph
        self._start, self._lead = canvas.place_at(start), node_id
        chosen = canvas.marks.nodes if node_id in canvas.marks.nodes else frozenset({node_id})
        self._from = {each: (graph.nodes[each].x, graph.nodes[each].y) for each in chosen if each in graph.nodes}
        self._are_many = len(self._from) + len(graph.attached(self._from)) > _MOST_AT_ONCE
        self._places: Mapping[str, tuple[float, float]] = self._from
        canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, position: QPointF, modifiers: Modifiers) -> None:
        graph = self.canvas.graph
        moved = self.canvas.place_at(position) - self._start
        x, y = self._from[self._lead]
        wanted = (x + moved.x(), y + moved.y())
        if not modifiers & Modifiers.AltModifier:
            wanted = snapped(graph, *wanted)
        dx, dy = wanted[0] - x, wanted[1] - y
        right, top = graph.width + FILE_WIDTH, HEAD + BOX_HEIGHT / 2 + 8
        self._show({each: (min(max(left + dx, BOX_WIDTH / 2), right), max(high + dy, top))
                    for each, (left, high) in self._from.items()})  # fmt: skip

    def release(self, position: QPointF, modifiers: Modifiers) -> None:
        self.move(position, modifiers)
        self.canvas.mark(carried=())
        self.canvas.end()
        if self._places != self._from:
            self.canvas.dropped.emit(self._places)

    def cancel(self) -> None:
        self._show(self._from)
        self.canvas.mark(carried=())

    def _show(self, places: Mapping[str, tuple[float, float]]) -> None:
        self._places = places
        if self._are_many:
            self.canvas.mark(carried=tuple(places.values()))
        else:
            self.canvas.refresh(joined([self.canvas.graph.move(each, *place) for each, place in places.items()]))


class Connect(Interaction):
    """Draws an edge from a node: by dragging, by clicking the target, or by arrow keys and Enter."""

    def __init__(self, canvas: GraphCanvas, source_id: str, position: QPointF | None = None) -> None:
        super().__init__(canvas)
        self.source_id = source_id
        self._start = position
        self._is_dragged = self.scrolls_at_the_rim = position is not None
        self.target_id: str | None = None
        taken = {edge.target for edge in canvas.graph.outgoing.get(source_id, ())}
        self._open = frozenset(
            node.id for node in canvas.graph.nodes.values()
            if node.kind != "nk_start" and node.id != source_id and node.id not in taken
        )  # fmt: skip
        near = canvas.graph.boxes.near(_bounds(canvas.seen()))
        canvas.mark(sources=self._open & near, target=None)
        canvas.viewport().setCursor(Qt.CursorShape.CrossCursor)
        if position is None:
            self._aim(None)

    def press(self, position: QPointF, modifiers: Modifiers) -> None:
        self._aim(self.canvas.place_at(position))

    def move(self, position: QPointF, modifiers: Modifiers) -> None:
        self._aim(self.canvas.place_at(position))

    def release(self, position: QPointF, modifiers: Modifiers) -> None:
        place = self.canvas.place_at(position)
        if self._is_dragged and self._start is not None and not self.target_id:
            moved = position - self._start
            if abs(moved.x()) + abs(moved.y()) < _FAR_ENOUGH:
                self._is_dragged = False  # a click on the port: the next click chooses the target
                self.canvas.marked.emit()
                return
        self._aim(place)
        if node_at(self.canvas.graph, place.x(), place.y()) is not None and self.target_id is None:
            if self._is_dragged:
                self.canvas.cancel()
            return
        self._finish(place)

    def key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(None)
            return True
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            return False
        found = nearest(self.canvas.graph, self.target_id or self.source_id, *step, among=self._open)
        if found is not None:
            self.target_id = found
            node = self.canvas.graph.nodes[found]
            self.canvas.show_area((node.x - 90, node.y - 40, node.x + 90, node.y + 60))
            self._show()
        return True

    def cancel(self) -> None:
        self.canvas.mark(sources=frozenset(), target=None, link=None)

    def lead_on(self) -> None:
        """End at a new touchpoint instead of one that is there."""
        self.target_id = None
        self._finish(None)

    def _aim(self, place: QPointF | None) -> None:
        self.target_id = None
        if place is not None:
            node = node_at(self.canvas.graph, place.x(), place.y(), _SNAP)
            self.target_id = node.id if node is not None and node.id in self._open else None
        self._show(place)

    def _show(self, place: QPointF | None = None) -> None:
        nodes = self.canvas.graph.nodes
        source, target = nodes[self.source_id], nodes.get(self.target_id or "")
        if target is not None:
            link: tuple[float, ...] | None = route(source.x, source.y, target.x, target.y)
        elif place is not None:
            start, bend = (source.x + BOX_WIDTH / 2, source.y), max(24.0, abs(place.x() - source.x) * 0.4)
            link = (*start, start[0] + bend, start[1], place.x() - bend, place.y(), place.x(), place.y())
        else:
            x, y = source.x + BOX_WIDTH / 2, source.y
            link = (x, y, x + 14, y, x + 26, y, x + 40, y)
        self.canvas.mark(link=link, target=self.target_id)

    @property
    def waits(self) -> bool:
        """Whether the target is still to be chosen by keys or by a click, rather than by letting go of a button."""
        return not self._is_dragged

    def _finish(self, place: QPointF | None) -> None:
        source_id, target_id = self.source_id, self.target_id
        self.canvas.cancel()
        if target_id is not None:
            self.canvas.linked.emit(source_id, target_id)
        else:
            self.canvas.led_on.emit(source_id, place)


class Place(Interaction):
    """A click puts a new touchpoint there."""

    def __init__(self, canvas: GraphCanvas, position: QPointF) -> None:
        super().__init__(canvas)

    def release(self, position: QPointF, modifiers: Modifiers) -> None:
        self.canvas.mark(ghost=None)
        self.canvas.end()
        self.canvas.placed.emit(self.canvas.place_at(position))


def interaction_for(canvas: GraphCanvas, position: QPointF, modifiers: Modifiers) -> Interaction:
    """What a press begins, by the mode and by what lies there."""
    found = canvas.hit_at(position)
    if canvas.mode is Mode.PAN:
        return Pan(canvas, position)
    if canvas.mode is Mode.PLACE and (found is None or found.part == "edge") and not canvas.is_read_only:
        return Place(canvas, position)
    starts = canvas.mode is Mode.CONNECT and found is not None and found.part == "node"
    if found is not None and (found.part == "port" or starts) and not canvas.is_read_only:
        node = canvas.graph.nodes[found.id]
        if not node.is_end:
            return Connect(canvas, found.id, position)
    return Press(canvas, position, found)


def snapped(graph: Scene, x: float, y: float) -> tuple[float, float]:
    """The place where a box comes to rest: in line with its file and its row when they are near, else on the dots."""
    column = graph.columns[graph.column_at(x)] if graph.columns else None
    if column is not None:
        middle = column.left + FILE_WIDTH * (int(max(0.0, x - column.left) // FILE_WIDTH) + 0.5)
        x = middle if abs(x - middle) <= _ALIGN else round(x / DOT_STEP) * DOT_STEP
    row = FIRST_ROW + round((y - FIRST_ROW) / ROW_PITCH) * ROW_PITCH
    return x, row if abs(y - row) <= _ALIGN else round(y / DOT_STEP) * DOT_STEP


def _nodes_in(graph: Scene, band: QRectF) -> set[str]:
    near = graph.boxes.near(_bounds(band))
    return {each for each in near if band.intersects(
        QRectF(graph.nodes[each].x - BOX_WIDTH / 2, graph.nodes[each].y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT)
    )}  # fmt: skip


def _bounds(area: QRectF) -> Bounds:
    return area.left(), area.top(), area.right(), area.bottom()
