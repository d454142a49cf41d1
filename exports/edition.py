"""A plan as one reader gets it: the frozen rows, the language, and the short names that all sheets share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property

from exports.written import Pictures
from journey.analysis import JourneyResults, journey_results
from journey.model import Friction, Journey, NodeKind, Touchpoint, Transition
from resources.i18n import N_, Words
from storage.base import Base
from strategy.analysis import ActionScore, Budget, budget, rank_actions
from strategy.entries import kpi_traits
from strategy.naming import Naming
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot

FICTITIOUS = N_("Fictitious example")


class Edition(Naming):
    """What every sheet asks: labels, codes, names, the note under a title.

    Plan texts are given as the team wrote them; labels of the method and of the sheets are in the reader's language.
    """

    def __init__(
        self, snapshot: Snapshot, words: Words, exported_on: datetime.date, pictures: Pictures | None = None
    ) -> None:
        super().__init__(snapshot, words)
        self.pictures = pictures
        self.exported_on = exported_on
        self._results: dict[str, JourneyResults] = {}

    # ---- words

    def tr(self, text: str) -> str:
        return self.words.tr(text)

    def labels(self, entry_ids: Iterable[str | None]) -> str:
        """Several names, one per line."""
        return "\n".join(label for label in map(self.label, entry_ids) if label)

    def yes_no(self, value: bool | None) -> str:
        """ "Yes", "No", or "" when nobody answered."""
        return "" if value is None else self.tr(N_("Yes")) if value else self.tr(N_("No"))

    @property
    def yes_no_choices(self) -> tuple[str, str]:
        return self.yes_no(True), self.yes_no(False)

    def pair(self, name: str, value: str) -> str:
        """ "Email: solid", with the space that French puts before the colon."""
        return self.tr(N_("{name}: {value}")).format(name=name, value=value)

    @staticmethod
    def quoted(text: str) -> str:
        """A label of ours as a text inside a formula. Never for what a user typed."""
        doubled = text.replace('"', '""').replace("{", "{{").replace("}", "}}")
        return f'"{doubled}"'

    def kpi_unit(self, kpi: str | None, own_unit: str | None = None) -> str:
        """The unit of a KPI's values, unless the row has its own."""
        return self.unit(own_unit or kpi_traits(self.snapshot, kpi).unit)

    def note(self, *sentences: str) -> str:
        """The line under a title: whose plan, what the sheet holds, when it was exported, and whether it is real."""
        plan = self.snapshot.plan
        owner = ", ".join(dict.fromkeys(part for part in (plan.company, plan.name) if part))
        exported = self.tr(N_("Exported {date}.")).format(date=self.words.date(self.exported_on))
        mark = f"{self.tr(FICTITIOUS)}." if plan.is_fictitious else ""
        return " ".join(part for part in (mark, f"{owner}." if owner else "", *sentences, exported) if part)

    # ---- figures

    def results(self, journey: Journey) -> JourneyResults:
        """All figures of a journey, computed once."""
        if journey.id not in self._results:
            self._results[journey.id] = journey_results(self.snapshot, journey.id)
        return self._results[journey.id]

    @cached_property
    def budget(self) -> Budget:
        """What the kept actions cost against the plan's budget."""
        return budget(self.snapshot)

    @cached_property
    def ranking(self) -> Ranking:
        """How the actions of the plan rank."""
        return Ranking.of(self.snapshot)

    @cached_property
    def action_scores(self) -> Mapping[str, ActionScore]:
        """How each kept action ranks, by its id."""
        return {score.action_id: score for score in rank_actions(self.snapshot)}

    # ---- rows

    def named(self, row: Base | None) -> str:
        """The short name and the words of a row, as in "A3 Welcome sequence"."""
        if row is None:
            return ""
        return " ".join(part for part in (self.code(row), self.title(row)) if part)

    def all_named(self, rows: Iterable[Base]) -> str:
        """Several rows, one per line."""
        return "\n".join(self.named(row) for row in rows)

    def about(self, kind: str, row_id: str) -> str:
        """What a finding of the method is about: a row and its journey, a capability area, or the whole plan."""
        row = self.row(kind, row_id)
        if row is None:
            return self.label(row_id) or self.tr(N_("The whole plan"))
        journey = self.snapshot.get(Journey, getattr(row, "journey_id", None))
        return f"{self.named(row)} ({self.title(journey)})" if journey else self.named(row)

    def titles(self, rows: Iterable[Base]) -> str:
        """Several rows in the team's words, one per line."""
        return "\n".join(self.title(row) for row in rows)

    def place_of(self, friction: Friction) -> str:
        """Where a friction is felt: a touchpoint, or a passage between two."""
        touchpoint = self.snapshot.get(Touchpoint, friction.touchpoint_id)
        if touchpoint:
            return self.named(touchpoint)
        passage = self.snapshot.get(Transition, friction.transition_id)
        if passage is None:
            return ""
        ends = (self.snapshot.get(Touchpoint, point_id) for point_id in (passage.source_id, passage.target_id))
        return " → ".join(self.named(point) for point in ends if point)

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The points of all journeys, journey by journey, in screen order."""
        return tuple(
            point
            for journey in self.snapshot.all(Journey)
            for point in self.snapshot.where(Touchpoint, journey_id=journey.id)
        )

    @cached_property
    def contacts(self) -> tuple[Touchpoint, ...]:
        """The points where customer and company meet: entries, successes and drop-offs left out."""
        return tuple(point for point in self.touchpoints if point.kind == NodeKind.TOUCHPOINT.value)

    @cached_property
    def frictions(self) -> tuple[Friction, ...]:
        """The frictions of all journeys, journey by journey."""
        return tuple(
            friction
            for journey in self.snapshot.all(Journey)
            for friction in self.snapshot.where(Friction, journey_id=journey.id)
        )
