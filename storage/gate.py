"""The gate: what a file must be before the program reads it as a plan. Anybody may have made the file.

In this order, so that nothing of a hostile file is obeyed: what lies beside it, its header, the list of its objects
(equal to ours, to the letter: no trigger, no view, no table of somebody else), SQLite's own check, each value, the
references, the state hash and the proofs, and last whatever else the opener examines: rules between values are not
known here. The file is not touched. Each refusal is a `StorageError` with a sentence for the user.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sqlite3
import stat
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from storage import hashing, proofs
from storage.changes import StoredRow
from storage.database import JOURNAL, connect
from storage.errors import (
    DamagedPlan,
    NewerPlan,
    NotAPlan,
    PlanNotFound,
    StorageError,
    UnknownJournal,
    os_error,
    storage_error,
)
from storage.schema import APPLICATION_ID, HEAD_DDL, OWN_TABLES, PROOF, Kind, SchemaObject

LARGEST_FILE = 2 << 30
_MOST_GESTURES = 1 << 53
"""Nobody makes as many; from a forged number the next gesture could not count on."""
_SECONDS = 10
_STEPS_BETWEEN_LOOKS = 10_000
_FIRST_BYTES = b"SQLite format 3\0"
_ROLLBACK_JOURNAL = b"\1\1"
_END_OF_CHAINED_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""A journal that ends like this names another file, which SQLite deletes; none of ours does."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 50_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 5,
}


ReadRows = Callable[[str], list[StoredRow]]
"""All rows of a kind, in no order, as the file stores them: their types and references are right."""
Examination = Callable[[ReadRows], str | None]
"""What is wrong with the rows of a file that is sound in itself, in English and without its texts, or None."""


class Head(NamedTuple):
    """The plan's own line: which plan, how many gestures, and the hash of its state."""

    plan_id: str
    seq: int
    state: int


