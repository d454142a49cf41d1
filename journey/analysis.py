"""Figures of a journey: success, drop-off, duration, frictions, emotions, and the same for each touchpoint.

A graph that is not sound has no figures, only the reason. Proportions run from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from weakref import WeakKeyDictionary

from journey.flow import GraphFault
from journey.graph import JourneyGraph, Rows, journey_graph
from journey.markov import Chain, solve
from journey.model import EmotionObservation, Friction, Journey, Measured, NodeKind, Transition
from journey.own_values import method_value
from journey.paths import Path, most_probable
from resources.catalogue import catalogue

MEASURED_WEIGHTS = {Measured.YES.value: 1.0, Measured.PARTLY.value: 0.5}
"""What a touchpoint counts among those whose performance is measured."""


@dataclass(frozen=True, slots=True)
class TouchpointResults:
    """One touchpoint. Without a sound graph all but `valence` are None.

    `lost_here`: share of entrants who drop off there. `leverage`: points of success gained if 5 more customers out of
    100 stayed, None where nobody goes on. `removal_effect`: share of the successes lost without it, None where nobody
    succeeds. `valence`: mean of its emotions, -1 to 1, None without emotion.
    """

    touchpoint_id: str
    visits: float | None
    reach: float | None
    lost_here: float | None
    leverage: float | None
    removal_effect: float | None
    valence: float | None


@dataclass(frozen=True, slots=True)
class JourneyResults:
    """One journey. `fault` says why the figures of the graph are None.

    `visits`: expected touchpoints met per entrant. `duration_hours`: mean time of all entrants; of those who succeed
    and of those who drop off in the next two, None if there are none. `irritation_load`: severity x frequency x
    passages, summed; None when a friction misses one. `emotional_balance`: mean valence weighted by visits. `lowest`:
    the touchpoint with the lowest valence, the first one if several. `measured_share`: None without touchpoint.
    """

    journey_id: str
    fault: GraphFault | None
    success: float | None
    drop_off: float | None
    visits: float | None
    duration_hours: float | None
    success_hours: float | None
    drop_off_hours: float | None
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


_reckoned: WeakKeyDictionary[Rows, dict[str, JourneyResults]] = WeakKeyDictionary()
_solved: WeakKeyDictionary[Rows, dict[str, Chain | GraphFault]] = WeakKeyDictionary()


def journey_chain(rows: Rows, journey_id: str) -> Chain | GraphFault:
    """The Markov chain of a journey, or why there is none; solved once per snapshot."""
    solved = _solved.setdefault(rows, {})
    if journey_id not in solved:
        solved[journey_id] = solve(journey_graph(rows, journey_id))
    return solved[journey_id]


def journey_results(rows: Rows, journey_id: str) -> JourneyResults:
    """All figures of a journey, computed once per snapshot. Touchpoints outside the company are left out of the
    measured share if the journey says so; they are part of the way in any case."""
    reckoned = _reckoned.setdefault(rows, {})
    if journey_id not in reckoned:
        reckoned[journey_id] = _results(rows, journey_id)
    return reckoned[journey_id]


def _results(rows: Rows, journey_id: str) -> JourneyResults:
    journey = rows.get(Journey, journey_id)
    count_external = journey is None or journey.counts_external is not False
    chain = journey_chain(rows, journey_id)
    graph = journey_graph(rows, journey_id)
    sound = chain if isinstance(chain, Chain) else None
    touchpoints = {each: _touchpoint_results(rows, sound, each) for each in graph.touchpoint_ids}
    felt = [each for each in touchpoints.values() if each.valence is not None]
    return JourneyResults(
        journey_id=journey_id,
        fault=chain if isinstance(chain, GraphFault) else None,
        success=sound.success if sound else None,
        drop_off=1.0 - sound.success if sound else None,
        visits=sum(sound.visits(each) for each in touchpoints) if sound else None,
        duration_hours=sound.hours if sound else None,
        success_hours=sound.success_hours if sound else None,
        drop_off_hours=sound.drop_off_hours if sound else None,
        irritation_load=_irritation_load(rows, sound, journey_id) if sound else None,
        emotional_balance=_balance(felt),
        lowest=min(felt, key=lambda each: each.valence or 0.0, default=None),
        measured_share=_measured_share(graph, count_external=count_external),
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
        score = friction_points(friction.severity, friction.frequency, reach)
    return FrictionScore(
        friction.id,
        friction.journey_id,
        friction.severity,
        friction.frequency,
        reach,
        score,
        None if score is None else friction_band(score),
    )


def friction_points(severity: int, frequency: float, reach: float) -> float:
    """The score of a friction, 0 to 100, of severity 1 to 5; frequency and reach run from 0 to 1."""
    return severity * frequency * reach * 20.0


def irritation(severity: int, frequency: float, passages: float) -> float:
    """What a friction adds to the irritation of a customer, for the expected passages where it sits."""
    return severity * frequency * passages


def emotional_balance(felt: Iterable[tuple[float, float]]) -> float | None:
    """Mean of valences weighted by visits, from pairs of the two; None without a visit."""
    pairs = list(felt)
    visits = sum(weight for _valence, weight in pairs)
    return sum(valence * weight for valence, weight in pairs) / visits if visits > 0 else None


def computed_reach(rows: Rows, friction: Friction) -> float | None:
    """Share of entrants who pass at least once where the friction sits; None without a sound graph or a place."""
    chain = journey_chain(rows, friction.journey_id)
    if isinstance(chain, GraphFault):
        return None
    if friction.touchpoint_id is None:
        return None if friction.transition_id is None else chain.passage_reach(friction.transition_id)
    return chain.reach(friction.touchpoint_id) or _arrivals(rows, chain, friction.touchpoint_id)


def friction_band(score: float) -> str:
    """The band of a friction score under its catalogue id; a band starts at its lower bound.

    A score that only the arithmetic of the machine keeps under a bound has reached it.
    """
    bands, reached = catalogue().entries("friction_bands"), round(score, 9)
    return next((band.id for band in reversed(bands) if reached >= band.get("min")), bands[0].id)


def touchpoint_valence(rows: Rows, touchpoint_id: str) -> float | None:
    """Mean valence of the emotions of a touchpoint, -1 to 1; None without any."""
    observations = rows.where(EmotionObservation, touchpoint_id=touchpoint_id)
    valences = [each for each in (observed_valence(rows, row) for row in observations) if each is not None]
    return fmean(valences) if valences else None


def observed_valence(rows: Rows, observation: EmotionObservation) -> float | None:
    """The valence that the team saw in an emotion, else the emotion's; None for an own emotion without one."""
    if observation.valence is not None:
        return observation.valence
    known = catalogue().get(observation.emotion)
    return None if known is None or known.get("valence") is None else method_value(rows, known.id, "valence")


