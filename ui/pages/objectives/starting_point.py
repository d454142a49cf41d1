"""The starting point: current values of the KPIs, what customers say, strong and weak points, departures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import current, tr
from storage.base import Base
from strategy.model import AuditNote, FeedbackNote, KpiReading, Objective
from strategy.operations import add_audit_note, add_feedback, add_reading, duplicate, move_by
from ui.actions import explain
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.row_table import Column, RowTableModel
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
from ui.pages.objectives.row_view import RowView
from ui.pages.page import Handlers
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.label import Label
from ui.widgets.menu import Menu
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Card


class StartingPoint(ScrollColumn):
    """Four tables, one under the other; the list actions go to the one that was used last."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(spacing=20, max_width=1200, ground="sunken", name="starting_point", parent=parent)
        self._bridge = bridge
        self.readings = StartTable(bridge, KpiReading, reading_columns(), baseline_ids, "audit_kpis")
        self.feedback = StartTable(bridge, FeedbackNote, feedback_columns(), feedback_ids, "audit_feedback")
        self.points = StartTable(bridge, AuditNote, point_columns(), point_ids, "audit_strengths_weaknesses")
        self.departures = StartTable(bridge, AuditNote, departure_columns(), departure_ids, "audit_loss_reasons")
        self.blocks = (self.readings, self.feedback, self.points, self.departures)
        self.inputs = ReadingInputs(bridge)
        self.readings.layout_below.addWidget(self.inputs)
        self._last: StartTable = self.readings
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
        adding: dict[StartTable, Callable[[], object]] = {
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
        self._edit_added(self.feedback, self._bridge.run(lambda: add_feedback(self._bridge.document)), "text")

    def add_point(self) -> None:
        """Choose between a strong and a weak point, and add it."""
        self._choose_topic(self.points, POINTS)

    def add_departure(self) -> None:
        """Choose between a reason and a sign of departure, and add it."""
        self._choose_topic(self.departures, DEPARTURES)

    def add_note(self, block: StartTable, topic: str) -> None:
        """Add a note on a topic and put the cursor in it."""
        added = self._bridge.run(lambda: add_audit_note(self._bridge.document, topic=topic))
        self._edit_added(block, added, "text")

    def _choose_topic(self, block: StartTable, topics: Sequence[str]) -> None:
        menu = Menu(self, name="note_topic", accessible_name=tr("Topic"))
        for topic, words in topic_names(topics).items():
            menu.add(words, partial(self.add_note, block, topic), name=f"topic_{topic}")
        menu.popup(block.add_button.mapToGlobal(QPoint(0, block.add_button.height())))

    def _record_all(self, kpis: list[str]) -> None:
        for kpi in kpis:
            self._record(kpi)

    def _record(self, kpi: str) -> None:
        added = self._bridge.run(lambda: add_reading(self._bridge.document, kpi))
        self._edit_added(self.readings, added, "value")

    def _edit_added(self, block: StartTable, row_id: str | None, column: str) -> None:
        if row_id is not None and block.reveal(row_id):
            block.edit(row_id, column)

    def _use(self, block: StartTable) -> None:
        self._last = block
        self.handlers_changed.emit()

    def _show_inputs(self) -> None:
        self.inputs.show_reading(self.readings.current_id)


class StartTable(QWidget):
    """A heading with its help, a table as high as its rows, and a button to add one; `used` when it has the focus."""

    used = Signal()

    def __init__(
        self,
        bridge: DocumentBridge,
        mapped: type[Base],
        columns: Sequence[Column],
        ids: Callable[..., Sequence[str]],
        audit_item: str,
    ) -> None:
        super().__init__()
        self._bridge, self.mapped = bridge, mapped
        px = theme().px
        words = current()
        self.setObjectName(f"start_{audit_item}")
        self.add_button = Button("", "secondary", size="small", icon="plus", name=f"add_{audit_item}")
        self.add_button.setEnabled(not bridge.document.is_read_only)
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(Label(words.label(audit_item), "heading"))
        titles.addWidget(Label(words.help(audit_item), "small", "ink2", wrap=True))
        head.addLayout(titles, 1)
        head.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        self.model = RowTableModel(bridge, columns, ids, self)
        wide = "kpi" if mapped is KpiReading else "text"
        name = f"table_{audit_item}"
        self.table = RowView(self.model, wide, name=name, accessible_name=words.label(audit_item))
        self._empty = Label(tr("Nothing noted yet."), "small", "ink3")
        self._empty.setContentsMargins(px(12), px(12), px(12), px(12))
        frame = Card(color="sheet", margins=(1, 1, 1, 1))
        frame.body.setSpacing(0)
        frame.body.addWidget(self.table)
        frame.body.addWidget(self._empty)
        column.addWidget(frame)
        self.layout_below = QVBoxLayout()
        column.addLayout(self.layout_below)
        self.table.selectionModel().currentChanged.connect(lambda: self.used.emit())

    @property
    def current_id(self) -> str:
        """The row selected; "" for none."""
        return self.model.id_at(self.table.currentIndex()) or ""

    def set_adding(self, words: str, add: Callable[[], object]) -> None:
        """Name the button that adds a row."""
        self.add_button.setText(words)
        explain(self.add_button, "new", words)
        self.add_button.clicked.connect(lambda: add())

    def follow(self) -> None:
        """Show the plan as it is now."""
        self.model.follow()
        rows = self.model.rowCount()
        self.table.setVisible(rows > 0)
        self._empty.setVisible(rows == 0)
        self.table.show_all_rows()

    def reveal(self, row_id: str) -> bool:
        """Select a row and give the table the focus; False when it is not here."""
        self.follow()
        place = self.model.row_of(row_id)
        if place < 0:
            return False
        column = max(0, self.table.currentIndex().column())
        index = self.model.index(place, column)
        self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.table.selectRow(place)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def edit(self, row_id: str, column: str) -> None:
        """Put the cursor in one cell."""
        index = self.model.index(self.model.row_of(row_id), self.model.column_of(column))
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the list actions do with the row selected."""
        row_id = self.current_id
        if not row_id:
            return {}
        document = self._bridge.document
        found: dict[str, Callable[[], object]] = {
            "edit": lambda: self.table.edit(self.table.currentIndex()),
            "move_up": lambda: self._bridge.run(lambda: move_by(document, self.mapped, row_id, -1)),
            "move_down": lambda: self._bridge.run(lambda: move_by(document, self.mapped, row_id, 1)),
            "delete": lambda: delete_with_care(self._bridge, self.mapped, row_id),
        }
        if self.mapped is KpiReading:
            found["duplicate"] = lambda: self._bridge.run(lambda: duplicate(document, KpiReading, row_id))
        return found
