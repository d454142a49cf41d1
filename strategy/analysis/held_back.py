"""Which weakness holds back most value: the frictions that hang on each weakness, and what they cost in a year.

A friction hangs on a weakness in one of four ways (`Tie`), from what the team said of the friction itself to what it
said of a whole journey. However many ways there are, it counts once. What the frictions of a weakness cost together is
asked of the journey (`journey.what_if`), where two frictions that explain the same loss win it back once: the sum of
their single costs may be higher, or lower where one leads to the next.

Only as-is journeys count, for they are what customers walk today; a friction foreseen in a to-be journey is told
beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from journey.model import Friction, Journey, JourneyKind, Touchpoint, Transition
from strategy.links import actions_of_statement, frictions_of_action, objectives_of_journey, touchpoints_of_action
from strategy.model import Quadrant, SwotFriction, SwotJourney, SwotStatement, SwotTouchpoint

if TYPE_CHECKING:
    from journey.flow import GraphFault
    from journey.what_if import WhatIf
    from strategy.snapshot import Snapshot


class Tie(IntEnum):
    """How a friction hangs on a weakness, the closest way first."""

    STATED = 1
    """The team linked the two."""
    ACTION = 2
    """An action that is to fix the weakness reduces the friction."""
    TOUCHPOINT = 3
    """The friction is felt where a touchpoint needs the weakness fixed: there, or where its as-is form stands."""
    JOURNEY = 4
    """The journey relies on what is weak, or the to-be journey that is to replace it does."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a weakness to a friction; `by` is the action, the touchpoint or the journey on it, if any."""

    tie: Tie
    by: str | None = None


