"""No migration was released yet: a made-up second version shows that the mechanism holds."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import backups, gate, migrations
from storage.document import Document
from storage.errors import DamagedPlan
from storage.migrations import Migration, migrate
from storage.opening import OpenFile
from storage.schema import Kind, Schema, schema_of
from tests.storage.small import SmallBase, library

FIRST = schema_of(SmallBase)


@pytest.fixture
def plan(path: Path) -> Path:
    with Document.create(path, library(), base=SmallBase):
        pass
    return path


def second_schema() -> Schema:
    """Shelves have lost their position, which takes building their table again."""
    ddl = tuple(
        statement.replace("position INTEGER NOT NULL, \n\t", "", is_shelf(statement)) for statement in FIRST.ddl
    )
    assert ddl != FIRST.ddl
    return Schema({**FIRST.kinds, "shelf": without_first_column(FIRST.kinds["shelf"])}, ddl, version=2)


def is_shelf(statement: str) -> bool:
    return statement.startswith("CREATE TABLE shelf ")


def without_first_column(kind: Kind) -> Kind:
    return dataclasses.replace(kind, columns=kind.columns[1:], accepts=kind.accepts[1:], decodes=kind.decodes[1:])


def rebuild_shelves(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE rebuilt AS SELECT name, id FROM shelf")
    connection.execute("DROP TABLE shelf")
    connection.execute(next(filter(is_shelf, second_schema().ddl)))
    connection.execute("INSERT INTO shelf (name, id) SELECT name, id FROM rebuilt")
    connection.execute("DROP TABLE rebuilt")


def fail_at_the_end(connection: sqlite3.Connection) -> None:
    rebuild_shelves(connection)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def orphan_books(connection: sqlite3.Connection) -> None:
    rebuild_shelves(connection)
    connection.execute("DELETE FROM shelf")


def forget_a_table(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE reader")


def use(upgrade: Callable[[sqlite3.Connection], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(1, FIRST.ddl, upgrade),))


def test_an_older_plan_is_brought_to_this_version(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(rebuild_shelves, monkeypatch)
    file = OpenFile.open(plan, second_schema())
    try:
        assert file.connection.execute("SELECT id, name FROM shelf ORDER BY id").fetchall() == [
            ("low", "Low"),
            ("top", "Top"),
        ]
        assert file.connection.execute("SELECT count(*) FROM book").fetchone() == (3,)
        assert gate.check_header(plan, 2) == 2
    finally:
        file.close()
    assert os.listdir(plan.parent) == [plan.name]


def test_the_former_version_is_backed_up(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(rebuild_shelves, monkeypatch)
    head = gate.check_content(plan, FIRST.objects, FIRST.kinds)
    migrate(plan, 1, second_schema())

    (former,) = [backup for backup in backups.backups(head.plan_id) if backup.version == 1]
    backups.restore(former.path, tmp_path / "former.periple")
    assert gate.check_content(tmp_path / "former.periple", FIRST.objects, FIRST.kinds) == head


@pytest.mark.parametrize("upgrade", [fail_at_the_end, orphan_books, forget_a_table])
def test_a_migration_that_fails_leaves_the_former_file(
    plan: Path, monkeypatch: pytest.MonkeyPatch, upgrade: Callable[[sqlite3.Connection], None]
) -> None:
    use(upgrade, monkeypatch)
    before = plan.read_bytes()
    with pytest.raises((sqlite3.OperationalError, DamagedPlan)):
        migrate(plan, 1, second_schema())

    assert plan.read_bytes() == before
    assert os.listdir(plan.parent) == [plan.name]


def test_a_damaged_older_plan_is_not_migrated(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(rebuild_shelves, monkeypatch)
    plan.write_bytes(plan.read_bytes().replace(b"Three", b"Thrie"))
    with pytest.raises(DamagedPlan):
        migrate(plan, 1, second_schema())


def test_an_older_plan_is_examined_before_it_is_replaced(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(rebuild_shelves, monkeypatch)
    before = plan.read_bytes()
    with pytest.raises(DamagedPlan, match=plan.name) as caught:
        OpenFile.open(plan, second_schema(), lambda read: f"{len(read('shelf'))} shelves")
    assert caught.value.finding == "2 shelves"
    assert caught.value.newest_backup is not None
    assert plan.read_bytes() == before
    assert os.listdir(plan.parent) == [plan.name]


def test_a_version_that_never_was_is_refused(plan: Path) -> None:
    with pytest.raises(DamagedPlan):
        migrate(plan, 1, dataclasses.replace(FIRST, version=2))
