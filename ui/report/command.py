"""The report for the command line: no window, and no display needed."""

from __future__ import annotations

from pathlib import Path

from exports.written import Progress, Written
from strategy.journey_report import journeys_called
from strategy.snapshot import Snapshot
from ui.pictures.command import start_qt
from ui.report.report import write_report


def export_report(
    snapshot: Snapshot, target: Path, language: str, progress: Progress | None = None, *, journey: str | None = None
) -> Written:
    """Write the report with all journeys, or with those of a name. `PlanError` for what does not exist."""
    start_qt()
    chosen = None if journey is None else [each.id for each in journeys_called(snapshot, journey)]
    return write_report(snapshot, target, language, progress, journeys=chosen)
