"""Step 4: answers about the marketing capabilities, and the statements drawn from them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from storage.base import Base, column, reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class Quadrant(StrEnum):
    """The four quadrants; opportunities and threats are optional in this method."""

    STRENGTH = "swot_strength"
    WEAKNESS = "swot_weakness"
    OPPORTUNITY = "swot_opportunity"
    THREAT = "swot_threat"


class CapabilityAnswer(Base):
    """The answer to one of the fourteen diagnostic questions, overall or for one channel, or a tick of data at hand."""

    __tablename__ = "capability_answer"

    question: Mapped[str]
    """Or a customer data type of the checklist, answered "yes" or "no"."""
    channel: Mapped[str | None] = column(default=None)
    answer: Mapped[str | None] = column(default=None)
    """Value of the question's scale as text, or "unknown" or "not_applicable"; None = not answered."""
    comment: Mapped[str] = column(default="")


class ResourceAnswer(Base):
    """The answer to a question about budget, skills, compatibility or lead time."""

    __tablename__ = "resource_answer"

    question: Mapped[str]
    answer: Mapped[str | None] = column(default=None)
    amount: Mapped[float | None] = column(default=None)
    comment: Mapped[str] = column(default="")


class SwotStatement(Base):
    """A strength, weakness, opportunity or threat, in words."""

    __tablename__ = "swot_statement"

    quadrant: Mapped[str]
    position: Mapped[int] = column(default=0)
    area: Mapped[str | None] = column(default=None)
    """Capability area; None = the market outside."""
    text: Mapped[str] = column(default="")
    is_accepted: Mapped[bool] = column(default=False)
    """A weakness that the team lives with, without investment."""


class SwotFriction(Base):
    """A friction reveals a statement, or depends on it."""

    __tablename__ = "swot_friction"

    statement_id: Mapped[str] = column(reference("swot_statement"))
    friction_id: Mapped[str] = column(reference("friction"))


class SwotJourney(Base):
    """A journey relies on a statement."""

    __tablename__ = "swot_journey"

    statement_id: Mapped[str] = column(reference("swot_statement"))
    journey_id: Mapped[str] = column(reference("journey"))


class SwotTouchpoint(Base):
    """A touchpoint, of a to-be journey as a rule, needs what a statement is about."""

    __tablename__ = "swot_touchpoint"

    statement_id: Mapped[str] = column(reference("swot_statement"))
    touchpoint_id: Mapped[str] = column(reference("touchpoint"))
