"""The first tab of a touchpoint: what it weighs, what customers feel there, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journey import operations as gestures
from journey.analysis import JourneyResults, TouchpointResults, touchpoint_valence
from journey.graph import journey_graph
from journey.model import EmotionObservation, Friction, NodeKind, Touchpoint
from resources.i18n import current, tr
from strategy import operations
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.models.journey_signs import measured_options
from ui.pages.journeys.cards import CardColumn
from ui.pages.journeys.emotions import EmotionCard, EmotionPicker, note_emotion
from ui.pages.journeys.fields import RowFields
from ui.pages.journeys.figures import Figure
from ui.pages.journeys.friction_digest import FrictionDigest
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.touchpoint_naming import TouchpointNaming
from ui.pages.journeys.what_if.panel import WhatIfPanel
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.label import Label, tip
from ui.widgets.panel import ScrollColumn, Section
from ui.widgets.surface import Rule

if TYPE_CHECKING:
    from ui.pages.journeys.insight import Insight

_NARROWEST = 0.005
"""A range narrower than half a point on either side is not worth a line."""


class TouchpointOverview(ScrollColumn):
    """Figures, emotions, frictions and what fixing them would bring, then the fields; entries and ends have few.

    `frictions_wanted` carries the id of the friction whose fields are wanted.
    """

    frictions_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="touchpoint_overview", parent=parent)
        self._bridge = bridge
        self._point_id = ""
        self._contact = QWidget()
        column = QVBoxLayout(self._contact)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        self._picker = EmotionPicker()
        self._picker.picked.connect(self._note)
        self._felt = Label("", "caption", "ink2", wrap=True, name="emotions_felt")
        self._friction_label = Label(tr("Frictions"), "label")
        self._digests = CardColumn(self._digest)
        self._what_if = WhatIfPanel(bridge, selection)
        self._insight = Label("", "small", "ink2", wrap=True, name="touchpoint_insight")
        for widget in (self._figures(), self._picker, self._felt, self._friction_label, self._digests, self._what_if,
                       self._insight, Rule()):  # fmt: skip
            column.addWidget(widget)
        self.add(self._contact)
        self._naming = TouchpointNaming(bridge)
        self.add(self._naming)
        self._emotions = CardColumn(lambda row_id: EmotionCard(bridge, row_id))
        self._emotion_section = Section(tr("Emotions observed"), name="touchpoint_emotions")
        self._emotion_section.body.addWidget(self._emotions)
        self._fields = self._contact_fields()
        self.add(self._fields)
        self.add(self._emotion_section)

    def show_point(self, point: Touchpoint) -> None:
        """Show a touchpoint, the entry or an end."""
        self._point_id = point.id
        is_contact = point.kind == NodeKind.TOUCHPOINT.value
        snapshot = self._bridge.snapshot()
        self._contact.setVisible(is_contact)
        self._fields.setVisible(is_contact)
        self._naming.show_point(point)
        rows = snapshot.where(EmotionObservation, touchpoint_id=point.id) if is_contact else ()
        self._emotion_section.setVisible(bool(rows))
        frictions = [row.id for row in snapshot.where(Friction, touchpoint_id=point.id)] if is_contact else []
        self._what_if.show_frictions(point.journey_id, frictions)
        if is_contact:
            self._fields.show_row(point.id)
            self._emotions.show_ids([row.id for row in rows])
            self._picker.show_mean(touchpoint_valence(snapshot, point.id))
            self._picker.setEnabled(not self._bridge.document.is_read_only)
            self._felt.setText(_evidence_words(Naming(snapshot, current()), rows))
            self._felt.setVisible(bool(rows))
            self._friction_label.setVisible(bool(frictions))
            self._digests.show_ids(frictions)

    def show_results(self, results: JourneyResults) -> None:
        """Show what the chain says of the touchpoint; nothing while it is not solved."""
        words, snapshot = current(), self._bridge.snapshot()
        found = results.touchpoints.get(self._point_id)
        leaving = None
        if found is not None and found.reach is not None:
            leaving = journey_graph(snapshot, results.journey_id).drop_off_probability(self._point_id)
        self.reach.show_value(words.percent(found.reach if found else None, 0))
        self.staying.show_value(words.percent(None if leaving is None else 1.0 - leaving, 0))
        self.leaving.show_value(words.percent(leaving, 0), "drop")
        self._insight.setText(_lever_words(found, results) if found is not None else "")
        self._insight.setVisible(bool(self._insight.text()))
        self._what_if.show_results(snapshot)

    def show_insight(self, insight: Insight) -> None:
        """Show how far the figures may be trusted, and what each friction explains."""
        ranges = insight.ranges
        reach = ranges.reaches.get(self._point_id) if ranges else None
        lost = ranges.drop_offs.get(self._point_id) if ranges else None
        why = tr("In 80 of 100 drawn versions of the journey the figure lies in this range.")
        self.reach.show_range(_range_words(reach.low, reach.high) if reach else "", why)
        self.staying.show_range(_range_words(1.0 - lost.high, 1.0 - lost.low) if lost else "", why)
        self.leaving.show_range(_range_words(lost.low, lost.high) if lost else "", why)
        for row in self._bridge.snapshot().where(Friction, touchpoint_id=self._point_id):
            card = self._digests.card(row.id)
            if isinstance(card, FrictionDigest):
                card.show_insight(insight)

    def take_focus(self) -> None:
        """Put the cursor in the name."""
        self._naming.take_focus()

    def scroll_to(self, row_id: str) -> None:
        """Bring one observation into view."""
        self._emotions.scroll_to(row_id)

    def _digest(self, row_id: str) -> FrictionDigest:
        card = FrictionDigest(self._bridge, row_id)
        card.opened_fields.connect(self.frictions_wanted)
        return card

    def _figures(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(8))
        self.reach = Figure(tr("reach it"), "touchpoint_reach")
        self.staying = Figure(tr("continue"), "touchpoint_staying")
        self.leaving = Figure(tr("leave"), "touchpoint_leaving")
        for place, figure in enumerate((self.reach, self.staying, self.leaving)):
            grid.addWidget(figure, 0, place, Qt.AlignmentFlag.AlignTop)
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


def _range_words(low: float, high: float) -> str:
    """ "60–74%"; "" for a range too narrow to matter."""
    if high - low < 2 * _NARROWEST:
        return ""
    return tr("{low}–{high}").format(low=current().number(low * 100.0, 0), high=current().percent(high, 0))


def _evidence_words(naming: Naming, rows: Sequence[EmotionObservation]) -> str:
    """Each emotion with what proves it: "Frustration (One-to-one interview)"."""
    unproven = tr("nothing proves it yet")
    return ", ".join(
        tr("{emotion} ({evidence})").format(
            emotion=naming.label(row.emotion), evidence=naming.label(row.evidence) if row.evidence else unproven
        )
        for row in rows
    )


def _lever_words(found: TouchpointResults, results: JourneyResults) -> str:
    """What keeping more customers here would bring, and what the journey would be without the touchpoint."""
    parts = []
    if found.leverage:
        parts.append(
            tr("If 5 more customers out of 100 stayed here, {points} more points would succeed.").format(
                points=current().number(found.leverage, 1)
            )
        )
    if found.removal_effect and results.success:
        parts.append(
            tr("Without it, {points} points fewer would succeed.").format(
                points=current().number(found.removal_effect * results.success * 100.0, 1)
            )
        )
    return " ".join(parts)
