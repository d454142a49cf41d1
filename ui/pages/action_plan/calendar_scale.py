"""The scale of the calendar: quarters, months, weeks or days by what is shown, due objectives and milestones."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from resources.i18n import current, tr
from ui.delegates.gantt import day_x
from ui.models.timeline import Timeline, Turn, Zoom
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, RIGHT, diamond, line, text

_LEAST_LETTER = 15
"""Design pixels under which a month has no letter, and a day no number."""
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A diamond on the upper line with words before it: brass for what is due, the primary colour for a milestone."""

    day: datetime.date
    words: str
    fill: str
    ink: str


class Scale:
    """Paints one calendar head; `held` is the milestone that is being dragged, on its new day."""

    def __init__(self, painter: QPainter, area: QRectF, timeline: Timeline, held: Turn | None) -> None:
        px = theme().px
        self._painter, self._area, self._timeline, self._held = painter, area, timeline, held
        self._top = QRectF(area.x(), area.y() + px(3), area.width(), px(19))
        self._low = QRectF(area.x(), area.y() + px(23), area.width(), px(18))

    def paint(self) -> None:
        """Everything, from the marks, which keep their place, to the names that give way to them."""
        timeline = self._timeline
        taken = self._paint_marks()
        if timeline.zoom is Zoom.YEAR:
            self._paint_quarters(taken)
            self._paint_letters()
        else:
            self._paint_months(taken)
            self._paint_days()
        today = datetime.date.today()
        if timeline.contains(today):
            x = day_x(self._area, timeline, today)
            line(self._painter, QPointF(x, self._low.bottom() - theme().px(2)), QPointF(x, self._area.bottom()),
                 "danger", 1.5)  # fmt: skip

    def _marks(self) -> Iterator[_Mark]:
        for day, codes in self._timeline.due:
            yield _Mark(day, codes, "brassFill", "brass")
        for turn in self._timeline.turns:
            shown = self._held if self._held is not None and self._held.id == turn.id else turn
            yield _Mark(shown.day, shown.name, "primary", "primary")

    def _paint_marks(self) -> list[QRectF]:
        """A diamond for each mark, with the words before it where they fit; returns what they cover."""
        look, taken, area = theme(), [], self._area
        free_from, half = area.x(), look.px(5)
        for mark in sorted(self._marks(), key=lambda each: each.day):
            if not self._timeline.contains(mark.day):
                continue
            x = min(day_x(area, self._timeline, mark.day), area.right() - half - 1)
            diamond(self._painter, QPointF(x, self._top.center().y()), half, mark.fill)
            right = x - half - look.px(3)
            words = _fitting(mark.words, right - free_from)
            left = right - _width(words) if words else x - half
            if words:
                place = QRectF(left, self._top.y(), right - left, self._top.height())
                text(self._painter, place, words, look.font("caption", weight=600), mark.ink, RIGHT)
            taken.append(QRectF(left, self._top.y(), x + half - left, self._top.height()))
            free_from = x + half + look.px(3)
        return taken

    def _paint_quarters(self, taken: list[QRectF]) -> None:
        spans_years = self._timeline.start.year != (self._timeline.end - _DAY).year
        for month in self._timeline.months():
            if month.month % 3 == 1:
                name = tr("Q{n}").format(n=(month.month + 2) // 3)
                with_year = f"{name} {month.year}" if month.month == 1 and spans_years else name
                self._paint_span(month, 90, (with_year, name), taken)

    def _paint_months(self, taken: list[QRectF]) -> None:
        for month in self._timeline.months():
            names = (current().month(month), current().short_month(month))
            self._paint_span(month, 30, names, taken)

    def _paint_span(self, day: datetime.date, days: int, names: tuple[str, ...], taken: list[QRectF]) -> None:
        """A line where a span begins, and the longest of its names that has room there."""
        look, area = theme(), self._area
        x = day_x(area, self._timeline, day)
        if x >= area.x():
            line(self._painter, QPointF(round(x) + 0.5, area.top()), QPointF(round(x) + 0.5, area.bottom()), "line")
        left = max(x, area.x()) + look.px(6)
        end = min(x + days / self._timeline.days * area.width(), area.right()) - look.px(2)
        for name in names:
            place = QRectF(left, self._top.y(), look.text_width("caption", name) + 2, self._top.height())
            if place.right() <= end and not any(place.intersects(each) for each in taken):
                text(self._painter, place, name, look.font("caption"), "ink2", LEFT)
                return

    def _paint_letters(self) -> None:
        """The first letter of each month, if months are wide enough."""
        look, timeline = theme(), self._timeline
        width = self._area.width() / max(1, round(timeline.days / 30.4))
        if width < look.px(_LEAST_LETTER):
            return
        for month in timeline.months():
            place = QRectF(day_x(self._area, timeline, month), self._low.y(), width, self._low.height())
            words = current().short_month(month)[:1].upper()
            text(self._painter, place, words, look.font("caption"), "ink2", CENTER)

    def _paint_days(self) -> None:
        """The number of every day where there is room, else of each Monday."""
        look, timeline, font = theme(), self._timeline, theme().font("caption", tabular=True)
        width = self._area.width() / timeline.days
        is_each = width >= look.px(_LEAST_LETTER)
        day = timeline.start
        while day < timeline.end:
            x = day_x(self._area, timeline, day)
            if is_each:
                place = QRectF(x, self._low.y(), width, self._low.height())
                text(self._painter, place, str(day.day), font, "ink3" if day.weekday() > 4 else "ink2", CENTER)
            elif day.weekday() == 0 and x + look.px(18) <= self._area.right():
                text(self._painter, QRectF(x + look.px(3), self._low.y(), look.px(20), self._low.height()),
                     str(day.day), font, "ink2", LEFT)  # fmt: skip
            day += _DAY


def _width(words: str) -> int:
    return theme().text_width("caption", words, weight=600) + 3


def _fitting(words: str, room: float) -> str:
    """The words, else the first of several codes and how many more, else nothing: the tooltip has them all."""
    first, *others = words.split(", ")
    shorter = (f"{first} +{len(others)}",) if others else ()
    return next((each for each in (words, *shorter) if each and _width(each) <= room), "")
