"""What a canvas shows, kept as one picture, so that a change of zoom has something to begin with."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from ui.pages.journeys.graph.backdrop import Backdrop
from ui.pages.journeys.graph.ground_painter import paint_grounds
from ui.pages.journeys.graph.sight import Sight, moved, rects_of, room_for

_SECONDS = 0.002
"""So long tiles are painted between two frames after a change of zoom, one of them at least."""
_TILE_WIDTH, _TILE_HEIGHT = 480, 64
"""Pixels of what is painted in one go: small enough that one more does no harm."""
_MOST_PARTS, _MOST_OF_IT = 6, 0.15
"""What has changed in so many rectangles at most, and covers so much of the picture, is painted in one go."""
_RIM = 3
"""Pixels around what has changed that its smooth outline may reach."""

PaintOver = Callable[[QPainter, QRectF], None]
"""Paints what lies over the backdrop in an area of the scene, in coordinates of the scene."""


class Screen:
    """The picture of one canvas. What is exposed is painted into it, and it is laid down.

    At a new zoom, or where all looks different, all would take too long for one frame. The picture of before stands in,
    stretched to a new zoom, and is painted over tile by tile, some each time that `go_on` is called. What it does not
    reach, when the zoom goes out, is bare ground for a moment and painted before the rest.
    """

    def __init__(self, paint_over: PaintOver) -> None:
        self._paint_over = paint_over
        self._backdrop = Backdrop()
        self._picture = QPixmap()
        self._sight: Sight | None = None
        self._former: tuple[QPixmap, Sight] | None = None
        self._spare = QPixmap()
        """Room for the next picture: taking it anew takes as long as painting it."""
        self._unpainted = QRegion()
        """Where the picture does not show what is seen; the former one is in sight there as long as there is one."""
        self._stale = QRegion()
        """Where it shows something that looks different now."""
        self._waiting: list[QRect] = []
        """What `go_on` is to paint."""

    @property
    def is_sharp(self) -> bool:
        """All is painted as it looks now."""
        return self._former is None and not self._waiting and self._stale.isEmpty()

    def forget(self) -> None:
        """Give the room of the pictures back, and paint all again when it is needed."""
        self._picture, self._sight, self._former, self._spare = QPixmap(), None, None, QPixmap()
        self._waiting.clear()
        self._stale = QRegion()
        self._backdrop.forget()

    def touch(self, area: QRectF | None) -> None:
        """An area of the scene looks different now; or all of it does, which takes some turns to show."""
        if self._sight is not None:
            touched = self._sight.rect if area is None else self._sight.to_device(area, rim=_RIM)
            self._stale = self._stale.united(touched)

    def lay(self, painter: QPainter, sight: Sight, exposed: QRectF) -> None:
        """Paint what is exposed, an area of the scene, and lay it down."""
        self._bring_in_step(sight)
        self._refresh(sight)
        area = sight.to_device(exposed)
        if self._former is None:
            for part in rects_of(self._unpainted.intersected(area)):
                self._paint(sight, part)
        painter.save()
        self._show(painter, sight, area)
        painter.restore()

    def go_on(self) -> list[QRect]:
        """Paint some tiles that wait for their turn; where they lie, in pixels of the device."""
        done: list[QRect] = []
        end = time.perf_counter() + _SECONDS
        while self._sight is not None and self._waiting:
            done.append(self._waiting.pop(0))
            self._paint(self._sight, done[-1])
            if time.perf_counter() > end:
                break
        if not self._waiting and self._former is not None:
            self._spare, self._former = self._former[0], None
        return done

    def _bring_in_step(self, sight: Sight) -> None:
        """Keep what is the same in the picture; a former one stands in for the rest where that is much."""
        known, self._sight = self._sight, sight
        if known is None or not sight.is_same_paper(known):
            self._begin(sight)
        elif self._former is not None:
            if sight != known:
                self._wait(sight, self._former[1])
        elif not sight.is_same_zoom(known) or _is_jump(sight, known):
            self._former = (self._picture, known)
            self._picture, self._spare = self._spare, QPixmap()
            self._wait(sight, known)
        elif sight != known:
            self._scroll(sight, known)

    def _scroll(self, sight: Sight, known: Sight) -> None:
        """Move the picture; what comes into sight is to be painted."""
        by = sight.way_from(known)
        self._picture, self._unpainted = moved(self._picture, self._unpainted, sight, known)
        self._stale.translate(by)
        tiles = (tile.translated(by) & sight.rect for tile in self._waiting)
        self._waiting = [tile for tile in tiles if not tile.isEmpty()]

    def _begin(self, sight: Sight) -> None:
        """Nothing of the picture can be kept."""
        self._former = None
        self._waiting.clear()
        self._stale = QRegion()
        self._make_room(sight)
        self._unpainted = QRegion(sight.rect)

    def _wait(self, sight: Sight, former: Sight) -> None:
        """All is to be painted: first what the picture of before does not reach."""
        self._make_room(sight)
        self._unpainted, self._stale = QRegion(sight.rect), QRegion()
        reached = sight.reached_by(former)
        bare = [tile for area in rects_of(self._unpainted.subtracted(reached)) for tile in _tiles(area)]
        self._waiting = [*bare, *_tiles(reached)]

    def _make_room(self, sight: Sight) -> None:
        self._picture = room_for(sight, self._picture)
        self._picture.setDevicePixelRatio(sight.ratio)

    def _refresh(self, sight: Sight) -> None:
        """Paint what looks different now, or let it wait for its turn where that is much."""
        stale, self._stale = self._stale.intersected(sight.rect), QRegion()
        pixels = sum(part.width() * part.height() for part in rects_of(stale))
        is_little = stale.rectCount() <= _MOST_PARTS and pixels <= _MOST_OF_IT * sight.width * sight.height
        if self._former is None and is_little:
            self._unpainted = self._unpainted.united(stale)
            return
        for tile in self._waiting:
            stale = stale.subtracted(tile)
        if not stale.isEmpty():
            # Behind the others: else these would never be painted where much changes often.
            self._waiting += [tile for tile in _tiles(sight.rect) if stale.intersects(tile)]

    def _paint(self, sight: Sight, area: QRect) -> None:
        """Paint a part of the picture anew."""
        painter = QPainter(self._picture)
        painter.setTransform(sight.pixels)
        self._backdrop.lay(painter, sight, area)
        painter.setClipRect(area)
        painter.setTransform(sight.transform * sight.pixels)
        self._paint_over(painter, sight.to_scene(area))
        painter.end()
        self._unpainted = self._unpainted.subtracted(area)

    def _show(self, painter: QPainter, sight: Sight, area: QRect) -> None:
        """Lay down an area of the picture, and the former one where it is still to be painted."""
        painter.setTransform(sight.pixels)
        if self._former is None:
            painter.drawPixmap(area, self._picture, area)
            return
        unpainted = self._unpainted.intersected(area)
        for part in rects_of(QRegion(area).subtracted(unpainted)):
            painter.drawPixmap(part, self._picture, part)
        former, its_sight = self._former
        reached = sight.reached_by(its_sight)
        place, source = sight.place_of(its_sight), QRectF(its_sight.rect)
        for part in rects_of(unpainted.intersected(reached)):
            painter.setClipRect(part)
            painter.drawPixmap(place, former, source)
        for part in rects_of(unpainted.subtracted(reached)):
            painter.setTransform(sight.pixels)
            painter.setClipRect(part)
            painter.setTransform(sight.transform * sight.pixels)
            paint_grounds(painter, sight.scene, sight.look, sight.to_scene(part))


def _is_jump(sight: Sight, known: Sight) -> bool:
    """Whether most of what is in sight now was not before."""
    kept = known.rect.translated(sight.way_from(known)) & sight.rect
    return kept.width() * kept.height() < sight.width * sight.height / 2


def _tiles(area: QRect) -> Iterable[QRect]:
    """An area row by row, in parts that take a short time each."""
    for top in range(area.top(), area.bottom() + 1, _TILE_HEIGHT):
        for left in range(area.left(), area.right() + 1, _TILE_WIDTH):
            yield QRect(left, top, _TILE_WIDTH, _TILE_HEIGHT) & area
