"""What is left of a plan, of its past, and of what was deleted: nothing that was to go."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from storage import marks, traces
from storage.document import Document
from storage.errors import ReadOnlyPlan
from storage.files import identity
from storage.recovery import last_state, rebuild
from storage.schema import schema_of
from tests.storage.small import Book, SmallBase, library, rename, shelf_name

CANARY = "Canarybird"
SCHEMA = schema_of(SmallBase)


def files_with(word: str, *folders: Path) -> list[str]:
    """The files in which a word can be found, packed or not."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix == ".gz":
            content += gzip.decompress(content)
        if word.encode() in content or word in path.name:
            found.append(path.name)
    return found


def application() -> Path:
    return Path(os.environ["PERIPLE_DATA"])


@pytest.fixture
def past(document: Document) -> Document:
    """A plan that had a word in it, in all that is kept of it."""
    rename(document, CANARY)
    with document.transact("Add") as session:
        session.add(Book(id="gone", title=f"{CANARY} in a book", shelf_id="top"))
    document.back_up()
    with document.transact("Delete") as session:
        session.delete(session.get(Book, "gone"))
    rename(document, "Plain")
    return document


def test_the_word_is_in_the_log_and_in_the_copies_before(past: Document) -> None:
    assert len(files_with(CANARY, application(), past.path.parent)) >= 2


def test_what_was_deleted_is_in_no_file_once_the_history_is_cut(past: Document) -> None:
    past.cut_history()
    assert files_with(CANARY, application(), past.path.parent) == []
    assert past.undo_step is None
    assert past.revert() is None
    rename(past, "Goes on")
    past.undo()
    assert shelf_name(past) == "Plain"
    kept = traces.traces(past.plan_id)
    assert [copy.seq for copy in kept.copies] == [past.revision - 2]
    assert kept.gestures == 2


def test_the_exact_last_state_comes_back_after_the_history_was_cut(past: Document, tmp_path: Path) -> None:
    past.cut_history()
    rename(past, "After")
    past.close()
    last = last_state(past.plan_id, SCHEMA)
    assert last
    rebuild(last, tmp_path / "again.periple", SCHEMA)
    with Document.open(tmp_path / "again.periple", base=SmallBase) as again:
        assert shelf_name(again) == "After"


def test_a_plan_open_for_reading_keeps_its_history(past: Document) -> None:
    with Document.open(past.path, base=SmallBase) as second, pytest.raises(ReadOnlyPlan):
        second.cut_history()


def test_nothing_is_left_of_a_plan_that_is_forgotten(past: Document, tmp_path: Path) -> None:
    rename(past, CANARY)
    past.close()
    assert traces.plans_with_traces() == {past.plan_id}
    traces.forget_plan(past.path, past.plan_id)
    assert files_with(CANARY, application(), tmp_path) == []
    assert files_with(past.plan_id, application(), tmp_path) == []
    assert marks.known_id(past.path) is None
    assert not past.path.exists()
    assert traces.plans_with_traces() == set()


@pytest.mark.parametrize("is_plan", [True, False])
def test_a_file_that_took_the_place_of_the_plan_is_left_as_it_is(past: Document, is_plan: bool) -> None:
    opened, path = identity(past.path), past.path
    past.close()
    path.rename(path.with_name("moved.periple"))
    if is_plan:
        Document.create(path, library(), base=SmallBase).close()
    else:
        path.write_bytes(b"Somebody's notes")
    content = path.read_bytes()
    assert not traces.forget_plan(path, past.plan_id, opened)
    assert path.read_bytes() == content
    assert (marks.known_id(path) is not None) == is_plan
    assert past.plan_id not in traces.plans_with_traces()


def test_a_damaged_plan_is_forgotten_with_its_file(past: Document) -> None:
    opened, path = identity(past.path), past.path
    past.close()
    with open(path, "r+b") as file:
        file.write(b"\xff" * 5000)
    assert traces.forget_plan(path, past.plan_id, opened)
    assert not path.exists()


def test_another_version_of_the_plan_that_took_its_place_goes(past: Document, tmp_path: Path) -> None:
    opened, path = identity(past.path), past.path
    past.close()
    (tmp_path / "synchronised").write_bytes(path.read_bytes())
    os.replace(tmp_path / "synchronised", path)
    assert traces.forget_plan(path, past.plan_id, opened)
    assert not path.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_the_plan_is_neither_read_nor_removed(past: Document) -> None:
    past.close()
    past.path.unlink()
    os.mkfifo(past.path)
    assert not traces.forget_plan(past.path, past.plan_id)
    assert past.path.is_fifo()


def test_another_plan_is_left_alone(past: Document, tmp_path: Path) -> None:
    with Document.create(tmp_path / "other.periple", library(), base=SmallBase) as other:
        rename(other, "Kept")
        other.back_up()
        past.close()
        traces.forget_plan(past.path, past.plan_id)
        assert len(traces.traces(other.plan_id).copies) == 1
        assert traces.traces(other.plan_id).gestures == 2
