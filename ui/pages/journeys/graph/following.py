"""Keeps a scene in step with the plan: a gesture changes what it touches, and only more when places are at stake."""

from __future__ import annotations

from journey.model import Touchpoint, Transition
from resources.i18n import current
from storage.changes import ChangeSet, RowChange
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.pages.journeys.graph.building import count_frictions, describe, sum_up
from ui.pages.journeys.graph.scene import Edge, Scene

_PLACE = frozenset({"x", "y"})
_REBUILDING = frozenset({"stage_id", "kind", "journey_id", "source_id", "target_id", "type"})


def patch(scene: Scene, snapshot: Snapshot, journey_id: str, changes: ChangeSet) -> bool:
    """Bring the scene in step; False when it must be built again."""
    if changes.of("stage") or changes.of("journey") or changes.of("own_entry"):
        return False
    mine = [row for row in changes.rows if row.kind in ("touchpoint", "transition") and _is_of(row, journey_id)]
    if not all(_can_patch(row) for row in mine):
        return False
    touched: set[str] = set()
    for row in mine:
        if row.kind == "touchpoint":
            _patch_node(scene, snapshot, row)
        else:
            touched |= _patch_edge(scene, snapshot, row)
    for node_id in touched:
        scene.spread(node_id)
    for edge in scene.attached(touched):
        scene.shape(edge)
    sum_up(scene, touched)
    if mine or changes.of("friction"):
        count_frictions(scene, snapshot, journey_id)
    return True


def _is_of(row: RowChange, journey_id: str) -> bool:
    return any(side is not None and side["journey_id"] == journey_id for side in (row.old, row.new))


def _can_patch(row: RowChange) -> bool:
    if row.kind == "transition":
        return row.op != "update" or not row.columns & _REBUILDING
    if row.op != "update" or row.columns & (_REBUILDING - {"type"}) or row.new is None:
        return False
    return not row.columns & _PLACE or (row.new["x"] is not None and row.new["y"] is not None)


def _patch_node(scene: Scene, snapshot: Snapshot, row: RowChange) -> None:
    node, point = scene.nodes.get(row.id), snapshot.get(Touchpoint, row.id)
    if node is None or point is None:
        return
    describe(node, point, Naming(snapshot, current()))
    if row.columns & _PLACE and point.x is not None and point.y is not None:
        place = (scene.columns[node.column].left + point.x, point.y)
        if place != (node.x, node.y):
            scene.move(row.id, *place)


def _patch_edge(scene: Scene, snapshot: Snapshot, row: RowChange) -> set[str]:
    """Change, add or take out an edge; returns the nodes whose edges are to be spread again."""
    ends = row.new or row.old or {}
    source, target = scene.nodes.get(ends["source_id"]), scene.nodes.get(ends["target_id"])
    if source is None or target is None:
        return set()
    passage = snapshot.get(Transition, row.id)
    if passage is None:
        scene.part(row.id)
        return {source.id, target.id}
    edge = scene.edges.get(row.id)
    if edge is None:
        scene.join(Edge(row.id, source.id, target.id, passage.probability, target.kind == "nk_exit"))
        return {source.id, target.id}
    edge.probability, edge.art = passage.probability, None
    scene.forget_pill(row.id)
    sum_up(scene, [source.id])
    return set()
