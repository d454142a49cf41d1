"""What the flow shows: the elements of the chain in six columns, the links between them, and the gaps.

Touchpoints are the captions of their frictions. A gap stands where an element should be: beside a friction without
action, a segment without journey, an action without indicator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from journey.model import Friction, Journey, NodeKind, Segment, Touchpoint
from resources.i18n import Words
from strategy.links import (
    actions_of_statement,
    frictions_of_action,
    is_answered,
    journeys_of_segment,
    kept_actions,
    objectives_of_action,
    segments_of_action,
    segments_of_objective,
    statements_of_action,
)
from strategy.model import Action, Objective, Quadrant, SwotFriction, SwotJourney, SwotStatement, SwotTouchpoint
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from strategy.trace import KPI, Element

COLUMNS = 6
OBJECTIVES, SEGMENTS, JOURNEYS, FINDINGS, ACTIONS, KPIS = range(COLUMNS)
GAP = "gap"
"""Kind of an element that is missing; its id names what misses it."""
SHOWN_AS_GAPS = frozenset({
    "objective_without_segment", "segment_without_journey", "friction_without_action", "weakness_without_action",
    "action_without_kpi",
})  # fmt: skip
"""The checks whose failures are drawn as gaps."""


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
    is_lacking: bool = False
    """Whether the caption says what is missing."""
    group: str = ""
    """What the node has in common with others of its column, with which it may be folded into one box."""
    group_title: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes in screen order and links from left to right, as pairs of elements."""

    nodes: tuple[Node, ...]
    links: tuple[tuple[Element, Element], ...]
    aims: Mapping[Element, frozenset[Element]] = field(default_factory=dict)
    """The objectives of each action that has some."""
    whole: Flow | None = None
    """The same flow with nothing folded; None where nothing is."""
    boxes: Mapping[Element, Element] = field(default_factory=dict)
    """The box that stands for each element that is folded away."""

    def path(self, element: Element) -> frozenset[Element]:
        """What is drawn of the path of an element: of a box that stands for several, of their paths."""
        return frozenset(self.boxes.get(each, each) for each in self.things_on_path(element))

    def things_on_path(self, element: Element) -> frozenset[Element]:
        """Everything upstream and downstream of an element, itself included, folded away or not.

        Objective and action of a path belong together: the way from an objective leads to no action that serves
        others only, and the way back from an action to no objective that it does not serve.
        """
        if self.whole is not None:
            inside = [each for each, box in self.boxes.items() if box == element] or [element]
            return frozenset(found for each in inside for found in self.whole.things_on_path(each))
        onward: dict[Element, list[Element]] = {}
        backward: dict[Element, list[Element]] = {}
        for source, target in self.links:
            onward.setdefault(source, []).append(target)
            backward.setdefault(target, []).append(source)
        barred = self._barred(element)
        return frozenset(_reached(element, onward, barred) | _reached(element, backward, barred))

    def _barred(self, element: Element) -> frozenset[Element]:
        if element in self.aims:
            return frozenset(node.element for node in self.nodes if node.column == OBJECTIVES) - self.aims[element]
        if element.kind == "objective":
            return frozenset(action for action, aims in self.aims.items() if element not in aims)
        return frozenset()

    def only(self, kept: Collection[Element]) -> Flow:
        """What is left with these elements alone."""
        return Flow(
            tuple(node for node in self.nodes if node.element in kept),
            tuple(link for link in self.links if link[0] in kept and link[1] in kept),
            self.aims,
        )


