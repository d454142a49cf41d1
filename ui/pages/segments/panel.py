"""The right panel of the segments: persona, criteria and figures, data and engagement, questions of the method."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import DataInventory, EngagementRating, Persona, Segment, SegmentCriterion
from resources.i18n import tr
from storage.base import Base
from ui.document_bridge import DocumentBridge
from ui.pages.objectives.questions import Questions
from ui.pages.segments.criteria import CriteriaTab
from ui.pages.segments.data import DataTab
from ui.pages.segments.persona import PersonaTab
from ui.widgets.panel import Panel

STEP = "step_2_segments"
TABS = ("persona", "criteria", "data", "questions")


class SegmentPanel(QWidget):
    """Everything about the segment selected; the questions are about all of them."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments_panel")
        self.setAccessibleName(tr("The segment in detail"))
        self._bridge = bridge
        self.persona = PersonaTab(bridge)
        self.criteria = CriteriaTab(bridge)
        self.data = DataTab(bridge)
        self.questions = Questions(bridge, step=STEP)
        self._panel = Panel(name="segment_panel", accessible_name=tr("The segment in detail"), parent=self)
        self._panel.set_tabs([
            (tr("Persona"), self.persona),
            (tr("Criteria"), self.criteria),
            (tr("Data"), self.data),
            (tr("Questions"), self.questions),
        ])  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)

    def show_segment(self, segment_id: str) -> None:
        """Show a segment as it is now; "" for none."""
        segment = self._bridge.snapshot().get(Segment, segment_id)
        self.persona.show_segment(segment)
        self.criteria.show_segment(segment)
        self.data.show_segment(segment)
        self.questions.follow()

    def reveal(self, row: Base) -> bool:
        """Give what the segment shown has the focus: a persona, a criterion, a kind of data, a rating, its source."""
        if isinstance(row, Persona):
            return self.persona.reveal(row.id)
        if isinstance(row, SegmentCriterion):
            return self.criteria.reveal(row.id)
        if isinstance(row, DataInventory | EngagementRating):
            return self.data.reveal(row)
        self.criteria.definition.reveal_source()
        return True

    def open_tab(self, tab: str) -> None:
        """Bring "persona", "criteria", "data" or "questions" to the front."""
        if self._panel.tabs is not None:
            self._panel.tabs.setCurrentIndex(TABS.index(tab))
