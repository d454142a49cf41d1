"""Copies of whole journeys: a to-be derived from an as-is, a duplicate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from journey.kinds import title_of
from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    JourneyKind,
    Lane,
    LaneCard,
    Moment,
    Opportunity,
    RateOrigin,
    Stage,
    Touchpoint,
    Transition,
)
from journey.operations.rows import copy_of, in_order, insert, next_position, numbered_name, place, required
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.base import Base
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import JourneyObjective
from strategy.operations.links import linked

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ASSUMPTION = "listen_workshop_assumption"
"""The listening method of what nobody has observed yet."""


def derive_to_be(document: Document, journey_id: str, *, name: str = "") -> str:
    """Make the to-be journey of an as-is journey, which stays as it is; returns the new id.

    It takes over stages, touchpoints, transitions, follow-ups, objectives and the moments that are not negative.
    Emotions come along as assumptions to check, since nobody has lived the target yet. Frictions and opportunities
    stay where they were observed, and counted passages too.
    """
    source = document.get(Journey, journey_id)
    with document.transact(N_("Derive the to-be journey"), subject=title_of(source) if source else "") as session:
        origin = required(session, Journey, journey_id)
        if origin.kind != JourneyKind.AS_IS:
            raise PlanError(N_("A to-be journey derives from an as-is journey. Choose the as-is journey first."))
        journey = copy_of(
            origin,
            kind=JourneyKind.TO_BE.value,
            name=name or origin.name,
            derived_from_id=origin.id,
            position=next_position(session, Journey),
            has_no_friction=False,
        )
        insert(session, [journey, *_Copy(session, origin.id, journey.id).target()], KINDS)
    return journey.id


def duplicate_journey(document: Document, journey_id: str) -> str:
    """Put a full copy of a journey right after it, frictions and objectives included; returns the new id."""
    source = document.get(Journey, journey_id)
    with document.transact(N_("Duplicate journey"), subject=title_of(source) if source else "") as session:
        origin = required(session, Journey, journey_id)
        others = in_order(session, Journey)
        journey = copy_of(origin, name=numbered_name(origin.name, [each.name for each in others]))
        place(others, journey, others.index(origin) + 1)
        insert(session, [journey, *_Copy(session, origin.id, journey.id).all()], KINDS)
    return journey.id


class _Copy:
    """The rows of one journey, copied for another one: new ids, and references that follow them."""

    def __init__(self, session: Session, journey_id: str, new_journey_id: str) -> None:
        self._session = session
        self._journey_id = journey_id
        self._new_journey_id = new_journey_id
        self._new_ids: dict[str | None, str | None] = {None: None}

    def target(self) -> list[Base]:
        """What a to-be journey takes over."""
        return [
            *self._structure(is_target=True),
            *self._of_touchpoints(EmotionObservation, {"evidence": ASSUMPTION, "verbatim": ""}),
            *self._of_touchpoints(FollowUpTrigger),
            *self._of_touchpoints(Moment, keep=lambda row: not _is_negative(row.moment)),
            *self._objectives(),
        ]

    def all(self) -> list[Base]:
        """Everything."""
        structure = self._structure(is_target=False)
        frictions = [self._moved(row) for row in in_order(self._session, Friction, journey_id=self._journey_id)]
        opportunities = [self._moved(row) for row in in_order(self._session, Opportunity, journey_id=self._journey_id)]
        notes = [row for each in (EmotionObservation, FollowUpTrigger, Moment) for row in self._of_touchpoints(each)]
        return [*structure, *notes, *frictions, *opportunities, *self._objectives()]

    def _structure(self, *, is_target: bool) -> list[Base]:
        """Stages, points, passages and lanes. Each point of a target knows where it comes from, and nobody has counted
        its passages yet."""
        rows = [self._moved(row) for row in in_order(self._session, Stage, journey_id=self._journey_id)]
        for point in in_order(self._session, Touchpoint, journey_id=self._journey_id):
            rows.append(self._moved(point, origin_id=point.id if is_target else point.origin_id))
        not_counted = {"count": None, "rate_origin": RateOrigin.ASSUMED.value} if is_target else {}
        for passage in in_order(self._session, Transition, journey_id=self._journey_id):
            rows.append(self._moved(passage, **not_counted))
        for lane in in_order(self._session, Lane, journey_id=self._journey_id):
            rows.append(self._moved(lane))
            rows += [self._moved(card) for card in in_order(self._session, LaneCard, lane_id=lane.id)]
        return rows

    def _of_touchpoints(
        self,
        mapped: type[Base],
        changes: dict[str, Any] | None = None,  # Any: the columns decide
        keep: Callable[[Any], bool] = lambda _row: True,  # Any: a row of `mapped`
    ) -> list[Base]:
        points = in_order(self._session, Touchpoint, journey_id=self._journey_id)
        found = [row for point in points for row in in_order(self._session, mapped, touchpoint_id=point.id)]
        return [self._moved(row, **(changes or {})) for row in found if keep(row)]

    def _objectives(self) -> list[Base]:
        links = in_order(self._session, JourneyObjective, journey_id=self._journey_id)
        return linked(JourneyObjective, [(self._new_journey_id, row.objective_id) for row in links])

    def _moved(self, row: Base, **changes: Any) -> Base:  # Any: the columns decide
        """A copy of a row whose references to rows of the journey point at their copies."""
        columns = row.__columns__.keys()
        for column in ("stage_id", "touchpoint_id", "transition_id", "source_id", "target_id", "lane_id"):
            if column in columns:
                changes[column] = self._new_ids[getattr(row, column)]
        if "journey_id" in columns:
            changes["journey_id"] = self._new_journey_id
        twin = copy_of(row, **changes)
        self._new_ids[row.id] = twin.id
        return twin


def _is_negative(moment: str) -> bool:
    entry = catalogue().get(moment)
    return entry is not None and entry.get("effect") == "negative"
