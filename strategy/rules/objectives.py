"""Step 1: what completes the objectives, and what deserves a warning."""

from __future__ import annotations

from collections.abc import Iterable

from strategy.entries import kpi_traits
from strategy.model import KpiReading, Objective, ReadingOrigin
from strategy.rules.registry import (
    Missing,
    Subject,
    about,
    about_plan,
    completion,
    lacks,
    plan_lacks,
    threshold,
    warning,
)
from strategy.snapshot import Snapshot

_FULL_OBJECTIVE = ("kpi", "baseline", "target", "due_date", "priority")


@completion("done_1_objective")
def has_full_objective(snapshot: Snapshot) -> Iterable[Missing]:
    """At least one objective has everything; otherwise each objective tells what it lacks."""
    objectives = snapshot.all(Objective)
    if not objectives:
        return [plan_lacks("objective")]
    gaps = {objective: _unset(objective, _FULL_OBJECTIVE) for objective in objectives}
    if not all(gaps.values()):
        return []
    return [lacks(objective, *columns) for objective, columns in gaps.items()]


@completion("done_1_overall")
def objectives_serve_an_aim(snapshot: Snapshot) -> Iterable[Missing]:
    """Each objective names its overall aim; a plan without objectives does not meet the rule."""
    objectives = snapshot.all(Objective)
    if not objectives:
        return [plan_lacks("objective")]
    return [lacks(objective, "overall_aim") for objective in objectives if not objective.overall_aim]


@warning("warn_no_priority_objective")
def no_priority_objective(snapshot: Snapshot) -> Iterable[Subject]:
    """Several objectives share one priority, or have none."""
    objectives = snapshot.all(Objective)
    if len(objectives) > 1 and len({objective.priority for objective in objectives}) == 1:
        yield about_plan(count=len(objectives), priority=objectives[0].priority)


@warning("warn_objective_not_measurable")
def objective_not_measurable(snapshot: Snapshot) -> Iterable[Subject]:
    """The KPI, the baseline or the target is missing; `missing` names them."""
    for objective in snapshot.all(Objective):
        if missing := _unset(objective, ("kpi", "baseline", "target")):
            yield about(objective, missing=missing)


@warning("warn_objective_wrong_way")
def objective_wrong_way(snapshot: Snapshot) -> Iterable[Subject]:
    """The target worsens the KPI. A KPI that is read in its context has no wrong way."""
    for objective in snapshot.all(Objective):
        baseline, target = objective.baseline, objective.target
        if baseline is None or target is None:
            continue
        direction = kpi_traits(snapshot, objective.kpi).direction
        if (direction == "up" and target < baseline) or (direction == "down" and target > baseline):
            yield about(objective, baseline=baseline, target=target, direction=direction)


@warning("warn_target_unrealistic")
def target_unrealistic(snapshot: Snapshot) -> Iterable[Subject]:
    """The change is above the threshold of the baseline, or the target is out of the KPI's range.

    `change` is a proportion of the baseline, None when the baseline is 0.
    """
    limit = threshold(snapshot, "warn_target_unrealistic")
    for objective in snapshot.all(Objective):
        if objective.target is None:
            continue
        traits = kpi_traits(snapshot, objective.kpi)
        change = _relative_change(objective)
        is_large = change is not None and change > limit + 1e-9
        if is_large or not traits.contains(objective.target):
            yield about(objective, change=change, minimum=traits.minimum, maximum=traits.maximum)


@warning("warn_no_audit")
def no_audit(snapshot: Snapshot) -> Iterable[Subject]:
    """The stock-taking holds no KPI value."""
    baselines = snapshot.where(KpiReading, origin=ReadingOrigin.BASELINE.value)
    if all(reading.value is None for reading in baselines):
        yield about_plan()


def _unset(objective: Objective, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(column for column in columns if getattr(objective, column) in (None, ""))


def _relative_change(objective: Objective) -> float | None:
    if not objective.baseline or objective.target is None:
        return None
    return abs(objective.target - objective.baseline) / abs(objective.baseline)
