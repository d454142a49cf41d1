"""Where the boxes of the flow stand: columns of equal width, rows ordered so that links cross little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from strategy.trace import Element
from ui.pages.traceability.flow import ACTIONS, COLUMNS, FINDINGS, JOURNEYS, KPIS, OBJECTIVES, SEGMENTS, Flow, Node

MARGIN = 20.0
TOP = 12.0
HEIGHT = 54.0
"""Room for a title of two lines and a caption."""
PITCH = 63.0
_WIDEST = 190.0
_NARROWEST_GAP = 36.0
_FIRST_SCREEN = 500.0
"""What is in sight of a flow before it is scrolled, at least."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place in design pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def columns(width: float) -> tuple[tuple[float, float], ...]:
    """Left edge and width of each column, in design pixels, for a canvas of this width."""
    room = width - 2 * MARGIN
    box = min(_WIDEST, (room - (COLUMNS - 1) * _NARROWEST_GAP) / COLUMNS)
    step = (room - box) / (COLUMNS - 1)
    return tuple((MARGIN + column * step, box) for column in range(COLUMNS))


def placed(flow: Flow, width: float) -> tuple[Mapping[Element, Box], float]:
    """The box of every node, and the height of the whole, in design pixels.

    Findings keep their order; what follows and what precedes them settles at the mean height of its links. In a flow
    of several screens it is drawn up into the first one, as far as there is room: nobody looks below a void.
    """
    by_column = [[node for node in flow.nodes if node.column == column] for column in range(COLUMNS)]
    near = _neighbours(flow)
    middles: dict[Element, float] = {}
    _settle(by_column[FINDINGS], {}, middles)
    for column, towards in ((ACTIONS, FINDINGS), (KPIS, ACTIONS), (JOURNEYS, FINDINGS), (SEGMENTS, JOURNEYS)):
        _settle(by_column[column], _wishes(near, by_column[column], by_column[towards], middles), middles)
    wishes = _wishes(near, by_column[OBJECTIVES], by_column[SEGMENTS], middles)
    _settle(by_column[OBJECTIVES], wishes, middles)
    lowest = max(middles.values(), default=0.0)
    if lowest > _FIRST_SCREEN:
        for column in (OBJECTIVES, SEGMENTS, JOURNEYS, ACTIONS, KPIS):
            raised = {node.element: middles[node.element] * _FIRST_SCREEN / lowest for node in by_column[column]}
            _settle(by_column[column], raised, middles)
    edges = columns(width)
    boxes = {
        node.element: Box(edges[node.column][0], middles[node.element] - HEIGHT / 2, edges[node.column][1], HEIGHT)
        for node in flow.nodes
    }
    return boxes, max((box.y + box.height for box in boxes.values()), default=0.0) + 2 * MARGIN


def _neighbours(flow: Flow) -> Mapping[Element, list[Element]]:
    near: dict[Element, list[Element]] = {node.element: [] for node in flow.nodes}
    for source, target in flow.links:
        near[source].append(target)
        near[target].append(source)
    return near


def _wishes(
    near: Mapping[Element, list[Element]],
    nodes: Iterable[Node],
    towards: Iterable[Node],
    middles: Mapping[Element, float],
) -> dict[Element, float]:
    """The mean height of the neighbours of each node, those in the column `towards` if it has any there."""
    preferred = {node.element for node in towards}
    wishes = {}
    for node in nodes:
        known = [other for other in near[node.element] if other in middles]
        heights = [middles[other] for other in known if other in preferred] or [middles[other] for other in known]
        if heights:
            wishes[node.element] = sum(heights) / len(heights)
    return wishes


def _settle(nodes: list[Node], wishes: Mapping[Element, float], middles: dict[Element, float]) -> None:
    """Place a column: in the order of the wishes, each as near to its own as the boxes above allow."""
    first = TOP + HEIGHT / 2
    ordered = sorted(nodes, key=lambda node: wishes.get(node.element, float("inf")))
    lowest = first - PITCH
    groups: list[list[tuple[Element, float]]] = []
    for node in ordered:
        wish = wishes.get(node.element, lowest + PITCH)
        if wish - lowest < PITCH and groups:
            groups[-1].append((node.element, wish))
        else:
            groups.append([(node.element, wish)])
        lowest = max(wish, lowest + PITCH)
    lowest = first - PITCH
    for group in groups:
        # A run of boxes that want the same height is centred on it as one block.
        wanted = sum(wish for _, wish in group) / len(group) - PITCH * (len(group) - 1) / 2
        start = max(wanted, lowest + PITCH)
        for index, (element, _) in enumerate(group):
            middles[element] = start + index * PITCH
        lowest = start + (len(group) - 1) * PITCH
