"""The frictions of a touchpoint in short: how grave, what they explain of the loss, what is done about them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Friction
from resources.i18n import current, tr
from strategy import operations
from strategy.links import actions_of_friction
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, tip
from ui.widgets.signs import FrictionBadge
from ui.widgets.surface import Card

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.pages.journeys.insight import Insight


class FrictionDigest(Card):
    """One friction; pressing it opens all its fields, the chip leads to the action that answers it or makes one."""

    opened_fields = Signal(str)

    def __init__(self, bridge: DocumentBridge, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__(interactive=True, margins=(12, 10, 12, 10), parent=parent)
        self.setObjectName(f"digest_{row_id}")
        self._bridge, self._row_id = bridge, row_id
        px = theme().px
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self._badge = FrictionBadge(1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        self._title = Label("", "small", weight=600, wrap=True, name="digest_title")
        self._about = Label("", "caption", "ink2", wrap=True, name="digest_about")
        self._quote = Label("", "quote", wrap=True, name="digest_quote")
        chips = QWidget()
        self._chips = FlowLayout(chips, spacing=4, line_spacing=4)
        for widget in (self._title, self._about, self._quote, chips):
            column.addWidget(widget)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self._explained = ""
        self.clicked.connect(lambda: self.opened_fields.emit(row_id))
        self.follow()

    def follow(self) -> None:
        """Show the friction as it is now."""
        snapshot = self._bridge.snapshot()
        row = snapshot.get(Friction, self._row_id)
        if row is None:
            return
        title = Naming(snapshot, current()).title(row) or tr("Friction to describe")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._badge.setVisible(row.severity is not None)
        self._badge.set_severity(row.severity or 1)
        self._quote.setText(tr("“{words}”").format(words=row.verbatim.strip()))
        self._quote.setVisible(bool(row.verbatim.strip()))
        self._say(snapshot, row)
        self._show_answer(snapshot, row)

    def take_focus(self) -> None:
        """Put the cursor on the card."""
        self.setFocus()

    def show_insight(self, insight: Insight) -> None:
        """Say what share of the loss it explains, and whether that is assumed."""
        snapshot = self._bridge.snapshot()
        row, known = snapshot.get(Friction, self._row_id), insight.explained.get(self._row_id)
        self._explained = ""
        if row is not None and known is not None:
            gain = insight.gains.get(self._row_id)
            number = current().number
            self._explained = tr("Explains {part} of the {whole} points lost.").format(
                part=number(known[0], 0), whole=number(known[1], 0)
            )
            if gain is not None and gain.share is not None and row.loss_share is None:
                self._explained = tr("Explains about {part} of the {whole} points lost (assumed).").format(
                    part=number(known[0], 0), whole=number(known[1], 0)
                )
                tip(self._about, tr("Assumed from severity and frequency: say what share of the loss it explains."))
        if row is not None:
            self._say(snapshot, row)

    def _say(self, snapshot: Snapshot, row: Friction) -> None:
        evidence = Naming(snapshot, current()).label(row.evidence) if row.evidence else ""
        words = " ".join(filter(None, (self._explained, f"{evidence}." if evidence else "")))
        self._about.setText(words)
        self._about.setVisible(bool(words))

    def _show_answer(self, snapshot: Snapshot, row: Friction) -> None:
        self._chips.clear()
        actions, naming = actions_of_friction(snapshot, row.id), Naming(snapshot, current())
        for action in actions:
            words = f"{naming.code(action)} {naming.title(action) or tr('Action to name')}".strip()
            go = partial(self._bridge.go_to, "action", action.id)
            self._chips.addWidget(Chip(words, "link", icon="flag", on_click=go, name=f"show_{action.id}"))
        if not actions and row.declined_because.strip():
            chip = Chip(tr("Declined"), icon="check")
            tip(chip, row.declined_because)
            self._chips.addWidget(chip)
        elif not actions:
            self._chips.addWidget(
                Chip(tr("Create an action"), "gap", icon="flag-off", on_click=self._answer, name="add_action_chip")
            )

    def _answer(self) -> None:
        self._bridge.run(lambda: operations.add_action(self._bridge.document, friction_id=self._row_id))
