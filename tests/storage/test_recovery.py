"""What the log of gestures outside the plan gives back: undo past a restart, and the exact last state."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from storage import backups, gesture_log, log_segment, recovery
from storage.document import Document
from storage.errors import DamagedPlan, PlanError, StorageError
from storage.folders import recovery_folder
from storage.log_segment import Act
from storage.schema import schema_of
from storage.session import PlanSession
from tests.storage.random_gestures import Hand
from tests.storage.small import Book, SmallBase, library, rename, shelf_name, stored

SCHEMA = schema_of(SmallBase)


def reopened(path: Path) -> Document:
    return Document.open(path, base=SmallBase)


def worked_on(path: Path, gestures: int = 12) -> tuple[str, dict[str, list[tuple[object, ...]]]]:
    """A plan with some gestures over two openings; its id and its rows."""
    with Document.create(path, library(), base=SmallBase) as document:
        for seed in range(gestures // 2):
            Hand(document, SmallBase, seed).gesture()
    with reopened(path) as document:
        for seed in range(gestures // 2, gestures):
            Hand(document, SmallBase, seed).gesture()
        document.undo()
        return document.plan_id, stored(document)


def rebuilt(plan_id: str, target: Path) -> dict[str, list[tuple[object, ...]]]:
    last = recovery.last_state(plan_id, SCHEMA)
    assert last
    recovery.rebuild(last, target, SCHEMA)
    with reopened(target) as document:
        assert document.plan_id == plan_id
        return stored(document)


def gate_passes(path: Path) -> bool:
    try:
        reopened(path).close()
    except StorageError:
        return False
    return True


def log_files(plan_id: str) -> list[Path]:
    return sorted(recovery_folder(plan_id).iterdir())


def test_undo_and_redo_go_on_after_a_restart(document: Document, path: Path) -> None:
    rename(document, "First")
    rename(document, "Second")
    document.undo()
    document.close()
    with reopened(path) as again:
        assert again.undo_step
        assert (again.undo_step.label, again.undo_step.subject) == ("Rename shelf", "Top")
        again.redo()
        assert shelf_name(again) == "Second"
        again.undo()
        again.undo()
        assert shelf_name(again) == "Top"
        assert again.undo() is None


def test_typing_before_and_after_a_restart_is_undone_apart(document: Document, path: Path) -> None:
    rename(document, "On", merge_key="name")
    document.close()
    for name in ("One", "Once"):
        with reopened(path) as again:
            rename(again, name, merge_key="name")
    with reopened(path) as again:
        again.undo()
        assert shelf_name(again) == "One"


def test_a_plan_changed_on_another_computer_has_no_undo_of_what_came_before(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rename(document, "Here")
    document.close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("PERIPLE_DATA", str(tmp_path / "elsewhere"))
        with reopened(path) as there:
            assert there.undo_step is None
            rename(there, "There")
    with reopened(path) as again:
        assert again.undo_step is None
        rename(again, "Here again")
        again.undo()
        assert shelf_name(again) == "There"


def test_the_plan_itself_carries_nothing_of_its_past(document: Document, path: Path) -> None:
    rename(document, "Secretname")
    rename(document, "Open")
    document.close()
    assert b"Secretname" not in path.read_bytes()
    assert b"Secretname" in b"".join(each.read_bytes() for each in log_files(document.plan_id))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_its_owner_reads_a_log(document: Document) -> None:
    rename(document, "Kept")
    [log] = log_files(document.plan_id)
    assert (log.stat().st_mode & 0o777, log.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("seed", range(6))
def test_the_exact_last_state_comes_back_whatever_happened_to_the_file(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "plan.periple"
    plan_id, rows = worked_on(path)
    content, dice = bytearray(path.read_bytes()), Random(seed)
    while gate_passes(path):  # what lies in no row may be anything
        for _place in range(40):
            content[dice.randrange(len(content))] ^= 0xFF
        path.write_bytes(content)
    assert rebuilt(plan_id, tmp_path / "again.periple") == rows
    assert path.read_bytes() == content, "the damaged file stays as it is"


def test_a_plan_that_no_copy_was_made_of_comes_back_from_its_log_alone(tmp_path: Path) -> None:
    plan_id, rows = worked_on(tmp_path / "plan.periple")
    for copy in backups.backups(plan_id):
        copy.path.unlink()
    assert rebuilt(plan_id, tmp_path / "again.periple") == rows


def test_undo_goes_on_in_what_was_brought_back(tmp_path: Path) -> None:
    plan_id, _rows = worked_on(tmp_path / "plan.periple")
    rebuilt(plan_id, target := tmp_path / "again.periple")
    with reopened(tmp_path / "plan.periple") as first, reopened(target) as second:
        assert (first.undo_step, first.redo_step) == (second.undo_step, second.redo_step)


def test_a_log_torn_at_its_end_gives_the_last_gesture_that_it_proves(document: Document, tmp_path: Path) -> None:
    rename(document, "Proven")
    rename(document, "Torn")
    document.close()
    [log] = log_files(document.plan_id)
    log.write_bytes(log.read_bytes()[:-5])
    rows = rebuilt(document.plan_id, tmp_path / "again.periple")
    assert "Proven" in repr(rows)
    assert "Torn" not in repr(rows)


@pytest.mark.parametrize("is_committed", [False, True])
def test_undo_goes_on_after_a_kill_at_the_end_of_a_gesture(
    document: Document, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_committed: bool
) -> None:
    rename(document, "First")
    commit, left = PlanSession.commit_gesture, tmp_path / "left"

    def killed_here(session: PlanSession) -> None:
        if is_committed:
            commit(session)
        shutil.copytree(os.environ["PERIPLE_DATA"], left / "data")
        shutil.copy(path, left)
        if not is_committed:
            commit(session)

    left.mkdir()
    with monkeypatch.context() as killing:
        killing.setattr(PlanSession, "commit_gesture", killed_here)
        rename(document, "Second")
    monkeypatch.setenv("PERIPLE_DATA", str(left / "data"))
    with reopened(left / path.name) as again:
        assert shelf_name(again) == ("Second" if is_committed else "First")
        assert not again.later_gestures()
        rename(again, "Third")
        for name in [*["Second"][:is_committed], "First", "Top"]:
            again.undo()
            assert shelf_name(again) == name
        again.redo()
        rows = stored(again)
    assert rebuilt(document.plan_id, tmp_path / "again.periple") == rows


def test_a_gesture_that_the_disk_refused_leaves_the_log_as_it_was(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    rename(document, "First")
    for refused in ("commit", "commit and log"):
        with monkeypatch.context() as full:
            full.setattr(PlanSession, "commit_gesture", refuse)
            if refused == "commit and log":
                full.setattr("storage.gesture_log.os.write", refuse)
            with pytest.raises(OSError, match="No space"):
                rename(document, "Second")
    assert not document.is_unsecured
    rename(document, "Third")
    document.close()
    with reopened(path) as again:
        for name in ("First", "Top"):
            again.undo()
            assert shelf_name(again) == name


@pytest.mark.parametrize("word", [b"One", b'"do"', b'"seq":2'])
def test_an_altered_log_is_followed_up_to_the_altered_line_only(document: Document, word: bytes) -> None:
    for name in ("One", "Two"):
        rename(document, name)
    document.close()
    [log] = log_files(document.plan_id)
    log.write_bytes(log.read_bytes().replace(word, word[:-2] + b"xx", 1))
    [segment] = log_segment.segments(document.plan_id)
    assert not segment.is_whole
    assert len(segment.records) <= 1


def test_work_goes_on_after_a_torn_log_and_can_be_brought_back(document: Document, path: Path, tmp_path: Path) -> None:
    rename(document, "Before")
    document.close()
    [log] = log_files(document.plan_id)
    log.write_bytes(log.read_bytes()[:-5])
    with reopened(path) as again:
        rename(again, "After")
        rows = stored(again)
    assert rebuilt(document.plan_id, tmp_path / "again.periple") == rows


def test_an_old_file_in_the_place_of_the_plan_is_noticed(document: Document, path: Path) -> None:
    rename(document, "Old")
    old = path.with_name("old.periple")
    document.close()
    old.write_bytes(path.read_bytes())
    with reopened(path) as again:
        rename(again, "New")
        again.undo()
        rename(again, "Newest")
        rows = stored(again)
    os.replace(old, path)
    with reopened(path) as again:
        assert [record.act for record in again.later_gestures()] == [Act.DO, Act.UNDO, Act.DO]
        assert again.undo_step is None or again.undo_step.label == "Rename shelf"
        again.catch_up()
        assert stored(again) == rows
        assert not again.later_gestures()
        again.undo()
        assert shelf_name(again) == "Old"


def test_a_disk_that_takes_no_log_does_not_stop_the_work(
    document: Document, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_descriptor: int, _line: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("storage.gesture_log.os.write", full)
        rename(document, "Kept")
    rename(document, "Kept as well")
    assert shelf_name(document) == "Kept as well"
    assert "the log of gestures ends here" in caplog.text
    caplog.clear()


def test_a_long_log_is_turned_over_and_old_parts_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gesture_log, "_FULL_AFTER_RECORDS", 4)
    with Document.create(path, library(), base=SmallBase) as document:
        for name in "abcdefghijklmnopqrst":
            rename(document, name)
            document.back_up()
        plan_id = document.plan_id
    assert len(log_files(plan_id)) == 3
    with reopened(path) as again:
        for name in "srqponm":
            again.undo()
            assert shelf_name(again) == name


def test_a_name_that_is_taken_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "plan.periple"
    plan_id, _rows = worked_on(path)
    last = recovery.last_state(plan_id, SCHEMA)
    assert last
    with pytest.raises(PlanError):
        recovery.rebuild(last, path, SCHEMA)
    with reopened(path) as document:
        assert document.all(Book)


def test_nothing_is_made_of_a_copy_that_is_not_what_the_log_counts_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id, _rows = worked_on(tmp_path / "plan.periple")
    other_id, _rows = worked_on(tmp_path / "other.periple", gestures=4)
    other = backups.backups(other_id)[0]
    for copy in backups.backups(plan_id):
        copy.path.write_bytes(other.path.read_bytes())
    monkeypatch.setattr(recovery, "_EMPTY", log_segment.Point(-1, 0))
    last = recovery.last_state(plan_id, SCHEMA)
    assert last
    with pytest.raises(DamagedPlan):
        recovery.rebuild(last, tmp_path / "again.periple", SCHEMA)
    assert not (tmp_path / "again.periple").exists()


def test_a_forgotten_log_is_gone(document: Document) -> None:
    rename(document, "Kept")
    document.close()
    gesture_log.forget(document.plan_id)
    assert not recovery_folder(document.plan_id).exists()
    assert recovery.last_state(document.plan_id, SCHEMA) is None
