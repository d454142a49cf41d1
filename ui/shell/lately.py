"""What was run and seen lately in one window, the last first: the palette offers it before the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.changes import ChangeSet
    from strategy.search import Place

_MOST = 30


class Lately:
    """Kept as long as the window is open; things are forgotten with their plan."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        """Ids of actions."""
        self.seen: list[Place] = []
        """Kinds and ids of rows that were shown or changed."""

    def note_ran(self, action_id: str) -> None:
        """An action was run."""
        self.ran = [action_id, *(each for each in self.ran if each != action_id)][:_MOST]

    def note_seen(self, place: Place) -> None:
        """A thing was asked for."""
        if place[1]:
            self.seen = [place, *(each for each in self.seen if each != place)][:_MOST]

    def note_changes(self, changes: ChangeSet) -> None:
        """A gesture was made: what it touched first is what it was about. Links of two rows are no things."""
        rows = [row for row in changes.rows if row.op != "delete" and "~" not in row.id]
        if rows:
            self.note_seen((rows[0].kind, rows[0].id))

    def forget_plan(self) -> None:
        """Another plan comes."""
        self.seen = []
