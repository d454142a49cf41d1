"""What the success of a journey is worth in a year, in people and in money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.model import Journey, Segment

if TYPE_CHECKING:
    from journey.graph import Rows


@dataclass(frozen=True, slots=True)
class JourneyWorth:
    """Who walks a journey in a year, and what one of them brings. None = the plan does not say.

    People are counted by entry, money by customer: `Segment.value_future` is what one customer brings in a year however
    often the journey is walked. Where one of the two counts is missing, the other stands in for it.
    """

    customers: float | None
    """Size of the segment."""
    entrants: float | None
    """Entrants a year."""
    value: float | None
    """Expected value, in plan currency per customer and year."""

    def people_of(self, share: float | None) -> float | None:
        """People a year for a share of the entrants: entrants x share."""
        return _product(self.entrants if self.entrants is not None else self.customers, share)

    def value_of(self, share: float | None) -> float | None:
        """Plan currency a year for a share of the entrants who succeed: segment size x value x share."""
        return _product(_product(self.customers if self.customers is not None else self.entrants, self.value), share)


def journey_worth(rows: Rows, journey_id: str) -> JourneyWorth:
    """What is known of the segment of a journey and of its entrants; a journey for all customers has no segment."""
    journey = rows.get(Journey, journey_id)
    segment = rows.get(Segment, journey.segment_id) if journey else None
    entrants = journey.entrants_per_month * 12.0 if journey and journey.entrants_per_month is not None else None
    size = float(segment.size) if segment and segment.size is not None else None
    return JourneyWorth(size, entrants, segment.value_future if segment else None)


def _product(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first * second
