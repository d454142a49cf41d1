"""What every gesture on rows is made of: find, insert in the right order, append, place among siblings, copy.

These functions work inside an open transaction; the gestures are in the modules beside and in `strategy.operations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from journey.kinds import JOURNEY_KINDS, Kind, accepted
from storage.base import POSITION_STEP, Base, classes_of, new_id
from storage.errors import RowGone

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from journey.graph import Rows

Row = TypeVar("Row", bound=Base)

_FARTHEST = 1 << 48
"""Positions from here on are dealt out anew: a file that somebody made may hold any that `accepted` takes."""


class LiveRows:
    """The rows of a plan as a gesture in progress has changed them so far; `journey.graph.Rows` for the rules."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, mapped: type[Row]) -> tuple[Row, ...]:
        """All rows of a class, in screen order."""
        return tuple(in_order(self._session, mapped))

    def get(self, mapped: type[Row], row_id: str | None) -> Row | None:
        """The row with this id, or None."""
        return None if row_id is None else self._session.get(mapped, row_id)

    def where(self, mapped: type[Row], **equals: Any) -> tuple[Row, ...]:  # Any: the columns decide
        """The rows whose columns equal the given values, in screen order."""
        return tuple(in_order(self._session, mapped, **equals))


def required(session: Session, mapped: type[Row], row_id: str | None) -> Row:
    """The row with this id. Raises RowGone when another view has deleted it meanwhile."""
    row = session.get(mapped, row_id) if row_id is not None else None
    if row is None:
        raise RowGone
    return row


def insert(
    session: Session,
    rows: Iterable[Base],
    kinds: Mapping[type[Base], Kind] = JOURNEY_KINDS,
) -> None:
    """Write new rows, parents first: without relationships SQLAlchemy does not order tables by their references."""
    order = {mapped.__tablename__: index for index, mapped in enumerate(classes_of(Base))}
    by_table: dict[str, list[Base]] = {}
    for row in rows:
        _accept(row, kinds)
        by_table.setdefault(row.__tablename__, []).append(row)
    for name in sorted(by_table, key=order.__getitem__):
        session.add_all(by_table[name])
        session.flush()
    for found in by_table.values():
        for row in found:
            check(session, row, kinds)


def new_row(
    mapped: type[Row], values: Mapping[str, Any], kinds: Mapping[type[Base], Kind]
) -> Row:  # Any: columns decide
    """A row for `insert_past_session`, with its values as the plan takes them. Raises PlanError for what it refuses."""
    limits = kinds[mapped].limits if mapped in kinds else {}
    filled = {}
    for name, column in mapped.__columns__.items():
        if name in values:
            filled[name] = accepted(mapped, name, values[name], limits)
        else:
            filled[name] = column.default if column.default_factory is None else column.default_factory()
    return mapped.detached(filled)


def insert_past_session(session: Session, rows: Iterable[Base], kinds: Mapping[type[Base], Kind], known: Rows) -> None:
    """The same as `insert` for thousands of rows of `new_row`, in a fifth of the time: the session does not keep them.

    So nothing of this gesture may work on them afterwards; `known` answers the rules.
    """
    order = {mapped: index for index, mapped in enumerate(classes_of(Base))}
    by_class: dict[type[Base], list[Base]] = {}
    for row in rows:
        by_class.setdefault(type(row), []).append(row)
    for mapped in sorted(by_class, key=order.__getitem__):
        columns = tuple(mapped.__columns__)
        written = [{name: getattr(row, name) for name in columns} for row in by_class[mapped]]
        session.execute(mapped.__table__.insert(), written)
    for found in by_class.values():
        for row in found:
            check(session, row, kinds, known)


def check(
    session: Session,
    row: Base,
    kinds: Mapping[type[Base], Kind] = JOURNEY_KINDS,
    known: Rows | None = None,
) -> None:
    """Apply the rules of the row's kind that concern several columns or rows.

    `known` answers them instead of the session, where it holds all the rows that they ask for.
    """
    kind, rows = kinds.get(type(row)), known or LiveRows(session)
    for rule in kind.checks if kind else ():
        rule(rows, row)


