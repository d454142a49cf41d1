"""What the log of gestures gives back after kills at the end of a gesture, and where a plan has several files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage import gesture_log
from storage.document import Document
from storage.folders import recovery_folder
from tests.storage.small import rename, shelf_name
from tests.storage.test_recovery import log_files, rebuilt, reopened


def undone_names(document: Document) -> list[str]:
    """The names that undo brings back, one after the other."""
    names = []
    while document.undo():
        names.append(shelf_name(document))
    return names


def killed_after_commit(plan_id: str, left: int = 0) -> None:
    """Makes the log what it is when the program dies with `left` bytes written of the line that tells of the commit."""
    log = log_files(plan_id)[-1]
    *lines, last = log.read_bytes().splitlines(keepends=True)
    assert b'"done"' in last
    log.write_bytes(b"".join(lines) + last[:left])


@pytest.mark.parametrize("left", [0, 20])
def test_undo_reaches_back_over_several_kills(document: Document, path: Path, left: int) -> None:
    rename(document, "First")
    rename(document, "Second")
    document.close()
    names = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"]
    for name in names[2:]:
        killed_after_commit(document.plan_id, left)
        with reopened(path) as again:
            rename(again, name)
    with reopened(path) as last:
        assert undone_names(last) == [*reversed(names[:-1]), "Top"]


def test_undo_reaches_back_over_a_kill_at_the_end_of_a_long_part(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gesture_log, "_FULL_AFTER_RECORDS", 2)
    rename(document, "First")
    rename(document, "Second")
    document.close()
    killed_after_commit(document.plan_id)
    with reopened(path) as again:
        rename(again, "Third")
    assert len(log_files(document.plan_id)) == 2
    with reopened(path) as last:
        assert undone_names(last) == ["Second", "First", "Top"]


@pytest.mark.parametrize("left", [0, 20])
def test_what_was_seen_after_a_kill_comes_back_exactly(
    document: Document, path: Path, tmp_path: Path, left: int
) -> None:
    rename(document, "First")
    rename(document, "Second")
    document.close()
    killed_after_commit(document.plan_id, left)
    with reopened(path) as again:
        assert shelf_name(again) == "Second"
        assert again.undo_step
    path.write_bytes(b"damaged" * 1000)
    assert "Second" in repr(rebuilt(document.plan_id, tmp_path / "again.periple"))


def test_an_older_file_in_the_place_of_the_plan_keeps_its_undo(document: Document, path: Path) -> None:
    rename(document, "First")
    document.close()
    older = path.read_bytes()
    with reopened(path) as again:
        rename(again, "Second")
    newer = path.read_bytes()
    path.write_bytes(older)
    with reopened(path) as back:
        assert [record.subject for record in back.later_gestures()] == ["Top"]
        rename(back, "Other")
    with reopened(path) as back:
        assert undone_names(back) == ["First", "Top"]
    path.write_bytes(newer)
    with reopened(path) as again:
        assert undone_names(again) == ["First", "Top"]


def test_a_file_and_its_copy_that_are_open_at_once_keep_their_undo(document: Document, path: Path) -> None:
    rename(document, "First")
    document.close()
    beside = Path(shutil.copy(path, path.with_name("beside.periple")))
    with reopened(path) as one, reopened(beside) as other:
        for number in range(3):
            rename(one, f"One {number}")
            rename(other, f"Other {number}")
        assert not one.is_unsecured
    for file, word in ((path, "One"), (beside, "Other")):
        with reopened(file) as again:
            assert undone_names(again) == [f"{word} 1", f"{word} 0", "First", "Top"]


def test_a_log_that_is_removed_while_the_plan_is_open_begins_anew(document: Document, path: Path) -> None:
    rename(document, "First")
    shutil.rmtree(recovery_folder(document.plan_id))
    rename(document, "Second")
    document.close()
    with reopened(path) as again:
        assert undone_names(again) == ["First"]