@dataclass(frozen=True, slots=True)
class HeldFriction:
    """The end of a path: a friction, where it is felt, and whom it concerns. `cost` is plan currency a year.

    `cost` is None while it is not known. `is_foreseen`: it belongs to a to-be journey and costs nothing yet.
    """

    friction_id: str
    touchpoint_id: str | None
    journey_id: str
    segment_id: str | None
    objective_ids: tuple[str, ...]
    cost: float | None
    is_foreseen: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What some frictions cost, in plan currency a year: of one weakness, of an area, or of all weaknesses together.

    `value` is what would be won with all of them gone, as far as costs are known; None when none is. `alone` is the sum
    of what each costs by itself. `unknown` counts the frictions of today whose cost is not known.
    """

    frictions: tuple[HeldFriction, ...]
    value: float | None
    alone: float | None
    unknown: int

    @property
    def today(self) -> tuple[HeldFriction, ...]:
        """The frictions that customers meet today."""
        return tuple(each for each in self.frictions if not each.is_foreseen)


@dataclass(frozen=True, slots=True)
class WeaknessValue:
    """A weakness and what it holds back; `rank` counts from 1, None as long as no cost is known.

    `shared` counts the frictions of today that hang on other weaknesses as well.
    """

    statement_id: str
    area: str | None
    rank: int | None
    held: HeldBack
    shared: int


@dataclass(frozen=True, slots=True)
class HeldBackReport:
    """All weaknesses, the one that holds back most first; those without a known cost last, in screen order.

    Their figures overlap: `together` counts each friction once for the whole plan. `areas` has the weaknesses of each
    capability area that has any, counted in the same way.
    """

    weaknesses: tuple[WeaknessValue, ...]
    areas: Mapping[str, HeldBack]
    together: HeldBack
    shared: tuple[str, ...]
    """Frictions of today that hang on several weaknesses."""
    apart: HeldBack
    """The frictions of today that hang on no weakness."""

    @property
    def sum_of_weaknesses(self) -> float:
        """The figures of the weaknesses added, overlaps and all."""
        return sum(each.held.value or 0.0 for each in self.weaknesses)


def held_back(snapshot: Snapshot) -> HeldBackReport:
    """What each weakness of the plan holds back; in any thread."""
    places, costs = _Places(snapshot), _Costs(snapshot)
    stated = snapshot.where(SwotStatement, quadrant=Quadrant.WEAKNESS.value)
    ways = {row.id: places.ways_of(row) for row in stated}
    users: dict[str, int] = defaultdict(int)
    for found in ways.values():
        for friction_id in found:
            users[friction_id] += 1
    held = {row.id: costs.held(places.ends(ways[row.id])) for row in stated}
    ranked = sorted(stated, key=lambda row: _order(held[row.id]))
    together = costs.held(places.ends(_joined(ways.values())))
    areas: dict[str, list[Mapping[str, tuple[Way, ...]]]] = defaultdict(list)
    for row in stated:
        if row.area:
            areas[row.area].append(ways[row.id])
    weaknesses = []
    for place, row in enumerate(ranked, 1):
        mine = held[row.id]
        shared = sum(users[each.friction_id] > 1 for each in mine.today)
        weaknesses.append(WeaknessValue(row.id, row.area, None if mine.value is None else place, mine, shared))
    return HeldBackReport(
        weaknesses=tuple(weaknesses),
        areas={area: costs.held(places.ends(_joined(each))) for area, each in areas.items()},
        together=together,
        shared=tuple(each.friction_id for each in together.today if users[each.friction_id] > 1),
        apart=costs.held(each for each in places.ends(places.all_but(users)) if not each.is_foreseen),
    )


def cost_of_frictions(snapshot: Snapshot, friction_ids: Iterable[str]) -> HeldBack:
    """What some frictions cost together, each counted once, for those that need not know why they belong together."""
    return _Costs(snapshot).held(_Places(snapshot).ends(dict.fromkeys(friction_ids, ())))


class _Places:
    """Where the frictions of a plan are felt, and which hang on a weakness."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._felt = {row.id: self._felt_at(row) for row in snapshot.all(Friction)}
        self._at: dict[str, list[str]] = defaultdict(list)
        for friction_id, touchpoint_id in self._felt.items():
            if touchpoint_id is not None:
                self._at[touchpoint_id].append(friction_id)

    def ways_of(self, statement: SwotStatement) -> dict[str, tuple[Way, ...]]:
        """The frictions that hang on a weakness, each with its ways, the closest first."""
        found: dict[str, set[Way]] = defaultdict(set)
        for friction_id, way in self._all_ways(statement):
            found[friction_id].add(way)
        return {each: tuple(sorted(ways, key=lambda way: (way.tie, way.by or ""))) for each, ways in found.items()}

    def all_but(self, friction_ids: Collection[str]) -> dict[str, tuple[Way, ...]]:
        """The other frictions, without a way to any weakness."""
        return {each: () for each in self._felt if each not in friction_ids}

    def ends(self, ways: Mapping[str, tuple[Way, ...]]) -> list[HeldFriction]:
        """The frictions named, in screen order, without their costs."""
        found = []
        for journey in self._snapshot.all(Journey):
            objectives = tuple(row.id for row in objectives_of_journey(self._snapshot, journey.id))
            is_foreseen = journey.kind == JourneyKind.TO_BE.value
            found += [
                HeldFriction(row.id, self._felt[row.id], journey.id, journey.segment_id, objectives, None, is_foreseen,
                             ways[row.id])
                for row in self._snapshot.where(Friction, journey_id=journey.id) if row.id in ways
            ]  # fmt: skip
        return found

    def _all_ways(self, statement: SwotStatement) -> Iterator[tuple[str, Way]]:
        snapshot = self._snapshot
        for link in snapshot.where(SwotFriction, statement_id=statement.id):
            yield link.friction_id, Way(Tie.STATED)
        for asked in snapshot.where(SwotTouchpoint, statement_id=statement.id):
            yield from self._felt_around(asked.touchpoint_id)
        for action in actions_of_statement(snapshot, statement.id):
            for friction in frictions_of_action(snapshot, action.id):
                yield friction.id, Way(Tie.ACTION, action.id)
            for point in touchpoints_of_action(snapshot, action.id):
                yield from self._felt_around(point.id)
        for relying in snapshot.where(SwotJourney, statement_id=statement.id):
            journey = snapshot.get(Journey, relying.journey_id)
            if journey is not None:
                walked = journey.id if journey.kind == JourneyKind.AS_IS.value else journey.derived_from_id
                for friction in snapshot.where(Friction, journey_id=walked):
                    yield friction.id, Way(Tie.JOURNEY, journey.id)

    def _felt_around(self, touchpoint_id: str) -> Iterator[tuple[str, Way]]:
        """The frictions felt at a touchpoint, and where its as-is form stands."""
        point = self._snapshot.get(Touchpoint, touchpoint_id)
        for place in (touchpoint_id, point.origin_id if point else None):
            for friction_id in self._at.get(place or "", ()):
                yield friction_id, Way(Tie.TOUCHPOINT, touchpoint_id)

    def _felt_at(self, friction: Friction) -> str | None:
        passage = self._snapshot.get(Transition, friction.transition_id)
        return friction.touchpoint_id or (passage.source_id if passage else None)


