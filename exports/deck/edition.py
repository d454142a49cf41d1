"""What every slide asks beside the edition: the chosen journeys two by two, and what their frictions cost a year."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from exports.deck.tables import Cell, Column
from exports.deck.theme import tone
from exports.edition import FICTITIOUS, Edition
from journey.analysis import rank_frictions
from journey.flow import GraphFault
from journey.model import Friction, Journey, JourneyKind, Segment
from journey.ranges import Spread, range_input, simulate
from journey.valuation import journey_worth
from journey.what_if import friction_gains
from resources.i18n import N_, Words
from strategy.naming import Naming

if TYPE_CHECKING:
    from journey.ranges import JourneyRanges
    from strategy.snapshot import Snapshot

Pictures = Callable[[str], bytes]
"""The picture of a journey, by its id, as a PNG."""


@dataclass(frozen=True, slots=True)
class RankedFriction:
    """A friction with what it costs a year in plan currency and in people; None where the plan does not say."""

    row: Friction
    score: float | None
    gain: float | None
    """Share of entrants who would succeed more without it."""
    cost: Spread | None
    people: Spread | None


class DeckEdition(Edition):
    """The plan for one reader of the deck. `chosen` are the journeys to show, None for all."""

    def __init__(
        self,
        snapshot: Snapshot,
        words: Words,
        exported_on: datetime.date,
        chosen: Collection[str] | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__(snapshot, words, exported_on)
        self.pictures = pictures
        self._chosen = chosen
        self._ranges: dict[str, JourneyRanges | None] = {}

    # ---- words

    @property
    def mark(self) -> str:
        """Whether the deck is an example or for few eyes."""
        return self.tr(FICTITIOUS) if self.snapshot.plan.is_fictitious else self.tr(N_("Confidential"))

    @property
    def owner(self) -> str:
        """The client and the plan."""
        plan = self.snapshot.plan
        return ", ".join(dict.fromkeys(part for part in (plan.company.strip(), plan.name.strip()) if part))

    def money(self, amount: float | None) -> str:
        """An amount in tight places; "–" for None."""
        return "–" if amount is None else self.words.compact_money(amount, self.snapshot.plan.currency)

    def spread(self, spread: Spread | None) -> str:
        """From the low to the high end of a range of money; "" for None."""
        if spread is None:
            return ""
        return self.tr(N_("{low} to {high}")).format(low=self.money(spread.low), high=self.money(spread.high))

    def value(self, value: float | None, kpi: str | None, own_unit: str | None = None) -> str:
        """A value of a KPI with its unit; "–" for None."""
        return "–" if value is None else self.measure(value, kpi, own_unit)

    def owner_cell(self, owner: str) -> Cell:
        """Who answers for something, or that nobody does yet."""
        if owner.strip():
            return Cell(owner)
        return Cell(self.tr(N_("Owner to name")), ink=tone("warning"))

    def named_columns(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """Columns with their titles in the reader's language."""
        return tuple(replace(each, title=self.tr(each.title)) for each in columns)

    def hours(self, hours: float | None) -> str:
        """A duration as people say it: 45 min, 6 h, 3 d."""
        if hours is None:
            return self.words.number(None)
        if abs(hours) < 1 and hours:
            return self.tr(N_("{n} min")).format(n=self.words.number(hours * 60, 0))
        if abs(hours) < 48:
            return self.tr(N_("{n} h")).format(n=self.words.number(round(hours, 1)))
        return self.tr(N_("{n} d")).format(n=self.words.number(round(hours / 24, 1)))

    def segment_of(self, journey: Journey) -> str:
        """Whose journey it is."""
        segment = self.snapshot.get(Segment, journey.segment_id)
        if segment is None:
            return self.tr(N_("All customers"))
        return self.title(segment) or self.tr(N_("Segment to name"))

    def name_of(self, journey: Journey) -> str:
        """What a journey is called; one without a name is told by its segment."""
        return self.title(journey) if journey.name.strip() else self.segment_of(journey)

    # ---- journeys

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """Those to show, each target after the journey that it comes from."""
        shown = [each for each in self.snapshot.all(Journey) if self._chosen is None or each.id in self._chosen]
        ids = {each.id for each in shown}
        first = [each for each in shown if not self._is_target_of(each, ids)]
        return tuple(
            found
            for each in first
            for found in (
                each,
                *(target for target in shown if target.derived_from_id == each.id and target not in first),
            )
        )

    def targets_of(self, journey: Journey) -> tuple[Journey, ...]:
        """The shown to-be journeys that come from an as-is one."""
        if journey.kind != JourneyKind.AS_IS.value:
            return ()
        return tuple(
            each
            for each in self.journeys
            if each.derived_from_id == journey.id and each.kind == JourneyKind.TO_BE.value
        )

    def ranges(self, journey_id: str) -> JourneyRanges | None:
        """The ranges of a journey's figures, drawn once; None without a sound graph."""
        if journey_id not in self._ranges:
            given = range_input(self.snapshot, journey_id)
            self._ranges[journey_id] = None if isinstance(given, GraphFault) else simulate(given)
        return self._ranges[journey_id]

    # ---- frictions

    @cached_property
    def ranked_frictions(self) -> tuple[RankedFriction, ...]:
        """Those of today's journeys that are shown: the dearest first, then by score."""
        scores = {each.friction_id: each.score for each in rank_frictions(self.snapshot)}
        today = [each for each in self.journeys if each.kind == JourneyKind.AS_IS.value]
        found = [
            self._ranked(friction, scores.get(friction.id), gains)
            for journey in today
            for gains in ({key: gain.gain for key, gain in friction_gains(self.snapshot, journey.id).items()},)
            for friction in self.snapshot.where(Friction, journey_id=journey.id)
        ]
        return tuple(sorted(found, key=_order))

    def _ranked(self, friction: Friction, score: float | None, gains: Mapping[str, float | None]) -> RankedFriction:
        likely = gains.get(friction.id)
        if likely is None:
            return RankedFriction(friction, score, None, None, None)
        ranges, worth = self.ranges(friction.journey_id), journey_worth(self.snapshot, friction.journey_id)
        drawn = ranges.gains.get(friction.id) if ranges else None
        spread = drawn or Spread(likely, likely, likely)
        return RankedFriction(
            friction, score, likely, spread.times(worth.value_of(1.0)), spread.times(worth.people_of(1.0))
        )

    def cost_words(self, ranked: RankedFriction) -> tuple[str, str]:
        """The likely cost and its range in the best unit that is known: money, people, points of success."""
        if ranked.cost is not None:
            return self.money(ranked.cost.likely), self.spread(ranked.cost)
        if ranked.people is not None:
            low, likely, high = (self.words.number(round(each)) for each in astuple(ranked.people))
            said = self.words.ntr("{n} customer", "{n} customers", round(ranked.people.likely)).format(n=likely)
            return said, self.tr(N_("{low} to {high}")).format(low=low, high=high)
        if ranked.gain is not None:
            return self.tr(N_("{n} pts")).format(n=self.words.number(ranked.gain * 100, 1)), ""
        return "–", ""

    def place_title(self, friction: Friction) -> str:
        """Where a friction is felt, without short names."""
        return Naming.place_of(self, friction)

    @staticmethod
    def _is_target_of(journey: Journey, ids: set[str]) -> bool:
        return journey.kind == JourneyKind.TO_BE.value and journey.derived_from_id in ids


def _order(ranked: RankedFriction) -> tuple[float, float, float]:
    cost = ranked.cost.likely if ranked.cost else -1.0
    return -cost, -(ranked.gain if ranked.gain is not None else -1.0), -(ranked.score or 0.0)
