"""The gestures of the canvas on the plan: each is one operation, after which what it made is selected."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF

from journey import operations as gestures
from journey.layout import BOX_HEIGHT, BOX_WIDTH, clamped_in
from journey.model import Friction, NodeKind, Touchpoint, Transition
from resources.i18n import current, tr
from strategy import operations
from strategy.operations import plan_language
from ui.document_bridge import DocumentBridge
from ui.models.journey_edits import as_percent
from ui.models.journey_tree import CLASSES, Key
from ui.pages.journeys.graph.building import AFTER, BEFORE
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.editors import CanvasEditor
from ui.pages.journeys.graph.interactions import Connect, snapped
from ui.pages.journeys.graph.walking import in_order
from ui.pages.journeys.journey_view import JourneySelection
from ui.theme.theme import theme

_BESIDE = 210.0


class Drawer:
    """Changes the journey on the canvas. It keeps no row, only the bridge and what is selected."""

    def __init__(self, bridge: DocumentBridge, canvas: GraphCanvas, selection: JourneySelection) -> None:
        self._bridge, self._canvas, self._selection = bridge, canvas, selection
        self.journey_id = ""

    # Where keys act

    def node_id(self) -> str | None:
        """The node of what is selected: itself, or where the selected friction or note sits."""
        key = self._selection.current
        if key is None:
            return None
        if key[0] == "touchpoint":
            return key[1] if key[1] in self._canvas.graph.nodes else None
        row = self._bridge.snapshot().get(CLASSES[key[0]], key[1]) if key[0] in CLASSES else None
        found = getattr(row, "touchpoint_id", None)
        return found if found in self._canvas.graph.nodes else None

    def edge_id(self) -> str | None:
        """The edge of what is selected: itself, or the one that the selected friction sits on."""
        key = self._selection.current
        if key is None:
            return None
        if key[0] == "transition":
            return key[1] if key[1] in self._canvas.graph.edges else None
        friction = self._bridge.snapshot().get(Friction, key[1]) if key[0] == "friction" else None
        found = friction.transition_id if friction else None
        return found if found in self._canvas.graph.edges else None

    # Adding

    def add_touchpoint(self) -> None:
        """A touchpoint after the selected one, in its stage; joined to the one that an edge is being drawn from."""
        interaction = self._canvas.interaction
        if isinstance(interaction, Connect):
            interaction.lead_on()
            return
        here = self._canvas.graph.nodes.get(self.node_id() or self._last_node() or "")
        columns = self._canvas.graph.columns
        stage_id = columns[here.column].id if here is not None and columns[here.column].place is not None else None
        self._added(lambda: gestures.add_touchpoint(
            self._bridge.document, self.journey_id, language=self._language(), stage_id=stage_id
        ))  # fmt: skip

    def place_touchpoint(self, place: QPointF) -> None:
        """A touchpoint where the user clicked, in line with the others as if it had been dragged there."""
        stage_id, at = self._home(self._in_line(place))
        self._added(lambda: gestures.add_touchpoint(
            self._bridge.document, self.journey_id, language=self._language(), stage_id=stage_id, xy=at
        ))  # fmt: skip

    def lead_on(self, source_id: str, place: QPointF | None) -> None:
        """A touchpoint joined to another one: where the edge was dropped, or in the next stage."""
        stage_id, at = (self._next_stage(source_id), None) if place is None else self._home(self._in_line(place))
        self._added(lambda: gestures.add_next_touchpoint(
            self._bridge.document, source_id, language=self._language(), stage_id=stage_id, xy=at
        ))  # fmt: skip

    def link(self, source_id: str, target_id: str) -> None:
        """Join two touchpoints, and offer the percentage that is left to type over."""
        made = self._bridge.run(lambda: gestures.connect(self._bridge.document, source_id, target_id))
        if made is not None:
            self._selection.select(("transition", made))
            self.edit_percent(made)

    def start_connecting(self) -> None:
        """Draw an edge from the selected node by keys."""
        node_id = self.node_id()
        node = self._canvas.graph.nodes.get(node_id or "")
        if node is not None and not node.is_end:
            self._canvas.setFocus()
            self._canvas.begin(Connect(self._canvas, node.id))

    def add_friction(self) -> None:
        """Note a friction on the selected node or edge, and write what it is."""
        node_id, edge_id = self.node_id(), self.edge_id()
        node = self._canvas.graph.nodes.get(node_id or "")
        if edge_id is not None:
            made = self._bridge.run(lambda: gestures.add_friction(self._bridge.document, transition_id=edge_id))
        elif node is not None:
            made = self._bridge.run(lambda: gestures.add_friction(self._bridge.document, touchpoint_id=node.id))
        else:
            return
        if made is not None:
            self._selection.select(("friction", made))
            self._edit_friction(made)

    # Changing

    def edit(self) -> None:
        """Edit what is selected, in place: the name of a touchpoint, the percentage of a transition."""
        key = self._selection.current
        if key is not None and key[0] == "friction":
            self._edit_friction(key[1])
        elif (edge_id := self.edge_id()) is not None:
            self.edit_percent(edge_id)
        elif (node_id := self.node_id()) is not None:
            self.edit_title(node_id)

    def edit_title(self, node_id: str) -> None:
        """Open the name of a touchpoint."""
        point = self._bridge.snapshot().get(Touchpoint, node_id)
        node = self._canvas.graph.nodes.get(node_id)
        if point is None or node is None or self._canvas.is_read_only:
            return
        self._canvas.show_area((node.x - 90, node.y - 40, node.x + 90, node.y + 70))
        area = QRectF(node.x - BOX_WIDTH / 2, node.y - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT)
        CanvasEditor(
            self._canvas, partial(self._on_screen, area, 152), point.name,
            lambda text: self._set(Touchpoint, node_id, "name", text.strip()),
            name="canvas_title", accessible_name=tr("Name of the touchpoint"), placeholder=tr("Name"),
        )  # fmt: skip

    def edit_note(self) -> None:
        """Open the note of the selected touchpoint."""
        node = self._canvas.graph.nodes.get(self.node_id() or "")
        point = self._bridge.snapshot().get(Touchpoint, node.id) if node is not None else None
        if node is None or point is None or self._canvas.is_read_only:
            return
        area = QRectF(node.x - BOX_WIDTH / 2, node.y + BOX_HEIGHT / 2 + 6, 240, 30)
        CanvasEditor(
            self._canvas, partial(self._on_screen, area, 240), point.note,
            lambda text: self._set(Touchpoint, point.id, "note", text.strip()),
            name="canvas_note", accessible_name=tr("Note"), placeholder=tr("Note on this touchpoint"),
        )  # fmt: skip

    def edit_percent(self, edge_id: str) -> None:
        """Open the percentage of a transition; what is left to share out stands there to be typed over."""
        passage = self._bridge.snapshot().get(Transition, edge_id)
        edge = self._canvas.graph.edges.get(edge_id)
        if passage is None or edge is None or self._canvas.is_read_only:
            return
        area = self._canvas.edge_label(edge)
        self._canvas.show_area((area.left() - 20, area.top() - 10, area.right() + 20, area.bottom() + 10))
        written = as_percent(passage.probability)
        left = as_percent(max(0.0, 1 - self._canvas.graph.nodes[edge.source].total))
        CanvasEditor(
            self._canvas, partial(self._on_screen, area.adjusted(-8, -5, 8, 5), 64), current().number(written, None)
            if written is not None else "", lambda text: self._set_percent(edge_id, text), name="canvas_percent",
            accessible_name=tr("Percentage of the transition"), placeholder=f"{current().number(left)} ?", centred=True,
        )  # fmt: skip

    def drop(self, places: Mapping[str, tuple[float, float]], merge_key: str | None = None) -> None:
        """Put touchpoints where they were dragged; those in another column change their stage."""
        nodes = self._canvas.graph.nodes
        drops = {each: self._home(QPointF(*place), is_end=nodes[each].is_end) for each, place in places.items()}
        if not self._bridge.attempt(lambda: gestures.drop_touchpoints(self._bridge.document, drops, merge_key)):
            self._canvas.refresh()

    def nudge(self, across: float, down: float) -> None:
        """Move the selected nodes by some pixels, those under a key held down in one step."""
        nodes = self._canvas.graph.nodes
        chosen = [nodes[each] for each in self._canvas.marks.nodes if each in nodes]
        if chosen:
            places = {node.id: (max(node.x + across, BOX_WIDTH / 2), max(node.y + down, 90.0)) for node in chosen}
            self.drop(places, "nudge " + " ".join(sorted(places)))

    def to_stage(self, steps: int) -> None:
        """Move the selected touchpoints to the stage before or after theirs."""
        graph, drops = self._canvas.graph, {}
        for node_id in self._canvas.marks.nodes:
            node = graph.nodes[node_id]
            wanted = node.column + steps
            if 0 <= wanted < len(graph.columns) and graph.columns[wanted].place is not None:
                drops[node_id] = (graph.columns[wanted].id, None)
        if drops:
            self._bridge.attempt(lambda: gestures.drop_touchpoints(self._bridge.document, drops))

    def scale(self, node_id: str) -> None:
        """Bring the percentages that leave a touchpoint back to 100."""
        self._bridge.attempt(lambda: gestures.scale_probabilities(self._bridge.document, node_id))

    def lay_out(self) -> None:
        """Let the program place everything again."""
        points = self._bridge.snapshot().where(Touchpoint, journey_id=self.journey_id)
        placed = {point.id: None for point in points if point.x is not None or point.y is not None}
        if placed:
            self._bridge.attempt(lambda: gestures.place_touchpoints(self._bridge.document, placed))

    def duplicate(self) -> None:
        """Put copies of the selected touchpoints beside them."""
        chosen = [(Touchpoint, key[1]) for key in self._selection.keys if key[0] == "touchpoint"]
        if not chosen and (node_id := self.node_id()) is not None:
            chosen = [(Touchpoint, node_id)]
        document = self._bridge.document
        twins = self._bridge.run(lambda: operations.duplicate_several(document, chosen)) if chosen else None
        if twins:
            keys = tuple(("touchpoint", each) for each in twins)
            self._selection.select(keys[0], keys)

    def delete(self) -> None:
        """Delete what is selected; the nearest thing is selected then."""
        from ui.deletion import delete_several_with_care

        chosen = [key for key in self._selection.keys if key[0] in CLASSES]
        heir = self._heir({key[1] for key in chosen})
        if chosen and delete_several_with_care(self._bridge, [(CLASSES[kind], row_id) for kind, row_id in chosen]):
            self._selection.select(heir)
        self._canvas.setFocus()

    def _heir(self, gone: Container[str]) -> Key | None:
        """What is selected once these are gone: the source of an edge, the nearest touchpoint in order."""
        edge = self._canvas.graph.edges.get(self.edge_id() or "")
        order, first = in_order(self._canvas.graph), self.node_id()
        left = [each for each in order if each not in gone]
        if edge is not None and edge.source in left:
            return ("touchpoint", edge.source)
        if not left:
            return None
        place = order.index(first) if first in order else 0
        return ("touchpoint", min(left, key=lambda each: abs(order.index(each) - place)))

    # Inside

    def _added(self, operation: Callable[[], str]) -> None:
        made = self._bridge.run(operation)
        if made is not None:
            self._selection.select(("touchpoint", made))
            self.edit_title(made)

    def _set(self, mapped: type, row_id: str, column: str, value: object) -> None:
        self._bridge.attempt(lambda: operations.set_value(self._bridge.document, mapped, row_id, column, value))

    def _set_percent(self, edge_id: str, text: str) -> None:
        number = current().read_number(text)
        if number is None and text.strip():
            return
        self._set(Transition, edge_id, "probability", None if number is None else round(number / 100, 12))

    def _edit_friction(self, friction_id: str) -> None:
        friction = self._bridge.snapshot().get(Friction, friction_id)
        if friction is None or self._canvas.is_read_only:
            return
        graph = self._canvas.graph
        node, edge = graph.nodes.get(friction.touchpoint_id or ""), graph.edges.get(friction.transition_id or "")
        if node is not None:
            area = QRectF(node.x - BOX_WIDTH / 2, node.y + BOX_HEIGHT / 2 + 6, 240, 30)
        elif edge is not None:
            label = self._canvas.edge_label(edge)
            area = QRectF(label.left(), label.bottom() + 6, 240, 30)
        else:
            return
        CanvasEditor(
            self._canvas, partial(self._on_screen, area, 240), friction.text,
            lambda text: self._set(Friction, friction_id, "text", text.strip()),
            name="canvas_friction", accessible_name=tr("Friction"), placeholder=tr("What goes wrong here?"),
        )  # fmt: skip

    def _home(self, place: QPointF, *, is_end: bool = False) -> tuple[str | None, tuple[float, float]]:
        """The stage under a place, and the place counted from its left.

        Beside the stages, ends stand at the right only and all else at the left: what is dropped on the wrong side
        goes to the stage next to it.
        """
        graph = self._canvas.graph
        if not graph.columns:
            return None, (max(place.x(), BOX_WIDTH / 2), place.y())
        column = graph.columns[graph.column_at(place.x())]
        stages = [each for each in graph.columns if each.place is not None]
        if stages and column.id == (BEFORE if is_end else AFTER):
            column = stages[0 if is_end else -1]
        x = clamped_in(place.x() - column.left, column.width)
        return (column.id if column.place is not None else None), (x, max(place.y(), 90.0))

    def _in_line(self, place: QPointF) -> QPointF:
        return QPointF(*snapped(self._canvas.graph, place.x(), place.y()))

    def _next_stage(self, node_id: str) -> str | None:
        graph = self._canvas.graph
        for column in graph.columns[graph.nodes[node_id].column + 1 :]:
            if column.place is not None:
                return column.id
        own = graph.columns[graph.nodes[node_id].column]
        return own.id if own.place is not None else None

    def _last_node(self) -> str | None:
        nodes = [node.id for node in self._canvas.graph.nodes.values() if node.kind == NodeKind.TOUCHPOINT.value]
        return nodes[-1] if nodes else None

    def _on_screen(self, area: QRectF, least: int) -> QRect:
        """An area of the scene in the viewport, not narrower than can be typed in, and wholly in sight."""
        found = self._canvas.mapFromScene(area).boundingRect()
        width = max(found.width(), theme().px(least))
        left = min(max(found.center().x() - width // 2, 4), max(4, self._canvas.viewport().width() - width - 4))
        return QRect(QPoint(left, found.top()), found.size()).adjusted(0, 0, width - found.width(), 0)

    def _language(self) -> str:
        return plan_language(self._bridge.document)
