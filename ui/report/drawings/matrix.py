"""The impact and effort matrix on paper: every action in its square, however many there are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from strategy.ranking import Ranking
from ui.models.action_plan import ActionFacts, horizon_dot
from ui.pages.action_plan.matrix_plot import MatrixPlot
from ui.report.paging import WIDTH, Strip
from ui.report.typesetting import TypeSheet
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.marks import contrast_ink
from ui.widgets.paint import disc

_HEIGHT = 440.0
_LEAST, _MOST = 14.0, 20.0
_AIR = 2.0
_SHAPES = ((4, 2), (4, 3), (5, 3))
"""Columns and rows of bubbles in a square, from the fewest that there may be."""

_Place = tuple[QPointF, float]


def matrix(sheet: TypeSheet, facts: Sequence[ActionFacts], ranking: Ranking) -> Strip:
    """The actions that have an impact and an effort; where a square holds no more, the last bubble counts the rest."""
    plot = MatrixPlot(QRectF(0, 0, WIDTH, _HEIGHT), ranking)
    shown = [each for each in facts if each.impact and each.effort]
    squares: dict[tuple[int, int], list[ActionFacts]] = defaultdict(list)
    for each in shown:
        squares[each.effort or 0, each.impact or 0].append(each)
    places = {square: _places(plot, square, len(inside)) for square, inside in squares.items()}

    def paint(painter: QPainter) -> None:
        taken = {f"{square}{place}": each for square, found in places.items() for place, each in enumerate(found)}
        plot.paint_ground(painter, taken)
        plot.paint_axes(painter)
        dearest = max((each.cost or 0.0 for each in shown), default=0.0)
        for square, inside in squares.items():
            _paint_square(painter, sheet, inside, places[square], dearest)

    return Strip(_HEIGHT, paint, 12)


def _places(plot: MatrixPlot, square: tuple[int, int], count: int) -> list[_Place]:
    """The middle of each bubble of a square, and the most that its radius may be."""
    width, height = (plot.at(2, 1) - plot.at(1, 1)).x(), (plot.at(1, 1) - plot.at(1, 2)).y()
    across, down = next((each for each in ((count, 1), *_SHAPES) if each[0] * each[1] >= count and each[0] <= 5),
                        _SHAPES[-1])  # fmt: skip
    if count <= 2:
        across, down = count, 1
    pitch = min(width / across, 2 * _MOST + 6), min(height / down, 2 * _MOST + 6)
    radius = min(_MOST, pitch[0] / 2 - _AIR, pitch[1] / 2 - _AIR)
    middle = plot.at(*square)
    return [
        (middle + QPointF((place % across - (across - 1) / 2) * pitch[0],
                          (place // across - (math.ceil(min(count, across * down) / across) - 1) / 2) * pitch[1]),
         radius)
        for place in range(min(count, across * down))
    ]  # fmt: skip


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
