"""The preferences of one user."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from storage.folders import application_folder
from ui.settings import Settings
from ui.shell.log import empty_log, start_log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.ini"


def test_preferences_are_there_again_at_the_next_start(path: Path) -> None:
    first = Settings(path)
    first.language, first.theme_mode, first.scale, first.is_rail_folded = "fr", "dark", 1.25, True
    first.flush()
    again = Settings(path)
    assert (again.language, again.theme_mode, again.scale, again.is_rail_folded) == ("fr", "dark", 1.25, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_preferences_and_logs_are_for_their_owner_only(monkeypatch: pytest.MonkeyPatch) -> None:
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    folder = application_folder()
    Settings(folder / "settings.ini").language = "fr"
    mask = os.umask(0o022)
    monkeypatch.setattr("ui.shell.log.qInstallMessageHandler", lambda _handler: None)
    monkeypatch.setattr("faulthandler.enable", lambda _file: None)
    try:
        with start_log.__wrapped__():
            pass
    finally:
        os.umask(mask)
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
    assert {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()} == {
        "settings.ini": 0o600, "periple.log": 0o600, "crash.log": 0o600,
    }  # fmt: skip


def test_forgetting_empties_the_log_of_the_commands_too() -> None:
    log = application_folder() / "commands.log"
    log.write_text("/clients/acme.periple", encoding="utf-8")
    empty_log()
    assert log.read_bytes() == b""


def test_what_is_not_a_preference_is_ignored(path: Path) -> None:
    path.write_text("[General]\nlanguage=xx\ntheme=@Point(1 2)\nprojection=9\n", encoding="utf-8")
    kept = Settings(path)
    assert kept.language in ("fr", "en")
    assert (kept.theme_mode, kept.scale) == ("system", 1.0)


def test_a_folder_that_has_gone_gives_the_home_folder(path: Path, tmp_path: Path) -> None:
    kept = Settings(path)
    kept.plans_folder = tmp_path / "gone"
    assert kept.plans_folder == Path.home()
