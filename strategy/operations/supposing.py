"""The gesture that turns a what-if into a target: the to-be journey takes over the percentages it would bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from journey.graph import journey_graph
from journey.kinds import title_of
from journey.model import Friction, Journey, JourneyKind, NodeKind, RateOrigin, Touchpoint, Transition
from journey.operations.rows import LiveRows, in_order, required
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError
from strategy.operations.journeys import derive_to_be

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DECIMALS = 6


def apply_what_if(document: Document, journey_id: str, won_back: Mapping[str, float]) -> str:
    """Write into the to-be journey what customers would do if these frictions were fixed, and return its id.

    `won_back`: of each friction, the fraction from 0 to 1 of what it explains. The to-be journey is derived first if
    there is none; a what-if on a to-be journey changes that one. The percentages written are assumptions. At each
    touchpoint concerned, passages that only the to-be journey has keep their part of those who go on.
    """
    known = document.get(Journey, journey_id)
    with document.transact(N_("Apply to the to-be"), subject=title_of(known) if known else "") as session:
        origin = required(session, Journey, journey_id)
        shares = _shares_after(session, origin, won_back)
        target_id = _target_of(session, document, origin)
        found = _twins(session, journey_id, target_id)
        written = [_write(session, found, point_id, passages) for point_id, passages in shares.items()]
        if not any(written):
            raise PlanError(
                N_("The to-be journey no longer has this touchpoint. Choose a friction of one that it keeps.")
            )
    return target_id


_Shares = dict[str, list[tuple[str, float]]]
"""For each point concerned, where its passages lead and the probability of each."""


def _shares_after(session: Session, origin: Journey, won_back: Mapping[str, float]) -> _Shares:
    from journey.flow import GraphFault
    from journey.losses import places_of
    from journey.markov import solve
    from journey.winning_back import asked_of, percentages_after

    rows = LiveRows(session)
    graph = journey_graph(rows, origin.id)
    chain = solve(graph)
    if isinstance(chain, GraphFault):
        raise PlanError(N_("The journey has no figures yet: put right what its diagnosis lists, then try again."))
    places = places_of(chain.flow, in_order(session, Friction, journey_id=origin.id))
    asked = asked_of(places, won_back)
    concerned = {chain.flow.point_ids[row] for row, share in zip(places.row, asked, strict=True) if share > 0.0}
    after = dict(zip(chain.flow.passage_ids, percentages_after(chain, places, won_back).tolist(), strict=True))
    return {
        point_id: [(each.target_id, after[each.id]) for each in graph.outgoing[point_id] if each.id in after]
        for point_id in concerned
    }


def _target_of(session: Session, document: Document, origin: Journey) -> str:
    """The to-be journey to write in, derived when it is missing."""
    if origin.kind == JourneyKind.TO_BE:
        return origin.id
    derived = in_order(session, Journey, kind=JourneyKind.TO_BE.value, derived_from_id=origin.id)
    return derived[0].id if derived else derive_to_be(document, origin.id)


def _twins(session: Session, journey_id: str, target_id: str) -> dict[str, str]:
    """The point of the target journey that stands for each point of the first one."""
    if journey_id == target_id:
        return {each.id: each.id for each in in_order(session, Touchpoint, journey_id=journey_id)}
    from journey.comparison import origins_of

    origins = origins_of(LiveRows(session), journey_id, target_id)
    twins = {origin_id: point_id for point_id, origin_id in origins.items()}
    after = in_order(session, Touchpoint, journey_id=target_id)
    for point in in_order(session, Touchpoint, journey_id=journey_id):
        if point.kind != NodeKind.TOUCHPOINT:
            same = [each for each in after if each.kind == point.kind]
            twin = next((each for each in same if each.origin_id == point.id), same[0] if len(same) == 1 else None)
            if twin is not None:
                twins[point.id] = twin.id
    return twins


def _write(session: Session, twins: Mapping[str, str], point_id: str, passages: Sequence[tuple[str, float]]) -> bool:
    """Whether the twin of a point exists and has taken over these shares."""
    leaving = in_order(session, Transition, source_id=twins[point_id]) if point_id in twins else []
    wanted: dict[str, float] = {}
    for target_id, share in passages:
        if target_id in twins:
            wanted[twins[target_id]] = wanted.get(twins[target_id], 0.0) + share
    ends = {each.id for each in leaving if required(session, Touchpoint, each.target_id).kind == NodeKind.DROP_OFF}
    shares = {each.id: each.probability or 0.0 for each in leaving}
    for each in leaving:
        if each.target_id in wanted:  # of two passages to one place, the first takes the whole
            shares[each.id] = wanted.pop(each.target_id)
    onward = sum(share for row_id, share in shares.items() if row_id not in ends)
    staying = 1.0 - sum(share for row_id, share in shares.items() if row_id in ends)
    for each in leaving:
        factor = staying / onward if each.id not in ends and onward > 0.0 else 1.0
        _settle(each, shares[each.id] * factor)
    return bool(leaving)


def _settle(passage: Transition, share: float) -> None:
    passage.probability = round(min(max(share, 0.0), 1.0), _DECIMALS)
    passage.probability_low = passage.probability_high = passage.count = None
    passage.rate_origin = RateOrigin.ASSUMED.value
