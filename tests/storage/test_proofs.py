"""Beside each row lies its proof: gestures, undo, copies and migrations keep them in line."""

from __future__ import annotations

from storage import hashing, proofs
from storage.document import Document
from storage.gate import read_head
from storage.schema import schema_of
from tests.storage.small import Shelf, SmallBase, raw, rename


def proven(document: Document) -> set[tuple[str, str, bytes]]:
    return set(raw(document).execute("SELECT kind, id, hash FROM proof"))


def of_rows(document: Document) -> set[tuple[str, str, bytes]]:
    """What the proofs must be."""
    return {
        (name, row[kind.id_index], proofs.proof_of(hashing.row_hash(name, row)))
        for name, kind in schema_of(SmallBase).kinds.items()
        for row in raw(document).execute(f'SELECT * FROM "{name}"')
    }


def test_a_new_plan_has_a_proof_for_each_row(document: Document) -> None:
    assert proven(document) == of_rows(document)
    assert len(proven(document)) == 6


def test_gestures_and_undo_keep_the_proofs_in_line(document: Document) -> None:
    before = proven(document)
    rename(document, "Other")
    assert proven(document) == of_rows(document) != before
    with document.transact("Delete shelf") as session:
        session.delete(document.get(Shelf, "top"))
    assert len(proven(document)) < len(before)
    assert proven(document) == of_rows(document)
    document.undo()
    document.undo()
    assert proven(document) == before


def test_the_proofs_add_up_to_the_state(document: Document) -> None:
    rename(document, "Other")
    found = (int.from_bytes(each, "big") for _, _, each in proven(document))
    assert hashing.total(found) == read_head(raw(document)).state
    sums = proofs.of_kinds(raw(document))
    assert hashing.total(int.from_bytes(each, "big") for each in sums.values()) == read_head(raw(document)).state
    assert sums["book"] != sums["shelf"]


def test_proofs_written_anew_are_the_same(document: Document) -> None:
    before, connection = proven(document), raw(document)
    connection.let_change()
    connection.execute("BEGIN")
    assert proofs.write_all(connection, schema_of(SmallBase).kinds) == read_head(connection).state
    assert proven(document) == before
    connection.execute("ROLLBACK")
