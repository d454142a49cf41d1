"""What the flow shows: the elements of the chain in six columns, the links between them, and the gaps.

Touchpoints are the captions of their frictions. A gap stands where an element should be: a friction without action, a
segment without journey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journey.model import Friction, Journey, NodeKind, Segment, Touchpoint
from resources.i18n import Words
from strategy.links import (
    actions_of_statement,
    frictions_of_action,
    is_answered,
    journeys_of_segment,
    kept_actions,
    segments_of_action,
    segments_of_objective,
    statements_of_action,
)
from strategy.model import Action, Objective, Quadrant, SwotFriction, SwotJourney, SwotStatement
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from strategy.trace import KPI, Element

COLUMNS = 6
OBJECTIVES, SEGMENTS, JOURNEYS, FINDINGS, ACTIONS, KPIS = range(COLUMNS)
GAP = "gap"
"""Kind of an element that is missing; its id names what misses it."""


@dataclass(frozen=True, slots=True)
class Node:
    """One box of the flow. A gap says what is missing, and `missing_for` is the element that misses it."""

    element: Element
    column: int
    title: str
    caption: str
    severity: int | None = None
    quadrant: str | None = None
    missing_for: Element | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes in screen order and links from left to right, as pairs of elements."""

    nodes: tuple[Node, ...]
    links: tuple[tuple[Element, Element], ...]

    def path(self, element: Element) -> frozenset[Element]:
        """Everything upstream and downstream of an element, itself included."""
        onward: dict[Element, list[Element]] = {}
        backward: dict[Element, list[Element]] = {}
        for source, target in self.links:
            onward.setdefault(source, []).append(target)
            backward.setdefault(target, []).append(source)
        return frozenset(_reached(element, onward) | _reached(element, backward))


def flow_of(snapshot: Snapshot, words: Words, segment_id: str | None = None) -> Flow:
    """The flow of a plan, or of what concerns one segment."""
    nodes = tuple(_Boxes(snapshot, words).nodes())
    links = tuple(dict.fromkeys(_links(snapshot)))
    present = {node.element for node in nodes}
    links = tuple(link for link in links if link[0] in present and link[1] in present)
    flow = Flow(nodes, links)
    if segment_id is None:
        return flow
    kept = flow.path(Element("segment", segment_id))
    return Flow(
        tuple(node for node in nodes if node.element in kept),
        tuple(link for link in links if link[0] in kept and link[1] in kept),
    )


def gap_of(element: Element) -> Element:
    """The gap beside an element."""
    return Element(GAP, f"{element.kind} {element.id}")


