"""Plans changed behind the program's back, as anybody can do with a file, and how they are refused."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from storage import hashing, proofs
from storage.base import Base
from storage.errors import DamagedPlan
from storage.schema import OWN_TABLES, PROOF, schema_of
from strategy.plan_file import open_plan
from strategy.snapshot import Snapshot


def rewrite(path: Path, *statements: str, **values: object) -> None:
    """Changes a plan behind our back, and makes proofs and state hash right again as a forger can."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for statement in statements:
            connection.execute(statement, values)
        make_right(connection)
        connection.execute("COMMIT")


def make_right(connection: sqlite3.Connection, most: int = 5000) -> None:
    """The proofs and the state hash of the rows as they are now, of so many of each kind."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    hashes: dict[str, list[tuple[str, int]]] = {}
    for kind in tables - OWN_TABLES:
        found = connection.execute(f'SELECT * FROM "{kind}" LIMIT {most}')
        names = [name for name, *_ in found.description]
        rows = [(row[names.index("id")], hashing.row_hash(kind, row)) for row in found if "id" in names]
        hashes.update({kind: rows} if rows else {})
    sums = {kind: hashing.total(found for _, found in rows) for kind, rows in hashes.items()}
    if PROOF in tables:
        proven = [(kind, row, proofs.proof_of(found)) for kind, rows in hashes.items() for row, found in rows]
        connection.execute("DELETE FROM proof")
        connection.executemany("INSERT INTO proof VALUES (?, ?, ?)", proven)
        connection.execute("DELETE FROM kind_proof")
        told = [(kind, proofs.proof_of(found)) for kind, found in sums.items()]
        connection.executemany("INSERT INTO kind_proof VALUES (?, ?)", told)
    connection.execute("UPDATE head SET state = ?", (hashing.as_text(hashing.total(sums.values())),))


def rows_in(path: Path) -> Snapshot:
    """What a file says, whoever wrote it."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return Snapshot(
            kind.mapped.detached(kind.python_values(row))
            for name, kind in schema_of(Base).kinds.items()
            for row in connection.execute(f'SELECT * FROM "{name}"').fetchall()
        )


def refused(path: Path) -> DamagedPlan:
    """The refusal of a plan, after making sure that nothing in its folder changed."""

    def folder() -> dict[str, tuple[bytes, int]]:
        return {item.name: (item.read_bytes(), item.stat().st_mtime_ns) for item in path.parent.iterdir()}

    before = folder()
    with pytest.raises(DamagedPlan) as caught:
        open_plan(path).close()
    assert folder() == before
    return caught.value
