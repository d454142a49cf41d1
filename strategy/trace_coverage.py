"""How far the chain holds, both ways: of the things at each link, how many lead on, and how many rest on what comes
before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.model import Friction, Journey, Opportunity, Segment
from strategy.links import (
    actions_of_objective,
    actions_of_statement,
    has_diagnosis,
    is_answered,
    journeys_of_segment,
    kept_actions,
    objectives_of_action,
    objectives_of_journey,
    objectives_of_segment,
)
from strategy.model import Objective, Quadrant, SwotJourney, SwotStatement
from strategy.trace import KPI, Element

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LinkCoverage:
    """One question asked of all things of a sort: how many there are, and which ones fail it, in screen order."""

    id: str
    total: int
    missing: tuple[Element, ...]

    @property
    def held(self) -> int:
        """How many do not fail it."""
        return self.total - len(self.missing)


Asked = Callable[["Snapshot"], Iterable[tuple[Element, bool]]]


def trace_coverage(snapshot: Snapshot) -> Mapping[str, LinkCoverage]:
    """The ten questions by id: those on the way from objectives to indicators, then those on the way back."""
    return {each: _counted(each, asked(snapshot)) for each, asked in {**ONWARD, **BACKWARD}.items()}


def _counted(question: str, answers: Iterable[tuple[Element, bool]]) -> LinkCoverage:
    found = list(answers)
    return LinkCoverage(question, len(found), tuple(element for element, holds in found if not holds))


def _objective_served(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    return ((Element("objective", row.id), bool(actions_of_objective(plan, row.id))) for row in plan.all(Objective))


def _segment_with_journey(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    return ((Element("segment", row.id), bool(journeys_of_segment(plan, row.id))) for row in plan.all(Segment))


def _journey_examined(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    """A journey leads on when something was found on it: a friction, an opportunity, a strength or a weakness."""
    for row in plan.all(Journey):
        found = any(plan.where(mapped, journey_id=row.id) for mapped in (Friction, Opportunity, SwotJourney))
        yield Element("journey", row.id), found


def _finding_answered(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    """A friction that the team declined and a weakness that it accepted are answered."""
    for friction in plan.all(Friction):
        yield Element("friction", friction.id), is_answered(plan, friction)
    for row in plan.where(SwotStatement, quadrant=Quadrant.WEAKNESS.value):
        answered = row.is_accepted or bool(actions_of_statement(plan, row.id))
        yield Element("swot_statement", row.id), answered


def _action_measured(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    return ((Element("action", row.id), bool(row.kpi)) for row in kept_actions(plan))


def _segment_aimed_at(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    return ((Element("segment", row.id), bool(objectives_of_segment(plan, row.id))) for row in plan.all(Segment))


def _journey_with_objective(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    return ((Element("journey", row.id), bool(objectives_of_journey(plan, row.id))) for row in plan.all(Journey))


def _action_founded(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    return ((Element("action", row.id), has_diagnosis(plan, row.id)) for row in kept_actions(plan))


def _action_aimed(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    return ((Element("action", row.id), bool(objectives_of_action(plan, row.id))) for row in kept_actions(plan))


def _kpi_moved(plan: Snapshot) -> Iterable[tuple[Element, bool]]:
    """The indicators that prove an objective: is there an action that is measured by them?"""
    moved = {row.kpi for row in kept_actions(plan)}
    proofs = dict.fromkeys(row.kpi for row in plan.all(Objective) if row.kpi)
    return ((Element(KPI, kpi), kpi in moved) for kpi in proofs)


ONWARD: Mapping[str, Asked] = {
    "objective_served": _objective_served,
    "segment_with_journey": _segment_with_journey,
    "journey_examined": _journey_examined,
    "finding_answered": _finding_answered,
    "action_measured": _action_measured,
}
"""Does each thing lead to the next?"""
BACKWARD: Mapping[str, Asked] = {
    "segment_aimed_at": _segment_aimed_at,
    "journey_with_objective": _journey_with_objective,
    "action_founded": _action_founded,
    "action_aimed": _action_aimed,
    "kpi_moved": _kpi_moved,
}
"""Does each thing rest on one before it?"""
