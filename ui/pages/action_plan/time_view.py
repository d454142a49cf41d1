"""What part of the time the calendar shows, and how keys and the wheel move in it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from ui.models.action_words import DATES, calendar_words
from ui.models.timeline import Zoom
from ui.pages.action_plan.bars import shifted
from ui.widgets.announce import announce

if TYPE_CHECKING:
    from ui.pages.action_plan.table import ActionTable

_Modifier = Qt.KeyboardModifier
_MOVING = _Modifier.AltModifier | _Modifier.ControlModifier | _Modifier.ShiftModifier


class TimeView:
    """Works on the calendar of one table."""

    def __init__(self, table: ActionTable) -> None:
        self._table = table

    def show(self, zoom: Zoom, middle: datetime.date | None = None) -> None:
        """Show so much time, around a day, else around the bar of the current action."""
        table = self._table
        here = table.tree.facts(table.current.action_id) if table.current else None
        asked = middle or (here.start or here.end if here else None) or table.tree.timeline.middle
        table.tree.show_time(zoom, asked)

    def turn(self, steps: int, middle: datetime.date | None = None) -> None:
        """Show less time for a negative number of steps, more for a positive one."""
        zooms = list(Zoom)
        place = zooms.index(self._table.tree.timeline.zoom) + steps
        self.show(zooms[max(0, min(len(zooms) - 1, place))], middle)

    def show_bar(self, action_id: str) -> None:
        """Scroll to the bar of an action, if it is not shown."""
        facts, timeline = self._table.tree.facts(action_id), self._table.tree.timeline
        first, last = (facts.start or facts.end, facts.end or facts.start) if facts else (None, None)
        if first and last and (last < timeline.start or first >= timeline.end):
            self.show(timeline.zoom, first)

    def shift(self, days: int, *, only_end: bool = False) -> None:
        """Move the dates of the current action, or only its end, and say what they are now."""
        table, here = self._table, self._table.current
        facts = table.tree.facts(here.action_id) if here else None
        if facts is None or table.bridge.document.is_read_only:
            return
        shifted(table.bridge, facts, days, only_end=only_end)
        now = table.tree.facts(facts.id)
        if now is not None:
            self.show_bar(now.id)
            announce(table, f"{now.code}, {calendar_words(now)}")

    def is_move(self, event: QKeyEvent) -> bool:
        """Whether a key moves the bar: in the calendar, an arrow with Shift, Ctrl or Alt."""
        table, is_arrow = self._table, event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        has_any = bool(event.modifiers() & _MOVING)
        return is_arrow and has_any and table.currentIndex().column() == DATES and table.current is not None

    def follow_key(self, event: QKeyEvent) -> None:
        """Move by a day with Ctrl, a week with Alt, else as much as the mouse would pull; with Shift only the end."""
        steps, modifiers = (1 if event.key() == Qt.Key.Key_Right else -1), event.modifiers()
        days = 7 if modifiers & _Modifier.AltModifier else self._table.tree.timeline.step_days
        days = 1 if modifiers & _Modifier.ControlModifier else days
        self.shift(steps * days, only_end=bool(modifiers & _Modifier.ShiftModifier))

    def follow_wheel(self, event: QWheelEvent) -> bool:
        """Over the calendar: with Ctrl nearer or further, with Shift or sideways along; False for anything else."""
        head, turn, timeline = self._table.header(), event.angleDelta(), self._table.tree.timeline
        x = event.position().x() - head.sectionViewportPosition(DATES)
        if x < 0:
            return False
        if event.modifiers() & _Modifier.ControlModifier and turn.y():
            self.turn(-1 if turn.y() > 0 else 1, timeline.day_at(x / max(1, head.sectionSize(DATES))))
            return True
        along = turn.x() or (turn.y() if event.modifiers() & _Modifier.ShiftModifier else 0)
        if not along or timeline.zoom is Zoom.YEAR:
            return False
        days = max(1, timeline.days // 10) * (-1 if along > 0 else 1)
        self.show(timeline.zoom, timeline.middle + datetime.timedelta(days=days))
        return True
