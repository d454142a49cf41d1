"""What is left of a plan, of its past, and of what was deleted: nothing that was to go."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from storage import marks, traces
from storage.document import Document
from storage.errors import ReadOnlyPlan
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


def test_another_plan_is_left_alone(past: Document, tmp_path: Path) -> None:
    with Document.create(tmp_path / "other.periple", library(), base=SmallBase) as other:
        rename(other, "Kept")
        other.back_up()
        past.close()
        traces.forget_plan(past.path, past.plan_id)
        assert len(traces.traces(other.plan_id).copies) == 1
        assert traces.traces(other.plan_id).gestures == 2
