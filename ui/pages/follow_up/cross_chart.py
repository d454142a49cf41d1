"""Two indicators on one chart: each has its own scale, its own line and its own mark, and both share the time."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import current, tr
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, RIGHT, box, diamond, disc, line, painter_on, text

_TICKS = 5
_SIDE, _TOP, _FOOT = 56, 48, 34


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of the chart: its name, its unit, its values by day with the words of each."""

    title: str
    unit: str
    points: tuple[tuple[datetime.date, float, str], ...]


class CrossChart(QWidget):
    """The first curve is solid with discs and reads at the left; the second is dashed with diamonds, at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves: tuple[Curve, ...] = ()
        self.setObjectName("cross_chart")
        self.setAccessibleName(tr("Two indicators over time"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Show these two curves."""
        self.curves = tuple(curves)
        said = (f"{each.title}: " + ", ".join(f"{current().date(day)} {words}" for day, _, words in each.points)
                for each in self.curves)  # fmt: skip
        self.setAccessibleDescription("\n".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(400))

    def scale_of(self, place: int) -> list[float]:
        """The ticks of the axis of a curve."""
        return ticks([value for _, value, _ in self.curves[place].points])

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.curves:
            return
        painter, px = painter_on(self), theme().px
        area = QRectF(self.rect()).adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_FOOT))
        days = sorted({day for each in self.curves for day, _, _ in each.points})
        self._paint_time(painter, area, days)
        for place, curve in enumerate(self.curves):
            self._paint_axis(painter, area, place, curve)
        taken = [
            QRectF(_across(area, day, days) - px(8), _up(area, value, self.scale_of(place)) - px(8), px(16), px(16))
            for place, curve in enumerate(self.curves)
            for day, value, _ in curve.points
        ]
        for place, curve in enumerate(self.curves):
            self._paint_curve(painter, area, place, curve, days)
        for place, curve in enumerate(self.curves):  # over both curves
            for day, value, words in curve.points:
                spot = QPointF(_across(area, day, days), _up(area, value, self.scale_of(place)))
                self._paint_value(painter, area, spot, words, taken)

    def _paint_time(self, painter: QPainter, area: QRectF, days: Sequence[datetime.date]) -> None:
        look = theme()
        line(painter, area.bottomLeft(), area.bottomRight(), "lineStrong")
        shown, last = [], -math.inf
        for day in days:
            at = _across(area, day, days)
            if at - last >= look.px(88):
                shown.append((day, at))
                last = at
        for day, at in shown:
            line(painter, QPointF(at, area.bottom()), QPointF(at, area.bottom() + look.px(4)), "lineStrong")
            place = QRectF(at - look.px(50), area.bottom() + look.px(8), look.px(100), look.px(18))
            text(painter, place, current().date(day), look.font("caption", tabular=True), "ink2", CENTER)

    def _paint_axis(self, painter: QPainter, area: QRectF, place: int, curve: Curve) -> None:
        look, words = theme(), current()
        scale, is_left = self.scale_of(place), place == 0
        ink = look.color("ink")
        for value in scale:
            at = _up(area, value, scale)
            if is_left:
                line(painter, QPointF(area.x(), at), QPointF(area.right(), at), "line")
            room = QRectF(area.x() - look.px(_SIDE), at - look.px(9), look.px(_SIDE - 8), look.px(18))
            if not is_left:
                room = QRectF(area.right() + look.px(8), at - look.px(9), look.px(_SIDE - 8), look.px(18))
            label = words.number(value)
            text(painter, room, label, look.font("caption", tabular=True), "ink2", RIGHT if is_left else LEFT)
        title = f"{curve.title} ({curve.unit})" if curve.unit else curve.title
        width = area.width() / 2 + look.px(_SIDE - 12)
        left = area.x() - look.px(_SIDE - 8) if is_left else area.right() + look.px(_SIDE - 8) - width
        head = QRectF(left, area.y() - look.px(44), width, look.px(20))
        mark = look.px(22)
        taken = min(look.text_width("small", title, weight=600), width - mark - look.px(8))
        start = head.x() if is_left else head.right() - taken - mark - look.px(8)
        self._paint_mark(painter, QPointF(start + mark / 2, head.center().y()), place, mark)
        spot = QRectF(start + mark + look.px(8), head.y(), taken + 1, head.height())
        text(painter, spot, title, look.font("small", weight=600), ink, LEFT)
        side = tr("scale at the left") if is_left else tr("scale at the right")
        text(painter, head.translated(0, look.px(18)), side, look.font("caption"), "ink3", LEFT if is_left else RIGHT)

    def _paint_mark(self, painter: QPainter, centre: QPointF, place: int, width: float) -> None:
        painter.setPen(_pen(place))
        painter.drawLine(centre - QPointF(width / 2, 0), centre + QPointF(width / 2, 0))
        _dot(painter, centre, place)

    def _paint_curve(
        self,
        painter: QPainter,
        area: QRectF,
        place: int,
        curve: Curve,
        days: Sequence[datetime.date],
    ) -> None:
        scale = self.scale_of(place)
        spots = [QPointF(_across(area, day, days), _up(area, value, scale)) for day, value, _ in curve.points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(place))
        painter.drawPolyline(QPolygonF(spots))
        for spot in spots:
            _dot(painter, spot, place)

    def _paint_value(self, painter: QPainter, area: QRectF, spot: QPointF, words: str, taken: list[QRectF]) -> None:
        """A value over its mark, or under it where another value stands; none where both places are taken."""
        look = theme()
        width = look.text_width("caption", words, weight=600) + look.px(4)
        left = min(max(spot.x() - width / 2, area.x() + look.px(2)), area.right() - width)
        for top in (spot.y() - look.px(26), spot.y() + look.px(8)):
            room = QRectF(left, top, width, look.px(18))
            is_inside = area.top() - look.px(6) <= room.top() and room.bottom() <= area.bottom() + 1
            if is_inside and not any(room.intersects(each) for each in taken):
                box(painter, room, "raised", radius=look.radius("chip"))  # a line may pass behind
                text(painter, room, words, look.font("caption", weight=600, tabular=True), "ink", CENTER)
                taken.append(room)
                return


