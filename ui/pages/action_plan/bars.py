"""Bars under the mouse: pulled along to move an action, pulled at an end to change one of its dates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QToolTip

from resources.i18n import current
from strategy.model import Action
from strategy.operations import set_values
from ui.delegates.gantt import BarDrag, bar_area
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import ActionFacts
from ui.models.action_tree import FACTS_ROLE
from ui.models.action_words import DATES
from ui.models.timeline import moved
from ui.theme.theme import theme

if TYPE_CHECKING:
    from ui.pages.action_plan.table import ActionTable

_EDGE = 6
_MONTH = 30
_DAY = datetime.timedelta(days=1)


@dataclass(slots=True)
class _Press:
    """Where the mouse went down: which part of the bar, and the dates it had then."""

    action_id: str
    part: str
    at: float
    cell: QRectF
    start: datetime.date
    end: datetime.date


class BarMouse:
    """One drag at a time; nothing is written before the button is released, and Escape forgets it."""

    def __init__(self, table: ActionTable) -> None:
        self._table = table
        self._press: _Press | None = None
        self.drag: BarDrag | None = None

    def press(self, index: QModelIndex, at: QPointF) -> bool:
        """Take hold of a bar, or begin one in an empty calendar; False when there is nothing to hold."""
        part, facts = self._part(index, at)
        if not part or facts is None or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        cell, timeline = QRectF(self._table.visualRect(index)), self._table.tree.timeline
        under = timeline.day_at((at.x() - cell.x()) / cell.width())
        start = facts.start or facts.end or under
        self._press = _Press(facts.id, part, at.x(), cell, start, facts.end or start)
        return True

    def move(self, at: QPointF, on_screen: QPoint) -> bool:
        """Follow the mouse; False when no bar is held."""
        held = self._press
        if held is None:
            return False
        timeline = self._table.tree.timeline
        days = round((at.x() - held.at) / held.cell.width() * timeline.days)
        start, end = held.start, held.end
        if held.part in ("whole", "start"):
            start += days * _DAY
        if held.part in ("whole", "end", "new"):
            end += days * _DAY
        if held.part == "start":
            start = min(start, end)
        else:
            end = max(end, start)
        self.drag = BarDrag(held.action_id, start, end)
        words = current()
        QToolTip.showText(on_screen, f"{words.date(start)} – {words.date(end)}", self._table)
        self._table.viewport().update()
        return True

    def release(self) -> bool:
        """Write the dates, in one gesture; False when no bar was held."""
        held, drag = self._press, self.drag
        self._press = self.drag = None
        if held is None:
            return False
        self._table.viewport().update()
        if drag is not None and (held.part == "new" or (drag.start, drag.end) != (held.start, held.end)):
            values = {"start_date": drag.start, "end_date": drag.end}
            bridge = self._table.bridge
            bridge.attempt(lambda: set_values(bridge.document, Action, drag.action_id, values))
        return True

    def cancel(self) -> bool:
        """Let go without writing; False when no bar was held."""
        held, self._press, self.drag = self._press, None, None
        self._table.viewport().update()
        return held is not None

    def show_cursor(self, index: QModelIndex, at: QPointF) -> None:
        """Tell by the pointer what a press would do."""
        shapes = {
            "whole": Qt.CursorShape.OpenHandCursor,
            "start": Qt.CursorShape.SizeHorCursor,
            "end": Qt.CursorShape.SizeHorCursor,
            "new": Qt.CursorShape.CrossCursor,
        }
        part, _ = self._part(index, at)
        self._table.viewport().setCursor(shapes.get(part, Qt.CursorShape.ArrowCursor))

    def _part(self, index: QModelIndex, at: QPointF) -> tuple[str, ActionFacts | None]:
        """Which part of the bar of a cell is under a point; "new" where the action has no dates yet."""
        facts: ActionFacts | None = index.data(FACTS_ROLE) if index.isValid() and index.column() == DATES else None
        if facts is None:
            return "", None
        cell = QRectF(self._table.visualRect(index))
        bar = bar_area(cell, self._table.tree.timeline, facts.start, facts.end)
        if bar.isNull():
            return "new", facts
        edge = min(theme().px(_EDGE), bar.width() / 3)
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
    values = {"start_date": start, "end_date": end}
    bridge.attempt(lambda: set_values(bridge.document, Action, facts.id, values))
