"""The columns of the action plan: its group and what is decided first, the details after it, and the live score."""

from __future__ import annotations

from collections.abc import Sequence

from exports.columns import Column, Filled, Formula, Kind, Value
from exports.edition import Edition
from exports.sheets.horizons import horizon_of
from journey.model import Friction, Journey, Opportunity
from resources.i18n import N_
from strategy.analysis import is_late
from strategy.analysis.returns import action_return, yearly_gain
from strategy.analysis.spending import planned_cost
from strategy.links import (
    frictions_of_action,
    needs_of_action,
    objectives_of_action,
    segments_of_action,
    statements_of_action,
    touchpoints_of_action,
)
from strategy.model import Action, ActionDependency, ActionOpportunity, ActionStatus, Tool
from strategy.ranking import Ranking

_LEVELS = ("1", "2", "3", "4", "5")
_STATES = {
    ActionStatus.PLANNED.value: "todo",
    ActionStatus.IN_PROGRESS.value: "doing",
    ActionStatus.DONE.value: "done",
    ActionStatus.BLOCKED.value: "late",
    ActionStatus.DROPPED.value: "todo",
}


def columns(edition: Edition) -> list[Column]:
    """All columns, in the order of `action_row`; every one has a key."""
    statuses = tuple(edition.label(status.value) for status in ActionStatus)
    return [
        Column(N_("Horizon"), Kind.ID, 19, "horizon"),
        Column(N_("ID"), Kind.ID, "id", "id"),
        Column(N_("Action"), width="name", key="name"),
        Column(N_("Segment"), width=24, key="segment"),
        Column(N_("Friction lifted"), width="friction", key="friction"),
        Column(N_("Objective"), width="objective", key="objective"),
        Column(N_("Owner"), width="owner", key="owner"),
        Column(N_("Impact"), Kind.LEVEL, 9, "impact", choices=_LEVELS),
        Column(N_("Effort"), Kind.LEVEL, 9, "effort"),
        Column(N_("Score"), Kind.RATIO, "score", "score"),
        Column(N_("Quadrant"), width=19, key="quadrant"),
        Column(N_("Budget"), Kind.MONEY, "money", "cost"),
        Column(N_("Start"), Kind.DATE, 13, "start"),
        Column(N_("End"), Kind.DATE, 16, "end"),
        Column(N_("Status"), width="status", key="status", choices=statuses),
        Column(N_("Type"), width=22, key="type"),
        Column(N_("Lever"), width=22, key="lever"),
        Column(N_("Journey"), width=24, key="journey"),
        Column(N_("Touchpoints created or changed"), width=26, key="touchpoints"),
        Column(N_("Functional need"), width=24, key="need"),
        Column(N_("Strength used or weakness fixed"), width=28, key="statement"),
        Column(N_("Opportunity seized"), width=24, key="opportunity"),
        Column(N_("Tool"), width=16, key="tool"),
        Column(N_("Waits for"), width=11, key="dependency"),
        Column(N_("Person-days"), Kind.COUNT, 12, "days"),
        Column(N_("Weight of the segment"), Kind.FIGURE, 14, "weight"),
        Column(N_("KPI"), width=22, key="kpi"),
        Column(N_("Baseline"), Kind.FIGURE, 10, "baseline"),
        Column(N_("Target"), Kind.FIGURE, 10, "target"),
        Column(N_("Unit"), width=10, key="unit"),
        Column(N_("Days before effect"), Kind.COUNT, 10, "lead_time"),
        Column(N_("Running cost, a month"), Kind.MONEY, "money", "running"),
        Column(N_("Gain a year, low"), Kind.MONEY, "money", "gain_low"),
        Column(N_("Gain a year, likely"), Kind.MONEY, "money", "gain"),
        Column(N_("Gain a year, high"), Kind.MONEY, "money", "gain_high"),
        Column(N_("Return"), Kind.PERCENT, 10, "return"),
        Column(N_("Note"), width=30, key="note"),
    ]


def action_row(edition: Edition, action: Action) -> list[Value]:
    """One action, in the order of `columns`."""
    return [*_decided(edition, action), *_details(edition, action)]


