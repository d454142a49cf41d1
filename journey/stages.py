"""How customers get through the stages of a journey: how many reach each, how many go on, how long it takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from journey.analysis import journey_chain
from journey.flow import SUCCESS, FlowInput, GraphFault
from journey.fundamental import DENSE_LIMIT, system_of
from journey.graph import Rows
from journey.model import Stage, Touchpoint

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from journey.flow import Positions, Vector

    Flags = NDArray[numpy.bool_]


@dataclass(frozen=True, slots=True)
class StageResults:
    """One stage. `reached`: share of entrants who get to it or to a later one, since a customer may skip a stage.

    `passed`: share of those who get to a later one or succeed (`kpi_stage_conversion_rate`), None where nobody comes.
    `hours`: mean time that those spend in it, on the way from its points to the next ones included.
    """

    reached: float
    passed: float | None
    hours: float | None


_known: WeakKeyDictionary[Rows, dict[str, Mapping[str, StageResults]]] = WeakKeyDictionary()
"""What was computed for rows that are still in use: each view of a journey asks again."""


def stage_results(rows: Rows, journey_id: str) -> Mapping[str, StageResults]:
    """The figures of each stage by its id, in order: none for a stage where nobody can be met, none at all while the
    graph is not sound."""
    known = _known.setdefault(rows, {})
    if journey_id not in known:
        known[journey_id] = _stage_results(rows, journey_id)
    return known[journey_id]


def _stage_results(rows: Rows, journey_id: str) -> Mapping[str, StageResults]:
    chain = journey_chain(rows, journey_id)
    if isinstance(chain, GraphFault):
        return {}
    flow, stages = chain.flow, rows.where(Stage, journey_id=journey_id)
    places = _places(rows, flow, [stage.id for stage in stages])
    shares = [share_reaching(flow, places >= place) for place in range(len(stages))] + [chain.success]
    spent = _hours_of_visits(flow) * chain.solved.visits
    found = {}
    for place, stage in enumerate(stages):
        if not (places == place).any():
            continue
        reached, further = shares[place], shares[place + 1]
        hours = float(spent[places == place].sum())
        found[stage.id] = StageResults(
            reached=reached,
            passed=min(1.0, further / reached) if reached > 0 else None,
            hours=hours / reached if reached > 0 and hours > 0 else None,
        )
    return found


def share_reaching(flow: FlowInput, wanted: Flags) -> float:
    """Share of entrants who come to one of the wanted points (n flags) or succeed, at least once.

    The probability h of hitting a set is 1 in it and solves (I - Q) h = r outside, where r is the probability of the
    next step leading into it (Kemeny and Snell, Finite Markov Chains, 1960, ch. III).
    """
    import numpy

    ends = numpy.append(wanted, (False, True))  # by target: the points, then DROP_OFF and SUCCESS
    assert SUCCESS == -1
    right = flow.summed(flow.probability * ends[flow.target])
    free = numpy.flatnonzero(~wanted)
    share = wanted.astype(numpy.float64)
    if len(free):
        share[free] = _solved(flow, free, right[free])
    return min(1.0, max(0.0, float(flow.starts @ share)))


def _solved(flow: FlowInput, free: Positions, right: Vector) -> Vector:
    """The solution of I - Q among some points. A small one needs no library for sparse matrices, which load slowly."""
    import numpy

    if len(flow.point_ids) <= DENSE_LIMIT:
        inner = flow.target >= 0
        system = numpy.eye(len(flow.point_ids))
        numpy.subtract.at(system, (flow.source[inner], flow.target[inner]), flow.probability[inner])
        return numpy.linalg.solve(system[numpy.ix_(free, free)], right).astype(numpy.float64, copy=False)
    from scipy.sparse.linalg import spsolve

    solved: Vector = spsolve(system_of(flow)[free][:, free].tocsc(), right)
    return solved


def _places(rows: Rows, flow: FlowInput, stage_ids: list[str]) -> Positions:
    """(n) The place of the stage of each point; -1 outside the stages."""
    import numpy

    place_of = {stage_id: place for place, stage_id in enumerate(stage_ids)}
    points = (rows.get(Touchpoint, point_id) for point_id in flow.point_ids)
    found = (place_of.get(point.stage_id or "", -1) if point else -1 for point in points)
    return numpy.fromiter(found, numpy.intp, len(flow.point_ids))


def _hours_of_visits(flow: FlowInput) -> Vector:
    """(n) Mean hours from coming to a point to coming to the next one."""
    hours: Vector = flow.hours + flow.summed(flow.probability * flow.delay_hours)
    return hours
