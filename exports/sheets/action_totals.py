"""The sums of the action plan, above its table, so that rows can be added below; dropped actions do not count."""

from __future__ import annotations

from exports.blocks import Block
from exports.columns import Formula, Kind, Value
from exports.edition import Edition
from exports.layout import format_of
from exports.sheet import NOTE_ROW, Sheet
from exports.style import Look
from exports.validation import SPARE_ROWS
from resources.i18n import N_
from strategy.analysis.returns import yearly_gain
from strategy.links import kept_actions
from strategy.model import Action, ActionStatus

TOTAL_ROWS = 2
"""How much further down the table starts than on other sheets."""
_LABELLED = ("segment", "action", "priority")
"""Where the sums are named: once on each page with figures."""
_SUMMED = {
    "gain_low": Kind.MONEY,
    "gain": Kind.MONEY,
    "gain_high": Kind.MONEY,
    "budget": Kind.MONEY,
    "load": Kind.FIGURE,
}


def write_totals(sheet: Sheet, edition: Edition, block: Block) -> None:
    """The total of each column with figures, then what is left of the budget once running costs are paid."""
    total_row = NOTE_ROW + 2
    left_row = total_row + 1
    label = Look("textColor", "totalFill", bold=True, border="total", wrap=False)
    spent = edition.budget
    sums = _sums(edition)
    last = list(block.letters)[-1]
    for row, text in ((total_row, N_("Total without dropped actions")), (left_row, N_("Budget left"))):
        for key, letter in block.letters.items():
            value: Value = edition.tr(text) if key in _LABELLED else None
            if row == total_row and key in sums:
                value = Formula(_sum(edition, block, key), sums[key])
            if row == left_row and key == "budget" and spent.budget is not None:
                running = spent.cost - sums["budget"]
                value = Formula(f"{spent.budget!r}-{letter}{total_row}-{running!r}", spent.remaining)
            kind = _SUMMED.get(key, Kind.TEXT)
            shape = format_of(kind, sheet.style)
            look = Look(**{**vars(label), "align": shape.align, "number_format": shape.number_format})
            sheet.put(row, letter, value, look)
            if key == last:
                break
        sheet.grid.heights[row] = sheet.style.height("group")


def _sum(edition: Edition, block: Block, key: str) -> str:
    """The sum of a column, rows added under the table included."""
    last = block.last_row + SPARE_ROWS
    cells, states = (
        f"${block.letters[name]}${block.first_row}:${block.letters[name]}${last}" for name in (key, "status")
    )
    dropped = edition.quoted("<>" + edition.label(ActionStatus.DROPPED))
    return f"SUMIFS({cells},{states},{dropped})"


def _sums(edition: Edition) -> dict[str, float]:
    kept = kept_actions(edition.snapshot)
    gains = [gain for gain in (yearly_gain(edition.snapshot, action) for action in kept) if gain]
    return {
        "gain_low": sum(gain.low for gain in gains),
        "gain": sum(gain.likely for gain in gains),
        "gain_high": sum(gain.high for gain in gains),
        "budget": _total(kept, "cost"),
        "load": _total(kept, "effort_days"),
    }


def _total(actions: tuple[Action, ...], column: str) -> float:
    return sum(getattr(action, column) or 0.0 for action in actions)
