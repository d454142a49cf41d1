"""The canvas: shows a scene, scrolls and zooms, and hands what the pointer does to the interaction of the moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QToolTip, QWidget

from resources.i18n import current, tr
from ui.pages.journeys.graph.edge_scroll import EdgeScroller
from ui.pages.journeys.graph.geometry import HEAD, Bounds, bounds_of_box
from ui.pages.journeys.graph.ground_painter import paint_dots, paint_grounds
from ui.pages.journeys.graph.heads import Heads
from ui.pages.journeys.graph.hits import Hit, hit
from ui.pages.journeys.graph.interactions import Interaction, Mode, Pan, interaction_for, snapped
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import current_look
from ui.pages.journeys.graph.painter import Detail, Marks, detail_at, paint_scene
from ui.pages.journeys.graph.pills import label_area
from ui.pages.journeys.graph.scene import Edge, Scene
from ui.pages.journeys.graph.stamps import Album
from ui.theme.theme import theme
from ui.widgets.label import plain_tip

LEAST_ZOOM, MOST_ZOOM = 0.25, 3.0
ZOOM_STEP = 1.15
_SLACK = 480.0
"""Room beyond the last column and the lowest box, to drag things to and to zoom around any place."""
_FIT_MARGIN = 24.0


class GraphCanvas(QGraphicsView):
    """Paints a scene straight from its values: no item for each thing, and nothing done for what is not in sight."""

    zoomed = Signal()
    """The zoom, the place or the size of the view changed."""
    keyed = Signal(object)
    """A key that no interaction took; whoever takes it accepts it."""
    marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph_canvas")
        self.setAccessibleName(tr("Journey as a graph"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setScene(QGraphicsScene(self))
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.graph = Scene()
        self.marks = Marks()
        self.mode = Mode.SELECT
        self.is_read_only = False
        self.interaction: Interaction | None = None
        self._zoom = 1.0
        self.stamps = Album(self.viewport())
        self._is_space_held = False
        self._button = Qt.MouseButton.NoButton  # what the interaction goes on with: another does not end it
        self.heads = Heads(self)
        self._scroller = EdgeScroller(self)
        self.look_again()
        theme().changed.connect(self.look_again)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What is shown

    def show_scene(self, graph: Scene) -> None:
        """Show another scene, or the same one grown."""
        self.graph = graph
        self.fit_scene_rect()
        self.viewport().update()
        self.heads.update()
        self.zoomed.emit()

    def fit_scene_rect(self) -> None:
        """Let the user scroll as far as the scene goes, and a little farther."""
        seen = self.viewport().size() / self.scale_now
        width, height = max(self.graph.width, seen.width()), max(self.graph.height, seen.height())
        wanted = QRectF(0, HEAD, width + _SLACK / 2, height + _SLACK - HEAD)
        if wanted != self.sceneRect():
            self.setSceneRect(wanted)

    def look_again(self) -> None:
        """Read colours, fonts and words again."""
        self.look = current_look()
        self.labels = Labels(current(), self.look)
        self.stamps.clear()
        self.setViewportMargins(0, self.head_height, 0, 0)
        self._set_transform()
        self.heads.update()

    def refresh(self, area: Bounds | None = None) -> None:
        """Paint again what lies in an area of the scene, or everything."""
        if area is None:
            self.viewport().update()
            return
        left, top, right, bottom = area
        view = self.mapFromScene(QRectF(left, top, right - left, bottom - top)).boundingRect()
        self.viewport().update(view.adjusted(-3, -3, 3, 3))

    def mark(self, **changes: object) -> None:
        """Let other things stand out."""
        for name, value in changes.items():
            setattr(self.marks, name, value)
        self.viewport().update()

    @property
    def head_height(self) -> int:
        return theme().px(HEAD)

    # Zoom

    @property
    def zoom(self) -> float:
        """1 = 100 %."""
        return self._zoom

    @property
    def scale_now(self) -> float:
        """Logical pixels to a pixel at 100 %."""
        return self._zoom * theme().scale

    def zoom_to(self, zoom: float, around: QPointF | None = None, *, least: float = LEAST_ZOOM) -> None:
        """Set the zoom, keeping the place `around` (in the viewport) where it is; its middle by default."""
        zoom = min(max(zoom, min(least, self._zoom)), MOST_ZOOM)
        if abs(zoom - 1) < 0.01:
            zoom = 1.0
        if zoom == self._zoom:
            return
        anchor = around if around is not None else QPointF(self.viewport().rect().center())
        held = self.viewportTransform().inverted()[0].map(anchor)
        self._zoom = zoom
        self._set_transform()
        moved = self.viewportTransform().map(held) - anchor
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(moved.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(moved.y()))

    def zoom_by(self, steps: float, around: QPointF | None = None) -> None:
        """Zoom in by some steps, or out when negative."""
        self.zoom_to(self._zoom * ZOOM_STEP**steps, around)

    def fit(self) -> None:
        """Show the whole journey, at 100 % at most."""
        if not self.graph.nodes:
            self.zoom_to(1.0)
            return
        bottom = max(node.y for node in self.graph.nodes.values()) + 96
        size = self.viewport().size()
        across = (size.width() - 1) / max(1.0, self.graph.width)
        down = (size.height() - _FIT_MARGIN) / max(1.0, bottom - HEAD)
        self.zoom_to(min(1.0, min(across, down) / theme().scale), least=0.02)
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def show_area(self, area: Bounds) -> None:
        """Scroll just so far that an area of the scene is in sight."""
        left, top, right, bottom = area
        self.ensureVisible(QRectF(left, top, right - left, bottom - top), 32, 32)

    def seen(self) -> QRectF:
        """The part of the scene in sight."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def place_at(self, position: QPoint | QPointF) -> QPointF:
        """The place in the scene under a position of the viewport."""
        return self.viewportTransform().inverted()[0].map(QPointF(position))

    def hit_at(self, position: QPoint | QPointF) -> Hit | None:
        """What lies under a position of the viewport."""
        place = self.place_at(position)
        return hit(self.graph, self.labels, place.x(), place.y(), zoom=self._zoom)

    def edge_label(self, edge: Edge) -> QRectF:
        """Where the percentage of an edge stands, in the scene."""
        return label_area(self.graph, edge, self.labels.of(edge.probability)[1])

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
            self.mark(ghost=None) if self.marks.ghost else None
        return super().viewportEvent(event)

    def scroll_by(self, moved: QPoint) -> None:
        """Move the paper under the view."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

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

    # Painting

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        area = QRectF(rect)
        scale = self.scale_now
        stamps = self.stamps.at(scale, self.viewport().devicePixelRatioF())
        detail = detail_at(self._zoom)
        paint_grounds(painter, self.graph, self.look, area)
        if detail is Detail.FULL:
            paint_dots(painter, self.look, area, self.viewportTransform())
        paint_scene(painter, self.graph, self.look, area, detail=detail, marks=self.marks, stamps=stamps,
                    labels=self.labels, with_grounds=False)  # fmt: skip
        self.stamps.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heads.setGeometry(0, 0, self.width(), self.head_height)
        self.fit_scene_rect()
        self.zoomed.emit()

    # Inside

    def _set_transform(self) -> None:
        self.fit_scene_rect()
        self.setTransform(QTransform.fromScale(self.scale_now, self.scale_now))
        self.viewport().update()
        self.heads.update()
        self.zoomed.emit()

    def _scrolled(self) -> None:
        self.heads.update()
        self.zoomed.emit()

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
            for each in (self.marks.hovered, node_id):
                node = self.graph.nodes.get(each or "")
                if node is not None:
                    self.refresh(bounds_of_box(node.x, node.y))
            self.marks.hovered = node_id
