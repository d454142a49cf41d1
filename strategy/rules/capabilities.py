"""Step 4: what completes the capabilities, and what deserves a warning."""

from __future__ import annotations

from collections.abc import Iterable

from strategy.analysis.capabilities import area_scores
from strategy.model import Quadrant, SwotStatement
from strategy.rules.registry import Missing, Subject, about_plan, completion, plan_lacks, warning
from strategy.snapshot import Snapshot

AREA_KIND = "capability_area"
"""Kind of a subject that is an area of the catalogue rather than a row."""


@completion("done_4_areas")
def areas_are_assessed(snapshot: Snapshot) -> Iterable[Missing]:
    """Enough questions are answered in each of the four areas."""
    return [Missing(AREA_KIND, area.area, ("answer",)) for area in area_scores(snapshot) if not area.is_assessed]


@completion("done_4_sw")
def has_strength_weakness_and_budget(snapshot: Snapshot) -> Iterable[Missing]:
    """At least one strength and one weakness are written down, and the budget is stated."""
    if not snapshot.where(SwotStatement, quadrant=Quadrant.STRENGTH.value):
        yield plan_lacks("strength")
    if not snapshot.where(SwotStatement, quadrant=Quadrant.WEAKNESS.value):
        yield plan_lacks("weakness")
    if snapshot.plan.budget is None:
        yield plan_lacks("budget")


@warning("warn_capability_unanswered")
def capability_unanswered(snapshot: Snapshot) -> Iterable[Subject]:
    """Too few questions of an area are answered; the subject is the area."""
    for area in area_scores(snapshot):
        if not area.is_assessed:
            values = {"answered": area.answered, "applicable": area.applicable, "share": area.answered_share}
            yield Subject(AREA_KIND, area.area, values)


@warning("info_ot_optional")
def outlook_is_optional(snapshot: Snapshot) -> Iterable[Subject]:
    """Neither opportunity nor threat is written down, which the method accepts."""
    outlook = (Quadrant.OPPORTUNITY, Quadrant.THREAT)
    if not any(snapshot.where(SwotStatement, quadrant=quadrant.value) for quadrant in outlook):
        yield about_plan()


@warning("warn_no_budget")
def no_budget(snapshot: Snapshot) -> Iterable[Subject]:
    """The plan has no budget amount."""
    if snapshot.plan.budget is None:
        yield about_plan()
