"""The banner of step 2: what the method says of the segments, with the figure it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journey.model import Segment
from resources.i18n import current, ntr, tr
from ui.models.segments import OVERLAP, TOO_MANY_CRITERIA, TOO_MANY_SEGMENTS, TOO_SMALL, WITHOUT_OBJECTIVE, name_of
from ui.pages.step_banner import Cure, StepBanner

if TYPE_CHECKING:
    from strategy.rules.registry import Finding
    from ui.document_bridge import DocumentBridge

_FIRST = (TOO_MANY_SEGMENTS, TOO_MANY_CRITERIA, OVERLAP, TOO_SMALL)
"""What concerns all segments comes before what concerns one."""


class SegmentBanner(StepBanner):
    """Its buttons lead to the criteria, to the customer base, to a segment or to its objectives."""

    criteria_wanted = Signal()
    base_wanted = Signal()
    segment_wanted = Signal(str)
    objectives_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        cures = {
            TOO_MANY_SEGMENTS: Cure(tr("See the smallest"), lambda _found: self.segment_wanted.emit(self._smallest())),
            TOO_MANY_CRITERIA: Cure(tr("See the criteria"), lambda _found: self.criteria_wanted.emit()),
            OVERLAP: Cure(tr("Check the base"), lambda _found: self.base_wanted.emit()),
            TOO_SMALL: Cure(tr("See the segment"), lambda found: self.segment_wanted.emit(found.row_id)),
            WITHOUT_OBJECTIVE: Cure(
                tr("Choose its objectives"), lambda found: self.objectives_wanted.emit(found.row_id), changes_plan=True
            ),
        }
        super().__init__(bridge, ("step_2_segments",), cures, first=_FIRST, parent=parent)

    def strong(self, finding: Finding) -> str:
        words, values = current(), finding.values
        count = values.get("count", 0)
        if finding.rule_id == TOO_MANY_SEGMENTS:
            return ntr("{n} segment.", "{n} segments.", count).format(n=count)
        if finding.rule_id == TOO_MANY_CRITERIA:
            return ntr("{n} criterion.", "{n} criteria.", count).format(n=count)
        if finding.rule_id == OVERLAP:
            return tr("{share} of the base.").format(share=words.percent(values.get("share"), 0))
        segment = self._bridge.snapshot().get(Segment, finding.row_id)
        name = name_of(segment) if segment else ""
        if finding.rule_id == TOO_SMALL:
            return tr("{name}, {share} of the base.").format(name=name, share=words.percent(values.get("share")))
        return name

    def _smallest(self) -> str:
        rows = self._bridge.snapshot().all(Segment)
        return min(rows, key=lambda row: row.size or 0).id if rows else ""
