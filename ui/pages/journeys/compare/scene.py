"""What a comparison shows, as plain values: columns of stages, a band for each journey, cards, points of the curves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from journey.comparison import Fate
from ui.models.journey_tree import Key


@dataclass(frozen=True, slots=True)
class CompareCard:
    """A touchpoint in a band. `fate` is None where journeys are only shown side by side.

    `pair` is the same for the two cards of one difference: the id of the point that stands for it.
    """

    key: Key
    pair: str
    title: str
    caption: str = ""
    icon: str = ""
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a touchpoint that the other journey has and this one has not; `words` say what became of it."""

    pair: str
    words: str = ""


Slot: TypeAlias = CompareCard | Gap


@dataclass(frozen=True, slots=True)
class Column:
    """A stage; `place` counts from 0 over all stages and decides the colour, None = what stands in no stage."""

    id: str
    title: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """One journey: its slots by column, from the top. `mark` is "asIs" or "toBe", "" where its number tells it."""

    journey_id: str
    title: str
    caption: str
    mark: str
    slots: tuple[tuple[Slot, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Felt:
    """What customers feel at a touchpoint: `value` from -1 to 1, `across` from 0 to 1 within its column."""

    key: Key
    pair: str
    column: int
    across: float
    value: float


@dataclass(frozen=True, slots=True)
class CompareScene:
    """One picture. In a `is_matched` one the slots of all bands face each other row by row."""

    columns: tuple[Column, ...] = ()
    bands: tuple[Band, ...] = ()
    curves: tuple[tuple[Felt, ...], ...] = ()
    """One for each band."""
    is_matched: bool = True

    def cards(self) -> tuple[CompareCard, ...]:
        """Every card, band by band."""
        return tuple(
            slot for band in self.bands for slots in band.slots for slot in slots if isinstance(slot, CompareCard)
        )

    def find(self, key: Key) -> tuple[int, int, int] | None:
        """The band, column and row of a card."""
        for band, each in enumerate(self.bands):
            for column, slots in enumerate(each.slots):
                for row, slot in enumerate(slots):
                    if isinstance(slot, CompareCard) and slot.key == key:
                        return band, column, row
        return None

    def slot(self, place: tuple[int, int, int]) -> Slot:
        """The slot at a band, column and row."""
        band, column, row = place
        return self.bands[band].slots[column][row]
