"""Gestures on whole journeys and their stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.kinds import title_of
from journey.model import Friction, Journey, JourneyKind, LaneCard, NodeKind, Segment, Stage, Touchpoint
from journey.operations.lanes import hand_over_cards
from journey.operations.rows import in_order, insert, next_position, place, positions, required
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FULL_STAGE_SET = "stset_full"
"""All stages in the order of the method: where a stage goes that no set places."""


def add_journey(
    document: Document,
    *,
    language: str,
    segment_id: str | None = None,
    kind: str = JourneyKind.AS_IS,
    stage_set: str | None = None,
    name: str = "",
    is_partial: bool = False,
) -> str:
    """Add a journey with the stages of a set, an entry, a success and a drop-off; returns its id.

    Without a name it takes its segment's. `language` is the plan's: the first points get their names in it.
    """
    served = document.get(Segment, segment_id)
    with document.transact(N_("Add journey"), subject=name or (title_of(served) if served else "")) as session:
        segment = required(session, Segment, segment_id) if segment_id else None
        journey = Journey(
            segment_id=segment_id,
            kind=str(kind),
            name=name or (segment.name if segment else ""),
            stage_set=stage_set,
            is_partial=is_partial,
            position=next_position(session, Journey),
        )
        stages = _stages(journey.id, stage_set)
        insert(session, [journey, *stages, *_first_points(journey.id, stages, language)])
    return journey.id


def add_stage(
    document: Document, journey_id: str, *, stage: str | None = None, name: str = "", index: int | None = None
) -> str:
    """Add a stage of the catalogue, or an own one with its name, at `index` or at the end; returns its id."""
    if stage is None and not name.strip():
        raise PlanError(N_("A stage of your own needs a name. Type one, or choose a stage of the list."))
    row = Stage(journey_id=journey_id, stage=stage, name=name)
    with document.transact(N_("Add stage"), subject=name) as session:
        required(session, Journey, journey_id)
        others = in_order(session, Stage, journey_id=journey_id)
        if stage is not None and any(other.stage == stage for other in others):
            raise PlanError(N_("This journey already has this stage. Use it, or add another one."))
        row.position = next_position(session, Stage, journey_id=journey_id)
        if index is not None:
            place(others, row, index)
        insert(session, [row])
    return row.id


def delete_stage(document: Document, stage_id: str) -> None:
    """Delete a stage; its touchpoints and cards move to the stage before it, or after it if it was the first.

    The cards of the only stage go with it: a card stands in a stage.
    """
    with document.transact(N_("Delete stage"), subject=_title(document, Stage, stage_id)) as session:
        stage = required(session, Stage, stage_id)
        _hand_over(session, stage, heir_of(in_order(session, Stage, journey_id=stage.journey_id), stage_id))
        session.delete(stage)


def heir_of(stages: Sequence[Stage], stage_id: str) -> Stage | None:
    """Where the touchpoints of a stage go when it is deleted: the stage before it, or after it if it is the first.

    `stages` are those of its journey, in order; None when it is the only one.
    """
    index = next(index for index, each in enumerate(stages) if each.id == stage_id)
    heirs = [*reversed(stages[:index]), *stages[index + 1 :]]
    return heirs[0] if heirs else None


def change_stage_set(document: Document, journey_id: str, stage_set: str) -> None:
    """Give a journey the stages of another set. Stages that hold touchpoints or cards stay."""
    with document.transact(N_("Change stages"), subject=_title(document, Journey, journey_id)) as session:
        journey = required(session, Journey, journey_id)
        journey.stage_set = stage_set
        current = in_order(session, Stage, journey_id=journey_id)
        wanted = catalogue()[stage_set].ids("stages")
        in_use = {point.stage_id for point in in_order(session, Touchpoint, journey_id=journey_id)}
        in_use |= {card.stage_id for stage in current for card in in_order(session, LaneCard, stage_id=stage.id)}
        kept = [stage for stage in current if stage.stage in wanted or stage.id in in_use]
        for stage in current:
            if stage not in kept:
                session.delete(stage)
        session.flush()
        present = {stage.stage for stage in kept}
        new = [Stage(journey_id=journey_id, stage=stage) for stage in wanted if stage not in present]
        rows = sorted([*kept, *new], key=_method_order)
        for position, stage in zip(positions(len(rows)), rows, strict=True):
            stage.position = position
        insert(session, new)


def declare_no_friction(document: Document, journey_id: str, is_declared: bool = True) -> None:
    """State that a journey has no friction, or take the statement back; refused while frictions are there."""
    with document.transact(N_("Declare no friction"), subject=_title(document, Journey, journey_id)) as session:
        journey = required(session, Journey, journey_id)
        if is_declared and in_order(session, Friction, journey_id=journey_id):
            raise PlanError(N_("This journey has frictions. Delete them before you declare that there are none."))
        journey.has_no_friction = is_declared


def _title(document: Document, mapped: type[Journey] | type[Stage], row_id: str) -> str:
    row = document.get(mapped, row_id)
    return title_of(row) if row else ""


def _stages(journey_id: str, stage_set: str | None) -> list[Stage]:
    entry = catalogue().get(stage_set)
    ids = entry.ids("stages") if entry else ()
    return [
        Stage(journey_id=journey_id, stage=stage, position=position)
        for position, stage in zip(positions(len(ids)), ids, strict=True)
    ]


def _first_points(journey_id: str, stages: list[Stage], language: str) -> list[Touchpoint]:
    """The entry in the first stage, the success and the drop-off in the last one."""
    first, last = (stages[0].id, stages[-1].id) if stages else (None, None)
    kinds = ((NodeKind.ENTRY, first), (NodeKind.SUCCESS, last), (NodeKind.DROP_OFF, last))
    return [
        Touchpoint(
            journey_id=journey_id,
            stage_id=stage_id,
            kind=kind.value,
            name=catalogue().label(kind.value, language),
            position=position,
        )
        for position, (kind, stage_id) in zip(positions(len(kinds)), kinds, strict=True)
    ]


def _hand_over(session: Session, stage: Stage, heir: Stage | None) -> None:
    """Move the touchpoints and the cards of a stage behind those of its heir, in their order."""
    heir_id = heir.id if heir else None
    for point in in_order(session, Touchpoint, journey_id=stage.journey_id, stage_id=stage.id):
        point.position = next_position(session, Touchpoint, journey_id=stage.journey_id, stage_id=heir_id)
        point.stage_id = heir_id
        session.flush()
    if heir_id is not None:
        hand_over_cards(session, stage.id, heir_id)


def _method_order(stage: Stage) -> tuple[int, int]:
    """Stages of the method in its order, then own stages in theirs."""
    order = catalogue()[FULL_STAGE_SET].ids("stages")
    return (order.index(stage.stage), 0) if stage.stage in order else (len(order), stage.position)
