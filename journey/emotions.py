"""How a journey feels: stage by stage, at its peak and at its end.

People remember an experience by its most intense moment and its end, hardly by its length (Fredrickson and Kahneman,
Duration neglect in retrospective evaluations of affective episodes, 1993).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.analysis import journey_chain, touchpoint_valence
from journey.graph import journey_graph
from journey.markov import Chain
from journey.model import Stage

if TYPE_CHECKING:
    from journey.graph import Rows


@dataclass(frozen=True, slots=True)
class StageEmotion:
    """Mean valence of the touchpoints of a stage weighted by visits, -1 to 1; None where no emotion is known."""

    stage_id: str
    valence: float | None


@dataclass(frozen=True, slots=True)
class EmotionCurve:
    """`peak_id`: the touchpoint with the strongest valence, the worse one of two, then the first; `peak` its valence.

    `end`: mean valence of the touchpoints that entrants leave the journey from, weighted by how many do. `peak_end`:
    mean of peak and end. All are None without emotions; without a sound graph, touchpoints count alike and `end` is
    None.
    """

    stages: tuple[StageEmotion, ...]
    peak_id: str | None
    peak: float | None
    end: float | None
    peak_end: float | None


def emotion_curve(rows: Rows, journey_id: str) -> EmotionCurve:
    """The emotions of a journey along its stages."""
    graph, solved = journey_graph(rows, journey_id), journey_chain(rows, journey_id)
    chain = solved if isinstance(solved, Chain) else None
    known = {each: touchpoint_valence(rows, each) for each in graph.touchpoint_ids}
    felt = {each: valence for each, valence in known.items() if valence is not None}
    weight = {each: chain.visits(each) if chain else 1.0 for each in felt}
    stages = tuple(
        StageEmotion(
            stage.id, _mean((felt[each], weight[each]) for each in felt if graph.points[each].stage_id == stage.id)
        )
        for stage in rows.where(Stage, journey_id=journey_id)
    )
    peak_id = min(
        (each for each in felt if weight[each] > 0.0), key=lambda each: (-abs(felt[each]), felt[each]), default=None
    )
    peak = felt[peak_id] if peak_id else None
    end = _mean((felt[each], chain.left_from(each)) for each in felt) if chain else None
    return EmotionCurve(stages, peak_id, peak, end, None if peak is None or end is None else (peak + end) / 2.0)


def _mean(weighted: Iterable[tuple[float, float]]) -> float | None:
    pairs = list(weighted)
    total = sum(weight for _, weight in pairs)
    return sum(valence * weight for valence, weight in pairs) / total if total > 0.0 else None
