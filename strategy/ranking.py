"""How actions rank: the weights of segment priorities, the bands of effort, and where the quadrants meet.

The method gives all of them; what a team chose otherwise is among its own values (`journey.own_values`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from journey.own_values import method_value
from resources.catalogue import catalogue

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot

WEIGHTS = tuple((entry, "weight") for entry in ("priority_1", "priority_2", "priority_3"))
BAND_ENDS = tuple((entry, "max_person_days") for entry in ("effort_1", "effort_2", "effort_3", "effort_4"))
HIGH_IMPACT, LOW_EFFORT = ("action_score", "high_impact"), ("action_score", "low_effort")
"""Entry and key of the values that a team may set."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """`weights` by segment priority from 1, `band_ends` the person-days that end each effort band but the last.

    The quadrants of high impact begin at `high_impact`, those of low effort end with `low_effort`.
    """

    weights: tuple[float, ...]
    band_ends: tuple[float, ...]
    high_impact: int
    low_effort: int

    @classmethod
    def of(cls, snapshot: Snapshot) -> Ranking:
        """The ranking of a plan."""

        def read(*value: str) -> float:
            return method_value(snapshot, *value)

        return cls(
            tuple(read(*each) for each in WEIGHTS),
            tuple(read(*each) for each in BAND_ENDS),
            round(read(*HIGH_IMPACT)),
            round(read(*LOW_EFFORT)),
        )

    @property
    def has_empty_band(self) -> bool:
        """Whether a band ends where or before the one below it does, so that no action falls into it."""
        return any(later <= earlier for earlier, later in pairwise(self.band_ends))

    def effort_band(self, effort_days: float | None) -> int | None:
        """The effort from 1 to 5 of a number of person-days, upper bounds included."""
        if effort_days is None:
            return None
        return next((band for band, end in enumerate(self.band_ends, 1) if effort_days <= end), len(self.band_ends) + 1)

    def typical_days(self, band: int) -> float:
        """Person-days in the middle of a band, whole where that fits; above the last bound, half more than it."""
        ends = (0.0, *self.band_ends)
        if band > len(self.band_ends):
            return float(round(ends[-1] * 1.5))
        middle = (ends[band - 1] + ends[band]) / 2
        whole = float(round(middle))
        return whole if self.effort_band(whole) == band else middle

    def segment_weight(self, priority: int | None) -> float | None:
        """The weight of a segment priority; a priority beyond the last one weighs like the last."""
        if priority is None:
            return None
        return self.weights[min(max(priority, 1), len(self.weights)) - 1]

    def quadrant(self, impact: int | None, effort: int | None) -> str | None:
        """The quadrant of the impact and effort matrix, under its catalogue id."""
        if impact is None or effort is None:
            return None
        if impact >= self.high_impact:
            return "quad_quick_win" if effort <= self.low_effort else "quad_major_project"
        return "quad_fill_in" if effort <= self.low_effort else "quad_reconsider"


@cache
def usual_ranking() -> Ranking:
    """The ranking as the method has it."""

    def read(entry: str, key: str) -> float:
        return float(catalogue()[entry].get(key))

    return Ranking(
        tuple(read(*each) for each in WEIGHTS),
        tuple(read(*each) for each in BAND_ENDS),
        round(read(*HIGH_IMPACT)),
        round(read(*LOW_EFFORT)),
    )
