"""Paints one thing of a damaged plan that cannot be brought back as it was: what it is, and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from ui.delegates.two_lines import TwoLineDelegate, TwoLines
from ui.models.losses import LINE_ROLE


class LossDelegate(TwoLineDelegate):
    """The kind and the title, under them the reason."""

    def lines(self, index: QModelIndex | QPersistentModelIndex) -> TwoLines | None:
        found = index.data(LINE_ROLE)
        return TwoLines("triangle-alert", "warning", found[0], found[1]) if found else None
