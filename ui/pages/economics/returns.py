"""What the plan brings: gain, return and payback of each action and of all together, and the balance over time."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from journey.model import Touchpoint
from resources.i18n import current, ntr, tr
from strategy.analysis.returns import (
    FrictionGain,
    Return,
    balance,
    friction_gain,
    plan_return,
    return_months,
    shared_frictions,
    yearly_gain,
)
from strategy.links import kept_actions
from strategy.model import PLAN_ROW, Action, Plan
from strategy.naming import Naming
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.latest import AT_ONCE, Latest
from ui.models.returns import months_words, range_words, rate_words, return_columns, return_ids
from ui.models.row_table import RowTableModel
from ui.pages.economics.balance import BalanceChart
from ui.pages.economics.block import Block
from ui.pages.economics.figures import FigureRow
from ui.pages.row_view import RowView
from ui.pages.rows_block import lay_out_block
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.segmented import Segmented

_HORIZONS = (12, 24, 36)
_LEAST_SHOWN = 12


class Returns(ScrollColumn):
    """`opened` carries the action whose name was pressed twice."""

    used = Signal()
    opened = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=24, name="returns", parent=parent)
        self._bridge = bridge
        columns = [("gain", tr("Gain")), ("cost", tr("Cost")), ("return", tr("Return")), ("payback", tr("Pays back"))]
        self.figures = FigureRow(columns, name="plan_return")
        self.add(self.figures)
        choices = [(each, ntr("{n} month", "{n} months", each).format(n=current().number(each))) for each in _HORIZONS]
        self.months = Segmented(choices, small=True, name="return_months", accessible_name=tr("Months of effect"))
        self.months.changed.connect(self._set_months)
        self.model = RowTableModel(bridge, return_columns(), return_ids, self)
        self.table = RowView(self.model, "name", name="returns_table", accessible_name=tr("Returns"))
        self.table.setMouseTracking(True)
        self.table.opened.connect(lambda index: self.opened.emit(self.model.id_at(index) or ""))
        self.table.selectionModel().currentChanged.connect(lambda: self.used.emit())
        self._empty = Label(tr("Nothing here yet."), "small", "ink3")
        note = tr("Gains are margins a year once the action has its effect. Return: gain less cost, as a share of the "
                  "cost, over the months of effect chosen here; running costs of these months included, nothing "
                  "discounted. Payback counts from the effect.")  # fmt: skip
        block = QWidget()
        lay_out_block(block, tr("Return of each action"), note, [self.months], self.table, self._empty)
        self.add(block)
        self._overlap = Label("", "small", "ink2", wrap=True, name="shared_frictions")
        self.add(self._overlap)
        self._against = Label("", "small", "ink2", wrap=True, name="friction_gain")
        self._against.hide()
        self.add(self._against)
        self._reckoning = Latest(self)
        self._reckoning.came.connect(self._show_friction_gain)
        said = tr("Likely gains so far less costs so far, from the start of the plan.")
        over_time = Block(tr("Balance over time"), said, name="balance_block")
        self.balance = BalanceChart()
        over_time.card.body.addWidget(self.balance)
        self._over_time = over_time
        self.add(over_time)

    @property
    def current_id(self) -> str:
        return self.model.id_at(self.table.currentIndex()) or ""

    def follow(self) -> None:
        """Follow the plan."""
        snapshot, today = self._bridge.snapshot(), datetime.date.today()
        self.model.follow()
        self.table.setVisible(bool(self.model.ids))
        self._empty.setVisible(not self.model.ids)
        self.table.show_all_rows()
        months = return_months(snapshot.plan)
        if months in _HORIZONS:
            self.months.set_value(months)
        found = plan_return(snapshot, today)
        self._show_figures(snapshot, found, months)
        shown = max(_LEAST_SHOWN, round((found.payback_months or 0) * 1.25) + 2, months + _LEAST_SHOWN)
        self.balance.show_balance(balance(snapshot, today, shown), found.paid_back, snapshot.plan.currency)
        self._over_time.setVisible(found.gain is not None)
        self._overlap.setText(_overlap_words(snapshot))
        is_small = len(snapshot.all(Touchpoint)) <= AT_ONCE
        self._reckoning.ask(lambda: friction_gain(snapshot), at_once=is_small)

    def reveal(self, action_id: str) -> bool:
        """Put the cursor on the gain of an action."""
        self.follow()
        place = self.model.row_of(action_id)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, self.model.column_of("gain")))
            self.table.setFocus()
        return place >= 0

    def edit(self) -> None:
        """Edit the cell that has the cursor."""
        self.table.edit(self.table.currentIndex())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reckoning.leave()

    def _show_friction_gain(self, found: object) -> None:
        self._against.setVisible(isinstance(found, FrictionGain))
        if isinstance(found, FrictionGain):
            self._against.setText(_against_words(found, self._bridge.plan().currency))
            self._against.set_tone("warning" if found.exceeds else "ink2")

    def _set_months(self, months: object) -> None:
        write = lambda: set_value(self._bridge.document, Plan, PLAN_ROW, "return_months", months)  # noqa: E731
        if not self._bridge.attempt(write):
            self.follow()

    def _show_figures(self, snapshot: Snapshot, found: Return, months: int) -> None:
        words, currency = current(), snapshot.plan.currency
        actions = kept_actions(snapshot)
        known = sum(yearly_gain(snapshot, row) is not None for row in actions)
        over = tr("over {months} of effect").format(months=months_words(months))
        gain = words.money(found.gain.likely, currency) if found.gain else ""
        counted = tr("{known} of {all} actions have a gain").format(
            known=words.number(known), all=words.number(len(actions))
        )
        counted_tone = "warning" if known < len(actions) else "ink2"
        self.figures.show_figure("gain", gain, counted, said_tone=counted_tone)
        self.figures.show_figure("cost", words.money(found.cost, currency) if found.cost is not None else "", over)
        rate = found.likely.percent
        tone = "ink" if rate is None else "success" if rate > 0 else "danger"
        self.figures.show_figure("return", rate_words(found.likely), range_words(found), tone)
        paid = found.paid_back
        never = tr("never, at the likely gain") if found.gain and found.cost else ""
        self.figures.show_figure("payback", words.month(paid) if paid else "",
                                 tr("{months} after the start").format(months=months_words(found.payback_months))
                                 if paid else never)  # fmt: skip


def _against_words(found: FrictionGain, currency: str) -> str:
    """The gains of actions on frictions beside what these frictions cost."""
    words = current()
    said = tr(
        "The actions that reduce frictions gain {gain} a year; these frictions cost {cost} a year, each counted once."
    )
    parts = [said.format(gain=words.money(found.gain, currency), cost=words.money(found.cost, currency))]
    if found.exceeds:
        parts.append(tr("What is gained beyond that must come from elsewhere: check these gains."))
    if found.unknown:
        counted = ntr(
            "The cost of {n} friction is not known.", "The cost of {n} frictions is not known.", found.unknown
        )
        parts.append(counted.format(n=words.number(found.unknown)))
    return " ".join(parts)


def _overlap_words(snapshot: Snapshot) -> str:
    """The rule on gains that may overlap, and where they may."""
    rule = tr("Gains are added up as they are stated.")
    names = Naming(snapshot, current())
    pairs = [names.codes(filter(None, (snapshot.get(Action, each) for each in found.action_ids)))
             for found in shared_frictions(snapshot)]  # fmt: skip
    if not pairs:
        return rule
    said = tr("These actions reduce the same friction, so state for each only its own share: {list}.")
    return f"{rule} {said.format(list=current().set_apart(dict.fromkeys(pairs)))}"
