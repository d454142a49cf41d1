"""The index of the open plan for the palette: made off the paint, kept as long as the plan stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from strategy.search import PlanIndex
from ui.latest import Latest

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot

AT_ONCE = 400
"""Rows of a plan up to which its index takes a few milliseconds."""


class PlanSearch(QObject):
    """Makes the index of one snapshot at a time; `ready` carries it."""

    ready = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._index: PlanIndex | None = None
        self._latest = Latest(self)
        self._latest.came.connect(self._take)

    def ask(self, snapshot: Snapshot) -> None:
        """Make the index of this snapshot, unless it is there."""
        if snapshot is self._snapshot and self._index is not None:
            self.ready.emit(self._index)
            return
        self._snapshot = snapshot
        is_small = sum(1 for _ in snapshot) <= AT_ONCE
        self._latest.ask(lambda: (snapshot, PlanIndex(snapshot)), at_once=is_small)

    def leave(self) -> None:
        """Need no answer any more."""
        self._snapshot = self._index = None
        self._latest.leave()

    def _take(self, made: tuple[Snapshot, PlanIndex]) -> None:
        snapshot, index = made
        if snapshot is self._snapshot:
            self._index = index
            self.ready.emit(index)
