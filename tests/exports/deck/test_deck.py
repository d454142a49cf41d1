"""The deck opened again: its slides, its notes, its native charts and tables, and the room of every word."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]  # it has none
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE

from exports.deck.deck import write_deck
from exports.deck.edition import DeckEdition
from exports.deck.sections import SECTIONS
from exports.written import ExportCancelled, Written
from journey.model import Journey
from journey.what_if import friction_gains
from resources.i18n import words
from strategy.model import PLAN_ROW, Action, Objective, Plan, SwotStatement
from strategy.snapshot import Snapshot
from tests.exports.conftest import sample_snapshot
from tests.exports.deck.measuring import all_words, leaves, points
from tests.exports.deck.plans import ENDLESS, TRAPS, empty_plan, huge_plan, odd_plan, small_plan, trap_plan

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PLANS = {
    "saas": lambda: sample_snapshot("saas", "fr"),
    "huge": huge_plan,
    "traps": trap_plan,
    "empty": empty_plan,
    "odd": odd_plan,
}


class Decks:
    """Each plan written once for all tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.told: list[tuple[int, int, str]] = []
        self.written = cache(self._written)
        self.opened = cache(self._opened)

    def path(self, name: str) -> Path:
        return self.written(name).path

    def slides(self, name: str) -> list[Any]:  # Any: python-pptx's slides
        return list(self.opened(name).slides)

    def slide(self, name: str, title: str) -> Any:  # Any: as above
        return next(each for each in self.slides(name) if each.shapes.title.text.startswith(title))

    def _written(self, name: str) -> Written:
        progress = (lambda *part: self.told.append(part)) if name == "saas" else None
        pictures = (lambda _journey: PNG) if name == "saas" else None
        return write_deck(PLANS[name](), self._folder / f"{name}.pptx", "fr", progress, pictures=pictures)

    def _opened(self, name: str) -> Any:  # Any: python-pptx's presentation
        return Presentation(str(self.path(name)))


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Decks:
    return Decks(tmp_path_factory.mktemp("decks"))


@pytest.mark.parametrize("name", PLANS)
def test_every_text_fits_its_box_in_a_type_that_can_be_read(decks: Decks, name: str) -> None:
    texts = [each for slide in decks.slides(name) for each in all_words(slide)]
    assert not [each for each in texts if each.needed > each.room + 1.5]
    assert not [each for each in texts if each.smallest < 11]
    assert not [each for each in texts if re.fullmatch(r"[A-Z]\d+", each.text) and each.needed > 1.5 * each.smallest]


@pytest.mark.parametrize("name", PLANS)
def test_nothing_leaves_the_slide_or_covers_its_foot(decks: Decks, name: str) -> None:
    deck = decks.opened(name)
    for slide in list(deck.slides)[1:]:
        for shape in leaves(shape for shape in slide.shapes if not shape.is_placeholder):
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert points(shape.top + shape.height) <= 484
            if getattr(shape, "has_table", False):
                assert points(shape.top + sum(row.height for row in shape.table.rows)) <= 480


