"""Setting a warning of the method aside, with the reason; the list of warnings brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from ui.messages import Way, messages
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, TextArea
from ui.widgets.label import Label

if TYPE_CHECKING:
    from strategy.rules.registry import Finding
    from ui.document_bridge import DocumentBridge


class SetAsideDialog(Dialog):
    """The warning, what it is about, and room for the reason."""

    def __init__(self, sentence: str, about: str, parent: QWidget) -> None:
        super().__init__(tr("Set this warning aside?"), parent, name="set_aside_dialog")
        self._note = TextArea(name="set_aside_reason", lines=3)
        self.body.addWidget(Label(sentence, "body", wrap=True))
        if about:
            self.body.addWidget(Label(about, "small", "ink2", wrap=True))
        help_text = tr("The list of warnings shows those set aside too, and brings them back.")
        self.body.addWidget(Field(tr("Why it is set aside"), self._note, help_text=help_text))
        self.add_cancel()
        accept = self.add_button(Button(tr("Set aside"), "primary", name="set_aside_accept"), accepts=True)
        self.set_default(accept)
        self._note.setFocus()

    def note(self) -> str:
        """The reason, "" for none."""
        return self._note.toPlainText().strip()


def set_aside(bridge: DocumentBridge, finding: Finding, parent: QWidget) -> None:
    """Ask for the reason and set a warning aside; the toast takes it back."""
    from strategy.operations import dismiss_warning

    dialog = SetAsideDialog(
        current().label(finding.rule_id), bridge.title(finding.kind, finding.row_id), parent.window()
    )
    is_accepted, note = bool(dialog.exec()), dialog.note()
    dialog.deleteLater()
    if is_accepted and bridge.attempt(lambda: dismiss_warning(bridge.document, finding.rule_id, finding.row_id, note)):
        messages().toast(tr("Warning set aside"), icon="archive", way=Way(tr("Undo"), bridge.undo))
