"""Action plan: a table of all actions by segment, which the client fills in and sends back; its sums stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from exports.blocks import Block
from exports.client_columns import ACTIONS
from exports.conditional import add_bars, mark_due, mark_groups, mark_missing, mark_states, strike_rows
from exports.edition import Edition
from exports.sheet import Sheet
from exports.sheets.action_columns import columns
from exports.sheets.action_rows import action_row
from exports.sheets.action_totals import TOTAL_ROWS, write_totals
from exports.validation import SPARE_ROWS
from journey.model import Segment
from resources.i18n import N_
from strategy.links import is_kept, kept_actions, segments_of_action
from strategy.model import Action, ActionStatus

TITLE = N_("Action plan")

_PARTS = (("uid", "friction"), ("capability", "contributors"), ("priority", "duration"), ("depends_on", "last_change"))
"""Pages side by side of about the same width: why, what and who, how much and when, then the proof."""
STATES = {
    ActionStatus.PLANNED: "todo",
    ActionStatus.IN_PROGRESS: "doing",
    ActionStatus.DONE: "done",
    ActionStatus.BLOCKED: "late",
    ActionStatus.DROPPED: "todo",
}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    kept = kept_actions(edition.snapshot)
    cost = edition.words.money(edition.budget.cost, edition.snapshot.plan.currency)
    count = edition.words.ntr("{count} action, {cost}.", "{count} actions, {cost}.", len(kept))
    note = edition.note(count.format(count=len(kept), cost=cost))
    sheet.heading(edition.tr(TITLE), note, hidden_columns=1)
    legend = N_("To fill in: the columns on a light ground. ▲ overdue, ◆ due within 14 days, hatched: missing.")
    told = edition.tr(legend)
    if not sheet.has_formulas:
        told = f"{told} {edition.tr(N_('Figures are those of the day of export.'))}"
    sheet.second_note(told)
    sheet.next_row += TOTAL_ROWS
    ordered = in_order(edition)
    shown = columns(edition, has_formulas=sheet.has_formulas)
    rows = [action_row(edition, sheet.shared, action, shown) for action in ordered]
    empty = edition.tr(N_("No action yet: step 5 plans them."))
    block = sheet.table(ACTIONS, shown, rows, empty, stands_for=ordered, named_by="action")
    write_totals(sheet, edition, block)
    _mark(sheet, edition, block)
    sheet.finish(frozen_columns=2, repeats_header=True, printed_columns=list(block.letters).index("friction") + 1)
    sheet.print_in_parts(block, _PARTS, named_until="no", rows_above=2, bare=("depends_on",))
    _break_between_segments(sheet, edition, block, ordered)


def in_order(edition: Edition) -> list[Action]:
    """The actions as the sheet lists them: by their segments, dropped ones last."""
    places = {row.id: number for number, row in enumerate(edition.snapshot.all(Segment))}
    ends = len(places)

    def place(action: Action) -> tuple[bool, list[int]]:
        segments = segments_of_action(edition.snapshot, action.id)
        return not is_kept(action), sorted(places[row.id] for row in segments) or [ends]

    return sorted(edition.snapshot.all(Action), key=place)


def _mark(sheet: Sheet, edition: Edition, block: Block) -> None:
    """What catches the eye: what is late, missing, dropped; how far each action is; where another segment starts."""
    worksheet, style = sheet.worksheet, sheet.style
    done, dropped = (edition.quoted(edition.label(each)) for each in (ActionStatus.DONE, ActionStatus.DROPPED))
    status, name = (f"${block.letters[key]}{block.first_row}" for key in ("status", "action"))
    is_open = f'{status}<>{done},{status}<>{dropped},{name}<>""'
    mark_due(worksheet, style, block, is_open, SPARE_ROWS)
    for key in ("owner", "kpi"):
        mark_missing(worksheet, style, block, key, is_open, SPARE_ROWS)
    states = {edition.quoted(edition.label(status)): state for status, state in STATES.items()}
    mark_states(worksheet, style, block, "status", states, SPARE_ROWS)
    add_bars(worksheet, style, block, "progress", full=1, spare_rows=SPARE_ROWS)
    add_bars(worksheet, style, block, "budget", spare_rows=SPARE_ROWS)
    strike_rows(worksheet, style, block, f"{status}={dropped}", SPARE_ROWS)
    mark_groups(worksheet, style, block, "segment", SPARE_ROWS)


def _break_between_segments(sheet: Sheet, edition: Edition, block: Block, ordered: Sequence[Action]) -> None:
    """Each segment starts a page."""
    names = [
        (is_kept(action), edition.titles(segments_of_action(edition.snapshot, action.id)[:1])) for action in ordered
    ]
    for row, (before, after) in enumerate(pairwise(names), block.first_row):
        if before != after:
            sheet.break_before(row + 1)
