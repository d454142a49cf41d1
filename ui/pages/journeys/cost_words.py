"""What a friction costs in a year, said with its range: money where the plan knows it, people or points else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.i18n import tr

if TYPE_CHECKING:
    from strategy.naming import Naming
    from ui.pages.journeys.insight import Insight


def cost_words(naming: Naming, insight: Insight, friction_id: str) -> str:
    """ "Costs €12k a year (€4k to €21k), 2nd of 6"; "" when it cannot be told yet."""
    likely, ranged = cost_figures(naming, insight, friction_id)
    if not likely:
        return ""
    words = tr("Costs {likely} a year ({range})") if ranged else tr("Costs {likely} a year")
    rank, count = cost_rank(insight, friction_id)
    said = words.format(likely=likely, range=ranged)
    return tr("{cost}, rank {rank} of {count} by cost").format(cost=said, rank=rank, count=count) if rank else said


def cost_figures(naming: Naming, insight: Insight, friction_id: str) -> tuple[str, str]:
    """The likely cost and its range, in the best unit that is known: money, people, points of success; "" = unknown."""
    found = insight.gains.get(friction_id)
    if found is None or found.gain is None:
        return "", ""
    spread = insight.ranges.gains.get(friction_id) if insight.ranges else None
    words, currency, worth = naming.words, naming.snapshot.plan.currency, insight.worth

    def said(gain: float) -> str:
        value, people = worth.value_of(gain), worth.people_of(gain)
        if value is not None:
            return words.compact_money(value, currency)
        if people is not None:
            return tr("{n} customers").format(n=words.number(round(people)))
        return tr("{points} points of success").format(points=words.number(gain * 100.0, 1))

    if spread is None:
        return said(found.gain), ""
    return said(spread.likely), tr("{low} to {high}").format(low=said(spread.low), high=said(spread.high))


def cost_rank(insight: Insight, friction_id: str) -> tuple[int, int]:
    """The place of a friction by cost, from 1, among those whose cost is known; 0 when its own is not."""
    known = sorted((each.gain for each in insight.gains.values() if each.gain is not None), reverse=True)
    own = insight.gains.get(friction_id)
    return (known.index(own.gain) + 1 if own and own.gain is not None else 0), len(known)
