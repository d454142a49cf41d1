"""The tables of a plan file as the mapped classes declare them: their DDL, and what each column may hold."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NoReturn

from sqlalchemy import Column, Integer, MetaData, Table, Text, UniqueConstraint, types
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateTable

from storage.base import Base
from storage.changes import Operation, RowChange, StoredChange, StoredRow
from storage.hashing import Stored

APPLICATION_ID = 0x50657269
"""`Peri`, in the header of every plan file."""
SCHEMA_VERSION = 1
"""Raised by each change of the mapped classes, together with a step in `storage.migrations`."""
LONGEST_TEXT = 1_000_000
"""In characters. Nobody types that much into a field; a longer one is an attack or a mistake."""

HEAD = Table(
    "head",
    MetaData(),
    Column("plan_id", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("state", Text, nullable=False),
)
"""One row: which plan it is, how many gestures it has had, and the hash of its state."""

Decode = Callable[[Any], Any]
SchemaObject = tuple[str, str, str, str | None]
"""Type, name, table and SQL: a row of `sqlite_schema`."""

_dialect = SQLiteDialect_pysqlite()


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
        if row is None:
            return None
        return {
            column: value if decode is None else decode(value)
            for column, value, decode in zip(self.columns, row, self.decodes, strict=True)
        }


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

    def finding(self, change: StoredChange) -> str | None:
        """What is wrong with the new row of a change, or None."""
        return None if change.new is None else self.kinds[change.kind].finding(change.new)


def schema_of(base: type[Base]) -> Schema:
    """The schema of the classes mapped so far: import the whole model first."""
    return _schema_of(base, len(base.metadata.tables))


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
    classes = {mapper.local_table: mapper.class_ for mapper in base.registry.mappers}
    ordered = base.metadata.sorted_tables
    kinds = {table.name: _kind(table, classes[table]) for table in ordered}
    assert len(kinds) == tables
    return Schema(kinds, tuple(_create(table) for table in [HEAD, *ordered]))


def _create(table: Table) -> str:
    return str(CreateTable(table).compile(dialect=_dialect)).strip()


def _kind(table: Table, mapped: type[Base]) -> Kind:
    if [column.name for column in table.primary_key] != ["id"]:
        raise TypeError(f"{table.name}: every table has the text primary key `id` and no other")
    if table.indexes or any(isinstance(constraint, UniqueConstraint) for constraint in table.constraints):
        # Plain indexes are welcome on the day that a plan needs one; their DDL then joins `Schema.ddl`.
        raise TypeError(f"{table.name}: unique rules belong in operations, a REPLACE would delete rows unseen")
    columns = tuple(table.columns)
    return Kind(
        table.name,
        mapped,
        tuple(column.name for column in columns),
        tuple(_acceptance(column) for column in columns),
        tuple(column.type.dialect_impl(_dialect).result_processor(_dialect, None) for column in columns),
    )


def _acceptance(column: Column[Any]) -> Callable[[Stored], bool]:  # any: the column decides
    rules = [rule for column_type, rule in _ACCEPTANCES if isinstance(column.type, column_type)]
    if not rules:
        raise TypeError(f"{column}: no rule for {column.type!r} yet")
    accept = rules[0]
    if column.nullable:
        return lambda value: value is None or accept(value)
    return accept


def _is_text(value: Stored) -> bool:
    return type(value) is str and len(value) <= LONGEST_TEXT


def _is_date(value: Stored) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def _is_json(value: Stored) -> bool:
    try:
        return isinstance(value, str) and _is_text(value) and isinstance(_strict_json.decode(value), list | dict)
    except (ValueError, RecursionError):
        return False


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_strict_json = json.JSONDecoder(parse_constant=_no_constant)

_ACCEPTANCES: tuple[tuple[type[types.TypeEngine[Any]], Callable[[Stored], bool]], ...] = (
    (types.Boolean, lambda value: type(value) is int and value in (0, 1)),
    (types.Integer, lambda value: type(value) is int),
    (types.Float, lambda value: type(value) is float),
    (types.Date, _is_date),
    (types.JSON, _is_json),
    (types.Text, _is_text),
)
