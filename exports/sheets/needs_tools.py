"""Needs and tools: functions that several segments need, and tools compared on weighted criteria."""

from __future__ import annotations

from collections.abc import Iterable

from exports.columns import Column, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from resources.catalogue import catalogue
from resources.i18n import N_
from strategy.analysis import NeedRank, tool_score, tool_weights, weigh_needs
from strategy.guiding import loyalty_states
from strategy.links import segments_of_need
from strategy.model import Action, ActionNeed, FunctionalNeed, Tool, ToolRating

TITLE = N_("Needs and tools")

_NEEDS = (
    Column(N_("Shared need"), width="name"),
    Column(N_("Segments served"), Kind.COUNT, 12),
    Column(N_("Segments"), width=26),
    Column(N_("Platform"), width=26),
    Column(N_("Channels"), width=26),
    Column(N_("Investments"), width=26),
    Column(N_("Actions"), width=26),
    Column(N_("Impact"), Kind.LEVEL, 9),
    Column(N_("Cost"), Kind.MONEY, 12),
)
_TOOL_WIDTH = 26
"""That of the columns above the tools, which set the widths."""


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    needs = weigh_needs(edition.snapshot)
    tools = edition.snapshot.all(Tool)
    counts = (
        edition.words.ntr("{count} shared need.", "{count} shared needs.", len(needs)).format(count=len(needs)),
        edition.words.ntr("{count} tool compared.", "{count} tools compared.", len(tools)).format(count=len(tools)),
    )
    sheet.heading(edition.tr(TITLE), edition.note(*counts))
    rows = [_need(edition, each) for each in needs]
    sheet.table("t_needs", _NEEDS, rows, edition.tr(N_("No shared need yet: step 5 groups them.")))
    _compare_tools(sheet, edition, tools)
    _design_loyalty(sheet, edition)
    sheet.finish(frozen_columns=1)


def _design_loyalty(sheet: Sheet, edition: Edition) -> None:
    """What the team decided of its loyalty programme, if it decided something."""
    states = loyalty_states(edition.snapshot)
    if any(state.is_settled for state in states):
        sheet.section(edition.tr(N_("Loyalty programme")))
        rows = [[edition.label(state.question), state.answer] for state in states]
        sheet.table("t_loyalty", (Column(N_("Decision"), width="name"), Column(N_("Chosen"), width=70)), rows, "")


def _need(edition: Edition, ranked: NeedRank) -> list[Value]:
    snapshot = edition.snapshot
    need = snapshot.get(FunctionalNeed, ranked.need_id) or FunctionalNeed(id=ranked.need_id)
    actions = (snapshot.get(Action, link.action_id) for link in snapshot.where(ActionNeed, need_id=need.id))
    return [
        edition.named(need),
        ranked.segments,
        edition.titles(segments_of_need(snapshot, need.id)),
        edition.label(need.platform),
        edition.labels(need.channels),
        edition.labels(need.investments),
        edition.codes(action for action in actions if action),
        ranked.impact,
        ranked.cost,
    ]


def _compare_tools(sheet: Sheet, edition: Edition, tools: tuple[Tool, ...]) -> None:
    """Criteria down, tools across; the score of each tool on 100 at the foot."""
    sheet.section(edition.tr(N_("Tools compared")), edition.tr(N_("Ratings from 0 to 5, score on 100.")))
    columns = [Column(N_("Criterion")), Column(N_("Weight"), Kind.FIGURE, 12, "weight")]
    columns += [
        Column(tool.name, Kind.WORD, _TOOL_WIDTH, f"tool_{number}", is_plan_text=True)
        for number, tool in enumerate(tools)
    ]
    weights = tool_weights(edition.snapshot)
    rows = [_criterion(edition, criterion, weight, tools) for criterion, weight in weights.items()]
    block = sheet.plain(columns, rows, "")
    if not tools:
        return
    best = catalogue()["tool_scoring"].get("rating_max")
    scores: dict[str, Value] = {}
    for number, tool in enumerate(tools):
        ratings, weighing = block.cells(f"tool_{number}"), block.fixed_cells("weight")
        weighed = f'SUMPRODUCT({weighing},--({ratings}<>""))'
        formula = f'IFERROR(SUMPRODUCT({weighing},{ratings})/({best}*{weighed})*100,"")'
        scores[f"tool_{number}"] = Formula(formula, tool_score(edition.snapshot, tool), Kind.SCORE)
    sheet.band(edition.tr(N_("Score on 100")), scores)
    sheet.band(edition.tr(N_("Category")), _texts(edition.label(tool.category) for tool in tools))
    chosen = N_("Chosen")
    sheet.band(edition.tr(chosen), _texts(edition.yes_no(tool.is_selected) for tool in tools))


def _criterion(edition: Edition, criterion: str, weight: float, tools: tuple[Tool, ...]) -> list[Value]:
    found = {row.tool_id: row.rating for row in edition.snapshot.where(ToolRating, criterion=criterion)}
    return [edition.label(criterion), weight, *(found.get(tool.id) for tool in tools)]


def _texts(texts: Iterable[str]) -> dict[str, Value]:
    return {f"tool_{number}": text for number, text in enumerate(texts)}
