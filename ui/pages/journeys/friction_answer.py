"""What is done about a friction: the actions that answer it, one more in one click, or why there will be none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import Friction
from resources.i18n import current, tr
from strategy import operations
from strategy.links import actions_of_friction
from strategy.model import Action, ActionFriction
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.friction_fields import decline
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.field import Field, TextField
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot


class FrictionAnswer(QWidget):
    """Chips of the actions, and the reason for declining as long as there are none."""

    def __init__(self, bridge: DocumentBridge, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._row_id = bridge, row_id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(Label(tr("Actions that answer it"), "label"))
        chips = QWidget()
        self._chips = FlowLayout(chips, spacing=4, line_spacing=4)
        column.addWidget(chips)
        self._reason = TextField(placeholder=tr("Why the team will not act on it"), name="friction_declined_because",
                                 accessible_name=tr("Declined, because…"))  # fmt: skip
        self._reason.committed.connect(lambda reason: decline(bridge, row_id, reason))
        self._declined = Field(tr("Declined, because…"), self._reason)
        column.addWidget(self._declined)

    def show_row(self, snapshot: Snapshot, row: Friction) -> None:
        """Show what is done about the friction now."""
        naming, actions = Naming(snapshot, current()), actions_of_friction(snapshot, row.id)
        self._chips.clear()
        for action in actions:
            words = f"{naming.code(action)} {naming.title(action) or tr('Action to name')}".strip()
            go = partial(self._bridge.go_to, "action", action.id)
            self._chips.addWidget(Chip(words, "link", icon="flag", on_click=go, name=f"show_{action.id}"))
        if not actions and not row.declined_because.strip():
            self._chips.addWidget(Chip(tr("Without action"), "gap", icon="flag-off", name="friction_action"))
        self._chips.addWidget(Chip(tr("New action"), "outline", icon="plus", on_click=self._create,
                                   name="add_action_chip"))  # fmt: skip
        if snapshot.all(Action):
            self._choose = Chip(tr("Link"), "outline", icon="link", on_click=self._link, name="choose_actions")
            self._chips.addWidget(self._choose)
        self._reason.set_text(row.declined_because)
        self._declined.setVisible(not actions or bool(row.declined_because.strip()))
        self.setEnabled(not self._bridge.document.is_read_only)

    def _create(self) -> None:
        self._bridge.run(lambda: operations.add_action(self._bridge.document, friction_id=self._row_id))

    def _link(self) -> None:
        snapshot, naming = self._bridge.snapshot(), Naming(self._bridge.snapshot(), current())
        choices = [Choice(row.id, naming.title(row) or tr("Action to name"), icon="flag")
                   for row in snapshot.all(Action)]  # fmt: skip
        linked = [row.action_id for row in snapshot.where(ActionFriction, friction_id=self._row_id)]
        menu = ChoiceMenu(choices, linked, name="friction_actions", accessible_name=tr("Actions that answer it"),
                          parent=self)  # fmt: skip
        menu.closed.connect(lambda chosen: self._set_linked(linked, list(chosen)))
        menu.open_under(self._choose)

    def _set_linked(self, before: list[str], chosen: list[str]) -> None:
        if set(before) != set(chosen):
            document = self._bridge.document
            self._bridge.attempt(
                lambda: operations.set_links(document, ActionFriction, self._row_id, chosen, owner_column="friction_id")
            )
