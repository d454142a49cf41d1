"""Asks what a new plan needs, and creates it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.i18n import LANGUAGES, current, tr
from ui.dialogs.plan_form import PlanForm, PlanValues
from ui.settings import settings
from ui.shell.files import ask_where, create_document, free_name
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.label import ElidedLabel
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from storage.document import Document

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


class NewPlanDialog(Dialog):
    """`document` is the new plan once the dialog is accepted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("New plan"), parent, closable=True, name="new_plan")
        self.document: Document | None = None
        self._chosen_place: Path | None = None
        self._form = PlanForm(PlanValues())
        self._form.name.textChanged.connect(self._show_place)
        options = [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]
        self._language = Segmented(
            options, current().language, name="new_plan_language", accessible_name=tr("Language of the plan’s texts")
        )
        self._place = ElidedLabel("", "small", "ink2", name="new_plan_place")
        self.body.addWidget(self._form)
        self.body.addWidget(Field(tr("Language of the plan’s texts"), self._language))
        self.body.addWidget(Field(tr("File"), self._place_row()))
        self.add_cancel()
        create = self.add_button(Button(tr("Create the plan"), "primary", name="new_plan_create"))
        create.clicked.connect(self._create)
        self.set_default(create)
        self._form.name.setFocus()
        self._show_place()

    def place(self) -> Path:
        """Where the plan's file will be."""
        name = self._form.name.text().strip()
        return self._chosen_place or free_name(settings().plans_folder, name or tr("Untitled plan"))

    def _place_row(self) -> QWidget:
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._place, 1)
        row.addWidget(Button(tr("Change"), size="small", on_click=self._change_place, name="new_plan_change_place"))
        return row_widget

    def _change_place(self) -> None:
        chosen = ask_where(self, self.place())
        if chosen is not None:
            self._chosen_place = chosen
            self._show_place()

    def _show_place(self) -> None:
        self._place.setText(str(self.place()))

    def _create(self) -> None:
        if not self._form.is_complete():
            return
        from strategy.plan_file import create_plan

        values, place = self._form.values(), self.place()
        self.document = create_document(
            lambda: create_plan(
                place,
                name=values.name,
                language=str(self._language.value()),
                company=values.company,
                currency=values.currency,
                start_date=values.start_date,
                end_date=values.end_date,
                budget=values.budget,
            )
        )
        if self.document is not None:
            self.accept()
