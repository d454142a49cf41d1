"""A whole plan at one moment: copies of every row that nobody changes, safe to hand to a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from storage.base import Base
from strategy.model import PLAN_ROW, Plan

if TYPE_CHECKING:
    from storage.document import Document

Row = TypeVar("Row", bound=Base)


class Snapshot:
    """Every row of a plan, by class, in the order of `position` then id.

    The rows are copies outside any session: reading them touches neither the file nor the open document. Rules,
    analyses and exports all read snapshots, so they agree with each other and can run anywhere. `plan_id` and
    `revision` say of which file and which moment they are; "" and 0 for rows that are in no file.
    """

    def __init__(self, rows: Iterable[Base] = (), *, plan_id: str = "", revision: int = 0) -> None:
        self.plan_id, self.revision = plan_id, revision
        by_class: dict[type[Base], list[Base]] = defaultdict(list)
        for row in rows:
            by_class[type(row)].append(row)
        self._rows: dict[type[Base], tuple[Base, ...]] = {
            cls: tuple(sorted(found, key=_screen_order)) for cls, found in by_class.items()
        }
        self._indexes: dict[tuple[type[Base], tuple[str, ...]], Mapping[Any, tuple[Base, ...]]] = {}

    @classmethod
    def of(cls, document: Document) -> Snapshot:
        """The plan as the document holds it now."""
        rows = (row for mapped in mapped_classes() for row in document.copies(mapped))
        return cls(rows, plan_id=document.plan_id, revision=document.revision)

    def advanced(self, document: Document, kinds: Collection[str]) -> Snapshot:
        """The plan now, given that only rows of `kinds` changed since this snapshot."""
        snapshot = Snapshot(plan_id=document.plan_id, revision=document.revision)
        for mapped in mapped_classes():
            if mapped.__tablename__ in kinds:
                fresh = sorted(document.copies(mapped), key=_screen_order)
                snapshot._rows[mapped] = tuple(fresh)
            else:
                snapshot._rows[mapped] = self._rows.get(mapped, ())
        snapshot._indexes = {key: index for key, index in self._indexes.items() if key[0].__tablename__ not in kinds}
        return snapshot

    @property
    def plan(self) -> Plan:
        """The plan's own row; an empty one if the file has none."""
        return self.get(Plan, PLAN_ROW) or Plan(id=PLAN_ROW)

    def all(self, mapped: type[Row]) -> tuple[Row, ...]:
        """All rows of a class, in screen order."""
        return cast("tuple[Row, ...]", self._rows.get(mapped, ()))

    def get(self, mapped: type[Row], row_id: str | None) -> Row | None:
        """The row with this id, or None."""
        found = self._index(mapped, ("id",)).get(row_id, ())
        return cast("Row", found[0]) if found else None

    def where(self, mapped: type[Row], **equals: Any) -> tuple[Row, ...]:  # any: the column decides
        """The rows whose columns equal the given values, in screen order; at least one column must be named."""
        columns, values = tuple(equals), tuple(equals.values())
        found = self._index(mapped, columns).get(values if len(columns) > 1 else values[0], ())
        return cast("tuple[Row, ...]", found)

    def __iter__(self) -> Iterator[Base]:
        for rows in self._rows.values():
            yield from rows

    def _index(self, mapped: type[Base], columns: tuple[str, ...]) -> Mapping[Any, tuple[Base, ...]]:
        """The rows by the value of a column, or by the values of several."""
        index = self._indexes.get((mapped, columns))
        if index is None:
            groups: dict[Any, list[Base]] = defaultdict(list)
            values = attrgetter(*columns)
            for row in self._rows.get(mapped, ()):
                groups[values(row)].append(row)
            index = self._indexes[mapped, columns] = {value: tuple(rows) for value, rows in groups.items()}
        return index


def mapped_classes() -> tuple[type[Base], ...]:
    """All mapped classes of a plan, in the order of their tables' names."""
    return tuple(sorted(Base.__classes__, key=lambda mapped: mapped.__tablename__))


def _screen_order(row: Base) -> tuple[int, str]:
    return getattr(row, "position", 0), row.id
