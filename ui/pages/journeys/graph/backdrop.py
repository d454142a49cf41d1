"""What lies still under the boxes of a graph, kept as one picture: grounds, dots and curves."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from ui.pages.journeys.graph.geometry import joined
from ui.pages.journeys.graph.painter import Detail, paint_still
from ui.pages.journeys.graph.sight import Sight, moved, rects_of, room_for

_RIM = 3
"""Pixels around what has changed that its smooth outline may reach."""


class Backdrop:
    """The picture under the boxes of one canvas, painted where and when it is laid down, and moved when one scrolls."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._sight: Sight | None = None
        self._unpainted = QRegion()

    def forget(self) -> None:
        """Give the room of the picture back, and paint all again when it is needed."""
        self._picture, self._sight = QPixmap(), None

    def lay(self, painter: QPainter, sight: Sight, area: QRect) -> None:
        """Lay it down on an area, in pixels of the device."""
        self._bring_in_step(sight)
        sight.scene.touched = []
        # In an overview all lines are painted in one go, wherever they lead.
        wanted = QRegion(sight.rect if sight.detail is Detail.BOXES else area)
        for part in rects_of(self._unpainted.intersected(wanted)):
            self._paint(sight, part)
        self._unpainted = self._unpainted.subtracted(wanted)
        painter.drawPixmap(area, self._picture, area)

    def _bring_in_step(self, sight: Sight) -> None:
        """Keep what is the same in the picture; the rest is to be painted."""
        known, self._sight = self._sight, sight
        touched = sight.scene.touched
        if known is None or not sight.is_same_zoom(known) or touched is None:
            self._picture = room_for(sight, self._picture)
            self._unpainted = QRegion(sight.rect)
            return
        if sight != known:
            self._picture, self._unpainted = moved(self._picture, self._unpainted, sight, known)
        if touched and sight.detail is Detail.BOXES:
            self._unpainted = QRegion(sight.rect)
        elif touched:
            left, top, right, bottom = joined(touched)
            area = sight.to_device(QRectF(left, top, right - left, bottom - top), rim=_RIM)
            self._unpainted = self._unpainted.united(area)

    def _paint(self, sight: Sight, area: QRect) -> None:
        painter = QPainter(self._picture)
        painter.setClipRect(area)
        painter.setTransform(sight.transform)
        seen = sight.to_scene(area)
        paint_still(painter, sight.scene, sight.look, seen, sight.detail, scale=sight.scale)
        painter.end()
