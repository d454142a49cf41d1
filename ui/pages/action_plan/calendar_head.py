"""The head of the table of actions; over the calendar it names quarters and months, and marks what falls due."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from resources.i18n import current, tr
from ui.delegates.action_row import CODE_AT
from ui.models.action_tree import ActionTree
from ui.models.action_words import COST, DATES, TITLE
from ui.models.timeline import Timeline
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, RIGHT, diamond, line, text

_HEIGHT = 44
_LEAST_MONTH = 15
"""Design pixels under which a month has no letter."""


class CalendarHead(QHeaderView):
    """Paints its sections itself; the last one follows the timeline of the model."""

    def __init__(self, model: ActionTree, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setObjectName("action_head")
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme().px(24))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        area = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        painter.fillRect(area, look.color("sheet"))
        under = area.bottom() + 0.5
        line(painter, QPointF(area.left(), under), QPointF(area.right() + 1, under), "lineStrong")
        if logical == DATES:
            self._paint_calendar(painter, area)
        else:
            words = str(self._model.headerData(logical, Qt.Orientation.Horizontal) or "")
            left = look.px(CODE_AT if logical == TITLE else 8)
            place = area.adjusted(left, 0, -look.px(12 if logical == COST else 4), 0)
            text(painter, place, words, look.font("label"), "ink2", RIGHT if logical == COST else LEFT)
        painter.restore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._due_words(event.pos().x()), self)
            return True
        return super().event(event)

    def _paint_calendar(self, painter: QPainter, area: QRectF) -> None:
        look, timeline = theme(), self._model.timeline
        top = QRectF(area.x(), area.y() + look.px(3), area.width(), look.px(19))
        low = QRectF(area.x(), area.y() + look.px(23), area.width(), look.px(18))
        taken = self._paint_due(painter, area, top)
        for month in timeline.months():
            x = area.x() + timeline.share(month) * area.width()
            if month.month % 3 == 1:
                edge = round(x) + 0.5
                line(painter, QPointF(edge, area.top()), QPointF(edge, area.bottom()), "line")
                self._paint_quarter(painter, QRectF(x + look.px(6), top.y(), 0, top.height()), month, taken)
        self._paint_letters(painter, area, low)
        today = datetime.date.today()
        if timeline.contains(today):
            x = area.x() + timeline.share(today) * area.width()
            line(painter, QPointF(x, low.bottom() - look.px(2)), QPointF(x, area.bottom()), "danger", 1.5)

    def _paint_quarter(self, painter: QPainter, place: QRectF, month: datetime.date, taken: list[QRectF]) -> None:
        """The name of a quarter, where no due date stands."""
        name = tr("Q{n}").format(n=(month.month + 2) // 3)
        words = f"{name} {month.year}" if month.month == 1 and _spans_years(self._model.timeline) else name
        room = self.sectionSize(DATES) / self._model.timeline.days * 90 - theme().px(8)
        end = self.sectionViewportPosition(DATES) + self.sectionSize(DATES)
        if theme().text_width("caption", words) > min(room, end - place.x() - 2):
            words = name
        place.setWidth(theme().text_width("caption", words) + 2)
        if place.width() <= room + 2 and not any(place.intersects(each) for each in taken):
            text(painter, place, words, theme().font("caption"), "ink2", LEFT)

    def _paint_letters(self, painter: QPainter, area: QRectF, low: QRectF) -> None:
        """The first letter of each month, if months are wide enough."""
        look, timeline = theme(), self._model.timeline
        width = area.width() / max(1, round(timeline.days / 30.4))
        if width < look.px(_LEAST_MONTH):
            return
        for month in timeline.months():
            place = QRectF(area.x() + timeline.share(month) * area.width(), low.y(), width, low.height())
            text(painter, place, current().short_month(month)[:1].upper(), look.font("caption"), "ink2", CENTER)

    def _paint_due(self, painter: QPainter, area: QRectF, top: QRectF) -> list[QRectF]:
        """A brass diamond for each due date, with the codes before it where they fit; returns what they cover."""
        look, timeline, taken = theme(), self._model.timeline, []
        free_from, half = area.x(), look.px(5)
        for day, codes in timeline.due:
            if not timeline.contains(day):
                continue
            x = min(area.x() + timeline.share(day) * area.width(), area.right() - half - 1)
            diamond(painter, QPointF(x, top.center().y()), half, "brassFill")
            right = x - half - look.px(3)
            words = _fitting(codes, right - free_from)
            left = right - _width(words) if words else x - half
            if words:
                place = QRectF(left, top.y(), right - left, top.height())
                text(painter, place, words, look.font("caption", weight=600), "brass", RIGHT)
            taken.append(QRectF(left, top.y(), x + half - left, top.height()))
            free_from = x + half + look.px(3)
        return taken

    def _due_words(self, x: int) -> str:
        """The objectives due near a place of the calendar."""
        left = self.sectionViewportPosition(DATES)
        width = max(1, self.sectionSize(DATES))
        near = theme().px(8)
        due = [
            tr("{codes}: due on {day}").format(codes=codes, day=current().date(day))
            for day, codes in self._model.timeline.due
            if abs(left + self._model.timeline.share(day) * width - x) <= near
        ]
        return "\n".join(due)


def _width(words: str) -> int:
    return theme().text_width("caption", words, weight=600) + 3


def _fitting(codes: str, room: float) -> str:
    """The codes, else the first and how many more, else nothing: the tooltip has them all."""
    first, *others = codes.split(", ")
    shorter = (f"{first} +{len(others)}",) if others else ()
    return next((words for words in (codes, *shorter) if _width(words) <= room), "")


def _spans_years(timeline: Timeline) -> bool:
    return timeline.start.year != (timeline.end - datetime.timedelta(days=1)).year
