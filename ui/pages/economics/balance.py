"""The balance of the plan month by month: gains so far less costs so far, and the month from which it stays above 0."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import current, tr
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, RIGHT, disc, line, painter_on, text

_HEIGHT = 210
_LEFT, _RIGHT, _TOP, _FOOT = 68, 84, 22, 24
_LEAST_LABEL = 48

Balance = Sequence[tuple[datetime.date, float]]


class BalanceChart(QWidget):
    """One line over a zero line; the end and the lowest point are named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("balance_chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().px(_HEIGHT))
        self._balance: Balance = ()
        self._paid: datetime.date | None = None
        self._currency = "EUR"

    def show_balance(self, balance: Balance, paid: datetime.date | None, currency: str) -> None:
        """Show this balance; `paid` is the month from which it is never below zero."""
        self._balance, self._paid, self._currency = balance, paid, currency
        words = current()
        ends = [f"{words.month(month)} {words.money(total, currency)}" for month, total in balance[-1:]]
        self.setAccessibleName(tr("Balance of the plan: {parts}").format(parts=", ".join(ends)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._balance) < 2:
            return
        painter, look = painter_on(self), theme()
        px = look.px
        plot = QRectF(self.rect()).adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_FOOT))
        totals = [total for _, total in self._balance]
        low, high = min(0.0, *totals), max(0.0, *totals)
        span = (high - low) or 1.0
        points = [
            QPointF(
                plot.left() + place / (len(totals) - 1) * plot.width(),
                plot.bottom() - (total - low) / span * plot.height(),
            )
            for place, total in enumerate(totals)
        ]
        zero = plot.bottom() + low / span * plot.height()
        self._paint_scale(painter, plot, low, high, zero)
        self._paint_months(painter, plot)
        painter.setPen(QPen(look.color("primary"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                            Qt.PenJoinStyle.RoundJoin))  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        self._paint_end(painter, points[-1], totals[-1])
        self._paint_turn(painter, points, plot)

    def _paint_scale(self, painter: QPainter, plot: QRectF, low: float, high: float, zero: float) -> None:
        look = theme()
        marks = {low: plot.bottom(), high: plot.top(), 0.0: zero}
        taken: list[float] = []
        for value in (0.0, low, high):
            y = marks[value]
            if any(abs(y - each) < look.px(16) for each in taken):
                continue
            taken.append(y)
            line(painter, QPointF(plot.left(), y), QPointF(plot.right(), y), "control" if value == 0 else "line")
            words = current().compact_money(value, self._currency)
            place = QRectF(0, y - look.px(8), plot.left() - look.px(8), look.px(16))
            text(painter, place, words, look.font("caption", tabular=True), "ink2", RIGHT)

    def _paint_months(self, painter: QPainter, plot: QRectF) -> None:
        look, words = theme(), current()
        count = len(self._balance)
        every = max(1, -(-count * look.px(_LEAST_LABEL) // max(1, round(plot.width()))))
        for place in range(0, count, every):
            month = self._balance[place][0]
            x = plot.left() + place / (count - 1) * plot.width()
            area = QRectF(x - look.px(30), plot.bottom() + look.px(6), look.px(60), look.px(16))
            name = str(month.year) if month.month == 1 else words.short_month(month)
            text(painter, area, name, look.font("caption"), "ink2", CENTER)

    def _paint_end(self, painter: QPainter, point: QPointF, total: float) -> None:
        look = theme()
        disc(painter, point, look.px(4), "primary")
        place = QRectF(point.x() + look.px(8), point.y() - look.px(8), look.px(_RIGHT - 8), look.px(16))
        words = current().compact_money(total, self._currency)
        tone = "danger" if total < 0 else "primary"
        text(painter, place, words, look.font("caption", weight=600, tabular=True), tone, LEFT)

    def _paint_turn(self, painter: QPainter, points: Sequence[QPointF], plot: QRectF) -> None:
        """Name the month from which all is paid back."""
        found = next((place for place, (month, _) in enumerate(self._balance) if month == self._paid), None)
        if found is None:
            return
        look, words = theme(), current()
        disc(painter, points[found], look.px(5), "sheet", "success", 2)
        said = tr("Paid back in {month}").format(month=words.month(self._paid))
        width = look.text_width("caption", said, weight=600) + 2
        left = points[found].x() - width - look.px(8)
        place = QRectF(left, points[found].y() - look.px(22), width, look.px(16))
        if left < plot.left():  # the line rises to the right, so there is room below it
            place.moveTo(points[found].x() + look.px(8), points[found].y() + look.px(6))
        text(painter, place, said, look.font("caption", weight=600), "success", LEFT)
