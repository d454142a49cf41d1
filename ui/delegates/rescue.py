"""Paints one state that a plan can be brought back to: when, under it how it was kept, and whether it is the newest."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from resources.i18n import tr
from ui.delegates.two_lines import TwoLineDelegate, TwoLines
from ui.models.rescue import LINE_ROLE, RescueLine


class RescueDelegate(TwoLineDelegate):
    """A chip marks the newest state."""

    def lines(self, index: QModelIndex | QPersistentModelIndex) -> TwoLines | None:
        found = index.data(LINE_ROLE)
        if not isinstance(found, RescueLine):
            return None
        return TwoLines(*_mark(found), found.title, found.caption, chip=tr("newest") if found.is_newest else "")


def _mark(found: RescueLine) -> tuple[str, str]:
    if found.copy is not None:
        return "shield-check", "ink2"
    return ("life-buoy", "primary") if found.is_exact else ("file-warning", "warning")
