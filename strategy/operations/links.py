"""Gestures on links: a segment of an objective, a friction that an action reduces, an action that waits for another.

Every link class has two references; the first one is the owner unless `owner_column` names the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    first, second = link_columns(link_class)
    owner = owner_column or first
    other = second if owner == first else first
    named = document.get(_target(link_class, owner), owner_id)
    with document.transact(LINK_LABELS[link_class], subject=title_of(named) if named else "") as session:
        required(session, _target(link_class, owner), owner_id)
        wanted = list(dict.fromkeys(ids))
        current = in_order(session, link_class, **{owner: owner_id})
        for row in current:
            if getattr(row, other) not in wanted:
                session.delete(row)
        known = {getattr(row, other) for row in current}
        new = [each for each in wanted if each not in known]
        for each in new:
            required(session, _target(link_class, other), each)
        pairs = [(owner_id, each) if owner == first else (each, owner_id) for each in new]
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
        every = in_order(session, ActionDependency)
        waiting = circle((row.action_id, row.needs_action_id) for row in every)
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
