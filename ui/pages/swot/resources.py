"""Resources: the budget of the plan, and seven questions about budget, skills, compatibility and lead time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resources.catalogue import Entry, catalogue
from resources.i18n import N_, current, tr
from strategy.model import PLAN_ROW, Plan, ResourceAnswer
from strategy.operations import answer_resource, set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.pages.swot.question import Answer, QuestionRow
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.focus import focus_in_view
from ui.widgets.label import Label
from ui.widgets.number import NumberField
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Rule

_GROUPS = {
    "budget": N_("Budget"),
    "skills": N_("Skills"),
    "compatibility": N_("Compatibility"),
    "time": N_("Lead time"),
}


class Resources(ScrollColumn):
    """Each answer is written at once; the budget is the one that the action plan is compared with."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 16), spacing=4, ground="sheet", name="resources", parent=parent)
        self._bridge = bridge
        self.setAccessibleName(tr("Resources"))
        symbol = current().currency_symbol(bridge.plan().currency)
        self.budget = NumberField(minimum=0, step=1000, unit=symbol, placeholder=tr("To set"), name="plan_budget")
        self.budget.committed.connect(self._write_budget)
        self._field = Field(
            tr("Budget of the plan"), self.budget, help_text=tr("The action plan is compared with it."), name="budget"
        )
        self.add(self._field)
        self.rows: dict[str, QuestionRow] = {}
        self.amounts: dict[str, NumberField] = {}
        self.offers: dict[str, Button] = {}
        group = ""
        for entry in catalogue().entries("resource_questions"):
            if entry.get("group") != group:
                group = entry.get("group")
                self._add_title(tr(_GROUPS[group]))
            else:
                self.add(Rule())
            self.add(self._made_row(entry, symbol))

    def follow(self) -> None:
        """Show the budget and the answers as they are now."""
        snapshot = self._bridge.snapshot()
        self.budget.set_value(snapshot.plan.budget)
        self._offer_budget(snapshot)
        for question, row in self.rows.items():
            found = next(iter(snapshot.where(ResourceAnswer, question=question)), None)
            row.show_answer(Answer(found.answer, found.comment) if found else Answer())
            if question in self.amounts:
                self.amounts[question].set_value(found.amount if found else None)

    def reveal(self, question: str) -> bool:
        """Give the scale of a question the focus."""
        row = self.rows.get(question)
        if row is None:
            return False
        focus_in_view(row.scale)
        self.ensureWidgetVisible(row.scale, 0, theme().px(80))
        return True

    def _add_title(self, words: str) -> None:
        title = Label(words, "strong")
        title.setContentsMargins(0, theme().px(12), 0, 0)
        self.add(title)

    def _made_row(self, entry: Entry, symbol: str) -> QuestionRow:
        row = self.rows[entry.id] = QuestionRow(entry)
        row.answered.connect(lambda value: self._write(entry.id, value=value))
        row.commented.connect(lambda words: self._write(entry.id, comment=words))
        row.left.connect(self._walk)
        if entry.get("amount"):
            amount = self.amounts[entry.id] = NumberField(
                minimum=0, step=1000, unit=symbol, placeholder=tr("Amount"),
                name=f"amount_{entry.id}", accessible_name=tr("Amount"),
            )  # fmt: skip
            amount.committed.connect(lambda value: self._write(entry.id, amount=value))
            row.extras.addWidget(amount)
            row.extras.addWidget(self._made_offer(entry.id), 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _made_offer(self, question: str) -> Button:
        offer = self.offers[question] = Button(
            tr("Take it over as the budget of the plan"), "link", size="small", name=f"offer_{question}",
            on_click=lambda: self._write_budget(self.amounts[question].value()),
        )  # fmt: skip
        offer.hide()
        return offer

    def _offer_budget(self, snapshot: Snapshot) -> None:
        """An amount that is not the budget of the plan may become it."""
        for question, offer in self.offers.items():
            amounts = [row.amount for row in snapshot.where(ResourceAnswer, question=question)]
            offer.setVisible(bool(amounts) and amounts[0] not in (None, snapshot.plan.budget))

    def _write(self, question: str, **changed: object) -> None:
        """Write one part of an answer, the others as they are."""
        known = next(iter(self._bridge.snapshot().where(ResourceAnswer, question=question)), None)
        value = changed.get("value", known.answer if known else None)
        amount = changed.get("amount", known.amount if known else None)
        comment = changed.get("comment")
        self._bridge.run(
            lambda: answer_resource(
                self._bridge.document,
                question,
                value if isinstance(value, str) else None,
                amount=amount if isinstance(amount, int | float) else None,
                comment=comment if isinstance(comment, str) else None,
            )
        )

    def _write_budget(self, amount: float | None) -> None:
        self._bridge.run(lambda: set_value(self._bridge.document, Plan, PLAN_ROW, "budget", amount))

    def _walk(self, scale: QWidget, by: int) -> None:
        scales = [row.scale for row in self.rows.values()]
        place = next((place for place, each in enumerate(scales) if each is scale), 0) + by
        if 0 <= place < len(scales):
            scales[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(scales[place], 0, theme().px(80))
