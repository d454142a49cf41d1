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


class ParticipantsDialog(RowsDialog):
    """Name, department and role of each; they stand on the cover of the workbook."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        block = RowsBlock(
            bridge, Participant, participant_columns(), participant_ids, title=tr("Who takes part"),
            help_text=tr("People of several departments see more of what customers live. They are named on the cover."),
            wide="name", name="participants", can_copy=False,
        )  # fmt: skip
        add = (tr("New participant"), self._add_one)
        super().__init__(bridge, block, tr("Participants"), parent, add, name="participants_dialog")

    def _add_one(self) -> None:
        self.block.edit_added(self._bridge.run(lambda: add_participant(self._bridge.document)), "name")
