"""Temporary files lie in the program's own folder, and nothing of a program that died stays there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from storage import traces
from storage.folders import scratch_folder
from storage.scratch import scratch


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERIPLE_DATA", str(tmp_path / "own"))
    monkeypatch.setattr(tempfile, "tempdir", None)


def left_by_the_dead() -> Path:
    folder = scratch_folder() / "dead"
    folder.mkdir()
    (folder / "held").touch()
    (folder / "openpyxl.part").write_text("Client")
    return folder


def test_temporary_files_lie_in_a_folder_that_goes_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "before")
    with scratch():
        with tempfile.NamedTemporaryFile(delete=False) as part:
            part.write(b"Client")
        assert Path(part.name).parent.parent == scratch_folder()
        assert Path(part.name).parent.stat().st_mode & 0o077 == 0
    assert os.environ["TMPDIR"] == "before"
    assert not list(scratch_folder().iterdir())


def test_what_a_dead_program_left_goes_at_the_next_start_and_of_a_living_one_stays() -> None:
    with scratch():
        mine, dead = next(scratch_folder().iterdir()), left_by_the_dead()
        with scratch():
            assert mine.exists()
            assert not dead.exists()


def test_forgetting_a_plan_removes_what_a_dead_program_left_of_it() -> None:
    dead = left_by_the_dead()
    traces.forget_past("0" * 32)
    assert not dead.exists()


def test_the_system_s_folder_serves_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PERIPLE_DATA", str(tmp_path / "file"))
    with scratch():
        assert tempfile.gettempdir() != str(tmp_path / "file")
