"""Formulas that read a row of another table by its id, so that they follow the client's edits through every sort."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from exports.client_columns import UID
from exports.columns import Formula
from exports.validation import SPARE_ROWS

if TYPE_CHECKING:
    from exports.shared import Standing


class Lookups:
    """The formulas of one table that read another one, each column written out once."""

    def __init__(self, table: Standing) -> None:
        self._table = table
        self._found: dict[str, str] = {}

    def row(self, number: int) -> Formula:
        """Which row of the table has the id of this row; `number` is the answer now, from 1. Goes under "row"."""
        return Formula(self._found.setdefault(UID, self._match()), number)

    def __call__(self, key: str, value: float | str | datetime.date | None) -> Formula:
        """What the row found says in a column, nothing if it is gone or says nothing; `value` is that now."""
        expression = self._found.get(key)
        if expression is None:
            found = f"INDEX({self._table.column(key, SPARE_ROWS)},{{row}})"
            expression = self._found[key] = f'IFERROR(IF({found}="","",{found}),"")'
        return Formula(expression, value)

    def _match(self) -> str:
        return f'IFERROR(MATCH({{uid}},{self._table.column(UID, SPARE_ROWS)},0),"")'
