from __future__ import annotations

import datetime
import gzip
import os
from pathlib import Path

import pytest

from storage import backups
from storage.backups import Backup, superfluous
from storage.document import Document
from storage.errors import DamagedPlan, PlanError, StorageError
from tests.storage.small import Shelf, SmallBase, library, stored

NOW = datetime.datetime(2026, 6, 30, 12, tzinfo=datetime.UTC)


def add_shelf(document: Document, name: str) -> None:
    with document.transact("Add") as session:
        session.add(Shelf(name=name))


def test_a_backup_restores_the_same_rows(document: Document, tmp_path: Path) -> None:
    add_shelf(document, "Kept")
    expected, backup = stored(document), document.back_up()
    add_shelf(document, "Too late")
    assert backup
    backups.restore(backup, tmp_path / "restored.periple")

    with Document.open(tmp_path / "restored.periple", base=SmallBase) as restored:
        assert stored(restored) == expected
        assert restored.plan_id == document.plan_id


def test_an_unchanged_plan_is_not_backed_up_twice(document: Document) -> None:
    assert document.back_up()
    assert document.back_up() is None
    add_shelf(document, "More")
    assert document.back_up()
    assert len(backups.backups(document.plan_id)) == 2


def test_a_plan_is_backed_up_before_its_first_change_and_when_closed(document: Document, path: Path) -> None:
    document.close()
    for backup in backups.backups(document.plan_id):
        backup.path.unlink()
    with Document.open(path, base=SmallBase) as again:
        assert backups.backups(again.plan_id) == []
        add_shelf(again, "First")
        again._copyist.wait()
        assert [backup.seq for backup in backups.backups(again.plan_id)] == [1]
    assert [backup.seq for backup in backups.backups(again.plan_id)] == [2, 1]


def test_reading_a_plan_makes_no_backup(document: Document, path: Path) -> None:
    document.close()
    made = backups.backups(document.plan_id)
    with Document.open(path, base=SmallBase) as again:
        again.all(Shelf)

    assert backups.backups(document.plan_id) == made


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_work_goes_on_where_no_backup_can_be_made(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PERIPLE_DATA", str(tmp_path / "file" / "folder"))
    with Document.create(path, library(), base=SmallBase) as document, document.transact("Add"):
        document.session.add(Shelf(id="new"))
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(DamagedPlan):
        Document.open(path, base=SmallBase)


def test_backups_are_for_their_owner_only_and_leave_nothing_beside(document: Document) -> None:
    backup = document.back_up()
    assert backup
    assert backup.stat().st_mode & 0o777 == 0o600
    assert os.listdir(backup.parent) == [backup.name]


def test_the_newest_backup_is_found_by_plan(document: Document, tmp_path: Path) -> None:
    document.back_up()
    add_shelf(document, "More")
    newest = document.back_up()
    with Document.create(tmp_path / "other.periple", library(), base=SmallBase) as other:
        other.back_up()

    assert backups.newest_backup(document.plan_id) == newest
    assert backups.newest_backup("f" * 32) is None
    assert backups.newest_backup(None) is None


def test_a_restored_plan_takes_no_name_that_is_taken(document: Document, path: Path) -> None:
    backup = document.back_up()
    assert backup
    with pytest.raises(PlanError, match="exists already"):
        backups.restore(backup, path)


@pytest.mark.parametrize("content", [b"no gzip", gzip.compress(b"x" * 100_000)[:60]], ids=["no gzip", "cut short"])
def test_a_spoilt_backup_restores_nothing(tmp_path: Path, content: bytes) -> None:
    backup = tmp_path / "spoilt.plan.gz"
    backup.write_bytes(content)
    target = tmp_path / "restored.periple"
    with pytest.raises(StorageError):
        backups.restore(backup, target)

    assert not target.exists()


def made(hours_ago: float, version: int | None = None, size: int = 1) -> Backup:
    made_at = NOW - datetime.timedelta(hours=hours_ago)
    return Backup(Path(f"{hours_ago}"), "0" * 32, made_at, 1, version, size)


def kept(found: list[Backup]) -> list[Backup]:
    removed = set(superfluous(found, NOW))
    return [backup for backup in found if backup not in removed]


def test_copies_thin_out_with_age() -> None:
    every_hour_for_two_years = [made(number) for number in range(2 * 365 * 24)]
    ages = [(NOW - backup.made_at).days for backup in kept(every_hour_for_two_years)]

    assert len(ages) <= 12 + 14 + 10 + 12
    assert sum(age == 0 for age in ages) >= 12
    assert 330 <= max(ages) <= 365


def test_the_last_three_copies_stay_whatever_their_age() -> None:
    old = [made(24 * 365 * 5 + hour) for hour in range(5)]
    assert len(kept(old)) >= 3
    assert kept(old)[:3] == old[:3]


def test_copies_made_before_a_migration_stay_for_a_year() -> None:
    young, old = made(24 * 300, version=1), made(24 * 400, version=1)
    rest = [made(hour) for hour in range(24 * 20)]

    assert young in kept([*rest, young, old])


def test_copies_of_one_plan_take_a_gigabyte_at_most_beyond_the_last_three() -> None:
    large = [made(24 * day, size=400 << 20) for day in range(6)]
    assert kept(large) == large[:3]
