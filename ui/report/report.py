"""The report of a plan: laid out, painted on the pages of a PDF, whole on disk or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from exports.files import atomic_write
from exports.written import IsCancelled, Progress, Written, stop_if
from journey.model import Journey
from resources.i18n import N_, current, spoken_in
from storage.errors import PlanError
from strategy.snapshot import Snapshot
from ui.report.finishing import Place, finished
from ui.report.furniture import CONTENTS, Entry, contents, paint_cover, paint_running_lines, title_of
from ui.report.paging import MARGINS, PORTRAIT, Item, Page, pages_of
from ui.report.parts import (
    action_plan,
    budget,
    calendar,
    follow_up,
    frictions,
    in_short,
    journeys,
    next_steps,
    objectives,
    priorities,
    segments,
    swot,
)
from ui.report.setting import Setting
from ui.report.typesetting import PER_POINT, one_line
from ui.theme.theme import on_paper

_RESOLUTION = 1200
_UNNAMED = "–"


class Part(NamedTuple):
    """One part: its title, to translate, what gives its strips, and the sentence in its place if there are none."""

    title: str
    strips: Callable[[Setting], Iterator[Item]]
    missing: Callable[[Setting], str]


PARTS: tuple[Part, ...] = tuple(
    Part(module.TITLE, module.strips, module.missing)
    for module in (
        objectives,
        segments,
        journeys,
        frictions,
        swot,
        priorities,
        action_plan,
        calendar,
        budget,
        follow_up,
        next_steps,
    )
)


@dataclass(frozen=True, slots=True)
class Report:
    """The pages of a report, laid out; painted in the same thread, inside `on_paper` and `spoken_in`."""

    setting: Setting
    pages: tuple[Page, ...]
    parts: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.setting)

    def paint(self, painter: QPainter, index: int) -> None:
        """One page from the painter's origin, its corner."""
        page = self.pages[index]
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if page.is_cover:
            paint_cover(painter, self.setting)
            return
        paint_running_lines(painter, self.setting, page, self.parts[page.part], index + 1, len(self.pages))
        painter.translate(MARGINS.left(), MARGINS.top())
        page.paint(painter)


def write_report(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    journeys: Collection[str] | None = None,
    today: datetime.date | None = None,
) -> Written:
    """Write the report of a plan as a PDF in "fr" or "en"; the plan's own texts stay in the plan's language.

    A4 upright, maps of journeys across; a map whose words would be too small gets a larger sheet, and a note says so.
    `journeys`: ids of those to show, all by default. Needs a QGuiApplication, no window; can run in any thread. Raises
    PlanError when the file cannot be written, ExportCancelled when `is_cancelled` said so; in both cases a former file
    is as it was. Written twice on one day the same plan gives the same bytes.
    """
    known = {each.id for each in snapshot.all(Journey)}
    if journeys is not None and not known.issuperset(journeys):
        raise PlanError(N_("This journey does not exist any more."))
    day = today or datetime.date.today()
    with on_paper(), spoken_in(language) as words:
        setting = Setting(snapshot, words, day, journeys)
        report = laid_out(setting, progress, is_cancelled)
        bare, company = _painted(report, progress, is_cancelled), one_line(snapshot.plan.company)
        content = finished(bare, report.title, company, language, day, _places(report))
    notes = _notes(report)
    stop_if(is_cancelled)
    with atomic_write(path) as part:
        part.write_bytes(content)
        stop_if(is_cancelled)
    if progress:
        progress(2 * len(report.parts[1:]), 2 * len(report.parts[1:]), "")
    return Written(Path(path), report.parts[1:], notes)


