"""What a friction explains: which customers are lost because of it, and where they would go without it.

A friction explains a share of the loss where it sits:

- on a touchpoint, of all who drop off there;
- on a passage to a drop-off, of those who take that passage;
- on another passage, of those lost at its source who would have taken it, in proportion to its probability among the
  passages that go on.

Those won back go on as the others do; from another passage than a drop-off, they take it. Each of these changes one row
of the chain by a multiple of one vector u, so the new success follows in closed form (Sherman and Morrison, 1950).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.flow import DROP_OFF, FlowInput, with_ends
from journey.markov import CLOSED, NOBODY_GOES_ON, Chain
from journey.model import Friction, RateOrigin

if TYPE_CHECKING:
    from journey.flow import Positions, Vector

_STATED_ODDS = 1.5
"""A share that the team stated may have odds this much lower or higher."""
_LOWEST, _HIGHEST = 0.25, 2.0
"""A share that is assumed may be this much lower or higher, at most 1."""


@dataclass(frozen=True, slots=True)
class LossShare:
    """Share of a loss that a friction explains, 0 to 1, and where it comes from."""

    low: float
    likely: float
    high: float
    origin: RateOrigin


def loss_share(friction: Friction) -> LossShare | None:
    """What the team stated, else an assumption; None as long as severity or frequency is missing as well.

    The assumption: those who meet the friction (`frequency`) leave because of it in proportion to its severity, from
    none at severity 1, negligible, to all at 5, deal-breaker.
    """
    if friction.loss_share is not None:
        low, high = odds_range(friction.loss_share, _STATED_ODDS)
        return LossShare(low, friction.loss_share, high, RateOrigin.STATED)
    if friction.severity is None or friction.frequency is None:
        return None
    likely = min(max(friction.frequency * (friction.severity - 1) / 4.0, 0.0), 1.0)
    return LossShare(likely * _LOWEST, likely, min(likely * _HIGHEST, 1.0), RateOrigin.ASSUMED)


def odds_range(likely: float, factor: float) -> tuple[float, float]:
    """The rates whose odds are `factor` times lower and higher: within 0 and 1, and 0 and 1 stay what they are."""
    return likely / (likely + (1.0 - likely) * factor), likely * factor / (likely * factor + 1.0 - likely)


@dataclass(frozen=True, eq=False)
class Places:
    """Where k frictions sit in a chain, in the order of `friction_ids`."""

    friction_ids: tuple[str, ...]
    row: Positions
    """(k) Position of the point whose loss they explain."""
    passage: Positions
    """(k) Position of the passage they sit on; -1 = on the point itself."""
    shares: tuple[LossShare, ...]

    @property
    def likely(self) -> Vector:
        """(k) Share of the loss that each explains."""
        import numpy

        return numpy.array([each.likely for each in self.shares], numpy.float64)


def places_of(flow: FlowInput, frictions: Iterable[Friction]) -> Places:
    """The frictions that customers meet and whose share is known or assumed."""
    import numpy

    found = []
    for friction in frictions:
        share = loss_share(friction)
        passage = flow.passage_index.get(friction.transition_id or "", -1)
        row = int(flow.source[passage]) if passage >= 0 else flow.index.get(friction.touchpoint_id or "", -1)
        if share is not None and row >= 0:
            found.append((friction.id, row, passage, share))
    return Places(
        tuple(each[0] for each in found),
        numpy.array([each[1] for each in found], numpy.intp),
        numpy.array([each[2] for each in found], numpy.intp),
        tuple(each[3] for each in found),
    )


@dataclass(frozen=True, eq=False)
class Changes:
    """What winning back the whole of each loss does to its row; with shares of it, all is in proportion.

    Shape (k), or (draws, k) for a simulation. NaN where nobody goes on from the point, who could be followed.
    """

    amount: Vector
    """Probability that moves from the drop-off to the way on."""
    following: Vector
    """Probability of success of those won back."""
    returning: Vector
    """Visits of the row for one of those won back: u N e, with e the row."""
    visits: Vector
    """Expected visits of the row."""

    def gains(self, share: Vector) -> Vector:
        """Share of entrants who succeed more, for each friction alone, when `share` of its loss is won back."""
        import numpy

        moved = self.amount * share
        remaining = 1.0 - moved * self.returning
        possible = remaining > CLOSED
        gain = self.visits * moved * self.following / numpy.where(possible, remaining, 1.0)
        return numpy.where(possible, gain, numpy.nan)


def changes_at(flow: FlowInput, places: Places, known: Mapping[str, Vector]) -> Changes:
    """The changes for solutions of the chain: `known` has the vectors "probability", "drop_off", "visits", "success",
    "returns" and "back", the last axis over points or passages."""
    import numpy

    row, passage = places.row, places.passage
    target = flow.target[passage]
    onward, on_drop_off = (passage >= 0) & (target != DROP_OFF), (passage >= 0) & (target == DROP_OFF)
    lost = known["drop_off"][..., row]
    staying = numpy.where(lost < NOBODY_GOES_ON, 1.0 - lost, numpy.nan)
    taken, success = known["probability"][..., passage], known["success"]
    explained = numpy.where(onward, lost * taken / staying, numpy.where(on_drop_off, taken, lost))
    return Changes(
        amount=numpy.where(lost < NOBODY_GOES_ON, explained, numpy.nan),
        following=numpy.where(onward, with_ends(success)[..., target], success[..., row] / staying),
        returning=numpy.where(onward, known["back"][..., passage], (known["returns"][..., row] - 1.0) / staying),
        visits=known["visits"][..., row],
    )


def changes_of(chain: Chain, places: Places) -> Changes:
    """The changes for the likely rates."""
    solved = chain.solved
    return changes_at(chain.flow, places, {
        "probability": chain.flow.probability, "drop_off": chain.flow.to_drop_off, "visits": solved.visits,
        "success": solved.success_from, "returns": solved.returns, "back": solved.back,
    })  # fmt: skip
