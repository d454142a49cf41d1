"""One spoilt byte of a row is found again by the row's proof; two are not, and nothing else is taken for the row."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import hashing, proofs
from storage.document import Document
from storage.mending import LONGEST, mended, stored
from storage.pages import Pages
from storage.schema import schema_of
from tests.storage.small import Book, Shelf, SmallBase

KIND = schema_of(SmallBase).kinds["book"]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The bytes of a book in a file, and its proof."""
    path = tmp_path_factory.mktemp("mending") / "library.periple"
    book = Book(id="b", shelf_id="s", title="Été à la mer", price=2.0, position=300, words=["é"], marks={"x": 1})
    Document.create(path, [Shelf(id="s"), book], base=SmallBase).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (row,) = connection.execute("SELECT * FROM book")
    (found,) = (each for each in Pages(path.read_bytes()).records() if stored(each.values, KIND) == row)
    return found.payload, proofs.proof_of(hashing.row_hash("book", row))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_one_byte_is_found_again(record: tuple[bytes, bytes], data: st.DataObject) -> None:
    payload, proof = record
    spoilt = bytearray(payload)
    spoilt[data.draw(st.integers(payload.index(b"s", 10), len(payload) - 1))] ^= data.draw(st.integers(1, 255))
    row = mended(KIND, bytes(spoilt), proof)
    assert row is not None
    assert proofs.proof_of(hashing.row_hash("book", row)) == proof


def test_two_bytes_are_not(record: tuple[bytes, bytes]) -> None:
    payload, proof = record
    assert mended(KIND, payload.replace(b"mer", b"nes"), proof) is None


def test_what_is_no_record_or_a_very_long_one_is_left(record: tuple[bytes, bytes]) -> None:
    payload, proof = record
    assert mended(KIND, b"\x02", proof) is None
    assert mended(KIND, payload[:-1], proof) is None
    assert mended(KIND, bytes(LONGEST + 1), proof) is None
    assert mended(schema_of(SmallBase).kinds["shelf"], payload, proof) is None
