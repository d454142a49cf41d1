"""The arrows of the calendar: from the end of an action to the beginning of each one that waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from ui.delegates.action_row import GROUP, ROW
from ui.delegates.gantt import CalendarLook, day_x
from ui.models.action_plan import ActionFacts
from ui.models.action_words import DATES
from ui.models.timeline import moved
from ui.theme.theme import theme
from ui.widgets.paint import disc

if TYPE_CHECKING:
    from ui.pages.action_plan.table import ActionTable

_OUT, _BACK, _HEAD, _REACH = 8, 10, 5, 5
"""Design pixels: out of a bar, before the next one, size of the head, and how near a click must be."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One dependency as it is drawn: its line, the tip of its head, and whether the dates break it."""

    action_id: str
    needs_action_id: str
    line: QPainterPath
    tip: QPointF
    is_broken: bool


class Arrows:
    """Painted over the cells, clipped to the calendar; where the two actions are listed several times, the nearest."""

    def __init__(self, table: ActionTable, look: CalendarLook) -> None:
        self._table, self._look = table, look

    def shown(self) -> Iterator[Arrow]:
        """The arrows that meet what is seen of the table, of actions in unfolded groups."""
        tree, places, height = self._table.tree, self._places(), self._table.viewport().height()
        for action_id, rows in places.items():
            facts = tree.facts(action_id)
            for needed_id in facts.needs if facts is not None else ():
                needed, others = tree.facts(needed_id), places.get(needed_id)
                if facts is None or needed is None or not others:
                    continue
                group = next((each for each in rows if each in others), "")
                y = rows.get(group, next(iter(rows.values())))
                from_y = others.get(group, next(iter(others.values())))
                if max(y, from_y) >= 0 and min(y, from_y) <= height:
                    arrow = self._arrow(facts, needed, y, from_y)
                    if arrow is not None:
                        yield arrow

    def at(self, point: QPointF) -> Arrow | None:
        """The arrow under a point."""
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * theme().px(_REACH))
        if not self._calendar().contains(point):
            return None
        return next((each for each in self.shown() if stroker.createStroke(each.line).contains(point)), None)

    def paint(self, painter: QPainter) -> None:
        """All arrows, then the one that is being drawn, then the knob of the bar under the pointer."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._calendar())
        critical, current = self._look.critical, self._table.current
        here = current.action_id if current else ""
        for each in self.shown():
            ends = {each.action_id, each.needs_action_id}
            color, width = ("edge", 1.25)
            if critical is not None and ends <= critical:
                color, width = "ink", 2.0
            elif here in ends:
                color, width = "primary", 1.75
            painter.setOpacity(0.35 if critical is not None and not ends <= critical else 1.0)
            if each.is_broken:
                color, width = "danger", 1.75
            _draw(painter, each, color, width)
        painter.setOpacity(1.0)
        self._paint_hand(painter)

    # Inside

    def _places(self) -> dict[str, dict[str, float]]:
        """The middle of each row of an unfolded group, by action and group: rows are all of one height."""
        table, px = self._table, theme().px
        y, places = -float(table.verticalScrollBar().value()), dict[str, dict[str, float]]()
        for row, group in enumerate(table.tree.groups):
            y += px(GROUP)
            for action_id in group.ids if table.isExpanded(table.tree.index(row, 0)) else ():
                places.setdefault(action_id, {})[group.key] = y + px(ROW) / 2
                y += px(ROW)
        return places

    def _arrow(self, facts: ActionFacts, needed: ActionFacts, y: float, from_y: float) -> Arrow | None:
        timeline, calendar = self._table.tree.timeline, self._calendar()
        start, end = (self._look.dates_of(facts)[0] or facts.end), (self._look.dates_of(needed)[1] or needed.start)
        if start is None or end is None:
            return None
        first = QPointF(day_x(calendar, timeline, moved(end, None, 1)[0] or end), from_y)
        last = QPointF(day_x(calendar, timeline, start), y)
        is_broken = start <= end and not {"done", "dropped"} & {facts.mark, needed.mark}
        if facts.held_by:  # its sign stands between
            last -= QPointF(2 * theme().px(_HEAD) + theme().px(6), 0)
        return Arrow(facts.id, needed.id, _path(first, last, theme().px(ROW)), last, is_broken)

    def _calendar(self) -> QRectF:
        head, view = self._table.header(), self._table.viewport().rect()
        return QRectF(head.sectionViewportPosition(DATES), 0, head.sectionSize(DATES), view.height())

    def _paint_hand(self, painter: QPainter) -> None:
        """What the hand does: an arrow on its way, or the knob that one begins at."""
        bars, tree = self._table.bars, self._table.tree
        action_id = bars.linking_from or ("" if bars.drag else bars.hovered)
        if not action_id or self._table.bridge.document.is_read_only:
            return
        here = self._table.current
        knob = bars.knob_of(tree.index_of(action_id, DATES, here.group if here else None))
        if knob is None:
            return
        if bars.linking_from:
            painter.setPen(QPen(theme().color("primary"), 1.75, Qt.PenStyle.DashLine))
            painter.drawLine(knob, bars.pointer)
        disc(painter, knob, theme().px(5), "sheet", "primary", 1.75)


def _path(first: QPointF, last: QPointF, row: float) -> QPainterPath:
    """Out of the one, along between rows where the other begins further left, and into it from the left."""
    px, down = theme().px, 1 if last.y() >= first.y() else -1
    path = QPainterPath(first)
    if last.x() - first.x() >= px(_OUT + _HEAD):
        turn = [QPointF(first.x() + px(_OUT) / 2, first.y()), QPointF(first.x() + px(_OUT) / 2, last.y())]
    else:
        out, back, between = first.x() + px(_OUT), last.x() - px(_BACK), first.y() + down * row / 2
        turn = [QPointF(out, first.y()), QPointF(out, between), QPointF(back, between), QPointF(back, last.y())]
    for point in (*turn, last):
        path.lineTo(point)
    return path


def _draw(painter: QPainter, arrow: Arrow, color: str, width: float) -> None:
    ink, size, tip = theme().color(color), theme().px(_HEAD), arrow.tip
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(arrow.line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-size, -size * 0.7), tip + QPointF(-size, size * 0.7)]))
