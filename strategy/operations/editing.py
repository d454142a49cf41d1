"""The gestures that are the same for every kind of row: set a value, delete, duplicate, move, rank."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journey.kinds import Kind, accepted, title_of
from journey.model import Journey, Segment, Stage
from journey.operations.journeys import delete_stage
from journey.operations.rows import (
    LiveRows,
    check,
    copy_of,
    in_order,
    insert,
    next_position,
    numbered_name,
    place,
    required,
)
from resources.i18n import N_
from storage.base import POSITION_STEP, Base
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import Action, Objective, ObjectiveSegment, OwnEntry
from strategy.operations.journeys import duplicate_journey
from strategy.operations.own_entries import delete_own_entry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def set_value(
    document: Document,
    mapped: type[Base],
    row_id: str,
    column: str,
    value: Any,  # Any: the column decides
    *,
    initiator: object | None = None,
) -> None:
    """Set one column of one row. Edits of the same field that follow each other merge into one undo step.

    Raises PlanError when the value is out of range or does not fit the rest of the row, and when the row is gone.
    Setting the value that is there already is no gesture at all.
    """
    set_values(document, mapped, row_id, {column: value}, initiator=initiator)


def set_values(
    document: Document,
    mapped: type[Base],
    row_id: str,
    values: Mapping[str, Any],  # Any: the columns decide
    *,
    initiator: object | None = None,
) -> None:
    """Set several columns of one row in one gesture, such as both dates of an action."""
    kind = KINDS[mapped]
    new = {column: accepted(mapped, column, value, kind.limits) for column, value in values.items()}
    row = document.get(mapped, row_id)
    if row is not None and all(_same(getattr(row, column), value) for column, value in new.items()):
        return
    if kind.fixed.intersection(new) or "id" in new:
        raise PlanError(N_("This cannot be changed once it exists. Delete the item and add another one."))
    subject = title_of(row) if row is not None else ""
    merge_key = " ".join((mapped.__tablename__, row_id, *sorted(new)))
    with document.transact(kind.edit, merge_key, subject=subject, initiator=initiator) as session:
        row = required(session, mapped, row_id)
        for column, value in new.items():
            _check_reference(session, mapped, column, value)
            setattr(row, column, value)
        note_change(row)
        check(session, row, KINDS)
        if isinstance(row, Objective) and new.get("serves_all_customers"):
            _forget_segments(session, row)


def note_change(row: Base) -> None:
    """An action says on which day it was last changed."""
    if isinstance(row, Action):
        row.changed_on = datetime.date.today()


def delete(document: Document, mapped: type[Base], row_id: str) -> None:
    """Delete a row with all that belongs to it; `strategy.trace.dependents` tells beforehand what that is."""
    if mapped is Stage:
        return delete_stage(document, row_id)
    if mapped is OwnEntry:
        return delete_own_entry(document, row_id)
    kind, row = KINDS[mapped], document.get(mapped, row_id)
    with document.transact(_label(kind.delete, mapped), subject=title_of(row) if row else "") as session:
        row = required(session, mapped, row_id)
        for rule in kind.delete_checks:
            rule(LiveRows(session), row)
        session.delete(row)


def duplicate(document: Document, mapped: type[Base], row_id: str) -> str:
    """Put a copy of a row right after it, with what belongs to it and its links; returns the new id."""
    if mapped is Journey:
        return duplicate_journey(document, row_id)
    kind, row = KINDS[mapped], document.get(mapped, row_id)
    with document.transact(_label(kind.duplicate, mapped), subject=title_of(row) if row else "") as session:
        row = required(session, mapped, row_id)
        siblings = in_order(session, mapped, **_shared(kind, row))
        twin = copy_of(row, **dict.fromkeys(kind.not_copied))
        if hasattr(twin, "name"):
            twin.name = numbered_name(twin.name, [getattr(each, "name", "") for each in siblings])
        place(siblings, twin, siblings.index(row) + 1)
        insert(session, [twin, *_belongings(session, kind, row, twin)], KINDS)
    return twin.id


def delete_several(document: Document, rows: Sequence[tuple[type[Base], str]]) -> None:
    """Delete rows of one or several kinds in one gesture; those that went with another one of them are no concern."""
    with document.transact(N_("Delete what is selected")):
        for mapped, row_id in rows:
            if document.get(mapped, row_id) is not None:
                delete(document, mapped, row_id)


def duplicate_several(document: Document, rows: Sequence[tuple[type[Base], str]]) -> list[str]:
    """Put a copy after each of these rows in one gesture; returns the new ids in the same order."""
    with document.transact(N_("Duplicate what is selected")):
        return [duplicate(document, mapped, row_id) for mapped, row_id in rows]


def move(document: Document, mapped: type[Base], row_id: str, index: int) -> None:
    """Move a row so that it comes at `index` among its siblings (0 = first), counted without the row itself."""
    kind, row = KINDS[mapped], document.get(mapped, row_id)
    with document.transact(_label(kind.move, mapped), subject=title_of(row) if row else "") as session:
        row = required(session, mapped, row_id)
        others = [each for each in in_order(session, mapped, **_shared(kind, row)) if each.id != row_id]
        place(others, row, index)


def move_by(document: Document, mapped: type[Base], row_id: str, steps: int) -> None:
    """Move a row among its siblings by some places, up when negative (Alt+Up is -1); stops at the ends."""
    row = document.get(mapped, row_id)
    if row is None:
        raise PlanError(N_("This item is no longer in the plan: it was deleted meanwhile. Undo brings it back."))
    siblings = [each.id for each in document.all(mapped, **_shared(KINDS[mapped], row))]
    index = siblings.index(row_id)
    wanted = max(0, min(index + steps, len(siblings) - 1))
    if wanted != index:
        move(document, mapped, row_id, wanted)


def rank_objectives(document: Document, objective_ids: Sequence[str]) -> None:
    """Give the objectives the priorities 1, 2, 3… in this order; those not named lose their rank."""
    _rank(document, Objective, N_("Rank objectives"), objective_ids)


def rank_segments(document: Document, segment_ids: Sequence[str]) -> None:
    """Give the segments the priorities 1, 2, 3… in this order; those not named lose their rank."""
    _rank(document, Segment, N_("Rank segments"), segment_ids)


def _rank(document: Document, mapped: type[Objective] | type[Segment], label: str, ids: Sequence[str]) -> None:
    with document.transact(label) as session:
        rank = {row_id: index for index, row_id in enumerate(ids, start=1)}
        rows: list[Any] = in_order(session, mapped)  # Any: one of two classes with the same columns
        for row in rows:
            row.priority = rank.get(row.id)
        ordered = sorted(rows, key=lambda row: rank.get(row.id, len(rank) + 1))
        if ordered != rows:
            # The places that are taken are shared out anew, so that a swap of two neighbours writes two rows.
            for position, row in zip(_distinct(session, mapped, rows), ordered, strict=True):
                row.position = position


def _distinct(session: Session, mapped: type[Base], rows: Sequence[Any]) -> list[int]:  # Any: see `_rank`
    """The positions of rows in order, made distinct when some are equal."""
    taken = [row.position for row in rows]
    if len(set(taken)) == len(taken):
        return taken
    first = next_position(session, mapped)
    return [first + index * POSITION_STEP for index in range(len(rows))]


def _label(label: str, mapped: type[Base]) -> str:
    """The name of the undo step; TypeError for a gesture that this kind does not offer, which is a bug of ours."""
    if not label:
        raise TypeError(f"{mapped.__tablename__}: no such gesture")
    return label


def _shared(kind: Kind, row: Base) -> dict[str, Any]:  # Any: the columns decide
    return {column: getattr(row, column) for column in kind.siblings}


def _belongings(session: Session, kind: Kind, row: Base, twin: Base) -> list[Base]:
    """Copies of the rows that a duplicate takes along, tied to the twin."""
    copies: list[Base] = []
    for mapped, parent in kind.copied_along:
        for each in in_order(session, mapped, **{parent: row.id}):
            fresh = {"id": each.id.replace(row.id, twin.id)} if row.id in each.id else {}
            copies.append(copy_of(each, **{parent: twin.id}, **fresh))
    return copies


def _same(old: Any, new: Any) -> bool:  # Any: values of any column
    return bool(old == new)


def _check_reference(session: Session, mapped: type[Base], column: str, value: Any) -> None:  # Any: see `set_value`
    """A column that names another row names one that exists."""
    named = mapped.__columns__[column].reference
    if named is not None and value is not None:
        required(session, next(each for each in KINDS if each.__tablename__ == named.kind), value)


def _forget_segments(session: Session, objective: Objective) -> None:
    """An objective for all customers names no segment."""
    for link in in_order(session, ObjectiveSegment, objective_id=objective.id):
        session.delete(link)
