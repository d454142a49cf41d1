"""The deliverables of a plan: what each is called, and what writes it. The dialog and the command line share the list.

Nothing heavy is imported before a deliverable is written; those with drawings need Qt, which is started then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from exports.options import DEFAULT, WorkbookOptions
from exports.written import IsCancelled, Progress, Written
from resources.i18n import N_

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot


@dataclass(frozen=True)
class Order:
    """A deliverable as it is asked for."""

    snapshot: Snapshot
    path: Path
    language: str
    journeys: tuple[str, ...] | None = None
    """Ids of the journeys that it shows, None for all."""
    sheets: tuple[str, ...] | None = None
    """Of the workbook: the names of its sheets; None for all."""
    table: str = ""
    """Of a CSV file: the table, "" for the action plan."""
    kind: str = ""
    """Of tasks, pictures and diagrams: one of the names in their lists of kinds."""
    views: tuple[str, ...] = ()
    """Of pictures: the views of each journey."""
    workbook: WorkbookOptions = DEFAULT


Write = Callable[[Order, Progress | None, IsCancelled | None], Written]


@dataclass(frozen=True)
class Format:
    """One kind of deliverable."""

    id: str
    title: str
    told: str
    """What it is, in a few words."""
    icon: str
    suffix: str
    """Of its file; "" for a folder."""
    write: Write
    about: str = ""
    """What it is good for, in a sentence."""
    doing: str = N_("Writing {part}")
    """What is told while it is written; may have {n} and {total}."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What there is to choose from, by its name, and what each is called."""
    tail: str = ""
    """What the name of its file has after the name of the plan."""

    @property
    def shows_journeys(self) -> bool:
        """Whether it is a matter of which journeys are chosen."""
        return self.id in ("deck", "report", "pictures", "diagrams")


def _workbook(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from exports.workbook import write_workbook
    from ui.pictures.command import maps_of

    maps = maps_of(order.snapshot, order.language)
    return write_workbook(
        order.snapshot, order.path, order.language, progress, is_cancelled, pictures=maps, sheets=order.sheets,
        options=order.workbook,
    )  # fmt: skip


def _deck(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from exports.deck.deck import write_deck

    return write_deck(
        order.snapshot, order.path, order.language, progress, is_cancelled, journeys=order.journeys
    )  # fmt: skip


def _report(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from ui.pictures.command import start_qt
    from ui.report.report import write_report

    start_qt()
    return write_report(
        order.snapshot, order.path, order.language, progress, is_cancelled, journeys=order.journeys
    )  # fmt: skip


def _pictures(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from ui.deliverables.per_journey import write_pictures

    return write_pictures(order, progress, is_cancelled)


def _diagrams(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from ui.deliverables.per_journey import write_diagrams

    return write_diagrams(order, progress, is_cancelled)


def _table(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from exports.plain.tables import ACTIONS, write_table

    table = order.table or ACTIONS
    return write_table(order.snapshot, order.path, order.language, progress, is_cancelled, table=table)


def _tables(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from exports.plain.tables import write_tables

    return write_tables(order.snapshot, order.path, order.language, progress, is_cancelled)


def _archive(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from exports.plain.tables import write_archive

    return write_archive(order.snapshot, order.path, order.language, progress, is_cancelled)


def _tasks(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from exports.plain.tasks import write_tasks

    return write_tasks(order.snapshot, order.path, order.language, progress, is_cancelled, program=order.kind)


def _due_dates(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    from exports.plain.due_dates import write_due_dates

    return write_due_dates(order.snapshot, order.path, order.language, progress, is_cancelled)


def _plan(order: Order, _progress: Progress | None, _is_cancelled: IsCancelled | None) -> Written:
    from exports.files import atomic_write
    from strategy.plan_json import json_text

    with atomic_write(order.path) as part:
        part.write_text(json_text(order.snapshot), encoding="utf-8", newline="\n")
    return Written(order.path)


_PROGRAMS = {"trello": "Trello", "jira": "Jira", "planner": "Planner"}
_PICTURES = {"pdf": "PDF", "png": "PNG", "svg": "SVG"}
_DIAGRAMS = {"graphml": "GraphML", "mmd": "Mermaid", "dot": "DOT", "gexf": "GEXF"}

WORKBOOK = Format(
    "workbook", "Excel", N_("Live workbook, .xlsx"), "file-spreadsheet", ".xlsx", _workbook,
    N_("The action plan is always in it: the client fills it in and sends it back. Opens in Excel and LibreOffice."),
    N_("Writing {part}, sheet {n} of {total}"),
)  # fmt: skip
DECK = Format(
    "deck", "PowerPoint", N_("Slides to edit, .pptx"), "presentation", ".pptx", _deck,
    N_("Charts and tables that the client can edit, and notes for whoever speaks."),
    N_("Writing {part}, slide {n} of {total}"),
)  # fmt: skip
REPORT = Format(
    "report", "PDF", N_("Report to read, A4"), "file-text", ".pdf", _report,
    N_("The whole plan to read and to print, with contents and bookmarks."),
)  # fmt: skip
PICTURES = Format(
    "pictures", N_("Pictures"), N_("PDF, PNG or SVG"), "image", "", _pictures,
    N_("A file for each view of each journey, in a folder."), N_("Writing {part}, picture {n} of {total}"), _PICTURES,
    N_("pictures"),
)  # fmt: skip
TABLE = Format("table", "CSV", N_("One table, .csv"), "table-2", ".csv", _table)
TABLES = Format(
    "tables", N_("Tables"), N_("All of them, .csv"), "table-2", "", _tables,
    N_("Every table of the workbook as a file of its own, in a folder."), tail=N_("tables"),
)  # fmt: skip
ARCHIVE = Format("archive", "ZIP", N_("All tables, .zip"), "table-2", ".zip", _archive)
TASKS = Format(
    "tasks", N_("Tasks"), "Trello, Jira, Planner", "list-checks", ".csv", _tasks,
    N_("A task for each action, under the headings that the program looks for."), kinds=_PROGRAMS,
)  # fmt: skip
DUE_DATES = Format(
    "due_dates", N_("Calendar"), N_("Due dates, .ics"), "calendar", ".ics", _due_dates,
    N_("Ends of actions, milestones and next readings of indicators, for any calendar."),
)  # fmt: skip
DIAGRAMS = Format(
    "diagrams", N_("Diagrams"), "GraphML, Mermaid", "workflow", "", _diagrams,
    N_("Journeys that other programs read, a file for each in a folder."),
    N_("Writing {part}, diagram {n} of {total}"), _DIAGRAMS, N_("diagrams"),
)  # fmt: skip
PLAN = Format(
    "plan", "JSON", N_("Whole plan, .json"), "database", ".json", _plan,
    N_("Everything that the plan holds, in an open format that Périple reads back."),
)  # fmt: skip

OFFERED = (WORKBOOK, DECK, REPORT, PICTURES, TABLES, TASKS, DUE_DATES, DIAGRAMS, PLAN)
"""What can be chosen together, in this order."""
BY_SUFFIX: Mapping[str, Format] = {
    each.suffix: each for each in (WORKBOOK, DECK, REPORT, TABLE, ARCHIVE, DUE_DATES, PLAN)
}  # fmt: skip
"""What the command line writes under a name with this ending, unless an option says otherwise."""
