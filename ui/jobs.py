"""Long work outside the GUI thread: progress, cancel, and the result back on the GUI thread by signal.

The work gets a snapshot and plain values, never a document: a document belongs to the thread that opened it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QThreadPool, Signal

log = logging.getLogger(__name__)

Report = Callable[[int, int, str], None]
"""Told by the work as it goes: parts done, parts in all, name of the one that starts."""
IsCancelled = Callable[[], bool]
Work = Callable[[Report, IsCancelled], object]


class Job(QObject):
    """One piece of work. Exactly one of `succeeded`, `failed` and `cancelled` ends it."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The exception that it raised."""
    cancelled = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._is_cancelled = Event()
        self._is_over = Event()

    def start(self) -> None:
        """Begin, in a thread of the pool."""
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._is_cancelled.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, for the closing of a window; whether it came."""
        return self._is_over.wait(seconds)

    def _run(self) -> None:
        try:
            result = self._work(self.progressed.emit, self._is_cancelled.is_set)
        except Exception as error:  # noqa: BLE001 - it goes to the GUI thread, which tells the user
            self._end_with(error)
        else:
            self.succeeded.emit(result)
        finally:
            self._is_over.set()

    def _end_with(self, error: Exception) -> None:
        if self._is_cancelled.is_set():
            log.info("cancelled: %s", type(error).__name__)
            self.cancelled.emit()
        else:
            self.failed.emit(error)