def new_plan_id() -> str:
    """The id of a new plan: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def read_head(connection: sqlite3.Connection) -> Head:
    """The head as the file has it now."""
    plan_id, seq, state = connection.execute("SELECT plan_id, seq, state FROM head").fetchone()
    return Head(plan_id, seq, int(state, 16))


def check_neighbours(plan: Path, *, is_ours: bool) -> bool:
    """Whether a journal of ours lies beside the plan, to be rolled back. Raises UnknownJournal if it is not ours."""
    for suffix in ("-wal", "-shm", JOURNAL):
        neighbour = plan.with_name(plan.name + suffix)
        try:
            found = neighbour.lstat()
        except FileNotFoundError:
            continue
        is_plain_journal = suffix == JOURNAL and stat.S_ISREG(found.st_mode)
        if is_plain_journal and found.st_size == 0:
            continue
        if not (is_plain_journal and is_ours) or _last_bytes(neighbour) == _END_OF_CHAINED_JOURNAL:
            raise UnknownJournal(name=plan.name, journal=neighbour.name)
        return True
    return False


def check_header(plan: Path, newest: int) -> int:
    """The schema version of a plan file, at most `newest`, by its first bytes alone.

    Reads the file without SQLite, whose locks in this process that would drop: not while we have the file open.
    """
    try:
        found = plan.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_FILE:
            raise NotAPlan(name=plan.name)
        with open(plan, "rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise PlanNotFound(name=plan.name) from error
    except OSError as error:
        raise os_error(error) from error
    if len(header) < 100 or not header.startswith(_FIRST_BYTES):
        raise NotAPlan(name=plan.name)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAPlan(name=plan.name)
    version = int.from_bytes(header[60:64], "big")
    if version > newest:
        raise NewerPlan(name=plan.name, format=version, newest=newest)
    if header[18:20] != _ROLLBACK_JOURNAL:
        raise DamagedPlan(plan.name, "its journal mode was changed")
    return version


def check_content(
    plan: Path,
    objects: frozenset[SchemaObject],
    kinds: Mapping[str, Kind],
    examine: Examination | None = None,
) -> Head:
    """The head of a plan file whose every object and value is as it should be.

    `kinds` may be empty for an older version: then values are hashed, but their types are left to the migration.
    """
    try:
        connection = connect(plan, writable=False)
        try:
            connection.execute("BEGIN")  # all that is read is of one moment, even if a window is at work on the plan
            head = _checked(connection, objects, kinds)
            finding = examine(lambda kind: _rows(connection, kind).fetchall()) if examine else None
            if finding:
                raise _Finding(finding)
            return head
        finally:
            connection.close()
    except _Finding as finding:
        raise DamagedPlan(plan.name, str(finding), _claimed_id(plan, objects)) from finding
    except UnicodeDecodeError:  # Python could not even read why SQLite refuses: it quotes torn text
        raise DamagedPlan(plan.name, "SQLite's own words on it cannot be read") from None
    except sqlite3.Error as error:
        known = storage_error(error, plan.name)
        # A file that is busy or a disk that fails says nothing about the plan: calling it damaged would lose data.
        if isinstance(known, StorageError) and not isinstance(known, DamagedPlan):
            raise known from error
        # Without a code it is Python's word on a text that is not UTF-8, and quotes it: no log may hold that.
        code: str | None = getattr(error, "sqlite_errorname", None)
        words = code or "a text cannot be read"
        raise DamagedPlan(plan.name, words, _claimed_id(plan, objects)) from (error if code else None)


def told_id(plan: Path) -> str | None:
    """The id that the head of a file tells, whatever the rest of it is; None if it tells none. Waits for nothing."""
    if not plan.is_file():
        return None
    with (
        contextlib.suppress(sqlite3.Error, UnicodeDecodeError, _Finding),
        contextlib.closing(connect(plan, writable=False)) as connection,
    ):
        _limit(connection)
        found = connection.execute("SELECT type, sql FROM sqlite_schema WHERE name = 'head' LIMIT 2").fetchall()
        if found == [("table", HEAD_DDL)]:  # nothing that computes
            return _checked_head(connection).plan_id
    return None


class _Finding(Exception):
    """Why a file does not pass, in English."""


def _claimed_id(plan: Path, objects: frozenset[SchemaObject]) -> str | None:
    """The id that a file tells although it does not pass, to find its backups by; None if it tells none."""
    with (
        contextlib.suppress(sqlite3.Error, UnicodeDecodeError, _Finding),
        contextlib.closing(connect(plan, writable=False)) as connection,
    ):
        _limit(connection)
        _check_objects(connection, objects)
        return _checked_head(connection).plan_id
    return None


def _last_bytes(journal: Path) -> bytes:
    with open(journal, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - len(_END_OF_CHAINED_JOURNAL)))
        return file.read()  # nothing, where a window at work has just emptied it


def _limit(connection: sqlite3.Connection) -> None:
    """Keeps what a hostile file can make SQLite do within bounds."""
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    # Of this thread: where others keep the machine busy, a sound plan is not refused.
    end = time.thread_time() + _SECONDS
    connection.set_progress_handler(lambda: time.thread_time() > end, _STEPS_BETWEEN_LOOKS)


def _checked(connection: sqlite3.Connection, objects: frozenset[SchemaObject], kinds: Mapping[str, Kind]) -> Head:
    _limit(connection)
    _check_objects(connection, objects)
    # The quick check passes over an id that two rows have; this one takes a millisecond for a plan of a workshop.
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise _Finding("SQLite's own check fails")
    head = _checked_head(connection)
    tables = {name for kind, name, _, _ in objects if kind == "table"}
    sums, count = {}, 0
    for table in sorted(tables - OWN_TABLES):
        hashes = _row_hashes(connection, table, kinds, are_proven=PROOF in tables)
        sums[table], count = hashing.total(hashes), count + len(hashes)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise _Finding("a row refers to one that does not exist")
    if hashing.total(sums.values()) != head.state:
        raise _Finding("its rows are not those that Périple wrote")
    if PROOF in tables and connection.execute("SELECT count(*) FROM proof").fetchone() != (count,):
        raise _Finding("it has proofs of rows that do not exist")
    if PROOF in tables and not _are_proven(sums, proofs.of_kinds(connection)):
        raise _Finding("the proof of a kind is not that of its rows")
    return head


def _check_objects(connection: sqlite3.Connection, objects: frozenset[SchemaObject]) -> None:
    (count,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if count > 4 * len(objects):
        raise _Finding(f"it has {count} objects")
    found = set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
    odd = sorted(f"{kind} {name}" for kind, name, _, _ in found ^ objects)
    if odd:
        raise _Finding(f"its objects are not those of a plan: {', '.join(odd)[:200]}")


def _checked_head(connection: sqlite3.Connection) -> Head:
    rows = connection.execute("SELECT plan_id, seq, state FROM head LIMIT 2").fetchall()
    if len(rows) != 1:
        raise _Finding("it has not exactly one head")
    plan_id, seq, state = rows[0]
    is_id = isinstance(plan_id, str) and re.fullmatch("[0-9a-f]{32}", plan_id)
    is_state = isinstance(state, str) and re.fullmatch("[0-9a-f]{32}", state)
    # The id becomes part of file names: nothing but hexadecimal digits.
    if not (is_id and is_state and type(seq) is int and 0 <= seq <= _MOST_GESTURES):
        raise _Finding("its head is not readable")
    return Head(plan_id, seq, int(state, 16))


def _rows(connection: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    return connection.execute(f'SELECT * FROM "{table}"')


def _are_proven(sums: Mapping[str, int], told: Mapping[str, bytes]) -> bool:
    nothing = proofs.proof_of(0)
    return told.keys() <= sums.keys() and all(
        told.get(kind, nothing) == proofs.proof_of(found) for kind, found in sums.items()
    )


def _row_hashes(
    connection: sqlite3.Connection, table: str, kinds: Mapping[str, Kind], *, are_proven: bool
) -> list[int]:
    """The hashes of the rows of a table, whose values and proofs are as they should be."""
    kind = kinds.get(table)
    proven = proofs.of_rows(connection, table) if kind and are_proven else None
    hashes = []
    for row in _rows(connection, table):
        finding = kind.finding(row) if kind else None
        if finding:
            raise _Finding(finding)
        found = hashing.row_hash(table, row)
        if kind and proven is not None and proven.get(str(row[kind.id_index])) != proofs.proof_of(found):
            raise _Finding(f"a row of {table} is not the one that was proven")
        hashes.append(found)
    return hashes
