"""What an objective lacks to meet each of the five SMART criteria, in words."""

from __future__ import annotations

from resources.i18n import tr
from strategy.analysis.objectives import SmartLights, smart_lights
from strategy.links import segments_of_objective
from strategy.model import Objective
from strategy.snapshot import Snapshot


def smart_gaps(snapshot: Snapshot, row: Objective) -> tuple[str, ...]:
    """For S, M, A, R and T in order, what is to be done for its light to go on; "" where it is on."""
    lights: SmartLights = smart_lights(snapshot, row)
    return (
        "" if lights.specific else _specific(snapshot, row),
        "" if lights.measurable else _measurable(row),
        "" if lights.achievable else _achievable(row),
        "" if lights.relevant else _relevant(row),
        "" if lights.time_bound else _time_bound(row),
    )


def _specific(snapshot: Snapshot, row: Objective) -> str:
    has_segment = row.serves_all_customers or bool(segments_of_objective(snapshot, row))
    return _all_of((not row.aspect, tr("Aspect to choose")), (not has_segment, tr("Segment to choose")))


def _measurable(row: Objective) -> str:
    lacks = _all_of(
        (not row.kpi, tr("KPI to choose")),
        (row.baseline is None, tr("Baseline to set")),
        (row.target is None, tr("Target to set")),
    )
    return lacks or tr("The target does not improve on the baseline")


def _achievable(row: Objective) -> str:
    if row.is_achievable is None:
        return tr("To decide: is the target realistic")
    return tr("The team does not find the target realistic")


def _relevant(row: Objective) -> str:
    return _all_of((not row.overall_aim, tr("Aim to choose")), (row.priority is None, tr("Priority to set")))


def _time_bound(row: Objective) -> str:
    return tr("Due date to set") if row.due_date is None else tr("The due date is not after the start of the plan")


def _all_of(*lacks: tuple[bool, str]) -> str:
    """The words of what is lacking, one after the other."""
    return ", ".join(words for is_lacking, words in lacks if is_lacking)
