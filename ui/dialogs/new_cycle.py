"""Asks what the next cycle takes along, and makes its plan: a file of its own, beside the one that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from ui.dialogs.plan_form import PlanForm, PlanValues
from ui.dialogs.plan_place import PlanPlace
from ui.shell.files import create_document
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.surface import Surface

if TYPE_CHECKING:
    from storage.base import Base
    from storage.document import Document
    from strategy.new_cycle import CycleChoices
    from ui.document_bridge import DocumentBridge

_WIDTH = 640


class NewCycleDialog(Dialog):
    """`document` is the new plan once the dialog is accepted; the open plan is only read."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(tr("New cycle"), parent, width=_WIDTH, closable=True, name="new_cycle_dialog")
        self.document: Document | None = None
        self._bridge, self._snapshot = bridge, bridge.snapshot()
        self._form = PlanForm(self._proposed())
        self.done_actions = CheckBox(tr("Keep the actions done, marked as done"), name="cycle_keeps_done")
        reached = tr("Keep the objectives reached, with a target to set anew")
        self.reached = CheckBox(reached, name="cycle_keeps_reached")
        self.to_be = CheckBox(tr("The to-be journeys become the as-is ones"), name="cycle_adopts_to_be")
        self._taken = Label("", "small", wrap=True, name="cycle_taken")
        self._left = Label("", "small", "ink2", wrap=True, name="cycle_left")
        self._place = PlanPlace(bridge.document.path.parent, name="new_cycle")
        self._form.name.textChanged.connect(self._place.follow_name)
        intro = tr("The values reached become the starting point of a new plan. This plan stays exactly as it is.")
        self.body.addWidget(Label(intro, "body", "ink2", wrap=True))
        self.body.addWidget(self._form)
        self.body.addLayout(self._choices())
        self.body.addWidget(self._account())
        self.body.addWidget(Field(tr("File"), self._place))
        self.add_cancel()
        create = self.add_button(Button(tr("Create the new plan"), "primary", name="new_cycle_create"))
        create.clicked.connect(self._create)
        self.set_default(create)
        self._form.name.setFocus()
        self._place.follow_name(self._form.name.text())
        self._count()

    def choices(self) -> CycleChoices:
        """What is chosen now."""
        from strategy.new_cycle import CycleChoices

        values = self._form.values()
        return CycleChoices(
            name=values.name, company=values.company, currency=values.currency, start_date=values.start_date,
            end_date=values.end_date, budget=values.budget, keeps_done=self.done_actions.isChecked(),
            keeps_reached=self.reached.isChecked(), adopts_to_be=self.to_be.isChecked(),
        )  # fmt: skip

    def _proposed(self) -> PlanValues:
        """The next period is as long as this one and begins the day after it ends."""
        import datetime

        plan = self._bridge.plan()
        day = datetime.timedelta(days=1)
        start = plan.end_date + day if plan.end_date else None
        length = plan.end_date - plan.start_date if plan.end_date and plan.start_date else None
        end = start + length if start and length is not None else None
        name = tr("{name}, next cycle").format(name=plan.name)
        return PlanValues(name, plan.company, plan.currency, start, end, plan.budget)

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme().px(8))
        for box in (self.done_actions, self.reached, self.to_be):
            box.toggled.connect(lambda _on: self._count())
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _account(self) -> QWidget:
        """What comes along and what stays, counted."""
        frame = Surface("sheet", radius="card", outline="line")
        column = QVBoxLayout(frame)
        px = theme().px
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(4))
        column.addWidget(self._taken)
        column.addWidget(self._left)
        return frame

    def _count(self) -> None:
        from journey.model import Friction, Journey
        from strategy.model import Action, KpiReading, Objective
        from strategy.new_cycle import new_cycle_rows
        from strategy.snapshot import Snapshot

        before, after = self._snapshot, Snapshot(new_cycle_rows(self._snapshot, self.choices()))
        kinds: tuple[type[Base], ...] = (Objective, KpiReading, Journey, Friction, Action)
        counts = {kind: len(after.all(kind)) for kind in kinds}
        taken = [_counted(kind.__tablename__, count) for kind, count in counts.items()]
        self._taken.setText(tr("Taken along: {things}").format(things=current().join(taken)))
        gone = {kind: len(before.all(kind)) - count for kind, count in counts.items() if kind is not KpiReading}
        left = [_counted(kind.__tablename__, count) for kind, count in gone.items() if count > 0]
        self._left.setText(tr("Left in this plan: {things}").format(things=current().join(left) or tr("nothing")))

    def _create(self) -> None:
        if not self._form.is_complete():
            return
        from strategy.new_cycle import create_new_cycle

        choices, place = self.choices(), self._place.path
        self.document = create_document(lambda: create_new_cycle(place, self._snapshot, choices))
        if self.document is not None:
            self.accept()


def _counted(kind: str, count: int) -> str:
    forms = {
        "objective": ntr("{n} objective", "{n} objectives", count),
        "kpi_reading": ntr("{n} starting value", "{n} starting values", count),
        "journey": ntr("{n} journey", "{n} journeys", count),
        "friction": ntr("{n} friction", "{n} frictions", count),
        "action": ntr("{n} action", "{n} actions", count),
    }
    return forms[kind].format(n=current().number(count))
