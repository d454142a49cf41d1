"""Figures of a journey in the units of the KPIs: from its graph by `journey.analysis`, or from figures typed.

`rows` is a snapshot of the plan or anything that reads alike.
"""

from __future__ import annotations

from journey.analysis import (
    MEASURED_WEIGHTS,
    JourneyResults,
    TouchpointResults,
    emotional_balance,
    friction_points,
    irritation,
    journey_chain,
    journey_results,
    observed_valence,
)
from journey.flow import GraphFault
from journey.graph import Rows, journey_graph
from journey.markov import KEPT_SHARE
from journey.model import EmotionObservation, Friction, Journey, Measured
from strategy.kpis.inputs import ErrorCode, KpiError, Outcome, Remark
from strategy.kpis.rates import ratio

FAULT_CODES = {
    GraphFault.NO_ENTRY: ErrorCode.EMPTY,
    GraphFault.NO_SUCCESS: ErrorCode.EMPTY,
    GraphFault.WRONG_PROBABILITIES: ErrorCode.INCONSISTENT,
    GraphFault.DEAD_END: ErrorCode.MODEL_DOMAIN,
}
_GRAPH, _TOUCHPOINT = "graph", "touchpoint"
Table = tuple[tuple[float, ...], ...]


def journey_success(rows: Rows, journey_id: str) -> float:
    """Share of entrants who reach a success x 100: percent, 0 to 100 (absorbing Markov chain)."""
    return (_sound(rows, journey_id).success or 0.0) * 100.0


def journey_duration(rows: Rows, journey_id: str) -> Outcome:
    """Mean time from an entry to any end: hours; of those who succeed and who drop off beside."""
    graph = journey_graph(rows, journey_id)
    times = [(point.minutes or 0.0) for point in graph.points.values()]
    if any(time < 0.0 for time in (*times, *((each.delay_hours or 0.0) for each in graph.passages))):
        raise KpiError(ErrorCode.NEGATIVE, _GRAPH)
    results = _sound(rows, journey_id)
    beside = {"success_hours": results.success_hours, "drop_off_hours": results.drop_off_hours}
    return Outcome(
        results.duration_hours or 0.0, beside={key: each for key, each in beside.items() if each is not None}
    )


def touchpoint_dropoff(rows: Rows, journey_id: str, touchpoint_id: str) -> float:
    """Expected visits x probability of dropping off there x 100: percent of the entrants, 0 to 100."""
    return (_touchpoint(_sound(rows, journey_id), touchpoint_id).lost_here or 0.0) * 100.0


def touchpoint_leverage(rows: Rows, journey_id: str, touchpoint_id: str, delta: float = KEPT_SHARE) -> Outcome:
    """Points of success gained if `delta` more of those at a touchpoint stayed and went on as the others do."""
    _touchpoint(_sound(rows, journey_id), touchpoint_id)
    chain = journey_chain(rows, journey_id)
    assert not isinstance(chain, GraphFault)  # a sound journey has one
    if not journey_graph(rows, journey_id).drop_off_probability(touchpoint_id):
        return Outcome(0.0, (Remark.NOBODY_DROPS_OFF,))
    place = chain.flow.index.get(touchpoint_id)
    gained = 0.0 if place is None else float(chain.leverages(delta)[place])
    if gained != gained:  # not a number: nobody goes on
        raise KpiError(ErrorCode.MODEL_DOMAIN, _TOUCHPOINT)
    return Outcome(gained)


def measured_share(measured: int, partly_measured: int, touchpoints: int) -> float:
    """(measured + half of those measured in part) / touchpoints x 100: percent, 0 to 100."""
    counted = measured + MEASURED_WEIGHTS[Measured.PARTLY.value] * partly_measured
    share = ratio(counted, touchpoints)
    if measured + partly_measured > touchpoints:
        raise KpiError(ErrorCode.INCONSISTENT)
    return share * 100.0


