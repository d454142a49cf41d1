"""Pictures of what is painted again and again: boxes without their words, labels, badges; sharp at every zoom."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Generator, Hashable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.theme import icons

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_KEPT = 1500
_ZOOMS_KEPT = 8
_ICON_RATIOS = (1.0, 2.0)
_NEAR = 0.8
"""Pictures of the zoom before need not be stretched at once if it is so near."""
_STRETCHED_A_FRAME = 12
"""So many of those are stretched in each of the next frames."""
_SECONDS_AT_FIRST, _SECONDS_LATER = 0.0002, 0.0004
"""So long new pictures are made in the first two frames at a zoom, which have new letters to draw and all to stretch,
and in each later one, as long as pictures of another zoom can stand in for the rest."""
NEXT_FRAME = 10
"""Milliseconds until the rest is made."""

Draw = Callable[[QPainter], object]
Part = tuple[Hashable, QRectF, Draw]
"""A picture within a picture: its key, what it covers, and what draws it."""
Made = tuple[QPixmap, float, float, float]
"""A picture, where its corner lies from its place in logical pixels, and the scale that it was made for."""


class Stamps:
    """Pixmaps for one zoom of one look; `scale` is logical pixels to a pixel at 100 %, `ratio` that of the screen."""

    def __init__(self, scale: float, ratio: float = 1.0) -> None:
        self.scale, self.ratio = scale, ratio
        self._is_new, self._is_first, self._is_rough = True, False, False
        self._made: dict[Hashable, Made] = {}
        self._others: dict[Hashable, Made] = {}
        self._former = scale
        self._stretched: dict[Hashable, Made] = {}
        self._unstretched: list[Hashable] = []
        self._seconds = math.inf
        self._zoom, self._left, self._top = 1.0, 0.0, 0.0

    def stand_in(self, other: Stamps) -> None:
        """Let the pictures of another zoom, or those that stood in for them, stand in for those not made yet."""
        self._others, self._former = other._others | other._made, other.scale
        self._stretched.clear()
        self._unstretched.clear()

    def begin(self) -> None:
        """A frame begins: it may take so long to make pictures, and no longer if others can stand in."""
        for key in self._unstretched[:_STRETCHED_A_FRAME]:
            del self._stretched[key]
        del self._unstretched[:_STRETCHED_A_FRAME]
        is_early = self._is_new or self._is_first
        self._is_first, self._is_new, self._is_rough = self._is_new, False, False
        self._seconds = _SECONDS_AT_FIRST if is_early else _SECONDS_LATER

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

    @property
    def is_sharp(self) -> bool:
        """The frame just painted may stay."""
        return not self._is_rough

    def press(self, painter: QPainter, key: Hashable, area: QRectF, x: float, y: float, draw: Draw) -> None:
        """Paint at a place what `draw` draws around 0, 0 inside `area`, from a picture if there is one."""
        if not self.press_kept(painter, key, x, y) and not self._lay_other(painter, key, area, x, y):
            began = time.perf_counter()
            self._keep(key, self._make(area, draw), area)
            self._seconds -= time.perf_counter() - began
            self.press_kept(painter, key, x, y)

    def press_parts(
        self, painter: QPainter, key: Hashable, area: QRectF, x: float, y: float, parts: Callable[[], Iterable[Part]]
    ) -> None:
        """The same for a picture made of several, some of which others share: putting pictures together is quick."""
        if not self.press_kept(painter, key, x, y) and not self._lay_other(painter, key, area, x, y):
            began = time.perf_counter()
            self._keep(key, self._put_together(area, parts()), area)
            self._seconds -= time.perf_counter() - began
            self.press_kept(painter, key, x, y)

    def press_kept(self, painter: QPainter, key: Hashable, x: float, y: float) -> bool:
        """The same where there is such a picture; asked first by those who paint hundreds."""
        made = self._made.get(key)
        if made is None:
            made = self._stretched.get(key) if self._seconds <= 0 else None
            if made is None:
                return False
            self._is_rough = True
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

    def _lay_other(self, painter: QPainter, key: Hashable, area: QRectF, x: float, y: float) -> bool:
        """Paint the picture of another zoom if there is one and the time of this frame is spent."""
        if self._seconds > 0:
            return False
        other = self._others.get(key)
        if other is None:
            return False
        if self._is_first and other[3] == self._former and _NEAR < other[3] / self.scale < 1 / _NEAR:
            self._unstretched.append(key)
        else:
            began = time.perf_counter()
            other = self._stretch(other[0], area)
            self._seconds -= time.perf_counter() - began
        self._stretched[key] = other
        return self.press_kept(painter, key, x, y)

    def _stretch(self, other: QPixmap, area: QRectF) -> Made:
        """A picture of another zoom in the size of this one, quickly: it is in sight for a few frames."""
        side = self.scale * self.ratio
        size = QSize(round(area.width() * side) + 1, round(area.height() * side) + 1)
        made = other.scaled(size)
        made.setDevicePixelRatio(self.ratio)
        return made, area.left() * self.scale, area.top() * self.scale, self.scale

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
    """The stamps of the zooms seen last: one goes back and forth between them.

    The first frame at a new zoom would take twice as long as the others. So pictures of the zoom before, stretched,
    stand in for most, and `canvas` is painted again until all are sharp: within a tenth of a second.
    """

    def __init__(self, canvas: QWidget) -> None:
        self._next = QTimer(canvas, singleShot=True, interval=NEXT_FRAME)
        self._next.timeout.connect(canvas.update)
        self._books: dict[tuple[float, float], Stamps] = {}

    def at(self, scale: float, ratio: float) -> Stamps:
        """Those for a zoom on a screen, for a frame that begins now."""
        key = (scale, ratio)
        latest = next(reversed(self._books.values()), None)
        found = self._books.pop(key, None) or Stamps(*key)
        if latest is not None and latest is not found:
            found.stand_in(latest)
        self._books[key] = found
        found.begin()
        return found

    def finish(self, *, is_sharp: bool) -> None:
        """The frame is painted; the next one is due soon unless all of it is sharp."""
        if not is_sharp:
            self._next.start()
        if len(self._books) > (_ZOOMS_KEPT if is_sharp else 3 * _ZOOMS_KEPT):  # forgetting takes time too
            del self._books[next(iter(self._books))]

    @property
    def is_sharp(self) -> bool:
        """The frame painted last may stay."""
        latest = next(reversed(self._books.values()), None)
        return latest is None or latest.is_sharp

    def clear(self) -> None:
        """Forget all: the look has changed."""
        self._books.clear()
