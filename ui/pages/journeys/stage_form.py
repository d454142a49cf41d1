"""The small forms of the inspector: a stage, an opportunity."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from journey.model import Stage
from resources.i18n import current, tr
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.fields import RowFields
from ui.pages.journeys.opportunities import OpportunityCard
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn


class StageForm(ScrollColumn):
    """The name of a stage, and what the method means by it."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="stage_form", parent=parent)
        self._fields = RowFields(bridge, Stage)
        self._name = self._fields.add_text("name", tr("Name of its own"), tr("That of the method"))
        self._fields.add_entry("stage", tr("Stage of the method"), "stages", none=tr("A stage of its own"))
        self._help = Label("", "small", "ink2", wrap=True)
        self._fields.add_reader(self._read)
        self.add(self._fields)
        self.add(self._help)

    def show_row(self, row_id: str) -> None:
        """Show a stage as it is now."""
        self._fields.show_row(row_id)

    def take_focus(self) -> None:
        """Put the cursor in the name."""
        self._name.setFocus()

    def _read(self, _snapshot: Snapshot, row: Stage) -> None:
        self._name.setPlaceholderText(current().label(row.stage) or tr("To name"))
        self._help.setText(current().help(row.stage))


class OpportunityForm(ScrollColumn):
    """One opportunity, alone in the panel."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="opportunity_form", parent=parent)
        self._card = OpportunityCard(bridge, "")
        self.add(self._card)

    def show_row(self, row_id: str) -> None:
        """Show an opportunity as it is now."""
        self._card.show_row(row_id)

    def take_focus(self) -> None:
        """Put the cursor in the sentence."""
        self._card.take_focus()
