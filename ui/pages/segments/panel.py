"""The right panel of the segments: persona, criteria and figures, data and engagement, questions of the method."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

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
Tab = TypeVar("Tab", PersonaTab, CriteriaTab, DataTab)
TABS = ("persona", "criteria", "data", "questions")


class SegmentPanel(QWidget):
    """Everything about the segment selected; the questions are about all of them."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments_panel")
        self.setAccessibleName(tr("The segment in detail"))
        self._bridge, self._segment_id = bridge, ""
        self._panel = Panel(name="segment_panel", accessible_name=tr("The segment in detail"), parent=self)
        self._stack = self._panel.set_tabs([
            (tr("Persona"), lambda: self.persona),
            (tr("Criteria"), lambda: self.criteria),
            (tr("Data"), lambda: self.data),
            (tr("Questions"), lambda: self.questions),
        ])  # fmt: skip
        self._stack.show_part(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)

    # The parts, made when they are first asked for

    @cached_property
    def persona(self) -> PersonaTab:
        """Who the segment is."""
        return self._joined(PersonaTab(self._bridge, self._stack))

    @cached_property
    def criteria(self) -> CriteriaTab:
        """How the segment is told from others."""
        return self._joined(CriteriaTab(self._bridge, self._stack))

    @cached_property
    def data(self) -> DataTab:
        """What is known of its customers."""
        return self._joined(DataTab(self._bridge, self._stack))

    @cached_property
    def questions(self) -> Questions:
        """What the method asks about all segments."""
        part = Questions(self._bridge, step=STEP)
        self._stack.addWidget(part)
        part.follow()
        return part

    def show_segment(self, segment_id: str) -> None:
        """Show a segment as it is now, in the parts that are there; "" for none."""
        self._segment_id = segment_id
        segment = self._segment()
        for part in [made for made in vars(self).values() if isinstance(made, PersonaTab | CriteriaTab | DataTab)]:
            part.show_segment(segment)
        if "questions" in vars(self):
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

    def _joined(self, part: Tab) -> Tab:
        self._stack.addWidget(part)
        part.show_segment(self._segment())
        return part

    def _segment(self) -> Segment | None:
        return self._bridge.snapshot().get(Segment, self._segment_id)
