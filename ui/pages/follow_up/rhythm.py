"""How often the KPI of a reading is read, and when the next reading is due by it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from strategy.analysis.follow_up import next_reading_date, rhythm_of
from strategy.model import KpiReading
from strategy.operations import set_rhythm
from ui.document_bridge import DocumentBridge
from ui.models.follow_up_words import late_words
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.label import Label

_MONTHS = (1, 2, 3, 4, 6, 12)


class RhythmField(QWidget):
    """A choice of months, and beside it the date that follows from it."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._kpi = bridge, ""
        self.choice = ComboField(placeholder=tr("No rhythm"), clearable=True, name="reading_rhythm",
                                 accessible_name=tr("Rhythm of the readings"))  # fmt: skip
        self.choice.setEnabled(not bridge.document.is_read_only)
        self.choice.chosen.connect(self._set)
        self.due = Label("", "small", "ink2", wrap=True, name="reading_due")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        row.addWidget(Field(tr("Rhythm of the readings"), self.choice), 1)
        row.addWidget(self.due, 2, Qt.AlignmentFlag.AlignBottom)

    def show_reading(self, reading_id: str) -> None:
        """Show the rhythm of the KPI of a reading."""
        snapshot = self._bridge.snapshot()
        row = snapshot.get(KpiReading, reading_id)
        if row is None:
            return
        self._kpi = row.kpi
        months = rhythm_of(snapshot, row.kpi)
        known = sorted({*_MONTHS, *([months] if months else [])})
        self.choice.set_options([(each, _every(each)) for each in known], months)
        due, today = next_reading_date(snapshot, row), datetime.date.today()
        words = "" if due is None else tr("The next reading is due on {date}.").format(date=current().date(due))
        is_late = due is not None and due < today
        if due is not None and is_late:
            words = tr("The next reading was due on {date}: {late}.").format(
                date=current().date(due), late=late_words(due, today)
            )
        self.due.setText(words or tr("Choose a rhythm to be told when a reading is late."))
        self.due.set_tone("danger" if is_late else "ink2")

    def _set(self, months: object) -> None:
        value = months if isinstance(months, int) else None
        self._bridge.attempt(lambda: set_rhythm(self._bridge.document, self._kpi, value))


def _every(months: int) -> str:
    if months == 12:
        return tr("Every year")
    return ntr("Every month", "Every {n} months", months).format(n=current().number(months))
