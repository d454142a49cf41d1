"""Gestures of the comparison: which touchpoint stands for which, why it changes, and the actions that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.comparison import names_origins, origins_of
from journey.kinds import title_of
from journey.model import Friction, Journey, NodeKind, Touchpoint, TouchpointChange
from journey.operations.rows import LiveRows, check, in_order, insert, next_position, required
from resources.i18n import N_, words
from storage.base import link_id
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import (
    Action,
    ActionFriction,
    ActionObjective,
    ActionSegment,
    ActionTouchpoint,
    JourneyObjective,
)
from strategy.operations.links import linked
from strategy.operations.plan import plan_language

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from storage.base import Base

_INTRODUCE, _CHANGE, _DROP = N_("Introduce “{name}”"), N_("Change “{name}”"), N_("Drop “{name}”")


def match_touchpoint(document: Document, touchpoint_id: str, origin_id: str | None) -> None:
    """Say which as-is touchpoint a target one stands for; None makes it a new one.

    The first match in a journey that was matched by names writes these down, so that the others stay as they were.
    """
    with document.transact(N_("Match touchpoints"), subject=_name(document, touchpoint_id)) as session:
        point = required(session, Touchpoint, touchpoint_id)
        _write_down_matches(session, required(session, Journey, point.journey_id))
        point.origin_id = origin_id
        check(session, point)


def explain_change(document: Document, journey_id: str, touchpoint_id: str, reason: str) -> None:
    """Say why a to-be journey adds, changes, moves or drops a touchpoint; an empty reason takes it back."""
    row_id = link_id(journey_id, touchpoint_id)
    with document.transact(
        N_("Say why it changes"), f"explain {row_id}", subject=_name(document, touchpoint_id)
    ) as session:
        row = session.get(TouchpointChange, row_id)
        if not reason.strip():
            if row is not None:
                session.delete(row)
        elif row is None:
            row = TouchpointChange(id=row_id, journey_id=journey_id, touchpoint_id=touchpoint_id, reason=reason)
            insert(session, [row], KINDS)
        else:
            row.reason = reason


def answer_differences(document: Document, to_be_id: str, touchpoint_ids: Sequence[str]) -> list[str]:
    """Add one action for each of these differences, in one gesture; returns the new ids.

    `touchpoint_ids` are touchpoints of the to-be journey, or of its as-is journey for those that it drops. Each action
    is tied to both sides, to the frictions noted there today, and to the journey's segment and objectives.
    """
    with document.transact(N_("Add actions")) as session:
        journey = required(session, Journey, to_be_id)
        return [_answer(document, session, journey, each) for each in touchpoint_ids]


def _write_down_matches(session: Session, journey: Journey) -> None:
    """Give every point of a to-be journey the origin that its name told, the ends included, unless one has its own."""
    rows = LiveRows(session)
    if journey.derived_from_id is None or names_origins(rows, journey.id):
        return
    origins = dict(origins_of(rows, journey.derived_from_id, journey.id))
    before = in_order(session, Touchpoint, journey_id=journey.derived_from_id)
    for point in in_order(session, Touchpoint, journey_id=journey.id):
        twin = next((each.id for each in before if each.kind == point.kind), None)
        point.origin_id = origins.get(point.id) if point.kind == NodeKind.TOUCHPOINT else twin


def _answer(document: Document, session: Session, journey: Journey, touchpoint_id: str) -> str:
    point = required(session, Touchpoint, touchpoint_id)
    if point.journey_id not in (journey.id, journey.derived_from_id):
        raise PlanError(N_("This touchpoint belongs to another journey. Choose one of the two that are compared."))
    is_dropped = point.journey_id != journey.id
    before_id = point.id if is_dropped else point.origin_id
    sentence = _DROP if is_dropped else _CHANGE if before_id else _INTRODUCE
    action = Action(
        name=words(plan_language(document)).tr(sentence).format(name=point.name),
        journey_id=journey.id,
        position=next_position(session, Action),
    )
    frictions = in_order(session, Friction, touchpoint_id=before_id) if before_id else []
    served = in_order(session, JourneyObjective, journey_id=journey.id)
    links: dict[type[Base], list[str]] = {
        ActionTouchpoint: [each for each in dict.fromkeys((point.id, before_id)) if each],
        ActionFriction: [each.id for each in frictions],
        ActionSegment: [journey.segment_id] if journey.segment_id else [],
        ActionObjective: [each.objective_id for each in served],
    }
    rows = [row for mapped, ids in links.items() for row in linked(mapped, [(action.id, each) for each in ids])]
    insert(session, [action, *rows], KINDS)
    return action.id


def _name(document: Document, touchpoint_id: str) -> str:
    point = document.get(Touchpoint, touchpoint_id)
    return title_of(point) if point else ""
