"""The paper that a journey is drawn on: shows a scene, scrolls and zooms; what hands do there, the canvas knows."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from resources.i18n import current
from ui.pages.journeys.graph.geometry import HEAD, Bounds, joined
from ui.pages.journeys.graph.heads import Heads
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import current_look
from ui.pages.journeys.graph.marks import Marks, differing, laid_over
from ui.pages.journeys.graph.painter import detail_at, paint_on_top, paint_scene
from ui.pages.journeys.graph.pills import label_area
from ui.pages.journeys.graph.scene import Edge, Scene
from ui.pages.journeys.graph.screen import Screen
from ui.pages.journeys.graph.sight import Sight
from ui.pages.journeys.graph.stamps import NEXT_FRAME, Album
from ui.theme.theme import theme

LEAST_ZOOM, MOST_ZOOM = 0.25, 3.0
ZOOM_STEP = 1.15
_SLACK = 480.0
"""Room beyond the last column and the lowest box, to drag things to and to zoom around any place."""
_FIT_MARGIN = 24.0
_PIECEMEAL = 60
"""Where more stands out otherwise than before, all is painted again."""


class Paper(QGraphicsView):
    """Paints a scene straight from its values: no item for each thing, and nothing done for what is not in sight."""

    zoomed = Signal()
    """The zoom, the place or the size of the view changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setScene(QGraphicsScene(self))
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.graph = Scene()
        self.marks = Marks()
        self._zoom, self._is_turning = 1.0, False
        self._album = Album()
        self._screen = Screen(self._paint_over)
        self._next = QTimer(self, singleShot=True, interval=NEXT_FRAME)
        self._next.timeout.connect(self._go_on)
        self.heads = Heads(self)
        self.look_again()
        theme().changed.connect(self.look_again)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What is shown

    def show_scene(self, graph: Scene) -> None:
        """Show another scene, or the same one grown."""
        self.graph = graph
        self.fit_scene_rect()
        self.refresh()
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
        self._album.clear()
        self.setViewportMargins(0, self.head_height, 0, 0)
        self._set_transform()
        self.heads.update()

    def refresh(self, *areas: Bounds) -> None:
        """Paint again what lies in some areas of the scene, or everything."""
        if not areas:
            self._screen.touch(None)
            self.viewport().update()
            return
        for left, top, right, bottom in areas:
            self._screen.touch(QRectF(left, top, right - left, bottom - top))
        self._expose(joined(areas))

    def mark(self, **changes: Any) -> None:  # any: the fields of `Marks` have their types
        """Let other things stand out."""
        before, self.marks = self.marks, replace(self.marks, **changes)
        changed = list(islice(differing(self.graph, before, self.marks), _PIECEMEAL + 1))
        if len(changed) > _PIECEMEAL:
            self.refresh()
        elif changed:
            self.refresh(*changed)
        for area in {*laid_over(before)} ^ {*laid_over(self.marks)}:
            self._expose(area)

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
        self._zoom, self._is_turning = zoom, True
        self._set_transform()
        moved = self.viewportTransform().map(held) - anchor
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(moved.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(moved.y()))
        self._is_turning = False
        self._scrolled()

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

    def edge_label(self, edge: Edge) -> QRectF:
        """Where the percentage of an edge stands, in the scene."""
        return label_area(self.graph, edge, self.labels.of(edge.probability)[1])

    def scroll_by(self, moved: QPoint) -> None:
        """Move the paper under the view."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    # Painting

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        ratio, size = self.viewport().devicePixelRatioF(), self.viewport().size()
        sight = Sight.of(self.graph, self.look, detail_at(self._zoom), self.viewportTransform(), size, ratio)
        self._screen.lay(painter, sight, QRectF(rect))
        self._plan_next()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        paint_on_top(painter, self.look, self.marks)

    def _go_on(self) -> None:
        """Paint some more of what stands in at this zoom, and show where."""
        ratio = self.viewport().devicePixelRatioF()
        for tile in self._screen.go_on():
            seen = QRectF(tile.x() / ratio, tile.y() / ratio, tile.width() / ratio, tile.height() / ratio)
            self.viewport().update(seen.toAlignedRect())
        self._plan_next()

    def _plan_next(self) -> None:
        if self.is_sharp:
            self._album.tidy()
        elif not self._next.isActive():  # frames that come fast must not put it off
            self._next.start()

    def _paint_over(self, painter: QPainter, area: QRectF) -> None:
        """Paint what lies over the still part of the scene, and under what moves with the pointer."""
        stamps = self._album.at(self.scale_now, self.viewport().devicePixelRatioF())
        paint_scene(painter, self.graph, self.look, area, detail=detail_at(self._zoom), marks=self.marks,
                    stamps=stamps, labels=self.labels, with_still=False)  # fmt: skip

    @property
    def is_sharp(self) -> bool:
        """Nothing stands in for what is still to be painted at this zoom."""
        return self._screen.is_sharp

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._screen.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heads.setGeometry(0, 0, self.width(), self.head_height)
        self.fit_scene_rect()
        self.zoomed.emit()

    # Inside

    def _expose(self, area: Bounds) -> None:
        """Lay the picture down again on an area of the scene."""
        left, top, right, bottom = area
        seen = self.mapFromScene(QRectF(left, top, right - left, bottom - top)).boundingRect()
        self.viewport().update(seen.adjusted(-3, -3, 3, 3))

    def _set_transform(self) -> None:
        self.fit_scene_rect()
        self.setTransform(QTransform.fromScale(self.scale_now, self.scale_now))
        self.viewport().update()
        self._scrolled()

    def _scrolled(self) -> None:
        if not self._is_turning:
            self.heads.update()
            self.zoomed.emit()
