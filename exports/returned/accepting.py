"""What the user accepts of a returned workbook becomes rows and values of the plan, in one gesture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from exports.client_columns import ACTIONS, CLIENT_COLUMNS, ROWS, ClientColumn, Sort
from exports.returned.differences import (
    WHOLE_ROW,
    CellDifference,
    CellState,
    Choice,
    Comparison,
    RowDifference,
    RowState,
)
from exports.returned.values import Shown, day_of, plan_value
from resources.i18n import N_, language_of, words
from storage.document import Document
from strategy.model import Action, ActionStatus
from strategy.naming import Naming
from strategy.operations.merging import MergedRow, MergeOutcome, MergeRecord, merge_rows
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot

_STATUS = next(column for column in CLIENT_COLUMNS[ACTIONS] if column.sort is Sort.STATUS)


class Side(StrEnum):
    """Whose value counts where both changed a cell."""

    CLIENT = "client"
    APP = "app"


def resolved(comparison: Comparison, side: Side) -> set[Choice]:
    """What is accepted without looking: all that the client alone changed or added, and conflicts as `side` says.

    Rows that the client deleted stay in the plan.
    """
    states = {CellState.CLIENT} | ({CellState.CONFLICT} if side is Side.CLIENT else set())
    return {choice for choice, state in comparison.choices() if state in states or state is RowState.NEW}


def accept(document: Document, comparison: Comparison, accepted: Collection[Choice]) -> MergeOutcome:
    """Merge what was accepted, as one gesture with a record of it; rows that the plan refuses are left as they are."""
    snapshot = Snapshot.of(document)
    merging = _Merging(snapshot, comparison, accepted)
    rows = [merging.row(row) for row in comparison.rows]
    facts = comparison.returned.contract.facts
    record = MergeRecord(
        file_name=comparison.returned.name,
        export_id=facts.get("export_id", ""),
        exported_on=day_of(facts.get("exported_on", "")),
        left=sum(choice not in accepted for choice, _state in comparison.choices()),
    )
    return merge_rows(document, [row for row in rows if row is not None], record)


class _Merging:
    """Rows of a comparison on their way into the plan, and the words in which its record tells them."""

    def __init__(self, snapshot: Snapshot, comparison: Comparison, accepted: Collection[Choice]) -> None:
        self._accepted = accepted
        self._ranking = Ranking.of(snapshot)
        self._words = words(language_of(snapshot.plan.language))
        naming = Naming(snapshot, self._words)
        self._shown = Shown.of(snapshot, naming, comparison.returned.contract.codes)
        self._snapshot = snapshot
        actions = comparison.returned.contract.tables.get(ACTIONS)
        self._headings = actions.headings if actions is not None else {}

    def row(self, row: RowDifference) -> MergedRow | None:
        """What a row brings into the plan; None if nothing of it was accepted."""
        mapped = ROWS[row.table]
        is_whole = (row.table, row.uid, WHOLE_ROW) in self._accepted
        if is_whole and row.state is RowState.MISSING:
            return self._dropped(row)
        if is_whole:
            cells: Sequence[CellDifference] = [cell for cell in row.cells if cell.state is not CellState.INVALID]
        else:
            cells = [cell for cell in row.cells if (row.table, row.uid, cell.column.key) in self._accepted]
        if not cells:
            return None
        values, needs = self._values(cells)
        if is_whole:
            told = self._words.tr(N_("New: {title}")).format(title=row.title)
            return MergedRow(row.table, mapped, None, values, needs, row.texts, row.line, (told,))
        lines = tuple(self._told(row, cell.heading, cell.ours, cell.theirs, cell.column) for cell in cells)
        return MergedRow(row.table, mapped, row.uid, values, needs, row.texts, row.line, lines)

    def _dropped(self, row: RowDifference) -> MergedRow:
        """A row that the client deleted: it stays, as one that is not done any more."""
        action, dropped = self._snapshot.get(Action, row.uid), ActionStatus.DROPPED.value
        before = action.status if action is not None else ""
        heading = self._headings.get(_STATUS.key, _STATUS.key)
        told = self._told(row, heading, before, dropped, _STATUS)
        return MergedRow(row.table, ROWS[row.table], row.uid, {_STATUS.field: dropped}, told=(told,))

    def _told(self, row: RowDifference, heading: str, before: str, after: str, column: ClientColumn) -> str:
        """One change as the record tells it: "A3 Call the ten largest, Owner: – → Jeanne"."""
        name = " ".join(filter(None, (row.code, row.title)))
        old, new = (self._shown.text(column, each) or "–" for each in (before, after))
        told = self._words.tr(N_("{name}: {value}"))
        return f"{name}, {told.format(name=heading, value=f'{old} → {new}')}"

    def _values(
        self, cells: Iterable[CellDifference]
    ) -> tuple[Mapping[str, Any], tuple[str, ...] | None]:  # Any: the columns decide
        """Values by column of the plan, and the actions that must end first if that was accepted."""
        values: dict[str, Any] = {}
        needs: tuple[str, ...] | None = None
        for cell in cells:
            if cell.column.sort is Sort.ACTIONS:
                needs = tuple(cell.theirs.split())
            elif cell.column.sort is not Sort.EFFORT:
                values[cell.column.field] = plan_value(cell.column, cell.theirs)
        efforts = [cell.theirs for cell in cells if cell.column.sort is Sort.EFFORT and cell.theirs]
        if efforts and values.get("effort_days") is None:  # days say more than their band
            values["effort_days"] = self._ranking.typical_days(int(efforts[0]))
        return values, needs