def most_probable_path(rows: Rows, journey_id: str, end: NodeKind = NodeKind.SUCCESS) -> Path | None:
    """The way to a success, or to a drop-off, that most entrants take without turning back; None if there is none."""
    graph = journey_graph(rows, journey_id)
    return most_probable(graph, graph.success_ids if end is NodeKind.SUCCESS else graph.drop_off_ids)


def _touchpoint_results(rows: Rows, chain: Chain | None, touchpoint_id: str) -> TouchpointResults:
    return TouchpointResults(
        touchpoint_id,
        visits=chain.visits(touchpoint_id) if chain else None,
        reach=chain.reach(touchpoint_id) if chain else None,
        lost_here=chain.lost_here(touchpoint_id) if chain else None,
        leverage=chain.leverage(touchpoint_id) if chain else None,
        removal_effect=chain.removal_effect(touchpoint_id) if chain else None,
        valence=touchpoint_valence(rows, touchpoint_id),
    )


def _irritation_load(rows: Rows, chain: Chain, journey_id: str) -> float | None:
    load = 0.0
    for friction in rows.where(Friction, journey_id=journey_id):
        if friction.severity is None or friction.frequency is None:
            return None
        load += irritation(friction.severity, friction.frequency, _passages(rows, chain, friction))
    return load


def _passages(rows: Rows, chain: Chain, friction: Friction) -> float:
    if friction.touchpoint_id is None:
        return chain.passages(friction.transition_id or "")
    return chain.visits(friction.touchpoint_id) or _arrivals(rows, chain, friction.touchpoint_id)


def _arrivals(rows: Rows, chain: Chain, end_id: str) -> float:
    """Share of entrants who come to a success or a drop-off, which is no point of the chain: nobody comes twice."""
    return min(sum(chain.passages(each.id) for each in rows.where(Transition, target_id=end_id)), 1.0)


def _balance(felt: list[TouchpointResults]) -> float | None:
    return emotional_balance((each.valence or 0.0, each.visits or 0.0) for each in felt)


def _measured_share(graph: JourneyGraph, *, count_external: bool) -> float | None:
    touchpoints = [graph.points[each] for each in graph.touchpoint_ids]
    counted = [each for each in touchpoints if count_external or not each.is_external]
    return fmean(MEASURED_WEIGHTS.get(each.measured or "", 0.0) for each in counted) if counted else None
