"""The figures that the map shows for each stage, with those of the target beside them."""

from __future__ import annotations

from journey.stages import stage_results
from resources.i18n import current
from strategy.snapshot import Snapshot
from ui.pages.journeys.map.reading import MapReader
from ui.pages.journeys.map.scene import MapScene, StageFigures


def figures_of(snapshot: Snapshot, scene: MapScene) -> dict[str, StageFigures]:
    """The figures of each stage by its id; those of the to-be journey are what an as-is journey aims at."""
    target: dict[str, float | None] = {}
    if scene.is_as_is and scene.twin_id is not None:
        columns = MapReader(snapshot, current(), scene.journey_id).twin_columns(scene)
        aimed = stage_results(snapshot, scene.twin_id)
        target = {columns[stage_id]: each.passed for stage_id, each in aimed.items() if stage_id in columns}
    return {
        stage_id: StageFigures(each.reached, each.passed, target.get(stage_id), each.hours)
        for stage_id, each in stage_results(snapshot, scene.journey_id).items()
    }
