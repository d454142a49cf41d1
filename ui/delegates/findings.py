"""Paints one warning: an icon whose shape says the level, the sentence, and under it what it is about."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from ui.delegates.two_lines import TwoLineDelegate, TwoLines
from ui.models.findings import LINE_ROLE, FindingLine


class FindingDelegate(TwoLineDelegate):
    """What was set aside is fainter."""

    def lines(self, index: QModelIndex | QPersistentModelIndex) -> TwoLines | None:
        found = index.data(LINE_ROLE)
        if not isinstance(found, FindingLine):
            return None
        return TwoLines(*_mark(found), found.sentence, found.about, "ink3" if found.is_set_aside else "ink")


def _mark(found: FindingLine) -> tuple[str, str]:
    if found.is_set_aside:
        return "archive", "ink3"
    return ("info", "info") if found.finding.level == "info" else ("triangle-alert", "warning")
