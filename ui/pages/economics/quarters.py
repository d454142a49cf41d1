"""What the plan costs quarter by quarter: one column each, what is spent once under what is spent on running."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import current, tr
from strategy.analysis.spending import QuarterCost
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, box, line, painter_on, text

_HEIGHT = 230
_TOP, _BOTTOM = 40, 40
_WIDEST, _GAP = 72, 10
_ONCE, _RUNNING = "primary", "asIs"


class QuarterChart(QWidget):
    """Bars start at zero; amounts stand over them, the part of the budget spent so far under the quarters' names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quarter_chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().px(_HEIGHT))
        self._quarters: Sequence[QuarterCost] = ()
        self._budget: float | None = None
        self._currency = "EUR"

    def show_quarters(self, quarters: Sequence[QuarterCost], budget: float | None, currency: str) -> None:
        """Show these, against this budget if there is one."""
        self._quarters, self._budget, self._currency = quarters, budget, currency
        said = [f"{_full_name(each)} {current().money(each.cost, currency)}" for each in quarters]
        self.setAccessibleName(tr("Cost by quarter: {parts}").format(parts=", ".join(said)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        if not self._quarters:
            text(painter, self.rect(), tr("Give actions dates and costs to see the quarters."), look.font("small"),
                 "ink3", CENTER)  # fmt: skip
            return
        self._paint_legend(painter)
        plot = QRectF(self.rect()).adjusted(0, look.px(_TOP), 0, -look.px(_BOTTOM))
        most = max(each.cost for each in self._quarters) or 1.0
        pitch = plot.width() / len(self._quarters)
        spent = 0.0
        for place, each in enumerate(self._quarters):
            spent += each.cost
            column = QRectF(plot.left() + place * pitch, plot.top(), pitch, plot.height())
            self._paint_column(painter, column, each, most)
            self._paint_names(painter, column, each, spent)
        line(painter, plot.bottomLeft(), plot.bottomRight(), "lineStrong")

    def _paint_legend(self, painter: QPainter) -> None:
        look, x = theme(), 0.0
        parts = [(tr("Once"), _ONCE), (tr("Running costs"), _RUNNING)]
        if not any(each.running for each in self._quarters):
            return
        for name, color in parts:
            box(painter, QRectF(x, look.px(4), look.px(8), look.px(8)), color, radius=look.px(2))
            place = QRectF(x + look.px(14), 0, look.text_width("caption", name) + 1, look.px(16))
            text(painter, place, name, look.font("caption"), "ink2", LEFT)
            x = place.right() + look.px(16)

    def _paint_column(self, painter: QPainter, column: QRectF, each: QuarterCost, most: float) -> None:
        look = theme()
        width = min(look.px(_WIDEST), column.width() - look.px(_GAP))
        left, bottom = column.center().x() - width / 2, column.bottom()
        for amount, color in ((each.once, _ONCE), (each.running, _RUNNING)):
            height = amount / most * column.height()
            if height > 0:
                box(painter, QRectF(left, bottom - height, width, height), color)
                bottom -= height
        over = QRectF(column.left(), bottom - look.px(18), column.width(), look.px(16))
        fits = look.text_width("caption", current().money(each.cost, self._currency)) <= column.width() - look.px(4)
        amount_words = (current().money if fits else current().compact_money)(each.cost, self._currency)
        text(painter, over, amount_words, look.font("caption", weight=600, tabular=True), "ink", CENTER)

    def _paint_names(self, painter: QPainter, column: QRectF, each: QuarterCost, spent: float) -> None:
        look = theme()
        under = QRectF(column.left(), column.bottom() + look.px(4), column.width(), look.px(16))
        is_roomy = look.text_width("caption", _full_name(each)) < column.width()
        text(painter, under, _full_name(each) if is_roomy else _name(each), look.font("caption"), "ink2", CENTER)
        if self._budget:
            share = spent / self._budget
            below = under.translated(QPointF(0, look.px(17)))
            tone = "danger" if share > 1 + 1e-9 else "ink3"
            text(painter, below, current().percent(share, 0), look.font("caption", tabular=True), tone, CENTER)


def _name(quarter: QuarterCost) -> str:
    return tr("Q{n}").format(n=quarter.number)


def _full_name(quarter: QuarterCost) -> str:
    return f"{_name(quarter)} {quarter.first.year}"
