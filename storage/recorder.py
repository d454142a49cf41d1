"""Records every row that a gesture touches, whoever touches it: the session, a bulk statement, a cascade, a REPLACE.

Triggers in the connection's own temporary schema (never in the plan) copy each row, just before its first change, into
one shadow table. At the end of the gesture the rows as they now stand are read beside it: the difference is the net
change, whatever happened in between.

Facts of SQLite that shape the triggers:
- They fire BEFORE, for a REPLACE fires no delete trigger, but its insert or update trigger sees the row that will go.
- They say NOT EXISTS and not OR IGNORE, for the conflict rule of the outer statement would replace that of the trigger.
- Shadow columns have no type, so that a value keeps the storage class it has; nothing passes through SQLite's JSON
  functions, which lose digits of floats.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from storage.changes import StoredChange, StoredRow
from storage.schema import OWN_TABLES, Kind, Schema

_SHADOW = 'temp."rows before"'
_TOUCHED = {
    "INSERT": "SELECT NEW.id AS touched",
    "UPDATE": "SELECT OLD.id AS touched UNION ALL SELECT NEW.id WHERE NEW.id IS NOT OLD.id",
    "DELETE": "SELECT OLD.id AS touched",
}
"""The ids of the rows that an event touches."""


class Recorder:
    """The shadow table and the triggers of one connection."""

    def __init__(self, connection: sqlite3.Connection, schema: Schema) -> None:
        self._connection = connection
        self._kinds = schema.kinds
        self._touched = {name: _touched_query(kind) for name, kind in schema.kinds.items()}
        connection.execute("BEGIN")
        for statement in (*_shadow(schema.kinds.values()), *_guards()):
            connection.execute(statement)
        connection.execute("COMMIT")

    def touched(self) -> tuple[StoredChange, ...]:
        """The rows touched since the gesture began, before and now, by kind; some may have ended as they began."""
        return tuple(change for kind in self._touched_kinds() for change in self._touched_of(kind))

    def clear(self) -> None:
        """Forgets them, in the same transaction."""
        self._connection.execute(f"DELETE FROM {_SHADOW}")

    def _touched_kinds(self) -> list[Kind]:
        """The few kinds of which rows were touched."""
        found = {kind for (kind,) in self._connection.execute(f"SELECT DISTINCT kind FROM {_SHADOW}")}
        return [kind for name, kind in self._kinds.items() if name in found]

    def _touched_of(self, kind: Kind) -> Iterator[StoredChange]:
        width = len(kind.columns)
        for row_id, existed, exists, *values in self._connection.execute(self._touched[kind.name]).fetchall():
            old, new = tuple(values[:width]), tuple(values[width:])
            yield StoredChange(kind.name, row_id, old if existed else None, new if exists else None)


def replay(connection: sqlite3.Connection, schema: Schema, changes: Iterable[StoredChange]) -> None:
    """Writes the `new` side of each change. The references must be right at the end, and are checked at COMMIT.

    Rows are inserted first and deleted last: no cascade then reaches a row that is to stay.
    """
    inserts: dict[str, list[StoredRow]] = defaultdict(list)
    updates: dict[str, list[StoredRow]] = defaultdict(list)
    deletes: dict[str, list[tuple[str]]] = defaultdict(list)
    for change in changes:
        if change.new is None:
            deletes[change.kind].append((change.id,))
        elif change.old is None:
            inserts[change.kind].append(change.new)
        else:
            updates[change.kind].append((*change.new, change.id))
    for kind, rows in inserts.items():
        marks = ", ".join("?" for _ in schema.kinds[kind].columns)
        connection.executemany(f'INSERT INTO main."{kind}" VALUES ({marks})', rows)
    for kind, rows in updates.items():
        assignments = ", ".join(f'"{column}" = ?' for column in schema.kinds[kind].columns)
        connection.executemany(f'UPDATE main."{kind}" SET {assignments} WHERE "id" = ?', rows)
    for kind, ids in deletes.items():
        connection.executemany(f'DELETE FROM main."{kind}" WHERE "id" = ?', ids)


def _shadow(kinds: Collection[Kind]) -> Iterator[str]:
    """One table for all kinds: a table for each takes several times as long to make, and asking each if it is empty
    takes longer than the rest of a gesture."""
    width = max(len(kind.columns) for kind in kinds)
    yield f"CREATE TABLE {_SHADOW} (kind, row_id, existed, {_places(width)}, PRIMARY KEY (kind, row_id))"
    for kind in kinds:
        for event, rows in _TOUCHED.items():
            yield (
                f'CREATE TEMP TRIGGER "record {event} {kind.name}" BEFORE {event} ON main."{kind.name}" '
                f"BEGIN {_remember(kind, rows)}; END"
            )


def _guards() -> Iterator[str]:
    """Triggers that do nothing, on the tables beside those of the kinds: see `PlanConnection.hold_back`."""
    for table in sorted(OWN_TABLES):
        for event in _TOUCHED:
            yield f'CREATE TEMP TRIGGER "guard {event} {table}" BEFORE {event} ON main.{table} BEGIN SELECT 1; END'


def _remember(kind: Kind, rows: str) -> str:
    """Copies the rows with these ids as they stand, or the fact that there is none, unless done already.

    All their columns in the order of the table, as `replay` writes them. Kept short: SQLite reads it twice, and a
    plan has many kinds.
    """
    shadow = _SHADOW.removeprefix("temp.")  # a trigger may not name the schema of the table it writes
    return (
        f"INSERT INTO {shadow} (kind, row_id, existed, {_places(len(kind.columns))}) "
        f"SELECT '{kind.name}', touched, r.id IS NOT NULL, r.* "
        f'FROM ({rows}) LEFT JOIN main."{kind.name}" AS r ON r.id = touched '
        f"WHERE NOT EXISTS (SELECT 1 FROM {shadow} WHERE kind = '{kind.name}' AND row_id = touched)"
    )


def _touched_query(kind: Kind) -> str:
    places = ", ".join(f"b.v{number}" for number in range(len(kind.columns)))
    columns = ", ".join(f'r."{column}"' for column in kind.columns)
    return (
        f'SELECT b.row_id, b.existed, r."id" IS NOT NULL, {places}, {columns} '
        f'FROM {_SHADOW} AS b LEFT JOIN main."{kind.name}" AS r ON r."id" = b.row_id '
        f"WHERE b.kind = '{kind.name}' ORDER BY b.rowid"
    )


def _places(width: int) -> str:
    return ", ".join(f"v{number}" for number in range(width))
