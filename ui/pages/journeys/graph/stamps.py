"""Pictures of what is painted again and again: boxes without their words, labels, badges; sharp at every zoom."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Hashable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.theme import icons

_KEPT = 1500
_ZOOMS_KEPT = 8
_ICON_RATIOS = (1.0, 2.0)
NEXT_FRAME = 2
"""Milliseconds until more of the rest is made: hands come first."""

Draw = Callable[[QPainter], object]
Part = tuple[Hashable, QRectF, Draw]
"""A picture within a picture: its key, what it covers, and what draws it."""
Made = tuple[QPixmap, float, float, float]
"""A picture, where its corner lies from its place in logical pixels, and the scale that it was made for."""


class Stamps:
    """Pixmaps for one zoom of one look; `scale` is logical pixels to a pixel at 100 %, `ratio` that of the screen."""

    def __init__(self, scale: float, ratio: float = 1.0) -> None:
        self.scale, self.ratio = scale, ratio
        self._made: dict[Hashable, Made] = {}
        self._zoom, self._left, self._top = 1.0, 0.0, 0.0

    @contextlib.contextmanager
    def held(self, painter: QPainter) -> Generator[None]:
        """Stamps pressed inside are laid down in pixels: setting the transform for each would take as long again."""
        transform = painter.worldTransform()
        self._zoom, self._left, self._top = transform.m11(), transform.dx(), transform.dy()
        painter.resetTransform()
        try:
            yield
        finally:
            painter.setWorldTransform(transform)

    def press(self, painter: QPainter, key: Hashable, area: QRectF, x: float, y: float, draw: Draw) -> None:
        """Paint at a place what `draw` draws around 0, 0 inside `area`, from a picture if there is one."""
        if not self.press_kept(painter, key, x, y):
            self._keep(key, self._make(area, draw), area)
            self.press_kept(painter, key, x, y)

    def press_parts(
        self, painter: QPainter, key: Hashable, area: QRectF, x: float, y: float, parts: Callable[[], Iterable[Part]]
    ) -> None:
        """The same for a picture made of several, some of which others share: putting pictures together is quick."""
        if not self.press_kept(painter, key, x, y):
            self._keep(key, self._put_together(area, parts()), area)
            self.press_kept(painter, key, x, y)

    def press_kept(self, painter: QPainter, key: Hashable, x: float, y: float) -> bool:
        """The same where there is such a picture; asked first by those who paint hundreds."""
        made = self._made.get(key)
        if made is None:
            return False
        self._lay(painter, made, x, y)
        return True

    def _lay(self, painter: QPainter, made: Made, x: float, y: float) -> None:
        left, top = x * self._zoom + self._left + made[1], y * self._zoom + self._top + made[2]
        # On whole pixels, or the edges of the picture blur.
        if self.ratio == 1.0:
            painter.drawPixmap(round(left), round(top), made[0])
        else:
            ratio = self.ratio
            painter.drawPixmap(QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio), made[0])

    def _keep(self, key: Hashable, picture: QPixmap, area: QRectF) -> QPixmap:
        if len(self._made) >= _KEPT:
            self._made.clear()
        self._made[key] = picture, area.left() * self.scale, area.top() * self.scale, self.scale
        return picture

    def _put_together(self, area: QRectF, parts: Iterable[Part]) -> QPixmap:
        made, ratio = self._blank(area), self.ratio
        painter = QPainter(made)
        for key, part_area, draw in parts:
            known = self._made.get(key)
            part = known[0] if known is not None else self._keep(key, self._make(part_area, draw), part_area)
            corner = (part_area.topLeft() - area.topLeft()) * self.scale
            painter.drawPixmap(QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), part)
        painter.end()
        return made

    def _blank(self, area: QRectF) -> QPixmap:
        side = self.scale * self.ratio
        made = QPixmap(round(area.width() * side) + 1, round(area.height() * side) + 1)
        made.setDevicePixelRatio(self.ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def _make(self, area: QRectF, draw: Draw) -> QPixmap:
        made = self._blank(area)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(self.scale, self.scale)
        painter.translate(-area.topLeft())
        draw(painter)
        painter.end()
        return made


def keep_icon(name: str, rect: QRectF, color: QColor) -> None:
    """Draw an icon in the sizes that `press_icon` scales it from, before it is needed."""
    for ratio in _ICON_RATIOS:
        icons.pixmap(name, color, round(rect.width()), ratio)


def press_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """An icon in a stamp: sharp at 100 %, else scaled from one of few sizes, as drawing it for each zoom is slow."""
    zoom = painter.worldTransform().m11()
    size = round(rect.width())
    if zoom == 1.0:
        icons.draw(painter, name, rect, color)
        return
    made = icons.pixmap(name, color, size, _ICON_RATIOS[zoom > 1])
    painter.drawPixmap(rect, made, QRectF(made.rect()))


def stamping(painter: QPainter, stamps: Stamps | None) -> contextlib.AbstractContextManager[None]:
    """Around many calls of `stamp`."""
    return stamps.held(painter) if stamps is not None else contextlib.nullcontext()


def stamp(
    painter: QPainter, stamps: Stamps | None, key: Hashable, area: QRectF, x: float, y: float, draw: Draw
) -> None:  # fmt: skip
    """Paint by picture on a screen, within `stamping`; by strokes on paper."""
    if stamps is not None:
        stamps.press(painter, key, area, x, y, draw)
        return
    painter.save()
    painter.translate(x, y)
    draw(painter)
    painter.restore()


class Album:
    """The stamps of the zooms seen last: one goes back and forth between them."""

    def __init__(self) -> None:
        self._books: dict[tuple[float, float], Stamps] = {}

    def at(self, scale: float, ratio: float) -> Stamps:
        """Those for a zoom on a screen."""
        key = (scale, ratio)
        found = self._books.pop(key, None) or Stamps(*key)
        self._books[key] = found
        return found

    def tidy(self) -> None:
        """Forget zooms seen long ago: it takes time, so not while frames are due."""
        while len(self._books) > _ZOOMS_KEPT:
            del self._books[next(iter(self._books))]

    def clear(self) -> None:
        """Forget all: the look has changed."""
        self._books.clear()
