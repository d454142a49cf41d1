"""What each budget can bring at most: a stair, with the budget asked about and what the set costs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import current, tr
from strategy.analysis.choosing import Answer
from strategy.snapshot import Snapshot
from ui.models.best_set import value_words
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, RIGHT, disc, line, painter_on, text

_HEIGHT = 190
_LEFT, _RIGHT, _TOP, _FOOT = 76, 20, 22, 24


class GainCurve(QWidget):
    """Budget to the right, gain upwards; both start at zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gain_curve")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().px(_HEIGHT))
        self._answer: Answer | None = None
        self._snapshot: Snapshot | None = None

    def show_answer(self, answer: Answer, snapshot: Snapshot) -> None:
        """Show what each budget brings."""
        self._answer, self._snapshot = answer, snapshot
        words = current()
        said = [f"{words.money(budget, snapshot.plan.currency)}: {value_words(gain, answer.question.aim, snapshot)}"
                for budget, gain in answer.curve[::4] if gain is not None]  # fmt: skip
        self.setAccessibleName(tr("Most gain by budget"))
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        answer, snapshot = self._answer, self._snapshot
        known = [(budget, gain) for budget, gain in answer.curve if gain is not None] if answer else []
        if answer is None or snapshot is None or not known or not known[-1][1] or not known[-1][0]:
            return
        painter, look = painter_on(self), theme()
        px = look.px
        plot = QRectF(self.rect()).adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_FOOT))
        widest, highest = answer.curve[-1][0], max(gain for _, gain in known)

        def at(budget: float, gain: float) -> QPointF:
            x = plot.left() + budget / widest * plot.width()
            return QPointF(x, plot.bottom() - gain / highest * plot.height())

        self._paint_scale(painter, plot, widest, highest, answer, snapshot)
        stair: list[QPointF] = []
        for budget, gain in known:
            stair += [QPointF(at(budget, 0).x(), stair[-1].y())] if stair else []
            stair.append(at(budget, gain))
        painter.setPen(QPen(look.color("primary"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap,
                            Qt.PenJoinStyle.MiterJoin))  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(stair))
        self._paint_here(painter, plot, answer, at(answer.question.budget or widest, 0).x())
        if answer.found is not None:
            disc(painter, at(answer.found.cost, answer.found.value), px(5), "primary", "sheet", 1.5)

    def _paint_scale(
        self, painter: QPainter, plot: QRectF, widest: float, highest: float, answer: Answer, snapshot: Snapshot
    ) -> None:
        look, words, currency = theme(), current(), snapshot.plan.currency
        font = look.font("caption", tabular=True)
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - share * plot.height()
            line(painter, QPointF(plot.left(), y), QPointF(plot.right(), y), "control" if share == 0 else "line")
            is_points = answer.question.aim.value == "points"
            gain = words.number(share * highest, 0) if is_points else words.compact_money(share * highest, currency)
            text(painter, QRectF(0, y - look.px(8), plot.left() - look.px(8), look.px(16)), gain, font, "ink2", RIGHT)
        for share in (0.25, 0.5, 0.75, 1.0):
            x = plot.left() + share * plot.width()
            area = QRectF(x - look.px(40), plot.bottom() + look.px(6), look.px(80), look.px(16))
            if share == 1.0:
                area.moveRight(plot.right() + look.px(_RIGHT))
            text(painter, area, words.compact_money(share * widest, currency), font, "ink2", RIGHT if share == 1.0
                 else CENTER)  # fmt: skip

    def _paint_here(self, painter: QPainter, plot: QRectF, answer: Answer, x: float) -> None:
        if answer.question.budget is None or self._snapshot is None:
            return
        look = theme()
        painter.setPen(QPen(look.color("brass"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        words = current().compact_money(answer.question.budget, self._snapshot.plan.currency)
        said = tr("Budget {amount}").format(amount=words)
        width = look.text_width("caption", said, weight=600) + 2
        place = QRectF(min(max(plot.left(), x - width / 2), plot.right() - width), 0, width, look.px(16))
        text(painter, place, said, look.font("caption", weight=600), "brass", LEFT)