def ticks(values: Sequence[float], most: int = _TICKS) -> list[float]:
    """Round figures that hold all the values, a few of them at equal steps.

    They span a sixth of the largest value at least: else a move of one point would fill the chart.
    """
    low, high = min(values), max(values)
    missing = (max(abs(low), abs(high)) or 1.0) / 6 - (high - low)
    if missing > 0:
        low, high = low - missing / 2, high + missing / 2
    rough = (high - low) / most
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(each * size for each in (1, 2, 2.5, 5, 10) if each * size >= rough - 1e-12)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def _pen(place: int) -> QPen:
    pen = QPen(theme().palette("series", place), 2.25, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if place:
        pen.setDashPattern([3.0, 2.5])
    return pen


def _dot(painter: QPainter, centre: QPointF, place: int) -> None:
    look = theme()
    tone = look.palette("series", place)
    if place:
        diamond(painter, centre, look.px(6), tone, "raised", 1.5)
    else:
        disc(painter, centre, look.px(5.5), tone, "raised", 1.5)


def _across(area: QRectF, day: datetime.date, days: Sequence[datetime.date]) -> float:
    """Where a day stands: a little inside both ends; the middle when there is only one."""
    margin = area.width() * 0.04
    span = (days[-1] - days[0]).days
    share = (day - days[0]).days / span if span else 0.5
    return area.x() + margin + share * (area.width() - 2 * margin)


def _up(area: QRectF, value: float, scale: Sequence[float]) -> float:
    return area.bottom() - (value - scale[0]) / (scale[-1] - scale[0]) * area.height()
