"""Formulas that read a row of another table by its id, so that they follow the client's edits through every sort."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from exports.columns import Formula
from exports.validation import SPARE_ROWS

if TYPE_CHECKING:
    from exports.shared import Standing


def row_of(table: Standing, number: int) -> Formula:
    """Which row of a table has the id of this row; `number` is the answer now, counted from 1. Goes under "row"."""
    return Formula(f'IFERROR(MATCH({{uid}},{table.column("uid", SPARE_ROWS)},0),"")', number)


def looked_up(table: Standing, key: str, value: float | str | datetime.date | None) -> Formula:
    """What the row found by `row_of` says in a column, nothing if it is gone or says nothing; `value` is that now."""
    found = f"INDEX({table.column(key, SPARE_ROWS)},{{row}})"
    return Formula(f'IFERROR(IF({found}="","",{found}),"")', value)
