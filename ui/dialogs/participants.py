"""Who takes part in the workshops."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from strategy.model import Participant
from strategy.operations import add_participant
from ui.dialogs.rows_dialog import RowsDialog
from ui.document_bridge import DocumentBridge
from ui.models.plan_lists import participant_columns, participant_ids
from ui.pages.rows_block import RowsBlock
from ui.widgets.label import Label


class ParticipantsDialog(RowsDialog):
    """Name, department and role of each; they stand on the cover of the workbook."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        block = RowsBlock(
            bridge, Participant, participant_columns(), participant_ids, title=tr("Who takes part"),
            help_text=tr("People of several departments see more of what customers live. They are named on the cover."),
            wide="name", name="participants", can_copy=False,
        )  # fmt: skip
        self._hint = Label("", "small", "warning", wrap=True, name="single_department")
        add = (tr("New participant"), self._add_one)
        super().__init__(bridge, block, tr("Participants"), parent, add, name="participants_dialog")
        self.body.addWidget(self._hint)

    def _follow(self) -> None:
        super()._follow()
        people = self._bridge.snapshot().all(Participant)
        named = [department for person in people if (department := person.department.strip())]
        is_alone = len({department.casefold() for department in named}) == 1
        words = tr("Only {department} takes part: who else meets these customers?")
        self._hint.setText(words.format(department=named[0]) if is_alone else "")
        self._hint.setVisible(is_alone)

    def _add_one(self) -> None:
        self.block.edit_added(self._bridge.run(lambda: add_participant(self._bridge.document)), "name")
