"""A gap or an opportunity: what it is, what it would bring, and where."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import NodeKind, Opportunity, Touchpoint
from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.fields import RowFields
from ui.sending import ask_where
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.surface import Surface


class OpportunityCard(Surface):
    """One opportunity with its three fields."""

    def __init__(self, bridge: DocumentBridge, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__("sheet", radius="card", outline="line", name=f"opportunity_{row_id}", parent=parent)
        self._bridge, self._row_id = bridge, row_id
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(8))
        self._fields = RowFields(bridge, Opportunity)
        self._text = self._fields.add_area("text", tr("Gap or opportunity"), tr("What could be gained"), lines=2)
        self._fields.add_entry("type", tr("What it would bring"), "opportunity_types")
        self._fields.add_choice("touchpoint_id", tr("Where"), _points, none=tr("The whole journey"))
        column.addWidget(self._fields)
        column.addWidget(Button(tr("Send to…"), "ghost", icon="send", size="small", name="send_opportunity",
                                on_click=lambda: ask_where(bridge, "opportunity", self._row_id, self)))  # fmt: skip
        column.addWidget(Button(tr("Delete"), "ghost", icon="trash-2", size="small", on_click=self._delete,
                                name="delete_opportunity"))  # fmt: skip
        self.follow()

    def show_row(self, row_id: str) -> None:
        """Show another opportunity."""
        self._row_id = row_id
        self.follow()

    def follow(self) -> None:
        """Show the opportunity as it is now."""
        self._fields.show_row(self._row_id)

    def take_focus(self) -> None:
        """Put the cursor in the sentence."""
        self._text.setFocus()

    def _delete(self) -> None:
        from ui.deletion import delete_with_care

        delete_with_care(self._bridge, Opportunity, self._row_id)


def _points(snapshot: Snapshot, row: Opportunity) -> list[tuple[object, str]]:
    naming = Naming(snapshot, current())
    points = snapshot.where(Touchpoint, journey_id=row.journey_id, kind=NodeKind.TOUCHPOINT.value)
    return [(point.id, naming.title(point)) for point in points]
