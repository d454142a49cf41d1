"""Segments and what their customers live: the tables of steps 2 and 3.

Columns that hold a catalogue entry store its id as given ("ch_email", "dir_two_way"); a plan's own entries use the
id of their `OwnEntry` row. Proportions run from 0 to 1. Nothing derived is stored: shares and scores are computed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from storage.base import Base, column, reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class JourneyKind(StrEnum):
    """What a journey describes: today's situation or the target."""

    AS_IS = "jk_as_is"
    TO_BE = "jk_to_be"


class NodeKind(StrEnum):
    """What a point of the journey graph is. A journey has at least one entry, one success and one drop-off."""

    ENTRY = "nk_start"
    TOUCHPOINT = "nk_touchpoint"
    SUCCESS = "nk_goal"
    DROP_OFF = "nk_exit"


class Direction(StrEnum):
    """Whether the customer can answer at a touchpoint."""

    ONE_WAY = "dir_one_way"
    TWO_WAY = "dir_two_way"


class Measured(StrEnum):
    """Whether the company measures what happens at a touchpoint."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class RateOrigin(StrEnum):
    """Where the probability of a passage comes from, which says how far it may be trusted."""

    MEASURED = "measured"
    STATED = "stated"
    ASSUMED = "assumed"


class LaneKind(StrEnum):
    """What a lane of the journey map shows. The first seven read the journey; the others hold cards of the team."""

    ACTIONS = "actions"
    TOUCHPOINTS = "touchpoints"
    CHANNELS = "channels"
    EMOTION = "emotion"
    FRICTIONS = "frictions"
    OPPORTUNITIES = "opportunities"
    INDICATORS = "indicators"
    BACKSTAGE = "backstage"
    SYSTEMS = "systems"
    OWNERS = "owners"
    OWN = "own"


class InformationLevel(StrEnum):
    """Whether a touchpoint gives the customer the right dose of information."""

    TOO_LITTLE = "il_too_little"
    RIGHT = "il_right"
    TOO_MUCH = "il_too_much"


class Segment(Base):
    """A group of customers that the plan treats alike. `position` is the order on screen."""

    __tablename__ = "segment"

    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    example: Mapped[str | None] = column(default=None)
    """Catalogue id of the example segment that it started from."""
    size: Mapped[int | None] = column(default=None)
    """Number of customers; the share of the base is computed from it."""
    value_past: Mapped[float | None] = column(default=None)
    """Value brought so far, in plan currency per customer and year."""
    value_future: Mapped[float | None] = column(default=None)
    """Value expected with respect to the objectives, in plan currency per customer and year."""
    average_basket: Mapped[float | None] = column(default=None)
    """Amount of a purchase, in plan currency."""
    tenure_years: Mapped[float | None] = column(default=None)
    """How long its customers have been customers, on average."""
    difficulty: Mapped[int | None] = column(default=None)
    """How hard it is to nurture and retain, 1 to 5."""
    priority: Mapped[int | None] = column(default=None)
    """1 = first; None = not ranked yet."""
    is_vip: Mapped[bool] = column(default=False)
    needs: Mapped[str] = column(default="")


class SegmentCriterion(Base):
    """One criterion that defines a segment, with the value that its customers have."""

    __tablename__ = "segment_criterion"

    segment_id: Mapped[str] = column(reference("segment"))
    criterion: Mapped[str]
    position: Mapped[int] = column(default=0)
    value: Mapped[str] = column(default="")


class DataInventory(Base):
    """One kind of customer data that the company holds, or does not hold, about a segment."""

    __tablename__ = "data_inventory"

    segment_id: Mapped[str] = column(reference("segment"))
    data_type: Mapped[str]
    is_available: Mapped[bool] = column(default=False)
    note: Mapped[str] = column(default="")


class EngagementRating(Base):
    """The rating of a segment on one dimension of engagement, overall or for one channel."""

    __tablename__ = "engagement_rating"

    segment_id: Mapped[str] = column(reference("segment"))
    dimension: Mapped[str]
    channel: Mapped[str | None] = column(default=None)
    rating: Mapped[float | None] = column(default=None)
    """0 to 100."""
    weight: Mapped[float] = column(default=1.0)


class Persona(Base):
    """A semi-fictional portrait of a typical customer of a segment: eighteen fields, lists as lists of lines."""

    __tablename__ = "persona"

    segment_id: Mapped[str] = column(reference("segment"))
    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    portrait: Mapped[str] = column(default="")
    picture: Mapped[str] = column(default="")
    """A small PNG in base64, "" for none: see `journey.pictures`."""
    demographics: Mapped[str] = column(default="")
    goal: Mapped[str] = column(default="")
    needs: Mapped[list[str]] = column(default_factory=list)
    motivations: Mapped[list[str]] = column(default_factory=list)
    behaviours: Mapped[list[str]] = column(default_factory=list)
    expectations: Mapped[list[str]] = column(default_factory=list)
    preferences: Mapped[list[str]] = column(default_factory=list)
    channels: Mapped[list[str]] = column(default_factory=list)
    """Channel ids."""
    irritants: Mapped[list[str]] = column(default_factory=list)
    emotions: Mapped[list[str]] = column(default_factory=list)
    """Emotion ids."""
    influencers: Mapped[list[str]] = column(default_factory=list)
    values: Mapped[list[str]] = column(default_factory=list)
    data_attitude: Mapped[str] = column(default="")
    switching: Mapped[list[str]] = column(default_factory=list)
    """What would make them leave."""
    quote: Mapped[str] = column(default="")
    evidence: Mapped[str | None] = column(default=None)
    """Listening method id."""


class Journey(Base):
    """The journey of a segment, as it is or as it should be; `is_partial` = one portion, one objective."""

    __tablename__ = "journey"

    segment_id: Mapped[str | None] = column(reference("segment"), default=None)
    """None = one journey for all customers, which raises a warning."""
    derived_from_id: Mapped[str | None] = column(reference("journey", "SET NULL"), default=None)
    """The as-is journey that a to-be journey was derived from."""
    position: Mapped[int] = column(default=0)
    kind: Mapped[str] = column(default=JourneyKind.AS_IS.value)
    name: Mapped[str] = column(default="")
    is_partial: Mapped[bool] = column(default=False)
    stage_set: Mapped[str | None] = column(default=None)
    entrants_per_month: Mapped[float | None] = column(default=None)
    has_no_friction: Mapped[bool] = column(default=False)
    """The team declared that this journey has no friction."""
    counts_external: Mapped[bool | None] = column(default=None)
    """Whether touchpoints outside the company count among those to be measured; None = they do."""


class Stage(Base):
    """A column of a journey: a stage of the catalogue, or an own one with its name."""

    __tablename__ = "stage"

    journey_id: Mapped[str] = column(reference("journey"))
    position: Mapped[int] = column(default=0)
    stage: Mapped[str | None] = column(default=None)
    """Catalogue id; None for an own stage."""
    name: Mapped[str] = column(default="")
    """Own name; empty = the catalogue's."""


