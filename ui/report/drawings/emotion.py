"""The emotion curves of a course: what customers feel stage by stage, today and in the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from resources.i18n import current
from ui.pages.journeys.map.curve import paint_curve
from ui.pictures.signs import dashed_line, solid_line
from ui.report.paging import WIDTH, Strip
from ui.report.typesetting import Line, TypeSheet, Words
from ui.theme.theme import theme
from ui.widgets.marks import emotion_face
from ui.widgets.paint import box, disc, line

_LEFT, _LEGEND, _TOP, _PLOT, _GAP = 44.0, 24.0, 14.0, 190.0, 10.0
_LEVELS = (1.0, 0.5, 0.0, -0.5, -1.0)
_FACES = {1.0: 2, 0.0: 0, -1.0: -2}
_LABEL = 12.0
"""How far from its point a figure stands."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: a value from -1 to 1 for each stage, None where nothing is known."""

    name: str
    values: tuple[float | None, ...]
    is_as_is: bool

    @property
    def ink(self) -> str:
        """The colour of its journey."""
        return "asIs" if self.is_as_is else "toBe"


def emotion_curves(sheet: TypeSheet, stages: Sequence[str], curves: Sequence[Curve]) -> Strip:
    """The curves over the names of their stages."""
    chart = _Chart(sheet, stages, curves)
    return Strip(chart.height, chart.paint, 12)


class _Chart:
    """Laid out once. Stages whose names do not fit in their columns have numbers, told under the plot."""

    def __init__(self, sheet: TypeSheet, stages: Sequence[str], curves: Sequence[Curve]) -> None:
        self._sheet, self._curves = sheet, curves
        self._pitch = (WIDTH - _LEFT) / max(1, len(stages))
        longest = max((sheet.width(word, "caption") for each in stages for word in each.split()), default=0.0)
        self._is_numbered = longest > self._pitch - 8
        names = [str(place) for place in range(1, len(stages) + 1)] if self._is_numbered else stages
        self._names = [sheet.set(Words(each, "caption", "ink2"), self._pitch - 8) for each in names]
        told = "   ".join("\u00a0".join((str(place), *each.split())) for place, each in enumerate(stages, 1))
        self._told = sheet.set(Words(told, "caption", "ink2"), WIDTH - _LEFT) if self._is_numbered else []
        self._foot = _LEGEND + _TOP + _PLOT + _TOP
        high = max((sum(line.height for line in lines) for lines in self._names), default=0.0)
        self._told_top = self._foot + high + _GAP / 2
        self.height = self._told_top + sum(each.height for each in self._told)

    def paint(self, painter: QPainter) -> None:
        """Everything, from the grid to the figures."""
        self._paint_legend(painter)
        self._paint_grid(painter)
        placed = [[(place, self._at(place, value)) for place, value in enumerate(each.values) if value is not None]
                  for each in self._curves]  # fmt: skip
        for curve, points in zip(self._curves, placed, strict=True):
            paint_curve(painter, [at for _, at in points], curve.ink, dashed=curve.is_as_is)
        for curve, points in zip(self._curves, placed, strict=True):
            for _, at in points:
                disc(painter, at, 4.5, "sheet" if curve.is_as_is else curve.ink, curve.ink, 2)
        self._paint_figures(painter)
        for place, lines in enumerate(self._names):
            _centred(painter, self._sheet, lines, _LEFT + (place + 0.5) * self._pitch, self._foot)
        top = self._told_top
        for each in self._told:
            self._sheet.write(painter, _LEFT, top, each)
            top += each.height

    def _at(self, place: int, value: float) -> QPointF:
        top = _LEGEND + _TOP
        return QPointF(_LEFT + (place + 0.5) * self._pitch, top + (1 - max(-1.0, min(1.0, value))) / 2 * _PLOT)

    def _paint_legend(self, painter: QPainter) -> None:
        left = _LEFT
        for each in self._curves:
            sign = dashed_line(each.ink) if each.is_as_is else solid_line(each.ink)
            sign(painter, QRectF(left, 0, 18, 16))
            left += 24 + self._sheet.say(painter, left + 24, 0, each.name, "caption", "ink2") + 20

    def _paint_grid(self, painter: QPainter) -> None:
        plot = QRectF(_LEFT, _LEGEND + _TOP, WIDTH - _LEFT, _PLOT)
        for level in _LEVELS:
            y = self._at(0, level).y()
            line(painter, QPointF(plot.left(), y), QPointF(plot.right(), y), "lineStrong" if level == 0 else "line")
            if level in _FACES:
                emotion_face(painter, QRectF(8, y - 10, 20, 20), _FACES[level])
        for place in range(1, len(self._names)):
            x = plot.left() + place * self._pitch
            line(painter, QPointF(x, plot.top()), QPointF(x, plot.bottom()), "line")

    def _paint_figures(self, painter: QPainter) -> None:
        """The value of each point on a white ground: the higher one over its point, the lower one under it."""
        for place in range(len(self._names)):
            here = [(each.values[place], each) for each in self._curves if each.values[place] is not None]
            here.sort(key=lambda each: -(each[0] or 0.0))
            said = [(value, curve, current().number(value, 1)) for value, curve in here if value is not None]
            if len(said) == 2 and said[0][2] == said[1][2]:
                said = said[:1]
            for rank, (value, curve, words) in enumerate(said):
                self._paint_figure(painter, self._at(place, value), words, curve.ink, under=rank == 1)

    def _paint_figure(self, painter: QPainter, at: QPointF, words: str, ink: str, *, under: bool) -> None:
        top, bottom = _LEGEND, self._foot - 2
        width = self._sheet.width(words, "mark")
        middle = at.y() + (_LABEL + 2 if under else -_LABEL - 2)
        area = QRectF(at.x() - width / 2 - 3, middle - 7, width + 6, 14)
        if area.top() < top or area.bottom() > bottom:  # beside it where there is no room over or under it
            area.moveTo(at.x() + 8, min(max(at.y() - 7, top), bottom - 14))
        painter.setOpacity(0.85)
        box(painter, area, "sheet", radius=theme().radius("chip"))
        painter.setOpacity(1.0)
        self._sheet.say(painter, area.left() + 3, area.center().y() - 8, words, "mark", ink)


def _centred(painter: QPainter, sheet: TypeSheet, lines: Sequence[Line], middle: float, top: float) -> None:
    for each in lines:
        sheet.write(painter, middle - each.width / 2, top, each)
        top += each.height
