"""What the states of cells and rows are called, for pages and for the command line."""

from __future__ import annotations

from collections.abc import Mapping

from exports.returned.differences import CellState, RowState
from resources.i18n import N_

CELL_STATES: Mapping[CellState, str] = {
    CellState.UNCHANGED: N_("Unchanged"),
    CellState.CLIENT: N_("Changed by the client"),
    CellState.APP: N_("Changed in the plan"),
    CellState.EQUAL: N_("Changed to the same on both sides"),
    CellState.CONFLICT: N_("Conflict"),
    CellState.INVALID: N_("Not understood"),
}
ROW_STATES: Mapping[RowState, str] = {
    RowState.KNOWN: N_("Known row"),
    RowState.NEW: N_("New row"),
    RowState.DUPLICATE: N_("Copy of another row"),
    RowState.MISSING: N_("Missing row"),
    RowState.GONE: N_("Deleted in the plan since"),
    RowState.FOREIGN: N_("Row of another workbook"),
}
