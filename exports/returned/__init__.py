"""A workbook that comes back from the client: read, compared three ways with the plan, and merged into it.

`read_returned` gives what the file says; `compare` sets it beside what was exported and what the plan says now; what
the user accepts of it becomes one gesture through `accept`.
"""

from exports.returned.accepting import Side, accept, resolved
from exports.returned.comparing import compare
from exports.returned.differences import CellState, Comparison, RowDifference, RowState
from exports.returned.reading import Returned, read_returned

__all__ = [
    "CellState",
    "Comparison",
    "Returned",
    "RowDifference",
    "RowState",
    "Side",
    "accept",
    "compare",
    "read_returned",
    "resolved",
]
