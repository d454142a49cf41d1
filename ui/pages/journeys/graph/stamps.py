"""Pictures of what is painted again and again: boxes without their words, labels, badges; sharp at every zoom."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

_KEPT = 1500

Draw = Callable[[QPainter], object]


class Stamps:
    """Pixmaps for one zoom of one look; `scale` is logical pixels to a pixel at 100 %, `ratio` that of the screen."""

    def __init__(self, scale: float, ratio: float = 1.0) -> None:
        self.scale, self.ratio = scale, ratio
        self._made: dict[Hashable, QPixmap] = {}

    def press(self, painter: QPainter, key: Hashable, area: QRectF, at: QPointF, draw: Draw) -> None:
        """Paint at `at` what `draw` draws around 0, 0 inside `area`, from a picture if there is one."""
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            made = self._made[key] = self._make(area, draw)
        transform = painter.worldTransform()
        place, ratio = transform.map(at + area.topLeft()), self.ratio
        painter.resetTransform()
        # On whole pixels, or the edges of the picture blur.
        painter.drawPixmap(QPointF(round(place.x() * ratio) / ratio, round(place.y() * ratio) / ratio), made)
        painter.setWorldTransform(transform)

    def _make(self, area: QRectF, draw: Draw) -> QPixmap:
        side = self.scale * self.ratio
        made = QPixmap(round(area.width() * side) + 1, round(area.height() * side) + 1)
        made.setDevicePixelRatio(self.ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(self.scale, self.scale)
        painter.translate(-area.topLeft())
        draw(painter)
        painter.end()
        return made


def stamp(painter: QPainter, stamps: Stamps | None, key: Hashable, area: QRectF, at: QPointF, draw: Draw) -> None:
    """Paint by picture on a screen, by strokes on paper."""
    if stamps is not None:
        stamps.press(painter, key, area, at, draw)
        return
    painter.save()
    painter.translate(at)
    draw(painter)
    painter.restore()
