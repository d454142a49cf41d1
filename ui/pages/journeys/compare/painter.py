"""Paints a comparison on any QPainter, in the colours that the theme has now: heads of stages, bands, cards."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from journey.comparison import Fate
from ui.models.journey_tree import Key
from ui.pages.journeys.compare.layout import CompareLayout, PlacedBand
from ui.pages.journeys.compare.scene import Column, CompareCard, Gap
from ui.pages.journeys.map.measure import Lines
from ui.pages.journeys.map.strokes import block, sign, words
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.fates import fate_colors, sign_tile
from ui.widgets.marks import contrast_ink, stage_disc
from ui.widgets.paint import CENTER, box, diamond, disc, line, text

_TILE = 18
_TINTED = {Fate.ADDED, Fate.CHANGED, Fate.MOVED}


@dataclass(slots=True)
class CompareLook:
    """What a view adds: the card that keys act on, the pair that it belongs to. A printed comparison has none of it."""

    key: Key | None = None
    pair: str = ""
    has_focus: bool = False
    hovered: Key | None = None


class ComparePainter:
    """Paints what a layout holds."""

    def __init__(self, layout: CompareLayout, look: CompareLook) -> None:
        self.layout, self.look = layout, look

    def heads(self, painter: QPainter, visible: QRectF) -> None:
        """The heads of the stages, whose top is at the painter's y = 0."""
        height = self.layout.head_height
        painter.fillRect(QRectF(visible.left(), 0, visible.width(), height), theme().color("sheet"))
        for index, column in enumerate(self.layout.scene.columns):
            area = QRectF(index * self.layout.column_width, 0, self.layout.column_width, height)
            if area.right() >= visible.left() and area.left() <= visible.right():
                self._head(painter, column, self.layout.heads[index], area)
        line(painter, QPointF(max(visible.left(), self.layout.width), height - 0.5),
             QPointF(visible.right(), height - 0.5), "line")  # fmt: skip

    def band(self, painter: QPainter, placed: PlacedBand, visible: QRectF) -> None:
        """One band, as far as it meets a rectangle; x counts from the first column."""
        layout = self.layout
        head = QRectF(visible.left(), placed.top, visible.width(), layout.band_head)
        body = QRectF(visible.left(), head.bottom(), visible.width(), placed.height)
        seen = body.intersected(visible)
        painter.save()
        painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
        painter.fillRect(seen, theme().color("sheet"))
        top = body.top() - placed.shift
        for column in self._columns(visible):
            for row in layout.rows_between(placed.index, column, seen.top() - top, seen.bottom() - top):
                area = layout.card_rect((placed.index, column, row)).translated(0, top)
                slot = layout.scene.bands[placed.index].slots[column][row]
                if isinstance(slot, Gap):
                    self._gap(painter, slot, area)
                else:
                    self._card(painter, slot, area, is_target=placed.index > 0)
        self.rules(painter, seen)
        painter.restore()
        self._band_head(painter, placed.index, head)

    def rules(self, painter: QPainter, seen: QRectF) -> None:
        """The lines between the columns."""
        for column in self._columns(seen):
            x = (column + 1) * self.layout.column_width - 0.5
            line(painter, QPointF(x, seen.top()), QPointF(x, seen.bottom()), "line")

    # Heads

    def _head(self, painter: QPainter, column: Column, title: Lines, area: QRectF) -> None:
        look, px, measure = theme(), theme().px, self.layout.measure
        left = area.x() + px(12)
        if column.place is None:
            painter.fillRect(area, look.color("sunken"))
            sign(painter, "circle-dashed", left + px(2), area.center().y() - 1, "ink3")
        else:
            color = look.palette("stage", column.place)
            painter.fillRect(area, look.palette("stageTint", column.place))
            painter.fillRect(QRectF(area.x(), area.bottom() - 3, area.width(), 3), color)
            stage_disc(painter, QRectF(left, area.center().y() - px(11) - 1, px(20), px(20)), column.place)
        top = area.y() + (area.height() - 3 - len(title) * measure.stage_line) / 2
        block(painter, left + px(30), top, measure.stage_line, title, measure.stage, "ink")
        line(painter, QPointF(area.right() - 0.5, area.top()), QPointF(area.right() - 0.5, area.bottom() - 3), "line")

    def _band_head(self, painter: QPainter, index: int, area: QRectF) -> None:
        band, px, measure = self.layout.scene.bands[index], theme().px, self.layout.measure
        painter.fillRect(area, theme().color("sunken"))
        middle = area.center().y()
        left = max(0.0, area.left()) + px(22)
        if not band.mark:
            number_disc(painter, QRectF(left - px(9), middle - px(9), px(18), px(18)), index)
            left += px(4)
        elif band.mark == "toBe":
            diamond(painter, QPointF(left, middle), px(6), "toBe")
        else:
            disc(painter, QPointF(left, middle), px(5), "asIs")
        left += px(12)
        top = middle - measure.line / 2
        words(painter, left, top, measure.line, band.title, measure.strong, "ink")
        left += measure.width(band.title, measure.strong) + px(8)
        words(painter, left, top, measure.line, band.caption, measure.caption, "ink2")
        for y in (area.top() + 0.5, area.bottom() - 0.5):
            line(painter, QPointF(area.left(), y), QPointF(area.right(), y), "line")

    # Cards

    def _gap(self, painter: QPainter, gap: Gap, area: QRectF) -> None:
        box(painter, area, None, "lineStrong", radius=theme().radius("card"), dashed=True)
        if gap.words:
            font = self.layout.measure.caption
            text(painter, area.adjusted(8, 0, -8, 0), gap.words, font, "ink3", CENTER)

    def _card(self, painter: QPainter, card: CompareCard, area: QRectF, *, is_target: bool) -> None:
        look, px = theme(), theme().px
        fate = card.fate
        is_removed = fate is Fate.REMOVED
        is_tinted = is_removed or (is_target and fate in _TINTED)
        fill, edge, ink = fate_colors(fate) if fate and is_tinted else (look.color("sheet"), look.color("line"), None)
        if card.key == self.look.hovered and not is_tinted:
            edge = look.color("control")
        box(painter, area, fill, edge, radius=look.radius("card"), dashed=is_removed)
        is_quiet = not is_tinted and fate in (None, Fate.KEPT)
        self._words(painter, card, area, "ink2" if is_quiet else "ink", ink or look.color("ink2"), strike=is_removed)
        if is_tinted and fate:
            tile = QRectF(area.right() - px(14), area.top() - px(7), px(_TILE), px(_TILE))
            sign_tile(painter, tile, fate)
        self._ring(painter, card, area)

    def _words(
        self, painter: QPainter, card: CompareCard, area: QRectF, ink: str, second: QColor, *, strike: bool
    ) -> None:
        px, measure, layout = theme().px, self.layout.measure, self.layout
        titles, captions = layout.title_lines(card), layout.caption_lines(card)
        height = len(titles) * measure.line + len(captions) * measure.caption_line
        top = area.center().y() - height / 2
        side = px(16)
        icons.draw(painter, card.icon, QRectF(area.x() + px(12), area.center().y() - side / 2, side, side), second)
        left = area.x() + px(38)
        font = measure.small if ink == "ink2" else measure.strong
        block(painter, left, top, measure.line, titles, font, ink)
        if strike:
            for place, each in enumerate(titles):
                y = top + place * measure.line + measure.line / 2 + 0.5
                line(painter, QPointF(left, y), QPointF(left + measure.width(each, font), y), ink)
        block(painter, left, top + len(titles) * measure.line, measure.caption_line, captions, measure.caption, second)

    def _ring(self, painter: QPainter, card: CompareCard, area: QRectF) -> None:
        """Around the pair that is selected; the card that has the cursor stands out while keys go there."""
        if not self.look.pair or card.pair != self.look.pair:
            return
        is_current = card.key == self.look.key and self.look.has_focus
        color, width, out = ("focus", 2.0, 4.0) if is_current else ("primary", 1.5, 3.0)
        box(painter, area.adjusted(-out, -out, out, out), None, color, radius=theme().radius("card") + out, width=width)

    def _columns(self, visible: QRectF) -> range:
        width, count = self.layout.column_width, len(self.layout.scene.columns)
        return range(max(0, int(visible.left() // width)), min(count, int(visible.right() // width) + 1))


def number_disc(painter: QPainter, area: QRectF, place: int) -> None:
    """The number of one of several journeys on a disc of its colour; `place` counts from 0."""
    color = theme().palette("series", place)
    disc(painter, area.center(), area.width() / 2, color)
    text(painter, area, str(place + 1), theme().font("caption", weight=600), contrast_ink(color), CENTER)
