"""What a best set has to respect: money, days, what must be in; and what it is to have most of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from resources.i18n import tr
from strategy.analysis.choosing import Aim, Question
from ui.models.best_set import AIMS
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.choices import Choice
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.number import NumberField
from ui.widgets.picks import PicksField


class Limits(QWidget):
    """`changed` when the question is another one. The budget is that of the plan until one is typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("best_set_limits")
        self._pinned: tuple[str, ...] = ()
        self._has_owners = False
        self._plan_budget: float | None = None
        self._aim_chosen: Aim | None = None
        self._choices: list[Choice] = []
        self.budget = NumberField(minimum=0, step=1000, placeholder=tr("No limit"), name="best_budget")
        self.days = NumberField(minimum=0, decimals=1, unit=tr("days"), placeholder=tr("No limit"), name="best_days")
        self.aim = ComboField([(each, tr(words)) for each, words in AIMS.items()], Aim.LIKELY, name="best_aim")
        self.pins = PicksField(placeholder=tr("None chosen"), name="best_pins", accessible_name=tr("Keep in any case"))
        self.under_way = CheckBox(tr("Keep what is under way"), checked=True, name="best_under_way")
        self.owners = CheckBox(tr("Respect the days of each owner"), checked=True, name="best_owners")
        self.with_dropped = CheckBox(tr("Consider dropped actions again"), name="best_with_dropped")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        self._budget_field = Field(tr("Budget"), self.budget)
        fields = (self._budget_field, Field(tr("Days of work"), self.days), Field(tr("As much as possible"), self.aim),
                  Field(tr("Keep in any case"), self.pins))  # fmt: skip
        for place, (field, stretch) in enumerate(zip(fields, (2, 2, 3, 3), strict=True)):
            grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, stretch)
        column.addLayout(grid)
        checks = QWidget()
        flow = FlowLayout(checks, spacing=theme().px(24), line_spacing=theme().px(8))
        flow.addWidget(self.under_way)
        flow.addWidget(self.owners)
        flow.addWidget(self.with_dropped)
        column.addWidget(checks)
        self._connect()

    @property
    def question(self) -> Question:
        """What is asked now."""
        aim = self.aim.value()
        return Question(
            self.budget.value(),
            self.days.value(),
            aim if isinstance(aim, Aim) else Aim.LIKELY,
            self.under_way.isChecked(),
            self.with_dropped.isChecked(),
            self._pinned,
            self._has_owners and self.owners.isChecked(),
        )

    def offer(
        self, choices: Sequence[Choice], dropped: int, plan_budget: float | None, usual: Aim, has_owners: bool
    ) -> None:
        """Follow the plan: its actions, its budget and its usual aim, as long as the user has not chosen otherwise.

        `has_owners`: the days of some owners are known.
        """
        self._has_owners = has_owners
        self.owners.setVisible(has_owners)
        if self.budget.value() == self._plan_budget:
            self.budget.set_value(plan_budget)
        self._plan_budget = plan_budget
        if self._aim_chosen is None and self.aim.value() != usual:
            self.aim.set_value(usual)
        known = {each.id for each in choices}
        self._pinned = tuple(each for each in self._pinned if each in known)
        self.pins.show_choices(choices, self._pinned)
        self.with_dropped.setVisible(dropped > 0 or self.with_dropped.isChecked())

    def _connect(self) -> None:
        for field in (self.budget, self.days):
            field.committed.connect(lambda _value: self.changed.emit())
        for check in (self.under_way, self.owners, self.with_dropped):
            check.toggled.connect(lambda _on: self.changed.emit())
        self.aim.chosen.connect(self._choose_aim)
        self.pins.picked.connect(self._pin)

    def _choose_aim(self, aim: object) -> None:
        self._aim_chosen = aim if isinstance(aim, Aim) else None
        self.changed.emit()

    def _pin(self, ids: Sequence[str]) -> None:
        self._pinned = tuple(ids)
        self.changed.emit()
