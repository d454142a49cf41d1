"""The canvas: a journey on its paper, and what pointer and keys do there, by the interaction of the moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from resources.i18n import tr
from ui.pages.journeys.graph.edge_scroll import EdgeScroller
from ui.pages.journeys.graph.hits import Hit, hit
from ui.pages.journeys.graph.interactions import Interaction, Mode, Pan, interaction_for, snapped
from ui.pages.journeys.graph.paper import Paper
from ui.widgets.label import plain_tip


class GraphCanvas(Paper):
    """A journey that is drawn and changed by hand."""

    keyed = Signal(object)
    """A key that no interaction took; whoever takes it accepts it."""
    marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph_canvas")
        self.setAccessibleName(tr("Journey as a graph"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.mode = Mode.SELECT
        self.is_read_only = False
        self.interaction: Interaction | None = None
        self._is_space_held = False
        self._button = Qt.MouseButton.NoButton  # what the interaction goes on with: another does not end it
        self._scroller = EdgeScroller(self)

    def hit_at(self, position: QPoint | QPointF) -> Hit | None:
        """What lies under a position of the viewport."""
        place = self.place_at(position)
        return hit(self.graph, self.labels, place.x(), place.y(), zoom=self._zoom)

    # Interactions

    def set_mode(self, mode: Mode) -> None:
        """Choose what the pointer does: select, pan, place touchpoints, connect."""
        self.cancel()
        self.mode = mode
        self.viewport().setCursor(mode.cursor)
        self.mark(ghost=None)
        self.marked.emit()

    def begin(self, interaction: Interaction) -> None:
        """Let an interaction have the pointer and the keys until it ends."""
        self.cancel()
        self.interaction = interaction
        self.marked.emit()

    def end(self) -> None:
        """The interaction is over."""
        self.interaction = None
        self.viewport().setCursor(self.mode.cursor)
        self.marked.emit()

    def cancel(self) -> bool:
        """Take back what is going on; False when nothing is."""
        if self.interaction is None:
            return False
        interaction = self.interaction
        self.end()
        interaction.cancel()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.interaction is None:
            is_pan = event.button() == Qt.MouseButton.MiddleButton or (
                self._is_space_held and event.button() == Qt.MouseButton.LeftButton
            )
            if is_pan:
                self._button, self.interaction = event.button(), Pan(self, event.position())
            elif event.button() == Qt.MouseButton.LeftButton:
                self._button = event.button()
                self.interaction = interaction_for(self, event.position(), event.modifiers())
        elif event.button() == Qt.MouseButton.LeftButton:
            self._button = event.button()
            self.interaction.press(event.position(), event.modifiers())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.interaction is not None:
            self.interaction.move(event.position(), event.modifiers())
            self._scroller.follow(event.position(), event.modifiers())
        else:
            self._hover(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.interaction is not None and event.button() == self._button:
            self.interaction.release(event.position(), event.modifiers())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.hit_at(event.position())
        if self.interaction is not None or self.mode is not Mode.SELECT or event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
        elif found is None:
            self.placed.emit(self.place_at(event.position()))
        else:
            self.opened.emit(found)
        event.accept()

    placed = Signal(object)
    """A touchpoint is wanted at this place."""
    opened = Signal(object)
    """A `Hit` is to be edited."""
    clicked = Signal(object, object)
    """A `Hit` or None, and the modifiers."""
    banded = Signal(object, bool)
    """The nodes in a rubber band; whether they join those selected."""
    dropped = Signal(object)
    """Places by node id, after a drag."""
    linked = Signal(str, str)
    """An edge was drawn from one node to another."""
    led_on = Signal(str, object)
    """An edge was drawn from a node to an empty place; None = wherever there is room."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(turned.y() / 120, event.position())
        else:
            moved = event.pixelDelta() if not event.pixelDelta().isNull() else turned / 2
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not moved.x():
                moved = QPoint(moved.y(), 0)
            self.scroll_by(moved)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self._zoom * (1 + event.value()), event.position())
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        if event.type() == QEvent.Type.Leave and self.interaction is None:
            self._set_hovered(None)
            self.mark(ghost=None)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat() and self.interaction is None:
                self._is_space_held = True
                self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            event.accept()
            return
        if self.interaction is not None:
            if event.key() == Qt.Key.Key_Escape:
                self.cancel()
                event.accept()
                return
            if self.interaction.key(event):
                event.accept()
                return
        event.ignore()
        self.keyed.emit(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_held = False
            self.viewport().setCursor(self.mode.cursor)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_space_held = False  # it may be let go where the canvas does not hear of it
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel()
        super().hideEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab walks through the journey; F6 leaves the canvas

    # Inside

    def _tell(self, event: QHelpEvent) -> None:
        """The whole name of what is under the pointer, and what is wrong with it."""
        found = self.hit_at(event.pos())
        node = self.graph.nodes.get(found.id) if found is not None else None
        QToolTip.showText(event.globalPos(), plain_tip(f"{node.title}\n{node.trouble}".strip()) if node else "", self)

    def _hover(self, position: QPointF) -> None:
        if self.mode is Mode.PLACE:
            place = self.place_at(position)
            self.mark(ghost=snapped(self.graph, place.x(), place.y()))
            return
        found = self.hit_at(position)
        self._set_hovered(found.id if found is not None and found.part in ("node", "port") else None)
        if self.mode is Mode.SELECT and not self._is_space_held:
            shapes = {"port": Qt.CursorShape.CrossCursor, "pill": Qt.CursorShape.PointingHandCursor,
                      "scale": Qt.CursorShape.PointingHandCursor}  # fmt: skip
            self.viewport().setCursor(shapes.get(found.part if found else "", Qt.CursorShape.ArrowCursor))

    def _set_hovered(self, node_id: str | None) -> None:
        if node_id != self.marks.hovered:
            self.mark(hovered=node_id)