def test_a_group_is_where_its_shapes_are_and_as_large(decks: Decks) -> None:
    groups = [
        each for slide in decks.slides("saas") for each in slide.shapes if each.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    assert len(groups) > 20
    for group in groups:
        sides = ((each.left, each.top, each.left + each.width, each.top + each.height) for each in group.shapes)
        left, top, right, bottom = zip(*sides, strict=True)
        area = (min(left), min(top), max(right) - min(left), max(bottom) - min(top))
        assert (group.left, group.top, group.width, group.height) == area
        inner = group._element.xfrm
        assert (inner.chOff.x, inner.chOff.y, inner.chExt.cx, inner.chExt.cy) == area  # nothing is drawn larger


@pytest.mark.parametrize("name", PLANS)
def test_every_slide_has_a_title_notes_a_footer_and_its_number(decks: Decks, name: str) -> None:
    first, *others = decks.slides(name)
    assert first.shapes.title.text.strip()
    assert first.notes_slide.notes_text_frame.text
    for slide in others:
        assert slide.notes_slide.notes_text_frame.text
        places = {each.placeholder_format.type.name: each for each in slide.placeholders}
        assert slide.shapes.title.text.strip()
        assert places["FOOTER"].text_frame.text.endswith(("Confidentiel", "Exemple fictif"))
        assert places["DATE"].text_frame.text
        assert 'type="slidenum"' in etree.tostring(places["SLIDE_NUMBER"]._element).decode()
    told = [each for each in others if "D’où viennent les chiffres" in each.notes_slide.notes_text_frame.text]
    assert len(told) >= len(others) - 1


def test_the_sample_has_a_slide_for_each_part_and_native_charts(decks: Decks) -> None:
    titles = [slide.shapes.title.text for slide in decks.slides("saas")]
    wanted = (
        "Le plan en bref", "Objectifs", "Segments", "D’aujourd’hui à la cible", "Frictions et leur coût", "SWOT",
        "Impact et effort", "Calendrier", "Budget", "Suivi des indicateurs", "Prochaines étapes",
    )  # fmt: skip
    for title in wanted:
        assert any(each.startswith(title) for each in titles), title
    for journey in sample_snapshot("saas", "fr").all(Journey):
        assert any(each.startswith(journey.name) for each in titles)
    kinds = Counter(chart.chart_type for chart in charts(decks, "saas"))
    assert kinds[XL_CHART_TYPE.BUBBLE] == 1
    assert kinds[XL_CHART_TYPE.LINE_MARKERS] == 2
    assert kinds[XL_CHART_TYPE.COLUMN_STACKED] == 1
    assert kinds[XL_CHART_TYPE.BAR_CLUSTERED] == 4
    assert kinds[XL_CHART_TYPE.XY_SCATTER_LINES] >= 4


def test_charts_tables_and_pictures_say_what_they_show(decks: Decks) -> None:
    shown = [
        shape
        for slide in decks.slides("saas")
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or shape.shape_type == 13
    ]
    assert sum(shape.shape_type == 13 for shape in shown) == 4  # the picture of each journey
    assert all(next(shape._element.iter("{*}cNvPr")).get("descr") for shape in shown)


def test_the_dearest_friction_is_told_with_what_it_costs(decks: Decks) -> None:
    snapshot = sample_snapshot("saas", "fr")
    slide = decks.slide("saas", "Frictions et leur coût")
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    costs = sorted(
        (gain.value for each in snapshot.all(Journey) if each.kind == "jk_as_is"
         for gain in friction_gains(snapshot, each.id).values() if gain.value),
        reverse=True,
    )  # fmt: skip
    assert list(chart.plots[0].series[0].values) == pytest.approx(costs[:8])


def test_tables_hold_every_objective_and_every_action_in_the_language_of_the_deck(decks: Decks) -> None:
    snapshot = sample_snapshot("saas", "fr")
    cells = [cell for slide in decks.slides("saas") for cell in table_texts(slide)]
    assert {each.name for each in snapshot.all(Objective)} <= set(cells)
    assert {each.name for each in snapshot.all(Action)} <= set(cells)
    assert {"Objectif", "Responsable", "Coût par an"} <= set(cells)


def test_what_is_too_long_for_a_slide_is_whole_in_the_notes(decks: Decks) -> None:
    brief = decks.slide("huge", "Le plan en bref")
    assert ENDLESS in brief.notes_slide.notes_text_frame.text
    objectives = [each for each in decks.slides("huge") if each.shapes.title.text.startswith("Objectifs")]
    assert any(ENDLESS in each.notes_slide.notes_text_frame.text for each in objectives)
    assert "show long texts in short" in decks.written("huge").notes[0]  # for whoever writes the French deck
    assert decks.written("empty").notes == ()


def test_a_long_list_goes_on_over_numbered_slides(decks: Decks) -> None:
    codes = [text for slide in decks.slides("huge") if slide.shapes.title.text.startswith("Calendrier")
             for text in table_texts(slide) if re.fullmatch(r"A\d+", text)]  # fmt: skip
    assert sorted(codes) == sorted(f"A{number}" for number in range(1, 61))
    assert any(slide.shapes.title.text.endswith("(2/9)") for slide in decks.slides("huge"))


def test_what_a_user_typed_is_text_wherever_it_goes(decks: Decks) -> None:
    said = {text for slide in decks.slides("traps") for text in table_texts(slide)}
    for trap in TRAPS:
        wanted = re.sub("[\x00\x1b\u202e\u2066]", "", trap.replace("\t", " ")).strip()
        assert wanted in said or wanted in {each.replace("\n", "\x0b") for each in said}, trap
    for name, content in parts(decks, "traps"):
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
            assert b"hlinkClick" not in content
            assert b'TargetMode="External"' not in content
            assert not re.search(rb'<a:fld [^>]*type="(?!slidenum|datetime)', content)
        elif name.endswith(".xlsx"):
            assert b"hyperlink" not in b"".join(inside(content))
            for sheet in load_workbook(io.BytesIO(content)).worksheets:
                assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_deck(small_plan(), tmp_path / name, "en").path for name in ("1.pptx", "2.pptx"))
    assert first.read_bytes() == second.read_bytes()


