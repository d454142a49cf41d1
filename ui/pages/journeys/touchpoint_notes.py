"""The notes of a touchpoint: free text, what customers said, moments, principles met or not, and the data used."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from journey import operations as gestures
from journey.model import Moment, Opportunity, Touchpoint
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy import operations
from strategy.model import FeedbackNote
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.pages.journeys.cards import CardColumn
from ui.pages.journeys.fields import RowFields
from ui.pages.journeys.opportunities import OpportunityCard
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, tip
from ui.widgets.panel import ScrollColumn, Section
from ui.widgets.segmented import Segmented


class TouchpointNotes(ScrollColumn):
    """What the team says of a touchpoint beside its facts."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), spacing=20, name="touchpoint_notes", parent=parent)
        self._bridge = bridge
        self._point_id = ""
        self._note = RowFields(bridge, Touchpoint)
        self._area = self._note.add_area("note", tr("Note"), tr("What the team wants to remember"), lines=3)
        self.add(self._note)
        self._said = Section(tr("What customers say"), name="touchpoint_feedback")
        self._quotes = Label("", "small", wrap=True, name="touchpoint_quotes")
        self._said.body.addWidget(self._quotes)
        self.add(self._said)
        self.add(self._moments())
        self.add(self._principles())
        self.add(self._data())
        self._opportunities = CardColumn(lambda row_id: OpportunityCard(bridge, row_id))
        section = Section(tr("Opportunities and gaps"), name="touchpoint_opportunities")
        section.body.addWidget(self._opportunities)
        section.body.addWidget(Button(tr("Add an opportunity"), icon="lightbulb", size="small",
                                      on_click=self._new_opportunity, name="panel_add_opportunity"))  # fmt: skip
        self.add(section)

    def show_point(self, point: Touchpoint) -> None:
        """Show what is said of a touchpoint."""
        self._point_id = point.id
        snapshot = self._bridge.snapshot()
        self._note.show_row(point.id)
        self._show_feedback(snapshot)
        self._transparency.show_row(point.id)
        marked = {row.moment: row for row in snapshot.where(Moment, touchpoint_id=point.id)}
        for moment, box in self._moment_boxes.items():
            box.setChecked(moment in marked)
        for principle, switch in self._judgements.items():
            switch.set_value(point.principles.get(principle, ""))
        self._opportunities.show_ids([row.id for row in snapshot.where(Opportunity, touchpoint_id=point.id)])
        self._show_data(snapshot, point)
        for widget in (*self._moment_boxes.values(), *self._judgements.values()):
            widget.setEnabled(not self._bridge.document.is_read_only)

    def take_focus(self) -> None:
        """Put the cursor in the note."""
        self._area.setFocus()

    # Parts

    def _moments(self) -> Section:
        section = Section(tr("Moments"), name="touchpoint_moments")
        self._moment_boxes: dict[str, CheckBox] = {}
        for entry_id, label in entry_options(self._bridge.snapshot(), "moments"):
            box = CheckBox(label, name=f"moment_{entry_id}")
            tip(box, current().help(str(entry_id)))
            box.clicked.connect(lambda checked, moment=str(entry_id): self._mark(moment, checked))
            self._moment_boxes[str(entry_id)] = box
            section.body.addWidget(box)
        return section

    def _principles(self) -> Section:
        section = Section(tr("Eight principles"), name="touchpoint_principles")
        self._judgements: dict[str, Segmented] = {}
        for entry in catalogue().entries("principles"):
            label = entry.label(current().language)
            words = Label(label, "small", wrap=True)
            tip(words, entry.text("check", current().language))
            switch = Segmented(
                [("met", tr("Met")), ("not_met", tr("Not met")), ("", "–")], "", small=True,
                name=f"principle_{entry.id}", accessible_name=label,
            )  # fmt: skip
            switch.changed.connect(lambda value, principle=entry.id: self._judge(principle, str(value) or None))
            self._judgements[entry.id] = switch
            section.body.addWidget(words)
            section.body.addWidget(switch)
            section.body.addSpacing(theme().px(4))
        return section

    def _data(self) -> Section:
        section = Section(tr("Customer data used"), name="touchpoint_data")
        chips = QWidget()
        self._data_chips = FlowLayout(chips, spacing=4, line_spacing=4)
        section.body.addWidget(chips)
        self._transparency = RowFields(self._bridge, Touchpoint)
        self._transparency.add_switch(
            "is_data_use_known", tr("Does the customer know?"),
            [(True, tr("Yes")), (False, tr("No")), (None, tr("Not said"))],
        )  # fmt: skip
        self._transparency.add_text("data_benefit", tr("What the customer gains"), tr("To set"))
        section.body.addWidget(self._transparency)
        return section

    def _show_feedback(self, snapshot: Snapshot) -> None:
        """The quotes that step 1 ties to the touchpoint, each with the way it was heard; no section without any."""
        names = Naming(snapshot, current())
        rows = [row for row in snapshot.where(FeedbackNote, touchpoint_id=self._point_id) if row.text.strip()]
        quotes = [(tr("“{words}”").format(words=row.text.strip()), names.label(row.method)) for row in rows]
        self._quotes.setText("\n".join(line for quote in quotes for line in quote if line))
        self._said.setVisible(bool(rows))

    def _show_data(self, snapshot: Snapshot, point: Touchpoint) -> None:
        self._data_chips.clear()
        for entry_id in point.data_used:
            self._data_chips.addWidget(Chip(Naming(snapshot, current()).label(entry_id), name=entry_id))
        self._choose = Chip(tr("Choose"), "outline", icon="plus", on_click=self._choose_data, name="choose_data")
        self._data_chips.addWidget(self._choose)

    # Gestures

    def _mark(self, moment: str, is_marked: bool) -> None:
        gesture = gestures.mark_moment if is_marked else gestures.unmark_moment
        self._bridge.attempt(lambda: gesture(self._bridge.document, self._point_id, moment))

    def _judge(self, principle: str, judgement: str | None) -> None:
        document, point_id = self._bridge.document, self._point_id
        self._bridge.attempt(lambda: gestures.judge_principle(document, point_id, principle, judgement))

    def _choose_data(self) -> None:
        snapshot, document, point_id = self._bridge.snapshot(), self._bridge.document, self._point_id
        point = snapshot.get(Touchpoint, point_id)
        choices = [Choice(str(entry), label) for entry, label in entry_options(snapshot, "customer_data_types")]
        menu = ChoiceMenu(choices, point.data_used if point else (), name="touchpoint_data_choice",
                          accessible_name=tr("Customer data used"), parent=self)  # fmt: skip
        menu.closed.connect(lambda chosen: self._bridge.attempt(
            lambda: operations.set_value(document, Touchpoint, point_id, "data_used", list(chosen))
        ))  # fmt: skip
        menu.open_under(self._choose)

    def _new_opportunity(self) -> None:
        document, point = self._bridge.document, self._bridge.snapshot().get(Touchpoint, self._point_id)
        if point is None:
            return
        row_id = self._bridge.run(lambda: gestures.add_opportunity(
            document, point.journey_id, touchpoint_id=point.id
        ))  # fmt: skip
        if row_id is not None:
            self._opportunities.focus_on(row_id)
