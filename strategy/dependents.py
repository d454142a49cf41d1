"""What hangs on a row: what would go with it, what would lose a link to it, what merely mentions it.

Read from the references of the mapped classes, so a new table is covered as soon as it is mapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from storage.base import Base
from strategy.snapshot import Snapshot, mapped_classes

Ids = Mapping[str, tuple[str, ...]]
"""Row ids by kind."""


@dataclass(frozen=True, slots=True)
class Dependents:
    """What the deletion of a row touches, itself left out.

    `children` go with it, theirs included. `linked` stay and lose a link. `mentions` stay and forget it. Link rows
    themselves are not counted: they mean nothing to a reader.
    """

    children: Ids
    linked: Ids
    mentions: Ids

    def __bool__(self) -> bool:
        return bool(self.children or self.linked or self.mentions)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column of `mapped` that names a row of another kind."""

    mapped: type[Base]
    column: str
    is_mention: bool
    link_to: tuple[str, type[Base]] | None
    """For a link table: the other column, and the class that it names."""


def dependents(snapshot: Snapshot, kind: str, row_id: str) -> Dependents:
    """Everything that the deletion of one row would touch."""
    going: dict[tuple[str, str], None] = {(kind, row_id): None}
    linked: dict[tuple[str, str], None] = {}
    mentions: dict[tuple[str, str], None] = {}
    waiting = [(kind, row_id)]
    while waiting:
        for reference, row in _referring(snapshot, *waiting.pop()):
            if reference.link_to is not None:
                column, other = reference.link_to
                linked[other.__tablename__, getattr(row, column)] = None
            elif reference.is_mention:
                mentions[row.__tablename__, row.id] = None
            elif (row.__tablename__, row.id) not in going:
                going[row.__tablename__, row.id] = None
                waiting.append((row.__tablename__, row.id))
    staying = {each for each in (*linked, *mentions) if each not in going}
    return Dependents(
        children=_by_kind(each for each in going if each != (kind, row_id)),
        linked=_by_kind(each for each in linked if each in staying),
        mentions=_by_kind(each for each in mentions if each in staying and each not in linked),
    )


def _referring(snapshot: Snapshot, kind: str, row_id: str) -> Iterator[tuple[_Reference, Base]]:
    for reference in _references().get(kind, ()):
        for row in snapshot.where(reference.mapped, **{reference.column: row_id}):
            yield reference, row


@cache
def _references() -> Mapping[str, tuple[_Reference, ...]]:
    """Every reference to each kind."""
    classes = {mapped.__tablename__: mapped for mapped in mapped_classes()}
    found: dict[str, list[_Reference]] = {}
    for mapped in classes.values():
        keys = _foreign_keys(mapped)
        for column, (kind, is_mention) in keys.items():
            others = [(name, classes[target]) for name, (target, _) in keys.items() if name != column]
            link_to = others[0] if _is_link(mapped) and len(others) == 1 else None
            found.setdefault(kind, []).append(_Reference(mapped, column, is_mention, link_to))
    return {kind: tuple(references) for kind, references in found.items()}


def _foreign_keys(mapped: type[Base]) -> dict[str, tuple[str, bool]]:
    """Column name -> the kind that it names, and whether it forgets it rather than goes with it."""
    return {
        name: (column.reference.kind, column.reference.on_delete == "SET NULL")
        for name, column in mapped.__columns__.items()
        if column.reference is not None
    }


def _is_link(mapped: type[Base]) -> bool:
    """Whether a table holds nothing but its id and the two rows that it joins."""
    return len(mapped.__columns__) == 3 and len(_foreign_keys(mapped)) == 2


def _by_kind(rows: Iterator[tuple[str, str]]) -> Ids:
    grouped: dict[str, list[str]] = {}
    for kind, row_id in rows:
        grouped.setdefault(kind, []).append(row_id)
    return {kind: tuple(ids) for kind, ids in sorted(grouped.items())}
