"""The small forms of the inspector: a stage, an opportunity."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from journey import operations as gestures
from journey.coverage import DISENGAGEMENT
from journey.model import Stage
from resources.i18n import current, tr
from strategy.departures import departure_signs
from strategy.operations import plan_language
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.fields import RowFields
from ui.pages.journeys.opportunities import OpportunityCard
from ui.widgets.combo import ComboField
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn, Section


class StageForm(ScrollColumn):
    """The name of a stage, and what the method means by it; where customers drift away, the signs of it."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="stage_form", parent=parent)
        self._bridge = bridge
        self._fields = RowFields(bridge, Stage)
        self._name = self._fields.add_text("name", tr("Name of its own"), tr("That of the method"))
        self._fields.add_entry("stage", tr("Stage of the method"), "stages", none=tr("A stage of its own"))
        self._help = Label("", "small", "ink2", wrap=True)
        self._fields.add_reader(self._read)
        self._watch = Section(tr("Signs of departure"), name="departure_signs")
        self._sign = ComboField(placeholder=tr("Watch for a sign…"), name="watch_sign",
                                accessible_name=tr("Watch for a sign of departure"))  # fmt: skip
        self._sign.chosen.connect(self._watch_for)
        self._watch.body.addWidget(self._sign)
        help_text = tr("Those noted in step 1 come first. Each becomes a touchpoint of this stage.")
        self._watch.body.addWidget(Label(help_text, "small", "ink2", wrap=True))
        self.add(self._fields)
        self.add(self._help)
        self.add(self._watch)

    def show_row(self, row_id: str) -> None:
        """Show a stage as it is now."""
        self._fields.show_row(row_id)

    def take_focus(self) -> None:
        """Put the cursor in the name."""
        self._name.setFocus()

    def _read(self, snapshot: Snapshot, row: Stage) -> None:
        self._name.setPlaceholderText(current().label(row.stage) or tr("To name"))
        self._help.setText(current().help(row.stage))
        self._watch.setVisible(row.stage == DISENGAGEMENT)
        if row.stage == DISENGAGEMENT:
            self._sign.set_options([(sign, sign) for sign in departure_signs(snapshot, row.id, current())])

    def _watch_for(self, sign: object) -> None:
        document, stage_id = self._bridge.document, self._fields.row_id
        self._bridge.run(
            lambda: gestures.watch_for_departure(document, stage_id, str(sign), language=plan_language(document))
        )


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
