"""What the plan costs: against the budget, by quarter, by segment and by type of action."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis import Budget, budget
from strategy.analysis.spending import spending
from strategy.links import kept_actions
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.pages.action_plan.budget import AmountBars, segment_shares, type_shares, write_budget
from ui.pages.economics.block import Block
from ui.pages.economics.figures import FigureRow
from ui.pages.economics.quarters import QuarterChart
from ui.theme.theme import theme
from ui.widgets.inline import InlineEdit
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn

_BESIDE = 760
"""Design pixels from which two blocks stand side by side."""


class Costs(ScrollColumn):
    """Figures over three charts."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=24, name="costs", parent=parent)
        self._bridge = bridge
        columns = [("total", tr("Total cost")), ("budget", tr("Budget of the plan")), ("rest", tr("Budget left")),
                   ("running", tr("Running costs"))]  # fmt: skip
        self.figures = FigureRow(columns, name="cost_figures")
        self.budget = InlineEdit(role="figure", inset=0, name="costs_budget", accessible_name=tr("Budget of the plan"))
        self.budget.set_placeholder(tr("Budget to set"), "warning")
        self.budget.set_read_only(bridge.document.is_read_only)
        self.budget.committed.connect(self._set_budget)
        self.figures.put("budget", self.budget)
        self.add(self.figures)
        note = tr("The cost of an action is spread over its days; running costs begin the day after its end and count "
                  "until the plan ends. Under each quarter: the part of the budget spent so far.")  # fmt: skip
        by_quarter = Block(tr("By quarter"), note)
        self.quarters = QuarterChart()
        self._undated = Label("", "small", "warning", wrap=True, name="undated_cost")
        by_quarter.card.body.addWidget(self.quarters)
        by_quarter.card.body.addWidget(self._undated)
        self.add(by_quarter)
        self.by_segment, self.by_type = AmountBars(), AmountBars()
        pair = QWidget()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, pair)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(theme().px(24))
        split = tr("An action that serves several segments is shared evenly among them.")
        for title, said, bars in (
            (tr("By segment"), split, self.by_segment),
            (tr("By type of action"), tr("Dropped actions cost nothing."), self.by_type),
        ):
            block = Block(title, said)
            block.card.body.addWidget(bars)
            block.card.body.addStretch(1)
            self._pair.addWidget(block, 1)
        self.add(pair)

    def follow(self) -> None:
        """Follow the plan."""
        snapshot = self._bridge.snapshot()
        spent, found = budget(snapshot), spending(snapshot)
        self._show_figures(snapshot, spent)
        currency = snapshot.plan.currency
        self.quarters.show_quarters(found.quarters, spent.budget, currency)
        words = tr("{amount} of actions without dates are in no quarter yet.")
        self._undated.setText(words.format(amount=current().money(found.undated, currency)))
        self._undated.setVisible(found.undated > 0)
        self.by_segment.show_rows(segment_shares(snapshot, spent))
        self.by_type.show_rows(type_shares(snapshot, spent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.viewport().width() >= theme().px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(across if is_wide else down)

    def _show_figures(self, snapshot: Snapshot, spent: Budget) -> None:
        words, currency, rest = current(), snapshot.plan.currency, spent.remaining
        used = tr("{share} of the budget").format(share=words.percent(spent.used_share)) if spent.budget else ""
        is_over = rest is not None and rest < 0
        tone = "danger" if is_over else "ink"
        self.figures.show_figure("total", words.money(spent.cost, currency), used)
        self.budget.set_text(words.money(spent.budget, currency) if spent.budget is not None else "")
        self.figures.show_figure("rest", words.money(rest, currency) if rest is not None else "",
                                 tr("The plan is over its budget.") if is_over else "", tone, "danger")  # fmt: skip
        monthly = sum(row.running_cost or 0.0 for row in kept_actions(snapshot))
        said = tr("a month once all is in place") if monthly else tr("No action has running costs.")
        self.figures.show_figure("running", words.money(monthly, currency), said)

    def _set_budget(self, written: str) -> None:
        write_budget(self._bridge, written)
        self.follow()
