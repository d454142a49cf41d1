"""Garbage is collected by the thread of the windows alone.

Python collects in whatever thread makes one object too many. A worker that takes apart a cycle with a widget in it, as
that of a page that was closed, leaves the binding with an address of something else: it crashes some time later.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_MILLISECONDS = 1000


class GarbageCollector(QObject):
    """Takes over from Python's own collection for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_MILLISECONDS)
        timer.timeout.connect(collect_if_due)
        timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation that has reached its threshold, as Python would."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
