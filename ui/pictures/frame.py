"""The sheet around a view: title, whose plan it is, legend, date, and whether it is real."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.pages.journeys.map.measure import Measure
from ui.pages.journeys.map.strokes import block, words, words_right
from ui.pictures.body import Body, Sign
from ui.theme.theme import theme
from ui.widgets.paint import box

MARGIN = 24.0
_LEAST_WIDTH = 560.0
_TITLE_LINE, _GAP, _LEGEND_LINE, _SIGN, _BETWEEN = 32.0, 16.0, 24.0, 18.0, 20.0


Row = list[tuple[Sign, float]]
"""Signs of a legend side by side, with their widths."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The words of a frame. `mark` is "Confidential" or that the plan is an example, `foot` who made it and when."""

    title: str
    subtitle: str
    mark: str
    foot: str
    is_example: bool = False


class Frame:
    """A body with its words around it, laid out once in the fonts of paper."""

    def __init__(self, headline: Headline, body: Body) -> None:
        self._headline, self._body = headline, body
        self._measure = Measure()
        self._title_font, self._font = theme().font("title"), theme().font("body")
        room = max(body.width, _LEAST_WIDTH)
        mark = self._measure.width(headline.mark, self._measure.label) + 40
        self._title = self._measure.wrap(headline.title, self._title_font, room - mark)
        self._subtitle = self._measure.wrap(headline.subtitle, self._font, room)
        self._foot = self._measure.wrap(headline.foot, self._measure.caption, room)
        self._rows = _rows(body.signs, self._measure, room)
        self._top = MARGIN + len(self._title) * _TITLE_LINE + len(self._subtitle) * 20 + _GAP
        self._legend_top = self._top + body.height + _GAP / 2
        legend = len(self._rows) * _LEGEND_LINE
        self._foot_top = self._legend_top + legend + (_GAP / 2 if legend else 0)
        self.width = room + 2 * MARGIN
        self.height = self._foot_top + len(self._foot) * self._measure.caption_line + MARGIN

    def paint(self, painter: QPainter, visible: QRectF | None = None) -> None:
        """Everything that meets a rectangle, from the painter's origin."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(0, 0, self.width, self.height), theme().color("sheet"))
        self._paint_head(painter)
        painter.save()
        painter.translate(MARGIN, self._top)
        seen = visible or QRectF(0, 0, self.width, self.height)
        self._body.paint(painter, seen.translated(-MARGIN, -self._top))
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, row in enumerate(self._rows):
            self._paint_signs(painter, row, self._legend_top + index * _LEGEND_LINE)
        block(painter, MARGIN, self._foot_top, self._measure.caption_line, self._foot, self._measure.caption, "ink2")

    def _paint_head(self, painter: QPainter) -> None:
        block(painter, MARGIN, MARGIN, _TITLE_LINE, self._title, self._title_font, "ink")
        top = MARGIN + len(self._title) * _TITLE_LINE
        block(painter, MARGIN, top, 20, self._subtitle, self._font, "ink2")
        said, measure = self._headline.mark, self._measure
        if not said:
            return
        width = measure.width(said, measure.label)
        right = self.width - MARGIN
        area = QRectF(right - width - 16, MARGIN + 5, width + 16, 22)
        fill, ink = ("brassTint", "brass") if self._headline.is_example else ("sunken", "ink2")
        box(painter, area, fill, radius=theme().radius("chip"))
        words_right(painter, right - 8, area.y(), area.height(), said, measure.label, ink)

    def _paint_signs(self, painter: QPainter, row: Row, top: float) -> None:
        x, font = MARGIN, self._measure.caption
        for sign, width in row:
            painter.save()
            sign.draw(painter, QRectF(x, top + (_LEGEND_LINE - _SIGN) / 2, _SIGN, _SIGN))
            painter.restore()
            words(painter, x + _SIGN + 6, top, _LEGEND_LINE, sign.words, font, "ink2")
            x += width


def _rows(signs: tuple[Sign, ...], measure: Measure, room: float) -> list[Row]:
    """The signs of a legend, as many on a line as have room."""
    rows: list[Row] = []
    x = room + 1
    for sign in signs:
        width = _SIGN + 6 + measure.width(sign.words, measure.caption) + _BETWEEN
        if x + width - _BETWEEN > room:
            rows.append([])
            x = 0.0
        rows[-1].append((sign, width))
        x += width
    return rows
