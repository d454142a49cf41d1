"""How the state of a check is told: how many things fail it, or that all pass."""

from __future__ import annotations

from collections.abc import Mapping

from resources.i18n import N_, ntr, tr
from strategy.orphans import Check

_FAULTS: Mapping[str, str] = {
    "objective_without_segment": N_("without segment"),
    "objective_not_served": N_("without action"),
    "segment_without_journey": N_("without journey"),
    "friction_without_action": N_("without action"),
    "weakness_without_action": N_("without action"),
    "action_without_kpi": N_("without indicator"),
    "objective_without_kpi": N_("without indicator"),
    "objective_without_baseline": N_("without baseline"),
    "objective_without_due_date": N_("without due date"),
    "objective_without_owner": N_("without owner"),
    "segment_without_objective": N_("without objective"),
    "journey_without_objective": N_("without objective"),
    "need_without_action": N_("without action"),
    "action_without_owner": N_("without owner"),
    "action_without_dates": N_("without dates"),
    "action_without_cost": N_("without cost"),
}
_PRAISE: Mapping[str, tuple[str, str]] = {
    "friction_without_action": (N_("All frictions"), N_("have an action")),
    "objective_without_due_date": (N_("All objectives"), N_("have a due date")),
    "segment_without_journey": (N_("All segments"), N_("have a journey")),
    "action_without_owner": (N_("All actions"), N_("have an owner")),
    "objective_without_baseline": (N_("All indicators"), N_("have a baseline")),
}


def news(check: Check) -> tuple[str, str, str]:
    """Bold words, caption and tone of a check."""
    if check.passes:
        first, second = _PRAISE.get(check.id, (N_("Nothing"), _FAULTS[check.id]))
        return tr(first), tr(second), "success"
    count = len(check.failing)
    counts = {
        "objective": ntr("{n} objective", "{n} objectives", count),
        "segment": ntr("{n} segment", "{n} segments", count),
        "journey": ntr("{n} journey", "{n} journeys", count),
        "friction": ntr("{n} friction", "{n} frictions", count),
        "swot_statement": ntr("{n} weakness", "{n} weaknesses", count),
        "functional_need": ntr("{n} need", "{n} needs", count),
        "action": ntr("{n} action", "{n} actions", count),
    }
    return counts[check.kind].format(n=count), tr(_FAULTS[check.id]), "warning"
