"""What the team adds to the lists of the method: criteria, channels, types of friction, levers, KPIs and the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from strategy.model import OwnEntry
from strategy.operations import add_own_entry
from ui.dialogs.rows_dialog import RowsDialog
from ui.document_bridge import DocumentBridge
from ui.models.plan_lists import extensible_lists, own_entry_columns, own_entry_ids
from ui.pages.rows_block import RowsBlock
from ui.widgets.choices import Choice, ChoiceMenu


class OwnListsDialog(RowsDialog):
    """Own entries stand after the method's in every list to choose from, under the name that the team gives them."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        block = RowsBlock(
            bridge, OwnEntry, own_entry_columns(), own_entry_ids, title=tr("Entries of your own"),
            help_text=tr("They are offered after those of the method, in this plan only."),
            wide="name", name="own_entries", can_copy=False,
        )  # fmt: skip
        add = (tr("New entry"), self._choose_list)
        super().__init__(bridge, block, tr("Own lists"), parent, add, name="own_lists")

    def _choose_list(self) -> None:
        choices = [Choice(list_name, words) for list_name, words in extensible_lists().items()]
        menu = ChoiceMenu(choices, single=True, name="own_list_choice", accessible_name=tr("List"), parent=self)
        menu.closed.connect(self._add_to)
        menu.open_under(self.block.add_button)

    def _add_to(self, list_names: list[str]) -> None:
        for list_name in list_names:
            self._add_one(list_name)

    def _add_one(self, list_name: str) -> None:
        made = self._bridge.run(lambda: add_own_entry(self._bridge.document, list_name, tr("New entry")))
        self.block.edit_added(made, "name")