class _Costs:
    """What frictions cost, alone and together; a journey is solved once, and no set of frictions asked about twice."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._alone: dict[str, Mapping[str, float | None]] = {}
        self._prepared: dict[str, WhatIf | GraphFault] = {}
        self._known: dict[frozenset[str], float | None] = {}

    def held(self, frictions: Iterable[HeldFriction]) -> HeldBack:
        """The frictions with their costs, the dearest first, those of unknown cost after them, foreseen ones last."""
        ends = [self._with_cost(each) for each in frictions]
        ends.sort(key=lambda each: (each.is_foreseen, each.cost is None, -(each.cost or 0.0)))
        known: dict[str, list[HeldFriction]] = defaultdict(list)
        unknown = 0
        for each in ends:
            if each.cost is not None and not each.is_foreseen:
                known[each.journey_id].append(each)
            elif not each.is_foreseen:
                unknown += 1
        value, alone = None, None
        for journey_id, found in known.items():
            asked = frozenset(each.friction_id for each in found)
            if asked not in self._known:
                self._known[asked] = self._together(journey_id, asked)
            together = self._known[asked]
            if together is None:
                unknown += len(found)
                continue
            value = (value or 0.0) + together
            alone = (alone or 0.0) + sum(each.cost or 0.0 for each in found)
        return HeldBack(tuple(ends), value, alone, unknown)

    def _with_cost(self, end: HeldFriction) -> HeldFriction:
        from journey.what_if import friction_gains

        if end.journey_id not in self._alone:
            gains = friction_gains(self._snapshot, end.journey_id)
            self._alone[end.journey_id] = {each.friction_id: each.value for each in gains.values()}
        return replace(end, cost=self._alone[end.journey_id].get(end.friction_id))

    def _together(self, journey_id: str, friction_ids: frozenset[str]) -> float | None:
        from journey.flow import GraphFault
        from journey.what_if import what_if

        if len(friction_ids) == 1:
            return self._alone[journey_id][next(iter(friction_ids))]
        prepared = self._prepared.get(journey_id) or what_if(self._snapshot, journey_id)
        self._prepared[journey_id] = prepared
        if isinstance(prepared, GraphFault):
            return None
        value = prepared.result(dict.fromkeys(friction_ids, 1.0)).value
        return None if value is None else max(value, 0.0)


def _order(held: HeldBack) -> tuple[bool, float, float]:
    """Most value first; on the same value the weakness that its frictions hang on more closely."""
    closest = [min(way.tie for way in each.ways) for each in held.today]
    return held.value is None, -round(held.value or 0.0, 2), sum(closest) / len(closest) if closest else 0.0


def _joined(several: Iterable[Mapping[str, tuple[Way, ...]]]) -> dict[str, tuple[Way, ...]]:
    """The frictions of several weaknesses, each once."""
    found: dict[str, tuple[Way, ...]] = {}
    for ways in several:
        found.update({each: (*found.get(each, ()), *ways[each]) for each in ways})
    return found
