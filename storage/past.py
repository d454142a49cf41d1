"""What was done to an open plan: its undo stack, and the log that keeps it beyond the session, outside the plan."""

from __future__ import annotations

import contextlib
import datetime

from storage import gesture_log, log_segment
from storage.gate import Head
from storage.gesture_log import GestureLog
from storage.history import History, Step
from storage.log_segment import Act, Point, Record
from storage.schema import Schema


class Past:
    """Begins where the plan was when it was last changed on this computer, which is read when it is first asked for."""

    def __init__(self, opened: Head, schema: Schema, *, is_read_only: bool) -> None:
        self._opened, self._schema, self._is_read_only = opened, schema, is_read_only
        self._log = GestureLog(opened.plan_id, schema.fingerprint)
        self._point = log_segment.point_of(opened)
        self._history: History | None = None
        self._intended: tuple[Act, Step, Point] | None = None

    @property
    def undo_step(self) -> Step | None:
        """What undo would take back."""
        return self._steps.undo_step

    @property
    def redo_step(self) -> Step | None:
        """What redo would do again."""
        return self._steps.redo_step

    @property
    def later_gestures(self) -> tuple[Record, ...]:
        """What this computer saw done to the plan after the state that its file was opened in."""
        from storage.recovery import later_gestures

        return later_gestures(self._opened.plan_id, self._schema, self._opened)

    @property
    def is_broken(self) -> bool:
        """Whether the log could not be written."""
        return self._log.is_broken

    def intend(self, act: Act, step: Step, head: Head) -> None:
        """Write down a gesture that is about to be committed, and to lead to `head`; `settle` or `withdraw` follows.

        The changes of the step are those of the gesture, be it undo or redo of another step.
        """
        self._read_steps()  # while the log ends where the plan is
        point = log_segment.point_of(head)
        is_first = self._point == log_segment.point_of(self._opened)
        moment = datetime.datetime.now(datetime.UTC)
        record = Record(point, act, step.label, step.subject, step.merge_key, step.changes, moment, is_first)
        self._intended = act, step, point
        self._log.intend(self._point, record)

    def settle(self) -> None:
        """The gesture was committed."""
        if self._intended is None:
            return
        (act, step, self._point), self._intended = self._intended, None
        if act is Act.DO:
            self._steps.push(step)
        elif act is Act.UNDO:
            self._steps.undone()
        elif act is Act.REDO:
            self._steps.redone()
        self._log.settle()

    def withdraw(self) -> None:
        """The gesture was taken back."""
        if self._intended is not None:
            self._intended = None
            self._log.withdraw()

    def forget_steps(self) -> None:
        """Begin with nothing to undo."""
        self._history = History()

    def copied(self) -> None:
        """A verified copy was made: the log may begin a new part."""
        self._log.turn_over()

    def close(self) -> None:
        """Leaves all on the disk."""
        self._log.close()

    def remove(self) -> None:
        """Leaves nothing of a plan that could not be created."""
        self.close()
        with contextlib.suppress(OSError):
            gesture_log.forget(self._opened.plan_id)

    @property
    def _steps(self) -> History:
        return self._history or self._read_steps()

    def _read_steps(self) -> History:
        if self._history is None:
            records = [] if self._is_read_only else self._log.leading_to(log_segment.point_of(self._opened))
            self._history = History.after(records)
        return self._history
