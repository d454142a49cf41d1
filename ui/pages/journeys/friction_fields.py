"""The fields of one friction, the figures that come from the journey shown where the team gave none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journey.analysis import computed_reach
from journey.losses import loss_share
from journey.model import Friction
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.operations import set_value
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.fields import RowFields
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.severity import SeverityScale

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot


class FrictionFields(RowFields):
    """What a friction is, how grave, how frequent, whom it reaches, what it explains and what proves it."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, Friction, parent)
        self.text = self.add_area("text", tr("What customers meet"), tr("The friction in one sentence"), lines=2)
        self.add_entry("type", tr("Type"), "friction_types")
        self._add_severity()
        self.add_percent("frequency", tr("Frequency, of those who pass"), tr("To set"))
        self._reach = self.add_percent("reach", tr("Reach"), tr("Computed from the journey"))
        self._reach_note, self._reach_words = self._add_note("reach", tr("Use the computed one"))
        self._share = self.add_percent("loss_share", tr("Share of the loss here that it explains"), tr("To set"))
        self._share_note, self._share_words = self._add_note("loss_share", tr("Use the assumed one"))
        self._assumed_words = Label("", "caption", "ink2", wrap=True, name="friction_assumed")
        self.column.addWidget(self._assumed_words)
        self.add_entry("evidence", tr("What proves it"), "listening_methods")
        self.verbatim = self.add_area("verbatim", tr("In the customer’s words"), tr("What a customer said"), lines=2)
        theme().changed.connect(self._dress_quote)
        self._dress_quote()
        self.add_reader(self._read)

    def show_computed(self, snapshot: Snapshot) -> None:
        """Show the reach that the journey gives, now that it is solved."""
        row = snapshot.get(Friction, self.row_id)
        reach = computed_reach(snapshot, row) if row is not None else None
        if row is None:
            return
        words = tr("Computed: {share}").format(share=current().percent(reach)) if reach is not None else ""
        self._reach.setPlaceholderText(words or tr("Computed from the journey"))
        is_typed = row.reach is not None
        self._reach_words.setText(tr("Typed by the team. {computed}").format(computed=words) if is_typed else "")

    def _read(self, _snapshot: Snapshot, row: Friction) -> None:
        self._reach_note.setVisible(row.reach is not None)
        found = loss_share(row)
        assumed = found if found is not None and row.loss_share is None else None
        percent = current().percent
        self._share.setPlaceholderText(
            tr("Assumed: {share}").format(share=percent(assumed.likely)) if assumed else tr("To set")
        )
        self._share_note.setVisible(row.loss_share is not None)
        self._share_words.setText(tr("Stated by the team"))
        self._assumed_words.setVisible(assumed is not None)
        if assumed is not None:
            self._assumed_words.setText(tr("From severity and frequency, between {low} and {high}").format(
                low=percent(assumed.low), high=percent(assumed.high)
            ))  # fmt: skip

    def _add_severity(self) -> None:
        words = [current().label(entry.id) for entry in catalogue().entries("friction_severities")]
        scale = SeverityScale(words, name="friction_severity", accessible_name=tr("Severity"))
        scale.chosen.connect(lambda level: self._store("severity", level))
        self.add_reader(lambda _snapshot, row: scale.set_value(row.severity))
        self.column.addWidget(Field(tr("Severity"), scale))

    def _add_note(self, column: str, back: str) -> tuple[QWidget, Label]:
        """A line under a figure that the team gave, with the way back to what the journey gives."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        words = Label("", "caption", "ink2", wrap=True, name=f"friction_{column}_note")
        button = Button(back, "ghost", size="small", icon="undo-2", name=f"choose_computed_{column}",
                        on_click=lambda: self._store(column, None))  # fmt: skip
        row.addWidget(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self.column.addWidget(holder)
        return holder, words

    def _dress_quote(self) -> None:
        """Customers are quoted in the italic of the serif, nobody else is."""
        self.verbatim.setFont(theme().font("quote"))


def decline(bridge: DocumentBridge, friction_id: str, reason: str) -> bool:
    """Say why the team will not act on a friction; whether it was accepted."""
    return bridge.attempt(lambda: set_value(bridge.document, Friction, friction_id, "declined_because", reason.strip()))
