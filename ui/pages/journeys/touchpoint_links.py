"""The links of a touchpoint: where customers come from and go to, its follow-ups, and what it needs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey import operations as gestures
from journey.checks import ENDS
from journey.model import FollowUpTrigger, NodeKind, Touchpoint, Transition
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.model import SwotTouchpoint
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.journey_signs import hours_label
from ui.pages.journeys.capability_links import CapabilityLinks
from ui.pages.journeys.cards import CardColumn
from ui.pages.journeys.fields import RowFields
from ui.pages.journeys.passages import PassageList
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.chip import Chip
from ui.widgets.combo import ComboField
from ui.widgets.flow import FlowLayout
from ui.widgets.number import NumberField
from ui.widgets.panel import ScrollColumn, Section
from ui.widgets.surface import Surface


class TouchpointLinks(ScrollColumn):
    """`place_wanted` carries the kind and id of a thing whose chip was pressed."""

    place_wanted = Signal(str, str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), spacing=20, name="touchpoint_links", parent=parent)
        self._bridge = bridge
        self._point_id = ""
        self._out = Section(tr("Goes to"), name="links_out")
        self._passages = PassageList(bridge)
        self._out.body.addWidget(self._passages)
        self._in = Section(tr("Comes from"), name="links_in")
        chips = QWidget()
        self._sources = FlowLayout(chips, spacing=4, line_spacing=4)
        self._in.body.addWidget(chips)
        self._follow_ups = Section(tr("Follow-up messages"), name="links_follow_ups")
        self._triggers = CardColumn(lambda row_id: TriggerCard(bridge, row_id))
        self._new_trigger = ComboField(placeholder=tr("Attach a follow-up…"), name="attach_follow_up",
                                       accessible_name=tr("Attach a follow-up"))  # fmt: skip
        self._new_trigger.chosen.connect(self._attach)
        self._follow_ups.body.addWidget(self._triggers)
        self._follow_ups.body.addWidget(self._new_trigger)
        self._capabilities = Section(tr("Capabilities it needs"), name="links_capabilities")
        self._needs = CapabilityLinks(bridge, SwotTouchpoint)
        self._capabilities.body.addWidget(self._needs)
        for section in (self._out, self._in, self._follow_ups, self._capabilities):
            self.add(section)

    def show_point(self, point: Touchpoint) -> None:
        """Show what leads to a touchpoint and away from it."""
        self._point_id = point.id
        snapshot = self._bridge.snapshot()
        self._out.setVisible(point.kind not in ENDS)
        self._in.setVisible(point.kind != NodeKind.ENTRY.value)
        self._follow_ups.setVisible(point.kind == NodeKind.TOUCHPOINT.value)
        self._capabilities.setVisible(point.kind == NodeKind.TOUCHPOINT.value)
        self._needs.show_row(snapshot, point.id)
        self._passages.show_point(point.id)
        self._show_sources(snapshot, point)
        self._triggers.show_ids([row.id for row in snapshot.where(FollowUpTrigger, touchpoint_id=point.id)])
        self._new_trigger.set_options(entry_options(snapshot, "followup_triggers"))
        self._new_trigger.setEnabled(not self._bridge.document.is_read_only)

    def scroll_to(self, row_id: str) -> None:
        """Bring one follow-up into view."""
        self._triggers.scroll_to(row_id)

    def _show_sources(self, snapshot: Snapshot, point: Touchpoint) -> None:
        naming = Naming(snapshot, current())
        self._sources.clear()
        for row in snapshot.where(Transition, target_id=point.id):
            source = snapshot.get(Touchpoint, row.source_id)
            share = current().percent(row.probability) if row.probability is not None else tr("To set")
            words = f"{naming.title(source) if source else ''} · {share}"
            self._sources.addWidget(Chip(
                words, "link", on_click=partial(self.place_wanted.emit, "transition", row.id),
                name=f"show_{row.id}",
            ))  # fmt: skip

    def _attach(self, trigger: object) -> None:
        document, point_id = self._bridge.document, self._point_id
        row_id = self._bridge.run(lambda: gestures.add_trigger(document, point_id, str(trigger)))
        if row_id is not None:
            self._triggers.focus_on(row_id)


class TriggerCard(Surface):
    """One follow-up: what sets it off, after how long, by which channel."""

    def __init__(self, bridge: DocumentBridge, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__("sheet", radius="card", outline="line", name=f"trigger_{row_id}", parent=parent)
        self._bridge, self._row_id = bridge, row_id
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(12))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        self._fields = RowFields(bridge, FollowUpTrigger)
        self._trigger = self._fields.add_choice(
            "trigger", "", lambda snapshot, _row: entry_options(snapshot, "followup_triggers")
        )
        self._trigger.setAccessibleName(tr("Follow-up message"))
        head.addWidget(self._trigger, 1)
        head.addWidget(IconButton("trash-2", tr("Delete this follow-up"), size="small", on_click=self._delete,
                                  name="delete_trigger"))  # fmt: skip
        column.addLayout(head)
        column.addWidget(self._fields)
        self._delay = self._fields.add_number("delay_hours", tr("Delay, negative if before the event"), unit="h",
                                              minimum=-1e6)  # fmt: skip
        self._fields.add_entry("channel", tr("Channel"), "channels")
        self._fields.add_reader(self._read)
        self.follow()

    def follow(self) -> None:
        """Show the follow-up as it is now."""
        self._fields.show_row(self._row_id)

    def take_focus(self) -> None:
        """Put the cursor in the choice."""
        self._trigger.setFocus()

    def _read(self, _snapshot: Snapshot, row: FollowUpTrigger) -> None:
        entry = catalogue().get(row.trigger)
        usual = entry.get("default_delay_h") if entry else None
        field: NumberField = self._delay
        field.setPlaceholderText(tr("Usually {delay}").format(delay=hours_label(usual)) if usual is not None else "")

    def _delete(self) -> None:
        from ui.deletion import delete_with_care

        delete_with_care(self._bridge, FollowUpTrigger, self._row_id)
