"""The figures that the map shows for each stage, with those of the target beside them."""

from __future__ import annotations

from collections.abc import Mapping

from journey.graph import Rows
from journey.stages import stage_results
from ui.pages.journeys.map.scene import StageFigures


def stage_figures(rows: Rows, journey_id: str, target: Mapping[str, float] | None = None) -> dict[str, StageFigures]:
    """The figures of each stage by its id; `target` gives the conversion aimed at by the same ids."""
    return {
        stage_id: StageFigures(each.reached, each.passed, (target or {}).get(stage_id), each.hours)
        for stage_id, each in stage_results(rows, journey_id).items()
    }


def conversions(rows: Rows, journey_id: str) -> dict[str, float]:
    """The conversion of each stage that has one, by its id."""
    found = stage_results(rows, journey_id)
    return {stage_id: each.passed for stage_id, each in found.items() if each.passed is not None}
