"""The starting point: current values of the KPIs, what customers say, strong and weak points, departures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from storage.base import Base
from strategy.model import AuditNote, FeedbackNote, KpiReading, Objective, ReadingOrigin
from strategy.operations import add_audit_note, add_feedback, add_reading
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.row_table import Column
from ui.models.starting_point import (
    DEPARTURES,
    POINTS,
    baseline_ids,
    departure_columns,
    departure_ids,
    feedback_columns,
    feedback_ids,
    point_columns,
    point_ids,
    reading_columns,
    topic_names,
)
from ui.pages.objectives.reading_inputs import ReadingInputs
from ui.pages.page import Handlers
from ui.pages.rows_block import RowsBlock
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.menu import Menu
from ui.widgets.panel import ScrollColumn


class StartingPoint(ScrollColumn):
    """Four tables, one under the other; the list actions go to the one that was used last."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(spacing=20, max_width=1200, ground="sunken", name="starting_point", parent=parent)
        self._bridge = bridge
        answers = Button(tr("Import answers…"), "ghost", size="small", icon="file-spreadsheet", name="add_answers",
                         on_click=self._import_answers)  # fmt: skip
        answers.setEnabled(not bridge.document.is_read_only)
        self.readings = start_table(bridge, KpiReading, reading_columns(), baseline_ids, "audit_kpis", [answers])
        self.feedback = start_table(bridge, FeedbackNote, feedback_columns(), feedback_ids, "audit_feedback")
        self.points = start_table(bridge, AuditNote, point_columns(), point_ids, "audit_strengths_weaknesses")
        self.departures = start_table(bridge, AuditNote, departure_columns(), departure_ids, "audit_loss_reasons")
        self.blocks = (self.readings, self.feedback, self.points, self.departures)
        self.inputs = ReadingInputs(bridge)
        self.readings.add_below(self.inputs)
        self.readings.on_open("inputs", self.inputs.open_figures)
        self._last: RowsBlock = self.readings
        for block, words, add in (
            (self.readings, tr("Add a KPI"), self.add_reading),
            (self.feedback, tr("Add feedback"), self.add_feedback),
            (self.points, tr("Add a point"), self.add_point),
            (self.departures, tr("Add a note"), self.add_departure),
        ):
            block.set_adding(words, add)
            block.used.connect(partial(self._use, block))
            self.add(block)
        self.readings.used.connect(self._show_inputs)

    def follow(self) -> None:
        """Show the plan as it is now."""
        for block in self.blocks:
            block.follow()
        self._show_inputs()

    def reveal(self, kind: str, row_id: str) -> bool:
        """Select a line and bring it into view."""
        blocks = [block for block in self.blocks if block.mapped.__tablename__ == kind]
        return any(block.reveal(row_id) for block in blocks)

    def handlers(self) -> Handlers:
        """What the list actions do with the table used last."""
        block = self._last
        adding: dict[RowsBlock, Callable[[], object]] = {
            self.readings: self.add_reading, self.feedback: self.add_feedback,
            self.points: self.add_point, self.departures: self.add_departure,
        }  # fmt: skip
        found = {"new": adding[block]}
        return found | block.handlers()

    def add_reading(self) -> None:
        """Choose a KPI, those of the objectives first, and record it."""
        snapshot = self._bridge.snapshot()
        used = [row.kpi for row in snapshot.all(Objective) if row.kpi]
        choices = [Choice(str(kpi), label) for kpi, label in entry_options(snapshot, "kpis", used)]
        menu = ChoiceMenu(choices, single=True, name="kpi_choice", accessible_name=tr("KPI"), parent=self)
        menu.closed.connect(self._record_all)
        menu.list.setMinimumWidth(theme().px(360))
        menu.open_under(self.readings.add_button)

    def add_feedback(self) -> None:
        """Add a line for something that customers said, and put the cursor in it."""
        self.feedback.edit_added(self._bridge.run(lambda: add_feedback(self._bridge.document)), "text")

    def add_point(self) -> None:
        """Choose between a strong and a weak point, and add it."""
        self._choose_topic(self.points, POINTS)

    def add_departure(self) -> None:
        """Choose between a reason and a sign of departure, and add it."""
        self._choose_topic(self.departures, DEPARTURES)

    def add_note(self, block: RowsBlock, topic: str) -> None:
        """Add a note on a topic and put the cursor in it."""
        added = self._bridge.run(lambda: add_audit_note(self._bridge.document, topic=topic))
        block.edit_added(added, "text")

    def _choose_topic(self, block: RowsBlock, topics: Sequence[str]) -> None:
        menu = Menu(self, name="note_topic", accessible_name=tr("Topic"))
        for topic, words in topic_names(topics).items():
            menu.add(words, partial(self.add_note, block, topic), name=f"topic_{topic}")
        menu.popup(block.add_button.mapToGlobal(QPoint(0, block.add_button.height())))

    def _import_answers(self) -> None:
        from ui.dialogs.imports.answers import import_survey

        import_survey(self._bridge, ReadingOrigin.BASELINE, self.window())

    def _record_all(self, kpis: list[str]) -> None:
        for kpi in kpis:
            self._record(kpi)

    def _record(self, kpi: str) -> None:
        added = self._bridge.run(lambda: add_reading(self._bridge.document, kpi))
        self.readings.edit_added(added, "value")

    def _use(self, block: RowsBlock) -> None:
        self._last = block
        self.handlers_changed.emit()

    def _show_inputs(self) -> None:
        self.inputs.show_reading(self.readings.current_id)


def start_table(
    bridge: DocumentBridge,
    mapped: type[Base],
    columns: Sequence[Column],
    ids: Callable[[Snapshot], Sequence[str]],
    audit_item: str,
    controls: Sequence[Button] = (),
) -> RowsBlock:
    """One table of the stock-taking, under the name and the help that the method gives it."""
    is_reading = mapped is KpiReading
    return RowsBlock(
        bridge,
        mapped,
        columns,
        ids,
        title=current().label(audit_item),
        help_text=current().help(audit_item),
        wide="kpi" if is_reading else "text",
        name=audit_item,
        can_copy=is_reading,
        controls=controls,
    )