class Touchpoint(Base):
    """A point of a journey: an entry, a contact between customer and company, a success or a drop-off."""

    __tablename__ = "touchpoint"

    journey_id: Mapped[str] = column(reference("journey"))
    stage_id: Mapped[str | None] = column(reference("stage", "SET NULL"), default=None)
    position: Mapped[int] = column(default=0)
    kind: Mapped[str] = column(default=NodeKind.TOUCHPOINT.value)
    name: Mapped[str] = column(default="")
    type: Mapped[str | None] = column(default=None)
    channel: Mapped[str | None] = column(default=None)
    direction: Mapped[str | None] = column(default=None)
    information_level: Mapped[str | None] = column(default=None)
    content_tool: Mapped[str] = column(default="")
    """Content and tool offered to the customer."""
    measured: Mapped[str | None] = column(default=None)
    performance: Mapped[float | None] = column(default=None)
    """Measured value, in the team's own unit (`performance_unit`)."""
    performance_unit: Mapped[str] = column(default="")
    minutes: Mapped[float | None] = column(default=None)
    """Time spent at the touchpoint."""
    data_used: Mapped[list[str]] = column(default_factory=list)
    """Customer data type ids."""
    is_data_use_known: Mapped[bool | None] = column(default=None)
    """Whether the customer knows which data are used."""
    data_benefit: Mapped[str] = column(default="")
    """What the customer gains from it."""
    owner: Mapped[str] = column(default="")
    """Owning department."""
    principles: Mapped[dict[str, Any]] = column(default_factory=dict)
    """Principle id -> "met" or "not_met"; a principle that is not judged is absent."""
    is_external: Mapped[bool] = column(default=False)
    """Outside the company: family, reviews, influencers."""
    note: Mapped[str] = column(default="")
    entry_share: Mapped[float | None] = column(default=None)
    """Of an entry: share of the customers who come in here; None = an equal part of what the others leave."""
    origin_id: Mapped[str | None] = column(reference("touchpoint", "SET NULL"), default=None)
    """In a to-be journey: the touchpoint of the as-is journey that this one stands for; None = it is new."""
    x: Mapped[float | None] = column(default=None)
    """Centre of its box on the canvas, from the left of its stage, in pixels at 100 %; None = laid out."""
    y: Mapped[float | None] = column(default=None)


class Transition(Base):
    """A passage from one touchpoint to the next."""

    __tablename__ = "transition"

    journey_id: Mapped[str] = column(reference("journey"))
    source_id: Mapped[str] = column(reference("touchpoint"))
    target_id: Mapped[str] = column(reference("touchpoint"))
    position: Mapped[int] = column(default=0)
    probability: Mapped[float | None] = column(default=None)
    """Share of the customers leaving the source who go to the target."""
    delay_hours: Mapped[float | None] = column(default=None)
    """Mean hours between leaving the source and reaching the target."""
    count: Mapped[int | None] = column(default=None)
    """Passages counted, when the probability comes from counts."""
    trigger: Mapped[str | None] = column(default=None)
    """Follow-up trigger id that starts this passage."""
    probability_low: Mapped[float | None] = column(default=None)
    """The lowest value of `probability` that the team holds possible; None = from the origin and the count."""
    probability_high: Mapped[float | None] = column(default=None)
    rate_origin: Mapped[str | None] = column(default=None)
    """None = measured where passages were counted, else assumed."""


