"""Customers sorted into groups: by rules of the team, or by RFM scores into named groups; and the figures of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resources.i18n import N_
from strategy.imports.cells import Floats, Whole
from strategy.imports.customers import Customers
from strategy.imports.rfm import Scores

if TYPE_CHECKING:
    from resources.i18n import Words


@dataclass(frozen=True)
class Grouping:
    """Groups with their names and rules in words; `group_of[customer]` is a place among them, -1 = in none."""

    names: tuple[str, ...]
    rules: tuple[str, ...]
    group_of: Whole


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What the plan may learn about a group. None = the file does not tell."""

    name: str
    """Empty for the remainder."""
    rule: str
    is_remainder: bool
    size: int
    share: float
    """Of all customers read, 0 to 1."""
    average_basket: float | None
    """Amount by purchase, over all purchases of the group."""
    tenure_years: float | None
    """Mean of its customers."""
    value_per_year: float | None
    """Amount by customer and year."""
    value_total: float | None
    """Amount of all its customers over the period of the file."""


_ANY = (1, 5)


@dataclass(frozen=True, slots=True)
class RfmGroup:
    """A named group: its lowest and highest scores of five. `loyalty`: mean of frequency and amount, halves go up."""

    name: str
    advice: str
    recency: tuple[int, int]
    frequency: tuple[int, int] = _ANY
    amount: tuple[int, int] = _ANY
    loyalty: tuple[int, int] = _ANY


def _both(name: str, advice: str, recency: tuple[int, int], others: tuple[int, int]) -> RfmGroup:
    return RfmGroup(name, advice, recency, frequency=others, amount=others)


RFM_GROUPS = (
    _both(N_("Champions"), N_("Bought recently, buy often and for much"), (4, 5), (4, 5)),
    _both(N_("Loyal customers"), N_("Buy often and for much"), (2, 5), (3, 5)),
    _both(N_("Potential loyalists"), N_("Recent customers who may come back"), (3, 5), (1, 3)),
    _both(N_("New customers"), N_("Bought recently, for the first time"), (4, 5), (1, 1)),
    _both(N_("Promising"), N_("Rather recent, little so far"), (3, 4), (1, 1)),
    _both(N_("Need attention"), N_("Average, and not seen for a while"), (2, 3), (2, 3)),
    _both(N_("About to sleep"), N_("Below average, drifting away"), (2, 3), (1, 2)),
    _both(N_("At risk"), N_("Bought often, long ago"), (1, 2), (2, 5)),
    _both(N_("Cannot lose them"), N_("Bought the most, long ago"), (1, 1), (4, 5)),
    _both(N_("Hibernating"), N_("Long ago, and little"), (1, 2), (1, 2)),
)
"""As the R package rfm (Rsquared Academy) names them. In its order some groups take all customers of later ones."""

COVERING_GROUPS = (
    RfmGroup(N_("Champions"), N_("Bought recently, buy often and for much"), (5, 5), loyalty=(5, 5)),
    RfmGroup(N_("Loyal customers"), N_("Buy often and for much"), (3, 5), loyalty=(4, 5)),
    RfmGroup(N_("Potential loyalists"), N_("Recent customers who may come back"), (4, 5), loyalty=(2, 3)),
    RfmGroup(N_("New customers"), N_("Bought recently, for the first time"), (5, 5), loyalty=(1, 1)),
    RfmGroup(N_("Promising"), N_("Rather recent, little so far"), (4, 4), loyalty=(1, 1)),
    RfmGroup(N_("Need attention"), N_("Average, and not seen for a while"), (3, 3), loyalty=(3, 3)),
    RfmGroup(N_("About to sleep"), N_("Below average, drifting away"), (3, 3), loyalty=(1, 2)),
    RfmGroup(N_("Cannot lose them"), N_("Bought the most, long ago"), (1, 1), loyalty=(5, 5)),
    RfmGroup(N_("At risk"), N_("Bought often, long ago"), (1, 2), loyalty=(3, 5)),
    RfmGroup(N_("Hibernating"), N_("Long ago, and little"), (2, 2), loyalty=(1, 2)),
    RfmGroup(N_("Lost"), N_("Longest ago, and least"), (1, 1), loyalty=(1, 2)),
)
"""Eleven groups that together cover every score once."""

RFM_SCHEMES = (
    (RFM_GROUPS, N_("Ten published groups, and the others")),
    (COVERING_GROUPS, N_("Eleven groups that leave nobody out")),
)
"""What to choose from, with its name."""


