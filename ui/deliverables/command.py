"""Deliverables for the command line: no window, and no display needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exports.options import PAPERS, WorkbookOptions
from resources.i18n import spoken_in
from ui.deliverables.formats import BY_SUFFIX, TASKS, Order

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot

PICTURES = (".svg", ".png", ".pdf")
DIAGRAMS = (".graphml", ".gexf", ".dot", ".mmd")


@dataclass(frozen=True)
class Options:
    """What the command line says besides the plan and the file."""

    journey: str | None = None
    view: str | None = None
    paper: str | None = None
    is_tiled: bool = False
    dpi: int | None = None
    table: str | None = None
    program: str | None = None
    has_values: bool = False
    """Of a workbook: values instead of formulas."""
    has_segment_sheets: bool = False

    @property
    def is_about_a_journey(self) -> bool:
        """Whether a PDF is the picture of a journey rather than the report."""
        return bool(self.journey or self.view or self.paper or self.is_tiled)


def export(snapshot: Snapshot, target: Path, language: str, options: Options, reader: str) -> Sequence[str]:
    """Write a deliverable by the ending of its name; returns what is worth knowing, in the language of the `reader`."""
    with spoken_in(reader):
        return _export(snapshot, target, language, options)


def _export(snapshot: Snapshot, target: Path, language: str, options: Options) -> Sequence[str]:
    suffix = target.suffix.lower()
    if suffix in DIAGRAMS:
        from exports.interchange.command import export_journey

        return export_journey(snapshot, target, language, journey=options.journey, view=options.view).notes
    if suffix in PICTURES and (suffix not in BY_SUFFIX or options.is_about_a_journey):
        return _picture(snapshot, target, language, options)
    wanted = TASKS if options.program else BY_SUFFIX[suffix]
    workbook = WorkbookOptions(not options.has_values, options.has_segment_sheets, options.paper or PAPERS[0])
    order = Order(
        snapshot, target, language, _chosen(snapshot, options), table=options.table or "", kind=options.program or "",
        workbook=workbook,
    )  # fmt: skip
    return wanted.write(order, None, None).notes


def _chosen(snapshot: Snapshot, options: Options) -> tuple[str, ...] | None:
    if options.journey is None:
        return None
    from strategy.journey_report import journeys_called

    return tuple(each.id for each in journeys_called(snapshot, options.journey))


def _picture(snapshot: Snapshot, target: Path, language: str, options: Options) -> Sequence[str]:
    from ui.pictures.command import export_picture
    from ui.pictures.writing import Choices

    choices = Choices(options.paper, options.is_tiled, **({"dpi": options.dpi} if options.dpi else {}))
    return export_picture(
        snapshot, target, language, journey=options.journey, view=options.view, choices=choices
    ).notes  # fmt: skip
