"""Plans of former versions open for ever: each left a plan with rows of every kind, and what it exported of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import main as program
from journey.comparison import Fate, differences
from journey.model import Friction, Journey, JourneyKind, Lane, Touchpoint, Transition
from storage import backups, gate, migrations
from storage.document import Document
from storage.errors import NewerPlan, PlanError
from storage.lock import PlanLock
from storage.schema import SCHEMA_VERSION, objects_of
from strategy import operations
from strategy.plan_file import open_plan, to_json
from strategy.plan_json import json_text, rows_from_text
from strategy.snapshot import Snapshot
from tests.strategy.forgery import refused, rewrite
from tests.support import opened_plan

Rows = dict[str, list[dict[str, Any]]]  # Any: JSON

FILES = Path(__file__).parents[1] / "files"
EXPORTED = FILES / "version-1.json"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A plan that version 1 wrote, in a folder of its own."""
    folder = tmp_path / "received"
    folder.mkdir()
    return Path(shutil.copy(FILES / "version-1.periple", folder / "shop.periple"))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """Such a plan, open, for tests that read it only."""
    path = tmp_path_factory.mktemp("received") / "shop.periple"
    with open_plan(Path(shutil.copy(FILES / "version-1.periple", path))) as document:
        yield document


def exported() -> Rows:
    rows: Rows = json.loads(EXPORTED.read_text(encoding="utf-8"))["kinds"]
    return rows


def rows_now(document: Document) -> Rows:
    rows: Rows = json.loads(to_json(document))["kinds"]
    return rows


def formerly(path: Path) -> gate.Head:
    """The head of a file that is sound as one of version 1."""
    return gate.check_content(path, objects_of(migrations.MIGRATIONS[0].ddl), {})


def test_each_former_version_has_a_step_and_a_file() -> None:
    versions = [each.from_version for each in migrations.MIGRATIONS]
    assert versions == list(range(1, SCHEMA_VERSION))
    assert {path.name for path in FILES.glob("*.periple")} == {f"version-{each}.periple" for each in versions}


def test_an_old_plan_opens_with_every_row_that_it_had(old: Path) -> None:
    with open_plan(old) as document:
        now = rows_now(document)
        assert (document.is_read_only, document.undo_step) == (False, None)
    before = exported()
    assert len(before) == len(migrations.MIGRATIONS[0].ddl) - 1  # all kinds, and the head
    assert now.keys() == before.keys()
    for kind, rows in before.items():
        for row, found in zip(rows, now[kind], strict=True):
            assert row.items() <= found.items()
    assert gate.check_header(old, SCHEMA_VERSION) == SCHEMA_VERSION
    assert os.listdir(old.parent) == [old.name]


def test_new_columns_say_that_nothing_is_known(converted: Document) -> None:
    assert not converted.all(Lane)
    for point in converted.all(Touchpoint):
        assert (point.entry_share, point.origin_id) == (None, None)
    for passage in converted.all(Transition):
        assert (passage.probability_low, passage.probability_high, passage.rate_origin) == (None, None, None)
    for friction in converted.all(Friction):
        assert (friction.verbatim, friction.loss_share, friction.declined_because) == ("", None, "")


def test_an_old_export_gives_the_same_plan_as_the_old_file(converted: Document) -> None:
    assert json_text(Snapshot(rows_from_text(EXPORTED.read_text(encoding="utf-8")))) == to_json(converted)


def test_the_old_file_is_backed_up_as_it_was_and_that_copy_opens_too(old: Path, tmp_path: Path) -> None:
    head = formerly(old)
    open_plan(old).close()
    (former,) = [each for each in backups.backups(head.plan_id) if each.version == 1]
    backups.restore(former.path, tmp_path / "restored.periple")
    assert formerly(tmp_path / "restored.periple") == head
    with open_plan(tmp_path / "restored.periple") as document:
        assert rows_now(document).keys() == exported().keys()


