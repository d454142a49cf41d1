"""Gestures on the lanes of a journey map and on the cards that they hold.

A journey begins without rows for its lanes; the first gesture on them writes the usual ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.kinds import shortened, title_of
from journey.lanes import CARD_LANES, usual_lanes
from journey.model import Journey, Lane, LaneCard, LaneKind, Stage
from journey.operations.rows import check, in_order, insert, next_position, place, required
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_lane(
    document: Document, journey_id: str, *, kind: str = LaneKind.OWN, name: str = "", index: int | None = None
) -> str:
    """Add a lane of a kind, or an own one with its name, at `index` or at the end; returns its id.

    Apart from own lanes a map has one lane of each kind: if it has it already, that one is shown again.
    """
    lane = Lane(journey_id=journey_id, kind=str(kind), name=name)
    with document.transact(N_("Add lane"), subject=name) as session:
        lanes = _written(session, journey_id)
        known = next((each for each in lanes if each.kind == lane.kind and lane.kind != LaneKind.OWN), None)
        if known is not None:
            known.is_hidden = False
            return known.id
        lane.position = next_position(session, Lane, journey_id=journey_id)
        if index is not None:
            place(lanes, lane, index)
        insert(session, [lane])
    return lane.id


def move_lane(document: Document, journey_id: str, lane_id: str, index: int) -> None:
    """Move a lane so that it comes at `index` among all lanes of its map, hidden ones included, without itself."""
    with document.transact(N_("Move lane")) as session:
        lanes = _written(session, journey_id)
        lane = required(session, Lane, lane_id)
        place([each for each in lanes if each.id != lane_id], lane, index)


def show_lane(document: Document, journey_id: str, lane_id: str, is_shown: bool = True) -> None:
    """Show a lane, or hide it with all that it holds; refused for the last one that is shown."""
    with document.transact(N_("Show lane") if is_shown else N_("Hide lane")) as session:
        lanes = _written(session, journey_id)
        lane = required(session, Lane, lane_id)
        if not is_shown and all(each.is_hidden for each in lanes if each.id != lane_id):
            raise PlanError(N_("This is the last lane on the map. Show another one before you hide it."))
        lane.is_hidden = not is_shown


def size_lane(document: Document, journey_id: str, lane_id: str, height: float | None) -> None:
    """Give a lane a height in pixels at 100 %; None lets its content decide."""
    with document.transact(N_("Set the height of a lane"), f"lane {lane_id} height") as session:
        _written(session, journey_id)
        required(session, Lane, lane_id).height = height


def rename_lane(document: Document, journey_id: str, lane_id: str, name: str) -> None:
    """Give a lane a name of its own; "" gives a usual lane its name back."""
    with document.transact(N_("Rename lane"), f"lane {lane_id} name", subject=name) as session:
        _written(session, journey_id)
        lane = required(session, Lane, lane_id)
        if not name.strip() and lane.kind == LaneKind.OWN:
            raise PlanError(N_("A lane of your own needs a name."))
        lane.name = name.strip()


def add_cards(
    document: Document,
    journey_id: str,
    lane_id: str,
    stage_id: str,
    texts: Sequence[str],
    *,
    index: int | None = None,
) -> list[str]:
    """Write cards into a lane, in one stage, at `index` among those there or after them; returns their ids in order."""
    cards = [LaneCard(lane_id=lane_id, stage_id=stage_id, text=text) for text in texts]
    label = N_("Add card") if len(cards) == 1 else N_("Add cards")
    with document.transact(label, subject=shortened(texts[0]) if len(texts) == 1 else "") as session:
        _written(session, journey_id)
        _card_lane(session, lane_id)
        for offset, card in enumerate(cards):
            card.position = next_position(session, LaneCard, lane_id=lane_id, stage_id=stage_id)
            if index is not None:
                place(in_order(session, LaneCard, lane_id=lane_id, stage_id=stage_id), card, index + offset)
            insert(session, [card])
    return [card.id for card in cards]


def move_card(document: Document, card_id: str, lane_id: str, stage_id: str, index: int | None = None) -> None:
    """Move a card to a lane and a stage of its journey, at `index` among the cards there or after them."""
    known = document.get(LaneCard, card_id)
    with document.transact(N_("Move card"), subject=title_of(known) if known else "") as session:
        card = required(session, LaneCard, card_id)
        _written(session, required(session, Stage, stage_id).journey_id)
        _card_lane(session, lane_id)
        others = [each for each in in_order(session, LaneCard, lane_id=lane_id, stage_id=stage_id) if each is not card]
        card.lane_id, card.stage_id = lane_id, stage_id
        place(others, card, len(others) if index is None else index)
        check(session, card)


def hand_over_cards(session: Session, stage_id: str, heir_id: str) -> None:
    """Inside a gesture: move the cards of a stage behind those of its heir, lane by lane."""
    for card in in_order(session, LaneCard, stage_id=stage_id):
        card.position = next_position(session, LaneCard, lane_id=card.lane_id, stage_id=heir_id)
        card.stage_id = heir_id
        session.flush()


def _written(session: Session, journey_id: str) -> list[Lane]:
    """The lanes of a journey in order, written now if it has none yet."""
    required(session, Journey, journey_id)
    lanes = in_order(session, Lane, journey_id=journey_id)
    if not lanes:
        lanes = [Lane(**values) for values in usual_lanes(journey_id)]
        insert(session, lanes)
    return lanes


def _card_lane(session: Session, lane_id: str) -> None:
    if required(session, Lane, lane_id).kind not in CARD_LANES:
        raise PlanError(N_("This lane shows what the journey holds elsewhere: it takes no cards of its own."))
