"""The undo stack of an open plan. It is never part of the plan's file: deleted client text does not travel with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from storage.changes import StoredChange, inverses, netted
from storage.log_segment import Act, Record

DEPTH = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture, or several merged ones, that can be taken back."""

    label: str
    """What the gesture does, as a text to translate ("Rename touchpoint")."""
    subject: str
    """What it was about, in the user's words; may be empty."""
    changes: tuple[StoredChange, ...]
    merge_key: str | None = None


class History:
    """Steps done and steps undone. A new gesture forgets the undone ones."""

    def __init__(self) -> None:
        self._done: deque[Step] = deque(maxlen=DEPTH)
        self._undone: list[Step] = []
        self._may_merge = False

    @classmethod
    def after(cls, records: Iterable[Record]) -> History:
        """The stack as these gestures left it; those before them are out of reach."""
        history = cls()
        for record in records:
            if record.act is Act.CREATE or not history._follow(record):
                history = cls()
        history._may_merge = False
        return history

    @property
    def undo_step(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redo_step(self) -> Step | None:
        """The step that redo would do again."""
        return self._undone[-1] if self._undone else None

    def push(self, step: Step) -> None:
        """Adds a gesture. Right after one with the same merge key it becomes part of it, and both vanish if the rows
        are back where they were."""
        self._undone.clear()
        before = self.undo_step
        if before and self._may_merge and step.merge_key is not None and step.merge_key == before.merge_key:
            self._done.pop()
            step = replace(step, changes=netted(before.changes, step.changes))
        if step.changes:
            self._done.append(step)
        # A step that vanished leaves one on top that the user has long finished.
        self._may_merge = bool(step.changes)

    def undone(self) -> None:
        """Notes that the last step was taken back."""
        self._undone.append(self._done.pop())
        self._may_merge = False

    def redone(self) -> None:
        """Notes that the last undone step was done again."""
        self._done.append(self._undone.pop())
        self._may_merge = False

    def _follow(self, record: Record) -> bool:
        """Go through a gesture again; False if it does not follow from those before it."""
        self._may_merge &= not record.is_first
        if record.act is Act.DO:
            self.push(Step(record.label, record.subject, record.changes, record.merge_key))
            return True
        undone = record.act is Act.UNDO
        step = self.undo_step if undone else self.redo_step
        if step is None or set(inverses(step.changes) if undone else step.changes) != set(record.changes):
            return False
        self.undone() if undone else self.redone()
        return True
