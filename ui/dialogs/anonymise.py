"""Before a plan is shared: what its copy will be without."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label


class AnonymiseDialog(Dialog):
    """Says what goes, and asks whether the company's name goes too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Copy without personal data"), parent, closable=True, name="anonymise")
        for sentence in (
            tr("Personas, participants and owners become numbers, the same one wherever a name stands."),
            tr("What customers said goes, and so do portraits, e-mail addresses and telephone numbers in all texts."),
            tr("Read the copy before you send it: who is only described in a sentence may still be recognised."),
        ):
            self.body.addWidget(Label(sentence, "body", "ink2", wrap=True))
        self._company = CheckBox(tr("Replace the name of the company too"), checked=True, name="anonymise_company")
        self.body.addWidget(self._company)
        self.add_cancel()
        go_on = self.add_button(Button(tr("Choose where"), "primary", name="anonymise_go"), accepts=True)
        self.set_default(go_on)
        go_on.setFocus()

    @property
    def with_company(self) -> bool:
        """Whether the name of the company goes too."""
        return self._company.isChecked()
