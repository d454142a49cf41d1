"""The proofs of a plan: beside each row, in a table of its own, the row's hash.

They cost a gesture what it touches, and the state hash is their sum. What can still be read of a damaged file is then
proven row by row (`storage.salvage`): a row by its proof, all proofs together by the state, and a proof without its row
names what is lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from storage import hashing
from storage.changes import StoredChange
from storage.schema import Kind

_SIZE = 16


def note(connection: sqlite3.Connection, changes: Iterable[StoredChange]) -> None:
    """Brings the proofs in line with these changes, in their transaction."""
    noted: list[tuple[str, str, bytes]] = []
    gone: list[tuple[str, str]] = []
    for change in changes:
        if change.new is None:
            gone.append((change.kind, change.id))
        else:
            noted.append((change.kind, change.id, proof_of(hashing.row_hash(change.kind, change.new))))
    connection.executemany("DELETE FROM main.proof WHERE kind = ? AND id = ?", gone)
    connection.executemany("INSERT OR REPLACE INTO main.proof VALUES (?, ?, ?)", noted)


def write_all(connection: sqlite3.Connection, kinds: Mapping[str, Kind]) -> int:
    """Writes the proofs of all rows anew, in an open transaction; returns the state that they add up to."""
    connection.execute("DELETE FROM proof")
    state = 0
    for name, kind in kinds.items():
        hashes = [
            (row[kind.id_index], hashing.row_hash(name, row)) for row in connection.execute(f'SELECT * FROM "{name}"')
        ]
        connection.executemany(
            "INSERT INTO proof VALUES (?, ?, ?)", [(name, row_id, proof_of(found)) for row_id, found in hashes]
        )
        state = hashing.total([state, *(found for _, found in hashes)])
    return state


def of_kind(connection: sqlite3.Connection, kind: str) -> dict[str, bytes]:
    """The proofs of the rows of a kind by their ids."""
    return dict(connection.execute("SELECT id, hash FROM proof WHERE kind = ?", (kind,)))


def proof_of(row_hash: int) -> bytes:
    """The hash of a row as it is stored."""
    return row_hash.to_bytes(_SIZE, "big")
