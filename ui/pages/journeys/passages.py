"""Where customers go from a touchpoint: probabilities, delays, counts, and what their sum says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey import operations as gestures
from journey.model import Touchpoint, Transition
from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.journey_cells import is_over_full, probabilities_out_of
from ui.models.journey_edits import target_options
from ui.models.journey_signs import origin_options
from ui.pages.journeys.cards import CardColumn
from ui.pages.journeys.fields import RowFields
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.combo import ComboField
from ui.widgets.label import Label, tip
from ui.widgets.number import NumberField
from ui.widgets.surface import Surface

if TYPE_CHECKING:
    from journey.rates import Rate

_NOTHING = 0.0005


class TransitionFields(RowFields):
    """The fields of one passage; `with_range`, how far its probability may be trusted too."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None, *, with_range: bool = False) -> None:
        super().__init__(bridge, Transition, parent)
        self._ranged: tuple[NumberField, ...] = ()
        self.target = self.add_choice(
            "target_id", tr("Goes to"), lambda snapshot, row: target_options(snapshot, row.source_id)
        )
        self.probability = self.add_percent("probability", tr("Probability"), tr("To set"))
        if with_range:
            self._add_range()
        self.add_number("delay_hours", tr("Mean delay"), unit="h", placeholder=tr("Not known"))
        self.add_number("count", tr("Passages counted"), decimals=0, placeholder=tr("Not counted"))
        self.add_entry("trigger", tr("Set off by a follow-up"), "followup_triggers", none=tr("No follow-up"))

    def show_rate(self, rate: Rate | None) -> None:
        """Show the range that is reckoned with where the team gave none."""
        for field, value in zip(self._ranged, (rate.low, rate.high) if rate is not None else (), strict=False):
            field.setPlaceholderText(tr("Reckoned with: {share}").format(share=current().percent(value)))

    def _add_range(self) -> None:
        self.add_choice("rate_origin", tr("Where it comes from"), lambda _snapshot, _row: origin_options(),
                        none=tr("Counted or assumed"))  # fmt: skip
        unknown = tr("From where it comes from")
        self._ranged = (self.add_percent("probability_low", tr("At least"), unknown),
                        self.add_percent("probability_high", tr("At most"), unknown))  # fmt: skip


class TransitionCard(Surface):
    """One passage as a card."""

    def __init__(self, bridge: DocumentBridge, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__("sheet", radius="card", outline="line", name=f"transition_{row_id}", parent=parent)
        self._bridge, self._row_id = bridge, row_id
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(12))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        self._title = Label("", "small", weight=600, wrap=True)
        head.addWidget(self._title, 1)
        head.addWidget(IconButton("trash-2", tr("Delete this transition"), size="small", on_click=self._delete,
                                  name="delete_transition"))  # fmt: skip
        column.addLayout(head)
        self._fields = TransitionFields(bridge)
        self._fields.add_reader(self._read)
        column.addWidget(self._fields)
        self.follow()

    def follow(self) -> None:
        """Show the passage as it is now."""
        self._fields.show_row(self._row_id)

    def take_focus(self) -> None:
        """Put the cursor in the probability."""
        self._fields.probability.setFocus()

    def _read(self, snapshot: Snapshot, row: Transition) -> None:
        target = snapshot.get(Touchpoint, row.target_id)
        name = Naming(snapshot, current()).title(target) if target else ""
        self._title.setText(tr("to {name}").format(name=name or tr("To name")))

    def _delete(self) -> None:
        from ui.deletion import delete_with_care

        delete_with_care(self._bridge, Transition, self._row_id)


class PassageSum(QWidget):
    """The sum of the probabilities out of a touchpoint, and one click to bring it to 100%."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._point_id = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._words = Label("", "small", weight=600, wrap=True, name="passage_sum")
        self._scale = Button(tr("Scale to 100%"), size="small", name="scale_probabilities", on_click=self._scale_now)
        self._counts = Button(tr("Use the counts"), size="small", icon="calculator", name="rate_from_counts",
                              on_click=self._use_counts)  # fmt: skip
        tip(self._counts, tr("The passages counted, divided by their sum, become the probabilities."))
        row.addWidget(self._words, 1)
        row.addWidget(self._counts)
        row.addWidget(self._scale)

    def show_point(self, point_id: str) -> None:
        """Show the sum out of a touchpoint."""
        self._point_id = point_id
        total = probabilities_out_of(self._bridge.snapshot(), point_id)
        is_wrong = abs(total - 1) > _NOTHING
        tone = "danger" if is_over_full(total) else "warning" if is_wrong else "success"
        self._words.setText(tr("{share} in all").format(share=current().percent(total)))
        self._words.set_tone(tone)
        self._scale.setVisible(is_wrong and total > 0)
        passages = self._bridge.snapshot().where(Transition, source_id=point_id)
        counted = sum(row.count or 0 for row in passages)
        shares = [(row.count or 0) / counted if counted else None for row in passages]
        differs = any(share is None or abs((row.probability or 0) - share) > _NOTHING
                      for row, share in zip(passages, shares, strict=True))  # fmt: skip
        self._counts.setVisible(bool(counted) and all(row.count is not None for row in passages) and differs)
        self._counts.setEnabled(not self._bridge.document.is_read_only)
        self._scale.setEnabled(not self._bridge.document.is_read_only)

    def _scale_now(self) -> None:
        self._bridge.attempt(lambda: gestures.scale_probabilities(self._bridge.document, self._point_id))

    def _use_counts(self) -> None:
        self._bridge.attempt(lambda: gestures.use_counts(self._bridge.document, self._point_id))


class PassageList(QWidget):
    """All passages out of a touchpoint, their sum, and a choice of one more target."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._point_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self._sum = PassageSum(bridge)
        self._cards = CardColumn(lambda row_id: TransitionCard(bridge, row_id))
        self._target = ComboField(placeholder=tr("Connect to…"), name="connect_to", accessible_name=tr("Connect to"))
        self._target.chosen.connect(self._connect)
        for widget in (self._sum, self._cards, self._target):
            column.addWidget(widget)

    def show_point(self, point_id: str) -> None:
        """Show the passages out of a touchpoint."""
        self._point_id = point_id
        snapshot = self._bridge.snapshot()
        rows = snapshot.where(Transition, source_id=point_id)
        joined = {row.target_id for row in rows}
        self._sum.setVisible(bool(rows))
        self._sum.show_point(point_id)
        self._cards.show_ids([row.id for row in rows])
        self._target.set_options([each for each in target_options(snapshot, point_id) if each[0] not in joined])
        self._target.setEnabled(not self._bridge.document.is_read_only)

    def _connect(self, target: object) -> None:
        document, source_id = self._bridge.document, self._point_id
        row_id = self._bridge.run(lambda: gestures.connect(document, source_id, str(target)))
        if row_id is not None:
            self._cards.focus_on(row_id)
