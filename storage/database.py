"""Connections to a plan file. Every connection of the program to a plan is made here, with the same settings.

The reasons, each of them tried: the rollback journal TRUNCATE with full synchronisation is the portable choice that
lost nothing in simulated power cuts and that notices a plan moved or replaced while open; a write-ahead log leaves the
main file empty when it is mailed. Names are given as a quoted URI, otherwise `?` in a name opens another file.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread, get_ident
from typing import Any, TypeVar

from resources.i18n import N_
from storage.errors import PlanError
from storage.files import create_exclusively

T = TypeVar("T")

_ALWAYS: dict[str, int | str] = {
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "foreign_keys": 1,
    "recursive_triggers": 0,
    "busy_timeout": 5000,
    "temp_store": 2,  # memory: no client text in temporary files
}
_TO_READ: dict[str, int | str] = {"query_only": 1}
_TO_WRITE: dict[str, int | str] = {
    "secure_delete": 1,
    "locking_mode": "normal",
    "journal_mode": "truncate",
    "synchronous": 2,
}
_NOTHING_WHEN_READ_BACK = {"mmap_size"}
"""Answers no row where SQLite was built without memory mapping, which serves as well."""

SQLITE_VERSION = sqlite3.sqlite_version
JOURNAL = "-journal"
MOMENT = 0.3
"""In seconds: a wait that nobody notices."""
_TRIGGER_DEPTH = 1000
"""The most that SQLite takes."""
_LONGEST_NAME = 255 - len(JOURNAL)
_LONGEST_PATH = 512 - len(JOURNAL) - 4

_log = logging.getLogger(__name__)


class PlanConnection(sqlite3.Connection):
    """A connection that stays in its thread: a lazy load from a worker fails instead of reading between two gestures.

    sqlite3 would keep it there itself, but without exception. Here the end of a transaction goes to another thread if
    somebody watches how long it takes, so that this one can tell them while the disk is waited for.
    """

    def __init__(self, *values: Any, **settings: Any) -> None:  # Any: what sqlite3.connect passes on
        super().__init__(*values, **{**settings, "check_same_thread": False})
        self._thread = get_ident()
        self.waiting: Callable[[], None] | None = None
        """Called, in the thread of the connection, when a gesture has waited for `MOMENT`. It does nothing to it."""

    def hold_back(self) -> None:
        """Nothing changes a row from here on: each change runs a trigger of `storage.recorder`, and none may run.

        `query_only` forbids tables and settings too, but SQLite prepares every statement anew each time that it is set:
        undo took twice as long.
        """
        self.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)

    def let_change(self) -> None:
        """Rows may change again."""
        self.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, _TRIGGER_DEPTH)

    def cursor(self, factory: Any = sqlite3.Cursor) -> Any:  # Any: the class of the cursor, and one of it
        """Every statement begins here. Raises ProgrammingError in another thread."""
        if get_ident() != self._thread:
            raise sqlite3.ProgrammingError("a plan is read and written in the thread that opened it only")
        return super().cursor(factory)

    def commit(self) -> None:
        """Ends a transaction, while this thread waits, and `waiting` is told if it takes its time."""
        if self.in_transaction:
            self.wait_for(self.end_transaction)
        else:
            self.end_transaction()

    def end_transaction(self) -> None:
        """Returns when the disk has confirmed all that was written."""
        super().commit()

    def rewrite(self) -> None:
        """Has SQLite write the whole file anew, while this thread waits as it does for a transaction."""
        self.wait_for(self.vacuum)

    def vacuum(self) -> None:
        """Returns when the disk has confirmed the new file."""
        super().cursor().execute("VACUUM")

    def wait_for(self, work: Callable[[], T]) -> T:
        """What some work for the plan gives that asks nothing of this connection but its whole content.

        If somebody watches, another thread does it, and `waiting` is told if it takes its time. Raises what it raises.
        """
        return work() if self.waiting is None else _watched(work, self.waiting)


def connect(path: Path, *, writable: bool) -> PlanConnection:
    """A connection to an existing file, in autocommit: a read ends with its statement and never stays open."""
    uri = path.absolute().as_uri() + ("?mode=rw" if writable else "?mode=ro")
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5, factory=PlanConnection)
    try:
        for name, value in {**_ALWAYS, **(_TO_WRITE if writable else _TO_READ)}.items():
            _set(connection, name, value)
    except BaseException:
        connection.close()
        raise
    return connection


def create(path: Path) -> PlanConnection:
    """A connection to a new, empty file that only its owner reads. Raises PlanError if the name is taken."""
    check_name(path)
    try:
        create_exclusively(path)
    except FileExistsError as error:
        raise PlanError(N_("“{name}” exists already. Choose another name."), name=path.name) from error
    try:
        return connect(path, writable=True)
    except BaseException:
        path.unlink()
        raise


def close(connection: sqlite3.Connection) -> None:
    """Closes it; a connection that can write leaves one file, without a journal beside it."""
    try:
        # The journal goes when nobody else holds the file; if somebody does, they will remove it.
        with contextlib.suppress(sqlite3.Error):
            connection.rollback()
            connection.execute("PRAGMA query_only = 0")
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        connection.close()


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copies the whole database in one go: in steps, a copy would start over at each gesture."""
    source.backup(target, pages=-1)


def copy_to_file(source: sqlite3.Connection, target: Path) -> None:
    """Copies the whole database into an existing empty file of ours, which nobody else has open."""
    connection = sqlite3.connect(target.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None)
    try:
        copy_into(source, connection)
    finally:
        connection.close()


def check_name(path: Path) -> None:
    """Raises PlanError for a name or a path that leaves SQLite no room for its journal."""
    if len(os.fsencode(path.name)) > _LONGEST_NAME or len(os.fsencode(path.absolute())) > _LONGEST_PATH:
        raise PlanError(N_("The name “{name}” is too long. Choose a shorter one."), name=path.name)


def _set(connection: sqlite3.Connection, name: str, value: int | str) -> None:
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    found = connection.execute(f"PRAGMA {name}").fetchone()
    if found is None and name in _NOTHING_WHEN_READ_BACK:
        return
    if found is None or found[0] != value:
        raise RuntimeError(f"this SQLite ({sqlite3.sqlite_version}) does not take PRAGMA {name} = {value}: {found}")


def _watched(work: Callable[[], T], waiting: Callable[[], None]) -> T:
    """Has another thread do what this one waits for, and calls `waiting` here once. Raises what the work raised."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            errors.append(error)

    thread = Thread(target=run, name="commit")
    try:
        thread.start()
    except RuntimeError:  # the system gives no thread
        return work()
    try:
        thread.join(MOMENT)
        if thread.is_alive():
            waiting()
    except Exception:  # noqa: BLE001 - the work goes on all the same, and what comes of it is what counts
        _log.exception("could not tell that a change is being saved")
    finally:
        thread.join()
    if errors:
        raise errors[0]
    return results[0]
