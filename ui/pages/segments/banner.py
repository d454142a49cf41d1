"""What the method says of the segments as a whole: one sentence at most, with the way to put it right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, ntr, tr
from strategy.rules.registry import Finding
from ui.dialogs.set_aside import set_aside
from ui.document_bridge import DocumentBridge
from ui.models.segments import OVERLAP, TOO_MANY_CRITERIA, TOO_MANY_SEGMENTS, TOO_SMALL, name_of
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button

_ORDER = (TOO_MANY_SEGMENTS, TOO_MANY_CRITERIA, OVERLAP, TOO_SMALL)


class SegmentBanner(QWidget):
    """Shows the first of the warnings in order of gravity. Dismissed, it comes back when the warning is another one."""

    criteria_wanted = Signal()
    base_wanted = Signal()
    segment_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segment_banner")
        self._bridge = bridge
        self._shown: tuple[str, str] | None = None
        self._column = QVBoxLayout(self)
        px = theme().px
        self._column.setContentsMargins(px(20), px(12), px(20), px(4))
        self.hide()

    def follow(self) -> None:
        """Show what holds now."""
        found = self._most_serious()
        words = self._words(found) if found else None
        wanted = (found.dismissal_id, words[0]) if found and words else None
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.setVisible(wanted is not None)
        if wanted is not None and found is not None and words is not None:
            banner = Banner(
                words[1], strong=words[0], button=self._button(found), dismissible=True, name="segments_warning"
            )
            banner.dismissed.connect(lambda: set_aside(self._bridge, found, self))
            self._column.addWidget(banner)

    def _most_serious(self) -> Finding | None:
        found = {each.rule_id: each for each in reversed(self._bridge.findings()) if each.rule_id in _ORDER}
        return next((found[rule] for rule in _ORDER if rule in found), None)

    def _words(self, found: Finding) -> tuple[str, str]:
        """The beginning in bold, with the figure, and the method's sentence."""
        words, values = current(), found.values
        sentence = words.label(found.rule_id)
        count = values.get("count", 0)
        if found.rule_id == TOO_MANY_SEGMENTS:
            return ntr("{n} segment.", "{n} segments.", count).format(n=count), sentence
        if found.rule_id == TOO_MANY_CRITERIA:
            return ntr("{n} criterion.", "{n} criteria.", count).format(n=count), sentence
        if found.rule_id == OVERLAP:
            return tr("{share} of the base.").format(share=words.percent(values.get("share"), 0)), sentence
        segment = self._bridge.snapshot().get(Segment, found.row_id)
        name = name_of(segment) if segment else ""
        share = words.percent(values.get("share"))
        return tr("{name}, {share} of the base.").format(name=name, share=share), sentence

    def _button(self, found: Finding) -> Button | None:
        if found.rule_id == TOO_MANY_CRITERIA:
            return _small(tr("See the criteria"), self.criteria_wanted.emit)
        if found.rule_id == OVERLAP:
            return _small(tr("Check the base"), self.base_wanted.emit)
        if found.rule_id == TOO_SMALL:
            return _small(tr("See the segment"), lambda: self.segment_wanted.emit(found.row_id))
        return None


def _small(text: str, act: object) -> Button:
    return Button(text, size="small", on_click=act, name="segments_warning_way")  # type: ignore[arg-type]