def _decided(edition: Edition, action: Action) -> list[Value]:
    snapshot = edition.snapshot
    ranked = edition.action_scores.get(action.id)
    effort = ranked.effort if ranked else None
    ranking = Ranking.of(snapshot)
    where = ranking.quadrant(action.impact, effort)
    return [
        horizon_of(edition, action),
        edition.code(action),
        edition.title(action),
        edition.titles(segments_of_action(snapshot, action.id)),
        _frictions(edition, frictions_of_action(snapshot, action.id)),
        edition.codes(objectives_of_action(snapshot, action.id)),
        action.owner or Filled(edition.tr(N_("To assign")), *edition.severity_colors(1)),
        action.impact,
        Formula(_effort(ranking), effort),
        Formula(_SCORE, ranked.score if ranked else None),
        Formula(_quadrant(edition, ranking), edition.label(where)),
        planned_cost(snapshot.plan, action),
        action.start_date,
        action.end_date,
        _status(edition, action),
    ]


def _details(edition: Edition, action: Action) -> list[Value]:
    snapshot = edition.snapshot
    ranked = edition.action_scores.get(action.id)
    dependencies = snapshot.where(ActionDependency, action_id=action.id)
    waits_for = (snapshot.get(Action, row.needs_action_id) for row in dependencies)
    opportunities = snapshot.where(ActionOpportunity, action_id=action.id)
    seized = (snapshot.get(Opportunity, row.opportunity_id) for row in opportunities)
    journey, tool = snapshot.get(Journey, action.journey_id), snapshot.get(Tool, action.tool_id)
    gain, rate = yearly_gain(snapshot, action), action_return(snapshot, action).likely.percent
    return [
        edition.label(action.type),
        edition.label(action.lever),
        edition.title(journey) if journey else "",
        edition.all_named(touchpoints_of_action(snapshot, action.id)),
        edition.all_named(needs_of_action(snapshot, action.id)),
        edition.all_named(statements_of_action(snapshot, action.id)),
        edition.titles(each for each in seized if each),
        tool.name if tool else "",
        edition.codes(each for each in waits_for if each),
        action.effort_days,
        ranked.weight if ranked else None,
        edition.label(action.kpi),
        action.baseline,
        action.target,
        edition.kpi_unit(action.kpi),
        action.lead_time_days,
        action.running_cost,
        *((gain.low, gain.likely, gain.high) if gain else (None, None, None)),
        None if rate is None else rate / 100,
        action.note,
    ]


def _frictions(edition: Edition, frictions: Sequence[Friction]) -> Value:
    """The frictions with their severity, on the ground of the worst one."""
    if not frictions:
        return None
    lines = ((f"{friction.severity or '–'}  {edition.title(friction)}") for friction in frictions)
    worst = max(friction.severity or 0 for friction in frictions)
    text = "\n".join(lines)
    return Filled(text, *edition.severity_colors(worst)) if worst else text


def _status(edition: Edition, action: Action) -> Filled:
    state = "late" if is_late(action, edition.exported_on) else _STATES.get(action.status, "todo")
    return Filled(edition.label(action.status), edition.status_fill(state))


_SCORE = 'IF(OR({impact}="",{effort}="",{weight}=""),"",{impact}*{weight}/{effort})'


def _effort(ranking: Ranking) -> str:
    """The effort band of the person-days on the same row, 1 to 5."""
    expression = str(len(ranking.band_ends) + 1)
    for band, end in reversed(list(enumerate(ranking.band_ends, 1))):
        expression = f"IF({{days}}<={end:g},{band},{expression})"
    return f'IF({{days}}="","",{expression})'


def _quadrant(edition: Edition, ranking: Ranking) -> str:
    """The quadrant of the impact and effort on the same row."""
    names = ("quad_quick_win", "quad_major_project", "quad_fill_in", "quad_reconsider")
    win, project, fill_in, reconsider = (edition.quoted(edition.label(name)) for name in names)
    low = f"{{effort}}<={ranking.low_effort}"
    above, below = f"IF({low},{win},{project})", f"IF({low},{fill_in},{reconsider})"
    return f'IF(OR({{impact}}="",{{effort}}=""),"",IF({{impact}}>={ranking.high_impact},{above},{below}))'
