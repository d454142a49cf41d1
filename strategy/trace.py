"""The traceability chain: objective, segment, journey, touchpoint, friction, capability, action, KPI, objective.

An *element* is a row, or a KPI under its catalogue id. Eleven links of the method join elements; `TraceGraph` walks
them both ways, and `chains` lists the paths that go all the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from journey.model import Friction, Journey, NodeKind, Segment, Touchpoint, Transition
from resources.catalogue import catalogue
from strategy.dependents import Dependents, dependents
from strategy.links import (
    actions_of_friction,
    journeys_of_segment,
    objectives_of_action,
    objectives_of_journey,
    segments_of_objective,
    statements_of_action,
)
from strategy.model import (
    Action,
    ActionFriction,
    ActionNeed,
    ActionStatement,
    JourneyObjective,
    Objective,
    SwotFriction,
)
from strategy.snapshot import Snapshot

__all__ = ["KPI", "TRACE_LINKS", "Chain", "Dependents", "Element", "TraceGraph", "chains", "dependents"]

KPI = "kpi"
"""Kind of an element that is a KPI: its id is the catalogue's, or an own entry's."""

_ORDER = {
    "objective": 0,
    "segment": 1,
    "journey": 2,
    "touchpoint": 3,
    "friction": 4,
    "swot_statement": 5,
    "functional_need": 5,
    "action": 6,
    KPI: 7,
}
"""How far along the chain each kind stands."""


class Element(NamedTuple):
    """A thing of the plan that the chain passes through."""

    kind: str
    id: str


Pair = tuple[Element, Element]
TraceLink = Callable[[Snapshot], Iterable[Pair]]

TRACE_LINKS: dict[str, TraceLink] = {}
"""Every link of the method, by catalogue id; each gives its pairs in the catalogue's direction."""


def _link(link: TraceLink) -> TraceLink:
    TRACE_LINKS[link.__name__] = link
    return link


@_link
def link_objective_segment(snapshot: Snapshot) -> Iterator[Pair]:
    """An objective targets a segment; one aimed at all customers targets them all."""
    for objective in snapshot.all(Objective):
        for segment in segments_of_objective(snapshot, objective):
            yield Element("objective", objective.id), Element("segment", segment.id)


@_link
def link_segment_journey(snapshot: Snapshot) -> Iterator[Pair]:
    """A segment follows a journey; all segments follow a journey drawn for all customers."""
    for segment in snapshot.all(Segment):
        for journey in journeys_of_segment(snapshot, segment.id):
            yield Element("segment", segment.id), Element("journey", journey.id)


@_link
def link_journey_objective(snapshot: Snapshot) -> Iterator[Pair]:
    """A journey serves an objective."""
    for link in snapshot.all(JourneyObjective):
        yield Element("journey", link.journey_id), Element("objective", link.objective_id)


@_link
def link_journey_touchpoint(snapshot: Snapshot) -> Iterator[Pair]:
    """A journey contains a touchpoint; entries and ends are included when a friction sits on what leaves them."""
    with_friction = set(_friction_places(snapshot).values())
    for touchpoint in snapshot.all(Touchpoint):
        if touchpoint.kind == NodeKind.TOUCHPOINT.value or touchpoint.id in with_friction:
            yield Element("journey", touchpoint.journey_id), Element("touchpoint", touchpoint.id)


@_link
def link_touchpoint_friction(snapshot: Snapshot) -> Iterator[Pair]:
    """A touchpoint shows a friction; one on a transition belongs to the touchpoint that the transition leaves."""
    for friction_id, touchpoint_id in _friction_places(snapshot).items():
        yield Element("touchpoint", touchpoint_id), Element("friction", friction_id)


@_link
def link_friction_capability(snapshot: Snapshot) -> Iterator[Pair]:
    """A friction reveals a strength or weakness, or depends on it."""
    for link in snapshot.all(SwotFriction):
        yield Element("friction", link.friction_id), Element("swot_statement", link.statement_id)


@_link
def link_friction_action(snapshot: Snapshot) -> Iterator[Pair]:
    """A friction is addressed by an action."""
    for link in snapshot.all(ActionFriction):
        yield Element("friction", link.friction_id), Element("action", link.action_id)


@_link
def link_capability_action(snapshot: Snapshot) -> Iterator[Pair]:
    """A strength or weakness is used or strengthened by an action."""
    for link in snapshot.all(ActionStatement):
        yield Element("swot_statement", link.statement_id), Element("action", link.action_id)


@_link
def link_need_action(snapshot: Snapshot) -> Iterator[Pair]:
    """A functional need is met by an action."""
    for link in snapshot.all(ActionNeed):
        yield Element("functional_need", link.need_id), Element("action", link.action_id)


