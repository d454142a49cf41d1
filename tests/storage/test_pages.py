"""Rows are read from the pages of a file as SQLite gives them, and from anything else without a mistake."""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.hashing import Stored
from storage.pages import PAGE, Pages, told_size

VALUES = st.one_of(
    st.none(),
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.floats(allow_nan=False).filter(lambda value: not value.is_integer()),  # SQLite keeps whole ones as integers
    st.text(st.characters(exclude_categories=["Cs"])),
    st.binary(),
)


def written(folder: Path, rows: list[tuple[Stored, ...]], page_size: int = PAGE) -> bytes:
    """The bytes of a file with these rows in a table without types."""
    path = folder / "any.db"
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.execute("CREATE TABLE thing (a, b, c, d)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO thing VALUES (?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    return path.read_bytes()


def read(content: bytes) -> set[tuple[Stored, ...]]:
    return {record.values for record in Pages(content, told_size(content)).records() if len(record.values) == 4}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), max_size=30))
def test_rows_are_read_as_they_were_written(rows: list[tuple[Stored, ...]], tmp_path: Path) -> None:
    assert read(written(tmp_path, rows)) == set(rows)


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_long_rows_and_many_rows_are_read_whatever_the_size_of_a_page(tmp_path: Path, page_size: int) -> None:
    rows: list[tuple[Stored, ...]] = [(number, "x" * number * 37, b"y" * number, None) for number in range(150)]
    content = written(tmp_path, rows, page_size)
    assert told_size(content) == page_size
    assert read(content) == set(rows)


def test_a_table_without_row_numbers_is_read_from_all_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "any.db"
    rows = [("kind", f"{number:020}", bytes([number % 256]) * 16) for number in range(2000)]
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE proof (kind, id, hash, PRIMARY KEY (kind, id)) WITHOUT ROWID")
        connection.executemany("INSERT INTO proof VALUES (?, ?, ?)", rows)
    found = {record.values for record in Pages(path.read_bytes()).records()}
    assert found >= set(rows)


def test_rows_are_found_where_the_tree_over_them_is_gone(tmp_path: Path) -> None:
    rows: list[tuple[Stored, ...]] = [(number, "word " * 20, None, 1) for number in range(400)]
    content = bytearray(written(tmp_path, rows))
    root = content[PAGE : 2 * PAGE]
    assert root[0] == 5, "the first page of the table leads to others"
    content[PAGE : 2 * PAGE] = bytes(PAGE)
    assert read(bytes(content)) == set(rows)


def test_the_pages_of_a_table_are_told_by_its_tree(tmp_path: Path) -> None:
    rows: list[tuple[Stored, ...]] = [(number, "word " * 20, None, 1) for number in range(400)]
    pages = Pages(written(tmp_path, rows))
    assert pages.leaves(2) == {record.page for record in pages.records() if len(record.values) == 4}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spoils=st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=40)), max_size=30), cut=st.integers(0, 20_000)
)
def test_no_file_is_too_damaged_to_be_read(spoils: list[tuple[int, bytes]], cut: int, tmp_path: Path) -> None:
    content = bytearray(written(tmp_path, [(number, "é" * 300, b"z", 0.5) for number in range(20)]))
    for place, new in spoils:
        content[place : place + len(new)] = new
    pages = Pages(bytes(content[: len(content) - cut]), told_size(bytes(content)))
    for record in pages.records():
        pages.leaves(record.page)


def test_a_crafted_file_costs_no_more_than_its_size(tmp_path: Path) -> None:
    """Every cell of every page claims the same long row."""
    size = 2_000_000
    cell = bytes([0x81, 0xFA, 0x88, 0x00, 1])  # two million bytes, row 1
    places = struct.pack(">H", 3000) * 1400
    page = (struct.pack(">BHHHB", 13, 0, 1400, 3000, 0) + places)[:2990].ljust(3000, b"\0") + cell
    pages = Pages(page.ljust(PAGE, b"\1") * (size // PAGE))
    assert sum(len(record.payload) for record in pages.records()) <= 4 * size
