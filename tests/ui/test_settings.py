"""The preferences of one user."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.settings import Settings


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


def test_what_is_not_a_preference_is_ignored(path: Path) -> None:
    path.write_text("[General]\nlanguage=xx\ntheme=@Point(1 2)\nprojection=9\n", encoding="utf-8")
    kept = Settings(path)
    assert kept.language in ("fr", "en")
    assert (kept.theme_mode, kept.scale) == ("system", 1.0)


def test_a_folder_that_has_gone_gives_the_home_folder(path: Path, tmp_path: Path) -> None:
    kept = Settings(path)
    kept.plans_folder = tmp_path / "gone"
    assert kept.plans_folder == Path.home()
