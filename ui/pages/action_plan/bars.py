"""Bars under the mouse: pulled along to move an action, at an end to change a date, from the knob to say what waits."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtWidgets import QApplication, QToolTip

from resources.i18n import current, ntr, tr
from strategy.model import ActionDependency
from strategy.operations import link, schedule
from ui.delegates.gantt import BarDrag, CalendarLook, bar_area
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import ActionFacts
from ui.models.action_tree import FACTS_ROLE
from ui.models.action_words import DATES
from ui.models.timeline import Timeline, Zoom, moved
from ui.pages.action_plan.following import tell_conflicts
from ui.theme.theme import theme

if TYPE_CHECKING:
    from ui.pages.action_plan.table import ActionTable

_EDGE = 6
_KNOB_AT, _KNOB_REACH = 9, 7
"""Design pixels from the end of a bar to the knob that arrows are drawn from, and around it."""
_MONTH, _CREEP = 30, 80
_DAY = datetime.timedelta(days=1)
_SHAPES = {
    "whole": Qt.CursorShape.OpenHandCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
    "new": Qt.CursorShape.CrossCursor,
    "link": Qt.CursorShape.CrossCursor,
    "elsewhere": Qt.CursorShape.PointingHandCursor,
}


@dataclass(slots=True)
class _Press:
    """Where the mouse went down: which part of the bar, on which day of the calendar, and the dates it had then."""

    action_id: str
    part: str
    day: float
    start: datetime.date
    end: datetime.date


class BarMouse:
    """One drag at a time; nothing is written before the button is released, and Escape forgets it."""

    def __init__(self, table: ActionTable, look: CalendarLook) -> None:
        self._table, self._look = table, look
        self._press: _Press | None = None
        self.hovered = ""
        """The action whose bar is under the pointer: it shows its knob."""
        self.pointer, self._on_screen = QPointF(), QPoint()
        self._creeping = QTimer(table, interval=_CREEP)
        self._creeping.timeout.connect(self._creep)

    @property
    def drag(self) -> BarDrag | None:
        """The bar that is being dragged."""
        return self._look.drag

    @property
    def linking_from(self) -> str:
        """The action that an arrow is being drawn from; "" for none."""
        return self._press.action_id if self._press is not None and self._press.part == "link" else ""

    def press(self, index: QModelIndex, at: QPointF) -> bool:
        """Take hold of a bar, or begin one in an empty calendar; False when there is nothing to hold."""
        part, facts = self._part(index, at)
        if facts is not None and part == "elsewhere":
            self._table.time.show_bar(facts.id)
            return True
        if not part or facts is None or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        cell, timeline = QRectF(self._table.visualRect(index)), self._table.tree.timeline
        under = timeline.day_at((at.x() - cell.x()) / cell.width())
        start = facts.start or facts.end or under
        self._press = _Press(facts.id, part, self._day_at(at), start, facts.end or start)
        self.pointer = at
        self._creeping.start()
        if part == "whole":
            self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def move(self, at: QPointF, on_screen: QPoint) -> bool:
        """Follow the mouse; False when no bar is held."""
        held = self._press
        if held is None:
            return False
        self.pointer, self._on_screen = at, on_screen
        if held.part == "link":
            self._look.target = self._target_at(at)
        else:
            self._look.drag = drag = self._dragged(held, at)
            QToolTip.showText(on_screen, _span_words(drag.start, drag.end), self._table)
        self._table.update_calendar()
        return True

    def release(self) -> bool:
        """Write the dates or the link, in one gesture; False when no bar was held."""
        held, drag, target = self._press, self._look.drag, self._look.target
        self._let_go()
        if held is None:
            return False
        bridge = self._table.bridge
        if held.part == "link":
            if target and bridge.attempt(lambda: link(bridge.document, ActionDependency, target, held.action_id)):
                tell_conflicts(bridge, target)
            return True
        is_changed = drag is not None and (held.part == "new" or (drag.start, drag.end) != (held.start, held.end))
        if drag is None or not is_changed:
            return True
        if bridge.attempt(lambda: schedule(bridge.document, {drag.action_id: (drag.start, drag.end)})):
            tell_conflicts(bridge, drag.action_id)
        return True

    def cancel(self) -> bool:
        """Let go without writing; False when no bar was held."""
        was_held = self._press is not None
        self._let_go()
        return was_held

    def hover(self, index: QModelIndex, at: QPointF) -> None:
        """Tell by the pointer what a press would do, and show the knob of the bar that is near."""
        part, facts = self._part(index, at)
        self._table.viewport().setCursor(_SHAPES.get(part, Qt.CursorShape.ArrowCursor))
        hovered = facts.id if facts is not None and part in ("whole", "start", "end", "link") else ""
        if hovered != self.hovered:
            self.hovered = hovered
            self._table.update_calendar()

    def knob_of(self, index: QModelIndex) -> QPointF | None:
        """Where an arrow is drawn from, right after the bar of an action; None while that is not shown."""
        facts, bar = self._bar(index)
        timeline = self._table.tree.timeline
        if facts is None or bar.isNull() or (facts.end or facts.start or timeline.end) >= timeline.end:
            return None
        return QPointF(bar.right() + theme().px(_KNOB_AT), bar.center().y())

    # Inside

    def _creep(self) -> None:
        """Show more of the time while a bar is held beyond the edge of the calendar."""
        table, timeline = self._table, self._table.tree.timeline
        left = table.header().sectionViewportPosition(DATES)
        is_before, is_after = self.pointer.x() < left, self.pointer.x() > left + table.header().sectionSize(DATES)
        if timeline.zoom is not Zoom.YEAR and (is_before or is_after):
            table.time.show(timeline.zoom, timeline.middle + (-1 if is_before else 1) * timeline.step_days * _DAY)
            self.move(self.pointer, self._on_screen)

    def _day_at(self, at: QPointF) -> float:
        """The day under a point, counted as Python counts days, with its fraction."""
        head, timeline = self._table.header(), self._table.tree.timeline
        share = (at.x() - head.sectionViewportPosition(DATES)) / max(1, head.sectionSize(DATES))
        return timeline.start.toordinal() + share * timeline.days

    def _let_go(self) -> None:
        self._creeping.stop()
        self._press, self._look.drag, self._look.target = None, None, ""
        QToolTip.hideText()
        self._table.viewport().unsetCursor()
        self._table.update_calendar()

    def _dragged(self, held: _Press, at: QPointF) -> BarDrag:
        days = _steps(self._table.tree.timeline, self._day_at(at) - held.day)
        start, end = held.start, held.end
        if held.part in ("whole", "start"):
            start += days * _DAY
        if held.part in ("whole", "end", "new"):
            end += days * _DAY
        if held.part == "start":
            start = min(start, end)
        else:
            end = max(end, start)
        return BarDrag(held.action_id, start, end)

    def _target_at(self, at: QPointF) -> str:
        """The action of the calendar cell under the pointer, if an arrow may end there."""
        index = self._table.indexAt(at.toPoint())
        facts: ActionFacts | None = index.data(FACTS_ROLE) if index.isValid() and index.column() == DATES else None
        return facts.id if facts is not None and facts.id != self.linking_from else ""

    def _bar(self, index: QModelIndex) -> tuple[ActionFacts | None, QRectF]:
        facts: ActionFacts | None = index.data(FACTS_ROLE) if index.isValid() and index.column() == DATES else None
        if facts is None:
            return None, QRectF()
        cell = QRectF(self._table.visualRect(index))
        return facts, bar_area(cell, self._table.tree.timeline, facts.start, facts.end)

    def _part(self, index: QModelIndex, at: QPointF) -> tuple[str, ActionFacts | None]:
        """Which part of the bar of a cell is under a point; "new" where the action has no dates yet."""
        facts, bar = self._bar(index)
        if facts is None:
            return "", None
        if bar.isNull():
            return ("elsewhere" if facts.start or facts.end else "new"), facts
        px = theme().px
        knob = self.knob_of(index)
        edge = min(px(_EDGE), bar.width() / 3)
        if knob is not None and abs(at.x() - knob.x()) <= px(_KNOB_REACH) and at.x() > bar.right() + px(2):
            return "link", facts
        if not bar.left() - edge <= at.x() <= bar.right() + edge:
            return "", facts
        if at.x() >= bar.right() - edge:
            return "end", facts
        return ("start" if at.x() <= bar.left() + edge else "whole"), facts


def shifted(bridge: DocumentBridge, facts: ActionFacts, days: int, *, only_end: bool) -> None:
    """Move the dates of an action by keyboard, or only its end; one without dates starts today, for a month."""
    start, end = moved(facts.start, facts.end, days)
    if facts.start is None and facts.end is None:
        start = datetime.date.today()
        end = start + _MONTH * _DAY
    elif only_end:
        start = facts.start
        later = end or (facts.start + days * _DAY if facts.start else None)
        end = max(later, start) if later and start else later
    key = f"keys on the dates of {facts.id}"
    bridge.attempt(lambda: schedule(bridge.document, {facts.id: (start, end)}, merge_key=key))


def _steps(timeline: Timeline, days: float) -> int:
    """The days to move by: whole weeks where days are narrow, days with Ctrl."""
    is_fine = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
    step = 1 if is_fine else timeline.step_days
    return round(days / step) * step


def _span_words(start: datetime.date, end: datetime.date) -> str:
    words, days = current(), (end - start).days + 1
    length = ntr("{n} day", "{n} days", days).format(n=words.number(days))
    return tr("{start} to {end}, {length}").format(start=words.date(start), end=words.date(end), length=length)
