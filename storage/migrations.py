"""Numbered steps from one schema version to the next, carried out on a copy that is verified and swapped in.

To change the schema of a released version: raise `SCHEMA_VERSION`, write the DDL that the former one had into
`storage/versions/`, to the letter (`sqlite_schema` of one of its files has it), add a `Migration` from it, and keep a
small file of it under `tests/files/` that must open for ever.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from storage import backups, database, gate, hashing, proofs
from storage.errors import DamagedPlan, DiskFull, NotConverted, StorageError, os_error, storage_error
from storage.files import replacing
from storage.gate import Examination, Head
from storage.hashing import Stored
from storage.schema import Schema, objects_of

Ddl = tuple[str, ...]
VERSIONS = Path(__file__).with_name("versions")
"""The DDL of former versions, one file each; read only when there is something to migrate."""


@dataclass(frozen=True)
class Migration:
    """One step to the next version.

    `upgrade` brings the tables to the DDL of that version, which it is given. It runs in an open transaction with
    foreign keys off: it neither begins nor commits, and it may rebuild tables, which with foreign keys on would delete
    the rows that refer to them.
    """

    from_version: int
    upgrade: Callable[[sqlite3.Connection, Ddl], None]

    @property
    def ddl(self) -> Ddl:
        """What a file of the former version contains, to the letter: one with anything else in it is refused."""
        text = (VERSIONS / f"{self.from_version}.sql").read_text(encoding="utf-8")
        return tuple(text.removesuffix(";\n").split(";\n\n"))


def rebuild(connection: sqlite3.Connection, ddl: Ddl, values: Mapping[str, Mapping[str, Stored]]) -> None:
    """Makes the tables of `ddl` that are not there as it says. Their rows keep the columns that stay.

    `values` gives those of new columns by table; columns without one are NULL. SQLite's own ALTER TABLE would leave
    other words in the file than `ddl`, and the gate compares them.
    """
    found = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
    wanted = {name: sql for kind, name, _, sql in objects_of(ddl) if kind == "table" and sql}
    for table, sql in sorted(wanted.items()):
        if table not in found:
            connection.execute(sql)
        elif found[table] != sql:
            _rebuild(connection, table, sql, values.get(table, {}))


def _rebuild(connection: sqlite3.Connection, table: str, sql: str, values: Mapping[str, Stored]) -> None:
    former = _columns(connection, table)
    connection.execute(f'CREATE TEMP TABLE former AS SELECT * FROM "{table}"')
    connection.execute(f'DROP TABLE "{table}"')
    connection.execute(sql)
    kept = [f'"{column}"' for column in _columns(connection, table) if column in former]
    given = [f'"{column}"' for column in values]
    connection.execute(
        f'INSERT INTO "{table}" ({", ".join(kept + given)}) SELECT {", ".join(kept + ["?"] * len(given))} FROM former',
        tuple(values.values()),
    )
    connection.execute("DROP TABLE former")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")')]


def _to_version_2(connection: sqlite3.Connection, ddl: Ddl) -> None:
    """Shares of entries, origins of touchpoints, ranges of rates, words and losses of frictions, reasons, lanes."""
    rebuild(connection, ddl, {"friction": {"verbatim": "", "declined_because": ""}, "persona": {"picture": ""}})


MIGRATIONS: tuple[Migration, ...] = (Migration(1, _to_version_2),)
"""In the order of their versions, without a gap."""


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
            _copy(plan, copy, former)
            _upgrade(copy, steps, schema, head)
            gate.check_content(copy, schema.objects, schema.kinds, examine)
    except DamagedPlan as error:  # which names the copy
        raise DamagedPlan(plan.name, error.finding, head.plan_id) from error
    except sqlite3.IntegrityError as error:  # the former version refused to write that as well
        raise DamagedPlan(plan.name, error.sqlite_errorname, head.plan_id) from error
    except (DiskFull, OSError, sqlite3.Error) as error:
        known = _known(error, plan.name)
        if isinstance(known, DiskFull):
            raise NotConverted(name=plan.name) from error
        raise known or error from error


def _known(error: Exception, name: str) -> Exception | None:
    """What an error of the disk or of SQLite says about the plan called `name`."""
    if isinstance(error, StorageError):
        return error
    return os_error(error) if isinstance(error, OSError) else storage_error(error, name)


def _copy(plan: Path, copy: Path, former: Schema) -> None:
    with contextlib.closing(database.connect(plan, writable=False)) as source:
        backups.back_up(source, former, version=former.version)
        database.copy_to_file(source, copy)


def _upgrade(copy: Path, steps: list[Migration], schema: Schema, head: Head) -> None:
    connection = database.connect(copy, writable=True)
    try:
        with _one_transaction(connection):
            for step, ddl in zip(steps, [*(step.ddl for step in steps[1:]), schema.ddl], strict=True):
                step.upgrade(connection, ddl)
            state = hashing.as_text(proofs.write_all(connection, schema.kinds))
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
