"""A returned workbook compared with a plan or merged into it, for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.client_columns import ROWS
from exports.returned.accepting import Side, accept, resolved
from exports.returned.comparing import compare
from exports.returned.differences import CellDifference, CellState, Comparison, RowDifference, RowState
from exports.returned.reading import read_returned
from exports.returned.values import Shown
from exports.returned.words import CELL_STATES, ROW_STATES
from resources.i18n import Words
from storage.document import Document
from storage.errors import ReadOnlyPlan
from strategy.naming import Naming
from strategy.operations.merging import MergeOutcome
from strategy.snapshot import Snapshot

HEADER = {"format": "periple-merge", "version": 1}


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file says beside the plan, and what was taken of it; `outcome` is None where it was only compared."""

    snapshot: Snapshot
    """The plan before."""
    comparison: Comparison
    side: Side | None
    outcome: MergeOutcome | None

    def values(self, reader: Words) -> dict[str, Any]:  # Any: what JSON holds
        """For programs; sentences are in the reader's language, values are the compared texts of `docs/workbook.md`."""
        comparison = self.comparison
        facts = comparison.returned.contract.facts
        names = ("export_id", "plan_id", "revision", "exported_on", "language")
        return {
            **HEADER,
            "file": {"name": comparison.returned.name, **{name: facts.get(name, "") for name in names}},
            "has_news": comparison.has_news,
            "counts": {
                "cells": {state.value: comparison.count(state) for state in CellState},
                "rows": {state.value: comparison.count(state) for state in RowState},
            },
            "rows": [_row_values(row, reader) for row in _telling(comparison)],
            "locked": [
                {"table": each.table, "uid": each.uid, "column": each.key, "heading": each.heading, "line": each.line}
                for each in comparison.locked
            ],
            "notes": [note.text(reader) for note in comparison.notes],
            "accepted": self.side.value if self.side is not None else None,
            "outcome": _outcome_values(self.outcome, reader) if self.outcome is not None else None,
        }

    def lines(self, reader: Words) -> Iterator[str]:
        """For people."""
        yield from (note.text(reader) for note in self.comparison.notes)
        if self.outcome is not None:
            yield from _outcome_lines(self.outcome, reader)
            return
        if not self.comparison.has_news:
            yield reader.tr("Nothing has changed: the client says nothing that the plan does not.")
        else:
            yield from _counts(self.comparison, reader)
        shown = Shown.of(self.snapshot, Naming(self.snapshot, reader), self.comparison.returned.contract.codes)
        for row in _telling(self.comparison):
            yield from _row_lines(row, shown, reader)


def merge_file(document: Document, path: Path, side: Side | None) -> Merged:
    """Compare a returned workbook with the plan, and with a side accept what it says. Raises PlanError."""
    if side is not None and document.is_read_only:
        raise ReadOnlyPlan
    snapshot = Snapshot.of(document)
    comparison = compare(snapshot, read_returned(path))
    outcome = accept(document, comparison, resolved(comparison, side)) if side is not None else None
    return Merged(snapshot, comparison, side, outcome)


def _telling(comparison: Comparison) -> Iterator[RowDifference]:
    """Rows that are not the same everywhere."""
    return (row for row in comparison.rows if row.cells or row.state is not RowState.KNOWN)


def _row_values(row: RowDifference, reader: Words) -> dict[str, Any]:  # Any: what JSON holds
    return {
        "table": row.table,
        "kind": ROWS[row.table].__tablename__,
        "uid": row.uid,
        "code": row.code,
        "title": row.title,
        "state": row.state.value,
        "line": row.line or None,
        "cells": [_cell_values(cell, reader) for cell in row.cells],
    }


def _cell_values(cell: CellDifference, reader: Words) -> dict[str, Any]:  # Any: what JSON holds
    return {
        "column": cell.column.key,
        "heading": cell.heading,
        "state": cell.state.value,
        "base": cell.base,
        "theirs": cell.theirs,
        "ours": cell.ours,
        "problem": cell.problem.text(reader) if cell.problem is not None else None,
    }


def _outcome_values(outcome: MergeOutcome, reader: Words) -> dict[str, Any]:  # Any: what JSON holds
    return {
        "changed": outcome.changed,
        "added": list(outcome.added),
        "refused": [
            {"table": row.table, "uid": row.row_id, "line": row.line or None, "reason": error.text(reader)}
            for row, error in outcome.refused
        ],
        "left": outcome.left,
        "changes": list(outcome.changes),
    }


def _outcome_lines(outcome: MergeOutcome, reader: Words) -> Iterator[str]:
    if not outcome.changes:
        yield reader.tr("Nothing of the workbook was taken: the plan is as it was.")
    else:
        count = len(outcome.changes)
        yield reader.ntr("{n} change taken into the plan:", "{n} changes taken into the plan:", count).format(n=count)
    yield from (f"  {line}" for line in outcome.changes)
    for row, error in outcome.refused:
        told = reader.tr("Row {line} was refused: {reason}")
        yield told.format(line=reader.number(row.line), reason=error.text(reader))
    if outcome.left:
        yield reader.ntr(
            "{n} change of the client was not taken.", "{n} changes of the client were not taken.", outcome.left
        ).format(n=reader.number(outcome.left))


def _counts(comparison: Comparison, reader: Words) -> Iterator[str]:
    """How many cells and rows are in each state, those of interest only."""
    counts = [(name, comparison.count(state)) for state, name in CELL_STATES.items() if state != CellState.UNCHANGED]
    counts += [(name, comparison.count(state)) for state, name in ROW_STATES.items() if state != RowState.KNOWN]
    for name, count in counts:
        if count:
            yield reader.tr("{name}: {value}").format(name=reader.tr(name), value=reader.number(count))


def _row_lines(row: RowDifference, shown: Shown, reader: Words) -> Iterator[str]:
    name = " ".join(filter(None, (row.code, row.title)))
    where = reader.tr("row {line}").format(line=reader.number(row.line)) if row.line else ""
    state = reader.tr(ROW_STATES[row.state]) if row.state is not RowState.KNOWN else ""
    yield ", ".join(filter(None, (name, where, state)))
    for cell in row.cells:
        theirs = cell.theirs if cell.state is CellState.INVALID else shown.text(cell.column, cell.theirs)
        told = [
            reader.tr("exported: {value}").format(value=shown.text(cell.column, cell.base or "") or "–"),
            reader.tr("client: {value}").format(value=theirs or "–"),
            reader.tr("plan: {value}").format(value=shown.text(cell.column, cell.ours) or "–"),
        ]
        problem = f" {cell.problem.text(reader)}" if cell.problem is not None else ""
        told_state = reader.tr(CELL_STATES[cell.state])
        yield f"  {cell.heading} ({told_state}): {'; '.join(told)}.{problem}".replace("\n", " ")