def test_an_old_plan_is_edited_and_edits_are_undone(old: Path) -> None:
    with open_plan(old) as document:
        before = to_json(document)
        friction = document.all(Friction)[0]
        operations.set_value(document, Friction, friction.id, "verbatim", "I gave up")
        operations.delete(document, Journey, friction.journey_id)
        assert document.undo()
        assert document.undo()
        assert to_json(document) == before
        assert document.redo()
    with open_plan(old) as document:
        assert [each.verbatim for each in document.all(Friction) if each.verbatim] == ["I gave up"]


def test_the_target_of_an_old_plan_is_compared_by_names(converted: Document) -> None:
    snapshot = Snapshot.of(converted)
    (target,) = snapshot.where(Journey, kind=JourneyKind.TO_BE.value)
    assert target.derived_from_id is not None
    fates = {each.fate for each in differences(snapshot, target.derived_from_id, target.id)}
    assert fates >= {Fate.ADDED, Fate.REMOVED, Fate.CHANGED}


def test_commands_take_old_plans_and_old_exports(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    twin = shutil.copy(old, tmp_path / "other" / "twin.periple")
    assert program.main(["check", str(old), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_sound"] is True
    assert program.main(["export", str(twin), str(tmp_path / "a.json")]) == 0
    assert program.main(["new", str(tmp_path / "new.periple"), "--from", str(EXPORTED)]) == 0
    assert program.main(["export", str(tmp_path / "new.periple"), str(tmp_path / "b.json")]) == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_an_old_plan_that_another_window_has_waits(old: Path) -> None:
    before = old.read_bytes()
    lock = PlanLock.take(old)
    assert isinstance(lock, PlanLock)
    try:
        with pytest.raises(PlanError, match="older version and must be converted"):
            open_plan(old)
    finally:
        lock.release()
    assert old.read_bytes() == before
    assert os.listdir(old.parent) == [old.name]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is protected from an administrator")
def test_an_old_plan_in_a_protected_folder_is_left_alone(old: Path) -> None:
    before = old.read_bytes()
    old.parent.chmod(0o500)
    try:
        with pytest.raises(PlanError, match="Open it where it can be written"):
            open_plan(old)
        assert os.listdir(old.parent) == [old.name]
    finally:
        old.parent.chmod(0o700)
    assert old.read_bytes() == before


def test_an_old_plan_with_a_spoilt_text_is_refused(old: Path) -> None:
    content = old.read_bytes()
    old.write_bytes(content.replace(b"Pick-up locker", b"Pick-up lacker"))
    assert old.read_bytes() != content
    assert refused(old).finding == "its rows are not those that Périple wrote"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER mine AFTER INSERT ON tool BEGIN DELETE FROM plan; END",
        "CREATE TABLE lane (id TEXT)",
        "ALTER TABLE friction ADD COLUMN verbatim TEXT NOT NULL DEFAULT 'hi'",
        "PRAGMA user_version = 0",
        f"PRAGMA user_version = {SCHEMA_VERSION}",
        "UPDATE friction SET severity = 9",
        "UPDATE friction SET severity = 'high'",
        "UPDATE friction SET touchpoint_id = 'nowhere'",
        "UPDATE touchpoint SET minutes = -1.0",
        "DELETE FROM plan",
        "DELETE FROM head",
    ],
)
def test_a_crafted_old_plan_is_refused(old: Path, statement: str) -> None:
    rewrite(old, statement)
    refused(old)


def test_a_plan_of_this_version_does_not_pass_as_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "new.periple"
    opened_plan(path, "shop").close()
    rewrite(path, "PRAGMA user_version = 1")
    refused(path)


def test_a_plan_of_the_next_version_is_newer(old: Path) -> None:
    rewrite(old, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = old.read_bytes()
    with pytest.raises(NewerPlan, match="newer version"):
        open_plan(old)
    assert old.read_bytes() == before


def test_what_former_versions_had_is_not_read_for_a_plan_of_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "VERSIONS", tmp_path / "nowhere")
    opened_plan(tmp_path / "plan.periple", "empty").close()
