"""What customers won back change in a journey: its percentages then, and how far the gain may be trusted.

`journey.what_if` answers at once from equations; here the percentages themselves are written out, for the to-be journey
that takes them over and for the drawn versions of a simulation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journey.draws import drawn_chains, drawn_pert, drop_offs, solved_chains
from journey.flow import DROP_OFF
from journey.losses import changes_at, changes_of
from journey.ranges import DRAWS, Spread, spread_of

if TYPE_CHECKING:
    from journey.flow import FlowInput, Matrix, Vector
    from journey.losses import Places
    from journey.markov import Chain
    from journey.ranges import RangeInput


def percentages_after(chain: Chain, places: Places, won_back: Mapping[str, float]) -> Vector:
    """(m) Probability of each passage when of each friction named this fraction of what it explains is won back."""
    moved = changes_of(chain, places).amount * places.likely * asked_of(places, won_back)
    return moved_probabilities(chain.flow, places, chain.flow.probability, moved)


def gain_spread(
    given: RangeInput, won_back: Mapping[str, float], likely: float, draws: int = DRAWS, seed: int = 0
) -> Spread | None:
    """The range of the joint gain, around the `likely` one: rates and shares of the loss are drawn.

    None where drawn versions close a loop, so that customers would never end.
    """
    import numpy

    random = numpy.random.default_rng(seed)
    shares, asked = given.places.shares, asked_of(given.places, won_back)
    low, middle, high = (numpy.array([getattr(each, name) for each in shares]) for name in ("low", "likely", "high"))
    flow, gains = given.chain.flow, []
    try:
        for drawn in drawn_chains(flow, given.rates, draws, random):
            known = {
                "probability": drawn.probability, "drop_off": drop_offs(flow, drawn.probability),
                "visits": drawn.visits, "success": drawn.success_from, "returns": drawn.returns, "back": drawn.back,
            }  # fmt: skip
            share = drawn_pert(low, middle, high, len(drawn.visits), random) * asked
            moved = changes_at(flow, given.places, known).amount * share
            after = solved_chains(flow, moved_probabilities(flow, given.places, drawn.probability, moved))
            gains.append((after.success_from - drawn.success_from) @ flow.starts)
    except numpy.linalg.LinAlgError:
        return None
    return spread_of(numpy.concatenate(gains), likely)


def asked_of(places: Places, won_back: Mapping[str, float]) -> Vector:
    """(k) The fraction asked of each friction, 0 to 1; 0 for those that are not named."""
    import numpy

    return numpy.array([min(max(won_back.get(each, 0.0), 0.0), 1.0) for each in places.friction_ids], numpy.float64)


def moved_probabilities(flow: FlowInput, places: Places, probability: Matrix, moved: Matrix) -> Matrix:
    """(…, m) The probabilities when `moved` (…, k) of those who drop off because of each friction go on instead.

    They go where the friction says (`journey.losses`). Frictions that explain together more than all the loss of a
    point win back all of it.
    """
    import numpy

    after = probability.copy()
    for row in numpy.unique(places.row):
        leaving = numpy.flatnonzero(flow.source == row)
        is_end = flow.target[leaving] == DROP_OFF
        ends, onward = leaving[is_end], leaving[~is_end]
        own = numpy.flatnonzero(places.row == row)
        lost = probability[..., ends].sum(axis=-1)
        amounts = numpy.nan_to_num(moved[..., own])
        total = amounts.sum(axis=-1)
        amounts = amounts * _ratio(numpy.minimum(total, lost), total)[..., None]
        lowered = numpy.zeros_like(probability[..., ends])
        for place, friction in enumerate(own):
            amount, passage = amounts[..., place, None], places.passage[friction]
            if passage in onward:
                after[..., passage] += amount[..., 0]
            else:
                after[..., onward] += amount * _ratio(probability[..., onward], (1.0 - lost)[..., None])
            if passage in ends:
                lowered[..., numpy.flatnonzero(ends == passage)] += amount
            else:
                lowered += amount * _ratio(probability[..., ends], lost[..., None])
        remaining = numpy.maximum(probability[..., ends] - lowered, 0.0)
        wanted = numpy.maximum(lost - amounts.sum(axis=-1), 0.0)
        after[..., ends] = remaining * _ratio(wanted, remaining.sum(axis=-1))[..., None]
    return after


def _ratio(part: Matrix, whole: Matrix) -> Matrix:
    """part / whole, 0 where there is no whole."""
    import numpy

    ratio: Matrix = numpy.where(whole > 0.0, part / numpy.where(whole > 0.0, whole, 1.0), 0.0)
    return ratio
