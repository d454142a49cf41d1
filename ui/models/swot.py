"""What the SWOT page shows of a plan, read from its snapshot: statements as facts, areas and their short names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from resources.i18n import N_, Words, current, ntr, tr
from strategy.analysis import Reading
from strategy.links import actions_of_statement
from strategy.model import Quadrant, SwotFriction, SwotJourney, SwotStatement, SwotTouchpoint
from strategy.naming import Naming
from strategy.snapshot import Snapshot

OUTLOOK = (Quadrant.OPPORTUNITY.value, Quadrant.THREAT.value)
QUADRANTS = tuple(quadrant.value for quadrant in Quadrant)
MARKET = ""
"""Stands for no area: what comes from outside."""

_AREAS = {
    "cap_data_sources": (N_("Data"), "database"),
    "cap_multichannel_operations": (N_("Operations"), "megaphone"),
    "cap_performance_measurement": (N_("Measurement"), "chart-line"),
    "cap_marketing_tools": (N_("Tools"), "wrench"),
    MARKET: (N_("Market"), "globe"),
}
_PURPOSES = {
    Quadrant.STRENGTH.value: N_("Rely on these now"),
    Quadrant.WEAKNESS.value: N_("Invest before you scale"),
    Quadrant.OPPORTUNITY.value: N_("Worth a test this year"),
    Quadrant.THREAT.value: N_("Watch each quarter"),
}
_HELP = {
    Quadrant.STRENGTH.value: N_("What the company already does well, and can use to go faster."),
    Quadrant.WEAKNESS.value: N_("What calls for an investment, whose effect may take time."),
    Quadrant.OPPORTUNITY.value: N_("Optional: the step is complete without it."),
    Quadrant.THREAT.value: N_("Optional: the step is complete without it."),
}
_NEW = {
    Quadrant.STRENGTH.value: N_("New strength"),
    Quadrant.WEAKNESS.value: N_("New weakness"),
    Quadrant.OPPORTUNITY.value: N_("New opportunity"),
    Quadrant.THREAT.value: N_("New threat"),
}
_READINGS = {
    Reading.STRENGTH: (N_("Strength"), "success"),
    Reading.TO_WATCH: (N_("To watch"), "warning"),
    Reading.WEAKNESS: (N_("Weakness"), "danger"),
}


class LinkedAction(NamedTuple):
    """An action that uses, fixes or answers a statement."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One statement as its card shows it. `weight` counts all that is linked to it."""

    id: str
    quadrant: str
    text: str
    area: str
    actions: tuple[LinkedAction, ...]
    frictions: int
    touchpoints: int
    journeys: int
    is_accepted: bool

    @property
    def weight(self) -> int:
        return self.frictions + self.touchpoints + self.journeys + len(self.actions)

    @property
    def is_weakness(self) -> bool:
        return self.quadrant == Quadrant.WEAKNESS

    @property
    def is_gap(self) -> bool:
        """A weakness that nothing answers and that nobody accepted."""
        return self.is_weakness and not self.actions and not self.is_accepted

    def links_in_words(self) -> str:
        """What it is linked to: "2 frictions, 1 journey"; "not linked yet" without any."""
        counts = (
            (self.frictions, ntr("{n} friction", "{n} frictions", self.frictions)),
            (self.touchpoints, ntr("{n} touchpoint", "{n} touchpoints", self.touchpoints)),
            (self.journeys, ntr("{n} journey", "{n} journeys", self.journeys)),
            (len(self.actions), ntr("{n} action", "{n} actions", len(self.actions))),
        )
        said = [sentence.format(n=count) for count, sentence in counts if count]
        return ", ".join(said) or tr("Not linked yet")


def facts_of(snapshot: Snapshot, statement: SwotStatement, naming: Naming) -> StatementFacts:
    """A statement with what it is linked to."""
    actions = actions_of_statement(snapshot, statement.id)
    return StatementFacts(
        id=statement.id,
        quadrant=statement.quadrant,
        text=statement.text,
        area=statement.area or MARKET,
        actions=tuple(LinkedAction(each.id, naming.code(each), naming.title(each)) for each in actions),
        frictions=len(snapshot.where(SwotFriction, statement_id=statement.id)),
        touchpoints=len(snapshot.where(SwotTouchpoint, statement_id=statement.id)),
        journeys=len(snapshot.where(SwotJourney, statement_id=statement.id)),
        is_accepted=statement.is_accepted,
    )


def all_facts(snapshot: Snapshot) -> dict[str, list[StatementFacts]]:
    """The statements of each quadrant, in their order."""
    naming = Naming(snapshot, current())
    return {
        quadrant: [facts_of(snapshot, row, naming) for row in snapshot.where(SwotStatement, quadrant=quadrant)]
        for quadrant in QUADRANTS
    }


def tint_of(quadrant: str) -> str:
    """The key of a quadrant in the palettes of the theme: "strength", "weakness", "opportunity" or "threat"."""
    return quadrant.removeprefix("swot_")


def letter_of(quadrant: str, words: Words) -> str:
    """The letter on the tile, in the reader's language: S, W, O, T or F, F, O, M."""
    return words.label(quadrant)[:1].upper()


def purpose_of(quadrant: str) -> str:
    """What a quadrant is for, in a few words."""
    return tr(_PURPOSES[quadrant])


def help_of(quadrant: str) -> str:
    """What belongs in a quadrant, for one that is still empty."""
    return tr(_HELP[quadrant])


def new_words(quadrant: str) -> str:
    """The words of the button that adds to a quadrant."""
    return tr(_NEW[quadrant])


def area_name(area: str) -> str:
    """The short name of an area, or of the market; what the plan wrote for any other."""
    known = _AREAS.get(area)
    return tr(known[0]) if known else area


def area_icon(area: str) -> str:
    """The icon of an area, or of the market."""
    return _AREAS.get(area, _AREAS[MARKET])[1]


def reading_words(reading: Reading | None) -> tuple[str, str]:
    """What the score of an area means, and its colour token."""
    if reading is None:
        return tr("To assess"), "ink3"
    words, tone = _READINGS[reading]
    return tr(words), tone
