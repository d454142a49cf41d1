from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Executable, delete, insert, text, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from storage.changes import ChangeSet
from storage.document import Document
from storage.errors import ChangedElsewhere, DamagedPlan, DiskFull, PlanBusy, PlanError, PlanMoved, ReadOnlyPlan
from tests.storage.small import Book, Reader, Shelf, SmallBase, library, stored


def rename(document: Document, name: str, merge_key: str | None = None) -> None:
    with document.transact("Rename shelf", merge_key, subject="Top"):
        shelf = document.get(Shelf, "top")
        assert shelf
        shelf.name = name


def raw(document: Document) -> sqlite3.Connection:
    return cast(sqlite3.Connection, document.session.connection().connection.dbapi_connection)


def shelf_name(document: Document) -> str:
    shelf = document.get(Shelf, "top")
    assert shelf
    return shelf.name


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


@pytest.mark.parametrize(
    "statement",
    [
        update(Book).values(price=3.5),
        delete(Book).where(Book.id == "one"),
        delete(Shelf),
        insert(Shelf).values(id="bulk", name="Bulk", position=0),
        text("UPDATE book SET title = title || '!' WHERE price IS NULL"),
        text("INSERT OR REPLACE INTO shelf (id, name, position) VALUES ('top', 'Replaced', 7)"),
        text("REPLACE INTO reader (id, name) VALUES ('ana', 'Replaced')"),
        text("UPDATE OR REPLACE shelf SET id = 'low' WHERE id = 'top'"),
        text("UPDATE reader SET id = 'bea'"),
        text("INSERT INTO shelf (id, name, position) VALUES ('top', 'T', 1) ON CONFLICT DO UPDATE SET name = 'T'"),
    ],
    ids=str,
)
def test_bulk_statements_are_undone_to_the_value(document: Document, statement: Executable) -> None:
    if "UPDATE OR REPLACE" in str(statement):
        with document.transact("Empty the shelf") as session:
            session.execute(delete(Book))
    before = stored(document)
    with document.transact("Bulk") as session:
        session.execute(statement)
    after = stored(document)

    assert after != before
    document.undo()
    assert stored(document) == before
    document.redo()
    assert stored(document) == after


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


def test_a_broken_reference_takes_the_gesture_back(document: Document) -> None:
    before = stored(document)
    with pytest.raises(IntegrityError), document.transact("Mistake") as session:
        session.add(Book(id="lost", shelf_id="nowhere"))

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


def test_undo_moves_a_child_back_before_it_removes_its_new_parent(document: Document) -> None:
    before = stored(document)
    with document.transact("Rearrange") as session:
        session.add(Shelf(id="new"))
        session.flush()
        session.execute(update(Book).values(shelf_id="new"))
        session.execute(delete(Shelf).where(Shelf.id != "new"))
    document.undo()

    assert stored(document) == before


def test_undo_and_redo_name_their_step_and_are_announced(document: Document, notices: list[ChangeSet]) -> None:
    rename(document, "New name")
    step = document.undo_step
    assert step
    assert (step.label, step.subject) == ("Rename shelf", "Top")
    undone = document.undo()
    assert notices[-1] is undone
    assert (document.undo_step, document.redo_step) == (None, step)
    redone = document.redo(initiator="menu")
    assert redone
    assert redone.initiator == "menu"
    assert shelf_name(document) == "New name"
    assert document.redo() is None


def test_a_new_gesture_forgets_what_was_undone(document: Document) -> None:
    rename(document, "A")
    document.undo()
    rename(document, "B")

    assert document.redo_step is None


def test_an_object_stays_the_same_through_undo_of_an_update(document: Document) -> None:
    shelf = document.get(Shelf, "top")
    assert shelf
    rename(document, "A")
    document.undo()

    assert shelf is document.get(Shelf, "top")
    assert shelf.name == "Top"


