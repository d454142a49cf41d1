"""Paints the emotion lane of a map: the curve of the journey, that of its twin, faces, and the quote at the low."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from resources.i18n import tr
from ui.pages.journeys.map.curve import paint_curve, paint_dot, paint_face, paint_quote, paint_scale
from ui.pages.journeys.map.layout import FACE_ROOM, Dot, MapLayout
from ui.pages.journeys.map.look import MapLook
from ui.pages.journeys.map.quote import Quote, quote_below, quote_beside, room_below
from ui.pages.journeys.map.strokes import block, words
from ui.theme.theme import theme
from ui.widgets.paint import box


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside a curve."""

    words: str
    area: QRectF
    font: QFont
    color: str


class EmotionPainter:
    """Paints the lane of a layout that shows emotions."""

    def __init__(self, layout: MapLayout, look: MapLook) -> None:
        self.layout, self.look = layout, look

    def paint(self, painter: QPainter, index: int, visible: QRectF) -> None:
        """The lane, where it meets a rectangle of the map."""
        area, layout = self.layout.lane_rect(index), self.layout
        # From one end to the other whatever is visible: else the dots would begin anew in each part that is painted.
        paint_scale(painter, QRectF(0, area.y(), layout.width, area.height()),
                    [layout.curve_y(value) for value in (1, 0.5, 0, -0.5, -1)])  # fmt: skip
        painter.save()
        painter.setClipRect(area.intersected(visible), Qt.ClipOperation.IntersectClip)
        mine, felt, other = self._dots()
        colors = self._colors()
        paint_curve(painter, [dot.centre for dot in other], colors[1], dashed=True, width=1.5)
        paint_curve(painter, [dot.centre for dot in felt], colors[0])
        lowest = self._lowest(felt)
        labels = self._labels(area, felt, other, lowest)
        quote = self._quote(area, lowest, felt, other, labels)
        if quote is not None:
            self._paint_quote(painter, quote)
        self._faces(painter, mine, lowest, visible)
        for each in labels:
            words(painter, each.area.x(), each.area.y(), each.area.height(), each.words, each.font, each.color)
        painter.restore()
        self._cursor_in_curve(painter, index)

    def room_for_quote(self, index: int) -> float:
        """How much higher the lane must be so that its quote covers nothing: none where it finds a place as it is."""
        _mine, felt, other = self._dots()
        lowest = self._lowest(felt)
        area = self.layout.lane_rect(index)
        quote = self._quote(area, lowest, felt, other, self._labels(area, felt, other, lowest))
        return room_below(self.layout, lowest) if lowest is not None and quote is not None and quote.hides else 0.0

    def _lowest(self, felt: list[Dot]) -> Dot | None:
        """The lowest point; none on a sheet with some of the stages where it stands on another one."""
        found = min(felt, key=lambda dot: dot.felt.value or 0.0, default=None)
        if found is None or not self.look.is_printed:
            return found
        all_felt = (point.value for points in self.layout.scene.felt.values() for point in points)
        least = min(value for value in all_felt if value is not None)
        return found if (found.felt.value or 0.0) <= least else None

    def _dots(self) -> tuple[list[Dot], list[Dot], list[Dot]]:
        """All points of this journey; those of them that have an emotion; those of its twin that have one."""
        layout = self.layout
        mine = [self._where(dot) for stage in layout.scene.stages for dot in layout.dots(stage.id)]
        other = [dot for stage in layout.scene.stages for dot in layout.dots(stage.id, other=True)]
        return mine, _known(mine), _known(other)

    def _colors(self) -> tuple[str, str]:
        return ("asIs", "toBe") if self.layout.scene.is_as_is else ("toBe", "asIs")

    def _where(self, dot: Dot) -> Dot:
        """A point as it is, or where it is being dragged."""
        value = self.look.moved.get(dot.felt.key)
        if value is None:
            return dot
        return Dot(replace(dot.felt, value=value), QPointF(dot.centre.x(), self.layout.curve_y(value)))

    def _faces(self, painter: QPainter, dots: list[Dot], lowest: Dot | None, visible: QRectF) -> None:
        most = max((len(self.layout.scene.felt.get(stage.id, ())) for stage in self.layout.scene.stages), default=0)
        room = self.layout.column_width / max(1, most)
        has_room = room >= theme().px(FACE_ROOM)
        for dot in dots:
            if not visible.left() - 20 <= dot.centre.x() <= visible.right() + 20:
                continue
            is_current = self.look.key == dot.felt.key
            if dot.felt.value is None:
                if (has_room and not self.look.is_printed and self.look.can_write) or is_current:
                    paint_face(painter, dot.centre, None)
            elif has_room or dot is lowest or is_current:
                paint_face(painter, dot.centre, dot.felt.value, is_lowest=dot is lowest, is_assumed=dot.felt.is_assumed)
            else:
                paint_dot(painter, dot.centre, dot.felt.value)

    def _quote(
        self, area: QRectF, lowest: Dot | None, felt: list[Dot], other: list[Dot], labels: list[Label]
    ) -> Quote | None:
        """What a customer said at the lowest point, word for word."""
        if lowest is None or not lowest.felt.verbatim:
            return None
        if self.layout.quote_room:
            return quote_below(self.layout, area, lowest)
        taken = [label.area for label in labels]
        return quote_beside(self.layout, area, lowest, felt, taken, is_whole=self.look.is_printed, other=other)

    def _paint_quote(self, painter: QPainter, quote: Quote) -> None:
        measure, px = self.layout.measure, theme().px
        paint_quote(painter, quote.place, quote.at)
        left, top = quote.place.x() + px(10), quote.place.y() + px(5)
        block(painter, left, top, measure.quote_line, quote.lines, measure.quote, "ink")

    def _labels(self, area: QRectF, felt: list[Dot], other: list[Dot], lowest: Dot | None) -> list[Label]:
        """Which curve is which, and where the journey is lowest and ends; no label on another one."""
        measure, colors, found = self.layout.measure, self._colors(), list[Label]()
        names = (tr("As is"), tr("To be")) if self.layout.scene.is_as_is else (tr("To be"), tr("As is"))

        def add(at: QPointF, said: str, font: QFont, color: str, *, above: bool = False) -> None:
            places = [self._beside(area, at, said, font, above=each) for each in (above, not above)]
            free = (each for each in places if not any(each.intersects(label.area) for label in found))
            found.append(Label(said, next(free, places[0]), font, color))

        if felt:
            add(felt[0].centre, names[0], measure.caption_strong, colors[0])
            if lowest is not None and lowest is not felt[-1] and lowest is not felt[0]:
                add(lowest.centre, tr("low"), measure.caption, "ink2")
            if len(felt) > 1 and self.look.has_end:
                add(felt[-1].centre, tr("end"), measure.caption, "ink2")
        if other:
            end = other[-1].centre
            near = [dot.centre.y() for dot in felt if abs(dot.centre.x() - end.x()) < theme().px(40)]
            if near and end.y() - max(near) > theme().px(24):  # over the faces it would name their curve
                add(end, names[1], measure.caption_strong, colors[1])
            else:
                y = min((end.y(), *(each - theme().px(8) for each in near)))
                add(QPointF(end.x(), y), names[1], measure.caption_strong, colors[1], above=True)
        return found

    def _beside(self, area: QRectF, at: QPointF, said: str, font: QFont, *, above: bool) -> QRectF:
        """Where a label stands under a point, or over it."""
        measure, px = self.layout.measure, theme().px
        width, height = measure.width(said, font), measure.caption_line
        left = min(max(at.x() - width / 2, px(4)), self.layout.width - width - px(4))
        top = at.y() + px(14)
        if above or top + height > area.bottom() - px(2):
            top = at.y() - px(14) - height + (px(8) if above else 0)
        return QRectF(left, max(top, area.top()), width, height)

    def _cursor_in_curve(self, painter: QPainter, index: int) -> None:
        """The ring around the point of the cursor, or the frame of an empty cell."""
        cell, look = self.look.cell, theme()
        if cell is None or cell[0] != self.layout.lanes[index].id:
            return
        column = next((place for place, each in enumerate(self.layout.scene.stages) if each.id == cell[1]), None)
        if column is None:
            return
        edge = "focus" if self.look.has_focus else "primary"
        if self.look.key is None:
            area = self.layout.cell_rect(index, column).adjusted(4, 4, -4, -4)
            box(painter, area, None, edge if self.look.has_focus else "lineStrong", radius=look.radius("card"), width=2)
            return
        around = self.layout.card_rect(index, column, self.look.key)
        if around is not None and self.look.key not in self.look.moved:
            grown = around.adjusted(-2, -2, 2, 2)
            box(painter, grown, None, edge, radius=grown.width() / 2, width=2)


def _known(dots: list[Dot]) -> list[Dot]:
    return [dot for dot in dots if dot.felt.value is not None]
