"""The tables of a plan file as the classes of the model declare them: their DDL, and what each column may hold."""

from __future__ import annotations

import datetime
import hashlib
import json
import math
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from storage.base import Base, Column, classes_of
from storage.changes import Operation, RowChange, StoredChange, StoredRow
from storage.hashing import Stored

APPLICATION_ID = 0x50657269
"""`Peri`, in the header of every plan file."""
SCHEMA_VERSION = 2
"""Raised by each change of the mapped classes, together with a step in `storage.migrations`."""
LONGEST_TEXT = 1_000_000
"""In characters. Nobody types that much into a field; a longer one is an attack or a mistake."""
YEARS = range(1900, 2200)
"""Of any date in a plan: what is counted from one, such as the end of a period, then stays a date as well."""
LARGEST_INTEGER = (1 << 63) - 1
DEEPEST_JSON = 8
"""In levels: objects hold figures and settings of the catalogue, which need two."""

HEAD = "head"
"""The table with one row: which plan it is, how many gestures it has had, and the hash of its state."""
HEAD_DDL = (
    "CREATE TABLE head (\n\tplan_id TEXT NOT NULL, \n\tseq INTEGER NOT NULL, \n\tstate TEXT NOT NULL, "
    "\n\tPRIMARY KEY (plan_id)\n)"
)
PROOF = "proof"
"""The table with the hash of each row: see `storage.proofs`."""
_PROOF_DDL = (
    "CREATE TABLE proof (\n\tkind TEXT NOT NULL, \n\tid TEXT NOT NULL, \n\thash BLOB NOT NULL, "
    "\n\tPRIMARY KEY (kind, id)\n) WITHOUT ROWID"
)
KIND_PROOF = "kind_proof"
"""The table with the sum of the hashes of each kind's rows; one page near the beginning of the file."""
_KIND_PROOF_DDL = (
    "CREATE TABLE kind_proof (\n\tkind TEXT NOT NULL, \n\thash BLOB NOT NULL, \n\tPRIMARY KEY (kind)\n) WITHOUT ROWID"
)
OWN_TABLES = frozenset({HEAD, PROOF, KIND_PROOF})
"""The tables that hold no rows of the model."""

Decode = Callable[[Any], Any]
SchemaObject = tuple[str, str, str, str | None]
"""Type, name, table and SQL: a row of `sqlite_schema`."""


@dataclass(frozen=True)
class Kind:
    """One table: its columns, and how the values that SQLite stores become Python's."""

    name: str
    mapped: type[Base]
    columns: tuple[str, ...]
    accepts: tuple[Callable[[Stored], bool], ...]
    decodes: tuple[Decode | None, ...]

    @cached_property
    def id_index(self) -> int:
        """Where the id is among the columns."""
        return self.columns.index("id")

    def finding(self, row: StoredRow) -> str | None:
        """What is wrong with a row, in English and without its content, or None."""
        for column, value, accept in zip(self.columns, row, self.accepts, strict=True):
            if not accept(value):
                return f"{self.name}.{column} holds what it may not"
        return None

    def row_change(self, change: StoredChange) -> RowChange:
        """The change in Python values."""
        old, new = self.values(change.old), self.values(change.new)
        columns = frozenset(self.columns)
        if change.old is not None and change.new is not None:
            pairs = zip(self.columns, change.old, change.new, strict=True)
            columns = frozenset(column for column, before, after in pairs if before != after)
        op: Operation = "insert" if old is None else "delete" if new is None else "update"
        return RowChange(self.name, change.id, op, columns, old, new)

    def values(self, row: StoredRow | None) -> dict[str, Any] | None:
        """The Python values of a row by column."""
        return None if row is None else self.python_values(row)

    def python_values(self, row: StoredRow) -> dict[str, Any]:
        """The same for a row that exists."""
        values: dict[str, Any] = dict(zip(self.columns, row, strict=True))
        for column, decode in self._decoded:
            if values[column] is not None:
                values[column] = decode(values[column])
        return values

    @cached_property
    def _decoded(self) -> tuple[tuple[str, Decode], ...]:
        """The few columns whose values SQLite stores as something else."""
        pairs = zip(self.columns, self.decodes, strict=True)
        return tuple((column, decode) for column, decode in pairs if decode is not None)


@dataclass(frozen=True)
class Schema:
    """All tables of a plan file in one version."""

    kinds: Mapping[str, Kind]
    """By name, parents before their children; empty for an older version, whose classes are gone."""
    ddl: tuple[str, ...]
    version: int = SCHEMA_VERSION

    @cached_property
    def objects(self) -> frozenset[SchemaObject]:
        """What `sqlite_schema` must hold, to the letter."""
        return objects_of(self.ddl)

    @cached_property
    def fingerprint(self) -> str:
        """Differs as soon as a table does."""
        return hashlib.sha256("\n".join(self.ddl).encode()).hexdigest()[:32]

    def finding(self, change: StoredChange) -> str | None:
        """What is wrong with the new row of a change, or None."""
        return None if change.new is None else self.kinds[change.kind].finding(change.new)


