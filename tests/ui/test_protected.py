"""A plan whose file or folder cannot be written: what that means and the ways to go on are told before it is opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from storage import marks, opening
from storage.errors import Protected
from strategy.operations import add_objective
from tests.support import opened_plan
from tests.ui.test_bringing_back import Chooser, names, saved_words
from tests.ui.test_leaving import document_of
from tests.windows import OpenWindow, Recorder
from ui.messages import messages

FORMER = Path(__file__).parents[1] / "files" / "version-1.periple"
Protect = Callable[[Path], None]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with one objective, "Kept", that nobody has open."""
    folder = tmp_path / "share"
    folder.mkdir()
    with opened_plan(folder / "plan.periple", "empty") as document:
        add_objective(document, name="Kept")
        return document.path


@pytest.fixture
def protect(monkeypatch: pytest.MonkeyPatch) -> Protect:
    """Lets the system say that a file or a folder cannot be written; an administrator, as in tests, may write all."""
    real = os.access

    def protect(protected: Path) -> None:
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != protected and real(path, mode))

    return protect


def test_a_protected_plan_is_told_with_the_ways_to_go_on(open_window: OpenWindow, plan: Path, protect: Protect) -> None:
    window = open_window("welcome")
    messages().use(chooser := Chooser("", "Open for reading"))
    protect(plan)
    before = plan.read_bytes(), os.listdir(plan.parent)
    assert not window.open_plan(plan)
    (problem,) = chooser.problems
    assert problem.title == "This plan can only be read here"
    assert problem.text.startswith("The file “plan.periple” is protected: it cannot be written. You can read it")
    assert [way.text for way in problem.ways] == ["Save a copy elsewhere…", "Open for reading"]
    assert window.bridge is None
    assert window.open_plan(plan)
    assert document_of(window).is_read_only
    banner = window.findChild(QWidget, "read_only")
    assert banner is not None
    assert banner.accessibleName() == "This plan is open for reading only: its file is protected."
    window.close_plan()
    assert (plan.read_bytes(), os.listdir(plan.parent)) == before


def test_a_plan_in_a_protected_folder_is_copied_elsewhere_and_changed_there(
    open_window: OpenWindow, plan: Path, protect: Protect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, proposed = tmp_path / "mine.periple", list[str]()

    def choose(*values: str) -> tuple[str, str]:
        proposed.append(values[2])
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    window = open_window("welcome")
    messages().use(chooser := Chooser("Save a copy elsewhere…"))
    protect(plan.parent)
    assert window.open_plan(plan)
    assert chooser.problems[0].text.startswith("“plan.periple” lies in a protected folder")
    assert proposed == [str(tmp_path / "plan, copy.periple")], "not in the folder that nothing can be written in"
    assert document_of(window).path == target
    add_objective(document_of(window), name="Added")
    assert names(window) == ["Kept", "Added"]
    assert len(chooser.problems) == 1


def test_a_plan_that_becomes_protected_while_open_is_told_as_not_saved(open_window: OpenWindow, told: Recorder) -> None:
    window = open_window("empty")
    messages().use(told)

    def refuse() -> None:
        raise Protected(reason="SQLITE_READONLY")

    assert window.bridge is not None
    window.bridge.run(refuse)
    assert saved_words(window) == "Not saved: the file or its folder is protected"
    assert "SQLITE" not in told.problems[0].text
    assert "SQLITE_READONLY" in told.problems[0].details
    assert [way.text for way in told.problems[0].ways] == ["Save a copy", "Try again"]


def test_a_copy_that_cannot_be_made_is_told_and_nothing_is_opened(
    open_window: OpenWindow, plan: Path, protect: Protect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = iter(["", str(tmp_path / "nowhere" / "copy.periple")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(chosen), ""))
    window = open_window("empty")
    path = document_of(window).path
    messages().use(chooser := Chooser(*["Save a copy elsewhere…"] * 3))
    protect(plan)
    assert not window.open_plan(plan), "no place was chosen"
    assert not window.open_plan(plan)
    assert [problem.title for problem in chooser.problems][1:] == [
        "This plan can only be read here",
        "The plan was not created",
    ]
    assert document_of(window).path == path, "what was open stays open"


def test_an_older_plan_that_cannot_be_converted_where_it_lies_is_converted_as_a_copy(
    open_window: OpenWindow, protect: Protect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Path(shutil.copy(FORMER, tmp_path / "old.periple"))
    target, before = tmp_path / "mine.periple", old.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window = open_window("welcome")
    messages().use(chooser := Chooser("Save a copy elsewhere…"))
    protect(old)
    window.open_plan(old)
    assert chooser.problems[0].title == "This plan must be converted"
    assert document_of(window).path == target
    assert not document_of(window).is_read_only
    assert old.read_bytes() == before


def test_an_unfinished_plan_that_cannot_be_put_in_order_where_it_lies_comes_back_from_its_copies(
    open_window: OpenWindow, told: Recorder, plan: Path, protect: Protect, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("welcome")
    plan_id = marks.known_id(plan)
    assert plan_id is not None
    marks.mark_open(plan, plan_id)
    plan.with_name(plan.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1000))
    monkeypatch.setattr(opening, "_LOOKS_AT_A_LIVE_JOURNAL", 0)
    messages().use(told)
    protect(plan.parent)
    assert not window.open_plan(plan)
    (problem,) = told.problems
    assert problem.title == "This plan has an unfinished change"
    assert [way.text for way in problem.ways] == ["Open a copy…", "Restore the exact last state"]
