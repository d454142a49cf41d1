"""What a canvas shows of a scene: which part, at which zoom, in pixels of the device."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform

from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.painter import Detail
from ui.pages.journeys.graph.scene import Scene

_STEP = 256
"""Pixels of the device by which pictures grow."""


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
        """From the scene to pixels of the device."""
        return QTransform(self.scale, 0.0, 0.0, self.scale, self.left, self.top)

    @property
    def pixels(self) -> QTransform:
        """From pixels of the device to the logical ones that painters count in."""
        return QTransform.fromScale(1 / self.ratio, 1 / self.ratio)

    @property
    def rect(self) -> QRect:
        return QRect(0, 0, self.width, self.height)

    def is_same_paper(self, other: Sight) -> bool:
        """Whether the same is drawn in the same way, elsewhere or in another size perhaps."""
        return self.scene is other.scene and self.look is other.look and self.ratio == other.ratio

    def is_same_zoom(self, other: Sight) -> bool:
        """Whether what is drawn differs by its place only."""
        return self.is_same_paper(other) and self.scale == other.scale and self.detail is other.detail

    def way_from(self, former: Sight) -> QPoint:
        """How far what was seen before, at the same zoom, lies from there now."""
        return QPoint(self.left - former.left, self.top - former.top)

    def place_of(self, former: Sight) -> QRectF:
        """Where that which was seen before lies now."""
        by = self.scale / former.scale
        return QRectF(self.left - by * former.left, self.top - by * former.top, by * former.width, by * former.height)

    def reached_by(self, former: Sight) -> QRect:
        """What of it a picture of something seen before covers."""
        place = self.place_of(former)
        left, top = math.ceil(place.left()), math.ceil(place.top())
        return QRect(left, top, math.floor(place.right()) - left, math.floor(place.bottom()) - top) & self.rect

    def to_device(self, area: QRectF, *, rim: int = 0) -> QRect:
        """The pixels in sight that an area of the scene touches, and a rim of some more around it."""
        return self.transform.mapRect(area).toAlignedRect().adjusted(-rim, -rim, rim, rim) & self.rect

    def to_scene(self, area: QRect) -> QRectF:
        """Pixels, with one more around them, as an area of the scene."""
        return self.transform.inverted()[0].mapRect(QRectF(area.adjusted(-1, -1, 1, 1)))


def room_for(sight: Sight, at_hand: QPixmap) -> QPixmap:
    """A picture that holds what is seen, with anything in it: the one at hand if it is large enough, and not too large.

    It has room to spare, as touching fresh memory takes as long as painting it, and windows change their size in steps.
    """
    wide, high = (-(-side // _STEP) * _STEP for side in (sight.width, sight.height))
    is_enough = at_hand.width() >= sight.width and at_hand.height() >= sight.height
    is_fit = is_enough and at_hand.width() <= 2 * wide and at_hand.height() <= 2 * high
    return at_hand if is_fit else QPixmap(wide, high)


def moved(picture: QPixmap, unpainted: QRegion, sight: Sight, known: Sight) -> tuple[QPixmap, QRegion]:
    """What was seen, where it is seen now, and where the picture is still to be painted: what comes into sight too."""
    by = sight.way_from(known)
    kept = QRegion(known.rect).subtracted(unpainted).translated(by)
    room = room_for(sight, picture)
    if room is not picture:
        painter = QPainter(room)
        painter.drawPixmap(QRect(by, known.rect.size()), picture, known.rect)
        painter.end()
        room.setDevicePixelRatio(picture.devicePixelRatio())
    elif not by.isNull():
        room.scroll(by.x(), by.y(), known.rect | sight.rect)
    return room, QRegion(sight.rect).subtracted(kept)


def rects_of(region: QRegion) -> Iterable[QRect]:
    """The rectangles that a region is made of, from top to bottom."""
    return list(region)  # type: ignore[call-overload, no-any-return]  # a region is iterable
