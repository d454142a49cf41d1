"""The head of the table of actions: names of columns, then the calendar, where milestones are put and pulled."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from resources.i18n import current, tr
from ui.delegates.action_row import CODE_AT
from ui.delegates.gantt import day_x
from ui.models.action_tree import ActionTree
from ui.models.action_words import COST, DATES, TITLE
from ui.models.timeline import Turn
from ui.pages.action_plan.calendar_scale import Scale
from ui.theme.theme import theme
from ui.widgets.label import plain_tip
from ui.widgets.paint import LEFT, RIGHT, line, text

_HEIGHT, _NEAR = 44, 8


class CalendarHead(QHeaderView):
    """Paints its sections itself; the last one follows the timeline of the model.

    `turn_wanted` carries the day for a new milestone, `turn_opened` one to change, `turn_moved` one and its new day,
    `wheeled` what the wheel did over the calendar.
    """

    turn_wanted = Signal(object)
    turn_opened = Signal(str)
    turn_moved = Signal(str, object)
    wheeled = Signal(object)

    def __init__(self, model: ActionTree, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._held: Turn | None = None
        self.is_read_only = False
        self.setObjectName("action_head")
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(theme().px(24))

    def sizeHint(self) -> QSize:
        return QSize(self.length(), theme().px(_HEIGHT))  # Qt would measure every title for a height that is given

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        area = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        painter.fillRect(area, look.color("sheet"))
        under = area.bottom() + 0.5
        line(painter, QPointF(area.left(), under), QPointF(area.right() + 1, under), "lineStrong")
        if logical == DATES:
            painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
            Scale(painter, area, self._model.timeline, self._held).paint()
        else:
            words = str(self._model.headerData(logical, Qt.Orientation.Horizontal) or "")
            left = look.px(CODE_AT if logical == TITLE else 8)
            place = area.adjusted(left, 0, -look.px(12 if logical == COST else 4), 0)
            text(painter, place, words, look.font("label"), "ink2", RIGHT if logical == COST else LEFT)
        painter.restore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self._words_at(event.pos().x())), self)
            return True
        return super().event(event)

    # Milestones under the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        turn = self._turn_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and turn is not None and not self.is_read_only:
            self._held = turn
            self.grabKeyboard()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            is_over = self._turn_at(event.position()) is not None and not self.is_read_only
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if is_over else Qt.CursorShape.ArrowCursor)
            super().mouseMoveEvent(event)
            return
        day = self._day_at(event.position().x())
        self._held = Turn(self._held.id, day, self._held.name)
        QToolTip.showText(event.globalPosition().toPoint(), current().date(day), self)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = self._let_go()
        if held is None:
            super().mouseReleaseEvent(event)
            return
        if any(turn.id == held.id and turn.day != held.day for turn in self._model.timeline.turns):
            self.turn_moved.emit(held.id, held.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        turn = self._turn_at(event.position())
        if turn is not None:
            self.turn_opened.emit(turn.id)
        elif self._calendar().contains(event.position()) and not self.is_read_only:
            self.turn_wanted.emit(self._day_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or self._let_go() is None:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._calendar().contains(event.position()):
            self.wheeled.emit(event)
        else:
            super().wheelEvent(event)

    # Inside

    def place_of(self, day: datetime.date) -> QPoint:
        """Where the mark of a day stands, in the viewport."""
        area = self._calendar()
        return QPointF(min(day_x(area, self._model.timeline, day), area.right() - 6), theme().px(12)).toPoint()

    def _let_go(self) -> Turn | None:
        held, self._held = self._held, None
        if held is not None:
            self.releaseKeyboard()
            QToolTip.hideText()
            self.viewport().update()
        return held

    def _calendar(self) -> QRectF:
        return QRectF(self.sectionViewportPosition(DATES), 0, max(1, self.sectionSize(DATES)), self.height())

    def _day_at(self, x: float) -> datetime.date:
        area, timeline = self._calendar(), self._model.timeline
        share = max(0.0, min(1.0, (x - area.x()) / area.width()))
        return min(timeline.day_at(share), timeline.end - datetime.timedelta(days=1))

    def _turn_at(self, at: QPointF) -> Turn | None:
        """The milestone whose diamond is under a point."""
        if at.y() > theme().px(_HEIGHT / 2):
            return None
        shown = [each for each in self._model.timeline.turns if self._model.timeline.contains(each.day)]
        far = {each: abs(self.place_of(each.day).x() - at.x()) for each in shown}
        near = [each for each in shown if far[each] <= theme().px(_NEAR)]
        return min(near, key=far.__getitem__, default=None)

    def _words_at(self, x: int) -> str:
        """The objectives due and the milestones near a place of the calendar; the title of another column."""
        column = self.logicalIndexAt(x)
        if column not in (-1, DATES):
            return str(self._model.headerData(column, Qt.Orientation.Horizontal) or "")
        timeline, near = self._model.timeline, theme().px(_NEAR)
        said = tr("{codes}: due on {day}")
        known = [(day, said.format(codes=codes, day=current().date(day))) for day, codes in timeline.due]
        known += [(turn.day, f"{turn.name or tr('Milestone')}, {current().date(turn.day)}") for turn in timeline.turns]
        return ", ".join(
            words for day, words in known if timeline.contains(day) and abs(self.place_of(day).x() - x) <= near
        )
