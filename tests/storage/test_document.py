"""Gestures: what they record, announce, take back and refuse."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from storage.changes import ChangeSet
from storage.document import Document
from storage.errors import PlanError, RowGone
from tests.storage.small import Book, Reader, Shelf, rename, shelf_name, stored


def test_a_gesture_is_announced_once_with_its_rows_and_label(document: Document, notices: list[ChangeSet]) -> None:
    me = object()
    with document.transact("Add shelf", subject="New", initiator=me) as session:
        session.add(Shelf(id="new", name="New"))

    (notice,) = notices
    (row,) = notice.rows
    assert (row.kind, row.id, row.op, row.old) == ("shelf", "new", "insert", None)
    assert row.new == {"id": "new", "name": "New", "position": 0}
    assert (notice.label, notice.subject, notice.initiator) == ("Add shelf", "New", me)
    assert notice.revision == document.revision


def test_an_update_names_the_columns_that_differ(document: Document, notices: list[ChangeSet]) -> None:
    with document.transact("Edit"):
        book = document.get(Book, "one")
        assert book
        book.price, book.printed, book.title = 0.30000000000000004, datetime.date(2025, 1, 1), "One"

    (row,) = notices[0].of("book")
    assert row.columns == {"price", "printed"}
    assert row.old
    assert row.new
    assert (row.old["price"], row.new["price"]) == (0.1, 0.30000000000000004)
    assert row.new["printed"] == datetime.date(2025, 1, 1)
    assert notices[0].touches("book", "price")
    assert not notices[0].touches("book", "title")


def test_a_delete_is_recorded_with_all_that_it_takes_along(document: Document, notices: list[ChangeSet]) -> None:
    before = stored(document)
    with document.transact("Delete shelf") as session:
        session.delete(document.get(Shelf, "top"))

    assert {(row.kind, row.id, row.op) for row in notices[0].rows} == {
        ("shelf", "top", "delete"),
        ("book", "one", "delete"),
        ("book", "two", "delete"),
        ("reader", "ana", "update"),
    }
    document.undo()
    assert stored(document) == before


def test_lists_and_dicts_changed_in_place_are_recorded(document: Document, notices: list[ChangeSet]) -> None:
    with document.transact("Edit"):
        book = document.get(Book, "two")
        assert book
        book.words.append("z")
        book.marks["y"] = 2

    (row,) = notices[0].rows
    assert row.columns == {"words", "marks"}
    document.undo()
    assert (book.words, book.marks) == (["a", "é"], {"x": 1.5})


def test_what_a_change_set_holds_is_not_what_the_object_holds(document: Document, notices: list[ChangeSet]) -> None:
    book = document.get(Book, "two")
    assert book
    with document.transact("Edit"):
        book.words.append("z")
    with document.transact("Edit"):
        book.words.append("more")

    assert notices[0].rows[0].new
    assert notices[0].rows[0].new["words"] == ["a", "é", "z"]


def test_loaded_objects_follow_cascades_and_bulk_statements(document: Document) -> None:
    book, reader, third = document.get(Book, "one"), document.get(Reader, "ana"), document.get(Book, "three")
    assert book
    assert reader
    assert third
    with document.transact("Bulk") as session:
        session.execute(text("DELETE FROM shelf WHERE id = 'top'"))
        session.execute(text("UPDATE book SET price = 9.0"))

    assert reader.book_id is None
    assert third.price == 9.0
    assert book not in document.session
    assert document.get(Book, "one") is None


def test_an_object_that_comes_and_goes_in_one_gesture_leaves_nothing(
    document: Document, notices: list[ChangeSet]
) -> None:
    shelf = Shelf(id="brief")
    with document.transact("Nothing") as session:
        session.add(shelf)
        session.flush()
        session.execute(text("DELETE FROM shelf WHERE id = 'brief'"))

    assert document.get(Shelf, "brief") is None
    assert notices == []


def test_a_gesture_that_changes_nothing_leaves_no_trace(document: Document, path: Path) -> None:
    notices: list[ChangeSet] = []
    document.subscribe(notices.append)
    before, revision = path.stat().st_mtime_ns, document.revision
    book = document.get(Book, "one")
    with document.transact("Nothing") as session:
        session.execute(update(Book).values(title="x"))
        session.execute(update(Book).where(Book.id == "one").values(title="One"))
        session.execute(update(Book).where(Book.id == "two").values(title="Two"))
        session.execute(update(Book).where(Book.id == "three").values(title="Three"))

    assert (path.stat().st_mtime_ns, document.revision, notices, document.undo_step) == (before, revision, [], None)
    assert book
    assert book.title == "One"


def test_an_exception_takes_everything_back_and_keeps_the_history(document: Document) -> None:
    rename(document, "First")
    notices: list[ChangeSet] = []
    document.subscribe(notices.append)
    shelf, book, before = document.get(Shelf, "top"), document.get(Book, "one"), stored(document)
    assert shelf
    assert book

    def fail() -> None:
        with document.transact("Fail") as session:
            shelf.name = "Half done"
            session.add(Shelf(id="new"))
            session.delete(book)
            session.execute(update(Book).values(price=1.0))
            raise PlanError("No.")

    with pytest.raises(PlanError):
        fail()

    assert stored(document) == before
    assert (shelf.name, book.title, book in document.session) == ("First", "One", True)
    (notice,) = notices
    assert notice.is_failure
    assert notice.label == "Fail"
    document.undo()
    assert shelf.name == "Top"


def test_a_gesture_that_names_a_row_that_is_gone_is_taken_back_and_told(document: Document) -> None:
    with document.transact("Delete") as session:
        session.delete(document.get(Shelf, "low"))
    before = stored(document)
    with pytest.raises(RowGone, match="deleted meanwhile"), document.transact("Add") as session:
        session.add(Book(id="lost", shelf_id="low"))

    assert stored(document) == before
    rename(document, "Still works")


@pytest.mark.parametrize(
    "values",
    [
        {"price": "dear"},
        {"price": float("inf")},
        {"position": 1.5},
        {"words": ["a"], "is_lent": 7},
        {"printed": "tomorrow"},
        {"marks": 3},
    ],
    ids=str,
)
def test_what_the_gate_would_refuse_is_never_written(document: Document, values: dict[str, object]) -> None:
    before = stored(document)
    columns = ", ".join(f"{name} = :{name}" for name in values)
    given = {name: "[]" if isinstance(value, list) else value for name, value in values.items()}
    with pytest.raises(TypeError), document.transact("Mistake") as session:
        session.execute(text(f"UPDATE book SET {columns}"), given)

    assert stored(document) == before


def test_a_text_without_end_is_refused_with_a_sentence(document: Document) -> None:
    with pytest.raises(PlanError, match="too long"):
        rename(document, "x" * 1_000_001)
    assert shelf_name(document) == "Top"


def test_parents_and_children_may_be_added_in_any_order(document: Document) -> None:
    with document.transact("Add") as session:
        session.add_all([Book(id="b", shelf_id="s", sequel_of_id="c"), Book(id="c", shelf_id="s"), Shelf(id="s")])

    document.undo()
    assert document.get(Book, "b") is None
    document.redo()
    assert document.get(Book, "b")


def test_a_gesture_within_a_gesture_becomes_part_of_it(document: Document, notices: list[ChangeSet]) -> None:
    with document.transact("Outer") as session:
        session.add(Shelf(id="a"))
        with document.transact("Inner") as same:
            assert same is session
            session.add(Shelf(id="b"))

    assert [notice.label for notice in notices] == ["Outer"]
    document.undo()
    assert document.get(Shelf, "a") is None
    assert document.get(Shelf, "b") is None


def test_a_part_that_fails_is_taken_back_alone(document: Document) -> None:
    book = document.get(Book, "one")
    assert book

    def fail() -> None:
        with document.transact("Inner") as session:
            session.execute(text("UPDATE book SET title = 'inner'"))
            session.refresh(book)
            session.execute(text("DELETE FROM reader"))
            raise PlanError("No.")

    with document.transact("Outer") as session:
        session.add(Shelf(id="a"))
        with pytest.raises(PlanError):
            fail()

    assert document.get(Shelf, "a")
    assert book.title == "One"
    assert document.get(Reader, "ana")


def test_changing_an_object_outside_a_gesture_is_reported_and_taken_back(document: Document) -> None:
    shelf = document.get(Shelf, "top")
    assert shelf
    shelf.name = "Sly"
    with pytest.raises(RuntimeError, match="outside a gesture"):
        document.all(Shelf)

    assert shelf.name == "Top"
    rename(document, "Fine")


@pytest.mark.parametrize("statement", [
    "DELETE FROM reader", "UPDATE reader SET id = id", "INSERT OR REPLACE INTO shelf SELECT * FROM shelf",
    "DELETE FROM proof", "UPDATE head SET seq = 0",
])  # fmt: skip
def test_sqlite_refuses_to_write_outside_a_gesture(document: Document, statement: str) -> None:
    with pytest.raises(OperationalError, match=r"readonly|recursion"):  # before the first gesture, and after it
        document.session.execute(text(statement))
    rename(document, "Fine")
    with pytest.raises(OperationalError, match=r"readonly|recursion"):
        document.session.execute(text(statement))


@pytest.mark.parametrize("ending", [Session.commit, Session.rollback])
def test_a_gesture_is_ended_by_the_document_only(document: Document, ending: Callable[[Session], None]) -> None:
    def end_early() -> None:
        with document.transact("Sly") as session:
            session.add(Shelf(id="sly"))
            getattr(session, ending.__name__)()

    with pytest.raises(RuntimeError, match="at its end"):
        end_early()
    assert document.get(Shelf, "sly") is None


@pytest.mark.expects_log("a subscriber failed")
def test_a_subscriber_that_fails_does_not_stop_the_others(document: Document) -> None:
    heard: list[ChangeSet] = []

    def fail(notice: ChangeSet) -> None:
        raise ValueError("a view that fails")

    document.subscribe(fail)
    document.subscribe(heard.append)
    rename(document, "A")

    assert len(heard) == 1


def test_a_gesture_made_by_a_subscriber_is_announced_after_the_first_to_all(document: Document) -> None:
    heard: list[str] = []

    def react(notice: ChangeSet) -> None:
        if notice.label == "Rename shelf":
            with document.transact("React") as session:
                session.add(Shelf(id="reaction"))

    document.subscribe(react)
    document.subscribe(lambda notice: heard.append(notice.label))
    rename(document, "A")

    assert heard == ["Rename shelf", "React"]


def test_who_unsubscribes_hears_no_more(document: Document) -> None:
    heard: list[ChangeSet] = []
    unsubscribe = document.subscribe(heard.append)
    unsubscribe()
    unsubscribe()
    rename(document, "A")

    assert heard == []


def test_all_gives_screen_order(document: Document) -> None:
    assert [shelf.id for shelf in document.all(Shelf)] == ["top", "low"]
    assert [book.id for book in document.all(Book, shelf_id="top")] == ["one", "two"]
    assert document.get(Shelf, None) is None
