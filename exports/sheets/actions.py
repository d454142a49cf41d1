"""Action plan: every action grouped by horizon, with live scores, subtotals, the budget left and its chart.

The rows are grouped, and an Excel table cannot hold group rows: a plain filter sits on the header instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.columns import Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from exports.sheets.action_fields import action_row, columns
from exports.sheets.budget_chart import add_budget_by_horizon
from resources.i18n import N_
from strategy.analysis import Horizon, budget, horizon
from strategy.links import kept_actions
from strategy.model import Action, ActionStatus

TITLE = N_("Action plan")

HORIZONS: Mapping[Horizon | None, str] = {
    Horizon.FIRST: N_("0 to 3 months"),
    Horizon.SECOND: N_("3 to 6 months"),
    Horizon.THIRD: N_("6 to 12 months"),
    Horizon.LATER: N_("After 12 months"),
    None: N_("No dates yet"),
}
_PARTS = (("id", "status"), ("type", "opportunity"), ("tool", "note"))
"""What is decided on the first pages, the details on the next ones."""
_SUMMED = {"cost": Kind.MONEY, "days": Kind.COUNT}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    kept = kept_actions(edition.snapshot)
    cost = edition.words.money(budget(edition.snapshot).cost, edition.snapshot.plan.currency)
    count = edition.words.ntr("{count} action, {cost}.", "{count} actions, {cost}.", len(kept))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(kept), cost=cost)))
    sheet.header(columns(edition))
    groups = {}
    for period, label in HORIZONS.items():
        if actions := [action for action in kept if horizon(edition.snapshot, action) is period]:
            groups[edition.tr(label)] = _write_group(sheet, edition, edition.tr(label), actions)
    if not groups:
        sheet.empty_row(edition.tr(N_("No action yet: step 5 plans them.")))
    sheet.add_bars("cost")
    block = sheet.close_block()
    sheet.filter_block(block)
    _write_totals(sheet, edition, list(groups.values()))
    _write_dropped(sheet, edition)
    if groups:
        add_budget_by_horizon(sheet, edition, block, groups)
    decided = list(block.letters).index("status") + 1
    sheet.finish(frozen_columns=2, repeats_header=True, printed_columns=decided)
    sheet.print_in_parts(block, _PARTS, sheet.next_row)


def _write_group(sheet: Sheet, edition: Edition, label: str, actions: Sequence[Action]) -> int:
    """The head of a horizon with its subtotals, then its actions; returns the row of the head."""
    first, last = sheet.next_row + 1, sheet.next_row + len(actions)
    sums: dict[str, Value] = {}
    for key, value in _sums(actions).items():
        letter = sheet.letter_of(key)
        sums[key] = Formula(f"SUM({letter}{first}:{letter}{last})", value, _SUMMED[key])
    head = sheet.band(label, sums, "group")
    for action in actions:
        sheet.row(action_row(edition, action))
    return head


def _sums(actions: Sequence[Action]) -> dict[str, float]:
    return {
        "cost": sum(action.cost or 0.0 for action in actions),
        "days": sum(action.effort_days or 0.0 for action in actions),
    }


def _write_totals(sheet: Sheet, edition: Edition, heads: Sequence[int]) -> None:
    """The sum of the subtotals, the plan's budget, and what is left of it."""
    sums: dict[str, Value] = {}
    for key, value in _sums(kept_actions(edition.snapshot)).items():
        added = "+".join(f"{sheet.letter_of(key)}{row}" for row in heads) or "0"
        sums[key] = Formula(added, value, _SUMMED[key])
    total_row = sheet.band(edition.tr(N_("Total")), sums, "total")
    spent = budget(edition.snapshot)
    budget_row = sheet.band(edition.tr(N_("Budget of the plan")), {"cost": spent.budget}, "total")
    column = sheet.letter_of("cost")
    left = f'IF({column}{budget_row}="","",{column}{budget_row}-{column}{total_row})'
    sheet.band(edition.tr(N_("Budget left")), {"cost": Formula(left, spent.remaining, Kind.MONEY)}, "total")


def _write_dropped(sheet: Sheet, edition: Edition) -> None:
    """The actions that were given up, below the totals, since they cost nothing."""
    dropped = edition.snapshot.where(Action, status=ActionStatus.DROPPED.value)
    if not dropped:
        return
    sheet.next_row += 1
    sheet.band(edition.tr(N_("Dropped: not counted")), {}, "group")
    for action in dropped:
        sheet.row(action_row(edition, action))
