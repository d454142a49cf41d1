"""Verified copies while the work goes on, by a clock that the test moves."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage import backups, copyist
from storage.copyist import MANY, SECONDS_BETWEEN, Copyist
from storage.document import Document
from storage.schema import schema_of
from tests.storage.small import Book, SmallBase, rename, shelf_name, stored


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(document: Document) -> Clock:
    """The clock by which the copies of the document are due."""
    clock = Clock()
    document._copyist = Copyist(document.path, schema_of(SmallBase), clock)
    return clock


def seqs(document: Document) -> list[int]:
    document._copyist.wait()
    return [copy.seq for copy in backups.backups(document.plan_id)]


def test_a_copy_is_due_half_an_hour_after_the_last_one_if_the_plan_changed(document: Document, clock: Clock) -> None:
    assert not document.back_up_apart(if_due=True)
    clock.now += SECONDS_BETWEEN - 1
    assert not document.back_up_apart(if_due=True)
    clock.now += 1
    assert document.back_up_apart(if_due=True)
    assert seqs(document) == [1]
    clock.now += SECONDS_BETWEEN
    assert not document.back_up_apart(if_due=True), "nothing has changed"
    rename(document, "Changed")
    assert document.back_up_apart(if_due=True)
    assert seqs(document) == [2, 1]


def test_a_copy_made_in_the_background_restores_the_plan(document: Document, clock: Clock, tmp_path: Path) -> None:
    rename(document, "Copied")
    assert document.back_up_apart()
    rename(document, "Later")
    seqs(document)
    backups.restore(backups.backups(document.plan_id)[0].path, tmp_path / "again.periple")
    with Document.open(tmp_path / "again.periple", base=SmallBase) as again:
        assert shelf_name(again) in ("Copied", "Later")


def test_the_copy_before_the_first_change_is_of_the_plan_as_it_was_opened(document: Document, tmp_path: Path) -> None:
    document.close()
    with Document.open(document.path, base=SmallBase) as again:
        for copy in backups.backups(again.plan_id):
            copy.path.unlink()
        rename(again, "Changed")
        assert seqs(again) == [1]
        backups.restore(backups.backups(again.plan_id)[0].path, tmp_path / "again.periple")
    with Document.open(tmp_path / "again.periple", base=SmallBase) as restored:
        assert shelf_name(restored) == "Top"


def add_books(document: Document, count: int, *, title: str = "New", is_import: bool = False) -> None:
    """One gesture that changes so many rows."""
    with document.transact("Add books", is_import=is_import) as session:
        session.add_all([Book(shelf_id="top", title=title) for _ in range(count)])


@pytest.mark.parametrize(("rows", "is_import", "expected"), [(MANY, False, [1]), (MANY - 1, False, []), (1, True, [1])])
def test_a_copy_of_the_plan_as_it_was_is_made_before_many_rows_change_and_before_an_import(
    document: Document, tmp_path: Path, rows: int, is_import: bool, expected: list[int]
) -> None:
    before = stored(document)
    add_books(document, rows, is_import=is_import)
    assert seqs(document) == expected
    if expected:
        backups.restore(backups.backups(document.plan_id)[0].path, tmp_path / "again.periple")
        with Document.open(tmp_path / "again.periple", base=SmallBase) as again:
            assert stored(again) == before


def test_a_gesture_larger_than_what_sqlite_holds_in_memory_has_its_copy_too(document: Document) -> None:
    add_books(document, MANY, title="x" * 90_000)
    assert seqs(document) == [1]
    assert len(document.all(Book)) == MANY + 3


def test_large_gestures_one_after_the_other_have_a_copy_each_and_what_undo_takes_back_has_none(
    document: Document,
) -> None:
    add_books(document, MANY)
    add_books(document, MANY)
    assert seqs(document) == [2, 1]
    document.undo()
    document.redo()
    assert seqs(document) == [2, 1]


def test_a_copy_is_made_before_a_return_to_a_former_state(document: Document) -> None:
    rename(document, "Changed")
    document.revert()
    assert seqs(document) == [2]


def test_a_state_is_copied_once(document: Document) -> None:
    document.close()
    with Document.open(document.path, base=SmallBase) as again:
        for copy in backups.backups(again.plan_id):
            copy.path.unlink()
        add_books(again, MANY)  # the first change since it was opened, too
        assert seqs(again) == [1]


def test_a_plan_that_cannot_be_copied_is_changed_all_the_same(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_plan: Path) -> bytes:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(copyist, "committed", refuse)
    add_books(document, MANY)
    assert seqs(document) == []
    assert len(document.all(Book)) == MANY + 3


def test_a_copy_that_does_not_pass_the_gate_does_not_count(
    document: Document, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage import database

    monkeypatch.setattr(database, "copy_to_file", lambda _source, target: target.write_bytes(b"torn" * 3000))
    document.back_up_apart()
    assert seqs(document) == []
    assert document._copyist.copied is None


def test_a_plan_open_for_reading_is_not_copied(document: Document) -> None:
    with Document.open(document.path, base=SmallBase) as second:
        assert second.is_read_only
        assert not second.back_up_apart()
