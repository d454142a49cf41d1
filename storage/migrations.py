"""Numbered steps from one schema version to the next, carried out on a copy that is verified and swapped in.

To change the schema: raise `SCHEMA_VERSION`, add a `Migration` from the former version with the DDL that it had (copied
from a file of that version), and keep a small file of that version under `tests/files/` that must open for ever.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage import backups, database, gate, hashing
from storage.errors import DamagedPlan, os_error, storage_error
from storage.files import replacing
from storage.gate import Examination, Head
from storage.schema import Schema


@dataclass(frozen=True)
class Migration:
    """One step. `upgrade` runs in an open transaction with foreign keys off: it neither begins nor commits, and it may
    rebuild tables, which with foreign keys on would delete the rows that refer to them."""

    from_version: int
    ddl: tuple[str, ...]
    """What a file of that version contains, to the letter: a file with anything else in it is refused."""
    upgrade: Callable[[sqlite3.Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""In the order of their versions, without a gap. Empty: no version before this one was released."""


def migrate(plan: Path, version: int, schema: Schema, examine: Examination | None = None) -> None:
    """Brings a plan file that nobody has open from `version` to that of `schema`, as which it is examined.

    The former file is checked and backed up first, and stays byte for byte as it was until the new one, complete and
    checked, takes its name. Raises StorageError, or whatever a step raises.
    """
    steps = [step for step in MIGRATIONS if version <= step.from_version < schema.version]
    if [step.from_version for step in steps] != list(range(version, schema.version)):
        raise DamagedPlan(plan.name, f"no such version: {version}")
    former = Schema({}, steps[0].ddl, version)
    head = gate.check_content(plan, former.objects, former.kinds)
    try:
        with replacing(plan) as copy:
            _copy(plan, copy, former, head)
            _upgrade(copy, steps, schema, head)
            gate.check_content(copy, schema.objects, schema.kinds, examine)
    except DamagedPlan as error:  # which names the copy
        raise DamagedPlan(plan.name, error.finding, head.plan_id) from error
    except sqlite3.Error as error:
        raise storage_error(error, plan.name) or error from error
    except OSError as error:
        raise os_error(error) from error


def _copy(plan: Path, copy: Path, former: Schema, head: Head) -> None:
    with contextlib.closing(database.connect(plan, writable=False)) as source:
        backups.back_up(source, former, head, version=former.version)
        database.copy_to_file(source, copy)


def _upgrade(copy: Path, steps: list[Migration], schema: Schema, head: Head) -> None:
    connection = database.connect(copy, writable=True)
    try:
        with _one_transaction(connection):
            for step in steps:
                step.upgrade(connection)
            state = hashing.as_text(_state(connection, schema))
            connection.execute("UPDATE head SET seq = ?, state = ?", (head.seq + 1, state))
            connection.execute(f"PRAGMA user_version = {schema.version}")
    finally:
        database.close(connection)


@contextlib.contextmanager
def _one_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Foreign keys can only be switched outside a transaction."""
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _state(connection: sqlite3.Connection, schema: Schema) -> int:
    return hashing.total(
        hashing.row_hash(kind, row) for kind in schema.kinds for row in connection.execute(f'SELECT * FROM "{kind}"')
    )
