"""Paints what customers feel along two journeys: both curves, the area between them, the largest difference."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resources.i18n import current, ntr, tr
from ui.models.journey_signs import face_of
from ui.pages.journeys.compare.layout import CompareLayout
from ui.pages.journeys.compare.painter import CompareLook, number_disc
from ui.pages.journeys.compare.scene import CompareScene, Felt
from ui.pages.journeys.map.curve import paint_between, paint_curve, paint_dot, paint_face
from ui.pages.journeys.map.strokes import sign, words
from ui.theme.theme import theme
from ui.widgets.paint import box, disc, line

STRIP = 148
_ROOM_FOR_FACES = 34
_LEVELS = 2
"""Levels of emotion on each side of the middle."""


class EmotionStrip:
    """The curves of a layout in a strip of some height."""

    def __init__(self, layout: CompareLayout, look: CompareLook) -> None:
        self._layout, self._look = layout, look

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """The strip; x counts from the first column, the strip covers the width that is seen."""
        scene, px, measure = self._layout.scene, theme().px, self._layout.measure
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, theme().color("sheet"))
        for column in range(len(scene.columns)):
            x = (column + 1) * self._layout.column_width - 0.5
            line(painter, QPointF(x, area.top()), QPointF(x, area.bottom()), "line")
        is_known = any(scene.curves)
        if is_known:
            middle = self.place(Felt(("", ""), "", 0, 0.0, 0.0), area).y()
            line(painter, QPointF(area.left(), middle), QPointF(area.right(), middle), "line")
            self._curves(painter, area)
        line(painter, QPointF(area.left(), area.top() + 0.5), QPointF(area.right(), area.top() + 0.5), "line")
        left = max(0.0, area.left()) + px(12)
        sign(painter, "heart-pulse", left, area.top() + px(16), "ink2", 14)
        said = tr("Emotion") if is_known else tr("No emotion noted yet")
        words(painter, left + px(20), area.top() + px(7), measure.line, said, measure.medium, "ink2")
        painter.restore()

    def place(self, felt: Felt, area: QRectF) -> QPointF:
        """Where a point of a curve stands."""
        px = theme().px
        top, bottom = area.top() + px(26), area.bottom() - px(20)
        x = (felt.column + felt.across) * self._layout.column_width
        return QPointF(x, (top + bottom) / 2 - felt.value * (bottom - top) / 2)

    def nearest(self, at: QPointF, area: QRectF) -> Felt | None:
        """The point of a curve under a place."""
        reach = theme().px(14)
        found = [felt for curve in reversed(self._layout.scene.curves) for felt in curve]
        near = [(each, self.place(each, area) - at) for each in found]
        hits = [(gap.x() ** 2 + gap.y() ** 2, index) for index, (_each, gap) in enumerate(near)]
        distance, index = min(hits, default=(float("inf"), 0))
        return near[index][0] if distance <= reach**2 else None

    def _curves(self, painter: QPainter, area: QRectF) -> None:
        scene = self._layout.scene
        placed = [[self.place(felt, area) for felt in curve] for curve in scene.curves]
        if scene.is_matched and len(placed) == 2 and all(placed):
            self._between(painter, area, placed[0], placed[1])
        for index, points in enumerate(placed):
            is_dashed = scene.is_matched and index == 0
            paint_curve(painter, points, self._color(index), dashed=is_dashed, width=1.5 if is_dashed else 2.0)
            if not scene.bands[index].mark and points:
                end, half = points[-1], theme().px(8)
                number_disc(painter, QRectF(end.x() + half, end.y() - half, 2 * half, 2 * half), index)
        widest = largest_difference(scene) if scene.is_matched else None
        if widest is not None:
            self._difference(painter, area, widest, [at for points in placed for at in points])
        for index, curve in enumerate(scene.curves):
            self._marks(painter, area, curve, placed[index], skip_same=index > 0 and scene.is_matched)

    def _between(self, painter: QPainter, area: QRectF, first: list[QPointF], second: list[QPointF]) -> None:
        """What lies between the curves, where both are known."""
        left, right = max(first[0].x(), second[0].x()), min(first[-1].x(), second[-1].x())
        painter.save()
        between = QRectF(left, area.top(), max(0.0, right - left), area.height())
        painter.setClipRect(between, Qt.ClipOperation.IntersectClip)
        paint_between(painter, first, second, "primaryTint", "dangerTint")
        painter.restore()

    def _color(self, index: int) -> QColor | str:
        return self._layout.scene.bands[index].mark or theme().palette("series", index)

    def _marks(
        self, painter: QPainter, area: QRectF, curve: Sequence[Felt], places: Sequence[QPointF], *, skip_same: bool
    ) -> None:
        is_alone = self._layout.scene.is_matched
        has_room = is_alone and self._layout.width / max(1, len(curve)) >= theme().px(_ROOM_FOR_FACES)
        same = {each.pair: each.value for each in self._layout.scene.curves[0]} if skip_same else {}
        for felt, at in zip(curve, places, strict=True):
            if not area.left() - 20 <= at.x() <= area.right() + 20 or same.get(felt.pair) == felt.value:
                continue
            if felt.pair == self._look.pair:
                disc(painter, at, theme().px(15), None, "focus" if self._look.has_focus else "primary", 1.5)
            if has_room:
                paint_face(painter, at, felt.value, size=18)
            else:
                paint_dot(painter, at, felt.value)

    def _difference(
        self, painter: QPainter, area: QRectF, widest: tuple[Felt, Felt], points: Sequence[QPointF]
    ) -> None:
        """The dotted line between the two points, and how many levels lie between them."""
        measure, (before, after) = self._layout.measure, widest
        first, second = self.place(before, area), self.place(after, area)
        pen = QPen(theme().color("toBe"), 1.5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.5, 2.0])
        painter.setPen(pen)
        painter.drawLine(first, second)
        said = levels_label(before, after)
        size = (measure.width(said, measure.strong), measure.line)
        room = QRectF(area.left(), area.top(), min(area.right(), self._layout.width) - area.left(), area.height())
        place = label_place(size, first, second, room, points)
        tone = "toBe" if after.value > before.value else "danger"
        painter.setOpacity(0.85)
        box(painter, place.adjusted(-3, 0, 3, 0), "sheet", radius=theme().radius("chip"))
        painter.setOpacity(1.0)
        words(painter, place.x(), place.y(), measure.line, said, measure.strong, tone)


def label_place(
    size: tuple[float, float], first: QPointF, second: QPointF, room: QRectF, points: Sequence[QPointF]
) -> QRectF:
    """Where words beside an upright line stand: near it, at its right if they can, over as few points as can be."""
    (width, height), gap, reach = size, theme().px(16), theme().px(11)
    middle = (first.y() + second.y()) / 2
    heights = (middle, first.y(), second.y(), (first.y() + middle) / 2, (second.y() + middle) / 2)
    sides = [x for away in (gap, 2 * gap, 3 * gap) for x in (second.x() + away, second.x() - away - width)]
    places = [
        QRectF(x, min(max(y - height / 2, room.top()), room.bottom() - height), width, height)
        for x in sides
        for y in (*heights, room.bottom())
        if room.left() <= x <= room.right() - width
    ] or [QRectF(max(room.left(), room.right() - width), middle - height / 2, width, height)]
    return min(places, key=lambda each: sum(each.adjusted(-reach, -reach, reach, reach).contains(at) for at in points))


def largest_difference(scene: CompareScene) -> tuple[Felt, Felt] | None:
    """The pair whose emotion changes most, by one level at least; None without any."""
    if len(scene.curves) < 2:
        return None
    before = {felt.pair: felt for felt in scene.curves[0]}
    pairs = [(before[felt.pair], felt) for felt in scene.curves[1] if felt.pair in before]
    widest = max(pairs, key=lambda pair: abs(pair[1].value - pair[0].value), default=None)
    return widest if widest is not None and abs(widest[1].value - widest[0].value) * _LEVELS >= 1 else None


def levels_label(before: Felt, after: Felt) -> str:
    """A difference of emotion in levels of the scale, with its sign: "+3 levels"."""
    levels = (face_of(after.value) or 0) - (face_of(before.value) or 0)
    count = abs(levels) or round(abs(after.value - before.value) * _LEVELS, 1)
    sign_ = "+" if after.value > before.value else "−"
    return ntr("{n} level", "{n} levels", round(count)).format(n=f"{sign_}{current().number(count)}")
