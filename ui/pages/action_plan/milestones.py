"""Milestones of the calendar: the dialog that adds, changes or deletes one, and the menu that lists them."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from strategy.model import Milestone
from strategy.naming import Naming
from strategy.operations import add_milestone, put_milestone, set_values
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.widgets.button import Button
from ui.widgets.date import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, TextField
from ui.widgets.menu import Menu


class MilestoneDialog(Dialog):
    """One milestone: its name and its day; a new one when `milestone_id` is ""."""

    def __init__(
        self, bridge: DocumentBridge, parent: QWidget, milestone_id: str = "", day: datetime.date | None = None
    ) -> None:
        super().__init__(tr("Milestone"), parent, closable=True, name="milestone")
        self._bridge, self._id = bridge, milestone_id
        row = bridge.snapshot().get(Milestone, milestone_id) if milestone_id else None
        self._name = TextField(row.name if row else "", name="milestone_name")
        self._day = DateField(row.day if row else day, name="milestone_day")
        self.body.addWidget(Field(tr("What happens that day"), self._name))
        self.body.addWidget(Field(tr("Day"), self._day))
        if row is not None:
            away = Button(tr("Delete"), "ghost", icon="trash-2", name="milestone_delete", on_click=self._delete)
            self.buttons.insertWidget(0, away)
        self.add_cancel()
        keep = self.add_button(Button(tr("Save"), "primary", name="milestone_keep", on_click=self._keep))
        self.set_default(keep)
        self._name.setFocus()

    def _keep(self) -> None:
        self._day.commit()
        day, name = self._day.value(), self._name.text().strip()
        if day is None:
            self._day.setFocus()
            return
        document, known = self._bridge.document, self._id
        if known:
            done = self._bridge.attempt(lambda: set_values(document, Milestone, known, {"name": name, "day": day}))
        else:
            done = self._bridge.attempt(lambda: add_milestone(document, day, name=name))
        if done:
            self.accept()

    def _delete(self) -> None:
        self.accept()
        delete_with_care(self._bridge, Milestone, self._id)


def edit_milestone(
    bridge: DocumentBridge, parent: QWidget, milestone_id: str = "", day: datetime.date | None = None
) -> None:
    """Let the user add or change a milestone."""
    if bridge.document.is_read_only:
        return
    dialog = MilestoneDialog(bridge, parent.window(), milestone_id, day)
    dialog.exec()
    dialog.deleteLater()


def move_milestone(bridge: DocumentBridge, milestone_id: str, day: datetime.date) -> None:
    """Put a milestone on another day."""
    bridge.attempt(lambda: put_milestone(bridge.document, milestone_id, day))


def milestones_menu(bridge: DocumentBridge, parent: QWidget, day: datetime.date) -> Menu:
    """A new milestone around a day, then those of the plan in the order of their days."""
    names = Naming(bridge.snapshot(), current())
    menu = Menu(parent, name="milestones_menu", accessible_name=tr("Milestones"))
    menu.add(tr("New milestone"), lambda: edit_milestone(bridge, parent, day=day), icon="plus",
             enabled=not bridge.document.is_read_only)  # fmt: skip
    rows = sorted(bridge.snapshot().all(Milestone), key=lambda row: row.day)
    if rows:
        menu.addSeparator()
    for row in rows:
        words = f"{current().date(row.day)}  {names.title(row) or tr('Milestone')}"
        menu.add(words, partial(edit_milestone, bridge, parent, row.id), icon="diamond")
    return menu