@_link
def link_action_kpi(snapshot: Snapshot) -> Iterator[Pair]:
    """An action is measured by its KPI."""
    for action in snapshot.all(Action):
        if action.kpi:
            yield Element("action", action.id), Element(KPI, action.kpi)


@_link
def link_kpi_objective(snapshot: Snapshot) -> Iterator[Pair]:
    """A KPI proves an objective."""
    for objective in snapshot.all(Objective):
        if objective.kpi:
            yield Element(KPI, objective.kpi), Element("objective", objective.id)


class TraceGraph:
    """The elements of a plan and the links between them, to walk both ways."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._onward: dict[Element, dict[Element, str]] = defaultdict(dict)
        self._backward: dict[Element, dict[Element, str]] = defaultdict(dict)
        for link in catalogue().ids("trace_links"):
            for source, target in TRACE_LINKS[link](snapshot):
                self._onward[source][target] = link
                self._backward[target][source] = link

    def onward(self, element: Element) -> Mapping[Element, str]:
        """The elements that links of this one lead to, with the id of the link."""
        return dict(self._onward.get(element, {}))

    def backward(self, element: Element) -> Mapping[Element, str]:
        """The elements whose links lead to this one, with the id of the link."""
        return dict(self._backward.get(element, {}))

    def neighbours(self, element: Element) -> tuple[Element, ...]:
        """The elements linked to this one either way, in the order of the chain."""
        found = {**self._backward.get(element, {}), **self._onward.get(element, {})}
        return tuple(sorted(found, key=_place))

    def path(self, element: Element) -> tuple[Element, ...]:
        """Everything upstream and downstream of an element, itself included, in the order of the chain.

        The walk goes from objectives to KPIs and stops there, though a KPI proves objectives: turning the corner
        would gather the whole plan.
        """
        return tuple(sorted({*self._walk(element, -1), *self._walk(element, 1)}, key=_place))

    def _walk(self, element: Element, direction: int) -> set[Element]:
        seen = {element}
        waiting = [element]
        while waiting:
            here = waiting.pop()
            for there in self.neighbours(here):
                if there not in seen and (_ORDER[there.kind] - _ORDER[here.kind]) * direction > 0:
                    seen.add(there)
                    waiting.append(there)
        return seen


@dataclass(frozen=True, slots=True)
class Chain:
    """One full path from an objective to a KPI, as row ids. `statement_id` is None when the action rests on no
    strength or weakness: the chain holds without it."""

    objective_id: str
    segment_id: str
    journey_id: str
    touchpoint_id: str
    friction_id: str
    statement_id: str | None
    action_id: str
    kpi: str


def chains(snapshot: Snapshot) -> tuple[Chain, ...]:
    """All full paths, in screen order: one for each way from an objective to the KPI of an action that serves it.

    Each path is consistent: its journey and its action serve its objective.
    """
    places = _friction_places(snapshot)
    return tuple(
        chain
        for objective in snapshot.all(Objective)
        for segment in segments_of_objective(snapshot, objective)
        for journey in journeys_of_segment(snapshot, segment.id)
        if objective in objectives_of_journey(snapshot, journey.id)
        for chain in _chains_of_journey(snapshot, objective, segment, journey, places)
    )


def _chains_of_journey(
    snapshot: Snapshot, objective: Objective, segment: Segment, journey: Journey, places: Mapping[str, str]
) -> Iterator[Chain]:
    for friction in snapshot.where(Friction, journey_id=journey.id):
        if friction.id not in places:
            continue
        for action in actions_of_friction(snapshot, friction.id):
            if not action.kpi or objective not in objectives_of_action(snapshot, action.id):
                continue
            for statement_id in _statements(snapshot, friction, action):
                yield Chain(
                    objective.id,
                    segment.id,
                    journey.id,
                    places[friction.id],
                    friction.id,
                    statement_id,
                    action.id,
                    action.kpi,
                )


def _statements(snapshot: Snapshot, friction: Friction, action: Action) -> tuple[str | None, ...]:
    """The statements on the way from a friction to an action: those linked to both, else those of the action."""
    of_action = [statement.id for statement in statements_of_action(snapshot, action.id)]
    of_friction = {link.statement_id for link in snapshot.where(SwotFriction, friction_id=friction.id)}
    shared = [each for each in of_action if each in of_friction]
    return tuple(shared or of_action) or (None,)


def _friction_places(snapshot: Snapshot) -> Mapping[str, str]:
    """Friction id -> the touchpoint where it shows; frictions without a place are absent."""
    places = {}
    for friction in snapshot.all(Friction):
        transition = snapshot.get(Transition, friction.transition_id)
        place = friction.touchpoint_id or (transition.source_id if transition else None)
        if place is not None:
            places[friction.id] = place
    return places


def _place(element: Element) -> tuple[int, str, str]:
    return _ORDER[element.kind], element.kind, element.id
