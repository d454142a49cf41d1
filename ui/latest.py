"""Work of which only the last request counts: at once where it is short, in a thread of its own else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ui.jobs import Job

AT_ONCE = 400
"""Touchpoints up to which figures of journeys take a few milliseconds."""
_SHORT = 0.3
"""Seconds that the closing of a window waits for a thread."""


class Latest(QObject):
    """Does one piece of work at a time; of those asked for meanwhile only the last one follows."""

    came = Signal(object)
    """What the work that was asked for last gave."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._next: tuple[Callable[[], object], bool] | None = None

    def ask(self, work: Callable[[], object], *, at_once: bool) -> None:
        """Do this now if it is short, else beside the window. It must not touch the document."""
        if self._job is not None:
            self._next = (work, at_once)
        elif at_once:
            self.came.emit(work())
        else:
            self._job = Job(lambda _report, _is_cancelled: work(), self)
            self._job.succeeded.connect(self._finish)
            self._job.failed.connect(self._fail)
            self._job.start()

    def leave(self, seconds: float = _SHORT) -> None:
        """Need no answer any more, for the closing of a window: a thread that takes longer ends by itself."""
        job, self._job, self._next = self._job, None, None
        if job is not None and not job.wait(seconds):
            job.succeeded.disconnect(self._finish)
            job.failed.disconnect(self._fail)
            job.setParent(QCoreApplication.instance())

    def _finish(self, found: object) -> None:
        self._job = None
        if self._next is None:
            self.came.emit(found)
        else:
            (work, at_once), self._next = self._next, None
            self.ask(work, at_once=at_once)

    def _fail(self, error: Exception) -> None:
        self._job, self._next = None, None
        raise error  # a mistake of ours: the hook logs it and tells
