"""The impact and effort matrix on paper: every action in its square, the names of the quadrants clear of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from resources.i18n import current, tr
from strategy.ranking import Ranking
from ui.models.action_plan import ActionFacts, horizon_dot
from ui.report.paging import WIDTH, Strip
from ui.report.typesetting import TypeSheet
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.marks import contrast_ink
from ui.widgets.paint import box, disc

_LEFT, _TOP, _FOOT, _NAMES = 54.0, 8.0, 42.0, 24.0
"""Around the plot, and inside it at its head and foot for the names of the quadrants."""
_VALUES = range(1, 6)
_SQUARE, _HIGH_SQUARE = 68.0, 108.0
"""Height of a square, and where one of them holds more than eight actions."""
_LEAST, _MOST, _AIR = 14.0, 18.0, 1.5
_SHAPES = ((1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (4, 2), (4, 3))
"""Columns and rows of bubbles in a square."""

_Place = tuple[QPointF, float]


def matrix(sheet: TypeSheet, facts: Sequence[ActionFacts], ranking: Ranking) -> Strip:
    """The actions that have an impact and an effort; where a square holds no more, the last bubble counts the rest."""
    squares: dict[tuple[int, int], list[ActionFacts]] = defaultdict(list)
    for each in facts:
        if each.impact and each.effort:
            squares[each.effort, each.impact].append(each)
    is_crowded = max(map(len, squares.values()), default=0) > 8
    plot = _Plot(sheet, ranking, _HIGH_SQUARE if is_crowded else _SQUARE)
    dearest = max((each.cost or 0.0 for inside in squares.values() for each in inside), default=0.0)

    def paint(painter: QPainter) -> None:
        plot.paint_ground(painter)
        plot.paint_axes(painter)
        for square, inside in squares.items():
            _paint_square(painter, sheet, inside, plot.places(square, len(inside)), dearest)

    return Strip(plot.area.bottom() + _FOOT, paint, 12)


class _Plot:
    """Where squares lie, and the ground under the bubbles."""

    def __init__(self, sheet: TypeSheet, ranking: Ranking, square: float) -> None:
        self._sheet, self._ranking = sheet, ranking
        self._high, self._wide = square, (WIDTH - _LEFT) / len(_VALUES)
        self.area = QRectF(_LEFT, _TOP, WIDTH - _LEFT, square * len(_VALUES) + 2 * _NAMES)

    def at(self, effort: float, impact: float) -> QPointF:
        """Where an effort and an impact lie."""
        y = self.area.bottom() - _NAMES - (impact - 0.5) * self._high
        return QPointF(self.area.left() + (effort - 0.5) * self._wide, y)

    def places(self, square: tuple[int, int], count: int) -> list[_Place]:
        """The middle of each bubble of a square, and the most that its radius may be."""
        across, down = next((each for each in _SHAPES if each[0] * each[1] >= count), _SHAPES[-1])
        pitch = min(self._wide / across, 2 * _MOST + 8), min(self._high / down, 2 * _MOST + 6)
        radius = min(_MOST, pitch[0] / 2 - _AIR, pitch[1] / 2 - _AIR)
        shown = min(count, across * down)
        rows = math.ceil(shown / across)
        left, top = -(across - 1) / 2 * pitch[0], -(rows - 1) / 2 * pitch[1]
        return [
            (self.at(*square) + QPointF(left + place % across * pitch[0], top + place // across * pitch[1]), radius)
            for place in range(shown)
        ]

    def paint_ground(self, painter: QPainter) -> None:
        """The quadrants with their names."""
        look, plot, ranking = theme(), self.area, self._ranking
        split = QPointF(self.at(ranking.low_effort + 0.5, 1).x(), self.at(1, ranking.high_impact - 0.5).y())
        painter.fillRect(QRectF(plot.topLeft(), split), look.color("primaryTint"))
        painter.setPen(QPen(look.color("lineStrong"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(split.x(), plot.top()), QPointF(split.x(), plot.bottom()))
        painter.drawLine(QPointF(plot.left(), split.y()), QPointF(plot.right(), split.y()))
        box(painter, plot, None, "lineStrong")
        for impact, effort in ((5, 1), (5, 5), (1, 1), (1, 5)):
            name = current().label(ranking.quadrant(impact, effort))
            role, ink = ("mark", "primary") if impact > 1 and effort == 1 else ("caption", "ink2")
            left = plot.left() + 8 if effort == 1 else plot.right() - 8 - self._sheet.width(name, role)
            top = plot.top() + 4 if impact > 1 else plot.bottom() - 20
            self._sheet.say(painter, left, top, name, role, ink)

    def paint_axes(self, painter: QPainter) -> None:
        """The values and the names of both axes."""
        sheet, plot = self._sheet, self.area
        for value in _VALUES:
            words = str(value)
            half = sheet.width(words, "caption") / 2
            sheet.say(painter, plot.left() - 16 - half, self.at(1, value).y() - 8, words, "caption", "ink2")
            sheet.say(painter, self.at(value, 1).x() - half, plot.bottom() + 4, words, "caption", "ink2")
        effort = tr("Effort")
        sheet.say(painter, plot.right() - sheet.width(effort, "label"), plot.bottom() + 20, effort, "label", "ink2")
        painter.save()
        painter.translate(8, plot.top() + sheet.width(tr("Impact"), "label"))
        painter.rotate(-90)
        sheet.say(painter, 0, 0, tr("Impact"), "label", "ink2")
        painter.restore()


def _paint_square(
    painter: QPainter, sheet: TypeSheet, inside: Sequence[ActionFacts], places: Sequence[_Place], dearest: float
) -> None:
    hidden = len(inside) - len(places)
    for number, (each, (centre, most)) in enumerate(zip(inside, places, strict=False)):
        is_rest = hidden > 0 and number == len(places) - 1
        share = math.sqrt((each.cost or 0.0) / dearest) if dearest else 0.0
        radius = min(most, _LEAST + (_MOST - _LEAST) * share)
        fill = dot_color(horizon_dot(each.horizon)) or theme().color("lineStrong")
        code = f"+{hidden + 1}" if is_rest else each.code
        disc(painter, centre, radius, "sunken" if is_rest else fill, "control" if is_rest else None)
        width = sheet.width(code, "mark")
        ink = "ink" if is_rest else contrast_ink(fill)
        sheet.say(painter, centre.x() - width / 2, centre.y() - sheet.line("mark") / 2, code, "mark", ink)
