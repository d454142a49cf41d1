"""Step 1: objectives, what KPIs read, and what the stock-taking found."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from storage.base import Base, column, reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class ReadingOrigin(StrEnum):
    """When a KPI was read: before the plan, or while following it."""

    BASELINE = "baseline"
    FOLLOW_UP = "follow_up"


class AuditTopic(StrEnum):
    """What a note of the stock-taking is about."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    LOSS_REASON = "loss_reason"
    CHURN_SIGNAL = "churn_signal"


class Objective(Base):
    """What the relationship must change: one aspect, one KPI, from a baseline to a target by a date."""

    __tablename__ = "objective"

    position: Mapped[int] = column(default=0)
    aspect: Mapped[str | None] = column(default=None)
    """Objective id of the catalogue (the seven aspects and the additional ones), or an own entry."""
    overall_aim: Mapped[str | None] = column(default="obj_lifetime_value")
    """The overall aim that it serves; None = not tied to one."""
    name: Mapped[str] = column(default="")
    priority: Mapped[int | None] = column(default=None)
    """1 = first; None = not ranked yet."""
    kpi: Mapped[str | None] = column(default=None)
    unit: Mapped[str | None] = column(default=None)
    """Unit id; None = the KPI's."""
    baseline: Mapped[float | None] = column(default=None)
    target: Mapped[float | None] = column(default=None)
    due_date: Mapped[datetime.date | None] = column(default=None)
    owner: Mapped[str] = column(default="")
    serves_all_customers: Mapped[bool] = column(default=False)
    """Aimed at all customers rather than at named segments."""
    is_achievable: Mapped[bool | None] = column(default=None)
    """The team's own answer to "Achievable"."""
    specific: Mapped[str] = column(default="")
    measurable: Mapped[str] = column(default="")
    achievable: Mapped[str] = column(default="")
    relevant: Mapped[str] = column(default="")
    time_bound: Mapped[str] = column(default="")


class ObjectiveSegment(Base):
    """An objective targets a segment."""

    __tablename__ = "objective_segment"

    objective_id: Mapped[str] = column(reference("objective"))
    segment_id: Mapped[str] = column(reference("segment"))


class JourneyObjective(Base):
    """A journey serves an objective."""

    __tablename__ = "journey_objective"

    journey_id: Mapped[str] = column(reference("journey"))
    objective_id: Mapped[str] = column(reference("objective"))


class KpiReading(Base):
    """A value of a KPI, with the raw inputs it was computed from; baseline or follow-up."""

    __tablename__ = "kpi_reading"

    kpi: Mapped[str]
    segment_id: Mapped[str | None] = column(reference("segment", "SET NULL"), default=None)
    """None = all customers."""
    position: Mapped[int] = column(default=0)
    origin: Mapped[str] = column(default=ReadingOrigin.BASELINE.value)
    value: Mapped[float | None] = column(default=None)
    unit: Mapped[str | None] = column(default=None)
    inputs: Mapped[dict[str, Any]] = column(default_factory=dict)
    """Raw inputs under the catalogue's keys; empty = the value was typed."""
    period: Mapped[str] = column(default="")
    date: Mapped[datetime.date | None] = column(default=None)
    next_date: Mapped[datetime.date | None] = column(default=None)
    """When the next reading is due."""
    comment: Mapped[str] = column(default="")
    read_by: Mapped[str | None] = column(default=None)
    """Who took the reading; None = not said."""


class FeedbackNote(Base):
    """Something customers said, with the way it was heard; may be pinned to a touchpoint in step 3."""

    __tablename__ = "feedback_note"

    touchpoint_id: Mapped[str | None] = column(reference("touchpoint", "SET NULL"), default=None)
    position: Mapped[int] = column(default=0)
    method: Mapped[str | None] = column(default=None)
    text: Mapped[str] = column(default="")


class AuditNote(Base):
    """A strong or weak point, a reason or a sign of departure noted while taking stock."""

    __tablename__ = "audit_note"

    position: Mapped[int] = column(default=0)
    topic: Mapped[str] = column(default=AuditTopic.STRENGTH.value)
    signal: Mapped[str | None] = column(default=None)
    """Churn signal id, when the note is one of the catalogue's."""
    text: Mapped[str] = column(default="")
