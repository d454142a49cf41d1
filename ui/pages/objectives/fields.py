"""The fields behind the SMART letters: aspect, aim, KPI and its two ends, segments, date, owner, rank, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from journey.model import Segment
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.entries import entry_value, kpi_traits
from strategy.model import KpiReading, Objective, ObjectiveSegment, ReadingOrigin
from strategy.operations import choose_kpi, set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.objectives import measured
from ui.pages.objectives.segments_button import SegmentsButton
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.date import DateField
from ui.widgets.field import Field, TextField
from ui.widgets.number import NumberField
from ui.widgets.segmented import Segmented

Options = list[tuple[object, str]]


class ObjectiveFields(QWidget):
    """Shows the columns of one objective and writes each as soon as it is settled."""

    def __init__(self, bridge: DocumentBridge, objective_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._id = bridge, objective_id
        self.aspect = self._combo("aspect", tr("Aspect to choose"))
        self.overall_aim = self._combo("overall_aim", tr("Aim to choose"))
        self.kpi = ComboField(placeholder=tr("KPI to choose"), clearable=True, name="objective_kpi_field")
        self.kpi.chosen.connect(self._choose_kpi)
        self.baseline = self._number("baseline")
        self.target = self._number("target")
        self.unit = self._combo("unit", tr("The KPI’s unit"))
        self.segments = SegmentsButton(bridge, objective_id)
        self.due_date = DateField(name="objective_due_date", placeholder=tr("To set"))
        self.due_date.committed.connect(lambda day: self._write("due_date", day))
        self.owner = TextField(name="objective_owner", placeholder=tr("To set"))
        self.owner.committed.connect(lambda name: self._write("owner", name.strip()))
        self.priority = NumberField(minimum=1, decimals=0, name="objective_priority", placeholder=tr("To set"))
        self.priority.committed.connect(lambda rank: self._write("priority", None if rank is None else int(rank)))
        answers = [(None, tr("To decide")), (True, tr("Yes")), (False, tr("No"))]
        self.is_achievable = Segmented(answers, name="objective_is_achievable", accessible_name=tr("Achievable"))
        self.is_achievable.changed.connect(lambda answer: self._write("is_achievable", answer))
        self._lay_out()

    def follow(self) -> None:
        """Show the columns as they are now."""
        snapshot = self._bridge.snapshot()
        row = snapshot.get(Objective, self._id)
        if row is None:
            return
        self._offer(snapshot, row)
        for field, value in ((self.baseline, row.baseline), (self.target, row.target), (self.priority, row.priority)):
            if field.value() != value:  # else what is being typed would be lost
                field.set_value(value)
        if self.due_date.value() != row.due_date:
            self.due_date.set_value(row.due_date)
        self.owner.set_text(row.owner)
        self.is_achievable.set_value(row.is_achievable)
        self._mark_missing(row)
        self.baseline.setPlaceholderText(_read_baseline(snapshot, row) or tr("To set"))
        linked = {link.segment_id for link in snapshot.where(ObjectiveSegment, objective_id=row.id)}
        names = [(segment.id, segment.name) for segment in snapshot.all(Segment)]
        self.segments.show_segments(names, linked, for_all=row.serves_all_customers)

    def edit(self, field: str) -> None:
        """Put the cursor in one field."""
        widget: QWidget = {
            "segments": self.segments, "due_date": self.due_date, "kpi": self.kpi, "owner": self.owner,
            "aspect": self.aspect, "specific": self.aspect, "priority": self.priority,
        }.get(field, self.aspect)  # fmt: skip
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, snapshot: Snapshot, row: Objective) -> None:
        """Fill the lists to choose from, the KPIs that suit the aspect first."""
        suited = entry_value(snapshot, row.aspect, "kpis") or ()
        _offer(self.aspect, entry_options(snapshot, "objectives"), row.aspect)
        _offer(self.overall_aim, _aims(snapshot), row.overall_aim)
        _offer(self.kpi, entry_options(snapshot, "kpis", suited), row.kpi)
        own_unit = row.unit if row.unit != kpi_traits(snapshot, row.kpi).unit else None
        _offer(self.unit, entry_options(snapshot, "kpi_units"), row.unit or own_unit)

    def _mark_missing(self, row: Objective) -> None:
        """Outline in the warning colour what the method needs and nobody has set."""
        for name in ("aspect", "kpi", "due_date", "owner", "priority", "overall_aim", "baseline", "target"):
            control: QWidget = getattr(self, name)
            missing = getattr(row, name) in (None, "")
            if bool(control.property("warn")) != missing:
                control.setProperty("warn", missing)
                control.style().unpolish(control)
                control.style().polish(control)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(12))
        for column in range(12):
            grid.setColumnStretch(column, 1)
        rows: tuple[tuple[tuple[str, QWidget, int], ...], ...] = (
            ((tr("Aspect"), self.aspect, 6), (tr("Overall aim"), self.overall_aim, 6)),
            ((tr("KPI"), self.kpi, 6), (tr("Baseline"), self.baseline, 2), (tr("Target"), self.target, 2),
             (tr("Unit"), self.unit, 2)),
            ((tr("Segments"), self.segments, 6), (tr("Due date"), self.due_date, 3), (tr("Owner"), self.owner, 3)),
            ((tr("Is the target realistic?"), self.is_achievable, 6), (tr("Priority"), self.priority, 2)),
        )  # fmt: skip
        for place, fields in enumerate(rows):
            at = 0
            for label, control, span in fields:
                grid.addWidget(Field(label, control), place, at, 1, span, Qt.AlignmentFlag.AlignTop)
                at += span

    def _combo(self, column: str, placeholder: str) -> ComboField:
        field = ComboField(placeholder=placeholder, clearable=True, name=f"objective_{column}")
        field.chosen.connect(lambda value: self._write(column, value))
        return field

    def _number(self, column: str) -> NumberField:
        field = NumberField(name=f"objective_{column}", placeholder=tr("To set"))
        field.committed.connect(lambda value: self._write(column, value))
        return field

    def _choose_kpi(self, kpi: object) -> None:
        chosen = kpi if isinstance(kpi, str) else None
        self._run(lambda: choose_kpi(self._bridge.document, self._id, chosen))

    def _write(self, column: str, value: Any) -> None:  # Any: the column decides
        self._run(lambda: set_value(self._bridge.document, Objective, self._id, column, value))

    def _run(self, operation: Callable[[], object]) -> None:
        self._bridge.run(operation)


def _aims(snapshot: Snapshot) -> Options:
    """What an objective may serve: the overall aim of the method first, then any other objective of the list."""
    overall = [entry.id for entry in catalogue().entries("objectives") if entry.get("level") == "overall"]
    words = current()
    others = entry_options(snapshot, "objectives")
    return [*((aim, words.label(aim)) for aim in overall), *(pair for pair in others if pair[0] not in overall)]


def _read_baseline(snapshot: Snapshot, row: Objective) -> str:
    """What the starting point says of the objective's KPI, "" for nothing."""
    readings = snapshot.where(KpiReading, origin=ReadingOrigin.BASELINE.value, kpi=row.kpi) if row.kpi else ()
    values = [reading.value for reading in readings if reading.value is not None]
    return tr("Read: {value}").format(value=measured(snapshot, row, values[-1])) if values else ""


def _offer(field: ComboField, options: Options, value: object) -> None:
    """Replace what a list offers only when it differs: an open list would close."""
    offered = [field.itemText(index) for index in range(field.count())]
    if [label for _, label in options] != offered[1:]:
        field.set_options(options, value)
    field.set_value(value)
