"""Figures of a journey: success, drop-off, duration, frictions, emotions, and the same for each touchpoint.

A graph that is not sound has no figures, only the reason. Proportions run from 0 to 1.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from weakref import WeakKeyDictionary

from journey.graph import JourneyGraph, Rows, journey_graph
from journey.markov import Chain, GraphFault, solve
from journey.model import EmotionObservation, Friction, Measured, Touchpoint, Transition
from resources.catalogue import catalogue

_MEASURED_WEIGHTS = {Measured.YES.value: 1.0, Measured.PARTLY.value: 0.5}


@dataclass(frozen=True, slots=True)
class TouchpointResults:
    """One touchpoint. Without a sound graph all but `valence` are None.

    `lost_here`: share of entrants who drop off there. `leverage`: points of success gained if 5 more customers out of
    100 stayed, None where nobody goes on. `valence`: mean of its emotions, -1 to 1, None without emotion.
    """

    touchpoint_id: str
    visits: float | None
    reach: float | None
    lost_here: float | None
    leverage: float | None
    valence: float | None


@dataclass(frozen=True, slots=True)
class JourneyResults:
    """One journey. `fault` says why the figures of the graph are None.

    `visits`: expected touchpoints met per entrant. `irritation_load`: severity x frequency x passages, summed; None
    when a friction misses one. `emotional_balance`: mean valence weighted by visits. `lowest`: the touchpoint with the
    lowest valence, the first one if several. `measured_share`: None without touchpoint.
    """

    journey_id: str
    fault: GraphFault | None
    success: float | None
    drop_off: float | None
    visits: float | None
    duration_hours: float | None
    irritation_load: float | None
    emotional_balance: float | None
    lowest: TouchpointResults | None
    measured_share: float | None
    touchpoints: Mapping[str, TouchpointResults]


@dataclass(frozen=True, slots=True)
class FrictionScore:
    """One friction. `score` runs from 0 to 100 and is None, like `band`, as long as one of its factors is unknown."""

    friction_id: str
    journey_id: str
    severity: int | None
    frequency: float | None
    reach: float | None
    score: float | None
    band: str | None


_solved: WeakKeyDictionary[Rows, dict[str, Chain | GraphFault]] = WeakKeyDictionary()


def journey_chain(rows: Rows, journey_id: str) -> Chain | GraphFault:
    """The Markov chain of a journey, or why there is none; solved once per snapshot."""
    solved = _solved.setdefault(rows, {})
    if journey_id not in solved:
        solved[journey_id] = solve(journey_graph(rows, journey_id))
    return solved[journey_id]


def journey_results(rows: Rows, journey_id: str) -> JourneyResults:
    """All figures of a journey."""
    chain = journey_chain(rows, journey_id)
    graph = chain.graph if isinstance(chain, Chain) else journey_graph(rows, journey_id)
    sound = chain if isinstance(chain, Chain) else None
    touchpoints = {each: _touchpoint_results(rows, sound, each) for each in graph.touchpoint_ids}
    felt = [each for each in touchpoints.values() if each.valence is not None]
    return JourneyResults(
        journey_id=journey_id,
        fault=chain if isinstance(chain, GraphFault) else None,
        success=sound.success if sound else None,
        drop_off=1.0 - sound.success if sound else None,
        visits=sum(sound.visits(each) for each in touchpoints) if sound else None,
        duration_hours=_duration_hours(sound) if sound else None,
        irritation_load=_irritation_load(rows, sound, journey_id) if sound else None,
        emotional_balance=_balance(felt),
        lowest=min(felt, key=lambda each: each.valence or 0.0, default=None),
        measured_share=_measured_share(graph),
        touchpoints=touchpoints,
    )


def rank_frictions(rows: Rows) -> tuple[FrictionScore, ...]:
    """The frictions of all journeys, worst score first, those without a score last; then by severity."""
    scores = [friction_score(rows, friction) for friction in rows.all(Friction)]
    return tuple(sorted(scores, key=lambda each: (each.score is None, -(each.score or 0.0), -(each.severity or 0))))


def friction_score(rows: Rows, friction: Friction) -> FrictionScore:
    """Severity x frequency x reach x 20. The reach comes from the graph unless the team typed one."""
    reach = friction.reach if friction.reach is not None else computed_reach(rows, friction)
    score = None
    if friction.severity is not None and friction.frequency is not None and reach is not None:
        score = friction.severity * friction.frequency * reach * 20.0
    return FrictionScore(
        friction.id,
        friction.journey_id,
        friction.severity,
        friction.frequency,
        reach,
        score,
        None if score is None else friction_band(score),
    )


def computed_reach(rows: Rows, friction: Friction) -> float | None:
    """Share of entrants who pass at least once where the friction sits; None without a sound graph or a place."""
    chain = journey_chain(rows, friction.journey_id)
    if isinstance(chain, GraphFault):
        return None
    if friction.touchpoint_id is not None:
        return chain.reach(friction.touchpoint_id)
    transition = rows.get(Transition, friction.transition_id)
    return None if transition is None else chain.passage_reach(transition)


def friction_band(score: float) -> str:
    """The band of a friction score under its catalogue id; a band starts at its lower bound."""
    bands = catalogue().entries("friction_bands")
    return next((band.id for band in reversed(bands) if score >= band.get("min")), bands[0].id)


def touchpoint_valence(rows: Rows, touchpoint_id: str) -> float | None:
    """Mean valence of the emotions of a touchpoint, -1 to 1; None without any."""
    observations = rows.where(EmotionObservation, touchpoint_id=touchpoint_id)
    valences = [each for each in map(observed_valence, observations) if each is not None]
    return fmean(valences) if valences else None


def observed_valence(observation: EmotionObservation) -> float | None:
    """The valence that the team gave an emotion, else the catalogue's; None for an own emotion without one."""
    if observation.valence is not None:
        return observation.valence
    entry = catalogue().get(observation.emotion)
    return None if entry is None else entry.get("valence")


