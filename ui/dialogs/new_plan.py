"""Asks what a new plan needs, and creates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from resources.i18n import LANGUAGES, current, tr
from ui.dialogs.plan_form import PlanForm, PlanValues
from ui.dialogs.plan_place import PlanPlace
from ui.settings import settings
from ui.shell.files import create_document
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from storage.document import Document

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


class NewPlanDialog(Dialog):
    """`document` is the new plan once the dialog is accepted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("New plan"), parent, closable=True, name="new_plan")
        self.document: Document | None = None
        self._form = PlanForm(PlanValues())
        options = [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]
        self._language = Segmented(
            options, current().language, name="new_plan_language", accessible_name=tr("Language of the plan’s texts")
        )
        self._place = PlanPlace(settings().plans_folder, name="new_plan")
        self._form.name.textChanged.connect(self._place.follow_name)
        self.body.addWidget(self._form)
        self.body.addWidget(Field(tr("Language of the plan’s texts"), self._language))
        self.body.addWidget(Field(tr("File"), self._place))
        self.add_cancel()
        create = self.add_button(Button(tr("Create the plan"), "primary", name="new_plan_create"))
        create.clicked.connect(self._create)
        self.set_default(create)
        self._form.name.setFocus()
        self._place.follow_name(self._form.name.text())

    def _create(self) -> None:
        if not self._form.is_complete():
            return
        from strategy.plan_file import create_plan

        values, place = self._form.values(), self._place.path
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