class _Boxes:
    """Makes the nodes, column by column."""

    def __init__(self, snapshot: Snapshot, words: Words) -> None:
        self._plan = snapshot
        self._words = words
        self._names = Naming(snapshot, words)

    def nodes(self) -> Iterator[Node]:
        yield from self._objectives()
        yield from self._segments()
        yield from self._journeys()
        yield from self._frictions()
        yield from self._statements()
        yield from self._actions()
        yield from self._kpis()

    def _objectives(self) -> Iterator[Node]:
        for row in self._plan.all(Objective):
            due = self._words.date(row.due_date) or self._words.tr("No due date")
            yield Node(Element("objective", row.id), OBJECTIVES, self._title(row), due)

    def _segments(self) -> Iterator[Node]:
        for row in self._plan.all(Segment):
            element = Element("segment", row.id)
            size = row.size or 0
            customers = self._words.ntr("{n} customer", "{n} customers", size).format(n=self._words.number(size))
            yield Node(element, SEGMENTS, self._title(row), f"{customers}, VIP" if row.is_vip else customers)
            if not journeys_of_segment(self._plan, row.id):
                yield self._gap(element, JOURNEYS, self._words.tr("No journey yet"))

    def _journeys(self) -> Iterator[Node]:
        for row in self._plan.all(Journey):
            points = self._plan.where(Touchpoint, journey_id=row.id, kind=NodeKind.TOUCHPOINT.value)
            caption = self._words.ntr("{n} touchpoint", "{n} touchpoints", len(points)).format(n=len(points))
            yield Node(Element("journey", row.id), JOURNEYS, self._title(row), caption)

    def _frictions(self) -> Iterator[Node]:
        for journey in self._plan.all(Journey):
            for row in self._plan.where(Friction, journey_id=journey.id):
                element = Element("friction", row.id)
                place = self._names.place_of(row)
                yield Node(element, FINDINGS, self._title(row), place, severity=row.severity)
                if not is_answered(self._plan, row):
                    yield self._gap(element, ACTIONS, self._words.tr("No action"))

    def _statements(self) -> Iterator[Node]:
        for row in self._plan.all(SwotStatement):
            element = Element("swot_statement", row.id)
            treated = bool(actions_of_statement(self._plan, row.id))
            is_open = row.quadrant == Quadrant.WEAKNESS.value and not row.is_accepted
            if not treated and not is_open:
                continue  # a strength that nothing uses yet is no part of the chain
            caption = self._names.label(row.area) or self._names.label(row.quadrant)
            quadrant = row.quadrant.removeprefix("swot_")
            yield Node(element, FINDINGS, self._title(row), caption, quadrant=quadrant)
            if not treated:
                yield self._gap(element, ACTIONS, self._words.tr("No action"))

    def _actions(self) -> Iterator[Node]:
        for row in kept_actions(self._plan):
            cost = self._words.money(row.cost, self._plan.plan.currency) if row.cost is not None else ""
            caption = cost if row.owner.strip() else self._words.tr("No owner")
            yield Node(Element("action", row.id), ACTIONS, self._title(row), caption)

    def _kpis(self) -> Iterator[Node]:
        actions = kept_actions(self._plan)
        measured: dict[str, Action | Objective] = {row.kpi: row for row in reversed(actions) if row.kpi}
        kpis = dict.fromkeys(action.kpi for action in actions if action.kpi)
        measured |= {row.kpi: row for row in reversed(self._plan.all(Objective)) if row.kpi}
        for kpi in kpis:
            yield Node(Element(KPI, kpi), KPIS, self._names.label(kpi), self._course(kpi, measured[kpi]))

    def _course(self, kpi: str, row: Action | Objective) -> str:
        if row.baseline is None or row.target is None:
            return self._words.tr("To set")
        unit = row.unit if isinstance(row, Objective) else None
        values = (self._names.measure(value, kpi, unit) for value in (row.baseline, row.target))
        return self._words.tr("{baseline} to {target}").format(**dict(zip(("baseline", "target"), values, strict=True)))

    def _gap(self, element: Element, column: int, title: str) -> Node:
        return Node(gap_of(element), column, title, self._words.tr("Create one"), missing_for=element)

    def _title(self, row: Objective | Segment | Journey | Friction | SwotStatement | Action) -> str:
        return self._names.title(row) or self._words.tr("Untitled")


def _links(plan: Snapshot) -> Iterator[tuple[Element, Element]]:
    for objective in plan.all(Objective):
        for segment in segments_of_objective(plan, objective):
            yield Element("objective", objective.id), Element("segment", segment.id)
    for segment in plan.all(Segment):
        here = Element("segment", segment.id)
        yield here, gap_of(here)
        for journey in journeys_of_segment(plan, segment.id):
            yield here, Element("journey", journey.id)
    yield from _finding_links(plan)
    for action in kept_actions(plan):
        yield from _action_links(plan, action)


def _finding_links(plan: Snapshot) -> Iterator[tuple[Element, Element]]:
    for friction in plan.all(Friction):
        here = Element("friction", friction.id)
        yield Element("journey", friction.journey_id), here
        yield here, gap_of(here)
    for statement in plan.all(SwotStatement):
        here = Element("swot_statement", statement.id)
        yield here, gap_of(here)
        for link in plan.where(SwotJourney, statement_id=statement.id):
            yield Element("journey", link.journey_id), here
        for shown in plan.where(SwotFriction, statement_id=statement.id):
            revealing = plan.get(Friction, shown.friction_id)
            if revealing is not None:
                yield Element("journey", revealing.journey_id), here


def _action_links(plan: Snapshot, action: Action) -> Iterator[tuple[Element, Element]]:
    here = Element("action", action.id)
    findings = [Element("friction", row.id) for row in frictions_of_action(plan, action.id)]
    findings += [Element("swot_statement", row.id) for row in statements_of_action(plan, action.id)]
    if not findings and action.journey_id:
        findings = [Element("journey", action.journey_id)]
    if not findings:
        findings = [Element("segment", row.id) for row in segments_of_action(plan, action.id)]
    yield from ((finding, here) for finding in findings)
    if action.kpi:
        yield here, Element(KPI, action.kpi)


def _reached(start: Element, steps: dict[Element, list[Element]]) -> set[Element]:
    seen, waiting = {start}, [start]
    while waiting:
        for there in steps.get(waiting.pop(), ()):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen
