"""What the company knows about a segment, and how engaged its customers are, by dimension and by channel."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journey.model import DataInventory, EngagementRating, Segment
from journey.operations import rate_engagement, set_data_available
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.analysis import engagement, held_data_share
from strategy.naming import Naming
from strategy.operations import delete, set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.checks import CheckBox
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.focus import focus_in_view
from ui.widgets.inline import InlineEdit
from ui.widgets.label import ElidedLabel, Label, tip
from ui.widgets.number import NumberField
from ui.widgets.panel import ScrollColumn, SectionHeader
from ui.widgets.signs import ShareBar
from ui.widgets.surface import Rule


class DataTab(ScrollColumn):
    """The inventory of customer data above, the ratings of engagement below."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), spacing=10, name="data_tab", parent=parent)
        self._bridge = bridge
        self._inventory = SectionHeader(tr("Customer data held"), role="strong", name="data_inventory_header")
        self._held = ShareBar(0.0, "primary", accessible_name=tr("Share of the data that is held"))
        self.add(self._inventory)
        self.add(self._held)
        self.kinds = {kind: DataRow(bridge, kind) for kind in catalogue().ids("customer_data_types")}
        for row in self.kinds.values():
            self.add(row)
        self.add(Rule())
        self._index = SectionHeader(tr("Engagement, 0 to 100"), role="strong", name="engagement_header")
        self.add(self._index)
        self._missing = Label("", "caption", "warning", wrap=True, name="engagement_missing")
        self.add(self._missing)
        self.dimensions = {each: DimensionBlock(bridge, each) for each in catalogue().ids("engagement_dimensions")}
        for block in self.dimensions.values():
            self.add(block)

    def show_segment(self, segment: Segment | None) -> None:
        """Show a segment as it is now."""
        self.setEnabled(segment is not None)
        if segment is None:
            return
        snapshot, words = self._bridge.snapshot(), current()
        held = held_data_share(snapshot, segment.id)
        self._held.set_share(held)
        count = round(held * len(self.kinds))
        said = tr("{n} of {total}, {share}").format(n=count, total=len(self.kinds), share=words.percent(held, 0))
        self._inventory.set_note(said)
        rows = {row.data_type: row for row in snapshot.where(DataInventory, segment_id=segment.id)}
        for kind, shown in self.kinds.items():
            shown.show_data(segment.id, rows.get(kind))
        found = engagement(snapshot, segment.id)
        self._index.set_note(
            tr("index {index}").format(index=words.number(found.index, 0)) if found.index is not None else tr("to rate")
        )
        left_out = words.join(words.label(each) for each in found.missing)
        self._missing.setText(tr("Left out of the index: {dimensions}").format(dimensions=left_out))
        self._missing.setVisible(bool(found.missing) and found.index is not None)
        for dimension, block in self.dimensions.items():
            block.show_ratings(snapshot, segment.id, found.dimensions.get(dimension))

    def reveal(self, row: DataInventory | EngagementRating) -> bool:
        """Give a kind of data, or a rating, the focus; False when it is not shown."""
        if isinstance(row, DataInventory):
            known = self.kinds.get(row.data_type)
            field: QWidget | None = known.check if known is not None else None
        else:
            block = self.dimensions.get(row.dimension)
            field = block.field_of(row.channel) if block is not None else None
        if field is not None:
            focus_in_view(field)
        return field is not None


class DataRow(QWidget):
    """A kind of customer data: ticked when the company holds it, then with a note."""

    def __init__(self, bridge: DocumentBridge, kind: str) -> None:
        super().__init__()
        self._bridge, self._kind, self._segment_id = bridge, kind, ""
        name = current().label(kind)
        self.check = CheckBox(name, name=f"held_{kind}")
        self.check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tip(self.check, name)
        self.check.clicked.connect(self._write)
        self.note = InlineEdit(role="caption", placeholder=tr("Where, since when, how reliable"), name=f"note_{kind}",
                               accessible_name=tr("Note on {kind}").format(kind=name))  # fmt: skip
        self.note.committed.connect(self._write_note)
        can_write = not bridge.document.is_read_only
        self.check.setEnabled(can_write)
        self.note.set_read_only(not can_write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.check)
        indent = QHBoxLayout()
        indent.setContentsMargins(theme().px(14), 0, 0, 0)
        indent.addWidget(self.note)
        column.addLayout(indent)

    def show_data(self, segment_id: str, row: DataInventory | None) -> None:
        """Follow the plan."""
        self._segment_id = segment_id
        self.check.setChecked(row is not None and row.is_available)
        self.note.set_text(row.note if row is not None else "")
        self.note.setVisible(row is not None and (row.is_available or bool(row.note)))

    def _write(self, held: bool) -> None:
        document = self._bridge.document
        self._bridge.run(lambda: set_data_available(document, self._segment_id, self._kind, held))

    def _write_note(self, note: str) -> None:
        document, held = self._bridge.document, self.check.isChecked()
        self._bridge.run(lambda: set_data_available(document, self._segment_id, self._kind, held, note))


class DimensionBlock(QWidget):
    """A dimension: its mean, its weight, and one rating overall or one for each channel."""

    def __init__(self, bridge: DocumentBridge, dimension: str) -> None:
        super().__init__()
        self._bridge, self._dimension, self._segment_id = bridge, dimension, ""
        self._rows: dict[str, RatingRow] = {}
        px, name = theme().px, current().label(dimension)
        self._title = SectionHeader(name, role="label", name=f"dimension_{dimension}")
        tip(self._title, current().help(dimension))
        self.weight = NumberField(minimum=0, decimals=1, name=f"weight_{dimension}",
                                  accessible_name=tr("Weight of {dimension}").format(dimension=name))  # fmt: skip
        self.weight.setFixedWidth(px(56))
        self.weight.committed.connect(self._weigh)
        self._overall = RatingRow(bridge, dimension, None)
        self._add = Button(tr("Rate a channel"), "link", size="small", icon="plus", on_click=self._open_channels,
                           name=f"rate_channel_{dimension}")  # fmt: skip
        can_write = not bridge.document.is_read_only
        self._add.setEnabled(can_write)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self._list.addWidget(self._overall)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._weight_label = Label(tr("Weight"), "caption")
        foot.addWidget(self._weight_label)
        foot.addWidget(self.weight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(4))
        column.setSpacing(px(4))
        column.addWidget(self._title)
        column.addLayout(self._list)
        column.addLayout(foot)

    def show_ratings(self, snapshot: Snapshot, segment_id: str, mean: float | None) -> None:
        """Follow the plan."""
        self._segment_id = segment_id
        rows = snapshot.where(EngagementRating, segment_id=segment_id, dimension=self._dimension)
        overall = next((row for row in rows if row.channel is None), None)
        by_channel = [row for row in rows if row.channel is not None]
        self._title.set_note(current().number(mean, 0) if mean is not None else tr("to rate"))
        self._overall.show_rating(
            snapshot, segment_id, overall, counts=not any(r.rating is not None for r in by_channel)
        )
        self._forget({row.channel or "" for row in by_channel})
        for row in by_channel:
            shown = self._rows.get(row.channel or "")
            if shown is None:
                shown = self._rows[row.channel or ""] = RatingRow(self._bridge, self._dimension, row.channel)
                self._list.addWidget(shown)
            shown.show_rating(snapshot, segment_id, row, counts=True)
        can_weigh = bool(rows) and not self._bridge.document.is_read_only
        self.weight.setEnabled(can_weigh)
        self.weight.set_value(rows[0].weight if rows else 1.0)

    def field_of(self, channel: str | None) -> QWidget | None:
        """Where the rating for a channel, or overall, is typed."""
        row = self._overall if channel is None else self._rows.get(channel)
        return row.field if row is not None else None

    def _weigh(self, value: object) -> None:
        """All the ratings of a dimension carry its weight, so that their mean is that weight."""
        document, weight = self._bridge.document, value if isinstance(value, float) else 1.0
        rows = self._bridge.snapshot().where(EngagementRating, segment_id=self._segment_id, dimension=self._dimension)

        def weigh() -> None:
            with document.transact("Rate engagement"):
                for row in rows:
                    set_value(document, EngagementRating, row.id, "weight", weight)

        self._bridge.run(weigh)

    def _open_channels(self) -> None:
        options = entry_options(self._bridge.snapshot(), "channels")
        choices = [Choice(str(each), label) for each, label in options if each not in self._rows]
        menu = ChoiceMenu(choices, single=True, name="rating_channels", accessible_name=tr("Channels"), parent=self)
        menu.list.changed.connect(self._add_channel)
        menu.open_under(self._add)

    def _add_channel(self, ids: object) -> None:
        """A channel has a row once it has a rating; it waits for it here."""
        for channel in ids if isinstance(ids, list) else ():
            row = self._rows[channel] = RatingRow(self._bridge, self._dimension, channel)
            row.show_rating(self._bridge.snapshot(), self._segment_id, None, counts=True)
            self._list.addWidget(row)
            row.field.setFocus()

    def _forget(self, kept: set[str]) -> None:
        for channel in [each for each in self._rows if each not in kept]:
            row = self._rows.pop(channel)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()


class RatingRow(QWidget):
    """A rating overall or for one channel; the one overall counts as long as no channel is rated."""

    def __init__(self, bridge: DocumentBridge, dimension: str, channel: str | None) -> None:
        super().__init__()
        self._bridge, self._dimension, self._channel = bridge, dimension, channel
        self._segment_id = self._row_id = ""
        self._label = ElidedLabel("", "small")
        self.field = NumberField(
            minimum=0, maximum=100, decimals=0, step=5, name=f"rating_{dimension}_{channel or 'all'}"
        )
        self.field.setFixedWidth(theme().px(72))
        self.field.setEnabled(not bridge.document.is_read_only)
        self.field.committed.connect(self._write)
        self._remove = IconButton("x", tr("Remove the rating of the channel"), size="small", on_click=self._forget,
                                  name="remove_rating")  # fmt: skip
        self._remove.setVisible(channel is not None)
        self._remove.setEnabled(not bridge.document.is_read_only)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(self._label, 1)
        row.addWidget(self.field)
        row.addWidget(self._remove)

    def show_rating(self, snapshot: Snapshot, segment_id: str, row: EngagementRating | None, *, counts: bool) -> None:
        """Follow the plan."""
        self._segment_id, self._row_id = segment_id, row.id if row is not None else ""
        name = Naming(snapshot, current()).label(self._channel) if self._channel else tr("All channels")
        self._label.setText(name)
        self._label.set_tone("ink" if counts else "ink3")
        dimension = current().label(self._dimension)
        self.field.setAccessibleName(tr("{dimension}, {channel}").format(dimension=dimension, channel=name))
        self.field.set_value(row.rating if row is not None else None)

    def _write(self, value: object) -> None:
        rate = partial(rate_engagement, self._bridge.document, self._segment_id, self._dimension)
        rating = value if isinstance(value, float) else None
        self._bridge.run(lambda: rate(rating, channel=self._channel))

    def _forget(self) -> None:
        if self._row_id:
            self._bridge.run(lambda: delete(self._bridge.document, EngagementRating, self._row_id))
        else:
            self.hide()
