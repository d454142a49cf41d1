"""What becomes of a journey that was read: its name, its segment, what success is, and how it will look in the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journey.model import JourneyKind, Segment
from resources.i18n import current, ntr, tr
from ui.delegates.table import TableDelegate
from ui.dialogs.imports.report import ReportView
from ui.models.entries import entry_options
from ui.models.sketch_rows import SketchRows
from ui.theme.theme import theme
from ui.widgets.choices import Choice
from ui.widgets.combo import ComboField
from ui.widgets.field import Field, TextField
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.picks import PicksField
from ui.widgets.table import Table

if TYPE_CHECKING:
    from journey.sketch import JourneySketch
    from strategy.imports.journeys import JourneyFile, ReadJourney
    from strategy.snapshot import Snapshot

_SETTINGS, _MOST_REMARKS, _LEAST_HEIGHT = 270, 6, 220
_WIDTHS = (44, 120, 190, 130, 210, 110, 110, 160)


class SketchStep(QWidget):
    """Settings at the left, the journey at the right. `changed` when something was decided."""

    changed = Signal()

    def __init__(self, snapshot: Snapshot, name: str) -> None:
        super().__init__()
        self.setObjectName("sketch_step")
        self.sketch: JourneySketch | None = None
        self._file: JourneyFile | None = None
        self._fallback = name
        self._successes: list[str] = []
        self._journeys = ComboField(name="sketch_journey", accessible_name=tr("Journey of the file"))
        self._name = TextField(name, name="sketch_name", accessible_name=tr("Name of the journey"))
        segments = [(row.id, row.name) for row in snapshot.all(Segment) if row.name]
        self._segment = ComboField([(None, tr("All customers")), *segments], None, name="sketch_segment",
                                   accessible_name=tr("Segment"))  # fmt: skip
        kinds = [(kind.value, current().label(kind.value)) for kind in JourneyKind]
        self._kind = ComboField(kinds, JourneyKind.AS_IS.value, name="sketch_kind", accessible_name=tr("Kind"))
        self._stages = ComboField([(None, tr("No stages")), *entry_options(snapshot, "stage_sets")], None,
                                  name="sketch_stages", accessible_name=tr("Stages"))  # fmt: skip
        self._success = PicksField(placeholder=tr("None: all drop off"), name="sketch_success",
                                   accessible_name=tr("Successful ends"))  # fmt: skip
        self._journeys.chosen.connect(lambda _value: self._show_journey())
        for combo in (self._kind, self._stages):
            combo.chosen.connect(lambda _value: self._complete())
        self._success.picked.connect(self._settle_successes)
        self._about = Label("", "small", "ink", weight=600, wrap=True, name="sketch_about")
        self._remarks = Label("", "small", "warning", wrap=True, name="sketch_remarks")
        self._rows = SketchRows(self)
        self._table = Table(name="sketch_preview", accessible_name=tr("The journey as it will be"))
        self._table.setModel(self._rows)
        self._table.setItemDelegate(TableDelegate(self._table, row_height=32))
        self.report = ReportView()
        self._lay_out()

    @property
    def name(self) -> str:
        return self._name.text().strip() or self._fallback

    @property
    def segment_id(self) -> str | None:
        value = self._segment.value()
        return None if value is None else str(value)

    def show_file(self, file: JourneyFile) -> None:
        """Show what another file holds."""
        self._file = file
        titles = [each.sketch.name or tr("Journey {number}").format(number=number)
                  for number, each in enumerate(file.journeys, 1)]  # fmt: skip
        self._journeys.set_options(list(enumerate(titles)), 0)
        self._fields["sketch_journey"].setVisible(len(titles) > 1)
        words, report = current(), file.report
        read = ntr("{n} element read", "{n} elements read", report.read).format(n=words.number(report.read))
        used = ntr("{n} used", "{n} used", report.used).format(n=words.number(report.used))
        unused = ntr("{n} not used", "{n} not used", report.unused).format(n=words.number(report.unused))
        self.report.show_report(report, f"{read}, {used}, {unused}.")
        self._show_journey()

    def _lay_out(self) -> None:
        px = theme().px
        settings = ScrollColumn(margins=(0, 0, 12, 0), spacing=8, name="sketch_settings")
        settings.setFixedWidth(px(_SETTINGS))
        self._fields: dict[str, Field] = {}
        for control in (self._journeys, self._name, self._segment, self._kind, self._stages, self._success):
            self._fields[control.objectName()] = field = Field(control.accessibleName(), control)
            settings.add(field)
        right = ScrollColumn(margins=(0, 0, 12, 0), spacing=8, name="sketch_found")
        for widget in (self._about, self._remarks, self._table, self.report):
            right.add(widget)
        right.column.setStretchFactor(self._table, 1000)  # before the stretch at the end
        self._table.setMinimumHeight(px(_LEAST_HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(20))
        row.addWidget(settings, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(right, 1)
        settings.setMinimumHeight(px(420))

    @property
    def _read(self) -> ReadJourney | None:
        place = self._journeys.value()
        return self._file.journeys[place] if self._file is not None and isinstance(place, int) else None

    def _show_journey(self) -> None:
        """Show another journey of the file; ends whose name does not speak of leaving count as a success."""
        from strategy.imports.journeys import likely_successes

        read = self._read
        if read is None:
            return
        self._name.setText(read.sketch.name or self._fallback)
        self._kind.set_value(read.sketch.kind)
        names = {point.key: point.name for point in read.sketch.points}
        self._successes = list(likely_successes(read))
        self._success.show_choices([Choice(key, names[key]) for key in read.open_ends], self._successes)
        self._fields["sketch_success"].setVisible(bool(read.open_ends) and not read.is_own)
        self._fields["sketch_stages"].setVisible(not read.sketch.stages and not read.is_own)
        told = [remark.text(current()) for remark in read.remarks[:_MOST_REMARKS]]
        self._remarks.setText("\n".join(told))
        self._remarks.setVisible(bool(told))
        self._complete()

    def _settle_successes(self, keys: list[str]) -> None:
        self._successes = keys
        self._complete()

    def _complete(self) -> None:
        from strategy.imports.journeys import completed

        read, stages, words = self._read, self._stages.value(), current()
        if read is None:
            return
        sketch = completed(read, self._successes, stage_set=None if stages is None else str(stages))
        self.sketch = replace(sketch, kind=str(self._kind.value()))
        counts = (
            ntr("{n} stage", "{n} stages", len(sketch.stages)).format(n=words.number(len(sketch.stages))),
            ntr("{n} point", "{n} points", len(sketch.points)).format(n=words.number(len(sketch.points))),
            ntr("{n} passage", "{n} passages", len(sketch.passages)).format(n=words.number(len(sketch.passages))),
        )
        self._about.setText(", ".join(counts) + ".")
        self._rows.show_sketch(self.sketch, words)
        for column, width in enumerate(_WIDTHS):
            self._table.setColumnWidth(column, theme().px(width))
        self.changed.emit()
