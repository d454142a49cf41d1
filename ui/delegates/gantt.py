"""The calendar cell of an action: months, the day of today, the bar, what is done of it, and when its effect is due."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.models.action_plan import ActionFacts, horizon_dot
from ui.models.timeline import Timeline
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.paint import box, disc, line

_BAR = 14
_LEAST = 6
"""Design pixels that the shortest bar still has."""


@dataclass(frozen=True, slots=True)
class BarDrag:
    """Dates of an action while its bar is being dragged."""

    action_id: str
    start: datetime.date
    end: datetime.date


def bar_area(area: QRectF, timeline: Timeline, start: datetime.date | None, end: datetime.date | None) -> QRectF:
    """Where the bar between two days stands in its cell; null without any date."""
    first, last = start or end, end or start
    if first is None or last is None:
        return QRectF()
    left = area.x() + max(0.0, timeline.share(first)) * area.width()
    after = last + datetime.timedelta(days=1)
    right = area.x() + min(1.0, timeline.share(after)) * area.width()
    height = theme().px(_BAR)
    width = max(right - left, theme().px(_LEAST))
    return QRectF(left, area.center().y() - height / 2, width, height)


def paint_months(painter: QPainter, area: QRectF, timeline: Timeline) -> None:
    """A thin line at the beginning of each quarter."""
    for month in timeline.months():
        if month.month % 3 == 1:
            x = round(area.x() + timeline.share(month) * area.width()) + 0.5
            line(painter, QPointF(x, area.top()), QPointF(x, area.bottom()), "line")


def paint_today(painter: QPainter, area: QRectF, timeline: Timeline) -> None:
    """The line of today, if it is within the months shown."""
    today = datetime.date.today()
    if timeline.contains(today):
        x = area.x() + timeline.share(today) * area.width()
        line(painter, QPointF(x, area.top()), QPointF(x, area.bottom()), "danger", 1.5)


def paint_bar(
    painter: QPainter, area: QRectF, timeline: Timeline, facts: ActionFacts, drag: BarDrag | None = None
) -> None:
    """The bar of an action, or the one that is being dragged."""
    held = drag is not None and drag.action_id == facts.id
    start, end = (drag.start, drag.end) if held and drag else (facts.start, facts.end)
    place = bar_area(area, timeline, start, end)
    if place.isNull():
        return
    color = QColor(dot_color(horizon_dot(facts.horizon)) or theme().color("lineStrong"))
    radius = theme().px(3)
    if facts.mark == "dropped":
        box(painter, place, None, "ink3", radius=radius, dashed=True)
        return
    if facts.mark == "doing" and not held:
        _paint_begun(painter, place, area, timeline, color)
    else:
        box(painter, place, color, radius=radius)
    if facts.mark == "blocked":
        box(painter, place, None, "danger", radius=radius, width=2)
    if start is None or end is None:
        box(painter, place, None, "warning", radius=radius, width=1.5, dashed=True)
    if held:
        box(painter, place.adjusted(-2, -2, 2, 2), None, "primary", radius=radius + 2, width=2, dashed=True)
    elif facts.effect is not None:
        _paint_effect(painter, place, area, timeline, facts.effect, color)


def _paint_begun(painter: QPainter, place: QRectF, area: QRectF, timeline: Timeline, color: QColor) -> None:
    """What lies before today is solid, the rest pale."""
    pale = QColor(color)
    pale.setAlphaF(0.45)
    radius = theme().px(3)
    box(painter, place, pale, radius=radius)
    today = area.x() + timeline.share(datetime.date.today()) * area.width()
    done = QRectF(place)
    done.setRight(min(place.right(), today))
    if done.width() > 0:
        box(painter, done, color, radius=radius)


def _paint_effect(
    painter: QPainter, place: QRectF, area: QRectF, timeline: Timeline, effect: datetime.date, color: QColor
) -> None:
    """A dotted line from the end to the day when the effect is expected."""
    radius = theme().px(3)
    x = min(area.x() + timeline.share(effect) * area.width(), area.right() - radius)
    painter.setPen(QPen(theme().color("ink3"), 1.25, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(place.right() + 1, place.center().y()), QPointF(x - radius, place.center().y()))
    disc(painter, QPointF(x, place.center().y()), radius, "sheet", color, 1.5)
