"""The fields that a new plan and the settings of a plan have in common."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.date import DateField
from ui.widgets.field import Field, TextField
from ui.widgets.number import NumberField

CURRENCIES = ("EUR", "GBP", "USD", "CHF", "CAD", "XOF", "XAF", "MAD", "TND")


@dataclass(frozen=True, slots=True)
class PlanValues:
    """What the fields say."""

    name: str = ""
    company: str = ""
    currency: str = "EUR"
    start_date: datetime.date | None = None
    end_date: datetime.date | None = None
    budget: float | None = None


class PlanForm(QWidget):
    """Name, company, currency, budget and period, two by two."""

    def __init__(self, values: PlanValues) -> None:
        super().__init__()
        self.name = TextField(values.name, name="plan_form_name")
        self.company = TextField(values.company, name="plan_form_company")
        known = dict.fromkeys((values.currency, *CURRENCIES))
        self.currency = ComboField([(code, code) for code in known], values.currency, name="plan_form_currency")
        self.budget = NumberField(values.budget, minimum=0, name="plan_form_budget")
        self.start = DateField(values.start_date, name="plan_form_start")
        self.end = DateField(values.end_date, name="plan_form_end")
        self._name_field = Field(tr("Name of the plan"), self.name)
        self._end_field = Field(tr("End of the period"), self.end)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(12))
        grid.addWidget(self._name_field, 0, 0, 1, 2)
        grid.addWidget(Field(tr("Company"), self.company), 1, 0, 1, 2)
        grid.addWidget(Field(tr("Currency"), self.currency), 2, 0)
        grid.addWidget(Field(tr("Budget"), self.budget), 2, 1)
        grid.addWidget(Field(tr("Start of the period"), self.start), 3, 0)
        grid.addWidget(self._end_field, 3, 1)
        self.setFocusProxy(self.name)

    def values(self) -> PlanValues:
        """What is written now."""
        for field in (self.budget, self.start, self.end):
            field.commit()
        return PlanValues(
            name=self.name.text().strip(),
            company=self.company.text().strip(),
            currency=str(self.currency.value()),
            start_date=self.start.value(),
            end_date=self.end.value(),
            budget=self.budget.value(),
        )

    def is_complete(self) -> bool:
        """Whether the values can be kept; says what is wrong otherwise, and goes there."""
        values = self.values()
        self._name_field.set_error("" if values.name else tr("Give the plan a name."))
        is_backwards = bool(values.start_date and values.end_date and values.end_date < values.start_date)
        self._end_field.set_error(tr("The end comes before the start.") if is_backwards else "")
        wrong = self.name if not values.name else self.end if is_backwards else None
        if wrong is not None:
            wrong.setFocus()
        return wrong is None and not any(f.property("error") for f in (self.budget, self.start, self.end))
