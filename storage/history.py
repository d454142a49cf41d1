"""The undo stack of an open plan, in memory only: deleted client text never travels with the file."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from storage.changes import StoredChange, netted

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
