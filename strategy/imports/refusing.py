"""Marks the rows of a block that cannot be used, and tells the report about them."""

from __future__ import annotations

from collections.abc import Mapping

from strategy.imports.cells import Cells, Flags, Whole
from strategy.imports.report import Reason, Report
from strategy.imports.text_files import Block

_NUMBERS = {reason: number for number, reason in enumerate(Reason, start=1)}
_REASONS = {number: reason for reason, number in _NUMBERS.items()}


class Sieve:
    """The rows of one block that may still be used. The first reason given for a row counts."""

    def __init__(self, block: Block, cells: Mapping[str, Cells]) -> None:
        import numpy as np

        self._block, self._cells = block, cells
        self._faults = np.zeros(len(block), np.int8)
        self._columns = np.zeros(len(block), np.int16)
        self._names = list(cells)
        self._has_fault = False
        if block.has_surplus.any():
            self.refuse(block.has_surplus, Reason.TOO_MANY_CELLS, self._names[0])

    def refuse(self, are_at_fault: Flags, reason: Reason, column: str) -> None:
        """Take these rows out, unless they are out already."""
        if are_at_fault.any():
            rows = are_at_fault & (self._faults == 0)
            self._faults[rows] = _NUMBERS[reason]
            self._columns[rows] = self._names.index(column)
            self._has_fault = True

    def finish(self, report: Report) -> Whole | None:
        """Tell the report; the places of the rows that are left, None when all are."""
        import numpy as np

        report.read += len(self._block)
        if not self._has_fault:
            return None
        out = np.flatnonzero(self._faults)
        room = report.room
        for row in out[:room].tolist():
            name = self._names[self._columns[row]]
            value = self._cells[name].text(row)
            report.refuse(int(self._block.lines[row]), name, value, _REASONS[int(self._faults[row])])
        for number, count in enumerate(np.bincount(self._faults[out[room:]]).tolist()):
            if count:
                report.counts[_REASONS[number]] += count
        return np.flatnonzero(self._faults == 0)
