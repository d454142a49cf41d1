"""What a file of journeys was read into: the journeys, what could not be used, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from journey.sketch import JourneySketch
from strategy.imports.report import Report


class Counting(Protocol):
    """What a remark needs of a language: `resources.i18n.Words` fits."""

    def tr(self, text: str, /) -> str: ...

    def ntr(self, singular: str, plural: str, count: int, /) -> str: ...

    def number(self, value: float | None, /) -> str: ...


class Remark:
    """A sentence about a journey that was read. `sentence` gives it in a language, its gaps still to fill."""

    def __init__(self, sentence: Callable[[Counting], str], count: int = 0, **values: object) -> None:
        self._sentence, self._count, self._values = sentence, count, values

    def text(self, words: Counting) -> str:
        """The sentence in the reader's language."""
        return self._sentence(words).format(n=words.number(self._count), **self._values)


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
