"""The figures of a journey, computed after the paint: at once where it is small, in a thread of their own else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from journey.model import Touchpoint
from strategy.snapshot import Snapshot
from ui.jobs import Job

AT_ONCE = 400
"""Points of a journey up to which its figures take a few milliseconds."""
_LONGEST_WAIT = 10.0


class Reckoner(QObject):
    """Computes one journey at a time; of those asked for meanwhile only the last one follows."""

    came = Signal(object)
    """The `JourneyResults` of the journey that was asked for last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._next: tuple[Snapshot, str] | None = None

    def ask(self, snapshot: Snapshot, journey_id: str) -> None:
        """Compute the figures of a journey as the snapshot has it."""
        from journey.analysis import journey_results

        if self._job is not None:
            self._next = (snapshot, journey_id)
        elif len(snapshot.where(Touchpoint, journey_id=journey_id)) <= AT_ONCE:
            self.came.emit(journey_results(snapshot, journey_id))
        else:
            self._job = Job(lambda _report, _is_cancelled: journey_results(snapshot, journey_id), self)
            self._job.succeeded.connect(self._finish)
            self._job.failed.connect(self._fail)
            self._job.start()

    def wait(self) -> None:
        """Let the thread end, for the closing of a window."""
        if self._job is not None:
            self._job.wait(_LONGEST_WAIT)

    def _finish(self, results: object) -> None:
        self._job = None
        if self._next is None:
            self.came.emit(results)
        else:
            wanted, self._next = self._next, None
            self.ask(*wanted)

    def _fail(self, error: Exception) -> None:
        self._job, self._next = None, None
        raise error  # a mistake of ours: the hook logs it and tells
