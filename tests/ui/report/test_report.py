"""The file of a report, read again by another program: words, typefaces, bookmarks, links, and nothing left behind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pypdf import PdfReader

from exports.sheets.horizons import HORIZONS
from exports.written import ExportCancelled, Written
from resources.i18n import words
from storage.errors import PlanError
from strategy.analysis import budget
from strategy.model import Milestone
from strategy.snapshot import Snapshot
from tests.support import sample_plan
from tests.ui.report.plans import NASTY, TODAY, letters
from ui.models.action_plan import HORIZON_NAMES
from ui.report.report import write_report

pytestmark = pytest.mark.usefixtures("qapp")


class Made:
    """The report of the sample shop with one odd milestone, written once, and what was told meanwhile."""

    def __init__(self, folder: Path) -> None:
        odd = Milestone(id="turn", name=NASTY, day=datetime.date(2027, 3, 1))
        self.plan = Snapshot([*sample_plan("shop"), odd])
        self.told: list[tuple[int, int, str]] = []
        self.path = folder / "rapport.pdf"
        self.written = self.write(self.path)
        self.reader = PdfReader(self.path)
        self.bookmarks = list(bookmarks(self.reader.outline))

    def write(self, path: Path) -> Written:
        return write_report(self.plan, path, "fr", lambda *each: self.told.append(each), today=TODAY)

    def page_of(self, title: str) -> int:
        """The page that a bookmark leads to, from 0."""
        number = self.reader.get_destination_page_number(
            next(each for _, each in self.bookmarks if each.title == title)
        )
        assert number is not None
        return number

    def text(self, number: int) -> str:
        return self.reader.pages[number].extract_text()


@pytest.fixture(scope="module")
def made(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report."""
    return Made(tmp_path_factory.mktemp("report"))


def bookmarks(found: Any, level: int = 0) -> Iterator[tuple[int, Any]]:  # Any: pypdf's destinations
    for each in found:
        if isinstance(each, list):
            yield from bookmarks(each, level + 1)
        else:
            yield level, each


def test_words_are_found_as_they_were_written(made: Made) -> None:
    text = made.text(made.page_of("Calendrier"))
    assert letters(NASTY) in letters(text)  # no markup, ligature or raised colon of the typeface
    assert "’" in text
    assert "\t" not in text


def test_the_budget_reads_as_in_the_window_and_the_workbook(made: Made) -> None:
    text = letters(made.text(made.page_of("Budget et rendement")))
    share = words("fr").percent(budget(made.plan).used_share)
    assert letters(f"{share} utilisés") in text  # 99.5% is not all of it
    assert HORIZON_NAMES == HORIZONS


def test_bookmarks_name_every_part_and_lead_to_its_page(made: Made) -> None:
    assert tuple(each.title for level, each in made.bookmarks if level == 0) == made.written.parts
    pages = [made.page_of(each) for each in made.written.parts]
    assert pages == sorted(set(pages))
    assert made.text(made.page_of("SWOT")).count("SWOT") == 2  # over the page, and its title


def test_the_lines_of_the_contents_lead_to_their_pages(made: Made) -> None:
    annotations: Any = made.reader.pages[1]["/Annots"].get_object()
    links = [each.get_object() for each in annotations]
    pages = [made.reader.get_page_number(each["/Dest"][0].get_object()) for each in links]
    assert pages == [made.page_of(each.title) for level, each in made.bookmarks if level < 2]


def test_typefaces_are_inside_and_named_alike(made: Made) -> None:
    names = set()
    for page in made.reader.pages:
        fonts: Any = page["/Resources"].get_object()
        for font in fonts.get("/Font", {}).values():
            part = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in part["/FontDescriptor"]
            assert font["/BaseFont"] == part["/BaseFont"] == part["/FontDescriptor"]["/FontName"]
            names.add(part["/BaseFont"].partition("+")[2].partition("-")[0])
    assert {"Inter", "SourceSerif4"} <= names


def test_the_file_says_what_it_is_and_nothing_of_the_computer(made: Made) -> None:
    told = made.reader.metadata
    assert told is not None
    assert str(told.title).startswith("Fil & Garrigue, relation client")
    assert {told.creator, told.producer} == {"Périple"}
    root: Any = made.reader.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/PageMode"] == "/UseOutlines"
    assert b"uuid" not in root["/Metadata"].get_object().get_data()


def test_progress_names_each_part_twice_and_ends(made: Made) -> None:
    count = 2 * len(made.written.parts)
    own = made.told[: made.told.index((count, count, "")) + 1]
    assert [done for done, _, _ in own] == sorted(done for done, _, _ in own)
    assert {name for _, _, name in own} >= set(made.written.parts)


def test_the_same_plan_gives_the_same_bytes_in_any_thread(made: Made, tmp_path: Path) -> None:
    again = Thread(target=made.write, args=(tmp_path / "b.pdf",))
    again.start()
    again.join()
    assert (tmp_path / "b.pdf").read_bytes() == made.path.read_bytes()


def test_given_up_it_leaves_the_former_file(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"former")
    answers = chain([False] * 5, repeat(True))
    with pytest.raises(ExportCancelled):
        write_report(sample_plan("shop"), target, "fr", is_cancelled=lambda: next(answers))
    assert target.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [target]


def test_an_empty_plan_tells_what_is_not_there_yet(tmp_path: Path) -> None:
    written = write_report(Snapshot(), tmp_path / "a.pdf", "en")
    assert written.parts == ("In short",)
    reader = PdfReader(tmp_path / "a.pdf")
    text = reader.pages[2].extract_text()
    assert len(reader.pages) == 3
    for wanted in ("Not in this report yet", "Journeys", "No journey yet", "Next steps"):
        assert wanted in text


def test_a_journey_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="does not exist any more"):
        write_report(sample_plan("shop"), tmp_path / "a.pdf", "fr", journeys=["gone"])
    assert not (tmp_path / "a.pdf").exists()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="does not exist any more"):
        write_report(Snapshot(), tmp_path / "none" / "a.pdf", "fr")
