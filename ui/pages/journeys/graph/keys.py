"""The keys of the canvas that are no actions of the window: walking, moving, opening."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.models.journey_tree import Key
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.drawer import Drawer
from ui.pages.journeys.graph.geometry import DOT_STEP, HEAD, Bounds
from ui.pages.journeys.graph.interactions import Mode
from ui.pages.journeys.graph.walking import edges_at, in_order, nearest
from ui.pages.journeys.journey_view import JourneySelection

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_TO_END_OF_PILL = 152
"""From the middle of a box: the words of a what-if reach out of it."""


class Walker:
    """Walks the selection through the graph; what is reached is scrolled into sight."""

    def __init__(self, canvas: GraphCanvas, drawer: Drawer, selection: JourneySelection) -> None:
        self._canvas, self._drawer, self._selection = canvas, drawer, selection

    def press(self, event: QKeyEvent) -> None:
        """Use a key that no interaction took."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        can_write = not self._canvas.is_read_only
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.walk(-1 if key == Qt.Key.Key_Backtab or modifiers & shift else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and can_write:
            self._drawer.edit()
        elif key == Qt.Key.Key_Escape:
            self._canvas.set_mode(Mode.SELECT)
            self._selection.select(None)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.AltModifier:
            self._walk_edges(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ARROWS and not modifiers:
            self._go(*_ARROWS[key])
        elif key in _ARROWS and modifiers in (shift, shift | ctrl) and can_write:
            across, down = _ARROWS[key]
            self._drawer.nudge(across * DOT_STEP, down * DOT_STEP)
        else:
            return
        event.accept()

    def _go(self, across: int, down: int) -> None:
        edge = self._canvas.graph.edges.get(self._drawer.edge_id() or "")
        if edge is not None:
            self._show_and_select(("touchpoint", edge.target if across + down > 0 else edge.source))
            return
        node_id = self._drawer.node_id()
        if node_id is None:
            self.walk(1)
            return
        found = nearest(self._canvas.graph, node_id, across, down)
        if found is not None:
            self._show_and_select(("touchpoint", found))

    def walk(self, steps: int) -> None:
        """To the next touchpoint in the order of the stages, or to the one before."""
        order = in_order(self._canvas.graph)
        edge = self._canvas.graph.edges.get(self._drawer.edge_id() or "")
        here = edge.source if edge is not None else self._drawer.node_id()
        if order:
            place = (order.index(here) + steps) % len(order) if here in order else 0 if steps > 0 else -1
            self._show_and_select(("touchpoint", order[place]))

    def _walk_edges(self, steps: int) -> None:
        """Through the transitions of a touchpoint, and from one of them to the next."""
        graph, edge_id = self._canvas.graph, self._drawer.edge_id()
        edge = graph.edges.get(edge_id or "")
        node_id = edge.source if edge is not None else self._drawer.node_id()
        edges = [each.id for each in edges_at(graph, node_id)] if node_id is not None else []
        if edges:
            place = (edges.index(edge_id) + steps) % len(edges) if edge_id in edges else 0 if steps > 0 else -1
            self._show_and_select(("transition", edges[place]))

    def select_all(self) -> None:
        """Select every touchpoint."""
        keys = tuple(("touchpoint", each) for each in in_order(self._canvas.graph))
        self._selection.select(self._selection.current or (keys[0] if keys else None), keys)

    def area(self) -> Bounds | None:
        """What is to be in sight of what is selected; None when nothing of it is on the canvas."""
        graph, key = self._canvas.graph, self._selection.current
        column = next((each for each in graph.columns if key == ("stage", each.id)), None)
        if column is not None:
            return column.left, HEAD + 1, column.left + column.width, HEAD + 40
        node, edge = graph.nodes.get(self._drawer.node_id() or ""), graph.edges.get(self._drawer.edge_id() or "")
        if edge is not None:
            label = self._canvas.edge_label(edge)
            return label.left() - 40, label.top() - 40, label.right() + 40, label.bottom() + 40
        if node is None:
            return None
        right = node.x + (_TO_END_OF_PILL if node.id in self._canvas.marks.what_if else 100)
        return node.x - 100, node.y - 50, right, node.y + 80

    def show_selected(self) -> bool:
        """Bring what is selected into sight; False when it is not on the canvas."""
        area = self.area()
        if area is not None:
            self._canvas.show_area(area)
        return area is not None

    def _show_and_select(self, key: Key) -> None:
        self._selection.select(key)
        self.show_selected()
