"""What is drawn is shipped: typefaces with the signs of both languages, icons in one style, all with their licences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from pytestqt.qtbot import QtBot

import resources
from resources.tokens import tokens

FOLDER = Path(resources.__file__).parent
FONTS = sorted((FOLDER / "fonts").glob("*.ttf"))
ICONS = sorted(path for path in (FOLDER / "icons").glob("*.svg") if path.stem != "periple")
NEEDED_SIGNS = "\u00a0\u202f’«»“”−±×·…–€£àâçéèêëîïôœùûÀÉÈÊŒ←→↑↓"


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_typeface_loads_under_the_name_of_the_tokens_and_has_every_sign(path: Path, qtbot: QtBot) -> None:
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    expected = tokens()["font"]["ui" if path.stem.startswith("Inter") else "display"][0]
    assert families[0] == expected
    font = QRawFont(str(path), 14)
    assert [sign for sign in NEEDED_SIGNS if not font.supportsCharacter(ord(sign))] == []


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_typeface_has_tabular_figures(path: Path) -> None:
    assert b"tnum" in path.read_bytes()


def test_every_weight_of_the_type_scale_is_shipped() -> None:
    names = {400: "Regular", 500: "Medium", 600: "SemiBold"}
    shipped = {path.stem for path in FONTS}
    for role in tokens()["type"].values():
        family = "Inter" if role["family"] == "ui" else "SourceSerif4"
        weight = "Italic" if role.get("italic") else names[role["weight"]]
        assert f"{family}-{weight}" in shipped


def test_icons_take_the_colour_and_stroke_they_are_given_and_draw_alone() -> None:
    sources = {path.stem: path.read_text(encoding="utf-8") for path in ICONS}
    assert len(sources) > 100
    for needed in ('stroke="currentColor"', 'stroke-width="2"', 'viewBox="0 0 24 24"'):
        assert [name for name, source in sources.items() if needed not in source] == [], needed
    assert [name for name, source in sources.items() if re.search(r"<script|href=|url\(", source)] == []


def test_licences_are_shipped_beside_what_they_cover() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "fonts/LICENSE-Inter.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "fonts/LICENSE-SourceSerif4.txt").read_text(encoding="utf-8")
    assert "ISC License" in (FOLDER / "icons/LICENSE-lucide.txt").read_text(encoding="utf-8")
