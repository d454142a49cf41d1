"""How a journey is covered: which channels serve which stage, what is measured, where customers leave silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.analysis import observed_valence
from journey.graph import journey_graph
from journey.model import Direction, EmotionObservation, Friction, Moment, NodeKind, Stage, Touchpoint

if TYPE_CHECKING:
    from journey.graph import JourneyGraph, Rows

SILENT_DRIFT = "mom_silent_drift"
DISENGAGEMENT = "st_disengagement"
"""The stage in which customers drift away."""
"""The moment that the team marks where engagement falls without complaint."""
_NOTICEABLE = 0.1
"""Share of those at a touchpoint who leave from which on their silence is worth a question."""


@dataclass(frozen=True, slots=True)
class ChannelMatrix:
    """Stages and channels of a journey in screen order, with the touchpoints of each pair.

    "" stands for the stage of touchpoints in none. `one_way` are channels on which no touchpoint lets customers
    answer, or says whether it does.
    """

    stage_ids: tuple[str, ...]
    channels: tuple[str, ...]
    touchpoints: Mapping[tuple[str, str], tuple[str, ...]]
    empty_stage_ids: tuple[str, ...]
    one_way: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilentDrift:
    """A touchpoint where customers drift away. `is_marked`: by the team; else they leave and nothing says why."""

    touchpoint_id: str
    leaving: float
    """Share of those there who leave the journey."""
    is_marked: bool


def channel_matrix(rows: Rows, journey_id: str) -> ChannelMatrix:
    """Which channels serve each stage."""
    points = rows.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)
    stage_ids = tuple(stage.id for stage in rows.where(Stage, journey_id=journey_id))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    two_way: dict[str, bool] = {}
    for point in points:
        if point.channel:
            found[point.stage_id or "", point.channel].append(point.id)
            two_way[point.channel] = two_way.get(point.channel, False) or point.direction == Direction.TWO_WAY.value
    in_use = {point.stage_id for point in points}
    return ChannelMatrix(
        stage_ids,
        tuple(two_way),
        {place: tuple(ids) for place, ids in found.items()},
        tuple(each for each in stage_ids if each not in in_use),
        tuple(channel for channel, answers in two_way.items() if not answers),
    )


def ranked_by_value(rows: Rows, journey_id: str) -> tuple[Touchpoint, ...]:
    """The touchpoints with a measured value, the highest first; only values of one unit are compared.

    Units come in the order of their first touchpoint.
    """
    points = rows.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)
    measured = [point for point in points if point.performance is not None]
    units = list(dict.fromkeys(_unit(point) for point in measured))
    return tuple(sorted(measured, key=lambda point: (units.index(_unit(point)), -(point.performance or 0.0))))


def _unit(point: Touchpoint) -> str:
    return point.performance_unit.strip().casefold()


def silent_drifts(rows: Rows, journey_id: str) -> tuple[SilentDrift, ...]:
    """Where customers leave without complaint: what the team marked, then touchpoints that many leave and where neither
    a friction nor an unpleasant emotion is noted; those with the most leavers first."""
    graph = journey_graph(rows, journey_id)
    found = []
    for point_id in graph.touchpoint_ids:
        leaving = graph.drop_off_probability(point_id)
        is_marked = bool(rows.where(Moment, touchpoint_id=point_id, moment=SILENT_DRIFT))
        if is_marked or (leaving >= _NOTICEABLE and not _is_explained(rows, graph, point_id)):
            found.append(SilentDrift(point_id, leaving, is_marked))
    return tuple(sorted(found, key=lambda each: (not each.is_marked, -each.leaving)))


def _is_explained(rows: Rows, graph: JourneyGraph, point_id: str) -> bool:
    places = [rows.where(Friction, touchpoint_id=point_id)]
    places += [rows.where(Friction, transition_id=each.id) for each in graph.outgoing.get(point_id, ())]
    felt = (observed_valence(rows, each) for each in rows.where(EmotionObservation, touchpoint_id=point_id))
    return any(places) or any(valence is not None and valence < 0.0 for valence in felt)
