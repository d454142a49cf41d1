"""The settings of a journey: name, segment, stages, portion, objectives, customers who enter, and its end."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from journey import operations as gestures
from journey.model import Friction, Journey, Segment, Touchpoint
from resources.i18n import current, tr
from resources.journey_templates import journey_templates
from storage.document import Document
from strategy import operations
from strategy.links import objectives_of_journey
from strategy.model import JourneyObjective, Objective
from strategy.operations.plan import plan_language
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.fields import RowFields
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, tip
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Rule


class JourneyForm(ScrollColumn):
    """Everything that concerns the whole journey."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="journey_form", parent=parent)
        self._bridge = bridge
        self._journey_id = ""
        self._fields = fields = RowFields(bridge, Journey)
        self._name = fields.add_text("name", tr("Name"), tr("To name"))
        fields.add_choice("segment_id", tr("Segment"), _segments, none=tr("All customers"))
        fields.add_entry("stage_set", tr("Stages"), "stage_sets", none=tr("Stages of its own"), write=_change_stages)
        fields.add_number("entrants_per_month", tr("Customers who enter each month"), decimals=0,
                          placeholder=tr("Not known"))  # fmt: skip
        self._partial = CheckBox(tr("One portion only, for one objective"), name="journey_partial")
        self._partial.clicked.connect(self._set_partial)
        self._smooth = CheckBox(tr("The team found no friction"), name="journey_no_friction")
        self._smooth.clicked.connect(self._declare)
        self._external = CheckBox(tr("Count touchpoints outside the company among those to be measured"),
                                  name="journey_external")  # fmt: skip
        self._external.clicked.connect(self._count_external)
        fields.add_reader(self._read)
        self.add(fields)
        self.add(self._partial)
        self._portion = Label(current().label("info_partial_journey"), "caption", "ink2", wrap=True,
                              name="journey_portion")  # fmt: skip
        self.add(self._portion)
        self.add(self._smooth)
        self.add(self._external)
        self.add(Label(tr("Objectives that it serves"), "label"))
        chips = QWidget()
        self._objectives = FlowLayout(chips, spacing=4, line_spacing=4)
        self.add(chips)
        self.add(Rule())
        self._template = Button(tr("Insert a template"), icon="layers-plus", size="small",
                                on_click=self._choose_template, name="add_template")  # fmt: skip
        tip(self._template, tr("A piece of journey that is often drawn: a pending cart, a new product."))
        self.add(self._template)
        self.add(Button(tr("Duplicate the journey"), icon="copy", size="small", on_click=self._duplicate,
                        name="duplicate_journey"))  # fmt: skip
        self.add(Button(tr("Delete the journey"), icon="trash-2", size="small", on_click=self._delete,
                        name="delete_journey"))  # fmt: skip

    def show_journey(self, journey_id: str) -> None:
        """Show the settings of a journey."""
        self._journey_id = journey_id
        self._fields.show_row(journey_id)

    def take_focus(self) -> None:
        """Put the cursor in the name."""
        self._name.setFocus()

    def _read(self, snapshot: Snapshot, row: Journey) -> None:
        can_write = not self._bridge.document.is_read_only
        self._partial.setChecked(row.is_partial)
        self._portion.setVisible(row.is_partial)
        self._partial.setEnabled(can_write)
        self._smooth.setChecked(row.has_no_friction)
        has_friction = bool(snapshot.where(Friction, journey_id=row.id))
        self._smooth.setVisible(not has_friction)
        self._smooth.setEnabled(can_write)
        self._external.setVisible(bool(snapshot.where(Touchpoint, journey_id=row.id, is_external=True)))
        self._external.setChecked(row.counts_external is not False)
        self._external.setEnabled(can_write)
        self._objectives.clear()
        for objective in objectives_of_journey(snapshot, row.id):
            self._objectives.addWidget(Chip(
                objective.name or tr("Objective to name"), "link", icon="target",
                on_click=partial(self._bridge.go_to, "objective", objective.id),
                name=f"show_{objective.id}",
            ))  # fmt: skip
        self._choose = Chip(tr("Choose"), "outline", icon="plus", on_click=self._choose_objectives,
                            name="choose_objectives")  # fmt: skip
        self._objectives.addWidget(self._choose)

    def _choose_objectives(self) -> None:
        snapshot, document, journey_id = self._bridge.snapshot(), self._bridge.document, self._journey_id
        choices = [Choice(row.id, row.name or tr("Objective to name"), icon="target")
                   for row in snapshot.all(Objective)]  # fmt: skip
        chosen = [row.id for row in objectives_of_journey(snapshot, journey_id)]
        menu = ChoiceMenu(choices, chosen, name="journey_objectives",
                          accessible_name=tr("Objectives that it serves"), parent=self)  # fmt: skip
        menu.closed.connect(lambda ids: self._bridge.attempt(
            lambda: operations.set_links(document, JourneyObjective, journey_id, list(ids))
        ) if list(ids) != chosen else None)  # fmt: skip
        menu.open_under(self._choose)

    def _set_partial(self, is_partial: bool) -> None:
        document, journey_id = self._bridge.document, self._journey_id
        self._bridge.attempt(lambda: operations.set_value(document, Journey, journey_id, "is_partial", is_partial))

    def _count_external(self, counts: bool) -> None:
        document, journey_id = self._bridge.document, self._journey_id
        self._bridge.attempt(lambda: operations.set_value(document, Journey, journey_id, "counts_external", counts))

    def _declare(self, is_declared: bool) -> None:
        document, journey_id = self._bridge.document, self._journey_id
        self._bridge.attempt(lambda: gestures.declare_no_friction(document, journey_id, is_declared))

    def _choose_template(self) -> None:
        document, journey_id = self._bridge.document, self._journey_id
        language = current().language
        choices = [Choice(each.id, each.names[language], icon="layers-plus") for each in journey_templates().values()]
        menu = ChoiceMenu(choices, single=True, name="journey_template", accessible_name=tr("Insert a template"),
                          parent=self)  # fmt: skip

        def put(ids: list[str]) -> None:
            spoken = plan_language(document)
            new = self._bridge.run(
                lambda: gestures.insert_template(document, journey_id, ids[0], language=spoken) if ids else []
            )
            if new:
                self._bridge.go_to("touchpoint", new[0])

        menu.changed.connect(put)
        menu.open_under(self._template)

    def _duplicate(self) -> None:
        twin = self._bridge.run(lambda: operations.duplicate(self._bridge.document, Journey, self._journey_id))
        if twin is not None:
            self._bridge.go_to("journey", twin)

    def _delete(self) -> None:
        from ui.deletion import delete_with_care

        delete_with_care(self._bridge, Journey, self._journey_id)


def _segments(snapshot: Snapshot, _row: Journey) -> list[tuple[object, str]]:
    return [(segment.id, segment.name or tr("Segment to name")) for segment in snapshot.all(Segment)]


def _change_stages(document: Document, journey_id: str, stage_set: object) -> None:
    """Stages with touchpoints stay; giving up the set only forgets where the stages come from."""
    if isinstance(stage_set, str):
        gestures.change_stage_set(document, journey_id, stage_set)
    else:
        operations.set_value(document, Journey, journey_id, "stage_set", None)