def next_position(session: Session, mapped: type[Base], **shared: Any) -> int:  # Any: the columns decide
    """The position that comes after all rows whose columns equal `shared`."""
    from sqlalchemy import func, select

    table = mapped.__table__
    conditions = [table.c[name] == value for name, value in shared.items()]
    last = session.scalar(select(func.max(table.c.position)).where(*conditions))
    if last is None:
        return POSITION_STEP
    if last >= _FARTHEST:
        rows: list[Any] = in_order(session, mapped, **shared)  # Any: rows of a class that has a position
        for last, row in zip(positions(len(rows)), rows, strict=True):
            row.position = last
    return int(last) + POSITION_STEP


def positions(count: int) -> list[int]:
    """Positions for `count` new rows in order."""
    return [POSITION_STEP * (index + 1) for index in range(count)]


def in_order(session: Session, mapped: type[Row], **shared: Any) -> list[Row]:  # Any: the columns decide
    """The rows whose columns equal `shared`, in screen order."""
    values = {name: value for name, value in shared.items() if value is not None}
    return list(session.scalars(_query(mapped, tuple(values), frozenset(shared) - frozenset(values)), values))


@lru_cache(maxsize=256)
def _query(mapped: type[Row], given: tuple[str, ...], empty: frozenset[str]) -> Select[Any]:  # Any: a row of that class
    """Rows in screen order by some columns that are empty and others to be given.

    Made once: SQLAlchemy takes longer to put a query together than SQLite to answer it.
    """
    from sqlalchemy import bindparam, select

    columns = mapped.__table__.c
    conditions = [columns[name] == bindparam(name) for name in given]
    conditions += [columns[name].is_(None) for name in sorted(empty)]
    order = [columns[name] for name in ("position", "id") if name in columns]
    return select(mapped).where(*conditions).order_by(*order)


def place(others: Sequence[Any], row: Any, index: int) -> None:  # Any: rows of one class that has a position
    """Give `row` a position so that it comes at `index` among `others`, which are in order and do not contain it.

    One row is written; only when two neighbours leave no gap, or it would come too far out, are all of them renumbered.
    """
    index = max(0, min(index, len(others)))
    before = others[index - 1].position if index > 0 else None
    after = others[index].position if index < len(others) else None
    if not others:
        return
    if before is None:
        position = others[0].position - POSITION_STEP
    elif after is None:
        position = before + POSITION_STEP
    else:
        position = (before + after) // 2
    if position not in (before, after) and abs(position) < _FARTHEST:
        row.position = position
    else:
        for position, each in zip(positions(len(others) + 1), [*others[:index], row, *others[index:]], strict=True):
            each.position = position


def copy_of(row: Row, **changes: Any) -> Row:  # Any: the columns decide
    """A new row with a fresh id and the same values, except `changes`; not yet in the session."""
    values = {column: deepcopy(_plain(getattr(row, column))) for column in row.__columns__}
    return type(row)(**{**values, "id": new_id(), **changes})


def numbered_name(name: str, taken: Iterable[str]) -> str:
    """`name` with the first number that makes it new: "Shop", "Shop (2)", "Shop (3)"; an empty name stays empty."""
    used = set(taken)
    if not name or name not in used:
        return name
    stem = name.rsplit(" (", 1)[0] if name.endswith(")") and name.rsplit(" (", 1)[-1][:-1].isdigit() else name
    number = 2
    while f"{stem} ({number})" in used:
        number += 1
    return f"{stem} ({number})"


def _plain(value: Any) -> Any:  # Any: a value of any column
    """Lists and dicts without the watcher that SQLAlchemy puts around them: it belongs to the row it came from."""
    if isinstance(value, list):
        return list(value)
    return dict(value) if isinstance(value, dict) else value


def _accept(row: Base, kinds: Mapping[type[Base], Kind]) -> None:
    kind = kinds.get(type(row))
    for column in row.__columns__:
        value = getattr(row, column)
        stored = accepted(type(row), column, value, kind.limits if kind else {})
        if stored is not value:
            setattr(row, column, stored)
