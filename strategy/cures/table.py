"""Which cures each question of the chain has."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from storage.base import Base
from strategy.cures import aims, answers, values
from strategy.cures.cure import Cure
from strategy.model import SwotStatement
from strategy.snapshot import Snapshot, mapped_classes
from strategy.trace import KPI, Element

Cures = Callable[[Snapshot, Any, datetime.date], Iterable[Cure]]  # Any: the row, or the id of the indicator


def _undated(found: Callable[[Snapshot, Any], Iterable[Cure]]) -> Cures:
    return lambda plan, row, _today: found(plan, row)


def _answer_finding(plan: Snapshot, row: Base) -> Iterable[Cure]:
    if isinstance(row, SwotStatement):
        return answers.answer_weakness(plan, row)
    return answers.answer_friction(plan, row)  # type: ignore[arg-type]  # the question is asked of these two kinds


CURES: Mapping[str, Cures] = {
    "objective_without_segment": _undated(aims.aim_objective),
    "objective_not_served": _undated(answers.serve_objective),
    "segment_without_journey": _undated(aims.draw_for),
    "friction_without_action": _undated(answers.answer_friction),
    "weakness_without_action": _undated(answers.answer_weakness),
    "action_without_kpi": _undated(values.measure_action),
    "objective_without_kpi": _undated(values.measure_objective),
    "objective_without_baseline": _undated(values.baseline_of),
    "objective_without_due_date": values.due_date_of,
    "objective_without_owner": _undated(values.owner_of_objective),
    "segment_without_objective": _undated(aims.aim_segment),
    "journey_without_objective": _undated(aims.aim_journey),
    "need_without_action": _undated(answers.answer_need),
    "action_without_owner": _undated(values.owner_of_action),
    "action_without_dates": values.period_of,
    "action_without_cost": _undated(values.cost_of),
    "objective_served": _undated(answers.serve_objective),
    "segment_with_journey": _undated(aims.draw_for),
    "journey_examined": _undated(answers.examine_journey),
    "finding_answered": _undated(_answer_finding),
    "action_measured": _undated(values.measure_action),
    "segment_aimed_at": _undated(aims.aim_segment),
    "journey_with_objective": _undated(aims.aim_journey),
    "action_founded": _undated(answers.found_action),
    "action_aimed": _undated(aims.aim_action),
    "kpi_moved": _undated(answers.move_kpi),
    "trace_rule_objective_kpi": _undated(values.lead_to_kpi),
    "trace_rule_action_frictions": _undated(answers.found_on_journeys),
    "trace_rule_weakness_action": _undated(answers.invest_in_weakness),
}
"""Checks of the chain, questions of its coverage, and rules. The two rules that are missing cannot fail in a plan that
opens: a link between rows that are not there, a friction without a place."""


def cures(snapshot: Snapshot, question: str, element: Element, today: datetime.date) -> tuple[Cure, ...]:
    """What would settle a question for one thing, best first; empty where the plan offers nothing."""
    if question not in CURES:
        return ()
    if element.kind == KPI:
        return tuple(CURES[question](snapshot, element.id, today))
    mapped = next(each for each in mapped_classes() if each.__tablename__ == element.kind)
    row = snapshot.get(mapped, element.id)
    return tuple(CURES[question](snapshot, row, today)) if row is not None else ()