def schema_of(base: type[Base]) -> Schema:
    """The schema of the classes declared so far: import the whole model first."""
    return _schema_of(base, len(base.__classes__))


def objects_of(ddl: tuple[str, ...]) -> frozenset[SchemaObject]:
    """The rows of `sqlite_schema` that these statements make."""
    memory = sqlite3.connect(":memory:")
    try:
        for statement in ddl:
            memory.execute(statement)
        return frozenset(memory.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
    finally:
        memory.close()


@lru_cache(maxsize=8)
def _schema_of(base: type[Base], tables: int) -> Schema:  # the number of tables is part of the key: models load late
    ordered = classes_of(base)
    assert len(ordered) == tables
    kinds = {mapped.__tablename__: _kind(mapped) for mapped in ordered}
    return Schema(kinds, (HEAD_DDL, _KIND_PROOF_DDL, _PROOF_DDL, *map(_create, ordered)))


def _create(mapped: type[Base]) -> str:
    """What SQLAlchemy would write, to the letter (a test compares): asking it takes longer than opening a plan."""
    kind, columns = mapped.__tablename__, mapped.__columns__.values()
    lines = [f"{_quoted(each.name)} {_SQL[each.python]}{'' if each.is_optional else ' NOT NULL'}" for each in columns]
    lines.append(f"CONSTRAINT pk_{kind} PRIMARY KEY (id)")
    for each in columns:
        if each.reference is not None:
            lines.append(
                f"CONSTRAINT fk_{kind}_{each.name} FOREIGN KEY({each.name}) "
                f"REFERENCES {_quoted(each.reference.kind)} (id) ON DELETE {each.reference.on_delete} "
                "DEFERRABLE INITIALLY DEFERRED"
            )
    return f"CREATE TABLE {_quoted(kind)} (\n\t" + ", \n\t".join(lines) + "\n)"


def _quoted(name: str) -> str:
    return f'"{name}"' if name in _KEYWORDS else name


def _kind(mapped: type[Base]) -> Kind:
    columns = tuple(mapped.__columns__.values())
    return Kind(
        mapped.__tablename__,
        mapped,
        tuple(column.name for column in columns),
        tuple(_acceptance(column) for column in columns),
        tuple(_DECODES.get(column.python) for column in columns),
    )


def _acceptance(column: Column) -> Callable[[Stored], bool]:
    accept = _ACCEPTANCES[column.python]
    if column.is_optional:
        return lambda value: value is None or accept(value)
    return accept


def _is_text(value: Stored) -> bool:
    return type(value) is str and len(value) <= LONGEST_TEXT


def _is_number(value: Stored) -> bool:
    return type(value) is float and math.isfinite(value)


def _is_date(value: Stored) -> bool:
    try:  # the one spelling that all readers take: Python also knows days of weeks, "2027-W01-1"
        date = datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return date is not None and date.isoformat() == value and date.year in YEARS


def _is_list(value: Stored) -> bool:
    found = _parsed(value)
    return isinstance(found, list) and all(isinstance(each, str) and is_whole(each) for each in found)


def _is_object(value: Stored) -> bool:
    found = _parsed(value)
    return isinstance(found, dict) and is_plain_json(found)


def _parsed(value: Stored) -> Any:  # Any: what JSON holds
    try:
        return json.loads(value) if isinstance(value, str) and _is_text(value) else None
    except (ValueError, RecursionError):
        return None


def is_whole(text: str) -> bool:
    """Whether a text has no half character, which JSON can name and no file can hold."""
    return _HALF_CHARACTER.search(text) is None


def is_plain_json(value: Any, depth: int = DEEPEST_JSON) -> bool:  # Any: what JSON holds
    """Whether any program can read it: whole texts, finite numbers, and no more levels than a page could show."""
    if isinstance(value, str):
        return is_whole(value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) <= LARGEST_INTEGER
    if isinstance(value, (list, dict)):
        within = value if isinstance(value, list) else [*value, *value.values()]
        return depth > 0 and all(is_plain_json(each, depth - 1) for each in within)
    return value is None


_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

_KEYWORDS = frozenset({"key", "left", "plan", "trigger", "values"})
"""The names of ours that SQL has a meaning for."""
_SQL = {
    str: "TEXT",
    int: "INTEGER",
    float: "DOUBLE",
    bool: "BOOLEAN",
    datetime.date: "DATE",
    list: "JSON",
    dict: "JSON",
}
_ACCEPTANCES: Mapping[type, Callable[[Stored], bool]] = {
    bool: lambda value: type(value) is int and value in (0, 1),
    int: lambda value: type(value) is int,
    float: _is_number,
    datetime.date: _is_date,
    list: _is_list,
    dict: _is_object,
    str: _is_text,
}
_DECODES: Mapping[type, Decode] = {
    bool: bool,
    datetime.date: datetime.date.fromisoformat,
    list: json.loads,
    dict: json.loads,
}
