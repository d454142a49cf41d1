"""What the user accepts of a returned workbook becomes rows and values of the plan, in one gesture."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from enum import StrEnum
from typing import Any

from exports.client_columns import ROWS, Sort
from exports.returned.comparing import CellDifference, CellState, Comparison, RowDifference, RowState
from storage.document import Document
from strategy.model import ActionStatus
from strategy.operations.merging import MergedRow, MergeOutcome, MergeRecord, merge_rows
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot

Choice = tuple[str, str, str]
"""Table, row and column; no column stands for a whole row: a new one, or a missing one that is to be dropped."""
WHOLE_ROW = ""


class Side(StrEnum):
    """Whose value counts where both changed a cell."""

    CLIENT = "client"
    APP = "app"


def resolved(comparison: Comparison, side: Side) -> set[Choice]:
    """What is accepted without looking: all that the client alone changed or added, and conflicts as `side` says.

    Rows that the client deleted stay in the plan.
    """
    states = {CellState.CLIENT} | ({CellState.CONFLICT} if side is Side.CLIENT else set())
    return {choice for choice, state in choices(comparison) if state in states or state is RowState.NEW}


def choices(comparison: Comparison) -> Iterable[tuple[Choice, CellState | RowState]]:
    """All that can be accepted or not, with the state that it is in."""
    for row in comparison.rows:
        if row.state in (RowState.NEW, RowState.MISSING):
            yield (row.table, row.uid, WHOLE_ROW), row.state
        elif row.state is RowState.KNOWN:
            for cell in row.cells:
                if cell.state in (CellState.CLIENT, CellState.CONFLICT):
                    yield (row.table, row.uid, cell.column.key), cell.state


def accept(document: Document, comparison: Comparison, accepted: Collection[Choice]) -> MergeOutcome:
    """Merge what was accepted, as one gesture with a record of it; rows that the plan refuses are left as they are."""
    ranking = Ranking.of(Snapshot.of(document))
    rows = [_merged(row, accepted, ranking) for row in comparison.rows]
    facts = comparison.returned.contract.facts
    offered = [choice for choice, _state in choices(comparison)]
    record = MergeRecord(
        file_name=comparison.returned.name,
        export_id=facts.get("export_id", ""),
        exported_on=_day(facts.get("exported_on", "")),
        left=sum(choice not in accepted for choice in offered),
    )
    return merge_rows(document, [row for row in rows if row is not None], record)


def _merged(row: RowDifference, accepted: Collection[Choice], ranking: Ranking) -> MergedRow | None:
    """What a row brings into the plan; None if nothing of it was accepted."""
    mapped = ROWS[row.table]
    if (row.table, row.uid, WHOLE_ROW) in accepted:
        if row.state is RowState.MISSING:
            return MergedRow(row.table, mapped, row.uid, {"status": ActionStatus.DROPPED.value})
        cells: Sequence[CellDifference] = [cell for cell in row.cells if cell.state is not CellState.INVALID]
        row_id = None
    else:
        cells = [cell for cell in row.cells if (row.table, row.uid, cell.column.key) in accepted]
        row_id = row.uid
    if not cells:
        return None
    values, needs = _values(cells, ranking)
    return MergedRow(row.table, mapped, row_id, values, needs, row.texts, row.line)


def _values(
    cells: Iterable[CellDifference], ranking: Ranking
) -> tuple[dict[str, Any], tuple[str, ...] | None]:  # Any: the columns decide
    """Values by column of the plan, and the actions that must end first if that was accepted."""
    values: dict[str, Any] = {}
    needs: tuple[str, ...] | None = None
    for cell in cells:
        if cell.column.sort is Sort.ACTIONS:
            needs = tuple(cell.theirs.split())
        elif cell.column.sort is Sort.EFFORT:
            values.setdefault("effort_days", ranking.typical_days(int(cell.theirs)) if cell.theirs else None)
        else:
            values[cell.column.field] = _VALUES[cell.column.sort](cell.theirs)
    loads = [cell for cell in cells if cell.column.field == "effort_days"]
    if loads and loads[0].theirs:
        values["effort_days"] = float(loads[0].theirs)
    return values, needs


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


_VALUES: dict[Sort, Callable[[str], Any]] = {
    Sort.TEXT: str,
    Sort.NUMBER: lambda text: float(text) if text else None,
    Sort.SHARE: lambda text: int(text) if text else None,
    Sort.DATE: _day,
    Sort.PRIORITY: lambda text: int(text) if text else None,
    Sort.STATUS: lambda text: text or ActionStatus.PLANNED.value,
}
