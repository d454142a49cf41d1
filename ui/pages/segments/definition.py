"""The fields of a segment that are not criteria: size, values, difficulty, rank, VIP, objectives, needs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, tr
from strategy.analysis import segment_share
from strategy.analysis.segment_sources import source_of, source_sentence
from strategy.links import objectives_of_segment
from strategy.model import Objective
from strategy.naming import Naming
from strategy.operations import set_segment_objectives, set_value
from ui.document_bridge import DocumentBridge
from ui.models.segments import share_words
from ui.pages.segments.objectives_list import open_objectives_list
from ui.theme.theme import theme
from ui.widgets.checks import Switch
from ui.widgets.chip import Chip
from ui.widgets.field import Field, TextArea, TextField
from ui.widgets.flow import FlowLayout
from ui.widgets.focus import bring_into_view, focus_in_view
from ui.widgets.label import Label
from ui.widgets.number import NumberField
from ui.widgets.panel import SectionHeader

_WHOLE = ("size", "difficulty", "priority")


class Definition(QWidget):
    """Every field writes as soon as it is left."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segment_definition")
        self._bridge, self._id = bridge, ""
        self._chips_shown: list[str] | None = None
        px = theme().px
        symbol = current().currency_symbol(bridge.plan().currency)
        words = current()
        self._name = TextField(name="segment_name", accessible_name=words.label("segf_name"))
        self._name.committed.connect(lambda text: self._write("name", text.strip()))
        self._numbers = {
            "size": NumberField(minimum=0, decimals=0, name="segment_size"),
            "priority": NumberField(minimum=1, decimals=0, name="segment_priority"),
            "value_past": NumberField(unit=symbol, name="segment_value_past"),
            "value_future": NumberField(unit=symbol, name="segment_value_future"),
            "average_basket": NumberField(minimum=0, unit=symbol, name="segment_average_basket"),
            "tenure_years": NumberField(minimum=0, decimals=1, name="segment_tenure_years"),
            "difficulty": NumberField(minimum=1, maximum=5, decimals=0, name="segment_difficulty"),
        }
        for key, number in self._numbers.items():
            number.committed.connect(partial(self._write, key))
        self._vip = Switch(tr("VIP"), name="segment_vip", accessible_name=words.label("segf_vip"))
        self._vip.clicked.connect(lambda checked: self._write("is_vip", checked))
        self._needs = TextArea(name="segment_needs", lines=3, accessible_name=words.label("segf_needs"))
        self._needs.committed.connect(lambda text: self._write("needs", text.strip()))
        self._share = Label("", "caption")
        self._source = Label("", "caption", "ink2", wrap=True, name="segment_source")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(SectionHeader(tr("The segment"), role="strong", name="segment_definition_header"))
        column.addWidget(Field(words.label("segf_name"), self._name))
        column.addLayout(self._form())
        column.addWidget(self._source)
        column.addWidget(Label(words.label("segf_objectives"), "label"))
        self._objectives = QWidget()
        self._flow = FlowLayout(self._objectives, spacing=px(6), line_spacing=px(6))
        column.addWidget(self._objectives)
        column.addWidget(Field(words.label("segf_needs"), self._needs))

    def show_segment(self, segment: Segment | None) -> None:
        """Follow the plan."""
        row = segment or Segment()
        self._id = segment.id if segment is not None else ""
        self.setEnabled(segment is not None and not self._bridge.document.is_read_only)
        self._name.set_text(row.name)
        for column, field in self._numbers.items():
            value = getattr(row, column)
            if field.value() != value or not field.hasFocus():
                field.set_value(None if value is None else float(value))
        self._vip.setChecked(row.is_vip)
        self._needs.set_text(row.needs)
        share = segment_share(self._bridge.snapshot(), row) if segment is not None else None
        self._share.setText(tr("{share} of the base").format(share=share_words(share)) if share is not None else "")
        source = source_of(self._bridge.snapshot(), row) if segment is not None else None
        told = source_sentence(source, row, current()) if source is not None else ""
        self._source.setText(told)
        self._source.setVisible(bool(told))
        self._show_objectives()

    def reveal_source(self) -> None:
        """Show where the figures come from, with the focus on the first of them."""
        focus_in_view(self._numbers["size"])
        bring_into_view(self._source)

    def _form(self) -> QVBoxLayout:
        """One line for each figure, its name at the left."""
        titles = {
            "size": tr("Customers"),
            "value_past": tr("Value now, per customer"),
            "value_future": tr("Potential, per customer"),
            "average_basket": tr("Average basket"),
            "tenure_years": tr("Tenure in years"),
            "difficulty": tr("Difficulty (1 to 5)"),
            "priority": tr("Priority (1 = first)"),
        }
        lines = QVBoxLayout()
        lines.setSpacing(theme().px(6))
        for key, title in titles.items():
            self._numbers[key].setAccessibleName(title)
            self._numbers[key].setFixedWidth(theme().px(112))
            lines.addLayout(_line(Label(title, "small", "ink2", wrap=True), self._numbers[key]))
        lines.addLayout(_line(self._share, self._vip))
        return lines

    def _show_objectives(self) -> None:
        snapshot, naming = self._bridge.snapshot(), Naming(self._bridge.snapshot(), current())
        rows = objectives_of_segment(snapshot, self._id) if self._id else ()
        shown = [self._id, *(f"{row.id} {naming.code(row)} {naming.title(row)}" for row in rows)]
        if shown == self._chips_shown:
            return
        self._chips_shown = shown
        self._flow.clear()
        for row in rows:
            words = f"{naming.code(row)}  {naming.title(row)}"
            self._flow.addWidget(Chip(words, "link", on_click=partial(self._go, row.id), name=f"show_{row.id}"))
        choose = Chip(tr("Choose"), "outline", icon="plus", on_click=self._choose, name="segment_objectives_choose")
        self._flow.addWidget(choose)

    def _go(self, objective_id: str) -> None:
        self._bridge.go_to(Objective.__tablename__, objective_id)

    def _choose(self) -> None:
        document, segment_id = self._bridge.document, self._id
        open_objectives_list(
            self._bridge, segment_id, self, self._objectives.mapToGlobal(QPoint(0, self._objectives.height())),
            lambda ids: set_segment_objectives(document, segment_id, ids),
        )  # fmt: skip

    def _write(self, column: str, value: object) -> None:
        whole = round(value) if column in _WHOLE and isinstance(value, float) else value
        if self._id:
            self._bridge.run(lambda: set_value(self._bridge.document, Segment, self._id, column, whole))


def _line(words: QWidget, control: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addWidget(words, 1)
    row.addWidget(control)
    return row