def most_probable_path(rows: Rows, journey_id: str) -> tuple[tuple[str, ...], float] | None:
    """The way to a success that most entrants take without turning back, and its probability; None if there is none."""
    import networkx

    full = journey_graph(rows, journey_id)
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for passage in full.passages:
        shares[passage.source_id, passage.target_id] += passage.probability or 0.0
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    # Multiplying probabilities is adding their logarithms, so the most probable path is the shortest one.
    graph.add_weighted_edges_from((*ends, max(-math.log(share), 0.0)) for ends, share in shares.items() if share > 0.0)
    if full.entry_id is None or full.entry_id not in graph:
        return None
    paths = networkx.single_source_dijkstra_path(graph, full.entry_id)
    found = [
        (tuple(paths[success]), math.prod(shares[ends] for ends in pairwise(paths[success])))
        for success in full.success_ids
        if success in paths
    ]
    return max(found, key=lambda each: each[1], default=None)


def _touchpoint_results(rows: Rows, chain: Chain | None, touchpoint_id: str) -> TouchpointResults:
    return TouchpointResults(
        touchpoint_id,
        visits=chain.visits(touchpoint_id) if chain else None,
        reach=chain.reach(touchpoint_id) if chain else None,
        lost_here=chain.lost_here(touchpoint_id) if chain else None,
        leverage=chain.leverage(touchpoint_id) if chain else None,
        valence=touchpoint_valence(rows, touchpoint_id),
    )


def _duration_hours(chain: Chain) -> float:
    """Mean time from the entry to any end: time spent at each point plus the mean delay after it, times its visits."""
    total = 0.0
    for point_id in chain.index:
        spent = (chain.graph.points[point_id].minutes or 0.0) / 60.0
        delays = (
            (passage.probability or 0.0) * (passage.delay_hours or 0.0)
            for passage in chain.graph.outgoing.get(point_id, ())
        )
        total += chain.visits(point_id) * (spent + sum(delays))
    return total


def _irritation_load(rows: Rows, chain: Chain, journey_id: str) -> float | None:
    load = 0.0
    for friction in rows.where(Friction, journey_id=journey_id):
        if friction.severity is None or friction.frequency is None:
            return None
        load += friction.severity * friction.frequency * _passages(rows, chain, friction)
    return load


def _passages(rows: Rows, chain: Chain, friction: Friction) -> float:
    if friction.touchpoint_id is not None:
        return chain.visits(friction.touchpoint_id)
    transition = rows.get(Transition, friction.transition_id)
    return 0.0 if transition is None else chain.passages(transition)


def _balance(felt: list[TouchpointResults]) -> float | None:
    visits = sum(each.visits or 0.0 for each in felt)
    return sum((each.visits or 0.0) * (each.valence or 0.0) for each in felt) / visits if visits > 0 else None


def _measured_share(graph: JourneyGraph) -> float | None:
    touchpoints: list[Touchpoint] = [graph.points[each] for each in graph.touchpoint_ids]
    if not touchpoints:
        return None
    return fmean(_MEASURED_WEIGHTS.get(each.measured or "", 0.0) for each in touchpoints)
