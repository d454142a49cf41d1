"""The graph view of a journey: canvas, bars and keys; satisfies `JourneyView`."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from journey.analysis import JourneyResults
from journey.model import NodeKind, Touchpoint
from resources.i18n import current, tr
from storage.changes import ChangeSet
from ui.actions import key_text, spec
from ui.document_bridge import DocumentBridge
from ui.models.journey_tree import Key
from ui.pages.journeys.graph.bars import Legend, MiniMap, ToolBar, ZoomBar
from ui.pages.journeys.graph.beginning import Beginning
from ui.pages.journeys.graph.building import place_of, scene_of, show_results
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.drawer import Drawer
from ui.pages.journeys.graph.following import patch
from ui.pages.journeys.graph.hits import Hit
from ui.pages.journeys.graph.interactions import Connect, Mode
from ui.pages.journeys.graph.keys import Walker
from ui.pages.journeys.graph.node_painter import keep_words
from ui.pages.journeys.graph.painter import prepare
from ui.pages.journeys.graph.scene import Scene
from ui.pages.journeys.graph.walking import in_order
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.page import Handlers, Hints
from ui.theme.theme import theme
from ui.widgets.menu import Menu

_NARROW = 640
_PREPARED_UP_TO = 400
"""Touchpoints whose words, curves and labels are laid out in some hundredths of a second."""
_MENU = ("edit", "add_friction", "add_note", "connect", "duplicate", "delete")


class GraphView(QWidget):
    """Shows one journey as a graph. What it selects is shared with the other views."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journey_graph")
        self._bridge, self._selection = bridge, selection
        self.journey_id = ""
        self._results: JourneyResults | None = None
        self._is_connecting = False
        self._kept: dict[str, tuple[str, tuple[float, float]]] = {}
        self.canvas = GraphCanvas(self)
        self.canvas.is_read_only = bridge.document.is_read_only
        self.drawer = Drawer(bridge, self.canvas, selection)
        self.walker = Walker(self.canvas, self.drawer, selection)
        self.zoom_bar = ZoomBar(self.canvas, self)
        self.tools = ToolBar(self.canvas, {**self._acts(), **self._sights()}, self)
        self.legend = Legend(self)
        self.minimap = MiniMap(self.canvas, self)
        self.beginning = Beginning(self, can_write=not bridge.document.is_read_only)
        self.setFocusProxy(self.canvas)
        self._connect()

    # What every view does

    def show_journey(self, journey_id: str) -> None:
        """Put a journey on screen, from the plan as it is now; "" for none."""
        self.canvas.cancel()
        if journey_id != self.journey_id:
            self._kept.clear()
            self._results = None
            self.canvas.horizontalScrollBar().setValue(0)
            self.canvas.verticalScrollBar().setValue(0)
        self.journey_id = self.drawer.journey_id = journey_id
        self._build()
        self._follow_selection()
        self._show_suppositions()

    def follow(self, changes: ChangeSet | None) -> None:
        """Patch what a gesture touched; None = anything may have changed. What the pointer holds is let go first."""
        if self.canvas.interaction is not None and self.canvas.interaction.holds_things:
            self.canvas.cancel()
        snapshot, size = self._bridge.snapshot(), (self.canvas.graph.width, self.canvas.graph.height)
        if changes is None or not patch(self.canvas.graph, snapshot, self.journey_id, changes):
            self._build()
        elif not changes.rows:
            self._build()  # a gesture failed: what was dragged goes back
        self.canvas.fit_scene_rect()
        if size != (self.canvas.graph.width, self.canvas.graph.height):
            self._arrange()
        self._follow_selection()
        self.canvas.refresh()
        self.minimap.update()

    def show_results(self, results: JourneyResults) -> None:
        """Take the figures of the journey, which come after the paint."""
        if results.journey_id != self.journey_id:
            return
        self._results = results
        show_results(self.canvas.graph, self._bridge.snapshot(), results, current())
        self._prepare(self.canvas.graph)
        self.canvas.refresh()
        self.canvas.heads.update()
        self._say_selection()

    def reveal(self, key: Key) -> bool:
        """Select a row and bring it into sight; False when it has no place here."""
        self._selection.select(key)
        return self.walker.show_selected()

    def take_focus(self) -> None:
        """Give the keyboard to the selected thing, or to the first one."""
        self.canvas.setFocus()
        if self.walker.area() is None:
            self.walker.walk(1)

    def handlers(self) -> Handlers:
        """What the list and canvas actions do here now."""
        found = dict(self._sights())
        if self.journey_id and not self._bridge.document.is_read_only:
            found |= self._acts()
        return found

    def status_hints(self) -> Hints:
        """Up to four keys worth showing in the status bar; those that end a connection while one is being drawn."""
        if self.canvas.is_read_only:
            return ((key_text("zoom_fit"), tr("fit")),)
        if self._is_connecting:
            return (
                (tr("Arrows"), tr("choose")),
                (tr("Enter"), tr("connect")),
                (key_text("add_touchpoint"), tr("new touchpoint")),
                (tr("Esc"), tr("cancel")),
            )
        return (
            (key_text("add_touchpoint"), tr("touchpoint")),
            (key_text("connect"), tr("connect")),
            (key_text("add_friction"), tr("friction")),
            (key_text("zoom_fit"), tr("fit")),
        )

    # Actions

    def _acts(self) -> dict[str, Callable[[], object]]:
        drawer = self.drawer
        return {
            "new": drawer.add_touchpoint,
            "edit": drawer.edit,
            "duplicate": drawer.duplicate,
            "delete": drawer.delete,
            "add_touchpoint": drawer.add_touchpoint,
            "add_friction": drawer.add_friction,
            "add_note": drawer.edit_note,
            "connect": self._connect_by_keys,
            "to_previous_stage": lambda: drawer.to_stage(-1),
            "to_next_stage": lambda: drawer.to_stage(1),
            "lay_out": self.lay_out,
        }

    def _sights(self) -> dict[str, Callable[[], object]]:
        canvas = self.canvas
        return {
            "canvas_select": lambda: canvas.set_mode(Mode.SELECT),
            "canvas_pan": lambda: canvas.set_mode(Mode.PAN),
            "select_all": self.walker.select_all,
            "zoom_fit": canvas.fit,
            "zoom_full": lambda: canvas.zoom_to(1.0),
            "zoom_in": lambda: canvas.zoom_by(1),
            "zoom_out": lambda: canvas.zoom_by(-1),
        }

    def lay_out(self) -> None:
        """Let the program place everything again, in one step that undo takes back."""
        self._kept.clear()
        revision = self._bridge.document.revision
        self.drawer.lay_out()
        if self._bridge.document.revision == revision:  # nothing was placed by hand: only this view forgets
            self._build()
            self._follow_selection()

    def _connect_by_keys(self) -> None:
        if self.drawer.node_id() is None:
            self.canvas.set_mode(Mode.CONNECT)
        else:
            self.drawer.start_connecting()

    # Inside

    def _follow_mode(self) -> None:
        """Tell the status bar when a connection begins to wait for its target, and when it no longer does."""
        interaction = self.canvas.interaction
        is_connecting = isinstance(interaction, Connect) and interaction.waits
        if is_connecting != self._is_connecting:
            self._is_connecting = is_connecting
            self.handlers_changed.emit()

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.clicked.connect(self._click)
        canvas.banded.connect(self._band)
        canvas.opened.connect(self._open)
        canvas.placed.connect(self._place)
        canvas.dropped.connect(self.drawer.drop)
        canvas.linked.connect(self.drawer.link)
        canvas.led_on.connect(self.drawer.lead_on)
        canvas.keyed.connect(self.walker.press)
        canvas.zoomed.connect(self._arrange)
        canvas.marked.connect(self._follow_mode)
        self._selection.moved.connect(self._follow_selection)
        self._selection.supposed.connect(self._show_suppositions)

    def _build(self) -> None:
        was_collecting = gc.isenabled()
        gc.disable()  # thousands of small values are made, none of which is garbage
        try:
            self._build_scene()
        finally:
            if was_collecting:
                gc.enable()

    def _build_scene(self) -> None:
        if not self.journey_id:
            self.canvas.show_scene(Scene())
            return
        snapshot = self._bridge.snapshot()
        scene = scene_of(snapshot, self.journey_id, current(), self._results, self._kept)
        placed = {point.id for point in snapshot.where(Touchpoint, journey_id=self.journey_id) if point.x is not None}
        self._kept.update({node.id: place_of(scene, node) for node in scene.nodes.values() if node.id not in placed})
        keep_words(scene.nodes.values(), self.canvas.graph.nodes)
        self._prepare(scene)
        self.canvas.show_scene(scene)
        self._arrange()

    def _prepare(self, scene: Scene) -> None:
        """Do at once what would slow the first scrolling down, where it does not take long."""
        if len(scene.nodes) <= _PREPARED_UP_TO:
            prepare(scene, self.canvas.look, self.canvas.labels)

    def _follow_selection(self) -> None:
        graph = self.canvas.graph
        nodes = {key[1] for key in self._selection.keys if key[0] == "touchpoint" and key[1] in graph.nodes}
        edges = {key[1] for key in self._selection.keys if key[0] == "transition" and key[1] in graph.edges}
        focus = self.drawer.node_id() or self.drawer.edge_id()
        if focus is not None:
            (nodes if focus in graph.nodes else edges).add(focus)
        self.canvas.mark(nodes=frozenset(nodes), edges=frozenset(edges), focus=focus)
        self.minimap.update()
        self._say_selection()

    def _show_suppositions(self) -> None:
        """Say under touchpoints how many would leave if what hurts there were gone."""
        said = tr("{leaving} to {then}")
        percent, before = current().percent, self.canvas.marks.what_if
        self.canvas.mark(what_if={
            each.touchpoint_id: said.format(leaving=percent(each.leaving, 0), then=percent(each.leaving_then, 0))
            for each in self._selection.suppositions
        })  # fmt: skip
        if self.drawer.node_id() in {*self.canvas.marks.what_if} - {*before}:
            self.walker.show_selected()  # with the words that are now under it

    def _say_selection(self) -> None:
        """Tell a screen reader what is selected: Qt does not show it what is painted."""
        graph = self.canvas.graph
        node, edge = graph.nodes.get(self.drawer.node_id() or ""), graph.edges.get(self.drawer.edge_id() or "")
        said = tr("Journey as a graph")
        if edge is not None:
            share = tr("no percentage yet") if edge.probability is None else current().percent(edge.probability)
            said = tr("Transition, {source} to {target}, {share}").format(
                source=graph.nodes[edge.source].title, target=graph.nodes[edge.target].title, share=share
            )
        elif node is not None:
            kind = tr("Touchpoint") if node.kind == NodeKind.TOUCHPOINT.value else current().label(node.kind)
            parts = [kind, node.title]
            if node.place is not None:
                parts.append(tr("stage {stage}").format(stage=graph.columns[node.column].title))
            parts += [node.caption] if node.caption and node.kind != NodeKind.ENTRY.value else []
            if node.frictions:
                parts.append(tr("friction {severity} of 5").format(severity=node.severity or "?"))
            parts += [node.trouble] if node.trouble else []
            said = ", ".join(parts)
        self.canvas.setAccessibleName(said)

    # Pointer

    def _click(self, found: Hit | None, modifiers: Qt.KeyboardModifier) -> None:
        adds = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        if found is None:
            if not adds:
                self._selection.select(None)
            return
        if found.part == "scale":
            self.drawer.scale(found.id)
            return
        key = ("transition" if found.part in ("edge", "pill") else "touchpoint", found.id)
        if adds:
            keys = tuple(each for each in self._selection.keys if each != key)
            is_new = key not in self._selection.keys
            self._selection.select(key if is_new else (keys[-1] if keys else None), (*keys, key) if is_new else keys)
        else:
            self._selection.select(key)
            if found.part == "pill":
                self.drawer.edit_percent(found.id)

    def _band(self, nodes: frozenset[str], adds: bool) -> None:
        order = in_order(self.canvas.graph)
        keys = tuple(("touchpoint", each) for each in order if each in nodes)
        if adds:
            keys = (*(key for key in self._selection.keys if key not in keys), *keys)
        self._selection.select(keys[0] if keys else None, keys)

    def _open(self, found: Hit) -> None:
        if found.part in ("edge", "pill"):
            self._selection.select(("transition", found.id))
            self.drawer.edit_percent(found.id)
        else:
            self._selection.select(("touchpoint", found.id))
            self.drawer.edit_title(found.id)

    def _place(self, place: object) -> None:
        if self.journey_id and not self._bridge.document.is_read_only:
            self.drawer.place_touchpoint(place)  # type: ignore[arg-type]  # a signal carries a point as an object

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if self.canvas.cancel() and event.reason() == QContextMenuEvent.Reason.Mouse:
            return  # the right button takes back what the left one began
        viewport = self.canvas.viewport()
        position = viewport.mapFromGlobal(event.globalPos())
        if event.reason() == QContextMenuEvent.Reason.Mouse and viewport.rect().contains(position):
            found = self.canvas.hit_at(position)
            if found is not None and found.id not in {key[1] for key in self._selection.keys}:
                kind = "transition" if found.part in ("edge", "pill") else "touchpoint"
                self._selection.select((kind, found.id))
            elif found is None:
                self._selection.select(None)
        self._show_menu(event.globalPos())

    def _show_menu(self, at: QPoint) -> None:
        handlers, menu = self.handlers(), Menu(self, name="graph_menu", accessible_name=tr("Canvas"))
        wanted = _MENU if self._selection.current else ("add_touchpoint", "select_all", "lay_out", "zoom_fit")
        for action_id in wanted:
            if action_id in handlers:
                declared = spec(action_id)
                keys = key_text(action_id)
                menu.add(f"{tr(declared.text)}\t{keys}" if keys else tr(declared.text), handlers[action_id],
                         icon=declared.icon, name=f"menu_{action_id}")  # fmt: skip
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # Bars

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self._arrange()

    def _arrange(self) -> None:
        """Zoom at the left, tools in the middle, the map of all at the right, the legend where there is room."""
        px, width, height = theme().px, self.width(), self.height()
        bottom = height - px(4)
        self.zoom_bar.move(px(4), bottom - self.zoom_bar.height())
        self.minimap.setVisible(self.minimap.is_of_use() and width > px(_NARROW))
        self.minimap.fit()
        self.minimap.move(width - self.minimap.width() - px(16), height - self.minimap.height() - px(16))
        left, right = self.zoom_bar.geometry().right(), width
        if not self.minimap.isHidden():
            right = self.minimap.x()
        tools = (width - self.tools.width()) // 2
        beside_legend = left + self.legend.width() - px(10)
        if beside_legend + self.tools.width() < right:
            tools = max(tools, beside_legend)
        tools = max(left, min(tools, right - self.tools.width()))
        self.tools.move(tools, bottom - self.tools.height())
        has_room = tools - left + px(16) > self.legend.width()  # each bar has room for its shadow around it
        self.legend.setVisible(has_room)
        self.beginning.find_place(self.canvas, self.tools.y())
        self.legend.move(left - px(6), self.zoom_bar.geometry().center().y() - self.legend.height() // 2)