def flow_of(snapshot: Snapshot, words: Words, kept_with: Element | None = None) -> Flow:
    """The flow of a plan, or of what one element of it leads to and rests on."""
    nodes = tuple(_Boxes(snapshot, words).nodes())
    links = tuple(dict.fromkeys(_links(snapshot)))
    present = {node.element for node in nodes}
    links = tuple(link for link in links if link[0] in present and link[1] in present)
    aims = {action: frozenset(served) for action, served in _aims(snapshot) if served}
    flow = Flow(nodes, links, aims)
    return flow if kept_with is None else flow.only(flow.path(kept_with))


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
            element = Element("objective", row.id)
            yield Node(element, OBJECTIVES, self._title(row), due, is_lacking=row.due_date is None)
            if not segments_of_objective(self._plan, row):
                yield self._gap(element, SEGMENTS, self._words.tr("No segment"), tell=self._words.tr("Choose one"))

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
                group = f"{journey.id} {row.touchpoint_id or row.transition_id}"
                yield Node(
                    element, FINDINGS, self._title(row), place, severity=row.severity, group=group, group_title=place
                )
                if not is_answered(self._plan, row):
                    yield self._gap(element, ACTIONS, self._words.tr("No action"), group)

    def _statements(self) -> Iterator[Node]:
        for row in self._plan.all(SwotStatement):
            element = Element("swot_statement", row.id)
            treated = bool(actions_of_statement(self._plan, row.id))
            is_open = row.quadrant == Quadrant.WEAKNESS.value and not row.is_accepted
            if not treated and not is_open:
                continue  # a strength that nothing uses yet is no part of the chain
            caption = self._names.label(row.area) or self._names.label(row.quadrant)
            quadrant, group = row.quadrant.removeprefix("swot_"), f"{row.quadrant} {row.area}"
            yield Node(
                element, FINDINGS, self._title(row), caption, quadrant=quadrant, group=group, group_title=caption
            )
            if not treated:
                yield self._gap(element, ACTIONS, self._words.tr("No action"), group)

    def _actions(self) -> Iterator[Node]:
        for row in kept_actions(self._plan):
            cost = self._words.money(row.cost, self._plan.plan.currency) if row.cost is not None else ""
            caption = cost if row.owner.strip() else self._words.tr("No owner")
            kpi = self._names.label(row.kpi) or self._words.tr("No indicator")
            element = Element("action", row.id)
            lacking = not row.owner.strip()
            yield Node(
                element,
                ACTIONS,
                self._title(row),
                caption,
                is_lacking=lacking,
                group=row.kpi or "none",
                group_title=kpi,
            )
            if not row.kpi:
                yield self._gap(element, KPIS, kpi, "none", tell=self._words.tr("Choose one"))

    def _kpis(self) -> Iterator[Node]:
        actions = kept_actions(self._plan)
        measured: dict[str, Action | Objective] = {row.kpi: row for row in reversed(actions) if row.kpi}
        kpis = dict.fromkeys(action.kpi for action in actions if action.kpi)
        measured |= {row.kpi: row for row in reversed(self._plan.all(Objective)) if row.kpi}
        for kpi in kpis:
            yield Node(Element(KPI, kpi), KPIS, self._names.label(kpi), self._course(kpi, measured[kpi]))
        for kpi in dict.fromkeys(row.kpi for row in self._plan.all(Objective) if row.kpi and row.kpi not in kpis):
            yield Node(
                Element(KPI, kpi), KPIS, self._names.label(kpi), self._words.tr("No action moves it"), is_lacking=True
            )

    def _course(self, kpi: str, row: Action | Objective) -> str:
        if row.baseline is None or row.target is None:
            return self._words.tr("To set")
        unit = row.unit if isinstance(row, Objective) else None
        values = (self._names.measure(value, kpi, unit) for value in (row.baseline, row.target))
        return self._words.tr("{baseline} to {target}").format(**dict(zip(("baseline", "target"), values, strict=True)))

    def _gap(self, element: Element, column: int, title: str, group: str = "", tell: str = "") -> Node:
        group = f"gap {group}" if group else ""
        caption = tell or self._words.tr("Create one")
        return Node(gap_of(element), column, title, caption, missing_for=element, group=group, group_title=title)

    def _title(self, row: Objective | Segment | Journey | Friction | SwotStatement | Action) -> str:
        return self._names.title(row) or self._words.tr("Untitled")


def _links(plan: Snapshot) -> Iterator[tuple[Element, Element]]:
    for objective in plan.all(Objective):
        aim = Element("objective", objective.id)
        yield aim, gap_of(aim)
        for segment in segments_of_objective(plan, objective):
            yield aim, Element("segment", segment.id)
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
        for needing in plan.where(SwotTouchpoint, statement_id=statement.id):
            point = plan.get(Touchpoint, needing.touchpoint_id)
            if point is not None:
                yield Element("journey", point.journey_id), here
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
    yield here, Element(KPI, action.kpi) if action.kpi else gap_of(here)


def _aims(plan: Snapshot) -> Iterator[tuple[Element, list[Element]]]:
    for action in kept_actions(plan):
        served = [Element("objective", row.id) for row in objectives_of_action(plan, action.id)]
        yield Element("action", action.id), served


def _reached(start: Element, steps: dict[Element, list[Element]], barred: Collection[Element]) -> set[Element]:
    seen, waiting = {start}, [start]
    while waiting:
        for there in steps.get(waiting.pop(), ()):
            if there not in seen and there not in barred:
                seen.add(there)
                waiting.append(there)
    return seen
