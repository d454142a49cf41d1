"""Patches a map by a change set: which columns must be read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from journey.model import Touchpoint, Transition
from storage.changes import ChangeSet, RowChange
from strategy.snapshot import Snapshot
from ui.pages.journeys.map.reading import MapReader
from ui.pages.journeys.map.scene import OUTSIDE, MapScene

_STRUCTURE = frozenset({"journey", "stage", "lane", "own_entry", "plan", "action"})
"""Kinds whose changes concern the whole map: columns, lanes, names, which actions count."""
_IN_CELLS = frozenset({
    "touchpoint", "transition", "friction", "opportunity", "emotion_observation", "moment", "lane_card",
    "action_friction",
})  # fmt: skip


def follow(scene: MapScene, reader: MapReader, snapshot: Snapshot, changes: ChangeSet) -> bool:
    """Read again the columns that a gesture touched; False when the whole map must be read."""
    if changes.is_failure or changes.kinds & _STRUCTURE:
        return False
    touched = [change for change in changes if change.kind in _IN_CELLS]
    if not touched:
        return True
    if not reader.has_same_columns(scene):
        return False
    reader.read_stages(scene, _columns(scene, snapshot, touched))
    if scene.twin_id is not None and changes.kinds & {"touchpoint", "emotion_observation", "friction"}:
        reader.read_twin(scene)
    return True


def _columns(scene: MapScene, snapshot: Snapshot, changes: Iterable[RowChange]) -> list[str]:
    """The columns that some rows stand in, or stood in, and that of what stands nowhere."""
    wanted = {OUTSIDE}
    for change in changes:
        for values in (change.old, change.new):
            if values is not None:
                wanted |= _stages_of(scene, snapshot, values)
    return [stage.id for stage in scene.stages if stage.id in wanted]


def _stages_of(scene: MapScene, snapshot: Snapshot, values: Mapping[str, Any]) -> set[str]:  # Any: column values
    if "stage_id" in values:
        return {values["stage_id"] or OUTSIDE}
    found = set()
    passage = snapshot.get(Transition, values.get("transition_id"))
    for point_id in (values.get("touchpoint_id"), values.get("source_id"), passage.source_id if passage else None):
        point = snapshot.get(Touchpoint, point_id)
        if point is not None:
            found.add(point.stage_id or OUTSIDE)
    friction_id = values.get("friction_id")
    if friction_id is not None:
        cell = scene.find(("friction", friction_id))
        found.add(cell[1] if cell else OUTSIDE)
    return found
