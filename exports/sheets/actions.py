"""Action plan: a table of all actions by horizon, with live scores; under it the budget by horizon, what is left of it,
and the actions that were given up.
"""

from __future__ import annotations

from collections.abc import Sequence

from exports.blocks import Block
from exports.conditional import add_bars, mark_groups
from exports.edition import Edition
from exports.sheet import Sheet
from exports.sheets.action_fields import action_row, columns
from exports.sheets.budget_by_horizon import write_budget_by_horizon
from exports.sheets.horizons import HORIZONS
from resources.i18n import N_
from strategy.analysis import budget, horizon, total_effort_days
from strategy.links import kept_actions
from strategy.model import Action, ActionStatus

TITLE = N_("Action plan")

_PARTS = (("horizon", "status"), ("type", "opportunity"), ("tool", "note"))
"""What is decided on the first pages, the details on the next ones."""


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    kept = kept_actions(edition.snapshot)
    cost = edition.words.money(budget(edition.snapshot).cost, edition.snapshot.plan.currency)
    count = edition.words.ntr("{count} action, {cost}.", "{count} actions, {cost}.", len(kept))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(kept), cost=cost)))
    block = _write_kept(sheet, edition, kept)
    write_budget_by_horizon(sheet, edition, block)
    _write_dropped(sheet, edition)
    decided = list(block.letters).index("status") + 1
    sheet.finish(frozen_columns=3, repeats_header=True, printed_columns=decided)
    sheet.print_in_parts(block, _PARTS, sheet.next_row)


def _write_kept(sheet: Sheet, edition: Edition, kept: Sequence[Action]) -> Block:
    """The actions that count, by horizon and in each in the order of the plan."""
    ordered = [action for period in HORIZONS for action in kept if horizon(edition.snapshot, action) is period]
    block = sheet.table(
        "t_actions",
        columns(edition),
        [action_row(edition, action) for action in ordered],
        edition.tr(N_("No action yet: step 5 plans them.")),
        totals={"cost": budget(edition.snapshot).cost, "days": total_effort_days(edition.snapshot)},
    )
    add_bars(sheet.worksheet, sheet.style, block, "cost")
    mark_groups(sheet.worksheet, sheet.style, block, "horizon")
    return block


def _write_dropped(sheet: Sheet, edition: Edition) -> None:
    """The actions that were given up, in a table of their own, since they cost nothing."""
    dropped = edition.snapshot.where(Action, status=ActionStatus.DROPPED.value)
    if dropped:
        sheet.section(edition.tr(N_("Dropped: not counted")))
        rows = [action_row(edition, action) for action in dropped]
        sheet.table("t_dropped_actions", columns(edition), rows, "")
