"""What a file of journeys was read into: the journeys, what could not be used, and what is worth knowing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from journey.sketch import JourneySketch
from strategy.imports.report import Report


class Counting(Protocol):
    """What a remark needs of a language: `resources.i18n.Words` fits."""

    def tr(self, text: str, /) -> str: ...

    def ntr(self, singular: str, plural: str, count: int, /) -> str: ...

    def number(self, value: float | None, /) -> str: ...


class RemarkKind(StrEnum):
    """What a remark is about; the sentences are in `remarks`."""

    WITHOUT_DIRECTION = "without_direction"
    JOINED = "joined"
    ODD_ENDS = "odd_ends"
    OVER_WHOLE = "over_whole"
    PARTLY_COUNTED = "partly_counted"
    ONE_ACTOR = "one_actor"
    SEVERAL_ACTORS = "several_actors"
    WHOLE_STAGES = "whole_stages"
    BOTH_WAYS = "both_ways"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a journey that was read."""

    kind: RemarkKind
    count: int = 0
    names: str = ""

    def text(self, words: Counting) -> str:
        """The sentence in the reader's language."""
        from strategy.imports.journeys.remarks import SENTENCES

        return SENTENCES[self.kind](words, self.count).format(n=words.number(self.count), names=self.names)


@dataclass(frozen=True, slots=True)
class ReadJourney:
    """A journey of a file, as far as the file tells it."""

    sketch: JourneySketch
    open_ends: tuple[str, ...] = ()
    """Keys of the touchpoints that nothing leads out of, for the user to say which of them are a success."""
    losses: frozenset[str] = frozenset()
    """Those of the open ends whose name says that the customer leaves."""
    remarks: tuple[Remark, ...] = ()
    is_own: bool = False
    """Written by Périple: nothing is left to complete."""


@dataclass(frozen=True, slots=True)
class JourneyFile:
    """The journeys of a file, in its order, and every element of it that was read."""

    journeys: tuple[ReadJourney, ...]
    report: Report = field(default_factory=Report)