def measured_share_of_journey(rows: Rows, journey_id: str) -> float:
    """The same, counted from the touchpoints of a journey."""
    share = _results(rows, journey_id).measured_share
    if share is None:
        raise KpiError(ErrorCode.ZERO_DENOMINATOR, _GRAPH)
    return share * 100.0


def friction_score(severity: int, frequency: float, reach: float) -> float:
    """severity x frequency x reach x 20: index, 0 to 100."""
    return friction_points(severity, frequency, reach)


def irritation_load(frictions: Table) -> Outcome:
    """Sum of severity x frequency x passages: index, 0 or more; a line for each friction."""
    for severity, frequency, passages in frictions:
        if not 1 <= severity <= 5 or not 0.0 <= frequency <= 1.0:
            raise KpiError(ErrorCode.OUT_OF_SCALE, "frictions")
        if passages < 0.0:
            raise KpiError(ErrorCode.NEGATIVE, "frictions")
    return Outcome(sum(irritation(int(severity), share, times) for severity, share, times in frictions))


def irritation_load_of_journey(rows: Rows, journey_id: str) -> Outcome:
    """The same from the frictions of a journey and its expected visits; 0, with a note, without friction."""
    results = _sound(rows, journey_id)
    if results.irritation_load is None:  # a friction misses its severity or its frequency
        raise KpiError(ErrorCode.EMPTY, "frictions")
    has_none = not rows.where(Friction, journey_id=journey_id)
    return Outcome(results.irritation_load, (Remark.NO_FRICTION,) if has_none else ())


def emotional_balance_of(emotions: Table) -> Outcome:
    """Sum of visits x valence / sum of visits: -1 to 1, from lines of a valence and its visits."""
    for valence, visits in emotions:
        if not -1.0 <= valence <= 1.0:
            raise KpiError(ErrorCode.OUT_OF_SCALE, "emotions")
        if visits < 0.0:
            raise KpiError(ErrorCode.NEGATIVE, "emotions")
    valences = [valence for valence, visits in emotions if visits > 0.0]
    balance = emotional_balance((valence, visits) for valence, visits in emotions)
    if balance is None:
        raise KpiError(ErrorCode.EMPTY, "emotions")
    return Outcome(min(max(balance, min(valences)), max(valences)), beside={"lowest": min(valences)})


def emotional_balance_of_journey(rows: Rows, journey_id: str) -> Outcome:
    """The same from the emotions of a journey, several at one touchpoint averaged, and its expected visits."""
    results = _sound(rows, journey_id)
    observed = (each for point in results.touchpoints for each in rows.where(EmotionObservation, touchpoint_id=point))
    valences = [valence for valence in (observed_valence(rows, row) for row in observed) if valence is not None]
    if any(not -1.0 <= valence <= 1.0 for valence in valences):
        raise KpiError(ErrorCode.OUT_OF_SCALE, "emotions")
    if results.emotional_balance is None or results.lowest is None:
        raise KpiError(ErrorCode.EMPTY, "emotions")
    return Outcome(results.emotional_balance, beside={"lowest": results.lowest.valence or 0.0})


def _results(rows: Rows, journey_id: str) -> JourneyResults:
    if rows.get(Journey, journey_id) is None:
        raise KpiError(ErrorCode.EMPTY, _GRAPH)
    return journey_results(rows, journey_id)


def _sound(rows: Rows, journey_id: str) -> JourneyResults:
    results = _results(rows, journey_id)
    if results.fault is not None:
        raise KpiError(FAULT_CODES[results.fault], _GRAPH, results.fault.value)
    return results


def _touchpoint(results: JourneyResults, touchpoint_id: str) -> TouchpointResults:
    if touchpoint_id not in results.touchpoints:
        raise KpiError(ErrorCode.EMPTY, _TOUCHPOINT)
    return results.touchpoints[touchpoint_id]
