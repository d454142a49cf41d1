"""What would be won if frictions were gone, wholly or in part, alone or together.

A friction alone has a closed form (`journey.losses`). Several together change r rows of the chain, and the new success
follows from r equations (Woodbury, Inverting modified matrices, 1950): what needs the whole chain is prepared once, and
each move of a slider solves r equations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journey.analysis import journey_chain
from journey.flow import DROP_OFF, GraphFault
from journey.losses import Changes, LossShare, Places, changes_of, loss_share, places_of
from journey.markov import CLOSED, NOBODY_GOES_ON, Chain
from journey.model import Friction
from journey.valuation import JourneyWorth, journey_worth

if TYPE_CHECKING:
    from journey.flow import Matrix, Positions, Vector
    from journey.graph import Rows


@dataclass(frozen=True, slots=True)
class FrictionGain:
    """What one friction costs in a year: what would be won if it were gone.

    None: of all, while neither the share of the loss nor severity and frequency are known, or where nobody goes on; of
    `people` and `value`, while the plan does not say how many customers walk the journey or what they bring.
    """

    friction_id: str
    share: LossShare | None
    gain: float | None
    """Share of entrants who would succeed more."""
    people: float | None
    value: float | None
    """Plan currency a year."""


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """A journey with some losses won back. Proportions run from 0 to 1.

    `success_after`, `gain` and what follows from it are None when all are won back into a loop without way out.
    """

    success_before: float
    success_after: float | None
    gain: float | None
    sum_of_gains: float | None
    """What the same frictions would bring one by one, added; together they bring more or less than that."""
    people: float | None
    value: float | None
    drop_off: Mapping[str, tuple[float, float]]
    """Probability of dropping off before and after, for each point that the frictions concern."""


class WhatIf:
    """A journey ready for many questions about the same frictions; it holds no rows and may live in any thread."""

    def __init__(self, chain: Chain, places: Places, worth: JourneyWorth) -> None:
        self._chain = chain
        self._places = places
        self._worth = worth

    @property
    def friction_ids(self) -> tuple[str, ...]:
        """The frictions that can be asked about: customers meet them, and what they explain is known or assumed."""
        return self._places.friction_ids

    def result(self, won_back: Mapping[str, float]) -> WhatIfResult:
        """The journey when of each friction named this fraction, 0 to 1, of what it explains is won back.

        Frictions that explain together more than all the loss of a point win back all of it.
        """
        import numpy

        asked = numpy.array([min(max(won_back.get(each, 0.0), 0.0), 1.0) for each in self.friction_ids])
        share = asked * self._places.likely
        moved = self._capped(numpy.nan_to_num(self._changes.amount) * share)
        gain = self._joint_gain(moved)
        alone = self._changes.gains(share)[asked > 0.0]
        before = self._chain.success
        return WhatIfResult(
            success_before=before,
            success_after=None if gain is None else min(before + gain, 1.0),
            gain=gain,
            sum_of_gains=float(alone.sum()) if not numpy.isnan(alone).any() else None,
            people=self._worth.people_of(gain),
            value=self._worth.value_of(gain),
            drop_off=self._drop_offs(moved),
        )

    @cached_property
    def gains(self) -> Vector:
        """(k) Share of entrants who succeed more if each friction alone were gone; NaN where nobody goes on."""
        return self._changes.gains(self._places.likely)

    @cached_property
    def _changes(self) -> Changes:
        return changes_of(self._chain, self._places)

    @cached_property
    def _rows(self) -> Positions:
        """(r) The points concerned."""
        import numpy

        return numpy.unique(self._places.row)

    @cached_property
    def _belongs(self) -> Matrix:
        """(r, k) 1 where a friction concerns a point."""
        import numpy

        belongs: Matrix = numpy.equal.outer(self._rows, self._places.row).astype(numpy.float64)
        return belongs

    @cached_property
    def _returning(self) -> Matrix:
        """(k, r) Visits of each point concerned for one of those whom each friction gives back: u N e."""
        import numpy

        flow, row, passage = self._chain.flow, self._places.row, self._places.passage
        columns = self._chain.solved.columns(self._rows)
        with_none = numpy.vstack((columns, numpy.zeros((2, len(self._rows)))))  # nobody comes back from an end
        lost = flow.to_drop_off[row]
        staying = numpy.where(lost < NOBODY_GOES_ON, 1.0 - lost, 1.0)[:, None]
        as_others = (columns[row] - self._belongs.T) / staying
        onward = (passage >= 0) & (flow.target[passage] != DROP_OFF)
        return numpy.where(onward[:, None], with_none[flow.target[passage]], as_others)

    def _capped(self, moved: Vector) -> Vector:
        """(k) What moves, at most the whole loss of each point."""
        import numpy

        total: Vector = self._belongs @ moved
        lost = self._chain.flow.to_drop_off[self._rows]
        scale = numpy.where(total > lost, lost / numpy.where(total > 0.0, total, 1.0), 1.0)
        capped: Vector = moved * (scale @ self._belongs)
        return capped

    def _joint_gain(self, moved: Vector) -> float | None:
        import numpy

        if not len(self._rows):
            return 0.0
        system = numpy.identity(len(self._rows)) - self._belongs @ (moved[:, None] * self._returning)
        following = self._belongs @ (moved * numpy.nan_to_num(self._changes.following))
        try:
            won, turns = numpy.linalg.solve(system, numpy.column_stack((following, numpy.ones(len(following))))).T
        except numpy.linalg.LinAlgError:
            return None
        if not (turns > 0.0).all() or turns.max() > 1.0 / CLOSED:  # round for ever, in the precision of the machine
            return None
        return float(self._chain.solved.visits[self._rows] @ won)

    def _drop_offs(self, moved: Vector) -> Mapping[str, tuple[float, float]]:
        flow = self._chain.flow
        totals = self._belongs @ moved
        return {
            flow.point_ids[row]: (float(flow.to_drop_off[row]), max(float(flow.to_drop_off[row] - total), 0.0))
            for row, total in zip(self._rows, totals, strict=True)
        }


def what_if(rows: Rows, journey_id: str) -> WhatIf | GraphFault:
    """The frictions of a journey made ready for questions, or why the journey has no figures."""
    chain = journey_chain(rows, journey_id)
    if isinstance(chain, GraphFault):
        return chain
    places = places_of(chain.flow, rows.where(Friction, journey_id=journey_id))
    return WhatIf(chain, places, journey_worth(rows, journey_id))


def friction_gains(rows: Rows, journey_id: str) -> Mapping[str, FrictionGain]:
    """What each friction of a journey costs in a year, by its id."""
    prepared, worth = what_if(rows, journey_id), journey_worth(rows, journey_id)
    known: dict[str, float] = {}
    if not isinstance(prepared, GraphFault):
        known = dict(zip(prepared.friction_ids, map(float, prepared.gains), strict=True))
    found = {}
    for friction in rows.where(Friction, journey_id=journey_id):
        share = loss_share(friction)
        # A friction where no customer comes costs nothing; one of unknown share, or without figures, is not known.
        unknown = share is None or isinstance(prepared, GraphFault)
        gain = None if unknown else known.get(friction.id, 0.0)
        gain = None if gain is None or gain != gain else max(gain, 0.0)
        found[friction.id] = FrictionGain(friction.id, share, gain, worth.people_of(gain), worth.value_of(gain))
    return found
