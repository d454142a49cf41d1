"""The mechanism, on a made-up version after this one; what really was released is in `strategy/test_old_plans.py`."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage import backups, gate, migrations
from storage.base import Base, column
from storage.document import Document
from storage.errors import DamagedPlan
from storage.migrations import Ddl, Migration, migrate, rebuild
from storage.opening import OpenFile
from storage.schema import Schema, schema_of
from tests.storage.small import SmallBase, library

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

Upgrade = Callable[[sqlite3.Connection, Ddl], None]
Use = Callable[[Upgrade], None]

FORMER = schema_of(SmallBase)
NEXT = FORMER.version + 1


class Later(Base):
    """The model of the tables that are new in the next version."""


class Lamp(Later):
    __tablename__ = "lamp"

    name: Mapped[str] = column(default="")


@pytest.fixture
def plan(path: Path) -> Path:
    with Document.create(path, library(), base=SmallBase):
        pass
    return path


def next_schema() -> Schema:
    """Shelves have a place instead of their position, which takes building their table again, and there are lamps."""
    shelf, later = FORMER.kinds["shelf"], schema_of(Later)
    ddl = tuple(
        each.replace("position INTEGER", "place INTEGER") if each.startswith("CREATE TABLE shelf ") else each
        for each in FORMER.ddl
    )
    assert ddl != FORMER.ddl
    placed = dataclasses.replace(shelf, columns=("place", *shelf.columns[1:]))
    return Schema({**FORMER.kinds, "shelf": placed, **later.kinds}, (*ddl, *later.ddl[3:]), version=NEXT)


def place_shelves(connection: sqlite3.Connection, ddl: Ddl) -> None:
    rebuild(connection, ddl, {"shelf": {"place": 7}})


def fail_at_the_end(connection: sqlite3.Connection, ddl: Ddl) -> None:
    place_shelves(connection, ddl)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def orphan_books(connection: sqlite3.Connection, ddl: Ddl) -> None:
    place_shelves(connection, ddl)
    connection.execute("DELETE FROM shelf")


def forget_a_table(connection: sqlite3.Connection, ddl: Ddl) -> None:
    place_shelves(connection, ddl)
    connection.execute("DROP TABLE reader")


def leave_places_empty(connection: sqlite3.Connection, ddl: Ddl) -> None:
    rebuild(connection, ddl, {})


@pytest.fixture
def use(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Makes a step the only one there is."""
    versions = tmp_path_factory.mktemp("versions")
    (versions / f"{FORMER.version}.sql").write_text(";\n\n".join(FORMER.ddl) + ";\n", encoding="utf-8")
    monkeypatch.setattr(migrations, "VERSIONS", versions)
    return lambda step: monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(FORMER.version, step),))


def test_an_older_plan_is_brought_to_this_version(plan: Path, use: Use) -> None:
    use(place_shelves)
    file = OpenFile.open(plan, next_schema())
    try:
        assert file.connection.execute("SELECT id, name, place FROM shelf ORDER BY id").fetchall() == [
            ("low", "Low", 7),
            ("top", "Top", 7),
        ]
        assert file.connection.execute("SELECT count(*) FROM book").fetchone() == (3,)
        assert gate.check_header(plan, NEXT) == NEXT
    finally:
        file.close()
    assert os.listdir(plan.parent) == [plan.name]


def test_the_former_version_is_backed_up(plan: Path, tmp_path: Path, use: Use) -> None:
    use(place_shelves)
    head = gate.check_content(plan, FORMER.objects, FORMER.kinds)
    migrate(plan, FORMER.version, next_schema())

    (former,) = [backup for backup in backups.backups(head.plan_id) if backup.version == FORMER.version]
    backups.restore(former.path, tmp_path / "former.periple")
    assert gate.check_content(tmp_path / "former.periple", FORMER.objects, FORMER.kinds) == head


@pytest.mark.parametrize("upgrade", [fail_at_the_end, orphan_books, forget_a_table, leave_places_empty])
def test_a_migration_that_fails_leaves_the_former_file(plan: Path, use: Use, upgrade: Upgrade) -> None:
    use(upgrade)
    before = plan.read_bytes()
    with pytest.raises((sqlite3.OperationalError, DamagedPlan)):
        migrate(plan, FORMER.version, next_schema())

    assert plan.read_bytes() == before
    assert os.listdir(plan.parent) == [plan.name]


def test_a_damaged_older_plan_is_not_migrated(plan: Path, use: Use) -> None:
    use(place_shelves)
    plan.write_bytes(plan.read_bytes().replace(b"Three", b"Thrie"))
    with pytest.raises(DamagedPlan):
        migrate(plan, FORMER.version, next_schema())


def test_an_older_plan_is_examined_before_it_is_replaced(plan: Path, use: Use) -> None:
    use(place_shelves)
    before = plan.read_bytes()
    with pytest.raises(DamagedPlan, match=plan.name) as caught:
        OpenFile.open(plan, next_schema(), lambda read: f"{len(read('shelf'))} shelves")
    assert caught.value.finding == "2 shelves"
    assert caught.value.newest_backup is not None
    assert plan.read_bytes() == before
    assert os.listdir(plan.parent) == [plan.name]


def test_a_version_that_never_was_is_refused(plan: Path) -> None:
    with pytest.raises(DamagedPlan):
        migrate(plan, FORMER.version, dataclasses.replace(FORMER, version=NEXT))
