"""The hashing rule is part of the file format: these figures must never change."""

from __future__ import annotations

import pytest

from storage import hashing
from storage.hashing import Stored


@pytest.mark.parametrize(
    ("kind", "row", "digest"),
    [
        ("shelf", (), "e7d8f093f1cc61312112d0efb3aecc31"),
        ("shelf", (None,), "eaf71f387009e17060dca99de50fa340"),
        ("shelf", (0, 1, -1, 2**63 - 1, -(2**63)), "e966217cd9686f5f760f60150066b0a2"),
        ("shelf", (0.0, 1.0, 0.1 + 0.2, 5e-324, float("inf")), "0b096e82aeee417245a7bc96d54eb809"),
        ("shelf", ("", "é’\u0000😀"), "301c6555cbc844d58093e3137a44ba35"),
        ("shelf", (b"", b"\0\xff"), "14995252bd2001847018716570eee2ae"),
        ("book", ("one", "top", None, 0, "One", 0.1, "2024-02-29", 0, "[]", "{}"), "758360c7fbc281458cb0b68ed0bc92cf"),
    ],
)
def test_vectors(kind: str, row: tuple[Stored, ...], digest: str) -> None:
    assert hashing.as_text(hashing.row_hash(kind, row)) == digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab", "")),
        (("1",), (1,)),
        ((1,), (1.0,)),
        ((None,), ("",)),
        (("a",), (b"a",)),
        ((0,), (None,)),
        (("ta",), ("t", "a")),
    ],
)
def test_rows_that_differ_have_other_hashes(one: tuple[Stored, ...], other: tuple[Stored, ...]) -> None:
    assert hashing.row_hash("shelf", one) != hashing.row_hash("shelf", other)
    assert hashing.row_hash("shelf", one) != hashing.row_hash("book", one)


def test_the_state_is_the_same_in_any_order_and_kept_by_changes() -> None:
    rows: list[tuple[Stored, ...]] = [("a", 1), ("b", 2), ("c", None)]
    whole = hashing.total(hashing.row_hash("shelf", row) for row in rows)
    state = 0
    for row in reversed(rows):
        state = hashing.updated(state, None, hashing.row_hash("shelf", row))
    assert state == whole
    state = hashing.updated(state, hashing.row_hash("shelf", ("b", 2)), hashing.row_hash("shelf", ("b", 3)))
    state = hashing.updated(state, hashing.row_hash("shelf", ("a", 1)), None)
    state = hashing.updated(state, hashing.row_hash("shelf", ("b", 3)), hashing.row_hash("shelf", ("b", 2)))
    assert state == hashing.total(hashing.row_hash("shelf", row) for row in rows[1:])
