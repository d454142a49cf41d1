"""How long the figures of a large journey take, in units of one sparse factorisation of its matrix with four solves.

All leverages, removal effects and friction costs come from one solution; the naive way factorises anew for each
touchpoint and each friction. Both run here, on random journeys of several kinds, and must agree.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy loads; threads that wait for cores blur the ratios
import numpy

from journey.analysis import journey_results
from journey.flow import DROP_OFF, SUCCESS, FlowInput, flow_of
from journey.fundamental import solve_flow, system_of
from journey.graph import journey_graph
from journey.losses import LossShare, Places, changes_of
from journey.markov import KEPT_SHARE, Chain
from journey.model import Journey, NodeKind, RateOrigin, Touchpoint, Transition
from journey.valuation import JourneyWorth
from journey.what_if import WhatIf
from strategy.snapshot import Snapshot

TOUCHPOINTS, FRICTIONS = 2000, 400
LIMIT, TOLERANCE, SLIDER_MS = 4.0, 1e-9, 5.0
ROUNDS, CHECKED = 25, 40


@dataclass(frozen=True)
class Case:
    """A kind of journey: how far passages go forward, and which share of them leads back."""

    name: str
    back_share: float
    farthest_back: int


CASES = (
    Case("forward, few loops", 0.02, 8),
    Case("forward, many loops", 0.12, 8),
    Case("loops of dozens", 0.3, 8),
    Case("loops of hundreds", 0.04, 60),
    Case("one loop of nearly all", 1.0, TOUCHPOINTS),
)


def main() -> int:
    """Print the figures of each kind; 1 when a limit is passed or a result differs."""
    print(f"{TOUCHPOINTS} touchpoints, {3 * TOUCHPOINTS} transitions, {FRICTIONS} frictions; best of {ROUNDS}")
    sound = [_measured(case) for case in CASES]
    sound.append(_slider())
    _from_rows()
    return int(not all(sound))


def random_flow(case: Case, count: int = TOUCHPOINTS, seed: int = 1) -> FlowInput:
    """A journey with three passages from each touchpoint, one of them to an end."""
    random = numpy.random.default_rng(seed)
    source = numpy.repeat(numpy.arange(count), 2)
    target = numpy.minimum(source + 1 + random.integers(0, 30, len(source)), count - 1)
    back = random.random(len(source)) < case.back_share
    target[back] = (source[back] - random.integers(1, case.farthest_back + 1, back.sum())) % count
    ends = numpy.where(random.random(count) < 0.2, SUCCESS, DROP_OFF)
    weights, last = random.random(len(source)), random.random(count) * 0.5
    totals = numpy.bincount(source, weights, count) + last
    every = numpy.arange(count)
    return FlowInput(
        point_ids=tuple(f"t{each}" for each in range(count)),
        passage_ids=tuple(f"p{each}" for each in range(3 * count)),
        starts=numpy.full(count, 1 / count),  # all points are visited: no figure is too small to be compared
        hours=random.random(count),
        source=numpy.concatenate((source, every)),
        target=numpy.concatenate((target, ends)),
        probability=numpy.concatenate((weights / totals[source], last / totals)),
        delay_hours=random.random(3 * count),
    )


def random_places(flow: FlowInput, seed: int = 2) -> Places:
    """Frictions half on touchpoints, half on passages, that explain between a tenth and all of a loss."""
    random = numpy.random.default_rng(seed)
    passage = numpy.where(random.random(FRICTIONS) < 0.5, random.integers(0, len(flow.source), FRICTIONS), -1)
    row = numpy.where(passage >= 0, flow.source[passage], random.integers(0, len(flow.point_ids), FRICTIONS))
    shares = (LossShare(0.0, float(each), 1.0, RateOrigin.ASSUMED) for each in random.uniform(0.1, 1.0, FRICTIONS))
    return Places(tuple(f"f{each}" for each in range(FRICTIONS)), row, passage, tuple(shares))


def all_figures(flow: FlowInput, places: Places) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Leverages, conversions lost without each touchpoint, gains of the frictions: what the limit is about."""
    afresh = replace(flow)  # nothing that an earlier call has kept
    chain = Chain(afresh, solve_flow(afresh))
    return chain.leverages(), chain.conversions_lost, changes_of(chain, places).gains(places.likely)


def _measured(case: Case) -> bool:
    from scipy.sparse.linalg import splu

    flow = random_flow(case)
    places, system = random_places(flow), system_of(flow)

    def unit() -> None:
        factors = splu(system)
        for right in (flow.starts, flow.to_success, flow.hours, flow.to_drop_off):
            factors.solve(right)

    unit_ms, ours_ms = _best(unit, lambda: all_figures(flow, places))
    figures = all_figures(flow, places)
    started = time.perf_counter()
    difference = _largest_difference(flow, places, figures)
    naive_ms = (time.perf_counter() - started) * 1000 / (3 * CHECKED) * (2 * TOUCHPOINTS + FRICTIONS)
    ratio = ours_ms / unit_ms
    is_sound = ratio <= LIMIT and difference <= TOLERANCE
    print(f"{case.name:24} unit {unit_ms:6.2f} ms   all figures {ours_ms:6.2f} ms = {ratio:.2f} units (at most {LIMIT})"
          f"   naive about {naive_ms / unit_ms:6.0f} units   differs by {difference:.0e}"
          f"   {'ok' if is_sound else 'FAILED'}")  # fmt: skip
    return is_sound


