"""The calendar cell of an action: its grid, today, the bar, what is done of it, and when its effect is due."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.models.action_plan import ActionFacts, horizon_dot
from ui.models.timeline import Timeline, Zoom
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.paint import CENTER, box, disc, line, text

_BAR = 14
_LEAST = 6
"""Design pixels that the shortest bar still has."""
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BarDrag:
    """Dates of an action while its bar is being dragged."""

    action_id: str
    start: datetime.date
    end: datetime.date


@dataclass(slots=True)
class CalendarLook:
    """What the calendar shows beside the plan: a bar that is held, the critical path (None when it is not asked for),
    and the action that an arrow is being drawn to. `area` is what is being painted: the rest need not be."""

    drag: BarDrag | None = None
    critical: frozenset[str] | None = None
    target: str = ""
    area: QRect | None = None

    def dates_of(self, facts: ActionFacts) -> tuple[datetime.date | None, datetime.date | None]:
        """Start and end as they are shown now."""
        if self.drag is not None and self.drag.action_id == facts.id:
            return self.drag.start, self.drag.end
        return facts.start, facts.end


def day_x(area: QRectF, timeline: Timeline, day: datetime.date) -> float:
    """Where a day begins in a calendar cell; beyond its edges for days that are not shown."""
    return area.x() + timeline.share(day) * area.width()


def bar_area(area: QRectF, timeline: Timeline, start: datetime.date | None, end: datetime.date | None) -> QRectF:
    """Where the bar between two days stands in its cell, as far as it is shown; null without any date, or outside."""
    first, last = start or end, end or start
    if first is None or last is None or last < timeline.start or first >= timeline.end:
        return QRectF()
    left = max(area.x(), day_x(area, timeline, first))
    right = min(area.right(), day_x(area, timeline, last + _DAY))
    height, width = theme().px(_BAR), max(right - left, theme().px(_LEAST))
    return QRectF(min(left, area.right() - width), area.center().y() - height / 2, width, height)


def paint_grid(painter: QPainter, area: QRectF, timeline: Timeline) -> None:
    """Thin lines where quarters, months or weeks begin, by what is shown; weekends on a darker ground."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    if timeline.zoom is Zoom.MONTH:
        shade = QColor(theme().color("ink"))
        shade.setAlphaF(0.035)  # over whatever ground the row has
        for monday in timeline.weeks():
            weekend = day_x(area, timeline, monday + 5 * _DAY)
            width = day_x(area, timeline, monday + 7 * _DAY) - weekend
            painter.fillRect(QRectF(weekend, area.y(), width, area.height() - 1), shade)
    faint = QColor(theme().color("line"))
    faint.setAlphaF(0.6)
    if timeline.zoom is not Zoom.YEAR:
        for monday in timeline.weeks():
            _upright(painter, area, day_x(area, timeline, monday), faint)
    for month in timeline.months():
        if timeline.zoom is not Zoom.YEAR or month.month % 3 == 1:
            _upright(
                painter, area, day_x(area, timeline, month), "lineStrong" if timeline.zoom is Zoom.QUARTER else "line"
            )
    painter.setPen(QPen(theme().color("ink3"), 1, Qt.PenStyle.DotLine))
    for turn in timeline.turns:
        x = round(day_x(area, timeline, turn.day)) + 0.5
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    painter.restore()


def paint_today(painter: QPainter, area: QRectF, timeline: Timeline) -> None:
    """The line of today, if it is within the days shown."""
    today = datetime.date.today()
    if timeline.contains(today):
        x = day_x(area, timeline, today)
        line(painter, QPointF(x, area.top()), QPointF(x, area.bottom()), "danger", 1.5)