def test_gestures_with_the_same_key_are_undone_together(document: Document) -> None:
    for name in ("T", "To", "Toy"):
        rename(document, name, merge_key="name:top")
    document.undo()

    assert shelf_name(document) == "Top"
    assert document.undo_step is None
    document.redo()
    assert shelf_name(document) == "Toy"


def test_typing_back_to_the_start_leaves_no_step(document: Document) -> None:
    rename(document, "Before")
    rename(document, "B", merge_key="k")
    rename(document, "Before", merge_key="k")

    assert document.undo_step
    assert document.undo_step.merge_key is None
    rename(document, "C", merge_key="k")
    document.undo()
    assert shelf_name(document) == "Before"


def test_steps_do_not_merge_across_another_gesture_or_an_undo(document: Document) -> None:
    rename(document, "A", merge_key="k")
    with document.transact("Other") as session:
        session.add(Shelf(id="new"))
    rename(document, "B", merge_key="k")
    document.undo()
    assert shelf_name(document) == "A"

    document.undo()
    rename(document, "C", merge_key="k")
    document.undo()
    assert shelf_name(document) == "A"


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


def test_sqlite_refuses_to_write_outside_a_gesture(document: Document) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        document.session.execute(text("DELETE FROM reader"))


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


def test_undo_reaches_back_two_hundred_steps(document: Document) -> None:
    for number in range(203):
        rename(document, f"{number}")
    undone = 0
    while document.undo():
        undone += 1

    assert undone == 200
    assert shelf_name(document) == "2"


@pytest.mark.feature("feat_plan_files")
def test_what_was_written_is_read_again(document: Document, path: Path) -> None:
    rename(document, "Kept")
    before, revision, plan_id = stored(document), document.revision, document.plan_id
    document.close()

    with Document.open(path, base=SmallBase) as again:
        assert stored(again) == before
        assert (again.revision, again.plan_id, again.undo_step) == (revision, plan_id, None)


def test_closing_leaves_one_file(document: Document, path: Path) -> None:
    rename(document, "A")
    document.close()
    document.close()

    assert os.listdir(path.parent) == [path.name]


def test_a_name_that_is_taken_is_refused_and_left_alone(document: Document, tmp_path: Path) -> None:
    taken = tmp_path / "letter.periple"
    taken.write_text("to a client")
    with pytest.raises(PlanError, match="exists already"):
        Document.create(taken, base=SmallBase)

    assert taken.read_text() == "to a client"


def test_a_creation_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError):
        Document.create(tmp_path / "new.periple", [Book(shelf_id="nowhere")], base=SmallBase)

    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize("limit", [4096, 20_000])
def test_a_creation_without_room_is_told_and_leaves_no_file(tmp_path: Path, limit: int) -> None:
    import resource

    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, former[1]))
    try:
        with pytest.raises(DiskFull):
            Document.create(tmp_path / "new.periple", [Shelf(name="x" * 100_000)], base=SmallBase)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert os.listdir(tmp_path) == []


def test_what_goes_wrong_is_told_without_the_client_s_words(document: Document) -> None:
    incomplete = text("INSERT INTO shelf (id, name) VALUES ('x', :name)")
    with pytest.raises(IntegrityError) as caught, document.transact("Mistake") as session:
        session.execute(incomplete, {"name": "Secret of the client"})
    assert "Secret" not in str(caught.value)  # it goes to the log, and the log to the makers


def test_a_copy_of_a_plan_that_broke_while_open_names_the_plan(path: Path, tmp_path: Path) -> None:
    with Document.create(path, library(), base=SmallBase) as document:
        os.truncate(path, 4096)
        with pytest.raises(DamagedPlan, match=path.name):
            document.save_copy(tmp_path / "copy.periple")
    assert not (tmp_path / "copy.periple").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_plan_is_readable_by_its_owner_only(document: Document, path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["a?b#c%41.periple", "é’“ .periple", ":memory:", "-x", "a'b\"c;"])
