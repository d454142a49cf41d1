"""Garbage is collected by the thread of the windows alone.

Python collects in whatever thread makes one object too many. A worker that takes apart a cycle with a widget in it, as
that of a page that was closed, leaves the binding with an address of something else: it crashes some time later.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass

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
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [count > threshold for count, threshold in zip(counts, thresholds, strict=True)]
    # To count the old takes its time too: asked again only after as many collections as it took to be due.
    if due[1] and due[2] and counts[2] % (thresholds[2] + 1) == 0 and _have_grown():
        gc.collect()
        _outlived.count = _old_objects()
    elif due[1]:
        gc.collect(1)
    elif due[0]:
        gc.collect(0)


@dataclass
class _Outlived:
    """How many objects outlived the last collection of all."""

    count: int = 0


_outlived = _Outlived()


def _have_grown() -> bool:
    """Whether a quarter more objects are old now. To look at all of them takes a third of a second."""
    return _old_objects() > 1.25 * _outlived.count


def _old_objects() -> int:
    return len(gc.get_objects(generation=2))
