"""No word of a report is cut, covered or out of its place, whatever the team wrote; no row is cut in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from resources.i18n import spoken_in
from tests.ui.pictures.drawings import DrawnText, covered, overlapping, read
from tests.ui.report.plans import TODAY, letters, long_plan
from ui.pictures.sharp import svg_of
from ui.report.paging import HEIGHT, PORTRAIT, Strip, pages_of
from ui.report.report import Report, laid_out
from ui.report.setting import Setting
from ui.report.tables import Column, group_row, row, table
from ui.theme.theme import on_paper

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass(frozen=True)
class Sheet:
    """A page of a report as a picture, to be read back."""

    report: Report
    index: int
    title: str = ""
    subtitle: str = ""
    language: str = "fr"

    @property
    def width(self) -> float:
        return self.report.pages[self.index].size.width()

    @property
    def height(self) -> float:
        return self.report.pages[self.index].size.height()

    def paint(self, painter: QPainter, _visible: QRectF | None = None) -> None:
        self.report.paint(painter, self.index)


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
        sheet = Sheet(report, index)
        texts, shapes = read(svg_of(sheet))  # type: ignore[arg-type]  # all that it asks of a picture
        page = QRectF(0, 0, sheet.width, sheet.height).adjusted(40, 30, -40, -20)
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
    assert len(wanted) > 70
    assert [each[:80] for each in wanted if letters(each) not in written] == []


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