def _best(*calls: Callable[[], object]) -> list[float]:
    """Least milliseconds of each call; they take turns, so that the machine's other work disturbs them alike."""
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for place, call in enumerate(calls):
            started = time.perf_counter()
            call()
            best[place] = min(best[place], (time.perf_counter() - started) * 1000)
    return best


def _largest_difference(flow: FlowInput, places: Places, figures: tuple[numpy.ndarray, ...]) -> float:
    """How far some figures of each sort lie from those of the changed matrix, factorised anew."""
    leverages, lost, gains = figures
    success = _success(flow, flow.probability, flow.target)
    random = numpy.random.default_rng(3)
    worst = 0.0
    for row in random.choice(numpy.flatnonzero(~numpy.isnan(leverages)), CHECKED, replace=False):
        kept = _kept(flow, row, min(KEPT_SHARE, float(flow.to_drop_off[row])))
        worst = max(worst, abs((_success(flow, kept, flow.target) - success) * 100 - leverages[row]))
        target = numpy.where(flow.target == row, DROP_OFF, flow.target)
        missing = float(flow.starts[row]) * _success(flow, flow.probability, target, row)  # who would have come in here
        left = _success(flow, flow.probability, target) - missing
        worst = max(worst, abs(success - left - lost[row]))
    for place in random.choice(numpy.flatnonzero(~numpy.isnan(gains)), CHECKED, replace=False):
        changed = _without_friction(flow, places, int(place))
        worst = max(worst, abs(_success(flow, changed, flow.target) - success - gains[place]))
    return worst


def _kept(flow: FlowInput, row: int, amount: float) -> numpy.ndarray:
    """The probabilities when `amount` fewer drop off at a point and go on as the others do."""
    own, lost = flow.source == row, flow.to_drop_off[row]
    drops = own & (flow.target == DROP_OFF)
    changed = numpy.where(own & ~drops, flow.probability * (1 - lost + amount) / (1 - lost), flow.probability)
    return numpy.where(drops, flow.probability * (1 - amount / lost), changed) if lost > 0 else flow.probability


def _without_friction(flow: FlowInput, places: Places, place: int) -> numpy.ndarray:
    row, passage, share = int(places.row[place]), int(places.passage[place]), places.likely[place]
    lost = float(flow.to_drop_off[row])
    if passage < 0:
        return _kept(flow, row, lost * share)
    if flow.target[passage] == DROP_OFF:
        return _kept(flow, row, float(flow.probability[passage]) * share)
    changed = flow.probability.copy()
    moved = lost * float(flow.probability[passage]) / (1 - lost) * share
    changed[(flow.source == row) & (flow.target == DROP_OFF)] -= moved
    changed[passage] += moved
    return changed


def _success(flow: FlowInput, probability: numpy.ndarray, target: numpy.ndarray, row: int | None = None) -> float:
    """Success of a changed journey, or from one of its points, solved from nothing."""
    from scipy.sparse import csc_array, eye_array
    from scipy.sparse.linalg import spsolve

    count, inner = len(flow.point_ids), target >= 0
    between = csc_array((probability[inner], (flow.source[inner], target[inner])), shape=(count, count))
    to_success = numpy.bincount(flow.source, probability * (target == SUCCESS), count)
    success = spsolve(eye_array(count, format="csc") - between, to_success)
    return float(flow.starts @ success if row is None else success[row])


def _slider() -> bool:
    """One move of the what-if slider at 300 touchpoints, with twenty frictions won back at once."""
    flow = random_flow(CASES[1], 300)
    every = random_places(flow)
    places = Places(every.friction_ids[:20], every.row[:20], every.passage[:20], every.shares[:20])
    prepared = WhatIf(Chain(flow, solve_flow(flow)), places, JourneyWorth(None, None, None))
    (move_ms,) = _best(lambda: prepared.result(dict.fromkeys(places.friction_ids, 0.6)))
    print(f"what-if, 300 touchpoints: {move_ms:.2f} ms a move (at most {SLIDER_MS} ms)")
    return move_ms <= SLIDER_MS


def _from_rows() -> None:
    """What a page waits for besides: rows to graph, faults looked for, arrays. Told, not limited."""
    flow = random_flow(CASES[0])
    ends = {SUCCESS: "won", DROP_OFF: "lost"}
    kinds = {"in": NodeKind.ENTRY, "won": NodeKind.SUCCESS, "lost": NodeKind.DROP_OFF}
    names = {**kinds, **dict.fromkeys(flow.point_ids, NodeKind.TOUCHPOINT)}
    points = [Touchpoint(id=name, journey_id="jr", kind=kind.value) for name, kind in names.items()]
    passages = [Transition(id="in", journey_id="jr", source_id="in", target_id="t0", probability=1.0)]
    for number, target in enumerate(flow.target.tolist()):
        passages.append(Transition(
            id=f"p{number}", journey_id="jr", source_id=f"t{flow.source[number]}",
            target_id=ends.get(target, f"t{target}"), probability=float(flow.probability[number]),
        ))  # fmt: skip
    rows = Snapshot([Journey(id="jr"), *points, *passages])
    build_ms, all_ms = _best(
        lambda: flow_of(journey_graph(rows, "jr")), lambda: journey_results(Snapshot(list(rows)), "jr")
    )
    print(f"rows to arrays: {build_ms:.1f} ms; rows to all results of the journey: {all_ms:.1f} ms")
