"""Large plans: findings of one touchpoint, or actions on one indicator, stand in one box until it is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from resources.i18n import Words
from strategy.trace import Element
from ui.pages.traceability.flow import ACTIONS, FINDINGS, GAP, KPIS, Flow, Node

FOLD_FROM = 40
"""Boxes of a column that still are a picture; with more of them it becomes a wall."""
GROUP = "group"
"""Kind of a box that stands for several; its id names their column and what they share."""


def is_large(flow: Flow) -> bool:
    """Whether a column has more boxes than a screen or two can show."""
    return any(count >= FOLD_FROM for count in _sizes(flow).values())


def folded(flow: Flow, words: Words, opened: Collection[Element] = ()) -> Flow:
    """The flow with one box for each group of two or more, but for the groups in `opened`."""
    sizes = _sizes(flow)
    counts = Counter(group_of(node) for node in flow.nodes if sizes[node.column] >= FOLD_FROM and node.group)
    merged = {group for group, count in counts.items() if count > 1 and group not in opened}
    if not merged:
        return flow
    stands_for = {node.element: group_of(node) for node in flow.nodes if node.group and group_of(node) in merged}
    nodes: dict[Element, Node] = {}
    for node in flow.nodes:
        element = stands_for.get(node.element, node.element)
        if element not in nodes:
            nodes[element] = _box(node, element, counts[element], words) if element in merged else node
        elif (node.severity or 0) > (nodes[element].severity or 0):
            nodes[element] = replace(nodes[element], severity=node.severity)
    ends = ((stands_for.get(source, source), stands_for.get(target, target)) for source, target in flow.links)
    return Flow(tuple(nodes.values()), tuple(dict.fromkeys(ends)), flow.aims, flow, stands_for)


def group_of(node: Node) -> Element:
    """The box that a node may be folded into."""
    return Element(GROUP, f"{node.column} {node.group}")


def _sizes(flow: Flow) -> Counter[int]:
    return Counter(node.column for node in flow.nodes if node.column in (FINDINGS, ACTIONS, KPIS))


def _box(node: Node, element: Element, count: int, words: Words) -> Node:
    if node.element.kind == GAP:
        caption = words.ntr("{n} is missing", "{n} are missing", count)
    elif node.column == ACTIONS:
        caption = words.ntr("{n} action", "{n} actions", count)
    elif node.severity is not None or node.quadrant is None:
        caption = words.ntr("{n} friction", "{n} frictions", count)
    else:
        caption = words.ntr("{n} item", "{n} items", count)
    missing_for = node.missing_for if node.element.kind == GAP else None
    title = node.group_title or node.title
    return replace(
        node, element=element, title=title, caption=caption.format(n=count), missing_for=missing_for, is_lacking=False
    )
