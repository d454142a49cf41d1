"""The plan itself, who takes part, and the entries that it adds to the lists of the catalogue."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from storage.base import Base, column

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


PLAN_ROW = "plan"
"""Id of the only row of `plan`."""


class Plan(Base):
    """The plan itself: one row per file, with the id `PLAN_ROW`."""

    __tablename__ = "plan"

    name: Mapped[str] = column(default="")
    company: Mapped[str] = column(default="")
    sector: Mapped[str] = column(default="")
    summary: Mapped[str] = column(default="")
    language: Mapped[str] = column(default="fr")
    """Language of the plan's own texts, chosen at creation."""
    currency: Mapped[str] = column(default="EUR")
    reference_date: Mapped[datetime.date | None] = column(default=None)
    start_date: Mapped[datetime.date | None] = column(default=None)
    end_date: Mapped[datetime.date | None] = column(default=None)
    budget: Mapped[float | None] = column(default=None)
    discount_rate: Mapped[float | None] = column(default=None)
    """Per year, as a proportion."""
    return_months: Mapped[int | None] = column(default=None)
    """Months of effect over which the return of actions is reckoned; None = 12."""
    customer_base: Mapped[int | None] = column(default=None)
    """Number of customers in all; None = the sum of the segments."""
    is_fictitious: Mapped[bool] = column(default=False)
    """A sample: marked as such on screen and in exports."""
    sample: Mapped[str | None] = column(default=None)
    """Id of the sample that the plan was made from."""
    has_skipped_outlook: Mapped[bool] = column(default=False)
    """The team chose to leave opportunities and threats aside."""


class Participant(Base):
    """A person who takes part in the workshops."""

    __tablename__ = "participant"

    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    department: Mapped[str] = column(default="")
    role: Mapped[str] = column(default="")


class OwnEntry(Base):
    """An entry that the team added to a list of the catalogue: a criterion, channel, friction type, lever, KPI…"""

    __tablename__ = "own_entry"

    list_name: Mapped[str]
    """The catalogue list that it extends, such as "channels"."""
    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    details: Mapped[dict[str, Any]] = column(default_factory=dict)
    """What entries of that list carry besides their label, under the catalogue's keys (unit, direction…)."""
