"""Gestures on links: a segment of an objective, a friction that an action reduces, an action that waits for another.

Every link class has two references; the first one is the owner unless `owner_column` names the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from journey.kinds import title_of
from journey.operations.rows import in_order, insert, required
from resources.i18n import N_
from storage.base import Base, link_id
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import (
    Action,
    ActionDependency,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionOpportunity,
    ActionSegment,
    ActionStatement,
    ActionTouchpoint,
    JourneyObjective,
    NeedSegment,
    Objective,
    ObjectiveSegment,
    SwotFriction,
    SwotJourney,
    SwotTouchpoint,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LINK_LABELS: dict[type[Base], str] = {
    ObjectiveSegment: N_("Choose the segments of an objective"),
    JourneyObjective: N_("Choose the objectives of a journey"),
    SwotFriction: N_("Link a statement and a friction"),
    SwotJourney: N_("Link a statement and a journey"),
    SwotTouchpoint: N_("Link a statement and a touchpoint"),
    NeedSegment: N_("Choose the segments of a need"),
    ActionSegment: N_("Choose the segments of an action"),
    ActionTouchpoint: N_("Choose the touchpoints of an action"),
    ActionFriction: N_("Choose the frictions of an action"),
    ActionStatement: N_("Choose the statements of an action"),
    ActionObjective: N_("Choose the objectives of an action"),
    ActionNeed: N_("Choose the needs of an action"),
    ActionOpportunity: N_("Choose the opportunities of an action"),
    ActionDependency: N_("Choose what an action waits for"),
}
"""Every link class, with the name of its undo step."""


def link_columns(link_class: type[Base]) -> tuple[str, str]:
    """The two reference columns of a link class, owner first."""
    first, second = (name for name, column in link_class.__columns__.items() if column.reference is not None)
    return first, second


def link(document: Document, link_class: type[Base], first_id: str, second_id: str) -> None:
    """Link two rows; linked ones stay so."""
    first, _second = link_columns(link_class)
    known = _linked(document.all(link_class, **{first: first_id}), link_class, first)
    if second_id not in known:
        set_links(document, link_class, first_id, [*known, second_id])


def unlink(document: Document, link_class: type[Base], first_id: str, second_id: str) -> None:
    """Take the link between two rows away, if there is one."""
    first, _second = link_columns(link_class)
    known = _linked(document.all(link_class, **{first: first_id}), link_class, first)
    if second_id in known:
        set_links(document, link_class, first_id, [each for each in known if each != second_id])


def set_links(
    document: Document,
    link_class: type[Base],
    owner_id: str,
    ids: Sequence[str],
    *,
    owner_column: str | None = None,
) -> None:
    """Make `ids` exactly the rows that the owner is linked to; an objective with segments is no longer for all."""
    owner = owner_column or link_columns(link_class)[0]
    named = document.get(_target(link_class, owner), owner_id)
    with document.transact(LINK_LABELS[link_class], subject=title_of(named) if named else "") as session:
        replace_links(session, link_class, {owner_id: ids}, owner_column=owner)


def replace_links(
    session: Session, link_class: type[Base], wanted: Mapping[str, Sequence[str]], *, owner_column: str | None = None
) -> None:
    """The same for several owners at once, inside an open transaction: their links are read and examined together."""
    first, second = link_columns(link_class)
    owner = owner_column or first
    other = second if owner == first else first
    only = {owner: next(iter(wanted))} if len(wanted) == 1 else {}
    current: dict[str, set[str]] = {owner_id: set() for owner_id in wanted}
    for row in in_order(session, link_class, **only):
        owner_id, other_id = getattr(row, owner), getattr(row, other)
        if owner_id in wanted:
            current[owner_id].add(other_id)
            if other_id not in wanted[owner_id]:
                session.delete(row)
    new = [(owner_id, each) for owner_id, ids in wanted.items() for each in dict.fromkeys(ids)
           if each not in current[owner_id]]  # fmt: skip
    for column, ids in ((owner, wanted), (other, dict.fromkeys(each for _owner, each in new))):
        for each in ids:
            required(session, _target(link_class, column), each)
    pairs = new if owner == first else [(each, owner_id) for owner_id, each in new]
    session.flush()
    insert(session, linked(link_class, pairs))
    _keep_consistent(session, link_class, pairs)


def linked(link_class: type[Base], pairs: Sequence[tuple[str, str]]) -> list[Base]:
    """New rows of a link class for these (owner, other) pairs."""
    first, second = link_columns(link_class)
    return [link_class(**{"id": link_id(*pair), first: pair[0], second: pair[1]}) for pair in pairs]


def circle(dependencies: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The ids of actions that wait, however indirectly, for themselves; empty if none does.

    They come in the order in which they would be done, the first one again at the end.
    """
    graph: TopologicalSorter[str] = TopologicalSorter()
    for action_id, needs_action_id in dependencies:
        graph.add(action_id, needs_action_id)
    try:
        graph.prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def _keep_consistent(session: Session, link_class: type[Base], pairs: Sequence[tuple[str, str]]) -> None:
    if link_class is ObjectiveSegment:
        for objective_id, _segment_id in pairs:
            required(session, Objective, objective_id).serves_all_customers = False
    if link_class is ActionDependency and pairs:
        from sqlalchemy import select

        columns = ActionDependency.__table__.c
        waiting = circle(
            (row[0], row[1]) for row in session.execute(select(columns.action_id, columns.needs_action_id))
        )
        if waiting:
            path = ", ".join(title_of(required(session, Action, each)) or "–" for each in waiting)
            raise PlanError(
                N_("These actions would wait for each other: {path}. Remove one of the dependencies first."), path=path
            )


def _linked(rows: Sequence[Base], link_class: type[Base], owner: str) -> list[str]:
    other = next(column for column in link_columns(link_class) if column != owner)
    return [getattr(row, other) for row in rows]


def _target(link_class: type[Base], column: str) -> type[Base]:
    named = link_class.__columns__[column].reference
    return next(each for each in KINDS if named is not None and each.__tablename__ == named.kind)
