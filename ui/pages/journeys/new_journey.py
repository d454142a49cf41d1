"""The dialog that starts a journey: whose, which kind, from which stages, for which objective."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from journey import operations as gestures
from journey.model import Journey, JourneyKind, Segment
from journey.operations.journeys import FULL_STAGE_SET
from resources.i18n import current, tr
from resources.journey_templates import journey_templates
from strategy import operations
from strategy.model import JourneyObjective, Objective
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.journey_pairs import journey_pairs, pair_name
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, TextField
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

DERIVED, AS_IS, TO_BE = "derived", JourneyKind.AS_IS.value, JourneyKind.TO_BE.value


class NewJourneyDialog(Dialog):
    """`make_journey` makes the journey that the fields describe, and gives its id."""

    def __init__(
        self, bridge: DocumentBridge, parent: QWidget | None, *, start: str = AS_IS, source_id: str | None = None
    ) -> None:
        """`start` is what is chosen first: an as-is journey, a to-be one, or one `DERIVED` from `source_id`."""
        super().__init__(tr("New journey"), parent, closable=True, name="new_journey")
        self._bridge = bridge
        snapshot = bridge.snapshot()
        sources = [(pair.as_is_id, pair_name(snapshot, pair)) for pair in journey_pairs(snapshot) if pair.as_is_id]
        kinds = [(AS_IS, tr("As is")), (TO_BE, tr("To be"))]
        if sources:
            kinds.append((DERIVED, tr("To be, from the as is")))
        self._kind = Segmented(kinds, start, name="new_journey_kind", accessible_name=tr("Kind of journey"))
        self._source = ComboField(list(dict(sources).items()), source_id or (sources[0][0] if sources else None),
                                  name="new_journey_source")  # fmt: skip
        segments = [(each.id, each.name or tr("Segment to name")) for each in self._segments()]
        self._segment = ComboField([(None, tr("All customers")), *segments], self._free_segment(),
                                   name="new_journey_segment")  # fmt: skip
        self._name = TextField(placeholder=tr("The segment’s name if left empty"), name="new_journey_name")
        language = current().language
        templates = [(each.id, each.names[language]) for each in journey_templates().values()]
        self._template = ComboField([(None, tr("Its stages only")), *templates], None, name="new_journey_template")
        self._template_help = Label("", "caption", "ink2", wrap=True, name="new_journey_template_help")
        self._stages = ComboField(entry_options(snapshot, "stage_sets"), FULL_STAGE_SET, name="new_journey_stages")
        self._partial = CheckBox(tr("One portion only, for one objective"), name="new_journey_partial")
        objectives = [(each.id, each.name or tr("Objective to name")) for each in snapshot.all(Objective)]
        self._objective = ComboField([(None, tr("Choose later")), *objectives], None, name="new_journey_objective")
        self.body.addWidget(self._kind)
        self._fields = {
            "source": Field(tr("From the as-is journey"), self._source),
            "segment": Field(tr("Segment"), self._segment),
            "name": Field(tr("Name"), self._name),
            "template": Field(tr("Starts from"), self._template),
            "stages": Field(tr("Stages"), self._stages),
            "objective": Field(tr("Objective that it serves"), self._objective),
        }
        for key, field in self._fields.items():
            self.body.addWidget(field)
            if key == "template":
                self.body.addWidget(self._template_help)
        self.body.addWidget(self._partial)
        self.add_cancel()
        create = self.add_button(Button(tr("Create the journey"), "primary", name="new_journey_create"), accepts=True)
        self.set_default(create)
        self._kind.changed.connect(self._follow_kind)
        self._template.chosen.connect(self._follow_kind)
        self._follow_kind()
        self._segment.setFocus()

    def make_journey(self) -> str | None:
        """Make the journey; None when it was refused, after the user has been told."""
        journey_id = self._bridge.run(self._make)
        objective_id = self._objective.value()
        if journey_id is not None and isinstance(objective_id, str):
            self._bridge.attempt(
                lambda: operations.link(self._bridge.document, JourneyObjective, journey_id, objective_id)
            )
        return journey_id

    def _make(self) -> str:
        document, name = self._bridge.document, self._name.text().strip()
        if self._kind.value() == DERIVED:
            return operations.derive_to_be(document, str(self._source.value()), name=name)
        segment, stages, template = self._segment.value(), self._stages.value(), self._template.value()
        if isinstance(template, str):
            return gestures.add_journey_from_template(
                document,
                template,
                language=operations.plan_language(document),
                segment_id=segment if isinstance(segment, str) else None,
                kind=str(self._kind.value()),
                name=name,
            )
        return gestures.add_journey(
            document,
            language=operations.plan_language(document),
            segment_id=segment if isinstance(segment, str) else None,
            kind=str(self._kind.value()),
            stage_set=stages if isinstance(stages, str) else None,
            name=name,
            is_partial=self._partial.isChecked(),
        )

    def _segments(self) -> list[Segment]:
        """The segments, first priority first: the method starts with the one that matters most."""
        return sorted(self._bridge.snapshot().all(Segment), key=lambda each: (each.priority is None, each.priority))

    def _free_segment(self) -> str | None:
        """The first segment that has no journey yet, else the first one."""
        segments = self._segments()
        described = {journey.segment_id for journey in self._bridge.snapshot().all(Journey)}
        free = [each.id for each in segments if each.id not in described]
        return next(iter([*free, *(each.id for each in segments)]), None)

    def _follow_kind(self, *_kind: object) -> None:
        is_derived = self._kind.value() == DERIVED
        self._fields["source"].setVisible(is_derived)
        template = journey_templates().get(str(self._template.value()))
        is_whole = not is_derived and template is None
        for name in ("segment", "template"):
            self._fields[name].setVisible(not is_derived)
        self._fields["stages"].setVisible(is_whole)
        self._partial.setVisible(is_whole)  # a template is one portion
        named_after = template.names[current().language] if template else tr("The segment’s name if left empty")
        self._name.setPlaceholderText(named_after)
        self._template_help.setText(template.helps[current().language] if template else "")
        self._template_help.setVisible(not is_derived and template is not None)
        self.adjustSize()
