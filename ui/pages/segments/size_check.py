"""The card beside the chart: which segments are too small to act on, and which criteria tell segments apart."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journey.model import SegmentCriterion
from resources.i18n import current, ntr, tr
from strategy.analysis import segment_share
from strategy.naming import Naming
from strategy.rules.registry import threshold
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.segments import TOO_MANY_CRITERIA, TOO_SMALL, name_of, ordered_segments, share_words
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, TwoLineLabel
from ui.widgets.panel import ScrollColumn, SectionHeader
from ui.widgets.shown import set_shown
from ui.widgets.signs import Glyph
from ui.widgets.surface import Card, Rule

_LOOKS = {
    "small": ("triangle-alert", "warning"),
    "vip": ("circle-check", "success"),
    "unknown": ("circle-dashed", "ink3"),
}
_WIDTH = 246


class SizeCheck(Card):
    """`chosen` carries the segment of a line that was pressed."""

    chosen = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(color="sheet", margins=(1, 1, 1, 1), name="size_check", accessible_name=tr("Size check"),
                         parent=parent)  # fmt: skip
        self._bridge = bridge
        self._shown: object = None
        self._resize()
        theme().changed.connect(self._resize)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        scroll = ScrollColumn(margins=(15, 12, 15, 12), spacing=10, name="size_check_scroll")
        self.body.addWidget(scroll)
        scroll.add(Label(tr("Size check"), "strong"))
        self._smallest = Label("", "caption", wrap=True)
        scroll.add(self._smallest)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().px(10))
        holder = QWidget()
        holder.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        scroll.add(holder)
        scroll.add(Rule())
        self._criteria = SectionHeader(tr("Criteria in use"), role="strong", name="criteria_in_use")
        scroll.add(self._criteria)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=theme().px(6), line_spacing=theme().px(6))
        scroll.add(self._chips)

    def _resize(self) -> None:
        self.setFixedWidth(theme().px(_WIDTH))

    def follow(self) -> None:
        """Show the plan as it is now."""
        snapshot = self._bridge.snapshot()
        lines, criteria = _lines(snapshot), _criteria(snapshot)
        limits = threshold(snapshot, TOO_SMALL), round(threshold(snapshot, TOO_MANY_CRITERIA))
        if (lines, criteria, limits) == self._shown:
            return
        self._shown = (lines, criteria, limits)
        share = current().percent(limits[0], 0)
        self._smallest.setText(tr("Smallest useful share: {share} of customers").format(share=share))
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for state, _row_id, name, said in lines:
            self._lines.addWidget(_Line(state, name, said))
        if not lines:
            self._lines.addWidget(_Line("vip", tr("Nothing to check"), tr("Every segment is large enough.")))
        self._flow.clear()
        self._criteria.set_note(tr("{n}, at most {limit}").format(n=len(criteria), limit=limits[1]))
        for label in criteria:
            self._flow.addWidget(Chip(label, "plain", name="criterion_in_use"))
        set_shown(self._chips, bool(criteria))


class _Line(QWidget):
    """A sign, the name of a segment, and the figures under it."""

    def __init__(self, state: str, name: str, said: str) -> None:
        super().__init__()
        icon, tone = _LOOKS[state]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(Glyph(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(TwoLineLabel(name, "small", weight=600))
        texts.addWidget(Label(said, "caption", wrap=True))
        row.addLayout(texts, 1)
        self.setAccessibleName(f"{name}, {said}")


def _lines(snapshot: Snapshot) -> list[tuple[str, str, str, str]]:
    """State, id, name and figures of the segments that are small or have no size."""
    words, limit, found = current(), threshold(snapshot, TOO_SMALL), []
    for row in ordered_segments(snapshot):
        share = segment_share(snapshot, row)
        if share is None:
            found.append(("unknown", row.id, name_of(row), tr("size to set")))
        elif share < limit and row.is_vip:
            said = tr("{share}, VIP so not checked").format(share=share_words(share))
            found.append(("vip", row.id, name_of(row), said))
        elif share < limit:
            counted = ntr("{share}, {size} customer", "{share}, {size} customers", row.size or 0)
            said = counted.format(share=words.percent(share, 1), size=words.number(row.size))
            found.append(("small", row.id, name_of(row), said))
    return found


def _criteria(snapshot: Snapshot) -> list[str]:
    """The distinct criteria of all segments, in the order in which they are first used."""
    naming = Naming(snapshot, current())
    used = dict.fromkeys(
        each.criterion
        for row in ordered_segments(snapshot)
        for each in snapshot.where(SegmentCriterion, segment_id=row.id)
    )
    return [naming.label(criterion) for criterion in used]
