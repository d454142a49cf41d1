"""Step 5: needs, tools and actions, and all that an action is tied to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from resources.i18n import N_
from storage.base import Base, column, reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class ActionStatus(StrEnum):
    """Where an action stands."""

    PLANNED = "status_planned"
    IN_PROGRESS = "status_in_progress"
    DONE = "status_done"
    BLOCKED = "status_blocked"
    DROPPED = "status_dropped"


PRIORITY_NAMES: Mapping[int, str] = {1: N_("High"), 2: N_("Medium"), 3: N_("Low")}
"""What the priorities of an action are called."""


class FunctionalNeed(Base):
    """A function that several journeys need, met by one or more actions."""

    __tablename__ = "functional_need"

    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    platform: Mapped[str | None] = column(default=None)
    """Tool category id."""
    channels: Mapped[list[str]] = column(default_factory=list)
    investments: Mapped[list[str]] = column(default_factory=list)
    """Action type ids: buy, train, customise, integrate, develop…"""
    rank: Mapped[int | None] = column(default=None)
    """The team's own rank; None = ranked by segments served and impact."""
    impact: Mapped[int | None] = column(default=None)
    """1 to 5, as the team judges it; None = the highest of the actions that meet it."""
    cost: Mapped[float | None] = column(default=None)
    """What the investment would cost, in plan currency; None = the sum of the actions that meet it."""


class NeedSegment(Base):
    """A segment has a functional need."""

    __tablename__ = "need_segment"

    need_id: Mapped[str] = column(reference("functional_need"))
    segment_id: Mapped[str] = column(reference("segment"))


class Tool(Base):
    """A tool that is compared with others for a category."""

    __tablename__ = "tool"

    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    category: Mapped[str | None] = column(default=None)
    is_selected: Mapped[bool] = column(default=False)
    note: Mapped[str] = column(default="")


class ToolRating(Base):
    """The rating of a tool on one criterion."""

    __tablename__ = "tool_rating"

    tool_id: Mapped[str] = column(reference("tool"))
    criterion: Mapped[str]
    rating: Mapped[int | None] = column(default=None)
    """0 to 5."""


class ToolWeight(Base):
    """The team's own weight of a tool criterion; a criterion without a row has the catalogue's."""

    __tablename__ = "tool_weight"

    criterion: Mapped[str]
    weight: Mapped[float]


class Action(Base):
    """Something the team will do, for whom, when, at what cost, and how it is measured."""

    __tablename__ = "action"

    journey_id: Mapped[str | None] = column(reference("journey", "SET NULL"), default=None)
    tool_id: Mapped[str | None] = column(reference("tool", "SET NULL"), default=None)
    """The tool that it buys or tries."""
    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    type: Mapped[str | None] = column(default=None)
    lever: Mapped[str | None] = column(default=None)
    owner: Mapped[str] = column(default="")
    start_date: Mapped[datetime.date | None] = column(default=None)
    end_date: Mapped[datetime.date | None] = column(default=None)
    cost: Mapped[float | None] = column(default=None)
    effort_days: Mapped[float | None] = column(default=None)
    """Person-days."""
    impact: Mapped[int | None] = column(default=None)
    """1 to 5."""
    kpi: Mapped[str | None] = column(default=None)
    baseline: Mapped[float | None] = column(default=None)
    target: Mapped[float | None] = column(default=None)
    status: Mapped[str] = column(default=ActionStatus.PLANNED.value)
    lead_time_days: Mapped[int | None] = column(default=None)
    """Days between the end and the effect."""
    running_cost: Mapped[float | None] = column(default=None)
    """What it costs a month once it is in place, from the day after its end."""
    gain_low: Mapped[float | None] = column(default=None)
    gain: Mapped[float | None] = column(default=None)
    """The likely margin a year once it has its effect; low and high are what the team would bet on."""
    gain_high: Mapped[float | None] = column(default=None)
    gain_customers: Mapped[float | None] = column(default=None)
    """Customers that the change of its KPI is about, for a gain worked out from it."""
    gain_unit_value: Mapped[float | None] = column(default=None)
    """What a unit of its KPI brings a year for one of these customers."""
    progress: Mapped[int | None] = column(default=None)
    """Percent done; None = not told."""
    note: Mapped[str] = column(default="")
    deliverable: Mapped[str | None] = column(default=None)
    """What will be there once it is done."""
    contributors: Mapped[str | None] = column(default=None)
    """Who helps its owner, separated by commas."""
    priority: Mapped[int | None] = column(default=None)
    """1 high, 2 medium, 3 low, as the client sees it; None = not said. The score does not depend on it."""
    confidence: Mapped[int | None] = column(default=None)
    """1 to 5: how sure the team is of the impact."""
    risk: Mapped[str | None] = column(default=None)
    """What could stand in its way."""
    client_comment: Mapped[str | None] = column(default=None)
    """What the client wrote about it in a workbook that came back."""
    changed_on: Mapped[datetime.date | None] = column(default=None)
    """Day of its last change; None = never since it was added."""


class Milestone(Base):
    """A day that the calendar of the actions turns on: a launch, a decision, a steering committee."""

    __tablename__ = "milestone"

    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    day: Mapped[datetime.date]


class ActionSegment(Base):
    """An action serves a segment."""

    __tablename__ = "action_segment"

    action_id: Mapped[str] = column(reference("action"))
    segment_id: Mapped[str] = column(reference("segment"))


class ActionTouchpoint(Base):
    """An action creates or changes a touchpoint."""

    __tablename__ = "action_touchpoint"

    action_id: Mapped[str] = column(reference("action"))
    touchpoint_id: Mapped[str] = column(reference("touchpoint"))


class ActionFriction(Base):
    """An action reduces a friction."""

    __tablename__ = "action_friction"

    action_id: Mapped[str] = column(reference("action"))
    friction_id: Mapped[str] = column(reference("friction"))


class ActionStatement(Base):
    """An action uses a strength, fixes a weakness, or answers an opportunity or a threat."""

    __tablename__ = "action_statement"

    action_id: Mapped[str] = column(reference("action"))
    statement_id: Mapped[str] = column(reference("swot_statement"))


class ActionObjective(Base):
    """An action serves an objective."""

    __tablename__ = "action_objective"

    action_id: Mapped[str] = column(reference("action"))
    objective_id: Mapped[str] = column(reference("objective"))


class ActionNeed(Base):
    """An action meets a functional need."""

    __tablename__ = "action_need"

    action_id: Mapped[str] = column(reference("action"))
    need_id: Mapped[str] = column(reference("functional_need"))


class ActionOpportunity(Base):
    """An action seizes an opportunity found on a journey."""

    __tablename__ = "action_opportunity"

    action_id: Mapped[str] = column(reference("action"))
    opportunity_id: Mapped[str] = column(reference("opportunity"))


class ActionDependency(Base):
    """An action cannot start before another one has ended."""

    __tablename__ = "action_dependency"

    action_id: Mapped[str] = column(reference("action"))
    needs_action_id: Mapped[str] = column(reference("action"))


class OwnerCapacity(Base):
    """How much time an owner of actions has for the plan; an owner without a row has no limit."""

    __tablename__ = "owner_capacity"

    owner: Mapped[str]
    """As written in the actions."""
    days: Mapped[float]
    """Working days a month."""
