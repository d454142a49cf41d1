"""What concerns the whole plan: name, company, currency, period, budget, rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from resources.i18n import tr
from ui.dialogs.plan_form import PlanForm, PlanValues
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.date import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, TextArea, TextField
from ui.widgets.number import NumberField

if TYPE_CHECKING:
    from ui.document_bridge import DocumentBridge


class PlanSettingsDialog(Dialog):
    """All the changes made here are one gesture."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(tr("Plan settings"), parent, closable=True, name="plan_settings")
        self._bridge = bridge
        plan = bridge.plan()
        self._form = PlanForm(
            PlanValues(plan.name, plan.company, plan.currency, plan.start_date, plan.end_date, plan.budget)
        )
        self._sector = TextField(plan.sector, name="plan_sector")
        self._summary = TextArea(plan.summary, lines=3, name="plan_summary")
        base = None if plan.customer_base is None else float(plan.customer_base)
        self._base = NumberField(
            base, minimum=0, decimals=0, placeholder=tr("Sum of the segments"), name="plan_customer_base"
        )
        rate = None if plan.discount_rate is None else plan.discount_rate * 100
        self._rate = NumberField(rate, minimum=0, maximum=100, unit="%", name="plan_discount_rate")
        self._reference = DateField(plan.reference_date, name="plan_reference_date")
        self.body.addWidget(self._form)
        self.body.addLayout(self._more())
        self.add_cancel()
        keep = self.add_button(Button(tr("Save"), "primary", name="plan_settings_keep"))
        keep.clicked.connect(self._keep)
        keep.setEnabled(not bridge.document.is_read_only)
        self.set_default(keep)
        self._form.name.setFocus()

    def _more(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(12))
        grid.addWidget(Field(tr("Sector"), self._sector), 0, 0, 1, 2)
        grid.addWidget(Field(tr("Number of customers"), self._base), 1, 0)
        grid.addWidget(Field(tr("Discount rate per year"), self._rate), 1, 1)
        grid.addWidget(Field(tr("Reference date"), self._reference), 2, 0)
        people = Button(tr("Participants"), icon="users", name="plan_participants", on_click=self._show_participants)
        grid.addWidget(people, 2, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Field(tr("Summary"), self._summary), 3, 0, 1, 2)
        return grid

    def _show_participants(self) -> None:
        from ui.dialogs.participants import ParticipantsDialog

        dialog = ParticipantsDialog(self._bridge, self)
        dialog.exec()
        dialog.deleteLater()

    def _keep(self) -> None:
        values = self._values()
        wrong = [field for field in (self._base, self._rate, self._reference) if field.property("error")]
        if not self._form.is_complete() or wrong:
            return
        from strategy.model import PLAN_ROW, Plan
        from strategy.operations.editing import set_values

        if self._bridge.attempt(lambda: set_values(self._bridge.document, Plan, PLAN_ROW, values)):
            self.accept()

    def _values(self) -> dict[str, object]:
        form = self._form.values()
        for field in (self._base, self._rate, self._reference):
            field.commit()
        base, rate = self._base.value(), self._rate.value()
        return {
            "name": form.name,
            "company": form.company,
            "currency": form.currency,
            "start_date": form.start_date,
            "end_date": form.end_date,
            "budget": form.budget,
            "reference_date": self._reference.value(),
            "sector": self._sector.text().strip(),
            "summary": self._summary.toPlainText().strip(),
            "customer_base": None if base is None else round(base),
            "discount_rate": None if rate is None else rate / 100,
        }
