"""Honest ranges: how far the figures of a journey may lie from the likely ones, and which rates decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.analysis import journey_chain
from journey.draws import drawn_chains, drawn_pert, drop_offs
from journey.flow import GraphFault, with_ends
from journey.graph import journey_graph
from journey.losses import Places, changes_at, changes_of, places_of
from journey.markov import CLOSED, NOBODY_GOES_ON, Chain
from journey.model import Friction
from journey.rates import RateInput, rate_input, rates_of
from journey.valuation import JourneyWorth, journey_worth

if TYPE_CHECKING:
    import numpy

    from journey.draws import DrawnChains
    from journey.flow import FlowInput, Matrix, Vector
    from journey.graph import Rows
    from journey.rates import Rate

DRAWS = 1000
_TENTH, _NINETIETH = 10.0, 90.0


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure with its range: in 80 of 100 drawn versions it lies between `low` (P10) and `high` (P90).

    `likely` is the figure for the likely rates; a range that misses it is widened up to it.
    """

    low: float
    likely: float
    high: float

    def times(self, factor: float | None) -> Spread | None:
        """The same in another unit; None without a factor."""
        return None if factor is None else Spread(self.low * factor, self.likely * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class JourneyRanges:
    """The ranges of a journey. `gains`: share of entrants who would succeed more without each friction. `reaches`:
    share of entrants who pass each point at least once. `drop_offs`: probability of dropping off right after it."""

    success: Spread
    gains: Mapping[str, Spread]
    reaches: Mapping[str, Spread]
    drop_offs: Mapping[str, Spread]
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Swing:
    """What one rate does to the success of the journey, from its low to its high value, all others as likely.

    The other passages that leave the same point share the difference in proportion.
    """

    rate: Rate
    success_low: float
    """Success at the low value of the rate, which may be the better one."""
    success_high: float

    @property
    def width(self) -> float:
        """How much the success moves, 0 to 1."""
        return abs(self.success_high - self.success_low)


@dataclass(frozen=True, eq=False)
class RangeInput:
    """All that a simulation needs, without rows: it may run in any thread."""

    chain: Chain
    rates: RateInput
    places: Places
    worth: JourneyWorth


def range_input(rows: Rows, journey_id: str) -> RangeInput | GraphFault:
    """What the ranges of a journey are drawn from, or why it has no figures."""
    chain = journey_chain(rows, journey_id)
    if isinstance(chain, GraphFault):
        return chain
    places = places_of(chain.flow, rows.where(Friction, journey_id=journey_id))
    rates = rate_input(journey_graph(rows, journey_id), chain.flow)
    return RangeInput(chain, rates, places, journey_worth(rows, journey_id))


def simulate(given: RangeInput, draws: int = DRAWS, seed: int = 0) -> JourneyRanges | None:
    """The ranges of success and of the gains of frictions; the same seed gives the same ranges.

    None where drawn versions close a loop, so that customers would never end. A loop of hundreds of touchpoints is
    drawn less often (`journey.draws`); `JourneyRanges.draws` says how often.
    """
    import numpy

    random = numpy.random.default_rng(seed)
    flow = given.chain.flow
    successes, gains, reaches, lost = [], [], [], []
    try:
        for drawn in drawn_chains(flow, given.rates, draws, random):
            successes.append(drawn.success_from @ flow.starts)
            gains.append(_drawn_gains(given, drawn, random))
            reaches.append(numpy.minimum(drawn.visits / drawn.returns, 1.0))
            lost.append(drop_offs(flow, drawn.probability))
    except numpy.linalg.LinAlgError:
        return None
    success, gain = numpy.concatenate(successes), numpy.concatenate(gains)
    likely = changes_of(given.chain, given.places).gains(given.places.likely)
    spreads = {
        friction_id: spread_of(gain[:, place], max(float(likely[place]), 0.0))
        for place, friction_id in enumerate(given.places.friction_ids)
        if not numpy.isnan(likely[place])
    }
    return JourneyRanges(
        spread_of(success, given.chain.success),
        spreads,
        _by_point(flow, numpy.concatenate(reaches), given.chain.reaches),
        _by_point(flow, numpy.concatenate(lost), flow.to_drop_off),
        len(success),
        seed,
    )


def tornado(rows: Rows, journey_id: str) -> tuple[Swing, ...]:
    """The rates of a journey by how much success depends on them, the widest swing first; empty without figures."""
    chain = journey_chain(rows, journey_id)
    if isinstance(chain, GraphFault):
        return ()
    rates = rates_of(journey_graph(rows, journey_id), chain.flow)
    return swings(chain, rates)


def swings(chain: Chain, rates: tuple[Rate, ...]) -> tuple[Swing, ...]:
    """The swing of each rate, widest first. Rates without range, and those of all who leave a point, are left out."""
    import numpy

    low = _success_at(chain, numpy.array([rate.low for rate in rates]))
    high = _success_at(chain, numpy.array([rate.high for rate in rates]))
    found = [
        Swing(rate, float(at_low), float(at_high))
        for rate, at_low, at_high in zip(rates, low, high, strict=True)
        if rate.high > rate.low and not numpy.isnan(at_low) and not numpy.isnan(at_high)
    ]
    return tuple(sorted(found, key=lambda swing: -swing.width))


def _by_point(flow: FlowInput, drawn: Matrix, likely: Vector) -> Mapping[str, Spread]:
    return {each: spread_of(drawn[:, place], float(likely[place])) for each, place in flow.index.items()}


def _success_at(chain: Chain, values: Vector) -> Vector:
    """(m) Success when one rate has this value and the others of its point share the rest in proportion.

    That moves one row of the chain towards the target of the passage: a change of rank one. NaN where there are no
    others, or where the loop would close.
    """
    import numpy

    flow, solved, source = chain.flow, chain.solved, chain.flow.source
    others = 1.0 - flow.probability
    moved = (values - flow.probability) / numpy.where(others > 1.0 - NOBODY_GOES_ON, others, numpy.nan)
    following = with_ends(solved.success_from)[flow.target] - solved.success_from[source]
    remaining = 1.0 - moved * (solved.back - (solved.returns[source] - 1.0))
    possible = remaining > CLOSED
    gain = solved.visits[source] * moved * following / numpy.where(possible, remaining, 1.0)
    return numpy.where(possible, numpy.clip(chain.success + gain, 0.0, 1.0), numpy.nan)


def _drawn_gains(given: RangeInput, drawn: DrawnChains, random: numpy.random.Generator) -> Matrix:
    """(draws, k) Gains of the frictions: their shares of the loss are drawn too, each from a PERT distribution."""
    import numpy

    known = {
        "probability": drawn.probability, "drop_off": drop_offs(given.chain.flow, drawn.probability),
        "visits": drawn.visits, "success": drawn.success_from, "returns": drawn.returns, "back": drawn.back,
    }  # fmt: skip
    shares = given.places.shares
    low, likely, high = (numpy.array([getattr(each, name) for each in shares]) for name in ("low", "likely", "high"))
    return changes_at(given.chain.flow, given.places, known).gains(
        drawn_pert(low, likely, high, len(drawn.visits), random)
    )


def spread_of(drawn: Vector, likely: float) -> Spread:
    """The range of drawn figures around the likely one; those that are NaN do not count."""
    import numpy

    known = drawn[~numpy.isnan(drawn)]
    low, high = numpy.percentile(known, (_TENTH, _NINETIETH)) if len(known) else (likely, likely)
    return Spread(max(min(float(low), likely), 0.0), likely, max(float(high), likely))
