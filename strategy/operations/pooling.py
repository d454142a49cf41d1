"""Gestures on functional needs that turn out to be one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journey.kinds import title_of
from journey.operations.rows import in_order, required
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError
from strategy.model import ActionNeed, FunctionalNeed, NeedSegment
from strategy.operations.editing import delete, set_values
from strategy.operations.links import set_links

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def pool_needs(document: Document, kept_id: str, other_id: str) -> None:
    """Make one need of two: the kept one takes over the segments, actions, channels and investments of the other.

    What the kept one does not say yet it takes from the other; of two ranks and two impacts it takes the stronger.
    """
    if kept_id == other_id:
        raise PlanError(N_("A need cannot be pooled with itself. Choose another one."))
    named = document.get(FunctionalNeed, kept_id)
    with document.transact(N_("Pool needs"), subject=title_of(named) if named else "") as session:
        kept, other = required(session, FunctionalNeed, kept_id), required(session, FunctionalNeed, other_id)
        values = {
            "name": kept.name or other.name,
            "platform": kept.platform or other.platform,
            "channels": _joined(kept.channels, other.channels),
            "investments": _joined(kept.investments, other.investments),
            "rank": min((each for each in (kept.rank, other.rank) if each is not None), default=None),
            "impact": max((each for each in (kept.impact, other.impact) if each is not None), default=None),
            "cost": kept.cost if kept.cost is not None else other.cost,
        }
        segments = _joined(_segments(session, kept_id), _segments(session, other_id))
        actions = _joined(_actions(session, kept_id), _actions(session, other_id))
        set_values(document, FunctionalNeed, kept_id, values)
        set_links(document, NeedSegment, kept_id, segments)
        set_links(document, ActionNeed, kept_id, actions, owner_column="need_id")
        delete(document, FunctionalNeed, other_id)


def _joined(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _segments(session: Session, need_id: str) -> list[str]:
    return [row.segment_id for row in in_order(session, NeedSegment, need_id=need_id)]


def _actions(session: Session, need_id: str) -> list[str]:
    return [row.action_id for row in in_order(session, ActionNeed, need_id=need_id)]
