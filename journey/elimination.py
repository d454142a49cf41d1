"""Entries of the fundamental matrix of large loops, without inverting them.

Points are taken out of the loops one independent set after the other, those with the fewest passages first. What passed
through them is added to the passages between their neighbours, which gives the chain as seen at the remaining points
(censored chain: Kemeny and Snell, 1960, chapter VI; Grassmann, Taksar and Heyman, 1985). The small dense core that is
left is inverted, and the entries wanted follow back set by set from those of the neighbours, because each of them lies
on a passage of the next smaller chain (Takahashi, Fagan and Chen, 1973; Erisman and Tinney, 1975).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from journey.flow import Positions, Vector

    Flags = NDArray[numpy.bool_]

CORE = 150
"""Chains of up to so many points are inverted as they are."""
_MIXER = 7919
_DENSE_SHARE = 0.2
"""From this share of all possible passages on, taking points out costs more than inverting the rest."""


@dataclass(frozen=True, eq=False)
class _Chain:
    """Passages between `size` points, each pair of points once, and a passage of each point to itself.

    `keys` are source x size + target, ascending.
    """

    size: int
    keys: Positions
    probability: Vector

    @property
    def source(self) -> Positions:
        return self.keys // self.size

    @property
    def target(self) -> Positions:
        return self.keys % self.size


def selected_entries(size: int, source: Positions, target: Positions, probability: Vector) -> tuple[Vector, Vector]:
    """The diagonal of N = (I - Q)^-1 (size), and its entries from target to source of each passage (m)."""
    import numpy

    every = numpy.arange(size)
    keys = numpy.concatenate((source * size + target, every * size + every))
    chain, place = _merged(size, keys, numpy.concatenate((probability, numpy.zeros(size))))
    entries = _entries(chain)[place]
    return entries[len(source) :], entries[: len(source)]


def _entries(chain: _Chain) -> Vector:
    """N[target, source] for each passage of a chain."""
    import numpy

    if chain.size <= CORE or len(chain.keys) > _DENSE_SHARE * chain.size**2:
        system = numpy.identity(chain.size)
        system[chain.source, chain.target] -= chain.probability
        return numpy.linalg.inv(system)[chain.target, chain.source].astype(numpy.float64, copy=False)
    return _through_smaller(chain)


def _through_smaller(chain: _Chain) -> Vector:
    """The entries of a chain from those of the chain without an independent set of points.

    With f = 1 / (1 - q_ii) for a point i taken out, N of the others is that of the smaller chain, and
    N_ic = f sum_a q_ia N_ac,  N_ai = f sum_c N_ac q_ci,  N_ii = f + f sum_c N_ic q_ci.
    """
    import numpy

    is_out = _independent(chain)
    source, target, share = chain.source, chain.target, chain.probability
    to_self, onto, off, rest = _parts(is_out[source], is_out[target])
    turns = numpy.zeros(chain.size)
    turns[source[to_self]] = 1.0 / (1.0 - share[to_self])
    came, went = _ways_through(target[onto], source[off])  # one for each way through: passages c > i and i > a
    number = numpy.cumsum(~is_out) - 1
    size = int(number[-1]) + 1
    left = number[source[rest]] * size + number[target[rest]]
    through = number[source[onto][came]] * size + number[target[off][went]]
    added = share[onto][came] * turns[target[onto][came]] * share[off][went]
    smaller, place = _merged(size, numpy.concatenate((left, through)), numpy.concatenate((share[rest], added)))
    known = _entries(smaller)
    between = known[place[len(rest) :]]  # N_ac
    entries = numpy.empty(len(share))
    entries[rest] = known[place[: len(rest)]]
    entries[onto] = turns[target[onto]] * numpy.bincount(came, share[off][went] * between, len(onto))
    entries[off] = turns[source[off]] * numpy.bincount(went, share[onto][came] * between, len(off))
    returning = numpy.bincount(target[onto], share[onto] * entries[onto], chain.size)
    entries[to_self] = turns[source[to_self]] * (1.0 + returning[source[to_self]])
    return entries


def _parts(from_out: Flags, to_out: Flags) -> tuple[Positions, Positions, Positions, Positions]:
    """The passages of points taken out to themselves, onto them, off them, and the rest."""
    import numpy

    parts = (from_out & to_out, ~from_out & to_out, from_out & ~to_out, ~from_out & ~to_out)
    to_self, onto, off, rest = (numpy.flatnonzero(each) for each in parts)
    return to_self, onto, off, rest


def _ways_through(arriving: Positions, leaving: Positions) -> tuple[Positions, Positions]:
    """Every pair of a passage that arrives at a point and one that leaves it: `leaving` holds points in order."""
    import numpy

    first = numpy.searchsorted(leaving, arriving)
    count = numpy.searchsorted(leaving, arriving, side="right") - first
    came = numpy.repeat(numpy.arange(len(arriving)), count)
    within = numpy.arange(len(came)) - numpy.repeat(numpy.cumsum(count) - count, count)
    return came, first[came] + within


def _independent(chain: _Chain) -> Flags:
    """The points to take out: no passage joins two of them, and few ways lead through them."""
    import numpy

    source, target, size = chain.source, chain.target, chain.size
    others = source != target
    source, target = source[others], target[others]
    ways = numpy.bincount(source, minlength=size) * numpy.bincount(target, minlength=size)
    rank = numpy.empty(size, numpy.intp)
    # Ties in mixed order: neighbours often have neighbouring numbers, and would wait for each other.
    rank[numpy.lexsort((numpy.arange(size) * _MIXER % size, ways))] = numpy.arange(size)
    lowest = numpy.full(size, size)
    numpy.minimum.at(lowest, source, rank[target])
    numpy.minimum.at(lowest, target, rank[source])
    chosen: Flags = (rank < lowest) & (ways <= numpy.median(ways))
    return chosen


def _merged(size: int, keys: Positions, probability: Vector) -> tuple[_Chain, Positions]:
    """A chain with parallel passages added, and where each of the passages given is in it."""
    import numpy

    unique, place = numpy.unique(keys, return_inverse=True)
    added = numpy.bincount(place, probability, len(unique)).astype(numpy.float64, copy=False)
    return _Chain(size, unique, added), place
