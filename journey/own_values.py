"""Values of the method that a team may set for its plan: thresholds, the feeling behind an emotion.

`method_value` is where rules and figures read them; nobody reads these keys from the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from journey.graph import Rows
from resources.catalogue import catalogue
from storage.base import Base, link_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Mapped


class OwnValue(Base):
    """A value of the method that the team replaced by its own, such as the share under which a segment is small."""

    __tablename__ = "own_value"

    entry: Mapped[str]
    """Catalogue id of the entry that the value belongs to."""
    key: Mapped[str]
    """The catalogue's key of the value: "threshold", "valence"…"""
    value: Mapped[float]


@dataclass(frozen=True, slots=True)
class Adjustable:
    """A value that may be set: `group` says among which others it stands, `low` to `high` what it may be.

    `is_share`: a proportion, shown in percent.
    """

    entry: str
    key: str
    group: str
    low: float
    high: float
    is_share: bool = False

    @property
    def row_id(self) -> str:
        return link_id(self.entry, self.key)

    @property
    def given(self) -> float:
        """The method's own value."""
        return float(catalogue()[self.entry].get(self.key))


@cache
def adjustables() -> Mapping[str, Adjustable]:
    """Everything that may be set, by id of its row, in the order of the screen."""
    found = [
        Adjustable("warn_segment_too_small", "threshold", "thresholds", 0, 1, is_share=True),
        Adjustable("warn_too_many_segments", "threshold", "thresholds", 1, 100),
        Adjustable("warn_too_many_criteria", "threshold", "thresholds", 1, 100),
        Adjustable("warn_target_unrealistic", "threshold", "thresholds", 0, 100, is_share=True),
        Adjustable("warn_no_follow_up", "threshold", "thresholds", 0, 1, is_share=True),
        *(
            Adjustable("capability_scoring", key, "capabilities", 0, 1, is_share=True)
            for key in ("strength_min", "weakness_max", "min_answered_share")
        ),
        *(Adjustable(f"priority_{place}", "weight", "ranking", 0.01, 10) for place in range(1, 4)),
        *(Adjustable(f"effort_{band}", "max_person_days", "ranking", 0.5, 10_000) for band in range(1, 5)),
        Adjustable("action_score", "high_impact", "ranking", 2, 5),
        Adjustable("action_score", "low_effort", "ranking", 1, 4),
        *(Adjustable(entry, "valence", "emotions", -1, 1) for entry in catalogue().ids("emotions")),
    ]
    return {each.row_id: each for each in found}


def method_value(rows: Rows, entry: str, key: str) -> float:
    """The team's own value, else the method's."""
    own = rows.get(OwnValue, link_id(entry, key))
    return own.value if own is not None else float(catalogue()[entry].get(key))
