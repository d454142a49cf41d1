"""A plan being rewritten into another one: rows are changed, left out or renamed, and what hangs on them follows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from storage.base import Base, link_id
from strategy.operations.links import LINK_LABELS, link_columns
from strategy.snapshot import Snapshot, mapped_classes

Values = dict[str, Any]  # Any: the columns decide


class Draft:
    """The rows of a snapshot as plain values. The snapshot, and the plan that it was taken of, stay as they are."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._rows: dict[type[Base], dict[str, Values]] = {
            mapped: {row.id: {name: getattr(row, name) for name in mapped.__columns__} for row in snapshot.all(mapped)}
            for mapped in mapped_classes()
        }

    def change(self, mapped: type[Base], row_id: str, **values: Any) -> None:  # Any: the columns decide
        """Give columns of a row other values; one that was left out stays so."""
        if row_id in self._rows[mapped]:
            self._rows[mapped][row_id].update(values)

    def leave_out(self, mapped: type[Base], row_id: str) -> None:
        """Leave a row out; `rows` then leaves out what hangs on it, and lets the others forget it."""
        self._rows[mapped].pop(row_id, None)

    def leave_out_all(self, mapped: type[Base]) -> None:
        """Leave out every row of a kind."""
        self._rows[mapped].clear()

    def leave_out_with_parts(self, mapped: type[Base], row_id: str) -> None:
        """Leave out a row and at once all that is a part of it, and of its parts; links to it stay to be renamed."""
        self.leave_out(mapped, row_id)
        for other, column, is_mention in _references():
            if is_mention or other in LINK_LABELS or _kind_named(other, column) != mapped.__tablename__:
                continue
            for part_id in [each for each, values in self._rows[other].items() if values[column] == row_id]:
                self.leave_out_with_parts(other, part_id)

    def rename(self, kind: str, old_id: str, new_id: str) -> None:
        """Let every row that named one row name another one instead."""
        for mapped, column, _ in _references():
            if _kind_named(mapped, column) != kind:
                continue
            for values in self._rows[mapped].values():
                if values[column] == old_id:
                    values[column] = new_id

    def rows(self) -> list[Base]:
        """The rows of the new plan: none names a row that is not there, and no two rows are linked twice."""
        self._join_links()
        while self._settle():
            pass
        return [mapped(**values) for mapped, rows in self._rows.items() for values in rows.values()]

    def _join_links(self) -> None:
        """Renamed links get the id of their new pair; of two alike the first stays."""
        for mapped in LINK_LABELS:
            first, second = link_columns(mapped)
            pairs = {link_id(values[first], values[second]): values for values in reversed(self._rows[mapped].values())}
            for row_id, values in pairs.items():
                values["id"] = row_id
            self._rows[mapped] = dict(reversed(pairs.items()))

    def _settle(self) -> bool:
        """Take away what names a row that is gone; True when something was."""
        gone = False
        for mapped, column, is_mention in _references():
            target = self._rows[_class_of(_kind_named(mapped, column))]
            for row_id, values in list(self._rows[mapped].items()):
                if values[column] is None or values[column] in target:
                    continue
                if is_mention:
                    values[column] = None
                else:
                    del self._rows[mapped][row_id]
                    gone = True
        return gone


@cache
def _references() -> tuple[tuple[type[Base], str, bool], ...]:
    """Every column that names a row: its class, its name, and whether it forgets the row rather than goes with it."""
    return tuple(_all_references())


def _all_references() -> Iterator[tuple[type[Base], str, bool]]:
    for mapped in mapped_classes():
        for name, column in mapped.__columns__.items():
            if column.reference is not None:
                yield mapped, name, column.reference.on_delete == "SET NULL"


def _kind_named(mapped: type[Base], column: str) -> str:
    reference = mapped.__columns__[column].reference
    return reference.kind if reference is not None else ""


@cache
def _class_of(kind: str) -> type[Base]:
    return next(mapped for mapped in mapped_classes() if mapped.__tablename__ == kind)
