"""Many versions of one journey at once: drawn probabilities, and each version solved.

The versions share their loops, so that each loop is inverted for all of them together and the points between are passed
through in their order: the work grows with the passages, not with the square of the points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.flow import DROP_OFF, with_ends

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from journey.flow import FlowInput, Matrix, Positions, Vector
    from journey.rates import RateInput

    Flags = NDArray[numpy.bool_]

_NUMBERS_AT_ONCE = 2_000_000
"""Versions are solved in portions whose largest array has about so many numbers."""
_OPERATIONS = 3_000_000_000
"""Fewer versions are drawn where large loops would need more operations than this."""
_FEWEST = 20


@dataclass(frozen=True, eq=False)
class DrawnChains:
    """D versions of a chain with n points and m passages; see `journey.fundamental.Solved`."""

    probability: Matrix
    """(D, m)"""
    visits: Matrix
    """(D, n)"""
    success_from: Matrix
    """(D, n)"""
    returns: Matrix
    """(D, n)"""
    back: Matrix
    """(D, m)"""


@dataclass(frozen=True, eq=False)
class _Loop:
    """Points that lead back to each other, or a point alone: positions of its points, and of its passages."""

    points: Positions
    inner: Positions
    """Passages that stay in the loop."""
    outer: Positions
    """Passages that leave it."""


def drawn_chains(
    flow: FlowInput, rates: RateInput, draws: int, random: numpy.random.Generator
) -> Iterator[DrawnChains]:
    """About `draws` versions of a chain, in portions; fewer where the journey has loops of hundreds of points."""
    loops = _loops(flow, (flow.probability > 0.0) | (rates.high > 0.0))
    work = sum(len(loop.points) ** 3 for loop in loops)
    wanted = min(draws, max(_OPERATIONS // max(work, 1), _FEWEST))
    largest = max(len(flow.source), max(len(loop.points) for loop in loops) ** 2)
    portion = max(_NUMBERS_AT_ONCE // largest, 1)
    while wanted > 0:
        yield _solved(flow, loops, drawn_probabilities(flow, rates, min(portion, wanted), random))
        wanted -= portion


def drawn_probabilities(flow: FlowInput, rates: RateInput, draws: int, random: numpy.random.Generator) -> Matrix:
    """(draws, m) Probabilities whose sum over the passages that leave a point is 1.

    Points that were counted: Dirichlet with the counts, which is the Bayesian bootstrap (Rubin, 1981; Efron, 1979).
    Others: each rate from a PERT distribution, the Beta between low and high with its mode at the likely value
    (Malcolm, Roseboom, Clark and Fazar, 1959; Johnson and Kotz, 1970), then brought to a sum of 1.
    """
    import numpy

    likely = flow.probability
    is_counted = rates.counted[flow.source] > 0.0
    ranged = drawn_pert(rates.low, likely, rates.high, draws, random)
    # A Dirichlet is Gammas with the counts as shapes, brought to a sum of 1. What was never counted is never drawn.
    is_drawn = is_counted & (likely > 0.0)
    gammas = random.gamma(numpy.where(is_drawn, likely * rates.counted[flow.source], 1.0), size=ranged.shape)
    drawn = numpy.where(is_counted, numpy.where(is_drawn, gammas, 0.0), ranged)
    totals = _summed(flow, drawn)[:, flow.source]
    # A point whose weights all vanish in a draw keeps its likely rates.
    return numpy.where(totals > 0.0, drawn / numpy.where(totals > 0.0, totals, 1.0), likely)


def drawn_pert(low: Vector, likely: Vector, high: Vector, draws: int, random: numpy.random.Generator) -> Matrix:
    """(draws, k) Values between low and high, most often near the likely one, which they are without a range."""
    import numpy

    span = high - low
    has_range = span > 1e-12
    width = numpy.where(has_range, span, 1.0)
    first = numpy.where(has_range, 1.0 + 4.0 * (likely - low) / width, 1.0)
    second = numpy.where(has_range, 1.0 + 4.0 * (high - likely) / width, 1.0)
    return numpy.where(has_range, low + span * random.beta(first, second, (draws, len(likely))), likely)


def solved_chains(flow: FlowInput, probability: Matrix) -> DrawnChains:
    """The versions of a chain that have these probabilities (D, m), all at once."""
    is_open: Flags = (probability > 0.0).max(axis=0)
    return _solved(flow, _loops(flow, is_open), probability)


def drop_offs(flow: FlowInput, probability: Matrix) -> Matrix:
    """(D, n) Probability of dropping off right after each point."""
    import numpy

    return numpy.minimum(_summed(flow, probability * (flow.target == DROP_OFF)), 1.0)


def _summed(flow: FlowInput, of_passages: Matrix) -> Matrix:
    import numpy

    order = numpy.argsort(flow.source, kind="stable")
    first = numpy.searchsorted(flow.source[order], numpy.arange(len(flow.point_ids)))
    return numpy.add.reduceat(of_passages[:, order], first, axis=1)  # every point has a passage that leaves it


def _solved(flow: FlowInput, loops: tuple[_Loop, ...], probability: Matrix) -> DrawnChains:
    """Success from the ends backwards, then visits from the entries onwards; the draws are the last axis meanwhile."""
    import numpy

    draws, count = len(probability), len(flow.point_ids)
    shares = numpy.ascontiguousarray(probability.T)
    success = with_ends(numpy.zeros((draws, count))).T.copy()
    returns, back = numpy.ones((count, draws)), numpy.zeros_like(shares)
    inverses = []
    for loop in loops:
        place = {int(point): at for at, point in enumerate(loop.points)}
        following = shares[loop.outer] * success[flow.target[loop.outer]]
        ahead = numpy.zeros((len(place), draws))
        numpy.add.at(ahead, [place[int(each)] for each in flow.source[loop.outer]], following)
        inverse = None
        if len(loop.inner):
            sources = [place[int(each)] for each in flow.source[loop.inner]]
            targets = [place[int(each)] for each in flow.target[loop.inner]]
            between = numpy.zeros((len(place), len(place), draws))
            numpy.add.at(between, (sources, targets), shares[loop.inner])
            inverse = numpy.linalg.inv(numpy.identity(len(place)) - between.transpose(2, 0, 1))
            ahead = numpy.einsum("dij,jd->id", inverse, ahead)
            returns[loop.points] = numpy.diagonal(inverse, axis1=1, axis2=2).T
            back[loop.inner] = inverse[:, targets, sources].T
        success[loop.points] = ahead
        inverses.append(inverse)
    visits = numpy.repeat(flow.starts[:, None], draws, axis=1)
    for loop, inverse in zip(reversed(loops), reversed(inverses), strict=True):
        if inverse is not None:
            visits[loop.points] = numpy.einsum("id,dij->jd", visits[loop.points], inverse)
        for passage in loop.outer[flow.target[loop.outer] >= 0]:
            visits[flow.target[passage]] += visits[flow.source[passage]] * shares[passage]
    return DrawnChains(probability, visits.T, numpy.clip(success[:count].T, 0.0, 1.0), returns.T, back.T)


def _loops(flow: FlowInput, is_open: Flags) -> tuple[_Loop, ...]:
    """The loops that the open passages of a flow make, each after all those that it leads to."""
    import networkx
    import numpy

    ways: networkx.DiGraph[int] = networkx.DiGraph()
    ways.add_nodes_from(range(len(flow.point_ids)))
    is_way = (flow.target >= 0) & is_open
    ways.add_edges_from(zip(flow.source[is_way].tolist(), flow.target[is_way].tolist(), strict=True))
    between = networkx.condensation(ways)
    order_of_loops = reversed(list(networkx.topological_sort(between)))
    members = [numpy.array(sorted(between.nodes[each]["members"])) for each in order_of_loops]
    loop_of = numpy.empty(len(flow.point_ids), numpy.intp)
    for loop, points in enumerate(members):
        loop_of[points] = loop
    of_source = loop_of[flow.source]
    stays = is_way & (loop_of[numpy.maximum(flow.target, 0)] == of_source)
    order = numpy.argsort(of_source, kind="stable")
    starts = numpy.searchsorted(of_source[order], numpy.arange(len(members) + 1))
    found = []
    for loop, points in enumerate(members):
        own = order[starts[loop] : starts[loop + 1]]
        found.append(_Loop(points, own[stays[own]], own[~stays[own] & is_open[own]]))
    return tuple(found)
