"""What a log of events tells of the real journey: which step follows which, how often and after how long.

An event is one activity of one case (a customer, an order, a request) at one moment. Directly-follows counts, starts,
ends and variants are those of process mining (W. van der Aalst, Process Mining, 2016): each case is put in the order
of its events, those of the same moment in the order of the file. Where a log also tells when activities began, what
follows what is told by the beginnings, and a wait runs from an end to the next beginning; where cases start and end,
and their ways through, are told by the moments of completion. The tools of the field (pm4py) do the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Codes: TypeAlias = "NDArray[np.int64]"
Seconds: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True)
class Events:
    """The events of a log, one place in each array for each, in the order of the file."""

    cases: Codes
    """The number of the case, from 0 on, without a gap."""
    activities: Codes
    """A place in `names`."""
    names: tuple[str, ...]
    moments: Seconds
    """When the activity was done: seconds since 1970, UTC."""
    starts: Seconds | None = None
    """When it began, where the log tells."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One activity directly after another."""

    source: str
    target: str
    count: int
    probability: float
    """Share of all that happens after the source, the end of the case included."""
    mean_seconds: float
    """How long it took on average; negative where a step begins before the one before it ends."""


@dataclass(frozen=True, slots=True)
class Activity:
    """How often an activity occurs, and how often nothing follows."""

    name: str
    occurrences: int
    cases: int
    endings: int
    """Cases that end with it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way through, from the first activity to the last, and how many cases took it."""

    activities: tuple[str, ...]
    cases: int


class Discovery:
    """A log in order, and what it tells. What no screen asks for is not counted."""

    def __init__(self, events: Events) -> None:
        import numpy as np

        self._events, self._names = events, events.names
        order = _order(events.cases, events.moments)
        self._cases, self._activities = events.cases[order], events.activities[order]
        is_edge = self._cases[1:] != self._cases[:-1]
        self._is_first = np.append(True, is_edge)[: len(order)]
        self._is_last = np.append(is_edge, True)[: len(order)]

    @property
    def case_count(self) -> int:
        """How many cases."""
        return int(self._is_first.sum())

    @cached_property
    def first_activities(self) -> Mapping[str, int]:
        """How many cases begin with each activity, the most frequent first."""
        return self._counted(self._activities[self._is_first])

    @cached_property
    def last_activities(self) -> Mapping[str, int]:
        """How many cases end with each activity, the most frequent first."""
        return self._counted(self._activities[self._is_last])

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All activities, the most frequent first."""
        import numpy as np

        count = len(self._names)
        occurrences = np.bincount(self._activities, minlength=count)
        pairs = np.unique(self._cases * count + self._activities)
        cases = np.bincount(pairs % count, minlength=count)
        endings = np.bincount(self._activities[self._is_last], minlength=count)
        return tuple(
            Activity(
                self._names[code],
                int(occurrences[code]),
                int(cases[code]),
                int(endings[code]),
            )
            for code in np.argsort(-occurrences, kind="stable").tolist()
            if occurrences[code]
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All pairs of activities that follow each other, the most frequent first."""
        import numpy as np

        events, count = self._events, len(self._names)
        starts = events.moments if events.starts is None else events.starts
        sequence = _order(events.cases, starts)
        cases, activities = events.cases[sequence], events.activities[sequence]
        before = np.flatnonzero(cases[1:] == cases[:-1])
        if not len(before):
            return ()
        pairs = activities[before] * count + activities[before + 1]
        lengths = starts[sequence][before + 1] - events.moments[sequence][before]
        order = np.argsort(pairs, kind="stable")
        found, places = np.unique(pairs[order], return_index=True)
        leaving = np.bincount(self._activities, minlength=count)
        passages = [
            Passage(
                source=self._names[pair // count],
                target=self._names[pair % count],
                count=len(taken),
                probability=len(taken) / int(leaving[pair // count]),
                mean_seconds=float(taken.mean()),
            )
            for pair, taken in zip(found.tolist(), np.split(lengths[order], places[1:]), strict=True)
        ]
        return tuple(sorted(passages, key=lambda passage: (-passage.count, passage.source, passage.target)))

    @cached_property
    def places(self) -> Mapping[str, float]:
        """Where each activity stands in its cases on average: 0 for the first, 1 for the last, 0 where it is alone."""
        import numpy as np

        firsts = np.flatnonzero(self._is_first)
        lengths = np.diff(np.append(firsts, len(self._cases)))
        within = np.arange(len(self._cases)) - np.repeat(firsts, lengths)
        shares = within / np.maximum(1, np.repeat(lengths, lengths) - 1)
        count = len(self._names)
        sums = np.bincount(self._activities, shares, count)
        occurrences = np.bincount(self._activities, minlength=count)
        return {
            name: float(sums[code] / occurrences[code]) for code, name in enumerate(self._names) if occurrences[code]
        }

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """All ways through, the most frequent first."""
        import numpy as np

        starts = np.flatnonzero(self._is_first).tolist()
        ends = (np.flatnonzero(self._is_last) + 1).tolist()
        codes = self._activities.tolist()
        counts = Counter(tuple(codes[start:end]) for start, end in zip(starts, ends, strict=True))
        named = [Variant(tuple(self._names[code] for code in way), cases) for way, cases in counts.items()]
        return tuple(sorted(named, key=lambda variant: (-variant.cases, variant.activities)))

    def _counted(self, codes: Codes) -> Mapping[str, int]:
        counts = Counter(codes.tolist())
        return {self._names[code]: count for code, count in counts.most_common()}


def _order(cases: Codes, moments: Seconds) -> Codes:
    """The places of the events, case by case, each in the order of its moments."""
    import numpy as np

    return np.lexsort((np.arange(len(cases)), moments, cases))
