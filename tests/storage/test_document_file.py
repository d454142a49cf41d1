"""The file of an open plan: created, copied, reverted, shared with other programs, full, moved or gone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from storage.document import Document
from storage.errors import (
    ChangedElsewhere,
    DamagedPlan,
    DiskFull,
    NotAPlan,
    NotWritten,
    PlanBusy,
    PlanError,
    PlanMoved,
    PlanReplaced,
    ReadOnlyPlan,
)
from storage.session import PlanSession
from tests.storage.small import Book, Shelf, SmallBase, library, raw, rename, shelf_name, stored


@pytest.mark.feature("feat_plan_files")
def test_what_was_written_is_read_again(document: Document, path: Path) -> None:
    rename(document, "Kept")
    before, revision, plan_id = stored(document), document.revision, document.plan_id
    document.close()

    with Document.open(path, base=SmallBase) as again:
        assert stored(again) == before
        assert (again.revision, again.plan_id) == (revision, plan_id)


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
        with pytest.raises(NotWritten, match=r"no room left on the disk for “new\.periple”"):
            Document.create(tmp_path / "new.periple", [Shelf(name="x" * 100_000)], base=SmallBase)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert os.listdir(tmp_path) == []
    assert not [path for path in Path(os.environ["PERIPLE_DATA"]).rglob("*") if path.is_file()]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_copy_without_room_is_told_and_leaves_what_was_there(document: Document, tmp_path: Path) -> None:
    import resource

    (tmp_path / "copy.periple").write_bytes(b"former")
    before = sorted(os.listdir(tmp_path))
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, former[1]))
    try:
        with pytest.raises(NotWritten, match=r"no room left on the disk for “copy\.periple”"):
            document.save_copy(tmp_path / "copy.periple")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert sorted(os.listdir(tmp_path)) == before
    assert (tmp_path / "copy.periple").read_bytes() == b"former"


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
    assert not [name for name in os.listdir(tmp_path) if name.endswith("-journal") and name.startswith(".~")]


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
    with pytest.raises(PlanMoved) as told:
        rename(document, "Into nowhere")
    assert isinstance(told.value, PlanReplaced) == (event == "replaced")

    assert stored(document) == before
    document.save_copy(path.with_name("rescued.periple"))


def test_a_plan_whose_whole_folder_goes_away_is_told_as_moved(path: Path) -> None:
    folder = path.parent / "client"
    folder.mkdir()
    with Document.create(folder / path.name, library(), base=SmallBase) as document:
        folder.rename(path.parent / "elsewhere")
        with pytest.raises(PlanMoved):
            rename(document, "Into nowhere")
        document.save_copy(path.with_name("rescued.periple"))
        assert shelf_name(document) == "Top"
        (path.parent / "elsewhere").rename(folder)
        rename(document, "It is back")


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


def test_a_plan_that_was_taken_over_is_told_when_it_writes(document: Document, path: Path) -> None:
    with Document.open(path, base=SmallBase) as second:
        assert second.lock_owner
        assert not second.lock_owner.may_be_gone, "it is open on this computer"
        assert replace(second.lock_owner, host="another").may_be_gone
    with Document.open(path, base=SmallBase, takes_over=True) as third:
        rename(third, "Taken over")
        with pytest.raises(ChangedElsewhere):
            rename(document, "Overwritten")
        assert shelf_name(third) == "Taken over"


def test_a_plan_whose_header_went_is_damaged_where_it_was_known(document: Document, path: Path) -> None:
    document.close()
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    with pytest.raises(DamagedPlan) as told:
        Document.open(path, base=SmallBase)
    assert told.value.plan_id == document.plan_id
    assert told.value.newest_backup


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", os.mkdir)])
def test_what_is_no_file_is_no_plan_even_where_one_was_known(
    document: Document, path: Path, make: Callable[[Path], None]
) -> None:
    document.close()
    path.unlink()
    make(path)
    with pytest.raises(NotAPlan):  # a damaged plan is searched for its rows, and a pipe would be waited for
        Document.open(path, base=SmallBase)


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


def test_a_change_that_the_disk_has_but_did_not_confirm_counts(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unconfirmed(_session: PlanSession) -> None:
        raw(document).execute("COMMIT")
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    with monkeypatch.context() as failing:
        failing.setattr(PlanSession, "commit_gesture", unconfirmed)
        rename(document, "Kept")
    rename(document, "Kept as well")
    document.undo()
    assert shelf_name(document) == "Kept"
    document.undo()
    assert shelf_name(document) == "Top"


@pytest.mark.skipif(os.name == "nt", reason="Windows cuts no open file")
def test_a_plan_that_another_program_empties_is_told(document: Document, path: Path) -> None:
    rename(document, "Saved")
    os.truncate(path, 0)
    with pytest.raises(DamagedPlan):
        rename(document, "Into nowhere")


def test_a_plan_that_another_program_wrote_in_is_not_overwritten(document: Document, path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("UPDATE head SET seq = seq + 1")
    other.commit()
    other.close()

    with pytest.raises(ChangedElsewhere):
        rename(document, "Overwritten")
    assert shelf_name(document) == "Top"


@pytest.mark.parametrize("is_new", [False, True])
def test_a_plan_that_cannot_be_held_back_from_writing_is_not_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    def refuse(_connection: sqlite3.Connection) -> None:
        failure = sqlite3.OperationalError("disk I/O error")
        failure.sqlite_errorname = "SQLITE_IOERR_READ"
        raise failure

    if not is_new:
        Document.create(path, library(), base=SmallBase).close()
    with monkeypatch.context() as failing:
        failing.setattr("storage.opening._hold_back", refuse)
        with pytest.raises(PlanError if is_new else DiskFull):
            Document.create(path, base=SmallBase) if is_new else Document.open(path, base=SmallBase)
    left = [] if is_new else [path.name]
    assert [each.name for each in path.parent.glob(f"{path.name}*")] == left
    with Document.create(path, base=SmallBase) if is_new else Document.open(path, base=SmallBase) as document:
        assert not document.is_read_only


def test_a_plan_that_another_program_holds_is_told_as_busy(document: Document, path: Path) -> None:
    raw(document).execute("PRAGMA busy_timeout = 1")
    heard: list[str] = []
    document.tell_waiting(lambda: heard.append("waiting"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(PlanBusy):
        rename(document, "Waiting")
    assert not heard, "a moment is not worth a word"
    raw(document).execute("PRAGMA busy_timeout = 310")
    with pytest.raises(PlanBusy):
        rename(document, "Waiting")
    assert len(heard) == 1
    other.execute("ROLLBACK")
    other.close()

    rename(document, "Free again")
    assert 0 < document.seconds_to_save < 1
    assert raw(document).execute("PRAGMA busy_timeout").fetchone() == (310,)


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
