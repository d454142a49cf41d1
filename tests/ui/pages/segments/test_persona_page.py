"""The picture of a persona, and the page that is printed of it."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from journey.model import Persona
from journey.pictures import png_of, text_of
from storage.errors import PlanError
from strategy.operations import set_value
from tests.support import sample_plan
from tests.ui.pages.conftest import BridgeTo
from ui.pages.segments.portrait import SIDE, image_of, picture_from
from ui.pictures.pages import pdf_of, sheets_for
from ui.pictures.persona_picture import persona_picture


def photo(path: Path, width: int, height: int) -> Path:
    """A blue picture whose middle is red; it says where it was taken."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    for x in range(width // 2 - 20, width // 2 + 20):
        for y in range(height // 2 - 20, height // 2 + 20):
            image.setPixelColor(x, y, QColor("red"))
    image.setText("GPS", "48.85, 2.35")
    assert image.save(str(path))
    return path


@pytest.mark.parametrize("size", [(800, 300), (64, 64), (200, 900)])
def test_the_middle_of_a_picture_is_kept_and_nothing_else_of_the_file(
    tmp_path: Path, size: tuple[int, int], qapp: object
) -> None:
    text = picture_from(photo(tmp_path / "a.png", *size))
    image = image_of(text)
    assert image is not None
    assert (image.width(), image.height()) == (SIDE, SIDE)
    assert image.pixelColor(SIDE // 2, SIDE // 2) == QColor("red")
    assert b"GPS" not in base64.b64decode(text)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"0" * 40])
def test_what_is_no_picture_is_refused_with_its_name(tmp_path: Path, content: bytes, qapp: object) -> None:
    path = tmp_path / "face.png"
    path.write_bytes(content)
    with pytest.raises(PlanError) as refused:
        picture_from(path)
    assert "face.png" in str(refused.value)


def test_a_plan_takes_small_png_files_only(bridge_to: BridgeTo, tmp_path: Path) -> None:
    bridge = bridge_to("saas")
    persona = bridge.snapshot().all(Persona)[0].id
    huge = QImage(600, 600, QImage.Format.Format_RGB32)
    huge.fill(Qt.GlobalColor.white)
    huge.save(str(tmp_path / "huge.png"))
    for refused in ("hello", "aGVsbG8=", text_of((tmp_path / "huge.png").read_bytes())):
        assert png_of(refused) is None
        with pytest.raises(PlanError):
            set_value(bridge.document, Persona, persona, "picture", refused)


@pytest.mark.feature("feat_persona")
@pytest.mark.parametrize("sample", ["saas", "bank", "shop"])
def test_a_persona_prints_as_one_page(sample: str, qapp: object) -> None:
    snapshot = sample_plan(sample)
    persona = snapshot.all(Persona)[0]
    picture = persona_picture(snapshot, persona.id, "fr")
    sheets = sheets_for(picture)
    assert (sheets.count, sheets.paper) == (1, "A4")
    pdf = pdf_of(picture, sheets)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") == 1


def test_a_long_persona_is_printed_smaller_on_the_same_sheet(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("saas")
    persona = bridge.snapshot().all(Persona)[0]
    lists = ("needs", "motivations", "behaviours", "expectations", "preferences", "irritants", "influencers", "values")
    for column in lists:
        set_value(bridge.document, Persona, persona.id, column, [f"{column} number {place}, said at some length"
                                                                 for place in range(8)])  # fmt: skip
    sheets = sheets_for(persona_picture(bridge.snapshot(), persona.id, "en"))
    assert (sheets.count, sheets.paper) == (1, "A4")
