"""The gesture that takes what a client wrote in a returned workbook into the plan."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from journey.kinds import accepted, shortened
from journey.operations.rows import check, insert, next_position, required
from resources.i18n import N_
from storage.base import Base
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import ActionDependency, WorkbookMerge
from strategy.operations.editing import note_change
from strategy.operations.links import set_links

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_CHANGES = 2_000
"""Lines of a record: who merges more than that in one go does not read them."""
_LONGEST_CHANGE = 300


@dataclass(frozen=True, slots=True)
class MergedRow:
    """What of one row is accepted."""

    table: str
    mapped: type[Base]
    row_id: str | None
    """None for a new row."""
    values: Mapping[str, Any]  # Any: the columns decide
    needs: tuple[str, ...] | None = None
    """The actions that must end first; None leaves them."""
    texts: tuple[str, ...] = ()
    """What the client says in all columns: how a new row is known again when the file is merged a second time."""
    line: int = 0
    """Its row in the workbook, for a message."""
    told: tuple[str, ...] = ()
    """What is accepted of it, a line each, as the record tells it."""


@dataclass(frozen=True, slots=True)
class MergeRecord:
    """What the plan keeps of the file."""

    file_name: str
    export_id: str
    exported_on: datetime.date | None
    left: int
    """Changes of the client that were not accepted."""


@dataclass(frozen=True)
class MergeOutcome:
    """What came of it."""

    changed: int = 0
    """Rows that were changed."""
    added: tuple[str, ...] = ()
    """Ids of the rows that were added."""
    refused: tuple[tuple[MergedRow, PlanError], ...] = field(default=())
    """Rows that the plan does not take, and why; they are as they were."""
    changes: tuple[str, ...] = ()
    """What was taken in, a line each."""
    left: int = 0
    """Changes of the client that were not."""


def merge_rows(document: Document, rows: Sequence[MergedRow], record: MergeRecord) -> MergeOutcome:
    """Write these rows and a record of the merge, in one gesture; no gesture if none of them changes the plan."""
    written: list[tuple[MergedRow, str]] = []
    refused: list[tuple[MergedRow, PlanError]] = []
    if not rows:
        return MergeOutcome(left=record.left)
    with document.transact(N_("Merge a returned workbook"), subject=shortened(record.file_name)) as session:
        waiting = list(rows)
        while waiting:
            known, again = len(written), []
            for row in waiting:
                try:
                    with document.transact(N_("Merge a returned workbook")):
                        written.append((row, _write(document, session, row)))
                except PlanError as error:
                    again.append((row, error))
            # What waits for others may be right once these no longer wait for it.
            is_worth_it = len(written) > known and any(row.needs for row, _error in again)
            refused, waiting = again, [row for row, _error in again] if is_worth_it else []
        changes = tuple(line for row, _id in written for line in row.told)
        outcome = MergeOutcome(
            changed=sum(row.row_id is not None for row, _id in written),
            added=tuple(row_id for row, row_id in written if row.row_id is None),
            refused=tuple(refused),
            changes=changes,
            left=record.left + sum(len(row.told) for row, _error in refused),
        )
        if written:
            session.add(_recorded(session, record, outcome, written))
    return outcome


def _write(document: Document, session: Session, row: MergedRow) -> str:
    """Write one row; its id."""
    mapped: Any = row.mapped  # Any: one of the classes that a client may change
    new = {column: accepted(mapped, column, value, KINDS[mapped].limits) for column, value in row.values.items()}
    if row.row_id is None:
        found = mapped(**new, position=next_position(session, mapped))
        insert(session, [found], KINDS)
    else:
        found = required(session, mapped, row.row_id)
        for column, value in new.items():
            setattr(found, column, value)
    note_change(found)
    session.flush()
    check(session, found, KINDS)
    if row.needs is not None:
        set_links(document, ActionDependency, found.id, row.needs)
    row_id: str = found.id
    return row_id


def _recorded(
    session: Session, record: MergeRecord, outcome: MergeOutcome, written: Sequence[tuple[MergedRow, str]]
) -> WorkbookMerge:
    added: dict[str, dict[str, list[str]]] = {}
    for row, row_id in written:
        if row.row_id is None:
            added.setdefault(row.table, {})[row_id] = list(row.texts)
    return WorkbookMerge(
        position=next_position(session, WorkbookMerge),
        file_name=shortened(record.file_name, 200),
        merged_on=datetime.date.today(),
        export_id=record.export_id,
        exported_on=record.exported_on,
        accepted=len(outcome.changes),
        left=outcome.left,
        changes=[shortened(change, _LONGEST_CHANGE) for change in outcome.changes[:_MOST_CHANGES]],
        added=added,
    )
