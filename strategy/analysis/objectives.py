"""Figures of step 1: the five SMART lights of an objective."""

from __future__ import annotations

from dataclasses import dataclass

from strategy.entries import kpi_traits
from strategy.links import segments_of_objective
from strategy.model import Objective
from strategy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SmartLights:
    """Whether an objective meets each SMART criterion; `achievable` is the team's own answer."""

    specific: bool
    measurable: bool
    achievable: bool
    relevant: bool
    time_bound: bool

    @property
    def all_on(self) -> bool:
        return self.specific and self.measurable and self.achievable and self.relevant and self.time_bound


def smart_lights(snapshot: Snapshot, objective: Objective) -> SmartLights:
    """The five lights, by the automatic rule of each criterion."""
    start = snapshot.plan.start_date
    has_segment = objective.serves_all_customers or bool(segments_of_objective(snapshot, objective))
    return SmartLights(
        specific=bool(objective.aspect) and has_segment,
        measurable=bool(objective.kpi) and _improves(snapshot, objective),
        achievable=objective.is_achievable is True,
        relevant=bool(objective.overall_aim) and objective.priority is not None,
        time_bound=objective.due_date is not None and (start is None or objective.due_date > start),
    )


def _improves(snapshot: Snapshot, objective: Objective) -> bool:
    baseline, target = objective.baseline, objective.target
    if baseline is None or target is None or baseline == target:
        return False
    direction = kpi_traits(snapshot, objective.kpi).direction
    return direction == "context" or (target > baseline) == (direction == "up")
