"""Gestures on the touchpoints of a journey and the transitions between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from journey.checks import JUDGEMENTS
from journey.kinds import title_of
from journey.model import Journey, NodeKind, RateOrigin, Stage, Touchpoint, Transition
from journey.operations.rows import check, in_order, insert, next_position, place, required
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PROBABILITY_DECIMALS = 12
"""Beyond them a quotient of floats shows its last bit: 0.37499999999999994 for 0.375."""


def add_touchpoint(
    document: Document,
    journey_id: str,
    *,
    language: str,
    type: str | None = None,
    name: str = "",
    stage_id: str | None = None,
    kind: str = NodeKind.TOUCHPOINT,
    index: int | None = None,
    xy: tuple[float, float] | None = None,
) -> str:
    """Add a touchpoint, a success or a drop-off to a stage, at `index` among its touchpoints or at the end.

    What is not given comes from the type: name (in the plan's `language`), channel, direction and, if the journey has
    it, stage. Returns the new id.
    """
    entry = catalogue().get(type)
    point = Touchpoint(
        journey_id=journey_id,
        stage_id=stage_id,
        kind=str(kind),
        type=type,
        name=name or catalogue().label(type or (None if kind == NodeKind.TOUCHPOINT else str(kind)), language),
        channel=entry.get("channel") if entry else None,
        direction=entry.get("direction") if entry else None,
    )
    point.x, point.y = xy or (None, None)
    with document.transact(N_("Add touchpoint"), subject=title_of(point)) as session:
        required(session, Journey, journey_id)
        if stage_id is None:
            point.stage_id = _default_stage(session, point)
        shared = {"journey_id": journey_id, "stage_id": point.stage_id}
        point.position = next_position(session, Touchpoint, **shared)
        if index is not None:
            place(in_order(session, Touchpoint, **shared), point, index)
        insert(session, [point])
    return point.id


def add_touchpoints(
    document: Document, journey_id: str, names: Sequence[str], *, stage_id: str | None = None, index: int | None = None
) -> list[str]:
    """Add several free touchpoints in a row, at `index` in a stage or at its end; returns their ids in order."""
    points = [Touchpoint(journey_id=journey_id, stage_id=stage_id, name=name) for name in names]
    with document.transact(N_("Add touchpoints")) as session:
        required(session, Journey, journey_id)
        default = stage_id or (_default_stage(session, points[0]) if points else None)
        for offset, point in enumerate(points):
            point.stage_id = default
            shared = {"journey_id": journey_id, "stage_id": default}
            point.position = next_position(session, Touchpoint, **shared)
            if index is not None:
                place(in_order(session, Touchpoint, **shared), point, index + offset)
            insert(session, [point])
    return [point.id for point in points]


def move_touchpoint(document: Document, touchpoint_id: str, stage_id: str | None, index: int | None = None) -> None:
    """Move a touchpoint to a stage of its journey, at `index` among the touchpoints there or at the end."""
    with document.transact(N_("Move touchpoint"), subject=_name(document, touchpoint_id)) as session:
        point = required(session, Touchpoint, touchpoint_id)
        if stage_id is not None and required(session, Stage, stage_id).journey_id != point.journey_id:
            raise PlanError(
                N_("This stage belongs to another journey. Choose a stage of the touchpoint’s own journey.")
            )
        shared = {"journey_id": point.journey_id, "stage_id": stage_id}
        others = [each for each in in_order(session, Touchpoint, **shared) if each.id != touchpoint_id]
        if point.stage_id != stage_id:  # a place by hand counts within its stage: elsewhere others stand there
            point.stage_id, point.x, point.y = stage_id, None, None
        place(others, point, len(others) if index is None else index)
        check(session, point)


def change_type(document: Document, touchpoint_id: str, type: str | None) -> None:
    """Change the type of a touchpoint; channel and direction follow where they still have the old type's defaults."""
    with document.transact(N_("Edit touchpoint"), subject=_name(document, touchpoint_id)) as session:
        point = required(session, Touchpoint, touchpoint_id)
        old, new = catalogue().get(point.type), catalogue().get(type)
        for column in ("channel", "direction"):
            if getattr(point, column) in (None, old.get(column) if old else None):
                setattr(point, column, new.get(column) if new else None)
        point.type = type


def place_touchpoints(document: Document, places: Mapping[str, tuple[float, float] | None]) -> None:
    """Put touchpoints at places on the map, in pixels at 100 %; None lets the program lay one out again."""
    with document.transact(N_("Arrange the graph")) as session:
        for touchpoint_id, xy in places.items():
            point = required(session, Touchpoint, touchpoint_id)
            point.x, point.y = xy or (None, None)


def judge_principle(document: Document, touchpoint_id: str, principle: str, judgement: str | None) -> None:
    """Say whether a touchpoint meets a principle: "met", "not_met", or None for not judged."""
    if judgement is not None and judgement not in JUDGEMENTS:
        raise ValueError(judgement)
    with document.transact(N_("Judge a principle"), subject=_name(document, touchpoint_id)) as session:
        point = required(session, Touchpoint, touchpoint_id)
        others = {key: value for key, value in point.principles.items() if key != principle}
        # JSON columns are replaced, never changed in place: nobody would notice.
        point.principles = others if judgement is None else {**others, principle: judgement}


def connect(
    document: Document,
    source_id: str,
    target_id: str,
    *,
    probability: float | None = None,
    delay_hours: float | None = None,
    trigger: str | None = None,
) -> str:
    """Join two touchpoints of a journey by a transition; returns its id."""
    subject = f"{_name(document, source_id)} → {_name(document, target_id)}"
    with document.transact(N_("Add transition"), subject=subject) as session:
        source = required(session, Touchpoint, source_id)
        required(session, Touchpoint, target_id)
        transition = Transition(
            journey_id=source.journey_id,
            source_id=source_id,
            target_id=target_id,
            probability=probability,
            delay_hours=delay_hours,
            trigger=trigger,
            position=next_position(session, Transition, source_id=source_id),
        )
        insert(session, [transition])
    return transition.id


def scale_probabilities(document: Document, touchpoint_id: str) -> None:
    """Scale the probabilities out of a touchpoint so that they make 1: 0.5 and 0.3 become 0.625 and 0.375."""
    with document.transact(N_("Scale probabilities"), subject=_name(document, touchpoint_id)) as session:
        required(session, Touchpoint, touchpoint_id)
        leaving = in_order(session, Transition, source_id=touchpoint_id)
        total = sum(each.probability or 0 for each in leaving)
        if not total:
            raise PlanError(N_("No probability leaves this touchpoint yet. Enter at least one, then scale them."))
        for each in leaving:
            if each.probability is not None:
                for column in ("probability_low", "probability", "probability_high"):
                    value = getattr(each, column)
                    # What is left of a range stays in order around its probability, and below 100 %.
                    setattr(each, column, None if value is None else _share(value, total))


def use_counts(document: Document, touchpoint_id: str) -> None:
    """Make the probabilities out of a touchpoint from the passages counted: each count divided by their sum.

    They are measured then, and ranges that the team gave before fall: they come from the counts.
    """
    with document.transact(N_("Use the counts"), subject=_name(document, touchpoint_id)) as session:
        required(session, Touchpoint, touchpoint_id)
        leaving = in_order(session, Transition, source_id=touchpoint_id)
        total = sum(each.count or 0 for each in leaving)
        if not total or any(each.count is None for each in leaving):
            raise PlanError(N_("Enter how many customers took each passage out of this touchpoint, 0 included."))
        for each in leaving:
            each.probability = _share(each.count or 0, total)
            each.probability_low = each.probability_high = None
            each.rate_origin = RateOrigin.MEASURED.value


def _share(probability: float, total: float) -> float:
    return min(1.0, round(probability / total, _PROBABILITY_DECIMALS))


def _default_stage(session: Session, point: Touchpoint) -> str | None:
    """The journey's stage that the type belongs to; else its last stage for an end, its first one for the others."""
    stages = in_order(session, Stage, journey_id=point.journey_id)
    entry = catalogue().get(point.type)
    for stage in stages:
        if entry and stage.stage is not None and stage.stage == entry.get("stage"):
            return stage.id
    if not stages:
        return None
    return stages[-1 if point.kind in (NodeKind.SUCCESS, NodeKind.DROP_OFF) else 0].id


def _name(document: Document, touchpoint_id: str) -> str:
    point = document.get(Touchpoint, touchpoint_id)
    return title_of(point) if point else ""
