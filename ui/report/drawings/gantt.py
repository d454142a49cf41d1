"""The calendar of the actions: a row for each, its bar from start to end, under a scale that comes again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from resources.i18n import tr
from ui.delegates.gantt import CalendarLook, paint_bar, paint_grid, paint_today
from ui.models.action_plan import ActionFacts, Group
from ui.models.timeline import Timeline
from ui.pages.action_plan.calendar_scale import Scale
from ui.report.paging import HEIGHT, WIDTH, Strip
from ui.report.typesetting import Line, TypeSheet, Words
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.paint import box, line

_NAMES, _CODE, _PAD, _HEAD = 270.0, 38.0, 7.0, 44.0


def gantt(sheet: TypeSheet, groups: Sequence[tuple[Group, Sequence[ActionFacts]]], timeline: Timeline) -> list[Strip]:
    """The actions in groups, in their order."""
    return list(_strips(sheet, groups, timeline))


def _strips(
    sheet: TypeSheet, groups: Sequence[tuple[Group, Sequence[ActionFacts]]], timeline: Timeline
) -> Iterator[Strip]:
    head = Strip(_HEAD, lambda painter: _paint_head(painter, sheet, timeline), 12, keeps=True)
    again = Strip(_HEAD, head.paint)
    yield head
    for group, actions in groups:
        yield _group(sheet, group, again)
        for each in actions:
            lines = sheet.set(Words(each.title or tr("Action to name")), _NAMES - _CODE - 8)
            most = int((HEIGHT - _HEAD - 2 * _PAD) // sheet.line("small"))
            yield _row(sheet, each, lines[:most], timeline, again)


def _paint_head(painter: QPainter, sheet: TypeSheet, timeline: Timeline) -> None:
    sheet.say(painter, 8, _HEAD - 24, tr("Action"), "label", "ink2")
    painter.save()
    Scale(painter, _calendar(_HEAD), timeline, None).paint()
    painter.restore()
    line(painter, QPointF(0, _HEAD - 0.5), QPointF(WIDTH, _HEAD - 0.5), "lineStrong")


def _group(sheet: TypeSheet, group: Group, head: Strip) -> Strip:
    lines = sheet.set(Words(group.title, "bold", "primary"), WIDTH - 40)
    high = sum(each.height for each in lines) + 10

    def paint(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, WIDTH, high), theme().color("primaryTint"))
        color = dot_color(group.dot)
        if color is not None:
            box(painter, QRectF(8, high / 2 - 5, 10, 10), color, radius=2)
        top = 5.0
        for each in lines:
            sheet.write(painter, 26, top, each)
            top += each.height

    return Strip(high, paint, keeps=True, head=head)


def _row(sheet: TypeSheet, facts: ActionFacts, lines: Sequence[Line], timeline: Timeline, head: Strip) -> Strip:
    high = max(sum(each.height for each in lines), 18.0) + 2 * _PAD

    def paint(painter: QPainter) -> None:
        sheet.say(painter, 8, _PAD, facts.code, "small", "ink2")
        top = _PAD
        for each in lines:
            sheet.write(painter, _CODE + 8, top, each)
            top += each.height
        area = _calendar(high)
        painter.save()
        paint_grid(painter, area, timeline)
        paint_today(painter, area, timeline)
        paint_bar(painter, area, timeline, facts, CalendarLook())
        painter.restore()
        line(painter, QPointF(0, high - 0.5), QPointF(WIDTH, high - 0.5), "line")

    return Strip(high, paint, head=head)


def _calendar(high: float) -> QRectF:
    return QRectF(_NAMES + 10, 0, WIDTH - _NAMES - 10, high)
