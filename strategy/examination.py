"""The examination of a plan that is opened: anybody may have made its file, so what it says is held to our rules.

The gate has made sure that tables, types, references and the state hash are right. Here values and rows obey the limits
and the rules that gestures obey, by the same tables. It comes before the first window: no SQLAlchemy, and one look at
the distinct values of each column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from journey.kinds import FREE, Limits
from storage.base import Base
from storage.errors import PlanError
from storage.schema import schema_of
from strategy.checks import check_together
from strategy.kinds import KINDS
from strategy.snapshot import Snapshot

if TYPE_CHECKING:
    from storage.changes import StoredRow
    from storage.gate import ReadRows
    from storage.schema import Kind


def finding(read: ReadRows) -> str | None:
    """What no gesture could have written, in English and without client text; None if there is nothing."""
    stored = [(kind, read(name)) for name, kind in schema_of(Base).kinds.items()]
    for kind, rows in stored:
        for column, limits in _limits(kind.mapped).items():
            if not _admits_all(limits, kind.columns.index(column), rows):
                return f"{kind.name}.{column} holds a value that it may not"
    try:
        check_together(Snapshot(_detached(stored)))
    except PlanError as error:
        return str(error)
    return None


def obeys_limits(row: Base) -> bool:
    """Whether the values of one row are within the limits of its columns."""
    return all(
        getattr(row, column) is None or limits.admits(getattr(row, column))
        for column, limits in _limits(type(row)).items()
    )


@cache
def _limits(mapped: type[Base]) -> Mapping[str, Limits]:
    """The limits of a class's columns; numbers without limits of their own have those of any number."""
    named = KINDS[mapped].limits if mapped in KINDS else {}
    numbers = [name for name, column in mapped.__columns__.items() if column.python in (int, float)]
    return {**dict.fromkeys(numbers, FREE), **named}


def _admits_all(limits: Limits, index: int, rows: Iterable[StoredRow]) -> bool:
    return all(limits.admits(value) for value in {row[index] for row in rows} if value is not None)


def _detached(stored: Iterable[tuple[Kind, Iterable[StoredRow]]]) -> Iterator[Base]:
    for kind, rows in stored:
        for row in rows:
            yield kind.mapped.detached(kind.python_values(row))
