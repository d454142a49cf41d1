"""The figures of each stage, from those of the touchpoints: how many get there, how many go on, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping

from journey.analysis import JourneyResults
from journey.model import Stage, Touchpoint, Transition
from strategy.snapshot import Snapshot
from ui.pages.journeys.map.scene import StageFigures


def stage_figures(
    snapshot: Snapshot, results: JourneyResults, target: Mapping[str, float] | None = None
) -> dict[str, StageFigures]:
    """The figures of each stage of a journey by its id; `target` gives the conversion aimed at by the same ids.

    A customer may skip a stage, so a stage counts as reached when it or a later one is: the share of the touchpoint
    that most customers reach, of this stage on, or of the success. The conversion of a stage is the share of those who
    reach it that reach a later one, or the success (`kpi_stage_conversion_rate`).
    """
    stages = snapshot.where(Stage, journey_id=results.journey_id)
    reached = _reached(snapshot, results, stages)
    found = {}
    for place, stage in enumerate(stages):
        here, further = reached[place], reached[place + 1]
        passed = min(1.0, further / here) if here and further is not None else None
        found[stage.id] = StageFigures(here, passed, (target or {}).get(stage.id), _hours(snapshot, results, stage.id))
    return found


def conversions(snapshot: Snapshot, results: JourneyResults) -> dict[str, float]:
    """The conversion of each stage that has one, by its id."""
    figures = stage_figures(snapshot, results)
    return {stage_id: each.passed for stage_id, each in figures.items() if each.passed is not None}


def _reached(snapshot: Snapshot, results: JourneyResults, stages: tuple[Stage, ...]) -> list[float | None]:
    """The share of entrants who get to each stage or further; the last value is the success."""
    shares: list[float | None] = [results.success]
    for stage in reversed(stages):
        points = snapshot.where(Touchpoint, stage_id=stage.id)
        known = [results.touchpoints[each.id].reach for each in points if each.id in results.touchpoints]
        here = [share for share in (*known, shares[-1]) if share is not None]
        shares.append(min(1.0, max(here)) if here and results.success is not None else None)
    return shares[::-1]


def _hours(snapshot: Snapshot, results: JourneyResults, stage_id: str) -> float | None:
    """Mean time in a stage for those who reach it: at its touchpoints, and on the way from each to what comes next."""
    total, most = 0.0, 0.0
    for point in snapshot.where(Touchpoint, stage_id=stage_id):
        found = results.touchpoints.get(point.id)
        if found is None or found.visits is None or found.reach is None:
            continue
        delays = (
            (passage.probability or 0.0) * (passage.delay_hours or 0.0)
            for passage in snapshot.where(Transition, source_id=point.id)
        )
        total += found.visits * ((point.minutes or 0.0) / 60 + sum(delays))
        most = max(most, found.reach)
    return total / most if total and most else None
