"""What lies still under the boxes of a graph, kept as one picture: grounds, dots and curves."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform

from ui.pages.journeys.graph.geometry import joined
from ui.pages.journeys.graph.ground_painter import paint_grounds
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.painter import Detail, paint_still
from ui.pages.journeys.graph.scene import Scene

_SECONDS = 0.0004
"""So long bands are painted again in a frame, one of them at least."""
_BAND = 64
"""Pixels from top to bottom of what is painted again in one go."""
_STRETCHED_UP_TO = 2.5
"""Farther from the zoom before, its picture says too little to stand in."""
_RIM = 3
"""Pixels around what has changed that its smooth outline may reach."""


@dataclass(frozen=True)
class Sight:
    """What is seen of a scene: all in pixels of the device, whole ones, so that scrolling moves a picture exactly."""

    scene: Scene
    look: Look
    detail: Detail
    scale: float
    left: int
    top: int
    width: int
    height: int
    ratio: float

    @classmethod
    def of(
        cls, scene: Scene, look: Look, detail: Detail, transform: QTransform, size: QSize, ratio: float
    ) -> Sight:  # fmt: skip
        """What a view shows whose transform, size and pixels to a logical one are given."""
        left, top = round(transform.dx() * ratio), round(transform.dy() * ratio)
        width, height = math.ceil(size.width() * ratio), math.ceil(size.height() * ratio)
        return cls(scene, look, detail, transform.m11() * ratio, left, top, width, height, ratio)

    @property
    def transform(self) -> QTransform:
        return QTransform(self.scale, 0.0, 0.0, self.scale, self.left, self.top)

    @property
    def rect(self) -> QRect:
        return QRect(0, 0, self.width, self.height)

    def is_same_paper(self, other: Sight) -> bool:
        """Whether the same is drawn in the same way, elsewhere or in another size perhaps."""
        return self.scene is other.scene and self.look is other.look and self.ratio == other.ratio

    def is_near(self, other: Sight) -> bool:
        """Whether a picture of it, stretched, still says something of another one."""
        return 1 / _STRETCHED_UP_TO < other.scale / self.scale < _STRETCHED_UP_TO

    def place_of(self, former: Sight) -> QRectF:
        """Where that which was seen before lies now."""
        by = self.scale / former.scale
        return QRectF(self.left - by * former.left, self.top - by * former.top, by * former.width, by * former.height)


class Backdrop:
    """The picture under the boxes of one canvas. It is laid down whole for each frame, in half a millisecond.

    Scrolling moves it and paints the rim that comes into sight. At a new zoom the picture of the one before stands in,
    stretched, and is painted over band by band, some in each frame: all curves at once take too long. What it does not
    reach, when the zoom goes out, is bare ground for a moment and painted before the rest.
    """

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._sight: Sight | None = None
        self._former: tuple[QPixmap, Sight] | None = None
        self._spare = QPixmap()
        """Room for the next picture: taking it anew takes as long as painting it."""
        self._stale: list[QRect] = []

    @property
    def is_sharp(self) -> bool:
        """All is painted for this zoom."""
        return not self._stale

    def forget(self) -> None:
        """Give the room of the pictures back, and paint all again when it is needed."""
        self._picture, self._sight, self._former, self._spare = QPixmap(), None, None, QPixmap()
        self._stale.clear()

    def lay(self, painter: QPainter, sight: Sight, *, goes_on: bool = True) -> None:
        """Bring the picture in step with what is seen, and lay it down; a frame that must be quick does not go on."""
        self._bring_in_step(sight, goes_on=goes_on)
        sight.scene.touched = []
        painter.save()
        painter.resetTransform()
        painter.scale(1 / sight.ratio, 1 / sight.ratio)
        if self._former is None:
            painter.drawPixmap(QPoint(0, 0), self._picture)
        else:
            self._stand_in(painter, sight, *self._former)
        painter.restore()

    def _bring_in_step(self, sight: Sight, *, goes_on: bool) -> None:
        known, self._sight = self._sight, sight
        if known is None or not sight.is_same_paper(known):
            self._begin(sight)
        elif sight.scale != known.scale or sight.detail is not known.detail:
            self._zoom(sight, known)
        else:
            if sight != known:
                self._scroll(sight, known)
            self._follow(sight)
            if goes_on:
                self._go_on(sight)

    def _begin(self, sight: Sight, *, is_rough: bool = False) -> None:
        """Paint all at once; roughly if it is painted again in the frames that follow."""
        if self._picture.size() != sight.rect.size():
            self._picture = QPixmap(sight.rect.size())
        self._former, self._stale = None, _bands(sight.rect) if is_rough else []
        self._paint(sight, sight.rect, is_rough=is_rough)

    def _zoom(self, sight: Sight, known: Sight) -> None:
        """Paint all in the frames that follow; the picture that was whole last stands in."""
        if sight.detail is Detail.BOXES:
            self._begin(sight)
            return
        former = self._former or (self._picture, known)
        if not former[1].is_near(sight):
            self._begin(sight, is_rough=True)
            return
        self._former = former
        self._wait(sight, former[1])

    def _wait(self, sight: Sight, former: Sight) -> None:
        """All is to be painted: first what the picture of before does not reach."""
        bare = [band for area in _bare(sight, former) for band in _bands(area)]
        self._stale = [*bare, *_bands(sight.rect)]

    def _scroll(self, sight: Sight, known: Sight) -> None:
        """Move the picture, and paint what comes into sight."""
        if self._former is not None:
            self._wait(sight, self._former[1])
            return
        by = QPoint(sight.left - known.left, sight.top - known.top)
        kept = known.rect.translated(by).intersected(sight.rect)
        if kept.width() * kept.height() < sight.width * sight.height / 2:
            self._begin(sight, is_rough=sight.detail is not Detail.BOXES)
            return
        if self._picture.size() == sight.rect.size():
            self._picture.scroll(by.x(), by.y(), sight.rect)
        else:
            other, self._picture = self._picture, QPixmap(sight.rect.size())
            painter = QPainter(self._picture)
            painter.drawPixmap(by, other)
            painter.end()
        moved = (each.translated(by).intersected(sight.rect) for each in self._stale)
        self._stale = [each for each in moved if not each.isEmpty()]
        for area in _beside(sight.rect, kept):
            self._paint(sight, area)

    def _follow(self, sight: Sight) -> None:
        """Paint again what has changed in the scene."""
        touched = sight.scene.touched
        if touched is None or (touched and sight.detail is Detail.BOXES):
            self._begin(sight)
        elif touched and self._former is None:  # else all is painted anew soon
            left, top, right, bottom = joined(touched)
            area = sight.transform.mapRect(QRectF(left, top, right - left, bottom - top)).toAlignedRect()
            self._paint(sight, area.adjusted(-_RIM, -_RIM, _RIM, _RIM).intersected(sight.rect))

    def _go_on(self, sight: Sight) -> None:
        """Paint some bands that wait for their turn, over the picture of the zoom before."""
        if self._former is not None:
            former, self._former = self._former, None
            self._picture, self._spare = self._room(sight), former[0]
            painter = QPainter(self._picture)
            self._stand_in(painter, sight, *former)
            painter.end()
            return
        end = time.perf_counter() + _SECONDS
        while self._stale:
            self._paint(sight, self._stale.pop(0))
            if time.perf_counter() > end:
                return

    def _paint(self, sight: Sight, area: QRect, *, is_rough: bool = False) -> None:
        """Paint a part of the picture anew."""
        if not area.isEmpty():
            painter = QPainter(self._picture)
            _paint_part(painter, sight, area, is_rough=is_rough)
            painter.end()

    def _room(self, sight: Sight) -> QPixmap:
        """A picture to paint on, of the size of what is seen, with anything in it."""
        spare, self._spare = self._spare, QPixmap()
        return spare if spare.size() == sight.rect.size() else QPixmap(sight.rect.size())

    def _stand_in(self, painter: QPainter, sight: Sight, former: QPixmap, its_sight: Sight) -> None:
        """Paint what was seen before where it lies now, and bare ground where that does not reach."""
        painter.drawPixmap(sight.place_of(its_sight), former, QRectF(former.rect()))
        for area in _bare(sight, its_sight):
            painter.save()
            painter.setClipRect(area)
            painter.setTransform(sight.transform)
            paint_grounds(painter, sight.scene, sight.look, _in_scene(sight, area))
            painter.restore()


def _bare(sight: Sight, former: Sight) -> list[QRect]:
    """What of a sight the picture of a former one does not reach."""
    place = sight.place_of(former)
    left, top = math.ceil(place.left()), math.ceil(place.top())
    reached = QRect(left, top, math.floor(place.right()) - left, math.floor(place.bottom()) - top)
    return _beside(sight.rect, reached.intersected(sight.rect))


def _in_scene(sight: Sight, area: QRect) -> QRectF:
    """An area of the device, with a pixel more around it, as one of the scene."""
    return sight.transform.inverted()[0].mapRect(QRectF(area.adjusted(-1, -1, 1, 1)))


def _paint_part(painter: QPainter, sight: Sight, area: QRect, *, is_rough: bool = False) -> None:
    """Paint a part of what is seen, in pixels of the device."""
    painter.setClipRect(area)
    painter.setTransform(sight.transform)
    seen = _in_scene(sight, area)
    paint_still(painter, sight.scene, sight.look, seen, sight.detail, scale=sight.scale, is_rough=is_rough)


def _bands(area: QRect) -> list[QRect]:
    """An area from top to bottom, in parts that take a short time each."""
    tops = range(area.top(), area.bottom() + 1, _BAND)
    return [QRect(area.left(), top, area.width(), min(_BAND, area.bottom() + 1 - top)) for top in tops]


def _beside(area: QRect, inside: QRect) -> list[QRect]:
    """What of an area lies beside another."""
    return list(QRegion(area) - QRegion(inside))  # type: ignore[call-overload, no-any-return]  # a region is iterable
