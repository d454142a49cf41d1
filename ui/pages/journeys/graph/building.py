"""From the rows of a journey to the scene that is painted: places, names, figures, and what is wrong."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from journey.analysis import JourneyResults
from journey.graph import SUM_TOLERANCE, JourneyGraph, journey_graph
from journey.layout import Layout, Place, Spot, lay_out
from journey.model import Friction, NodeKind, Stage, Touchpoint, Transition
from journey.stages import stage_results
from journey.structure import StructureCode, structure_notes
from resources.i18n import Words
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from strategy.structure_words import structure_sentence
from ui.models.journey_signs import point_icon
from ui.pages.journeys.graph.scene import Column, Edge, Node, Scene

BEFORE, AFTER = "", "~"
"""Columns for what has no stage: at the left what customers meet first, at the right how the journey ends."""
_ENDS = (NodeKind.SUCCESS.value, NodeKind.DROP_OFF.value)
_FULL = 1.0 + SUM_TOLERANCE
_MARKED = frozenset(StructureCode) - {StructureCode.SUM_BELOW, StructureCode.ZERO_ONLY}
"""A sum under 100% is told beside the canvas: while a team draws, most sums are."""
_WHOLE_FROM = 0.095
"""Shares from here on are told without decimals, as nobody reads 43.2% on a map."""

Kept = Mapping[str, tuple[str, Place]]
"""Column and place, counted from its left, of points that the program placed before and that had better stay."""


def scene_of(
    snapshot: Snapshot,
    journey_id: str,
    words: Words,
    results: JourneyResults | None = None,
    kept: Kept | None = None,
) -> Scene:
    """The scene of a journey as it is now, with figures if `results` has them."""
    points = snapshot.where(Touchpoint, journey_id=journey_id)
    stages = snapshot.where(Stage, journey_id=journey_id)
    known = {stage.id for stage in stages}
    naming = Naming(snapshot, words)
    nodes, spots = _nodes(points, known, naming, kept or {})
    # Rows are read once: in a plan that has been written to, each look at a column goes through SQLAlchemy.
    passages = [(each.id, each.source_id, each.target_id, each.probability)
                for each in snapshot.where(Transition, journey_id=journey_id)]  # fmt: skip
    passages = [each for each in passages if each[1] in nodes and each[2] in nodes]
    columns = _columns(naming, stages, spots, nodes)
    leaving = {node.id for node in nodes.values() if node.kind == NodeKind.DROP_OFF.value}
    joined = [(source, target) for _, source, target, _ in passages if target not in leaving]
    joined += _ends_in_order(nodes, spots)
    laid = lay_out([column.id for column in columns], spots, joined)
    scene = Scene(columns=columns)
    _place_columns(columns, laid)
    ranks = {column.id: index for index, column in enumerate(columns)}
    for spot in spots:
        node = nodes[spot.id]
        node.x, node.y = laid.places[spot.id]
        node.column = ranks[spot.column]
        node.place = columns[node.column].place
        scene.put(node)
    for passage_id, source, target, probability in passages:
        scene.join(Edge(passage_id, source, target, probability, target in leaving))
    scene.shape_all()
    count_frictions(scene, snapshot, journey_id)
    sum_up(scene, scene.nodes)
    if results is not None:
        show_results(scene, snapshot, results, words)
    return scene


def column_of(stage_id: str | None, kind: str, stages: Container[str]) -> str:
    """The key of the column that a point stands in."""
    if stage_id is not None and stage_id in stages:
        return stage_id
    return AFTER if kind in _ENDS else BEFORE


def describe(node: Node, point: Touchpoint, naming: Naming) -> None:
    """Name a node as its touchpoint is named now."""
    node.kind = point.kind
    name = point.name or naming.label(point.type or (None if node.kind == NodeKind.TOUCHPOINT.value else node.kind))
    node.is_named = bool(name)
    node.title = name or naming.words.tr("To name")
    node.icon = point_icon(point)
    node.is_external = point.is_external
    node.has_note = bool(point.note)
    node.art = None


def _nodes(
    points: Iterable[Touchpoint], stages: Container[str], naming: Naming, kept: Kept
) -> tuple[dict[str, Node], list[Spot]]:
    """A node for every point, not placed yet, and what the layout must know of it."""
    nodes: dict[str, Node] = {}
    spots = []
    for point in points:
        point_id = point.id
        node = nodes[point_id] = Node(point_id, "", 0, "", "", 0.0, 0.0)
        describe(node, point, naming)
        column = column_of(point.stage_id, node.kind, stages)
        spots.append(Spot(point_id, column, _wanted_place(point, column, kept)))
    return nodes, spots


def count_frictions(scene: Scene, snapshot: Snapshot, journey_id: str) -> None:
    """Put the worst friction and their number on every node and edge."""
    places: list[Node | Edge] = [*scene.nodes.values(), *scene.edges.values()]
    for each in places:
        each.severity = each.frictions = 0
    for friction in snapshot.where(Friction, journey_id=journey_id):
        place: Node | Edge | None = scene.nodes.get(friction.touchpoint_id or "")
        place = place or scene.edges.get(friction.transition_id or "")
        if place is not None:
            place.frictions += 1
            place.severity = max(place.severity, friction.severity or 0)


def sum_up(scene: Scene, node_ids: Iterable[str]) -> None:
    """Add up what leaves each of these nodes, and mark what makes more than the whole."""
    for node_id in node_ids:
        leaving = scene.outgoing.get(node_id, ())
        scene.nodes[node_id].total = sum(edge.probability or 0.0 for edge in leaving)
        is_over = scene.nodes[node_id].total > _FULL
        for edge in leaving:
            if edge.is_over != is_over:
                edge.is_over, edge.art = is_over, None


def show_results(scene: Scene, snapshot: Snapshot, results: JourneyResults, words: Words) -> None:
    """Write the figures of a journey on its scene: who reaches what, how wide the ways are, what cannot work."""
    graph = journey_graph(snapshot, results.journey_id)
    entries = graph.entry_shares
    for node in scene.nodes.values():
        caption = _caption(node, results, entries, words)
        if caption != node.caption:
            node.caption, node.art = caption, None
    for edge in scene.edges.values():
        visits = _visits(scene.nodes[edge.source], results, entries)
        flow = None if visits is None else visits * (edge.probability or 0.0)
        if flow != edge.flow:
            edge.flow, edge.art = flow, None
    scene.touch_all()
    stages = stage_results(snapshot, results.journey_id)
    for column in scene.columns:
        found = stages.get(column.id)
        column.share = share_text(found.reached, words) if found else ""
    _find_trouble(scene, graph, Naming(snapshot, words))


def share_text(share: float, words: Words) -> str:
    """A share as figures on the canvas are written: 43%, 8.6%."""
    return words.percent(share, 0 if share >= _WHOLE_FROM or share == 0 else 1)


def place_of(scene: Scene, node: Node) -> tuple[str, Place]:
    """The column of a node and its place in it, as `Kept` wants them."""
    column = scene.columns[node.column]
    return column.id, (node.x - column.left, node.y)


def _ends_in_order(nodes: Mapping[str, Node], spots: Iterable[Spot]) -> list[tuple[str, str]]:
    """Nobody walks from a success to a drop-off, but saying so to the layout puts it underneath in their column."""
    successes = {spot.column: spot.id for spot in spots if nodes[spot.id].kind == NodeKind.SUCCESS.value}
    return [(successes[spot.column], spot.id) for spot in spots
            if nodes[spot.id].kind == NodeKind.DROP_OFF.value and spot.column in successes]  # fmt: skip


def _wanted_place(point: Touchpoint, column: str, kept: Kept) -> Place | None:
    x = point.x
    if x is not None and point.y is not None:
        return x, point.y
    before = kept.get(point.id)
    return before[1] if before is not None and before[0] == column else None


def _columns(
    naming: Naming, stages: tuple[Stage, ...], spots: Iterable[Spot], nodes: Mapping[str, Node]
) -> tuple[Column, ...]:
    """The stages in order, with a column before and after them where something has no stage."""
    tr = naming.words.tr
    columns = [
        Column(stage.id, naming.title(stage) or tr("Stage to name"), place, 0, 0) for place, stage in enumerate(stages)
    ]
    outside = [spot for spot in spots if spot.column in (BEFORE, AFTER)]
    first = [nodes[spot.id].kind for spot in outside if spot.column == BEFORE]
    if first:
        only_entries = all(kind == NodeKind.ENTRY.value for kind in first)
        columns.insert(0, Column(BEFORE, tr("Entry") if only_entries else tr("Outside the stages"), None, 0, 0))
    if len(outside) > len(first):
        columns.append(Column(AFTER, tr("End"), None, 0, 0))
    return tuple(columns)


def _place_columns(columns: tuple[Column, ...], laid: Layout) -> None:
    for column, ground in zip(columns, laid.columns, strict=True):
        column.left, column.width = ground.left, ground.width


def _caption(node: Node, results: JourneyResults, entries: Mapping[str, float], words: Words) -> str:
    if node.kind == NodeKind.SUCCESS.value:
        return "" if results.success is None else words.tr("{share} succeed").format(
            share=share_text(results.success, words))  # fmt: skip
    if node.kind == NodeKind.DROP_OFF.value:
        return "" if results.drop_off is None else words.tr("{share} leave").format(
            share=share_text(results.drop_off, words))  # fmt: skip
    if node.kind == NodeKind.ENTRY.value:
        if len(entries) > 1:
            return words.tr("{share} come in here").format(share=share_text(entries.get(node.id, 0.0), words))
        entry = words.tr("Entry")
        return entry if node.title != entry else ""
    found = results.touchpoints.get(node.id)
    if found is None or found.reach is None:
        return ""
    return words.tr("{share} reach it").format(share=share_text(found.reach, words))


def _visits(node: Node, results: JourneyResults, entries: Mapping[str, float]) -> float | None:
    if node.kind == NodeKind.ENTRY.value:
        return None if results.success is None else entries.get(node.id, 0.0)
    found = results.touchpoints.get(node.id)
    return found.visits if found else None


def _find_trouble(scene: Scene, graph: JourneyGraph, naming: Naming) -> None:
    """Say at each node what keeps the journey from working, once some way leads to an end."""
    troubles: dict[str, str] = {}
    if any(scene.nodes[edge.target].is_end for edge in scene.edges.values()):
        for note in structure_notes(graph):
            if note.code not in _MARKED:
                continue
            said = structure_sentence(note, naming)
            for each in note.ids:
                troubles[each] = f"{troubles[each]} {said}" if each in troubles else said
    for node in scene.nodes.values():
        trouble = troubles.get(node.id, "")
        if trouble != node.trouble:
            node.trouble, node.art = trouble, None
