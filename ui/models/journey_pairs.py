"""Journeys two by two, as the picker of step 3 offers them: today's one and the target derived from it."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Journey, JourneyKind, Segment
from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class JourneyPair:
    """The as-is journey and a to-be journey of the same course; one of the two may not exist yet."""

    as_is_id: str | None
    to_be_id: str | None

    def id_of(self, kind: str) -> str | None:
        """The journey of this kind."""
        return self.as_is_id if kind == JourneyKind.AS_IS else self.to_be_id

    @property
    def any_id(self) -> str:
        """The as-is journey, or the to-be one where there is no other."""
        return self.as_is_id or self.to_be_id or ""


def journey_pairs(snapshot: Snapshot) -> list[JourneyPair]:
    """All courses, in the order of their first journey; a to-be journey without as-is stands alone."""
    journeys = snapshot.all(Journey)
    as_is_ids = [each.id for each in journeys if each.kind == JourneyKind.AS_IS.value]
    partner: dict[str, list[str]] = {as_is_id: [] for as_is_id in as_is_ids}
    alone = []
    for journey in journeys:
        if journey.kind != JourneyKind.TO_BE.value:
            continue
        if journey.derived_from_id in partner:
            partner[journey.derived_from_id].append(journey.id)
        else:
            alone.append(JourneyPair(None, journey.id))
    pairs = []
    for as_is_id, target_ids in partner.items():
        pairs += [JourneyPair(as_is_id, target_id) for target_id in target_ids] or [JourneyPair(as_is_id, None)]
    return [*pairs, *alone]


def pair_of(snapshot: Snapshot, journey_id: str | None) -> JourneyPair | None:
    """The course that a journey belongs to; None when it does not exist."""
    found = (pair for pair in journey_pairs(snapshot) if journey_id in (pair.as_is_id, pair.to_be_id))
    return next(found, None) if journey_id else None


def pair_name(snapshot: Snapshot, pair: JourneyPair, kind: str = JourneyKind.AS_IS) -> str:
    """What the picker calls a course: the name of its journey of this kind, or of the other one, else its segment's."""
    journey = snapshot.get(Journey, pair.id_of(kind) or pair.any_id)
    if journey is None:
        return ""
    return Naming(snapshot, current()).title(journey) if journey.name.strip() else segment_name(snapshot, journey)


def segment_name(snapshot: Snapshot, journey: Journey) -> str:
    """Whose journey it is; all customers when it has no segment."""
    segment = snapshot.get(Segment, journey.segment_id)
    return (segment.name or tr("Segment to name")) if segment else tr("All customers")


def segment_place(snapshot: Snapshot, segment_id: str | None) -> int | None:
    """The place of a segment in the plan's order, which decides its colour."""
    ids = [segment.id for segment in snapshot.all(Segment)]
    return ids.index(segment_id) if segment_id in ids else None
