"""What every part of the report asks: the plan, its words, the type of the page, the journeys that were chosen."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from functools import cached_property

from exports.edition import Edition
from journey.comparison import FigureChange
from journey.model import Friction, Journey, JourneyKind
from journey.what_if import FrictionGain, friction_gains
from resources.i18n import N_, Words
from strategy.analysis import Budget, budget
from strategy.links import kept_actions
from strategy.model import Action
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot
from ui.models.action_plan import ActionFacts, facts_of, holders, ranks
from ui.models.journey_pairs import JourneyPair, journey_pairs
from ui.report.typesetting import TypeSheet


class Setting:
    """One plan for one reader; made inside `on_paper` and `spoken_in`. `journeys`: ids, None for all of them."""

    def __init__(
        self, snapshot: Snapshot, words: Words, today: datetime.date, journeys: Collection[str] | None
    ) -> None:
        self.snapshot, self.words, self.today = snapshot, words, today
        self.edition = Edition(snapshot, words, today)
        self.sheet = TypeSheet()
        self._chosen = None if journeys is None else frozenset(journeys)

    def tr(self, text: str) -> str:
        """A text in the reader's language."""
        return self.words.tr(text)

    def money(self, amount: float | None) -> str:
        """An amount of the plan, "" while it is not known."""
        return "" if amount is None else self.words.money(amount, self.snapshot.plan.currency)

    def short_money(self, amount: float | None) -> str:
        """The same where there is little room."""
        return "" if amount is None else self.words.compact_money(amount, self.snapshot.plan.currency)

    def period(self, start: datetime.date | None, end: datetime.date | None) -> str:
        """From one day to another; the one that is known, "" while none is."""
        if start is None or end is None:
            return self.words.date(start or end)
        return self.tr(N_("{start} to {end}")).format(start=self.words.date(start), end=self.words.date(end))

    def is_chosen(self, journey: Journey | None) -> bool:
        """Whether a journey is to be in the report."""
        return journey is not None and (self._chosen is None or journey.id in self._chosen)

    @cached_property
    def pairs(self) -> list[JourneyPair]:
        """The courses of which a journey was chosen."""
        return [
            pair
            for pair in journey_pairs(self.snapshot)
            if any(self.is_chosen(self.snapshot.get(Journey, each)) for each in (pair.as_is_id, pair.to_be_id))
        ]

    def chosen_of(self, pair: JourneyPair) -> tuple[Journey | None, Journey | None]:
        """The as-is and the to-be journey of a course, None for what was not chosen."""
        found = [self.snapshot.get(Journey, each) for each in (pair.as_is_id, pair.to_be_id)]
        first, second = (each if self.is_chosen(each) else None for each in found)
        return first, second

    @cached_property
    def as_is(self) -> tuple[Journey, ...]:
        """The chosen journeys of today."""
        found = self.snapshot.where(Journey, kind=JourneyKind.AS_IS.value)
        return tuple(each for each in found if self.is_chosen(each))

    def frictions(self, journey: Journey) -> list[tuple[Friction, FrictionGain]]:
        """The frictions of a journey, the dearest first, those whose cost is not known by severity after them."""
        gains = friction_gains(self.snapshot, journey.id)
        found = [(row, gains[row.id]) for row in self.snapshot.where(Friction, journey_id=journey.id)]
        return sorted(found, key=lambda each: (each[1].gain is None, -(each[1].gain or 0.0), -(each[0].severity or 0)))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions that the plan counts on."""
        return kept_actions(self.snapshot)

    @cached_property
    def ranking(self) -> Ranking:
        """How actions rank in this plan."""
        return Ranking.of(self.snapshot)

    @cached_property
    def facts(self) -> dict[str, ActionFacts]:
        """What is shown of each action, by its id."""
        placed, held = ranks(self.snapshot), holders(self.snapshot, self.edition)
        return {
            row.id: facts_of(self.snapshot, self.edition, row, placed.get(row.id), held.get(row.id, ()), self.ranking)
            for row in self.actions
        }

    def called(self, facts: ActionFacts) -> str:
        """The code and the title of an action; what kind it is where it has no title."""
        row = self.snapshot.get(Action, facts.id)
        return f"{facts.code}  {(self.edition.title(row) if row else '') or self.tr(N_('Action to name'))}"

    @cached_property
    def spent(self) -> Budget:
        """What the actions cost."""
        return budget(self.snapshot)

    def changes(self, before: Journey | None, after: Journey | None) -> Iterator[tuple[str, FigureChange]]:
        """The figures of two journeys under the names that they have in the results."""
        results = [self.edition.results(each) if each else None for each in (before, after)]
        for name in ("success", "drop_off", "visits", "duration_hours", "irritation_load", "emotional_balance",
                     "measured_share"):  # fmt: skip
            first, second = (getattr(each, name, None) for each in results)
            yield name, FigureChange(first, second)
