"""Files of pictures, read again by other programs: sizes, typefaces, texts, and nothing dangerous from a user."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from journey.model import Journey
from tests.support import drawn, plan_of, sample_plan
from ui.pages.journeys.graph.grid import Grid
from ui.pictures.pages import pdf_of, sheets_for
from ui.pictures.picture import Picture, View, picture_of
from ui.pictures.sharp import image_of, png_of, svg_of
from ui.pictures.writing import Choices, write_picture
from ui.theme.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")

TODAY = datetime.date(2026, 11, 22)
MILLIMETRE = 72 / 25.4
NASTY = "<b>5 < 6 & \"7\"</b> '=1+1' \x0b\x00 ‮ \U0001f642 %s {name}"


def picture(name: str = "shop", view: str = View.GRAPH, language: str = "fr") -> Picture:
    snapshot = sample_plan(name)
    return picture_of(snapshot, snapshot.all(Journey)[0].id, view, language, TODAY)


def test_a_drawing_is_sound_and_has_no_pixels() -> None:
    drawing = svg_of(picture())
    expat.ParserCreate().Parse(drawing, True)
    assert b"<image" not in drawing
    assert b'xml:lang="fr"' in drawing
    assert re.search(rb"22[^<]*nov\. 2026", drawing)
    shown = QSvgRenderer(QByteArray(drawing))
    assert shown.isValid()
    assert shown.defaultSize().width() == round(picture().width)


@pytest.mark.parametrize("view", [View.MAP, View.GRAPH])
def test_what_a_user_typed_stays_text(view: str) -> None:
    rows = drawn({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.5}, touchpoints={"a": {"name": NASTY}}, name=NASTY)
    found = picture_of(plan_of(rows), "jr", view, "en", TODAY)
    drawing = svg_of(found)
    texts: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = texts.append
    parser.StartElementHandler = lambda name, _given: texts.append(f"\n[{name}]")
    parser.Parse(drawing, True)
    told = "".join(texts)
    assert "[b]" not in told
    assert '<b>5 < 6 & "7"</b>' in told
    assert png_of(found, 48)
    assert pdf_of(found, sheets_for(found))


def test_an_image_is_white_around_and_has_its_dots() -> None:
    with Image.open(io.BytesIO(png_of(picture(view=View.COMPARE), 150))) as image:
        assert image.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        assert image.width == round(picture(view=View.COMPARE).width * 150 / 96)
        assert image.convert("RGB").getpixel((3, image.height // 2)) == (255, 255, 255)


def test_an_image_is_the_drawing_to_the_dot_and_says_what_it_shows() -> None:
    drawn = image_of(picture(), 100)  # its rows have a width that is no multiple of four bytes
    content = png_of(picture(), 100)
    assert QImage.fromData(content).convertToFormat(QImage.Format.Format_RGB32) == drawn
    with Image.open(io.BytesIO(content)) as image:
        assert image.info["Title"] == picture().title


def test_letters_are_drawn_so_that_no_other_typeface_can_take_their_place() -> None:
    drawing = svg_of(picture()).decode("utf-8")
    shown = [each for each in re.findall(r"<text [^>]*>", drawing) if 'fill-opacity="0"' not in each]
    assert shown == []
    places, shapes = re.findall(r'xlink:href="#(\w+)"', drawing), re.findall(r'<path id="(\w+)"', drawing)
    assert set(places) == set(shapes)
    assert len(places) > 3 * len(shapes)


def test_the_picture_is_the_same_whatever_the_window_shows() -> None:
    light = svg_of(picture())
    theme().set_mode("dark")
    try:
        assert svg_of(picture()) == light
    finally:
        theme().set_mode("light")


def test_a_graph_is_drawn_the_same_in_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process gives what lies in a set in an order of its own: here the other way round."""

    class Backwards(set[str]):
        def __iter__(self) -> Iterator[str]:
            return iter(sorted(super().__iter__(), reverse=True))

    before, near = svg_of(picture("bank")), Grid.near
    monkeypatch.setattr(Grid, "near", lambda grid, area: Backwards(near(grid, area)))
    assert svg_of(picture("bank")) == before


def test_a_picture_on_paper_is_the_same_again_and_opens_without_bookmarks(tmp_path: Path) -> None:
    found, target = picture(view=View.COMPARE), tmp_path / "a.pdf"
    contents = []
    for _ in range(2):
        write_picture(found, target, Choices())
        contents.append(target.read_bytes())
    assert contents[0] == contents[1]
    assert b"/Lang (fr)" in contents[0]
    assert b"/UseOutlines" not in contents[0]


@pytest.mark.parametrize(("paper", "millimetres"), [("A4", (210, 297)), ("A3", (297, 420)), ("A0", (841, 1189))])
def test_a_page_has_the_size_of_its_paper(paper: str, millimetres: tuple[int, int]) -> None:
    found = picture(view=View.COMPARE)
    pages = re.findall(rb"/MediaBox \[([^]]*)\]", pdf_of(found, sheets_for(found, paper)))
    size = sorted(float(each) for each in pages[0].split()[2:])
    assert size == pytest.approx([each * MILLIMETRE for each in millimetres], abs=1)


@pytest.mark.feature("feat_graph_image")
def test_no_word_on_paper_is_lower_than_six_points() -> None:
    wide = picture("saas", View.MAP)
    for paper in (None, "A4", "A3", "A0"):
        for tiled in (False, True):
            sheets = sheets_for(wide, paper, tiled=tiled)
            assert sheets.scale * 12 >= 6
            assert sheets.is_tiled == (paper in ("A4", "A3") or (tiled and paper is None)), (paper, tiled)


@pytest.mark.parametrize("view", list(View))
def test_no_tile_is_nearly_empty_and_none_is_left_out(view: View) -> None:
    """The last column and the last row of tiles, where a picture seldom ends at the end of a sheet."""
    wide = picture("saas", view)
    margins, foot, shared = 48, 12, 14
    for paper in ("A4", "A3"):
        for tiled in (False, True):
            sheets = sheets_for(wide, paper, tiled=tiled)
            if not sheets.is_tiled:
                continue
            across = (wide.width * sheets.scale - shared) / (sheets.page.width() - margins - shared)
            down = (wide.height * sheets.scale - shared) / (sheets.page.height() - margins - foot - shared)
            assert sheets.columns - 0.6 <= across <= sheets.columns, (paper, tiled)
            assert sheets.rows - 0.6 <= down <= sheets.rows, (paper, tiled)


def test_tiles_show_the_whole_picture_and_say_which_one_they_are(tmp_path: Path) -> None:
    wide = picture("saas", View.MAP)
    sheets = sheets_for(wide, "A4", tiled=True)
    content = pdf_of(wide, sheets)
    assert content.count(b"/MediaBox") == sheets.count > 3
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    (tmp_path / "a.pdf").write_bytes(content)
    said = subprocess.run(["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    text = said.stdout.decode("utf-8")
    assert all(f"Feuille {n} sur {sheets.count}" in text.replace("\xa0", " ") for n in range(1, sheets.count + 1))
    for name in ("Formulaire", "Désengagement", "Indicateurs", "Gratuit vers payant"):
        assert name in text


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not installed")
def test_typefaces_are_inside_a_pdf_and_its_texts_can_be_found(tmp_path: Path) -> None:
    found = picture()
    (tmp_path / "a.pdf").write_bytes(pdf_of(found, sheets_for(found)))
    fonts = subprocess.run(["pdffonts", tmp_path / "a.pdf"], capture_output=True, check=True, encoding="utf-8")
    lines = fonts.stdout.splitlines()[2:]
    assert lines
    assert all(("Inter" in each or "SourceSerif4" in each) and " yes " in each for each in lines)
    said = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True, encoding="utf-8")
    assert "Paiement en" in said.stdout
    assert "Racheter en ligne - actuel" in said.stdout
