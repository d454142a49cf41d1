"""Verified copies while the work goes on, by a clock that the test moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import backups
from storage.copyist import SECONDS_BETWEEN, Copyist
from storage.document import Document
from storage.schema import schema_of
from tests.storage.small import SmallBase, rename, shelf_name


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
