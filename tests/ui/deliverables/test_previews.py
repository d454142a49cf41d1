"""What is seen of a deliverable is what would be written."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from journey.model import Journey
from resources.i18n import words
from storage.errors import PlanError
from strategy.model import Action, Objective
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from tests.support import sample_plan
from tests.windows import dress
from ui.deliverables.previews import slides, texts
from ui.deliverables.previews.pages import Asked, pages_of
from ui.deliverables.previews.sheet_files import Sketch
from ui.deliverables.previews.sheets import SheetPages


@pytest.fixture(scope="module")
def snapshot(qapp: QApplication) -> Snapshot:
    dress(qapp)
    return sample_plan("shop")


@pytest.fixture(scope="module")
def sheets(snapshot: Snapshot) -> SheetPages:
    return SheetPages(asked(snapshot, "workbook"))


def asked(snapshot: Snapshot, format_id: str, kind: str = "", views: tuple[str, ...] = ("map", "compare")) -> Asked:
    journeys = tuple(each.id for each in snapshot.all(Journey))
    return Asked(format_id, snapshot, "fr", journeys, kind, views, (336, 384))


def inks(image: QImage) -> int:
    """How many colours there are among some of its dots."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def said(sketch: Sketch) -> set[str]:
    return {shown for shown, _ in sketch.cells.values()}


def test_a_sheet_is_seen_with_the_rows_of_the_plan(sheets: SheetPages, snapshot: Snapshot) -> None:
    place = sheets.place_of("actions")
    assert place is not None
    assert sheets.title(place) == "Plan d’action"
    sketch = sheets._sketches[place]
    naming = Naming(snapshot, words("fr"))
    assert {naming.title(each) for each in snapshot.all(Action)} <= said(sketch)
    assert sheets.counts["actions"] == len(snapshot.all(Action))
    assert sheets.counts["objectives"] == len(snapshot.all(Objective))
    assert sketch.widths[2] == 0  # the column of the identifiers is hidden in the file
    assert inks(sheets.image(place)) > 10


def test_figures_are_seen_as_the_file_shows_them(sheets: SheetPages, snapshot: Snapshot) -> None:
    place = sheets.place_of("cover")
    assert place is not None
    reader, plan = words("fr"), snapshot.plan
    assert {reader.money(plan.budget, plan.currency), reader.date(plan.start_date)} <= said(sheets._sketches[place])


@pytest.mark.parametrize(
    ("format_id", "kind", "title"),
    [
        ("deck", "", "Fil & Garrigue, relation client 2027"),
        ("report", "", "Page 1 of "),
        ("pictures", "png", "Racheter en ligne"),
        ("tasks", "jira", "Fil & Garrigue"),
        ("diagrams", "mmd", "Racheter en ligne"),
    ],
)
def test_every_format_is_seen(snapshot: Snapshot, format_id: str, kind: str, title: str) -> None:
    pages = pages_of(asked(snapshot, format_id, kind))
    assert len(pages) > (format_id != "tasks")
    assert pages.title(0).startswith(title)
    assert inks(pages.image(0)) > 4


def test_a_slide_is_seen_with_its_texts(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: dict[str, QRectF] = {}
    real = slides._Paragraph.paint

    def note(paragraph: slides._Paragraph, painter: QPainter, area: QRectF) -> None:
        painted[paragraph._words] = area
        real(paragraph, painter, area)

    monkeypatch.setattr(slides._Paragraph, "paint", note)
    pages = pages_of(asked(snapshot, "deck"))
    pages.image(1)
    assert {pages.title(1), "2", "1"} <= painted.keys()
    assert min(area.height() for words, area in painted.items() if words) > 8


def test_a_table_is_seen_in_its_columns_and_a_text_in_its_lines(snapshot: Snapshot) -> None:
    tasks = texts.TextPages(asked(snapshot, "tasks", "jira"))
    table = texts._table("", tasks._files[0][1])
    assert [table.cells[1, column][0] for column in (1, 2, 3)] == ["Summary", "Description", "Issue Type"]
    assert table.cells[2, 3][0] == "Task"
    assert table.widths[2] == 30
    assert texts._lines("a\x1bb\nc")[:2] == ["a b", "c"]


def test_two_journeys_have_one_comparison_and_a_journey_alone_none(snapshot: Snapshot) -> None:
    pages = pages_of(asked(snapshot, "pictures", "png", ("compare",)))
    assert len(pages) == 1
    with pytest.raises(PlanError):
        pages_of(asked(snapshot, "pictures", "png", ()))


def test_every_page_of_a_report_is_seen_from_any_thread_however_many(snapshot: Snapshot) -> None:
    actions = [Action(id=f"many{number}", name=f"Action {number}", position=number) for number in range(600)]
    before = set(threading.enumerate())
    pages = pages_of(asked(Snapshot([snapshot.plan, *actions]), "report"))
    assert len(pages) > 40
    with ThreadPoolExecutor(2) as others:
        images = list(others.map(pages.image, (len(pages) - 1, 41)))
    assert min(inks(image) for image in images) > 4
    painters = set(threading.enumerate()) - before
    assert "report pages" in {each.name for each in painters}
    del pages
    assert not any(each.is_alive() for each in painters if each.name == "report pages")
