"""Formulas that read a row of another table by its id, so that they follow the client's edits through every sort."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from exports.client_columns import UID
from exports.columns import Formula
from exports.validation import SPARE_ROWS

if TYPE_CHECKING:
    from exports.shared import Standing


_BEHIND = 10_000_000
"""More rows than a sheet has."""


class Lookups:
    """The formulas of one table that read another one, each column written out once."""

    def __init__(self, table: Standing) -> None:
        self._table = table
        self._found: dict[str, str] = {}

    def row(self, number: int) -> Formula:
        """Which row of the table has the id of this row; `number` is the answer now, from 1. Goes under "row"."""
        return Formula(self._found.setdefault(UID, self._match()), number)

    def added(self, number: int, before: str) -> Formula:
        """Which row of the table is the one of this number, from 1, that the client typed: with a name, but no id.

        `before` is the cell that asks for the one before it; what finds none there looks no further.
        """
        ids, names = self._table.column(UID, SPARE_ROWS), self._table.column("action", SPARE_ROWS)
        is_added = f'({ids}="")*({names}<>"")'
        # The rows that are not meant come after all others.
        places = f"ROW({ids})-ROW({ids.partition(':')[0]})+1+{_BEHIND}*(1-{is_added})"
        found = f'IF(SUMPRODUCT({is_added})<{number},"",SUMPRODUCT(SMALL({places},{number})))'
        return Formula(f'IF({before}="","",{found})' if before else found, "")

    def __call__(self, key: str, value: float | str | datetime.date | None) -> Formula:
        """What the row found says in a column, nothing if it is gone or says nothing; `value` is that now."""
        expression = self._found.get(key)
        if expression is None:
            found = f"INDEX({self._table.column(key, SPARE_ROWS)},{{row}})"
            expression = self._found[key] = f'IFERROR(IF({found}="","",{found}),"")'
        return Formula(expression, value)

    def _match(self) -> str:
        return f'IFERROR(MATCH({{uid}},{self._table.column(UID, SPARE_ROWS)},0),"")'
