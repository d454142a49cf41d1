"""The scroll bar under the calendar, there as long as only a part of the plan's time is shown."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QWidget

from resources.i18n import current, tr
from ui.models.action_words import DATES
from ui.models.timeline import Zoom
from ui.pages.action_plan.table import ActionTable


class CalendarScroll(QWidget):
    """Counts in days from the first one of the plan."""

    def __init__(self, table: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setObjectName("calendar_scroll")
        self._bar.setAccessibleName(tr("Time shown in the calendar"))
        self._bar.valueChanged.connect(self._scroll)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(self._bar)
        table.tree.time_shown.connect(self.follow)
        table.tree.modelReset.connect(self.follow)
        table.header().sectionResized.connect(lambda *_: self._place())
        self.follow()

    def follow(self) -> None:
        """Stand where the calendar stands."""
        timeline = self._table.tree.timeline
        first, last = timeline.first or timeline.start, timeline.last or timeline.end
        self.setVisible(timeline.zoom is not Zoom.YEAR and (last - first).days > timeline.days)
        self._bar.blockSignals(True)
        self._bar.setRange(0, max(0, (last - first).days - timeline.days))
        self._bar.setPageStep(timeline.days)
        self._bar.setSingleStep(7)
        self._bar.setValue((timeline.start - first).days)
        self._bar.blockSignals(False)
        self._bar.setAccessibleDescription(f"{current().date(timeline.start)} – {current().date(timeline.end)}")
        self._place()

    def _scroll(self, days: int) -> None:
        timeline = self._table.tree.timeline
        middle = (timeline.first or timeline.start) + datetime.timedelta(days=days + timeline.days // 2)
        self._table.tree.show_time(timeline.zoom, middle)

    def _place(self) -> None:
        self._row.setContentsMargins(self._table.header().sectionViewportPosition(DATES), 0, 0, 0)
