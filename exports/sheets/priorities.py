"""Priorities: the actions by score, live; the matrix of impact and effort; what the action plan has no column for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.cells import FIRST_RELIABLE_DATE
from exports.client_columns import ACTIONS, UID
from exports.columns import Column, Formula, Kind, Value
from exports.edition import Edition
from exports.lookups import Lookups
from exports.sheet import Sheet
from exports.sheets.horizons import horizon_of
from exports.sheets.impact_matrix import write_matrix
from resources.i18n import N_
from strategy.analysis import expected_effect_date
from strategy.analysis.actions import ActionScore
from strategy.analysis.returns import action_return, return_months, yearly_gain
from strategy.links import needs_of_action
from strategy.model import PRIORITY_NAMES, Action, ActionOpportunity, Tool
from strategy.ranking import Ranking

TITLE = N_("Priorities")

_COLUMNS = (
    Column("UID", Kind.ID, 20, UID, is_hidden=True),
    Column(N_("Row in the action plan"), Kind.COUNT, 8, "row", is_hidden=True),
    Column(N_("Rank"), Kind.LEVEL, 7, "rank"),
    Column(N_("No."), Kind.ID, 7, "no"),
    Column(N_("Action"), width="name", key="action"),
    Column(N_("Impact"), Kind.LEVEL, 9, "impact"),
    Column(N_("Effort"), Kind.LEVEL, 9, "effort"),
    Column(N_("Weight of the segment"), Kind.FIGURE, 14, "weight"),
    Column(N_("Score"), Kind.RATIO, 12, "score"),
    Column(N_("Quadrant"), width=19, key="quadrant"),
    Column(N_("Priority"), width=12, key="priority"),
    Column(N_("Horizon"), width=19, key="horizon"),
    Column(N_("Start"), Kind.DATE, 14, "start", group=1),
    Column(N_("End"), Kind.DATE, 14, "end", group=1),
    Column(N_("Effect expected"), Kind.DATE, 14, "effect"),
    Column(N_("Budget"), Kind.MONEY, "money", "budget"),
    Column(N_("Running cost, a month"), Kind.MONEY, "money", "running"),
    Column(N_("Gain a year, likely"), Kind.MONEY, "money", "gain"),
    Column(N_("Return"), Kind.PERCENT, 10, "return"),
    Column(N_("Type"), width=22, key="type", group=1, fits=True),
    Column(N_("Functional need"), width=26, key="need", group=1, fits=True),
    Column(N_("Opportunity seized"), width=26, key="opportunity", group=1, fits=True),
    Column(N_("Tool"), width=16, key="tool", group=1, fits=True),
    Column(N_("Days before effect"), Kind.COUNT, 10, "lead_time", group=1),
    Column(N_("Unit of the KPI"), width=12, key="unit", group=1),
    Column(N_("Remark"), width=34, key="note", group=1, fits=True),
)


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    scores = list(edition.action_scores.values())
    live, settled = (
        N_("Ranks and figures follow the action plan."),
        N_("Ranks and figures are those of the day of export."),
    )
    note = edition.note(edition.tr(live if sheet.has_formulas else settled))
    sheet.heading(edition.tr(TITLE), note, hidden_columns=2)
    found = [(score, edition.snapshot.get(Action, score.action_id)) for score in scores]
    kept = [(score, action) for score, action in found if action]
    plan = Lookups(sheet.shared.tables[ACTIONS])
    first, last = sheet.next_row + 1, sheet.next_row + len(scores)
    ranks = _ranks(scores)
    rows = [_row(edition, sheet, plan, score, action, (first, last), ranks) for score, action in kept]
    empty = edition.tr(N_("No action yet: step 5 plans them."))
    block = sheet.table("t_priorities", _COLUMNS, rows, empty)
    write_matrix(sheet, edition, at="F")
    sheet.finish(frozen_columns=5, repeats_header=False, printed_columns=list(block.letters).index("horizon") + 1)
    sheet.print_in_parts(block, (("uid", "horizon"), ("start", "return"), ("type", "note")), named_until="action")


def _ranks(scores: Sequence[ActionScore]) -> Mapping[float, int]:
    """The rank of each score: equal ones share theirs, as in Excel."""
    known = sorted((each.score for each in scores if each.score is not None), reverse=True)
    return {score: known.index(score) + 1 for score in dict.fromkeys(known)}


def _row(
    edition: Edition,
    sheet: Sheet,
    plan: Lookups,
    score: ActionScore,
    action: Action,
    rows: tuple[int, int],
    ranks: Mapping[float, int],
) -> list[Value]:
    rank = f'IF({{score}}="","",RANK({{score}},$J${rows[0]}:$J${rows[1]}))'
    priority = PRIORITY_NAMES.get(action.priority or 0)
    rate = action_return(edition.snapshot, action).likely.percent
    return [
        action.id,
        plan.row(sheet.shared.numbers["action", action.id]),
        Formula(rank, None if score.score is None else ranks[score.score]),
        edition.code(action),
        plan("action", action.name),
        plan("impact", action.impact),
        plan("effort", score.effort),
        score.weight,
        plan("score", score.score),
        Formula(_quadrant(edition, edition.ranking), edition.label(score.quadrant)),
        plan("priority", edition.tr(priority) if priority else None),
        horizon_of(edition, action),
        plan("start", action.start_date),
        plan("end", action.end_date),
        _effect(action),
        plan("budget", action.cost),
        action.running_cost,
        plan("gain", _gain(edition, action)),
        Formula(_return(edition), None if rate is None else rate / 100),
        *_details(edition, action),
    ]


def _effect(action: Action) -> Value:
    """When the action should show its effect, live unless Excel cannot count with its end."""
    effect = expected_effect_date(action)
    if action.end_date and action.end_date < FIRST_RELIABLE_DATE:
        return effect
    return Formula('IF({end}="","",{end}+N({lead_time}))', effect)


def _return(edition: Edition) -> str:
    """What the likely gain brings beyond its cost, in shares of the cost, over the months that the plan counts."""
    months = return_months(edition.snapshot.plan)
    cost = f"(N({{budget}})+N({{running}})*{months})"
    return f'IF(OR({{gain}}="",{cost}<=0),"",{{gain}}*{months}/12/{cost}-1)'


def _gain(edition: Edition, action: Action) -> float | None:
    gain = yearly_gain(edition.snapshot, action)
    return gain.likely if gain else None


def _quadrant(edition: Edition, ranking: Ranking) -> str:
    """The quadrant of the impact and effort on the same row."""
    names = ("quad_quick_win", "quad_major_project", "quad_fill_in", "quad_reconsider")
    win, project, fill_in, reconsider = (edition.quoted(edition.label(name)) for name in names)
    low = f"{{effort}}<={ranking.low_effort}"
    above, below = f"IF({low},{win},{project})", f"IF({low},{fill_in},{reconsider})"
    return f'IF(OR({{impact}}="",{{effort}}=""),"",IF({{impact}}>={ranking.high_impact},{above},{below}))'


def _details(edition: Edition, action: Action) -> list[Value]:
    snapshot = edition.snapshot
    seized = (edition.about("opportunity", row.opportunity_id)
              for row in snapshot.where(ActionOpportunity, action_id=action.id))  # fmt: skip
    tool = snapshot.get(Tool, action.tool_id)
    return [
        edition.label(action.type),
        edition.all_named(needs_of_action(snapshot, action.id)),
        "\n".join(seized),
        tool.name if tool else "",
        action.lead_time_days,
        edition.kpi_unit(action.kpi),
        action.note,
    ]
