"""What a gesture changed: rows as stored for undo and hashing, rows in Python values for whoever listens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

from storage.hashing import Stored

Operation = Literal["insert", "update", "delete"]
StoredRow = tuple[Stored, ...]
"""The values of a row as SQLite stores them, in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One row before and after, as stored. None = there is no such row on that side."""

    kind: str
    id: str
    old: StoredRow | None
    new: StoredRow | None

    @property
    def is_nothing(self) -> bool:
        """Whether the row ended as it began. Types count: 1 and 1.0 are stored differently."""
        if self.old is None or self.new is None:
            return self.old is self.new
        return self.old == self.new and all(type(a) is type(b) for a, b in zip(self.old, self.new, strict=True))

    def inverse(self) -> StoredChange:
        """The change that takes it back."""
        return StoredChange(self.kind, self.id, self.new, self.old)


def inverses(changes: Iterable[StoredChange]) -> tuple[StoredChange, ...]:
    """The changes that take all of these back."""
    return tuple(change.inverse() for change in changes)


def netted(*sets: Iterable[StoredChange]) -> tuple[StoredChange, ...]:
    """Successive sets of changes as one; a row that ends as it began is left out."""
    net: dict[tuple[str, str], StoredChange] = {}
    for change in chain.from_iterable(sets):
        key = (change.kind, change.id)
        before = net.get(key)
        net[key] = StoredChange(*key, before.old, change.new) if before else change
    return tuple(change for change in net.values() if not change.is_nothing)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that changed. `old` and `new` map every column to its Python value; None where there is no such row."""

    kind: str
    id: str
    op: Operation
    columns: frozenset[str]
    """The columns whose value differs; all of them for an insert or a delete."""
    old: Mapping[str, Any] | None  # any: the column decides
    new: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one gesture, undo or redo did, announced once.

    A set without rows says that a gesture failed and was taken back: nothing changed in the plan, but a view may show
    what the user tried, and must read again what it shows. It has the label of the gesture that failed.
    """

    rows: tuple[RowChange, ...]
    label: str
    subject: str = ""
    """What the gesture was about, in the user's words ("Payment page"); may be empty."""
    initiator: object = None
    """Whoever asked for the change, so that a view can ignore its own."""
    revision: int = 0
    _by_kind: Mapping[str, tuple[RowChange, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_kind: dict[str, list[RowChange]] = {}
        for row in self.rows:
            by_kind.setdefault(row.kind, []).append(row)
        object.__setattr__(self, "_by_kind", {kind: tuple(rows) for kind, rows in by_kind.items()})

    def __iter__(self) -> Iterator[RowChange]:
        return iter(self.rows)

    @property
    def is_failure(self) -> bool:
        """Whether it tells of a gesture that failed: nothing changed, and views read again."""
        return not self.rows

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the rows that changed."""
        return frozenset(self._by_kind)

    def of(self, kind: str) -> tuple[RowChange, ...]:
        """The changed rows of a kind."""
        return self._by_kind.get(kind, ())

    def touches(self, kind: str, *columns: str) -> bool:
        """Whether a row of this kind changed; with columns, whether one of these did."""
        rows = self.of(kind)
        return any(not row.columns.isdisjoint(columns) for row in rows) if columns else bool(rows)
