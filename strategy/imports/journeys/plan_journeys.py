"""Journeys out of a plan in the open format."""

from __future__ import annotations

from pathlib import Path

from journey.model import Journey
from journey.sketch import sketch_of
from resources.i18n import N_, words
from storage.errors import PlanError
from strategy.imports.journeys.found import JourneyFile, ReadJourney
from strategy.imports.report import Report
from strategy.naming import Naming
from strategy.plan_file import rows_in_file
from strategy.snapshot import Snapshot


def read_plan_journeys(path: Path) -> JourneyFile:
    """The journeys of a plan. Raises PlanError, with a sentence that says where, for what is no plan."""
    snapshot = Snapshot(rows_in_file(path))
    naming = Naming(snapshot, words("en"))
    journeys = snapshot.all(Journey)
    if not journeys:
        raise PlanError(N_("The plan in this file has no journey."))
    report = Report()
    found = []
    for journey in journeys:
        sketch = sketch_of(snapshot, journey.id, naming.label)
        report.use(1 + len(sketch.stages) + len(sketch.points) + len(sketch.passages))
        found.append(ReadJourney(sketch, is_own=True))
    return JourneyFile(tuple(found), report)
