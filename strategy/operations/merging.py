"""The gesture that takes what a client wrote in a returned workbook into the plan."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from journey.kinds import accepted, shortened
from journey.operations.rows import check, in_order, insert, next_position, required
from resources.i18n import N_
from storage.base import POSITION_STEP, Base
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import ActionDependency, WorkbookMerge
from strategy.operations.editing import note_change
from strategy.operations.links import replace_links

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
    if not rows:
        return MergeOutcome(left=record.left)
    with document.transact(
        N_("Merge a returned workbook"), subject=shortened(record.file_name), is_import=True
    ) as session:
        held = {each: in_order(session, each) for each in {row.mapped for row in rows}}
        written, refused = _written(document, session, rows)
        while refused and any(row.needs for row, _error in refused):
            # What waits for others may be right once these no longer wait for it.
            more, refused = _written(document, session, [row for row, _error in refused])
            written += more
            if not more:
                break
        del held  # kept until here: the session forgets rows that nobody holds, and would read each of them again
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


def _written(
    document: Document, session: Session, rows: Sequence[MergedRow]
) -> tuple[list[tuple[MergedRow, str]], list[tuple[MergedRow, PlanError]]]:
    """The rows that were written, with their ids, and those that the plan does not take.

    All of them together, which is quick; where one is refused, each half on its own, until the refused ones are alone.
    """
    if not rows:
        return [], []
    try:
        with document.transact(N_("Merge a returned workbook")):
            ids = _write(session, rows)
        return list(zip(rows, ids, strict=True)), []
    except PlanError as error:
        if len(rows) == 1:
            return [], [(rows[0], error)]
    middle = len(rows) // 2
    first, refused = _written(document, session, rows[:middle])
    second, others = _written(document, session, rows[middle:])
    return first + second, refused + others


def _write(session: Session, rows: Sequence[MergedRow]) -> list[str]:
    """Write rows and what they wait for; their ids."""
    values = [_accepted(row) for row in rows]  # before anything is written: what is refused here costs nothing
    added: dict[type[Base], list[Any]] = {}  # Any: classes that a client may add to
    found: list[Any] = []
    for row, new in zip(rows, values, strict=True):
        mapped: Any = row.mapped  # Any: one of the classes that a client may change
        if row.row_id is None:
            found.append(mapped(**new, position=0))
            added.setdefault(mapped, []).append(found[-1])
        else:
            found.append(required(session, mapped, row.row_id))
            for column, value in new.items():
                setattr(found[-1], column, value)
        note_change(found[-1])
    session.flush()
    for mapped, new_rows in added.items():
        first = next_position(session, mapped)
        for number, each in enumerate(new_rows):
            each.position = first + number * POSITION_STEP
        insert(session, new_rows, KINDS)
    for each in found:
        check(session, each, KINDS)
    needs = {each.id: row.needs for row, each in zip(rows, found, strict=True) if row.needs is not None}
    if needs:
        replace_links(session, ActionDependency, needs)
    return [each.id for each in found]


def _accepted(row: MergedRow) -> dict[str, Any]:  # Any: the columns decide
    """The values of a row as the plan takes them. Raises PlanError for one that it does not."""
    return {column: accepted(row.mapped, column, value, KINDS[row.mapped].limits)
            for column, value in row.values.items()}  # fmt: skip


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
