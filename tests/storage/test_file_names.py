"""Names of files out of what a team typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.file_names import file_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Trame 2026", "Trame 2026"),
        ('A/B\\C:D*E?"F"<G>|', "A B C D E F G"),
        ("..\\..\\etc", "etc"),
        (" two\nlines\t. ", "two lines"),
        ("Plan v1.2...", "Plan v1.2"),
        ("con", "_con"),
        ("COM1.old plan", "_COM1.old plan"),
        ("Console", "Console"),
        ("gnp\u202etxt\u200b\ud800", "gnp txt"),
        ("e\u0301te\u0301", "été"),
        ("...", "Plan"),
        ("", "Plan"),
    ],
)
def test_a_name_keeps_what_every_system_takes(name: str, stem: str) -> None:
    assert file_stem(name, "Plan") == stem


def test_a_long_name_still_makes_a_file(tmp_path: Path) -> None:
    assert len(file_stem("a" * 500, "Plan")) == 80
    stem = file_stem("日本🚢" * 100, "Plan")
    assert len(stem.encode()) <= 160
    (tmp_path / f"{stem}, pictures 12.xlsx").touch()