def test_an_empty_plan_says_so(decks: Decks) -> None:
    titles = [slide.shapes.title.text for slide in decks.slides("empty")]
    assert titles == ["Plan de relation client", "Le plan en bref", "Prochaines étapes"]


def test_a_swot_that_goes_on_says_nothing_false_of_a_quadrant_told_before(tmp_path: Path) -> None:
    quadrants = ["swot_strength", *["swot_weakness"] * 40]
    rows = [SwotStatement(id=str(n), position=n, quadrant=each, text="Un énoncé") for n, each in enumerate(quadrants)]
    snapshot = Snapshot([Plan(id=PLAN_ROW, name="Essai", language="fr"), *rows])
    told = Presentation(str(write_deck(snapshot, tmp_path / "a.pptx", "fr").path))
    slides = [
        [words.text for words in all_words(each)] for each in told.slides if each.shapes.title.text.startswith("SWOT")
    ]
    assert len(slides) > 1
    assert ["Rien n’a été noté ici." in said for said in slides] == [True] * len(slides)
    before = [said.count("Tout figure sur les diapositives précédentes.") for said in slides]
    assert before == [0] + [1] * (len(slides) - 1)


def test_progress_is_told_slide_by_slide(decks: Decks) -> None:
    parts = decks.written("saas").parts
    assert [title for _, _, title in decks.told] == [*parts, ""]
    assert [done for done, _, _ in decks.told] == list(range(len(parts) + 1))


def test_a_cancelled_deck_leaves_the_former_file(tmp_path: Path) -> None:
    former = tmp_path / "deck.pptx"
    former.write_bytes(b"former")
    asked = iter([False] * 14)
    with pytest.raises(ExportCancelled):
        write_deck(empty_plan(), former, "en", is_cancelled=lambda: next(asked, True))
    assert former.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [former]


def test_only_the_chosen_journeys_are_shown() -> None:
    snapshot = sample_snapshot("bank", "fr")
    first, second = snapshot.all(Journey)
    edition = DeckEdition(snapshot, words("en"), datetime.date(2027, 1, 1), [first.id])
    titles = [plan.title for section in SECTIONS for plan in section(edition)]
    assert any(each.startswith(first.name) for each in titles)
    assert not any(each.startswith(second.name) for each in titles)
    assert {"Objectives", "Next steps"} <= set(titles)


def charts(decks: Decks, name: str) -> Iterator[Any]:  # Any: python-pptx's charts
    for slide in decks.slides(name):
        yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def table_texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def parts(decks: Decks, name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(decks.path(name)) as package:
        for member in package.namelist():
            yield member, package.read(member)


def inside(workbook: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        for member in package.namelist():
            yield package.read(member)
