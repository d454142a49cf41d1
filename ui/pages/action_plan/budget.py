"""What the plan costs: the total against the budget, by horizon, and by segment or by type of action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, tr
from strategy.analysis import Budget, Horizon, budget
from strategy.model import PLAN_ROW, Plan
from strategy.naming import Naming
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import HORIZON_NAMES, horizon_dot
from ui.theme.theme import theme
from ui.widgets.chip import Dot, dot_color
from ui.widgets.inline import InlineEdit
from ui.widgets.label import ElidedLabel, Label, plain_tip
from ui.widgets.paint import LEFT, RIGHT, bar, box, painter_on, text
from ui.widgets.segmented import Segmented

BY_SEGMENT, BY_TYPE = "segment", "type"
_ROW = 24
_BARS = 4
_STACK, _LINE = 40, 18
_LEAST_BAR = 56
"""A name takes the room that its bar can do without."""
_LEAST_FOR_SPLIT = 300


@dataclass(frozen=True, slots=True)
class Share:
    """One bar: what it is for, its colour, its amount in words and its length from 0 to 1."""

    title: str
    dot: Dot | None
    money: str
    share: float


class BudgetCell(QWidget):
    """The middle of the strip; the budget itself is edited where it stands."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("action_budget")
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(8), px(24), px(8))
        column.setSpacing(0)
        head, figures = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(Label(tr("Total cost"), "label"))
        head.addWidget(self._budget_edit())
        head.addStretch(1)
        column.addLayout(head)
        self._total = Label("", "figure", tabular=True, name="budget_total")
        figures.addWidget(self._total)
        figures.addStretch(1)
        self._by = Segmented([(BY_SEGMENT, tr("Segment")), (BY_TYPE, tr("Type"))], small=True, name="budget_by",
                             accessible_name=tr("Split the cost by"))  # fmt: skip
        self._by.changed.connect(self.follow)
        figures.addWidget(self._by)
        column.addLayout(figures)
        self._rest = ElidedLabel("", "small", "ink2", name="budget_rest")
        column.addWidget(self._rest)
        column.addSpacing(px(8))
        self._stack = _Stack()
        column.addWidget(self._stack)
        column.addSpacing(px(10))
        self._bars = AmountBars(_BARS)
        column.addWidget(self._bars)
        column.addStretch(1)

    def follow(self, _value: object = None) -> None:
        """Show what the plan costs now."""
        snapshot, words = self._bridge.snapshot(), current()
        spent, currency = budget(snapshot), snapshot.plan.currency
        self._total.setText(words.money(spent.cost, currency))
        is_over = spent.remaining is not None and spent.remaining < 0
        self._total.set_tone("danger" if is_over else "ink")
        self._rest.setText(self._rest_words(spent, currency))
        self._rest.set_tone("danger" if is_over else "ink2")
        written = words.money(spent.budget, currency) if spent.budget is not None else ""
        self._budget.set_text(tr("of {budget}").format(budget=written) if written else "")
        self._stack.show_costs(spent, currency)
        shares = type_shares if self._by.value() == BY_TYPE else segment_shares
        self._bars.show_rows(shares(snapshot, spent, _BARS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._by.setVisible(self.width() >= theme().px(_LEAST_FOR_SPLIT))

    def edit(self) -> None:
        """Put the cursor in the budget of the plan."""
        self._budget.begin()

    def _budget_edit(self) -> InlineEdit:
        self._budget = InlineEdit(role="small", name="plan_budget", accessible_name=tr("Budget of the plan"))
        self._budget.set_placeholder(tr("Budget to set"), "warning")
        self._budget.set_read_only(self._bridge.document.is_read_only)
        self._budget.committed.connect(self._set_budget)
        return self._budget

    def _rest_words(self, spent: Budget, currency: str) -> str:
        if spent.remaining is None:
            return ""
        amount = current().money(abs(spent.remaining), currency)
        sentence = tr("{amount} left") if spent.remaining >= 0 else tr("{amount} over budget")
        return sentence.format(amount=amount)

    def _set_budget(self, written: str) -> None:
        before, _, after = tr("of {budget}").partition("{budget}")
        write_budget(self._bridge, written.removeprefix(before).removesuffix(after))
        self.follow()


def write_budget(bridge: DocumentBridge, written: str) -> None:
    """Set the budget of the plan as it was typed; nothing takes it away, what is no amount changes nothing."""
    bare = written.strip()
    amount = current().read_number(bare) if bare else None
    if not bare or amount is not None:
        bridge.attempt(lambda: set_value(bridge.document, Plan, PLAN_ROW, "budget", amount))


class _Stack(QWidget):
    """One bar cut by horizon, its names under it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, Dot | None, float]] = []
        self.setFixedHeight(theme().px(_STACK))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_costs(self, spent: Budget, currency: str) -> None:
        """Cut the bar by what each horizon costs."""
        order: list[Horizon | None] = [*Horizon, None]
        amounts = [(each, spent.by_horizon.get(each, 0.0)) for each in order]
        self._parts = [(tr(HORIZON_NAMES[each]), horizon_dot(each), amount) for each, amount in amounts if amount]
        said = [f"{name} {current().money(amount, currency)}" for name, _, amount in self._parts]
        self.setAccessibleName(tr("Cost by horizon: {parts}").format(parts=", ".join(said)))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        total = sum(amount for _, _, amount in self._parts) or 1.0
        gap, thick = look.px(2), look.px(14)
        left, width = 0.0, self.width() - gap * max(0, len(self._parts) - 1)
        if not self._parts:
            box(painter, QRectF(0, 0, self.width(), thick), "line", radius=look.px(3))
        for _, dot, amount in self._parts:
            part = width * amount / total
            box(painter, QRectF(left, 0, part, thick), _color(dot), radius=look.px(3))
            left += part + gap
        side = look.px(8)
        for (name, dot, _), place in zip(self._parts, self._name_places(), strict=True):
            box(painter, QRectF(place.x(), place.center().y() - side / 2, side, side), _color(dot), radius=look.px(2))
            text(painter, place.adjusted(look.px(14), 0, 0, 0), name, look.font("caption"), "ink2", LEFT)

    def _name_places(self) -> list[QRectF]:
        """Where each name stands: beside the one before it, or on a line of its own where the bar ends too soon."""
        look = theme()
        x, y = 0.0, look.px(20)
        found: list[QRectF] = []
        for name, _, _ in self._parts:
            width = look.px(14) + look.text_width("caption", name) + 1
            if found and x + width > self.width():
                x, y = 0.0, y + look.px(_LINE)
            found.append(QRectF(x, y, min(width, self.width()), look.px(16)))
            x += width + look.px(16)
        return found

    def _fit(self) -> None:
        places = self._name_places()
        last = places[-1].bottom() if places else 0
        self.setFixedHeight(max(theme().px(_STACK), round(last) + theme().px(4)))


class AmountBars(QWidget):
    """Names, bars and amounts, the dearest first; as high as `room` rows, or as there are without a number."""

    def __init__(self, room: int | None = None) -> None:
        super().__init__()
        self._rows: list[Share] = []
        self._room = room

    def show_rows(self, rows: list[Share]) -> None:
        """Show these."""
        self._rows = rows
        self.setAccessibleName(", ".join(f"{row.title} {row.money}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(280), theme().px(_ROW) * (self._room or len(self._rows)))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._rows:
            row = self._rows[min(len(self._rows) - 1, max(0, int(event.pos().y() / self._pitch())))]
            QToolTip.showText(event.globalPos(), plain_tip(f"{row.title}, {row.money}"), self)
            return True
        return super().event(event)

    def _pitch(self) -> float:
        """Tighter where the horizons take a second line."""
        return min(theme().px(_ROW), self.height() / max(1, self._room or len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        money_width = max((look.text_width("small", row.money, tabular=True) for row in self._rows), default=0)
        money_width += look.px(16)
        names = max((look.text_width("small", row.title) for row in self._rows), default=0) + look.px(12)
        name_width = min(names, max(0, self.width() - money_width - look.px(_LEAST_BAR)))
        for place, row in enumerate(self._rows):
            area = QRectF(0, place * self._pitch(), self.width(), self._pitch())
            self._paint_row(painter, area, row, name_width, money_width)

    def _paint_row(self, painter: QPainter, area: QRectF, row: Share, name_width: float, money_width: float) -> None:
        look = theme()
        name = QRectF(area.topLeft(), QPointF(area.x() + name_width - look.px(8), area.bottom()))
        text(painter, name, row.title, look.font("small"), "ink", LEFT)
        track = QRectF(area.x() + name_width, area.y(), area.width() - name_width - money_width, area.height())
        bar(painter, track, row.share, _color(row.dot) if row.dot else "asIs", look.px(6))
        text(painter, area, row.money, look.font("small", tabular=True), "ink", RIGHT)


def _color(dot: Dot | None) -> QColor | str:
    return dot_color(dot) or "lineStrong"


def segment_shares(snapshot: Snapshot, spent: Budget, most: int | None = None) -> list[Share]:
    """What each segment costs; beyond `most` bars the others are put together."""
    names, found = Naming(snapshot, current()), []
    for place, segment in enumerate(snapshot.all(Segment)):
        amount = spent.by_segment.get(segment.id)
        if amount:
            found.append((names.title(segment), ("series", place), amount))
    return _shares(snapshot, found, spent.by_segment, tr("No segment yet"), most)


def type_shares(snapshot: Snapshot, spent: Budget, most: int | None = None) -> list[Share]:
    """What each type of action costs; beyond `most` bars the others are put together."""
    names = Naming(snapshot, current())
    found = [(names.label(each), None, amount) for each, amount in spent.by_type.items() if each and amount]
    return _shares(snapshot, found, spent.by_type, tr("No type yet"), most)


def _shares(
    snapshot: Snapshot,
    found: Sequence[tuple[str, Dot | None, float]],
    amounts: Mapping[str | None, float],
    none: str,
    most: int | None,
) -> list[Share]:
    """The dearest bars, the others put together in the last one."""
    rows: list[tuple[str, Dot | None, float]] = [*found]
    if amounts.get(None):
        rows.append((none, None, amounts[None]))
    rows.sort(key=lambda row: -row[2])
    if most is not None and len(rows) > most:
        rest = sum(amount for _, _, amount in rows[most - 1 :])
        rows = [*rows[: most - 1], (tr("Others"), None, rest)]
    dearest = max((amount for _, _, amount in rows), default=0.0) or 1.0
    currency = snapshot.plan.currency
    return [Share(title, dot, current().money(amount, currency), amount / dearest) for title, dot, amount in rows]
