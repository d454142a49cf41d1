"""A disk that takes its time: whoever watches is told while it lasts, and what comes of the change is not touched."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import backups, database
from storage.changes import ChangeSet
from storage.copyist import Copyist
from storage.database import PlanConnection
from storage.document import Document
from storage.errors import DiskFull, RowGone
from tests.storage.small import Book, SmallBase, rename, shelf_name

End = Callable[[PlanConnection], None]


@pytest.fixture(autouse=True)
def _a_short_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MOMENT", 0.01)


def refusal(name: str) -> sqlite3.OperationalError:
    """What SQLite raises where the disk refuses."""
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorname = name
    return error


def slow(document: Document, monkeypatch: pytest.MonkeyPatch, end: End = sqlite3.Connection.commit) -> list[str]:
    """Lets the disk confirm a change only once somebody has been told that it is waited for; what was told."""
    told: list[str] = []
    was_told = threading.Event()

    def end_when_told(connection: PlanConnection) -> None:
        assert was_told.wait(10)
        end(connection)

    def tell() -> None:
        told.append(threading.current_thread().name)
        was_told.set()

    monkeypatch.setattr(PlanConnection, "end_transaction", end_when_told)
    document.tell_waiting(tell)
    return told


def test_a_change_that_another_reader_holds_up_is_told_and_saved(document: Document, path: Path) -> None:
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM shelf").fetchall()  # nothing is written into a file while somebody reads it
    told: list[str] = []

    def let_go() -> None:
        told.append("waiting")
        reader.execute("ROLLBACK")

    document.tell_waiting(let_go)
    rename(document, "Saved")
    reader.close()
    assert told == ["waiting"]
    assert document.seconds_to_save >= 0.01
    with Document.open(path, base=SmallBase) as seen:
        assert shelf_name(seen) == "Saved"


def test_a_slow_disk_is_told_once_in_the_thread_of_the_plan(
    document: Document, monkeypatch: pytest.MonkeyPatch, notices: list[ChangeSet]
) -> None:
    told = slow(document, monkeypatch)
    rename(document, "Saved")
    assert told == [threading.current_thread().name]
    assert [notice.is_failure for notice in notices] == [False]


def test_a_file_that_is_written_anew_slowly_is_told(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(document, "Saved")
    told, was_told, vacuum = [], threading.Event(), PlanConnection.vacuum

    def vacuum_when_told(connection: PlanConnection) -> None:
        assert was_told.wait(10)
        vacuum(connection)

    def tell() -> None:
        told.append(threading.current_thread().name)
        was_told.set()

    monkeypatch.setattr(PlanConnection, "vacuum", vacuum_when_told)
    document.tell_waiting(tell)
    document.cut_history()
    assert told[0] == threading.current_thread().name
    assert document.undo_step is None
    rename(document, "Goes on")


def test_a_fresh_copy_that_is_made_slowly_is_told(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(document, "Saved")
    was_told, copy_now = threading.Event(), Copyist.copy_now

    def copy_when_told(copyist: Copyist, source: sqlite3.Connection) -> Path:
        assert was_told.wait(10)
        return copy_now(copyist, source)

    monkeypatch.setattr(Copyist, "copy_now", copy_when_told)
    document.tell_waiting(was_told.set)
    document.cut_history()
    assert [copy.seq for copy in backups.backups(document.plan_id)] == [document.revision]


def test_a_quick_disk_is_not_told(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MOMENT", 10)
    told: list[str] = []
    document.tell_waiting(lambda: told.append("waiting"))
    rename(document, "Saved")
    assert not told


@pytest.mark.parametrize("is_watched", [True, False])
def test_a_change_is_committed_apart_only_if_somebody_watches(
    document: Document, monkeypatch: pytest.MonkeyPatch, is_watched: bool
) -> None:
    threads: list[threading.Thread] = []

    def end(connection: PlanConnection) -> None:
        if connection.in_transaction:
            threads.append(threading.current_thread())
        sqlite3.Connection.commit(connection)

    monkeypatch.setattr(PlanConnection, "end_transaction", end)
    document.tell_waiting((lambda: None) if is_watched else None)
    rename(document, "Saved")
    (thread,) = threads
    assert (thread is not threading.current_thread()) == is_watched


def test_what_a_slow_disk_refuses_is_taken_back_and_told(
    document: Document, monkeypatch: pytest.MonkeyPatch, notices: list[ChangeSet]
) -> None:
    def refuse(_connection: PlanConnection) -> None:
        raise refusal("SQLITE_FULL")

    told = slow(document, monkeypatch, refuse)
    with pytest.raises(DiskFull):
        rename(document, "Refused")
    monkeypatch.undo()
    assert len(told) == 1
    assert notices[-1].is_failure
    assert shelf_name(document) == "Top"
    rename(document, "Room again")
    assert document.undo()
    assert shelf_name(document) == "Top"


def test_a_change_that_the_disk_has_but_did_not_confirm_in_the_end_counts(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget_to_confirm(connection: PlanConnection) -> None:
        sqlite3.Connection.commit(connection)
        raise refusal("SQLITE_IOERR_FSYNC")

    slow(document, monkeypatch, forget_to_confirm)
    rename(document, "Saved")
    assert shelf_name(document) == "Saved"
    assert document.undo_step is not None


def test_a_row_that_is_gone_is_told_after_a_wait_too(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    slow(document, monkeypatch)
    with pytest.raises(RowGone), document.transact("Add") as session:
        session.add(Book(id="lost", shelf_id="nowhere"))


@pytest.mark.expects_log("could not tell")
def test_a_mistake_of_whoever_watches_does_not_undo_what_was_saved(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = slow(document, monkeypatch)
    watched = document._file.connection.waiting
    assert watched is not None

    def fail() -> None:
        watched()
        raise ValueError("a mistake")

    document.tell_waiting(fail)
    rename(document, "Saved")
    assert told
    assert shelf_name(document) == "Saved"


def test_a_change_is_saved_where_the_system_gives_no_thread(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    document.tell_waiting(lambda: None)
    monkeypatch.setattr(threading.Thread, "start", refuse)
    rename(document, "Saved")
    monkeypatch.undo()
    assert shelf_name(document) == "Saved"
