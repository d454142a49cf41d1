"""What a map shows, as plain values: stages, lanes, the cards of each cell, the points of the emotion curve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from journey.lanes import BACKSTAGE_LANES, CARD_LANES
from journey.model import LaneKind
from ui.models.journey_tree import Key

CellKey: TypeAlias = tuple[str, str]
"""The id of a lane and of a stage; the stage "" holds what belongs to none."""

STAGE_HEADS, LANE_HEADS = "stages", "lanes"
"""Stand for the lane, or for the stage, of a cell that is a head."""
OUTSIDE = ""
"""The id of the column of what stands in no stage."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing in a cell. `state` says in words what the picture shows beside the text."""

    key: Key
    text: str
    icon: str = ""
    placeholder: str = ""
    severity: int | None = None
    more: int = 0
    """Frictions besides the one whose severity is shown."""
    flag: str = ""
    """Of a friction: "planned", "missing" or "declined"."""
    signs: tuple[tuple[str, str], ...] = ()
    """Icons at the end with their colours: moments, outside the company."""
    is_assumed: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class FeltPoint:
    """A touchpoint on the emotion curve; `value` runs from -1 to 1, None = nothing was noted yet."""

    key: Key
    name: str
    value: float | None
    is_assumed: bool = False
    verbatim: str = ""


@dataclass(frozen=True, slots=True)
class StageFigures:
    """What the graph says of a stage: shares from 0 to 1, None where it says nothing.

    `reached`: customers who get there or further. `passed`: those of them who get further, `target` the same in the
    to-be journey. `hours`: mean time that a customer who reaches it spends in it.
    """

    reached: float | None = None
    passed: float | None = None
    target: float | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class MapStage:
    """A column. `place` counts from 0 and decides the colour; None for the column outside the stages."""

    id: str
    title: str
    place: int | None
    indicator: str = ""
    """What its conversion is called: "to Trial", "success"."""


@dataclass(frozen=True, slots=True)
class MapLane:
    """A row. `height` is the one that the team set, in design pixels."""

    id: str
    kind: str
    title: str
    unit: str = ""
    is_hidden: bool = False
    height: float | None = None

    @property
    def takes_cards(self) -> bool:
        """Whether it holds cards of its own."""
        return self.kind in CARD_LANES

    @property
    def takes_text(self) -> bool:
        """Whether something is added to it by writing."""
        return self.takes_cards or self.kind in _WRITTEN

    @property
    def is_horizontal(self) -> bool:
        """Whether its items stand side by side."""
        return self.kind in (LaneKind.CHANNELS, LaneKind.EMOTION)


_WRITTEN = frozenset({LaneKind.TOUCHPOINTS, LaneKind.FRICTIONS, LaneKind.OPPORTUNITIES})


@dataclass(slots=True)
class MapScene:
    """One journey. `all_lanes` holds the hidden ones too; `lanes` are those on screen.

    `felt` is the curve of this journey, `felt_other` that of its twin, the to-be of an as-is and the reverse, in the
    columns of this one; it is empty without twin.
    """

    journey_id: str = ""
    is_as_is: bool = True
    twin_id: str | None = None
    stages: tuple[MapStage, ...] = ()
    all_lanes: tuple[MapLane, ...] = ()
    cells: dict[CellKey, tuple[Card, ...]] = field(default_factory=dict)
    felt: dict[str, tuple[FeltPoint, ...]] = field(default_factory=dict)
    felt_other: dict[str, tuple[FeltPoint, ...]] = field(default_factory=dict)
    figures: Mapping[str, StageFigures] = field(default_factory=dict)

    @property
    def lanes(self) -> tuple[MapLane, ...]:
        """The lanes on screen, in order."""
        return tuple(lane for lane in self.all_lanes if not lane.is_hidden)

    def lane(self, lane_id: str) -> MapLane | None:
        """A lane by its id."""
        return next((lane for lane in self.all_lanes if lane.id == lane_id), None)

    def lane_of(self, kind: str) -> MapLane | None:
        """The first lane on screen of a kind."""
        return next((lane for lane in self.lanes if lane.kind == kind), None)

    def keys(self, lane: MapLane, stage_id: str) -> tuple[Key, ...]:
        """The things in a cell that the cursor can stand on."""
        if lane.kind == LaneKind.EMOTION:
            return tuple(point.key for point in self.felt.get(stage_id, ()))
        return tuple(card.key for card in self.cells.get((lane.id, stage_id), ()))

    def card(self, lane_id: str, stage_id: str, key: Key) -> Card | None:
        """A card by its cell and key."""
        return next((card for card in self.cells.get((lane_id, stage_id), ()) if card.key == key), None)

    def find(self, key: Key) -> CellKey | None:
        """The cell on screen that holds a thing; its own lane before those that also show it."""
        for lane in self.lanes:
            for stage in self.stages:
                if lane.kind != LaneKind.EMOTION and key in self.keys(lane, stage.id):
                    return lane.id, stage.id
        return None

    @property
    def has_blueprint(self) -> bool:
        """Whether a lane shows what happens behind the scenes: then the two lines of a service blueprint are drawn."""
        return any(lane.kind in BACKSTAGE_LANES for lane in self.lanes)
