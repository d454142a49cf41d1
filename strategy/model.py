"""The plan, its objectives, capabilities, actions and follow-up: the tables of steps 1, 4, 5 and of the follow-up.

Importing this module declares every table of a plan. Columns that hold a catalogue entry store its id as given; a
plan's own entries use the id of their `OwnEntry` row. Amounts are in the plan's currency.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import journey.model  # noqa: F401  (declares the tables that the references below name)
from storage.base import Base, column, reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

PLAN_ROW = "plan"
"""Id of the only row of `plan`."""


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


class Quadrant(StrEnum):
    """The four quadrants; opportunities and threats are optional in this method."""

    STRENGTH = "swot_strength"
    WEAKNESS = "swot_weakness"
    OPPORTUNITY = "swot_opportunity"
    THREAT = "swot_threat"


class ActionStatus(StrEnum):
    """Where an action stands."""

    PLANNED = "status_planned"
    IN_PROGRESS = "status_in_progress"
    DONE = "status_done"
    BLOCKED = "status_blocked"
    DROPPED = "status_dropped"


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


# ---- step 1


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


# ---- step 4


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


# ---- step 5


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
    """The team's own rank; None = ranked by the number of segments."""


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
    note: Mapped[str] = column(default="")


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


# ---- follow-up and workshop


class Decision(Base):
    """What the team decided after a reading."""

    __tablename__ = "decision"

    reading_id: Mapped[str | None] = column(reference("kpi_reading"), default=None)
    action_id: Mapped[str | None] = column(reference("action", "SET NULL"), default=None)
    position: Mapped[int] = column(default=0)
    date: Mapped[datetime.date | None] = column(default=None)
    text: Mapped[str] = column(default="")
    owner: Mapped[str] = column(default="")


class AbTest(Base):
    """A comparison of two variants: successes out of trials for A and for B."""

    __tablename__ = "ab_test"

    action_id: Mapped[str | None] = column(reference("action", "SET NULL"), default=None)
    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    success_a: Mapped[int | None] = column(default=None)
    trials_a: Mapped[int | None] = column(default=None)
    success_b: Mapped[int | None] = column(default=None)
    trials_b: Mapped[int | None] = column(default=None)


class WorkshopNote(Base):
    """A note taken in the room, not yet turned into anything."""

    __tablename__ = "workshop_note"

    position: Mapped[int] = column(default=0)
    step: Mapped[str | None] = column(default=None)
    kind: Mapped[str] = column(default="idea")
    """"friction", "idea", "fact" or "question"."""
    text: Mapped[str] = column(default="")
    author: Mapped[str] = column(default="")
    is_settled: Mapped[bool] = column(default=False)


class GuidingAnswer(Base):
    """The team's answer to a guiding question of a step."""

    __tablename__ = "guiding_answer"

    question: Mapped[str]
    text: Mapped[str] = column(default="")


class DismissedWarning(Base):
    """A warning that the team set aside, with the reason; the id joins the rule and the subject."""

    __tablename__ = "dismissed_warning"

    warning: Mapped[str]
    subject_id: Mapped[str] = column(default="")
    """Id of the row that it is about; empty = the whole plan."""
    note: Mapped[str] = column(default="")