def paint_bar(painter: QPainter, area: QRectF, timeline: Timeline, facts: ActionFacts, look: CalendarLook) -> None:
    """The bar of an action, or the one that is being dragged."""
    start, end = look.dates_of(facts)
    place = bar_area(area, timeline, start, end)
    if place.isNull():
        _paint_elsewhere(painter, area, timeline, start or end)
        return
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    is_critical = look.critical is not None and facts.id in look.critical
    if look.critical is not None and not is_critical:
        painter.setOpacity(0.35)
    held = look.drag is not None and look.drag.action_id == facts.id
    color = QColor(dot_color(horizon_dot(facts.horizon)) or theme().color("lineStrong"))
    _paint_body(painter, place, facts, color)
    lacks_date = start is None or end is None
    _paint_rims(painter, place, facts, area.x(), lacks_date=lacks_date, is_critical=is_critical)
    if held or look.target == facts.id:
        box(painter, place.adjusted(-2, -2, 2, 2), None, "primary", radius=theme().px(3) + 2, width=2, dashed=True)
    if not held and facts.effect is not None:
        _paint_effect(painter, place, area, timeline, facts.effect, color)
    painter.restore()


def _upright(painter: QPainter, area: QRectF, x: float, color: QColor | str) -> None:
    at = round(x) + 0.5
    line(painter, QPointF(at, area.top()), QPointF(at, area.bottom()), color)


def _paint_body(painter: QPainter, place: QRectF, facts: ActionFacts, color: QColor) -> None:
    """Whole and solid as long as nobody told how far it is; else what is done is solid, the rest pale."""
    radius = theme().px(3)
    if facts.mark == "dropped":
        box(painter, place, None, "ink3", radius=radius, dashed=True)
        return
    share = facts.done_share
    if share is None and facts.mark == "doing":
        share = 0.0
    if share is None or share >= 1:
        box(painter, place, color, radius=radius)
        return
    pale = QColor(color)
    pale.setAlphaF(0.45)
    box(painter, place, pale, radius=radius)
    if share > 0:
        painter.save()
        painter.setClipRect(QRectF(place.x(), place.y(), place.width() * share, place.height()),
                            Qt.ClipOperation.IntersectClip)  # fmt: skip
        box(painter, place, color, radius=radius)
        painter.restore()


def _paint_rims(
    painter: QPainter, place: QRectF, facts: ActionFacts, least: float, *, lacks_date: bool, is_critical: bool
) -> None:
    """What the bar warns of; the sign of what starts too early stands before it, right of `least`."""
    radius = theme().px(3)
    if is_critical:
        box(painter, place.adjusted(-1.5, -1.5, 1.5, 1.5), None, "ink", radius=radius + 1.5, width=2)
    if lacks_date:
        box(painter, place, None, "warning", radius=radius, width=1.5, dashed=True)
    if facts.mark == "blocked" or facts.held_by:
        box(painter, place, None, "danger", radius=radius, width=2)
    if facts.held_by:
        side = theme().px(7)
        left = place.left() - side - 2
        centre = QPointF(left if left - side >= least else place.left() + side + 1, place.center().y())
        disc(painter, centre, side, "danger")
        sign = QRectF(centre.x() - side, centre.y() - side, 2 * side, 2 * side)
        text(painter, sign, "!", theme().font("caption", weight=700), "onDanger", CENTER)


def _paint_elsewhere(painter: QPainter, area: QRectF, timeline: Timeline, day: datetime.date | None) -> None:
    """A chevron at the edge towards a bar that lies before or after what is shown."""
    if day is None:
        return
    side, is_before = theme().px(16), day < timeline.start
    left = area.x() + 2 if is_before else area.right() - side - 2
    place = QRectF(left, area.center().y() - side / 2, side, side)
    icons.draw(painter, "chevron-left" if is_before else "chevron-right", place, "ink3")


def _paint_effect(
    painter: QPainter, place: QRectF, area: QRectF, timeline: Timeline, effect: datetime.date, color: QColor
) -> None:
    """A dotted line from the end to the day when the effect is expected."""
    radius, middle = theme().px(3), place.center().y()
    x = min(day_x(area, timeline, effect), area.right() - radius)
    if x - radius > place.right() + 1:
        painter.setPen(QPen(theme().color("ink3"), 1.25, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(place.right() + 1, middle), QPointF(x - radius, middle))
    disc(painter, QPointF(max(x, place.right() + radius + 2), middle), radius, "sheet", color, 1.5)
