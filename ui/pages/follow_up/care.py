"""What the team makes of the reading that has the cursor: analysis, decision, who read it, and when the next is due."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis.follow_up import next_reading_date, overdue_readings, rhythm_of, rhythm_words
from strategy.model import Decision, KpiReading
from strategy.operations import set_rhythm, set_value
from ui.document_bridge import DocumentBridge
from ui.models.follow_up_words import late_words
from ui.models.plan_rows import write_decision
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.field import Field, TextField
from ui.widgets.label import Label

_MONTHS = (1, 2, 3, 4, 6, 12)


class ReadingCare(QWidget):
    """Fields over their whole width, as the cells of the table have little."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._reading_id, self._kpi = bridge, "", ""
        self.analysis = TextField(name="reading_analysis", placeholder=tr("Why it moved, or did not"))
        self.decision = TextField(name="reading_decision", placeholder=tr("What is adjusted, stopped or scaled up"))
        self.read_by = TextField(name="reading_read_by", placeholder=tr("Who took this reading"))
        self.rhythm = ComboField(placeholder=tr("No rhythm"), clearable=True, name="reading_rhythm",
                                 accessible_name=tr("Rhythm of the readings"))  # fmt: skip
        self.due = Label("", "small", "ink2", wrap=True, name="reading_due")
        self.analysis.committed.connect(lambda words: self._write("comment", words.strip()))
        self.read_by.committed.connect(lambda words: self._write("read_by", words.strip() or None))
        self.decision.committed.connect(self._decide)
        self.rhythm.chosen.connect(self._set_rhythm)
        for field in (self.analysis, self.decision, self.read_by, self.rhythm):
            field.setEnabled(not bridge.document.is_read_only)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(12))
        grid.addWidget(Field(tr("Analysis"), self.analysis), 0, 0)
        grid.addWidget(Field(tr("Decision"), self.decision), 0, 1)
        grid.addWidget(Field(tr("Read by"), self.read_by), 1, 0)
        grid.addWidget(Field(tr("Rhythm of the readings"), self.rhythm), 1, 1)
        grid.addWidget(self.due, 2, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def show_reading(self, reading_id: str) -> None:
        """Show what was made of a reading, and the rhythm of its KPI; "" for none."""
        snapshot = self._bridge.snapshot()
        row = snapshot.get(KpiReading, reading_id)
        if row is None:
            return
        self._reading_id, self._kpi = reading_id, row.kpi
        self.analysis.set_text(row.comment)
        self.decision.set_text(next((each.text for each in snapshot.where(Decision, reading_id=reading_id)), ""))
        self.read_by.set_text(row.read_by or "")
        months = rhythm_of(snapshot, row.kpi)
        known = sorted({*_MONTHS, *([months] if months else [])})
        self.rhythm.set_options([(each, rhythm_words(each, current())) for each in known], months)
        self._say_due(row)

    def _say_due(self, row: KpiReading) -> None:
        snapshot, today = self._bridge.snapshot(), datetime.date.today()
        due, overdue = next_reading_date(snapshot, row), overdue_readings(snapshot, today).get(row.id)
        words = tr("Choose a rhythm to be told when a reading is late.")
        if overdue is not None:
            day, late = current().date(overdue), late_words(overdue, today)
            words = tr("The next reading was due on {date}: {late}.").format(date=day, late=late)
        elif due is not None:
            words = tr("The next reading is due on {date}.").format(date=current().date(due))
        self.due.setText(words)
        self.due.set_tone("ink2" if overdue is None else "danger")

    def _write(self, column: str, value: object) -> None:
        self._bridge.attempt(lambda: set_value(self._bridge.document, KpiReading, self._reading_id, column, value))

    def _decide(self, words: str) -> None:
        self._bridge.attempt(lambda: write_decision(self._bridge.document, self._reading_id, words.strip()))

    def _set_rhythm(self, months: object) -> None:
        value = months if isinstance(months, int) else None
        self._bridge.attempt(lambda: set_rhythm(self._bridge.document, self._kpi, value))
