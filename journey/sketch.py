"""A journey as plain values, away from any plan: what files of others are read into, and what is written for them.

Columns that hold an entry of the method keep its id; an entry of the plan's own is given by its name, which means
something elsewhere too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    Lane,
    LaneCard,
    Moment,
    NodeKind,
    Opportunity,
    Stage,
    Touchpoint,
    Transition,
)
from resources.catalogue import catalogue

if TYPE_CHECKING:
    from journey.graph import Rows
    from storage.base import Base

Values: TypeAlias = Mapping[str, Any]  # Any: the column decides
"""Columns of a row that say something, without those that tie it to its plan."""

ADDED = "~"
"""What the keys of points begin with that no file named."""
MOST_POINTS = 5_000
"""A journey with more is none that anybody reads."""
ENTRY_LISTS: Mapping[type[Base], Mapping[str, str]] = {
    Touchpoint: {"type": "touchpoint_types", "channel": "channels", "data_used": "customer_data_types"},
    Transition: {"trigger": "followup_triggers"},
    FollowUpTrigger: {"trigger": "followup_triggers", "channel": "channels"},
    EmotionObservation: {"emotion": "emotions", "evidence": "listening_methods"},
    Friction: {"type": "friction_types", "emotions": "emotions", "evidence": "listening_methods"},
    Moment: {"moment": "moments"},
    Opportunity: {"type": "opportunity_types"},
}
"""Which columns hold entries, and of which list."""
TIED = frozenset(
    {
        "id", "position", "name", "kind", "journey_id", "segment_id", "derived_from_id", "stage_id", "touchpoint_id",
        "transition_id", "source_id", "target_id", "origin_id", "lane_id",
    }
)  # fmt: skip
"""Columns that a sketch says otherwise or not at all."""
_UNSAID = frozenset({"is_external", "is_partial", "has_no_friction", "is_hidden"})
"""Columns whose False is what everybody assumes."""


@dataclass(frozen=True, slots=True)
class SketchStage:
    """A column of the journey: a stage of the method, or one with a name of its own."""

    name: str = ""
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class SketchPoint:
    """A point of the journey. `key` is its name among the points, `stage` the place of its stage."""

    key: str
    name: str = ""
    kind: NodeKind = NodeKind.TOUCHPOINT
    stage: int | None = None
    values: Values = field(default_factory=dict)
    emotions: tuple[Values, ...] = ()
    frictions: tuple[Values, ...] = ()
    moments: tuple[Values, ...] = ()
    triggers: tuple[Values, ...] = ()


@dataclass(frozen=True, slots=True)
class SketchPassage:
    """A passage between two points, by their keys."""

    source: str
    target: str
    values: Values = field(default_factory=dict)
    frictions: tuple[Values, ...] = ()


@dataclass(frozen=True, slots=True)
class SketchLane:
    """A row of the map; `cards` are pairs of the place of a stage and a text."""

    kind: str
    name: str = ""
    values: Values = field(default_factory=dict)
    cards: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class JourneySketch:
    """A whole journey. `opportunities` are pairs of the key of a point, None for the whole journey, and values."""

    name: str = ""
    kind: str = "jk_as_is"
    values: Values = field(default_factory=dict)
    stages: tuple[SketchStage, ...] = ()
    points: tuple[SketchPoint, ...] = ()
    passages: tuple[SketchPassage, ...] = ()
    opportunities: tuple[tuple[str | None, Values], ...] = ()
    lanes: tuple[SketchLane, ...] = ()


def with_ends(sketch: JourneySketch) -> JourneySketch:
    """The journey with an entry, a success and a drop-off where it has none, in its first and last stage."""
    present = {point.kind for point in sketch.points}
    first, last = (0, len(sketch.stages) - 1) if sketch.stages else (None, None)
    places = ((NodeKind.ENTRY, first), (NodeKind.SUCCESS, last), (NodeKind.DROP_OFF, last))
    added = [SketchPoint(f"{ADDED}{kind}", "", kind, place) for kind, place in places if kind not in present]
    return replace(sketch, points=(*sketch.points, *added)) if added else sketch


def sketch_of(rows: Rows, journey_id: str, label: Callable[[str], str]) -> JourneySketch:
    """A journey of a plan; keys are the ids of its rows. `label` names the plan's own entries."""
    journey = rows.get(Journey, journey_id) or Journey(id=journey_id)
    stages = rows.where(Stage, journey_id=journey_id)
    place = {stage.id: index for index, stage in enumerate(stages)}
    order = sorted(
        rows.where(Touchpoint, journey_id=journey_id),
        key=lambda point: (place.get(point.stage_id or "", -1), point.position, point.id),
    )
    reader = _Reader(rows, label)
    return JourneySketch(
        journey.name,
        journey.kind,
        reader.values(journey),
        tuple(SketchStage(stage.name, stage.stage) for stage in stages),
        tuple(reader.point(point, place.get(point.stage_id or "")) for point in order),
        tuple(reader.passage(passage) for passage in rows.where(Transition, journey_id=journey_id)),
        tuple((each.touchpoint_id, reader.values(each)) for each in rows.where(Opportunity, journey_id=journey_id)),
        tuple(reader.lane(lane, place) for lane in rows.where(Lane, journey_id=journey_id)),
    )


class _Reader:
    """Takes the values of rows out of their plan."""

    def __init__(self, rows: Rows, label: Callable[[str], str]) -> None:
        self._rows, self._label = rows, label

    def point(self, point: Touchpoint, stage: int | None) -> SketchPoint:
        """A touchpoint with what hangs on it."""
        emotions, moments, triggers = (
            tuple(self.values(row) for row in self._rows.where(mapped, touchpoint_id=point.id))
            for mapped in (EmotionObservation, Moment, FollowUpTrigger)
        )
        frictions = tuple(self.values(row) for row in self._rows.where(Friction, touchpoint_id=point.id))
        kind = NodeKind(point.kind)
        return SketchPoint(
            point.id, point.name, kind, stage, self.values(point), emotions, frictions, moments, triggers
        )

    def passage(self, passage: Transition) -> SketchPassage:
        """A passage with its frictions."""
        frictions = tuple(self.values(row) for row in self._rows.where(Friction, transition_id=passage.id))
        return SketchPassage(passage.source_id, passage.target_id, self.values(passage), frictions)

    def lane(self, lane: Lane, place: Mapping[str, int]) -> SketchLane:
        """A lane with its cards."""
        cards = self._rows.where(LaneCard, lane_id=lane.id)
        return SketchLane(
            lane.kind,
            lane.name,
            self.values(lane),
            tuple((place[card.stage_id], card.text) for card in cards if card.stage_id in place),
        )

    def values(self, row: Base) -> Values:
        """The columns that say something."""
        lists = ENTRY_LISTS.get(type(row), {})
        found: dict[str, Any] = {}  # Any: see Values
        for column in row.__columns__:
            value = getattr(row, column)
            if column in TIED or value in (None, "", [], {}) or (column in _UNSAID and value is False):
                continue
            found[column] = self._named(value) if column in lists else value
        return found

    def _named(self, value: Any) -> Any:  # Any: one id or a list of ids
        if isinstance(value, list):
            return [self._named(each) for each in value]
        return value if value in catalogue() else self._label(value)
