"""Paints the emotion lane of a map: the curve of the journey, that of its twin, faces, and the quote at the low."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from resources.i18n import tr
from ui.pages.journeys.map.curve import paint_curve, paint_dot, paint_face, paint_quote, paint_scale, quote_rect
from ui.pages.journeys.map.layout import FACE_ROOM, Dot, MapLayout
from ui.pages.journeys.map.look import MapLook
from ui.pages.journeys.map.strokes import block, words
from ui.theme.theme import theme
from ui.widgets.paint import box

_QUOTE_WIDTH, _QUOTE_LINES = 214, 4


class EmotionPainter:
    """Paints the lane of a layout that shows emotions."""

    def __init__(self, layout: MapLayout, look: MapLook) -> None:
        self.layout, self.look = layout, look

    def paint(self, painter: QPainter, index: int, visible: QRectF) -> None:
        """The lane, where it meets a rectangle of the map."""
        area, layout = self.layout.lane_rect(index), self.layout
        right = min(visible.right(), layout.width)
        paint_scale(painter, QRectF(visible.left(), area.y(), right - visible.left(), area.height()),
                    [layout.curve_y(value) for value in (1, 0.5, 0, -0.5, -1)])  # fmt: skip
        painter.save()
        painter.setClipRect(area.intersected(visible))
        other = [dot for stage in layout.scene.stages for dot in layout.dots(stage.id, other=True)
                 if dot.felt.value is not None]  # fmt: skip
        mine = [self._where(dot) for stage in layout.scene.stages for dot in layout.dots(stage.id)]
        felt = [dot for dot in mine if dot.felt.value is not None]
        colors = ("asIs", "toBe") if layout.scene.is_as_is else ("toBe", "asIs")
        paint_curve(painter, [dot.centre for dot in other], colors[1], dashed=True, width=1.5)
        paint_curve(painter, [dot.centre for dot in felt], colors[0])
        lowest = min(felt, key=lambda dot: dot.felt.value or 0.0, default=None)
        self._quote(painter, area, lowest, felt)
        self._faces(painter, mine, lowest, visible)
        self._names(painter, area, felt, other, lowest, colors)
        painter.restore()
        self._cursor_in_curve(painter, index)

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

    def _quote(self, painter: QPainter, area: QRectF, lowest: Dot | None, felt: list[Dot]) -> None:
        """What a customer said at the lowest point, word for word."""
        if lowest is None or not lowest.felt.verbatim:
            return
        measure, px = self.layout.measure, theme().px
        said = lowest.felt.verbatim.strip('«»“”" \u00a0\u202f')
        lines = measure.wrap(tr("“{words}”").format(words=said), measure.quote, px(_QUOTE_WIDTH - 20))
        most = max(1, min(_QUOTE_LINES, int((area.height() - px(24)) // measure.quote_line)))
        if len(lines) > most:
            lines = (*lines[: most - 1], lines[most - 1].rstrip(" ,;.") + "…")
        width = max(measure.width(each, measure.quote) for each in lines) + px(20)
        height = len(lines) * measure.quote_line + px(10)
        inside = QRectF(0, area.y(), self.layout.width, area.height())
        others = [dot.centre for dot in felt if dot is not lowest]
        others.append(felt[-1].centre + QPointF(0, px(22)))  # where the end is named
        place = quote_rect((width, height), lowest.centre, inside, others)
        paint_quote(painter, place, lowest.centre)
        block(painter, place.x() + px(10), place.y() + px(5), measure.quote_line, lines, measure.quote, "ink")

    def _names(
        self,
        painter: QPainter,
        area: QRectF,
        felt: list[Dot],
        other: list[Dot],
        lowest: Dot | None,
        colors: tuple[str, str],
    ) -> None:
        """Which curve is which, and where the journey is lowest and ends."""
        measure = self.layout.measure
        names = (tr("As is"), tr("To be")) if self.layout.scene.is_as_is else (tr("To be"), tr("As is"))
        if felt:
            self._beside(painter, area, felt[0].centre, names[0], measure.caption_strong, colors[0])
            if lowest is not None and lowest is not felt[-1] and lowest is not felt[0]:
                self._beside(painter, area, lowest.centre, tr("low"), measure.caption, "ink2")
            if len(felt) > 1:
                self._beside(painter, area, felt[-1].centre, tr("end"), measure.caption, "ink2")
        if other:
            end = other[-1].centre
            near = [dot.centre.y() for dot in felt if abs(dot.centre.x() - end.x()) < theme().px(40)]
            y = min((end.y(), *(each - theme().px(8) for each in near)))
            self._beside(painter, area, QPointF(end.x(), y), names[1], measure.caption_strong, colors[1], above=True)

    def _beside(
        self, painter: QPainter, area: QRectF, at: QPointF, said: str, font: QFont, color: str, *, above: bool = False
    ) -> None:
        measure, px = self.layout.measure, theme().px
        width = measure.width(said, font)
        left = min(max(at.x() - width / 2, px(4)), self.layout.width - width - px(4))
        top = at.y() + px(14)
        if above or top + measure.caption_line > area.bottom() - px(2):
            top = at.y() - px(14) - measure.caption_line + (px(8) if above else 0)
        top = max(top, area.top())
        words(painter, left, top, measure.caption_line, said, font, color)

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