class FollowUpTrigger(Base):
    """A message that a touchpoint sets off when the customer leaves the intended journey."""

    __tablename__ = "follow_up_trigger"

    touchpoint_id: Mapped[str] = column(reference("touchpoint"))
    trigger: Mapped[str]
    position: Mapped[int] = column(default=0)
    delay_hours: Mapped[float | None] = column(default=None)
    """None = the catalogue's default delay; negative = before the event."""
    channel: Mapped[str | None] = column(default=None)


class EmotionObservation(Base):
    """An emotion that customers feel at a touchpoint, with what proves it."""

    __tablename__ = "emotion_observation"

    touchpoint_id: Mapped[str] = column(reference("touchpoint"))
    emotion: Mapped[str]
    position: Mapped[int] = column(default=0)
    valence: Mapped[float | None] = column(default=None)
    """-1 to 1; None = the catalogue's default."""
    intensity: Mapped[float | None] = column(default=None)
    """0 to 1; None = the catalogue's default arousal."""
    evidence: Mapped[str | None] = column(default=None)
    """Listening method id; `listen_workshop_assumption` = to be checked."""
    verbatim: Mapped[str] = column(default="")


class Friction(Base):
    """A friction point on a touchpoint or on a transition of the same journey (one of the two)."""

    __tablename__ = "friction"

    journey_id: Mapped[str] = column(reference("journey"))
    touchpoint_id: Mapped[str | None] = column(reference("touchpoint"), default=None)
    transition_id: Mapped[str | None] = column(reference("transition"), default=None)
    position: Mapped[int] = column(default=0)
    type: Mapped[str | None] = column(default=None)
    text: Mapped[str] = column(default="")
    severity: Mapped[int | None] = column(default=None)
    """1 negligible to 5 deal-breaker."""
    frequency: Mapped[float | None] = column(default=None)
    """Share of passages where it occurs."""
    reach: Mapped[float | None] = column(default=None)
    """Share of customers who pass at least once, typed by the team; None = computed from the graph."""
    emotions: Mapped[list[str]] = column(default_factory=list)
    evidence: Mapped[str | None] = column(default=None)
    verbatim: Mapped[str] = column(default="")
    """What a customer said about it, word for word."""
    loss_share: Mapped[float | None] = column(default=None)
    """Share of the customers lost where it sits who would stay without it; None = not judged."""
    declined_because: Mapped[str] = column(default="")
    """Why the team will not act on it; empty = not declined."""


class Moment(Base):
    """A special moment marked on a touchpoint: wow, truth, promise, opportune, breaking…"""

    __tablename__ = "moment"

    touchpoint_id: Mapped[str] = column(reference("touchpoint"))
    moment: Mapped[str]
    position: Mapped[int] = column(default=0)
    note: Mapped[str] = column(default="")


class Opportunity(Base):
    """A gap between today and the engagement aimed at, and what closing it would bring."""

    __tablename__ = "opportunity"

    journey_id: Mapped[str] = column(reference("journey"))
    touchpoint_id: Mapped[str | None] = column(reference("touchpoint", "SET NULL"), default=None)
    position: Mapped[int] = column(default=0)
    type: Mapped[str | None] = column(default=None)
    text: Mapped[str] = column(default="")


class TouchpointChange(Base):
    """Why a to-be journey changes a touchpoint: one of its own, or one of the as-is journey that it drops."""

    __tablename__ = "touchpoint_change"

    journey_id: Mapped[str] = column(reference("journey"))
    touchpoint_id: Mapped[str] = column(reference("touchpoint"))
    reason: Mapped[str] = column(default="")


class Lane(Base):
    """A row of the journey map. A journey without any shows the usual ones; their first change writes them all."""

    __tablename__ = "lane"

    journey_id: Mapped[str] = column(reference("journey"))
    position: Mapped[int] = column(default=0)
    kind: Mapped[str] = column(default=LaneKind.OWN.value)
    name: Mapped[str] = column(default="")
    """Own name; empty = that of the kind."""
    is_hidden: Mapped[bool] = column(default=False)
    height: Mapped[float | None] = column(default=None)
    """In pixels at 100 %; None = as high as its content."""


class LaneCard(Base):
    """A card of a lane, in one stage: what the customer does, what happens backstage, which system serves."""

    __tablename__ = "lane_card"

    lane_id: Mapped[str] = column(reference("lane"))
    stage_id: Mapped[str] = column(reference("stage"))
    position: Mapped[int] = column(default=0)
    text: Mapped[str] = column(default="")