def test_odd_names_name_their_own_file(tmp_path: Path, name: str) -> None:
    with Document.create(tmp_path / name, library(), base=SmallBase):
        pass

    assert os.listdir(tmp_path) == [name]


def test_a_name_without_room_for_a_journal_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="too long"):
        Document.create(tmp_path / ("x" * 250), base=SmallBase)


def test_revert_goes_back_to_the_opened_version_and_can_be_undone(document: Document, path: Path) -> None:
    opened = stored(document)
    document.close()
    with Document.open(path, base=SmallBase) as again:
        assert again.revert() is None
        with again.transact("Delete") as session:
            session.delete(again.get(Shelf, "top"))
            session.add(Shelf(id="new"))
        changed = stored(again)
        assert again.revert()
        assert stored(again) == opened
        again.undo()
        assert stored(again) == changed


def test_a_copy_is_a_plan_of_its_own(document: Document, tmp_path: Path) -> None:
    rename(document, "Copied")
    copy = tmp_path / "copy.periple"
    copy.write_text("replaced")
    document.save_copy(copy)

    with Document.open(copy, base=SmallBase) as other:
        assert stored(other) == stored(document)
        assert other.plan_id != document.plan_id
    with pytest.raises(PlanError, match="is open"):
        document.save_copy(document.path)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not move an open file")
@pytest.mark.parametrize("event", ["moved", "deleted", "replaced"])
def test_a_plan_that_goes_away_is_told_on_the_next_gesture(document: Document, path: Path, event: str) -> None:
    before = stored(document)
    if event == "deleted":
        path.unlink()
    else:
        path.rename(path.with_name("elsewhere"))
    if event == "replaced":
        path.write_bytes(path.with_name("elsewhere").read_bytes())
    with pytest.raises(PlanMoved):
        rename(document, "Into nowhere")

    assert stored(document) == before
    document.save_copy(path.with_name("rescued.periple"))


def test_a_second_window_reads_only_and_knows_who_writes(document: Document, path: Path) -> None:
    with Document.open(path, base=SmallBase) as second:
        assert second.is_read_only
        assert second.lock_owner
        assert second.lock_owner.since is not None
        assert stored(second) == stored(document)
        with pytest.raises(ReadOnlyPlan), second.transact("No"):
            pass
        rename(document, "The first still writes")
    rename(document, "Even after the second has gone")
    document.close()
    with Document.open(path, base=SmallBase) as third:
        assert not third.is_read_only


def test_a_full_disk_is_told_and_the_work_goes_on_after(document: Document) -> None:
    rename(document, "Saved")
    connection = raw(document)
    before, (pages,) = stored(document), connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        rename(document, "x" * 100_000)
    assert stored(document) == before
    assert shelf_name(document) == "Saved"

    connection.execute("PRAGMA max_page_count = 1000000")
    rename(document, "Room again")
    document.undo()
    document.undo()
    assert shelf_name(document) == "Top"


def test_a_plan_that_another_program_wrote_in_is_not_overwritten(document: Document, path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("UPDATE head SET seq = seq + 1")
    other.commit()
    other.close()

    with pytest.raises(ChangedElsewhere):
        rename(document, "Overwritten")
    assert shelf_name(document) == "Top"


def test_a_plan_that_another_program_holds_is_told_as_busy(document: Document, path: Path) -> None:
    raw(document).execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(PlanBusy):
        rename(document, "Waiting")
    other.execute("ROLLBACK")
    other.close()

    rename(document, "Free again")


def test_a_worker_cannot_read_through_the_document(document: Document) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(ProgrammingError, match="thread"):
        pool.submit(document.all, Shelf).result()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is protected from an administrator")
def test_a_plan_in_a_protected_folder_opens_for_reading(document: Document, path: Path) -> None:
    document.close()
    path.parent.chmod(0o500)
    try:
        with Document.open(path, base=SmallBase) as again:
            assert again.is_read_only
            assert again.lock_owner is None
    finally:
        path.parent.chmod(0o700)
