"""Keeps a scene in step with the plan: a gesture changes what it touches, and only more when places are at stake."""

from __future__ import annotations

from journey.layout import BOX_WIDTH, FILE_WIDTH, seat
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
    if not all(_can_patch(row) and _keeps_its_column(scene, row) for row in mine):
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


def _keeps_its_column(scene: Scene, row: RowChange) -> bool:
    """Whether a moved box leaves its column as wide as it is: neither the one at its right end, nor pushing it."""
    node = scene.nodes.get(row.id)
    if node is None or row.new is None or not row.columns & _PLACE:
        return True
    column = scene.columns[node.column]
    room = column.width - BOX_WIDTH / 2
    is_at_the_end = column.width > FILE_WIDTH and node.x - column.left > column.width - FILE_WIDTH
    return row.new["x"] <= room and not is_at_the_end


def _patch_node(scene: Scene, snapshot: Snapshot, row: RowChange) -> None:
    node, point = scene.nodes.get(row.id), snapshot.get(Touchpoint, row.id)
    if node is None or point is None:
        return
    describe(node, point, Naming(snapshot, current()))
    if row.columns & _PLACE and point.x is not None and point.y is not None:
        column = scene.columns[node.column]
        x, y = seat((point.x, point.y), column.width)
        if (column.left + x, y) != (node.x, node.y):
            scene.move(row.id, column.left + x, y)


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
