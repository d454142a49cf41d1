from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from storage.lock import LockOwner, PlanLock


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    plan = tmp_path / "a.periple"
    plan.write_bytes(b"")
    return plan


def test_the_second_is_told_who_was_first(plan: Path) -> None:
    lock = PlanLock.take(plan)
    second = PlanLock.take(plan)

    assert isinstance(lock, PlanLock)
    assert isinstance(second, LockOwner)
    assert second.since
    lock.release()


def test_a_lock_is_held_even_where_a_full_disk_takes_no_note(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _note: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    lock = PlanLock.take(plan)

    assert isinstance(lock, PlanLock)
    assert PlanLock.take(plan) == LockOwner("", "", None)
    lock.release()
    assert os.listdir(plan.parent) == [plan.name]


def test_a_released_lock_leaves_no_file_and_can_be_taken_again(plan: Path) -> None:
    for _ in range(3):
        lock = PlanLock.take(plan)
        assert isinstance(lock, PlanLock)
        lock.release()

    assert os.listdir(plan.parent) == [plan.name]


@pytest.mark.parametrize(
    "left", [b"", b"\0\0garbage", b"[" * 5000, b'{"user": 1}', b'{"user":"a","host":"b","since":"c"}']
)
def test_a_file_that_a_crash_left_is_no_lock(plan: Path, left: bytes) -> None:
    plan.with_name(plan.name + ".lock").write_bytes(left)
    lock = PlanLock.take(plan)

    assert isinstance(lock, PlanLock)
    lock.release()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"user": "a\\u202eb", "host": "h", "since": "2026-01-02T03:04:05+00:00"}',
        b'{"user": "a", "host": "h", "since": "0001-01-01T00:00:00+14:00"}',
        b'{"user": "a", "host": "h", "since": "0001-01-01T00:00:00"}',
    ],
)
def test_a_note_that_anybody_may_have_written_is_read_with_care(plan: Path, note: bytes) -> None:
    lock = PlanLock.take(plan)
    plan.with_name(plan.name + ".lock").write_bytes(note)
    owner = PlanLock.take(plan)

    assert isinstance(lock, PlanLock)
    assert isinstance(owner, LockOwner)
    assert owner.user in ("", "ab")
    assert owner.since is None or owner.since.astimezone().year == 2026
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_whoever_may_write_in_the_plan_may_take_over_its_lock_file(plan: Path) -> None:
    plan.chmod(0o660)
    lock = PlanLock.take(plan)

    assert isinstance(lock, PlanLock)
    assert plan.with_name(plan.name + ".lock").stat().st_mode & 0o777 == 0o660
    lock.release()