def rfm_groups(scores: Scores, words: Words, groups: Sequence[RfmGroup] = RFM_GROUPS) -> Grouping:
    """The named groups, the first that fits, in the language of `words`; scores of other classes become of five."""
    import numpy as np

    recency, frequency, amount = (
        _of_five(each, scores.classes) for each in (scores.recency, scores.frequency, scores.monetary)
    )
    loyalty = (frequency + amount + 1) // 2
    asked = {"recency": recency, "frequency": frequency, "amount": amount, "loyalty": loyalty}
    group_of = np.full(len(recency), -1)
    for place, group in reversed(list(enumerate(groups))):
        is_inside = recency > 0
        for name, figure in asked.items():
            lowest, highest = getattr(group, name)
            is_inside &= (figure >= lowest) & (figure <= highest)
        group_of[is_inside] = place
    names = tuple(words.tr(group.name) for group in groups)
    return Grouping(names, tuple(_rule(group, words) for group in groups), group_of)


def _of_five(scores: Whole, classes: int) -> Whole:
    import numpy as np

    return scores if classes == 5 else np.where(scores > 0, -(-scores * 5 // classes), 0)


def _rule(group: RfmGroup, words: Words) -> str:
    if group.loyalty != _ANY:
        text = words.tr(N_("recency {recency} of 5, mean of frequency and amount {others} of 5"))
        return text.format(recency=_range(group.recency), others=_range(group.loyalty))
    text = words.tr(N_("recency {recency} of 5, frequency and amount {others} of 5 each"))
    return text.format(recency=_range(group.recency), others=_range(group.frequency))


def _range(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def figures(customers: Customers, grouping: Grouping) -> tuple[GroupFigures, ...]:
    """The figures of each group in its order, and of the remainder, last, when a customer is in none."""
    import numpy as np

    count = len(grouping.names)
    places = np.where(grouping.group_of < 0, count, grouping.group_of)
    sizes = np.bincount(places, minlength=count + 1)
    total, buyers = _sums(customers.amount, places, count + 1)
    orders, _ordering = _sums(np.where(np.isnan(customers.amount), np.nan, customers.orders), places, count + 1)
    amounts_with_orders, _both = _sums(
        np.where(np.isnan(customers.orders), np.nan, customers.amount), places, count + 1
    )
    tenure, with_tenure = _sums(customers.tenure, places, count + 1)
    found = []
    for place, (name, rule) in enumerate([*zip(grouping.names, grouping.rules, strict=True), ("", "")]):
        if place == count and not sizes[place]:
            break
        found.append(
            GroupFigures(
                name=name,
                rule=rule,
                is_remainder=place == count,
                size=int(sizes[place]),
                share=int(sizes[place]) / len(places),
                average_basket=_divided(amounts_with_orders[place], orders[place]),
                tenure_years=_divided(tenure[place], with_tenure[place]),
                value_per_year=_divided(total[place], buyers[place] * customers.years),
                value_total=float(total[place]) if buyers[place] else None,
            )
        )
    return tuple(found)


def figures_sentences(customers: Customers, words: Words) -> list[str]:
    """How the figures of groups are reckoned, as sentences for the screen."""
    found = [
        words.tr(
            N_(
                "Average basket: amounts divided by purchases. "
                "Tenure: years from the first purchase to {date}, on average."
            )
        ).format(date=words.date(customers.reference_date)),
        words.tr(N_("Value today: amounts divided by the number of customers and by {years} years.")).format(
            years=words.number(customers.years, 2)
        ),
    ]
    if customers.period is not None:
        start, end = customers.period
        text = words.tr(N_("Purchases from {start} to {end}."))
        found.append(text.format(start=words.date(start), end=words.date(end)))
    if customers.years < 1:
        found.append(
            words.tr(N_("The file covers less than a year: the value of a year is extended from it, seasons unseen."))
        )
    return found


def _sums(values: Floats, places: Whole, count: int) -> tuple[Floats, Whole]:
    """The sum of the known values of each group, and how many are known."""
    import numpy as np

    is_known = ~np.isnan(values)
    sums = np.bincount(places[is_known], values[is_known], count).astype(np.float64)
    return sums, np.bincount(places[is_known], minlength=count)


def _divided(amount: float, count: float) -> float | None:
    return float(amount) / float(count) if count else None


def whole(customers: Customers) -> Grouping:
    """All customers as one group without name."""
    import numpy as np

    return Grouping(("",), ("",), np.zeros(len(customers), np.int64))


def merged(grouping: Grouping, sets: Sequence[Sequence[int]], names: Sequence[str]) -> Grouping:
    """Several groups taken together under a new name; groups in no set are left in none."""
    import numpy as np

    target = np.full(len(grouping.names) + 1, -1)
    for place, members in enumerate(sets):
        target[list(members)] = place
    rules = tuple(" / ".join(grouping.rules[member] for member in members) for members in sets)
    return Grouping(tuple(names), rules, target[grouping.group_of])