def laid_out(setting: Setting, progress: Progress | None = None, is_cancelled: IsCancelled | None = None) -> Report:
    """The pages: the cover, the contents, the figures, then every part that has anything to show, on its own pages."""
    tr = setting.tr
    absent = [(tr(each.title), reason) for each in PARTS if (reason := each.missing(setting))]
    shown = [each for each in PARTS if (tr(each.title)) not in dict(absent)]
    titles = [tr(CONTENTS), tr(in_short.TITLE), *(tr(each.title) for each in shown)]
    first = [*in_short.strips(setting), *(in_short.not_yet(setting, absent) if absent else ())]
    found = pages_of(first, 1)
    for number, part in enumerate(shown, 2):
        stop_if(is_cancelled)
        if progress:
            progress(number - 1, 2 * (len(titles) - 1), titles[number])
        found += pages_of(_stoppable(part.strips(setting), is_cancelled), number)
    count = len(pages_of(contents(setting, _listed(_entries(found, 0)))))  # numbers have their room whatever they are
    entries = _entries(found, count + 1)
    listed = pages_of(contents(setting, _listed(entries)))
    return Report(setting, (Page(PORTRAIT, is_cover=True), *listed, *found), tuple(titles), tuple(entries))


def _stoppable(items: Iterable[Item], is_cancelled: IsCancelled | None) -> Iterator[Item]:
    for each in items:
        stop_if(is_cancelled)
        yield each


def _entries(pages: list[Page], before: int) -> list[Entry]:
    """Every mark with the number of its page, when so many pages come before."""
    marks = [(mark, number) for number, page in enumerate(pages, before + 1) for _, mark in page.marks]
    return [
        Entry(one_line(mark.title) or _UNNAMED, mark.level, number, place) for place, (mark, number) in enumerate(marks)
    ]


def _listed(entries: list[Entry]) -> list[Entry]:
    """Those that the contents name; bookmarks have all."""
    return [each for each in entries if each.level < 2]


def _painted(report: Report, progress: Progress | None, is_cancelled: IsCancelled | None) -> bytes:
    """The pages as Qt writes them."""
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(_layout(report.pages[0]))
    painter = QPainter(writer)
    shown = 0
    try:
        for index, page in enumerate(report.pages):
            stop_if(is_cancelled)
            if progress and page.part > shown:
                shown = page.part
                progress(len(report.parts) + shown - 2, 2 * (len(report.parts) - 1), report.parts[shown])
            if index:
                writer.setPageLayout(_layout(page))
                writer.newPage()
            painter.resetTransform()
            painter.scale(_RESOLUTION / 72 / PER_POINT, _RESOLUTION / 72 / PER_POINT)
            painter.save()
            report.paint(painter, index)
            painter.restore()
    finally:
        painter.end()
        buffer.close()
    return bytes(raw.data())


def _layout(page: Page) -> QPageLayout:
    is_across = page.size.width() > page.size.height()
    turn = QPageLayout.Orientation.Landscape if is_across else QPageLayout.Orientation.Portrait
    size = (page.size.transposed() if is_across else page.size) / PER_POINT
    return QPageLayout(QPageSize(size, QPageSize.Unit.Point), turn, QMarginsF(), QPageLayout.Unit.Point)


def _places(report: Report) -> list[Place]:
    """Where bookmarks and the lines of the contents lead; in points from the upper left corner of a page."""
    places = []
    marks = [(number, top, mark) for number, page in enumerate(report.pages) for top, mark in page.marks]
    for number, top, mark in marks:
        height = (top + MARGINS.top() - 12) / PER_POINT
        places.append(Place(one_line(mark.title) or _UNNAMED, mark.level, number, height))
    for number, page in enumerate(report.pages):
        for top, strip in page.placed:
            if strip.leads_to is not None:
                area = [MARGINS.left(), top + MARGINS.top(), page.size.width() - MARGINS.right(),
                        top + MARGINS.top() + strip.height]  # fmt: skip
                left, upper, right, lower = (each / PER_POINT for each in area)
                places[strip.leads_to].links.append((number, (left, upper, right, lower)))
    return places


def _notes(report: Report) -> tuple[str, ...]:
    """What whoever writes it should know, in their language: pages that are larger than the others."""
    largest = max(PORTRAIT.height(), PORTRAIT.width())
    wide = [number for number, page in enumerate(report.pages, 1) if page.size.width() > largest + 1]
    if not wide:
        return ()
    words = current()
    told = words.ntr(
        "Page {numbers} is larger than A4: the words of the map would be too small.",
        "Pages {numbers} are larger than A4: the words of the maps would be too small.",
        len(wide),
    )
    return (told.format(numbers=words.join(str(each) for each in wide)),)
