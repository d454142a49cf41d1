"""The few numbers of a chain from which every figure follows without solving it again.

N = (I - Q)^-1 is the fundamental matrix of Kemeny and Snell, Finite Markov Chains, 1960: Q holds the probabilities from
one point to the next, N the expected visits of the column for a customer at the row. Of N only one row, one product,
the diagonal and the entries along passages are needed. Where the points fall into loops that do not lead back to each
other (strongly connected components), N is block triangular, and its diagonal blocks are the inverses of those of
I - Q: the diagonal costs one small inverse per loop, and is 1 outside loops.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.elimination import selected_entries
from journey.flow import FlowInput

if TYPE_CHECKING:
    from scipy.sparse import csc_array

    from journey.flow import Matrix, Positions, Vector

DENSE_LIMIT = 300
"""Up to this number of points one dense inverse is quicker than importing and calling the sparse solver."""

SMALL_LOOP = 40
"""Loops up to this size are inverted, those of one size all at once; points are taken out of larger ones."""

MOST_RETURNS = 1e12
"""Of a loop in which one turns longer, the machine no longer knows the way out to four figures."""


class ClosedChain(ArithmeticError):
    """Customers stay in a loop for ever, or so nearly that the numbers do not tell the difference."""


@dataclass(frozen=True, eq=False)
class Solved:
    """What was solved of a chain with n points and m passages."""

    visits: Vector
    """(n) Expected visits of each point per entrant: the starts times N."""
    success_from: Vector
    """(n) Probability of success for a customer at each point: N times the passages to a success. 0 to 1."""
    returns: Vector
    """(n) Diagonal of N: visits of a point, the present one included, for a customer who is there. At least 1."""
    back: Vector
    """(m) Visits of the source of a passage for a customer who has just taken it; 0 if it leads out of the loop."""
    columns: Callable[[Positions], Matrix]
    """(n, k) Columns of N for k positions."""
    times: Callable[[Vector], Vector]
    """(n) N times a vector over the points."""


def solve_flow(flow: FlowInput, dense_limit: int = DENSE_LIMIT) -> Solved:
    """Solve a chain; `ClosedChain` if it has no way out in the precision of the machine."""
    import numpy

    solved = _solved_dense(flow) if len(flow.point_ids) <= dense_limit else _solved_sparse(flow)
    # A loop that is left once in 10^16 turns gives inverses without meaning, some of them finite.
    is_sound = numpy.isfinite(solved.visits).all() and (solved.returns >= 1.0 - 1e-6).all()
    if not is_sound or (solved.returns > MOST_RETURNS).any():
        raise ClosedChain
    return solved


def _solved_dense(flow: FlowInput) -> Solved:
    import numpy

    count = len(flow.point_ids)
    inner = flow.target >= 0
    system = numpy.identity(count)
    numpy.subtract.at(system, (flow.source[inner], flow.target[inner]), flow.probability[inner])
    try:
        visits_between: Matrix = numpy.linalg.inv(system).astype(numpy.float64, copy=False)
    except numpy.linalg.LinAlgError as error:
        raise ClosedChain from error
    back = numpy.where(inner, visits_between[numpy.where(inner, flow.target, 0), flow.source], 0.0)
    return Solved(
        visits=flow.starts @ visits_between,
        success_from=numpy.clip(visits_between @ flow.to_success, 0.0, 1.0),
        returns=visits_between.diagonal().copy(),
        back=back,
        columns=lambda positions: visits_between[:, positions],
        times=lambda vector: visits_between @ vector,
    )


def _solved_sparse(flow: FlowInput) -> Solved:
    import numpy
    from scipy.sparse.linalg import splu

    system = system_of(flow)
    try:
        factors = splu(system)
        returns, back = _loop_entries(flow)
    except (RuntimeError, numpy.linalg.LinAlgError) as error:  # "Factor is exactly singular"
        raise ClosedChain from error

    def columns(positions: Positions) -> Matrix:
        wanted = numpy.zeros((len(flow.point_ids), len(positions)))
        wanted[positions, numpy.arange(len(positions))] = 1.0
        return factors.solve(wanted)

    return Solved(
        visits=factors.solve(flow.starts, trans="T"),  # type: ignore[call-overload] # the stubs lack `trans`
        success_from=numpy.clip(factors.solve(flow.to_success), 0.0, 1.0),
        returns=returns,
        back=back,
        columns=columns,
        times=factors.solve,
    )


def system_of(flow: FlowInput) -> csc_array:
    """I - Q as a sparse (n, n) matrix, parallel passages added."""
    import numpy
    from scipy.sparse import csc_array

    count = len(flow.point_ids)
    inner = flow.target >= 0
    every = numpy.arange(count)
    values = numpy.concatenate((-flow.probability[inner], numpy.ones(count)))
    places = numpy.concatenate((flow.source[inner], every)), numpy.concatenate((flow.target[inner], every))
    return csc_array((values, places), shape=(count, count))


def _loop_entries(flow: FlowInput) -> tuple[Vector, Vector]:
    """The diagonal of N (n) and its entries from the target of each passage to its source (m), loop by loop."""
    import numpy
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    count = len(flow.point_ids)
    # Passages of probability 0 count as ways: what would come back through them is asked when their rate is varied.
    inner = numpy.flatnonzero(flow.target >= 0)
    ways = csr_array((numpy.ones(len(inner)), (flow.source[inner], flow.target[inner])), shape=(count, count))
    _, loop_of = connected_components(ways, connection="strong")
    within = inner[loop_of[flow.source[inner]] == loop_of[flow.target[inner]]]
    returns, back = numpy.ones(count), numpy.zeros(len(flow.source))
    if not len(within):
        return returns, back
    sizes = numpy.bincount(loop_of)
    order = numpy.argsort(loop_of, kind="stable")
    place_in_loop = numpy.empty(count, numpy.intp)
    place_in_loop[order] = numpy.arange(count) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
    size_of_passage = sizes[loop_of[flow.source[within]]]
    for size in numpy.unique(size_of_passage[size_of_passage <= SMALL_LOOP]):
        chosen = within[size_of_passage == size]
        loops, rank = numpy.unique(loop_of[flow.source[chosen]], return_inverse=True)
        members = order[numpy.isin(loop_of[order], loops)].reshape(len(loops), size)
        places = place_in_loop[flow.source[chosen]], place_in_loop[flow.target[chosen]]
        returns[members], back[chosen] = _small_blocks(rank, *places, flow.probability[chosen], members.shape)
    large = within[size_of_passage > SMALL_LOOP]
    if len(large):
        members, place = numpy.unique((flow.source[large], flow.target[large]), return_inverse=True)
        sources, targets = place.reshape(2, -1)
        returns[members], back[large] = selected_entries(len(members), sources, targets, flow.probability[large])
    return returns, back


def _small_blocks(
    loop: Positions, source: Positions, target: Positions, probability: Vector, shape: tuple[int, int]
) -> tuple[Matrix, Vector]:
    """The diagonals (loops, size) and the entries along passages for `shape` = (loops, size), inverted all at once."""
    import numpy

    loops, size = shape
    flat = (loop * size + source) * size + target
    between = numpy.bincount(flat, probability, loops * size * size).reshape(loops, size, size)
    blocks: Matrix = numpy.linalg.inv(numpy.identity(size) - between).astype(numpy.float64, copy=False)
    return numpy.diagonal(blocks, axis1=1, axis2=2), blocks[loop, target, source]
