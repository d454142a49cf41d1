"""Sets of things within limits, by whole-number programming: every figure is a whole number, so that answers are exact.

The solver (HiGHS, through scipy) counts in floating point and takes what is within a millionth for equal; so each set
that it finds is counted again here, and one that breaks a limit is excluded by name and looked for again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

_MOST_TRIES = 50
"""Sets within a millionth of each other; beyond so many of them the best one counted so far is good enough."""

Members = frozenset[int]


@dataclass(frozen=True, slots=True)
class Bound:
    """The sum of these amounts over the members lies between `low` and `high`, both included; None: no limit."""

    amounts: tuple[int, ...]
    low: int | None = None
    high: int | None = None

    def holds(self, members: Members) -> bool:
        total = sum(self.amounts[each] for each in members)
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)

    def excess(self, members: Members) -> int:
        """By how much a set passes the upper limit, negative where it does not."""
        return sum(self.amounts[each] for each in members) - (self.high or 0)


@dataclass(frozen=True, slots=True)
class Programme:
    """Which of `size` things may be together: `needs` are pairs (thing, thing that it needs)."""

    size: int
    needs: tuple[tuple[int, int], ...] = ()
    included: Members = frozenset()
    excluded: Members = frozenset()
    bounds: tuple[Bound, ...] = ()

    def allows(self, members: Members) -> bool:
        """Whether a set respects all of it."""
        return (
            self.included <= members
            and not self.excluded & members
            and all(needed in members for thing, needed in self.needs if thing in members)
            and all(each.holds(members) for each in self.bounds)
        )


def solve(programme: Programme, aims: Sequence[tuple[int, ...]]) -> Members | None:
    """The set with most of the first aim, among those with most of the second, and so on; None if none is allowed."""
    best: Members | None = None
    for aim in aims:
        if best is not None and not any(aim):  # all sets are equal in it
            continue
        found = _most(programme, aim)
        if found is None:
            return best
        if best is not None and _sum(aim, best) > _sum(aim, found):
            found = best
        best = found
        programme = replace(programme, bounds=(*programme.bounds, Bound(aim, low=_sum(aim, best))))
    return best


def _most(programme: Programme, aim: tuple[int, ...]) -> Members | None:
    import numpy
    from scipy.optimize import Bounds, milp

    low, high = numpy.zeros(programme.size), numpy.ones(programme.size)
    low[list(programme.included)] = 1.0
    high[list(programme.excluded)] = 0.0
    if not programme.size or (low > high).any():
        return frozenset() if not programme.size and programme.allows(frozenset()) else None
    constraints = [*_constraints(programme)]
    scale = gcd(*aim) or 1
    for _ in range(_MOST_TRIES):
        found = milp(
            [-each / scale for each in aim],
            integrality=numpy.ones(programme.size, dtype=int),
            bounds=Bounds(low, high),
            constraints=constraints,
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            return None
        members = frozenset(place for place, share in enumerate(found.x) if share > 0.5)
        if programme.allows(members):
            return members
        constraints.append(_other_than(members, programme.size))
    return None


def _constraints(programme: Programme) -> list[LinearConstraint]:
    import numpy
    from scipy.optimize import LinearConstraint

    rows, lows, highs = [], [], []
    for thing, needed in programme.needs:
        row = numpy.zeros(programme.size)
        row[thing] -= 1.0
        row[needed] += 1.0
        rows.append(row)
        lows.append(0.0)
        highs.append(numpy.inf)
    for bound in programme.bounds:
        scale = gcd(*bound.amounts) or 1
        rows.append(numpy.array([each / scale for each in bound.amounts]))
        lows.append(-numpy.inf if bound.low is None else float(-(-bound.low // scale)))
        highs.append(numpy.inf if bound.high is None else float(bound.high // scale))
    return [LinearConstraint(numpy.array(rows), lows, highs)] if rows else []


def _other_than(members: Members, size: int) -> LinearConstraint:
    """Any set but this one."""
    from scipy.optimize import LinearConstraint

    row = [-1.0 if place in members else 1.0 for place in range(size)]
    return LinearConstraint([row], 1.0 - len(members), float(size))


def _sum(amounts: tuple[int, ...], members: Members) -> int:
    return sum(amounts[each] for each in members)
