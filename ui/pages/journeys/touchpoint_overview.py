"""The first tab of a touchpoint: what it weighs, what customers feel there, and what it is."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journey import operations as gestures
from journey.analysis import TouchpointResults, touchpoint_valence
from journey.model import EmotionObservation, NodeKind, Stage, Touchpoint
from resources.i18n import current, tr
from storage.document import Document
from strategy import operations
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.journey_signs import measured_options, points_label
from ui.pages.journeys.cards import CardColumn
from ui.pages.journeys.emotions import EmotionCard, EmotionPicker, note_emotion
from ui.pages.journeys.fields import RowFields
from ui.pages.journeys.figures import Figure
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.label import tip
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Rule


class TouchpointOverview(ScrollColumn):
    """Three figures, emotions, then the fields of the touchpoint; an entry or an end has only a name and a stage."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="touchpoint_overview", parent=parent)
        self._bridge = bridge
        self._point_id = ""
        self._contact = QWidget()
        column = QVBoxLayout(self._contact)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        column.addWidget(self._figures())
        self._picker = EmotionPicker()
        self._picker.picked.connect(self._note)
        column.addWidget(self._picker)
        self._emotions = CardColumn(lambda row_id: EmotionCard(bridge, row_id))
        column.addWidget(self._emotions)
        column.addWidget(Rule())
        self.add(self._contact)
        self._naming = RowFields(bridge, Touchpoint)
        self._name = self._naming.add_text("name", tr("Name"), tr("To name"))
        self._naming.add_choice("stage_id", tr("Stage"), _stages, none=tr("Without stage"), write=_move)
        self.add(self._naming)
        self._fields = self._contact_fields()
        self.add(self._fields)

    def show_point(self, point: Touchpoint) -> None:
        """Show a touchpoint, the entry or an end."""
        self._point_id = point.id
        is_contact = point.kind == NodeKind.TOUCHPOINT.value
        self._contact.setVisible(is_contact)
        self._fields.setVisible(is_contact)
        self._naming.show_row(point.id)
        if is_contact:
            snapshot = self._bridge.snapshot()
            self._fields.show_row(point.id)
            rows = snapshot.where(EmotionObservation, touchpoint_id=point.id)
            self._emotions.show_ids([row.id for row in rows])
            self._picker.show_mean(touchpoint_valence(snapshot, point.id))
            self._picker.setEnabled(not self._bridge.document.is_read_only)

    def show_results(self, found: TouchpointResults | None) -> None:
        """Show what the chain says of the touchpoint; nothing while it is not solved."""
        words = current()
        self.reach.show_value(words.percent(found.reach if found else None))
        self.lost.show_value(words.percent(found.lost_here if found else None), "drop")
        self.leverage.show_value(
            points_label(found.leverage if found else None),
            "primary",
            why=tr("Points of success gained if 5 more customers out of 100 stayed here."),
        )

    def take_focus(self) -> None:
        """Put the cursor in the name."""
        self._name.setFocus()

    def scroll_to(self, row_id: str) -> None:
        """Bring one observation into view."""
        self._emotions.scroll_to(row_id)

    def _figures(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(8))
        self.reach = Figure(tr("reach it"), "touchpoint_reach")
        self.lost = Figure(tr("are lost here"), "touchpoint_lost")
        self.leverage = Figure(tr("points to win"), "touchpoint_leverage")
        for place, figure in enumerate((self.reach, self.lost, self.leverage)):
            grid.addWidget(figure, 0, place)
            grid.setColumnStretch(place, 1)
        return holder

    def _contact_fields(self) -> RowFields:
        fields = RowFields(self._bridge, Touchpoint)
        fields.add_entry("type", tr("Type"), "touchpoint_types", none=tr("Free"), write=gestures.change_type)
        fields.add_entry("channel", tr("Channel"), "channels")
        fields.add_entry("direction", tr("Direction"), "directions")
        fields.add_entry("information_level", tr("Information given"), "information_levels")
        fields.add_area("content_tool", tr("Content and tool offered"), tr("What the customer gets there"), lines=2)
        fields.add_choice("measured", tr("Measured"), lambda _snapshot, _row: measured_options(), none=tr("To set"))
        fields.add_number("performance", tr("Value measured"), minimum=-1e9)
        fields.add_text("performance_unit", tr("Its unit"), tr("% of clicks, a mark out of 10…"))
        fields.add_number("minutes", tr("Time spent there"), unit=tr("min"))
        fields.add_text("owner", tr("Department in charge"), tr("To set"))
        external = CheckBox(tr("Outside the company"), name="touchpoint_external")
        tip(external, tr("Relatives, reviews, influencers: what customers meet without you."))
        external.clicked.connect(lambda checked: self._bridge.attempt(
            lambda: operations.set_value(self._bridge.document, Touchpoint, self._point_id, "is_external", checked)
        ))  # fmt: skip
        fields.add_reader(lambda _snapshot, row: external.setChecked(row.is_external))
        fields.column.addWidget(external)
        return fields

    def _note(self, emotion: str) -> None:
        row_id = note_emotion(self._bridge, self._point_id, emotion)
        if row_id is not None:
            self._emotions.focus_on(row_id)


def _stages(snapshot: Snapshot, row: Touchpoint) -> list[tuple[object, str]]:
    naming = Naming(snapshot, current())
    stages = snapshot.where(Stage, journey_id=row.journey_id)
    return [(stage.id, naming.title(stage) or tr("Stage to name")) for stage in stages]


def _move(document: Document, point_id: str, stage_id: object) -> None:
    gestures.move_touchpoint(document, point_id, stage_id if isinstance(stage_id, str) else None)
