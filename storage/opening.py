"""From a path to an open plan file, and back: lock, gate, connection."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self

from storage import backups, database, gate, hashing, marks, migrations
from storage.database import PlanConnection
from storage.errors import (
    DamagedPlan,
    NotAPlan,
    OldPlan,
    PlanMoved,
    PlanNotFound,
    PlanReplaced,
    UnfinishedPlan,
    UnknownJournal,
    storage_error,
    writing,
)
from storage.files import identity, sweep
from storage.gate import Examination, Head, new_plan_id
from storage.lock import LockOwner, PlanLock
from storage.schema import APPLICATION_ID, Schema

_LOOKS_AT_A_LIVE_JOURNAL = 40
_SECONDS_BETWEEN_LOOKS = 0.05


@dataclass
class OpenFile:
    """A plan file that this program has open, after the gate."""

    path: Path
    connection: PlanConnection
    head: Head
    """As it was when opened."""
    lock: PlanLock | None
    lock_owner: LockOwner | None = None

    _open_here: ClassVar[list[tuple[int, int] | None]] = []
    """Files that this process has open: reading one without SQLite would drop SQLite's locks on it."""

    def __post_init__(self) -> None:
        self._identity = identity(self.path)
        self._open_here.append(self._identity)

    @classmethod
    def create(cls, path: Path, schema: Schema) -> Self:
        """A new plan file without rows, for its owner only. PlanError if its name is taken or the disk refuses."""
        path = Path(os.path.realpath(path.parent)) / path.name
        head = Head(new_plan_id(), 0, 0)
        try:
            with writing(path):
                connection = database.create(path)
                try:
                    write_schema(connection, schema, head)
                    _hold_back(connection)
                    lock = PlanLock.take(path)
                except BaseException:
                    database.close(connection)
                    path.unlink()
                    raise
        except sqlite3.Error as error:
            raise storage_error(error, path.name) or error from error
        marks.mark_open(path, head.plan_id)
        return cls(path, connection, head, lock if isinstance(lock, PlanLock) else None)

    @classmethod
    def open(cls, path: Path, schema: Schema, examine: Examination | None = None, *, takes_over: bool = False) -> Self:
        """An existing plan file that passed the gate; an older one is brought to this version first.

        `takes_over` takes the lock from whoever has it.
        """
        path = Path(os.path.realpath(path))  # which, unlike `resolve`, takes a link that leads to itself
        database.check_name(path)
        lock = _lock(path, takes_over=takes_over)
        held = lock if isinstance(lock, PlanLock) else None
        try:
            head = _checked(path, schema, held, examine, is_open_here=cls.has_open(path))
            if held:
                sweep(path.parent)
                marks.mark_open(path, head.plan_id)
            connection = _connected(path, writable=held is not None)
        except BaseException as error:
            if held:
                held.release()
            known_here = marks.known_id(path)
            # It was one here: its first bytes are gone. A folder or a device in its place has nothing to be read.
            if isinstance(error, NotAPlan) and known_here and path.is_file():
                error = DamagedPlan(path.name, "its header is not that of a plan", known_here)
                error.newest_backup = backups.newest_backup(known_here)
                raise error from None
            if isinstance(error, DamagedPlan):
                error.plan_id = error.plan_id or known_here
                error.newest_backup = backups.newest_backup(error.plan_id)
            known = storage_error(error, path.name) if isinstance(error, sqlite3.Error) else None
            if known:
                raise known from error
            raise
        return cls(path, connection, head, held, lock if isinstance(lock, LockOwner) else None)

    @classmethod
    def has_open(cls, path: Path) -> bool:
        """Whether this process has the file open."""
        return identity(path) in cls._open_here

    @property
    def is_read_only(self) -> bool:
        """Whether another window has the plan, or the file or its folder is protected."""
        return self.lock is None

    @property
    def written_at(self) -> datetime.datetime:
        """When the file was last written in, in UTC; now, where it is out of reach."""
        with contextlib.suppress(OSError):
            return datetime.datetime.fromtimestamp(self.path.stat().st_mtime, datetime.UTC)
        return datetime.datetime.now(datetime.UTC)

    @property
    def is_in_place(self) -> bool:
        """Whether the path still names the file that was opened."""
        return identity(self.path) == self._identity

    def gone(self) -> PlanMoved:
        """What has become of the file, once it is not in its place."""
        return PlanReplaced() if self.path.exists() and not self.is_in_place else PlanMoved()

    def close(self) -> None:
        """Leaves one file, without journal or lock beside it."""
        database.close(self.connection)
        self._open_here.remove(self._identity)
        if self.lock:
            marks.mark_closed(self.path, self.head.plan_id)
            self.lock.release()

    def remove(self) -> None:
        """Leaves nothing of a plan that could not be created."""
        self.close()
        self.path.unlink()
        with contextlib.suppress(OSError):
            marks.forget(self.path, self.head.plan_id)


def write_schema(connection: sqlite3.Connection, schema: Schema, head: Head) -> None:
    """Make a new file a plan without rows."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.version}")
    for statement in schema.ddl:
        connection.execute(statement)
    connection.execute("INSERT INTO head VALUES (?, ?, ?)", (head.plan_id, head.seq, hashing.as_text(head.state)))
    connection.execute("COMMIT")


def _connected(path: Path, *, writable: bool) -> PlanConnection:
    connection = database.connect(path, writable=writable)
    try:
        _hold_back(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _hold_back(connection: sqlite3.Connection) -> None:
    """Until the first gesture; from then on as in `PlanConnection.hold_back`."""
    connection.execute("PRAGMA query_only = 1")


def _lock(path: Path, *, takes_over: bool) -> PlanLock | LockOwner | None:
    """The lock, who has it, or None for a plan that cannot be written: SQLite needs its folder for the journal."""
    if not path.exists():
        raise PlanNotFound(name=path.name)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return None
    try:
        return PlanLock.take_over(path) if takes_over else PlanLock.take(path)
    except OSError:
        return None


def _checked(
    path: Path, schema: Schema, lock: PlanLock | None, examine: Examination | None, *, is_open_here: bool
) -> Head:
    if _unfinished(path, may_be_live=lock is None):
        # A plain opening rolls it back and touches nothing else; opening for reading only cannot.
        if lock is None:
            raise UnfinishedPlan(name=path.name)
        database.close(database.connect(path, writable=True))
    if not is_open_here:
        version = gate.check_header(path, schema.version)
        if version < schema.version:
            if lock is None:
                raise OldPlan(name=path.name)
            migrations.migrate(path, version, schema, examine)
    return gate.check_content(path, schema.objects, schema.kinds, examine)


def _unfinished(path: Path, *, may_be_live: bool) -> bool:
    """Whether a journal of ours is to be rolled back. That of a window at work is empty again in an instant."""
    for _ in range(_LOOKS_AT_A_LIVE_JOURNAL if may_be_live else 0):
        try:
            if not gate.check_neighbours(path, is_ours=marks.is_marked_open(path)):
                return False
        except UnknownJournal:
            pass
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    return gate.check_neighbours(path, is_ours=marks.is_marked_open(path))
