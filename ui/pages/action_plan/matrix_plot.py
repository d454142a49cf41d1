"""The plot of the impact and effort matrix: where squares and bubbles lie, and how the ground is painted."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from resources.i18n import current, tr
from strategy.ranking import Ranking
from ui.models.action_plan import ActionFacts
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, RIGHT, box, text

_LEFT, _TOP, _RIGHT, _BOTTOM = 54, 20, 30, 50
"""Design pixels around the plot."""
_LEAST, _MOST = 10.0, 17.0
"""Radii of the cheapest and of the dearest bubble."""
VALUES = range(1, 6)
_FLOOR, _SPAN = 0.55, 5.25
"""Impact at the foot of the plot, and from foot to top: the names of the quadrants have room above impact 5."""

_LEAST_SHOWN = 0.75
"""Of the width of a bubble: more of it is not hidden by its neighbours in a row, or there are two rows."""

Bubbles = Mapping[str, tuple[QPointF, float]]


class MatrixPlot:
    """The geometry of one matrix of a certain size, for the ranking of a plan."""

    def __init__(self, area: QRectF, ranking: Ranking) -> None:
        px = theme().px
        self.plot = area.adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_BOTTOM))
        self._ranking = ranking

    def at(self, effort: float, impact: float) -> QPointF:
        """Where an effort and an impact lie."""
        x = self.plot.left() + (effort - 0.5) / 5 * self.plot.width()
        return QPointF(x, self.plot.bottom() - (impact - _FLOOR) / _SPAN * self.plot.height())

    def square_at(self, point: QPointF) -> tuple[int, int]:
        """The effort and the impact of the square under a point, the nearest one outside."""
        effort = (point.x() - self.plot.left()) / self.plot.width() * 5 + 0.5
        impact = (self.plot.bottom() - point.y()) / self.plot.height() * _SPAN + _FLOOR
        return _whole(effort), _whole(impact)

    def bubbles(self, facts: Sequence[ActionFacts]) -> Bubbles:
        """Centre and radius by action; those of one square stand side by side, in two rows where they are many."""
        squares: dict[tuple[int, int], list[ActionFacts]] = defaultdict(list)
        for each in facts:
            squares[each.effort or 0, each.impact or 0].append(each)
        dearest = max((each.cost or 0.0 for each in facts), default=0.0)
        found = {}
        for (effort, impact), inside in squares.items():
            radii = [_radius(each, dearest) for each in inside]
            for each, radius, shift in zip(inside, radii, self._shifts(radii), strict=True):
                found[each.id] = (self.at(effort, impact) + shift, radius)
        return found

    def paint_ground(self, painter: QPainter, bubbles: Bubbles) -> None:
        """The quadrants with their names, each where no bubble is in its way."""
        look, plot, ranking = theme(), self.plot, self._ranking
        low_effort, high_impact = ranking.low_effort, ranking.high_impact
        split = QPointF(self.at(low_effort + 0.5, 1).x(), self.at(1, high_impact - 0.5).y())
        painter.fillRect(QRectF(plot.topLeft(), split), look.color("primaryTint"))
        painter.setPen(QPen(look.color("lineStrong"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(split.x(), plot.top()), QPointF(split.x(), plot.bottom()))
        painter.drawLine(QPointF(plot.left(), split.y()), QPointF(plot.right(), split.y()))
        box(painter, plot, None, "lineStrong")
        inner = plot.adjusted(look.px(8), look.px(3), -look.px(8), -look.px(3))
        high, low = inner.adjusted(0, 0, 0, look.px(16) - inner.height()), QRectF(inner)
        low.setTop(inner.bottom() - look.px(16))
        for impact, effort, place, usual in (
            (5, 1, high, LEFT),
            (5, 5, high, RIGHT),
            (1, 1, low, LEFT),
            (1, 5, low, RIGHT),
        ):
            is_first = impact > 1 and effort == 1
            font, half = look.font("caption", weight=600 if is_first else None), QRectF(place)
            name = current().label(ranking.quadrant(impact, effort))
            if effort == 1:
                half.setRight(split.x() - look.px(8))
            else:
                half.setLeft(split.x() + look.px(8))
            width = look.text_width("caption", name, weight=font.weight())
            text(painter, half, name, font, "primary" if is_first else "ink2", _free_side(half, width, usual, bubbles))

    def paint_axes(self, painter: QPainter) -> None:
        """The values and the names of both axes."""
        look, plot, font = theme(), self.plot, theme().font("caption", tabular=True)
        for value in VALUES:
            y, x = self.at(1, value).y(), self.at(value, 1).x()
            text(painter, QRectF(plot.left() - 24, y - 9, 16, 18), str(value), font, "ink2", RIGHT)
            text(painter, QRectF(x - 12, plot.bottom() + 4, 24, 16), str(value), font, "ink2", CENTER)
        label = look.font("label")
        under = QRectF(plot.left(), plot.bottom() + look.px(18), plot.width(), look.px(18))
        text(painter, under, tr("Effort"), label, "ink2", RIGHT)
        painter.save()
        painter.translate(plot.left() - look.px(34), plot.top())
        painter.rotate(-90)
        text(
            painter, QRectF(-plot.height(), -look.px(8), plot.height(), look.px(16)), tr("Impact"), label, "ink2", RIGHT
        )
        painter.restore()

    def paint_square(self, painter: QPainter, effort: int, impact: int) -> None:
        """The square that a bubble would fall into."""
        width, height = self.plot.width() / 5, self.plot.height() / _SPAN
        place = QRectF(0, 0, width - 4, height - 4)
        place.moveCenter(self.at(effort, impact))
        box(painter, place & self.plot, None, "primary", radius=4, width=1.5, dashed=True)

    def _shifts(self, radii: Sequence[float]) -> list[QPointF]:
        """How far each bubble of a square stands from its middle."""
        room, pitch = self.plot.width() / 5 - theme().px(2), 2 * max(radii) + theme().px(2)
        if pitch * len(radii) * _LEAST_SHOWN <= room or len(radii) < 3:
            pitch = min(pitch, room / len(radii))
            return [QPointF((place - (len(radii) - 1) / 2) * pitch, 0) for place in range(len(radii))]
        across = math.ceil(len(radii) / 2)
        pitch, rise = min(pitch, room / across), self.plot.height() / _SPAN / 4
        return [
            QPointF((place % across - (across - 1) / 2) * pitch, rise if place >= across else -rise)
            for place in range(len(radii))
        ]


def _whole(value: float) -> int:
    return max(VALUES[0], min(VALUES[-1], round(value)))


def _radius(each: ActionFacts, dearest: float) -> float:
    share = math.sqrt((each.cost or 0.0) / dearest) if dearest else 0.0
    return theme().scale * (_LEAST + (_MOST - _LEAST) * share)


def _free_side(place: QRectF, width: int, usual: Qt.AlignmentFlag, bubbles: Bubbles) -> Qt.AlignmentFlag:
    """The side of a corner of the plot where a name of this width meets no bubble, the usual one if it can."""
    for side in (usual, RIGHT if usual == LEFT else LEFT):
        left = place.left() if side == LEFT else place.right() - width
        name = QRectF(left, place.top(), width, place.height())
        if not any(_touches(name, centre, radius + theme().px(5)) for centre, radius in bubbles.values()):
            return side
    return usual


def _touches(area: QRectF, centre: QPointF, radius: float) -> bool:
    across = max(area.left() - centre.x(), 0.0, centre.x() - area.right())
    down = max(area.top() - centre.y(), 0.0, centre.y() - area.bottom())
    return math.hypot(across, down) < radius
