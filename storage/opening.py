"""From a path to an open plan file, and back: lock, gate, connection."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self
from uuid import uuid4

from storage import database, hashing
from storage.files import identity
from storage.schema import APPLICATION_ID, SCHEMA_VERSION, Schema


class Head(NamedTuple):
    """The plan's own line: which plan, how many gestures, and the hash of its state."""

    plan_id: str
    seq: int
    state: int


@dataclass
class OpenFile:
    """A plan file that this program has open."""

    path: Path
    connection: sqlite3.Connection
    is_read_only: bool

    def __post_init__(self) -> None:
        self._identity = identity(self.path)

    @property
    def is_in_place(self) -> bool:
        """Whether the path still names the file that was opened."""
        return identity(self.path) == self._identity

    def close(self) -> None:
        """Leaves one file, without journal or lock beside it."""
        database.close(self.connection)

    @classmethod
    def create(cls, path: Path, schema: Schema) -> Self:
        """A new plan file without rows."""
        path = path.resolve()
        connection = database.create(path)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        for statement in schema.ddl:
            connection.execute(statement)
        connection.execute("INSERT INTO head VALUES (?, 0, ?)", (uuid4().hex, hashing.as_text(0)))
        connection.execute("COMMIT")
        return cls(path, connection, is_read_only=False)

    @classmethod
    def open(cls, path: Path, schema: Schema) -> Self:
        """An existing plan file, checked."""
        path = path.resolve()
        return cls(path, database.connect(path, writable=True), is_read_only=False)


def read_head(connection: sqlite3.Connection) -> Head:
    """The plan's head as the file has it now."""
    plan_id, seq, state = connection.execute("SELECT plan_id, seq, state FROM head").fetchone()
    return Head(plan_id, seq, int(state, 16))
