"""The client's workbook: all its sheets in one language, from a frozen plan, whole on disk or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from openpyxl import Workbook

from exports.cells import writable_text
from exports.edition import Edition
from exports.files import atomic_write
from exports.hidden import write_meta
from exports.layout import PageTexts
from exports.options import DEFAULT, WorkbookOptions
from exports.package import Part, bare_package, complete_package, sheet_part
from exports.shared import Shared
from exports.sheet import Sheet
from exports.sheets import planned_sheets
from exports.style import Style
from exports.written import IsCancelled, Pictures, Progress, Written, stop_if
from resources.i18n import N_, Words, words
from strategy.snapshot import Snapshot

_STEPS = {"objectives": 0, "segments": 1, "journeys": 2, "swot": 3, "action_plan": 4, "follow_up": 5}
"""Which colour of the steps the tabs of a sheet have."""


def write_workbook(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    pictures: Pictures | None = None,
    sheets: Collection[str] | None = None,
    options: WorkbookOptions = DEFAULT,
) -> Written:
    """Write the whole plan to `path` in "fr" or "en"; the plan's own texts stay in the plan's language.

    `pictures` draws the journeys; without it there are none. `sheets` are the names of those to write, as in `SHEETS`;
    None = all.

    Can run in any thread. Raises PlanError when the file cannot be written, ExportCancelled when `is_cancelled` said
    so; in both cases a former file is as it was.
    """
    reader = words(language)
    edition = Edition(snapshot, reader, datetime.date.today(), pictures)
    workbook = _empty_workbook(edition)
    style, shared = Style(reader, snapshot.plan.currency), Shared(texts=_page_texts(edition), options=options)
    planned = planned_sheets(edition, sheets, options)
    titles, kinds = [title for title, _ in planned], [kind for _, kind in planned]
    written = [Sheet(workbook.create_sheet(title), reader, style, shared) for title in titles]
    for done, number in enumerate(sorted(range(len(kinds)), key=lambda each: kinds[each].turn)):
        stop_if(is_cancelled)
        if progress:
            progress(done, len(kinds), titles[number])
        written[number].set_tab(_STEPS.get(kinds[number].step))
        kinds[number].write(written[number], edition)
        written[number].protect()
    stop_if(is_cancelled)
    parts = [sheet.part for sheet in written]
    hidden = shared.lists.write(workbook), write_meta(workbook, edition, shared.returning)
    parts += [Part(grid.area, grid.xml()) for _, grid in hidden]
    ours = {sheet_part(number): each for number, each in enumerate(parts, 1)}
    with atomic_write(path) as part:  # the disk only sees the finished file
        part.write_bytes(complete_package(bare_package(workbook), ours))
        stop_if(is_cancelled)
    if progress:
        progress(len(kinds), len(kinds), "")
    return Written(Path(path), tuple(titles), tuple(_cut_texts(written, reader)))


def _empty_workbook(edition: Edition) -> Workbook:
    """A workbook with its properties, which name neither user nor computer; the day of export is its only date."""
    workbook, plan = Workbook(), edition.snapshot.plan
    workbook.remove(workbook.worksheets[0])
    properties = workbook.properties
    properties.creator = "Périple"
    properties.title = writable_text(plan.name) or None
    properties.subject = writable_text(plan.company) or None
    properties.category = edition.tr(N_("Action plan"))
    properties.language = edition.words.language
    properties.created = properties.modified = datetime.datetime.combine(edition.exported_on, datetime.time())
    workbook.calculation.fullCalcOnLoad = True
    return workbook


def _page_texts(edition: Edition) -> PageTexts:
    plan = edition.snapshot.plan
    client = ", ".join(dict.fromkeys(part for part in (plan.company, plan.name) if part))
    return PageTexts(client, edition.tr(N_("Confidential")), edition.words.date(edition.exported_on))


def _cut_texts(sheets: list[Sheet], reader: Words) -> list[str]:
    sentence = reader.tr(N_("{sheet}, cell {cell}: the text is longer than Excel allows; its end was cut."))
    return [sentence.format(sheet=sheet.worksheet.title, cell=cell) for sheet in sheets for cell in sheet.cut]
