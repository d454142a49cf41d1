"""What differs between a returned workbook, its export and the plan: the states that cells and rows are in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from exports.client_columns import ACTIONS, ClientColumn
from exports.returned.reading import Returned
from storage.errors import PeripleError, PlanError

Choice = tuple[str, str, str]
"""Table, row and column; no column stands for a whole row: one to add, or a missing one that is to be dropped."""
WHOLE_ROW = ""


class CellState(StrEnum):
    """What became of a cell since the export."""

    UNCHANGED = "unchanged"
    CLIENT = "client"
    """The client changed it, the plan did not."""
    APP = "app"
    """The plan changed it, the client did not."""
    EQUAL = "both_equal"
    """Both changed it to the same."""
    CONFLICT = "conflict"
    """Both changed it, to different values."""
    INVALID = "invalid"
    """What the client wrote cannot be understood, or the plan cannot take it."""


class RowState(StrEnum):
    """Where a row of the workbook or of the plan stands."""

    KNOWN = "known"
    NEW = "new"
    """The client added it."""
    DUPLICATE = "duplicate"
    """It repeats another row, its hidden id included, and says nothing of its own."""
    MISSING = "missing"
    """The client deleted it."""
    GONE = "gone"
    """The plan has deleted it since."""
    FOREIGN = "foreign"
    """Its hidden id is of no row that was exported."""


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell of the client that is not as it was exported everywhere."""

    column: ClientColumn
    heading: str
    state: CellState
    base: str | None
    """As exported; None if that cannot be trusted."""
    theirs: str
    """As the client sent it; for an invalid one what the cell shows."""
    ours: str
    problem: PeripleError | None = None


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row with its cells that differ."""

    table: str
    uid: str
    """The id of the row in the plan; for a new one a name for it in this comparison."""
    code: str
    """The short name of the row, as exported."""
    title: str
    state: RowState
    line: int
    """The row of the sheet, from 1; 0 for one that is not in it."""
    cells: tuple[CellDifference, ...] = ()
    texts: tuple[str, ...] = ()
    """What the client says in all columns, "" where it cannot be understood."""
    unchanged: int = 0
    """How many of its cells are the same everywhere."""

    def choices(self) -> Iterator[tuple[Choice, CellState | RowState]]:
        """What of it can be accepted or not, with the state that it is in."""
        is_nameless = any(cell.column.key == NAME and cell.state is CellState.INVALID for cell in self.cells)
        is_own = self.state in (RowState.NEW, RowState.FOREIGN) and not is_nameless
        if is_own or (self.state is RowState.MISSING and self.table == ACTIONS):
            yield (self.table, self.uid, WHOLE_ROW), self.state
        elif self.state is RowState.KNOWN:
            for cell in self.cells:
                if cell.state in (CellState.CLIENT, CellState.CONFLICT):
                    yield (self.table, self.uid, cell.column.key), cell.state


@dataclass(frozen=True, slots=True)
class LockedChange:
    """A cell that is not the client's was changed; nobody asks the user about it."""

    table: str
    uid: str
    code: str
    key: str
    heading: str
    line: int


NAME = "action"
"""The column without which an action is none."""


@dataclass(frozen=True)
class Comparison:
    """All that differs, and what the user should know about the file (sentences to translate, with their values)."""

    returned: Returned
    rows: tuple[RowDifference, ...]
    notes: tuple[PlanError, ...] = field(default=())
    locked: tuple[LockedChange, ...] = ()
    """What the client changed where the columns are not theirs; the notes say it."""

    def count(self, state: CellState | RowState) -> int:
        """How many cells of rows that both sides know, or how many rows, are in a state."""
        if isinstance(state, RowState):
            return sum(row.state is state for row in self.rows)
        known = [row for row in self.rows if row.state is RowState.KNOWN]
        if state is CellState.UNCHANGED:
            return sum(row.unchanged for row in known)
        return sum(cell.state is state for row in known for cell in row.cells)

    def choices(self) -> Iterator[tuple[Choice, CellState | RowState]]:
        """All that can be accepted or not, with the state that it is in."""
        for row in self.rows:
            yield from row.choices()

    @property
    def has_news(self) -> bool:
        """Whether the client says anything that the plan does not."""
        return (
            self.count(CellState.INVALID) > 0 or any(True for _each in self.choices()) or self.count(RowState.NEW) > 0
        )
