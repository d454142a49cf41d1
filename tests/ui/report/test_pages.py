"""No word of a report is cut, covered or out of its place, whatever the team wrote; no row is cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgGenerator

from journey.model import Journey
from resources.i18n import spoken_in
from tests.support import sample_plan
from tests.ui.pictures.drawings import DrawnText, covered, overlapping, read
from tests.ui.report.plans import TODAY, letters, long_plan
from ui.report.paging import HEIGHT, PORTRAIT, Strip, pages_of
from ui.report.report import Report, laid_out
from ui.report.setting import Setting
from ui.report.tables import Column, group_row, row, table
from ui.theme.theme import as_written, on_paper

pytestmark = pytest.mark.usefixtures("qapp")


_TEXT = re.compile(
    r'<text [^>]*?font-family="(?P<family>[^"]*)" font-size="(?P<size>\d+)" font-weight="(?P<weight>\d+)" '
    r'font-style="(?P<style>\w+)"[^>]*>(?P<words>[^<]*)</text>'
)


def drawing(report: Report, index: int) -> bytes:
    """A page as a drawing whose texts say how wide they are."""
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    painter = QPainter(generator)
    report.paint(painter, index)
    painter.end()
    return _TEXT.sub(_with_width, bytes(raw.data()).decode("utf-8")).encode("utf-8")


def _with_width(text: re.Match[str]) -> str:
    metrics = _metrics(text["family"], int(text["size"]), int(text["weight"]), text["style"] == "italic")
    width = metrics.horizontalAdvance(unescape(text["words"]))
    return text[0].replace("<text ", f'<text textLength="{width:.2f}" ', 1)


@cache
def _metrics(family: str, size: int, weight: int, is_italic: bool) -> QFontMetricsF:
    font = QFont()
    font.setFamilies([each.strip(" '") for each in family.split(",")])
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(is_italic)
    as_written(font)
    return QFontMetricsF(font)


@pytest.fixture(scope="module")
def report(qapp: object) -> Iterator[Report]:
    """The report of the long plan, inside the look and the words of its paper."""
    with on_paper(), spoken_in("fr") as words:
        yield laid_out(Setting(long_plan(), words, TODAY, None))


@pytest.fixture(scope="module")
def drawn(report: Report) -> list[list[DrawnText]]:
    """The words of each page with their places; every page is measured on the way."""
    found = []
    for index in range(len(report.pages)):
        texts, shapes = read(drawing(report, index))
        page = QRectF(QPointF(), report.pages[index].size).adjusted(40, 30, -40, -20)
        assert overlapping(texts) == [], index
        assert covered(texts, shapes) == [], index
        assert [each.words for each in texts if not page.contains(each.area)] == [], index
        found.append(texts)
    return found


def test_no_words_of_any_page_lie_on_others_or_beyond_its_edge(drawn: list[list[DrawnText]]) -> None:
    assert len(drawn) > 25
    assert all(len(texts) > 5 for texts in drawn)


def test_no_words_are_smaller_than_six_points(drawn: list[list[DrawnText]]) -> None:
    least = min(each.area.height() / 0.96 for texts in drawn for each in texts)
    assert least / 1.5 >= 5.99


def test_nothing_that_the_team_wrote_is_cut(drawn: list[list[DrawnText]], report: Report) -> None:
    written = letters("".join(each.words for texts in drawn for each in texts))
    snapshot = report.setting.snapshot
    wanted = [str(getattr(each, "name", "") or getattr(each, "text", "")) for each in snapshot
              if each.__tablename__ in ("objective", "segment", "action", "friction", "swot_statement", "milestone",
                                        "persona", "opportunity")]  # fmt: skip
    assert len(wanted) > 50
    assert [each[:80] for each in wanted if letters(each) not in written] == []


def test_every_page_but_the_cover_says_whose_it_is(drawn: list[list[DrawnText]]) -> None:
    for number, texts in enumerate(drawn[1:], 2):
        said = [each.words.replace("\xa0", " ") for each in texts]
        for wanted in (f"Page {number} sur {len(drawn)}", "Exemple fictif", "Confidentiel"):
            assert wanted in said, number
        assert any("22 nov. 2026" in each for each in said)
        assert said[0].startswith("Fil & Garrigue")


def test_dates_go_from_one_to_another_in_words(drawn: list[list[DrawnText]]) -> None:
    said = [each.words.replace("\xa0", " ") for texts in drawn for each in texts]
    assert "4 janv. 2027 au 31 déc. 2027" in said
    assert [each for each in said if "→" in each] == []


def test_entries_stand_on_the_pages_that_the_contents_name(drawn: list[list[DrawnText]], report: Report) -> None:
    assert {each.level for each in report.entries} == {0, 1, 2}
    for entry in report.entries:
        words = letters("".join(each.words for each in drawn[entry.page - 1]))
        assert letters(entry.title.removeprefix("Carte\xa0: ").removeprefix("Persona\xa0: ")) in words, entry
        if entry.level < 2:
            assert letters(f"{entry.title}{entry.page}") in letters("".join(each.words for each in drawn[1]))


def test_maps_lie_across_and_all_other_pages_stand(report: Report) -> None:
    across = {number for number, page in enumerate(report.pages, 1) if page.size.width() > page.size.height()}
    assert {each.page for each in report.entries if each.level == 2} <= across
    assert all(page.size == PORTRAIT for number, page in enumerate(report.pages, 1) if number not in across)


def test_only_the_chosen_journeys_are_shown(report: Report) -> None:
    snapshot = sample_plan("saas")
    first, *others = snapshot.all(Journey)
    entries = laid_out(Setting(snapshot, report.setting.words, TODAY, [first.id])).entries
    named = [each.title for each in entries if each.level]
    assert sum(first.name in each for each in named) == 2
    assert not any(other.name in each for each in named for other in others)


def test_a_row_stays_whole_and_heads_come_again(report: Report) -> None:
    sheet = report.setting.sheet
    columns = (Column("Nom", 2), Column("Prix", 1, is_figure=True))
    rows = [group_row("Groupe", "1", 2), *(row(f"Ligne {place}\nsuite", "12") for place in range(60))]
    strips = table(sheet, columns, [*rows, row("Total", "720", kind="total")])
    pages = pages_of(strips)
    assert len(pages) == 3
    assert sum(len(page.placed) for page in pages) == len(strips) + 2
    heads = {strip.height for page in pages[1:] for top, strip in page.placed if top == 0}
    assert heads == {strips[0].height}
    assert all(top + strip.height <= HEIGHT for page in pages for top, strip in page.placed)
    assert len(pages[-1].placed) >= 3  # the total is not alone


def test_a_row_higher_than_a_page_goes_on_where_it_began(report: Report) -> None:
    strips = table(report.setting.sheet, (Column("Nom", 1),), [row("mot " * 6000)])
    pages = pages_of(strips)
    filled = [max(top + strip.height for top, strip in page.placed) / HEIGHT for page in pages]
    assert len(pages) > 2
    assert all(0.7 < each <= 1 for each in filled[:-1])


def test_what_belongs_together_begins_another_page() -> None:
    def strip(height: float, *, keeps: bool = False) -> Strip:
        return Strip(height, lambda _painter: None, keeps=keeps)

    pages = pages_of([strip(HEIGHT - 100), strip(60, keeps=True), strip(60)])
    assert [len(page.placed) for page in pages] == [1, 2]
    assert all(page.size == PORTRAIT for page in pages)
