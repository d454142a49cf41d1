"""The proofs of a plan, in tables of their own: the hash of each row, and the sum of the hashes of each kind's rows.

They cost a gesture what it touches; the state hash is their sum. What can still be read of a damaged file is then
proven (`storage.salvage`): a row by its proof, a kind by its sum, all of it by the state. A proof without its row names
what is lost. The sums lie in one page near the beginning of the file: one whose end is missing still has them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from storage import hashing
from storage.changes import StoredChange
from storage.schema import Kind

SIZE = 16
"""Of a hash, in bytes."""


def note(connection: sqlite3.Connection, changes: Iterable[StoredChange], state: int) -> int:
    """Brings the proofs in line with these changes, in their transaction; returns the state that `state` becomes."""
    noted: list[tuple[str, str, bytes]] = []
    gone: list[tuple[str, str]] = []
    sums = {kind: int.from_bytes(found, "big") for kind, found in of_kinds(connection).items()}
    touched = set()
    for change in changes:
        kind = change.kind
        touched.add(kind)
        old, new = (None if row is None else hashing.row_hash(kind, row) for row in (change.old, change.new))
        sums[kind] = hashing.updated(sums.get(kind, 0), old, new)
        state = hashing.updated(state, old, new)
        if new is None:
            gone.append((kind, change.id))
        else:
            noted.append((kind, change.id, proof_of(new)))
    connection.executemany("DELETE FROM main.proof WHERE kind = ? AND id = ?", gone)
    connection.executemany("INSERT OR REPLACE INTO main.proof VALUES (?, ?, ?)", noted)
    _write_sums(connection, {kind: sums[kind] for kind in touched})
    return state


def write_all(connection: sqlite3.Connection, kinds: Mapping[str, Kind]) -> int:
    """Writes the proofs of all rows anew, in an open transaction; returns the state that they add up to."""
    connection.execute("DELETE FROM proof")
    connection.execute("DELETE FROM kind_proof")
    sums = {}
    for name, kind in kinds.items():
        hashes = [
            (row[kind.id_index], hashing.row_hash(name, row)) for row in connection.execute(f'SELECT * FROM "{name}"')
        ]
        connection.executemany(
            "INSERT INTO proof VALUES (?, ?, ?)", [(name, row_id, proof_of(found)) for row_id, found in hashes]
        )
        if hashes:
            sums[name] = hashing.total(found for _, found in hashes)
    _write_sums(connection, sums)
    return hashing.total(sums.values())


def of_rows(connection: sqlite3.Connection, kind: str) -> dict[str, bytes]:
    """The proofs of the rows of a kind by their ids."""
    return dict(connection.execute("SELECT id, hash FROM main.proof WHERE kind = ?", (kind,)))


def of_kinds(connection: sqlite3.Connection) -> dict[str, bytes]:
    """The sums of the hashes of each kind's rows; a kind that never had any is missing."""
    return dict(connection.execute("SELECT kind, hash FROM main.kind_proof"))


def proof_of(found: int) -> bytes:
    """A hash, or a sum of some, as it is stored."""
    return found.to_bytes(SIZE, "big")


def _write_sums(connection: sqlite3.Connection, sums: Mapping[str, int]) -> None:
    rows = [(kind, proof_of(found)) for kind, found in sums.items()]
    connection.executemany("INSERT OR REPLACE INTO main.kind_proof VALUES (?, ?)", rows)
