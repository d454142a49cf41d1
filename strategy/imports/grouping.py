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


@dataclass(frozen=True, slots=True)
class RfmGroup:
    """A named group: its lowest and highest scores for recency, and for frequency and amount together, of five."""

    name: str
    advice: str
    recency: tuple[int, int]
    loyalty: tuple[int, int]


RFM_GROUPS = (
    RfmGroup(N_("Champions"), N_("Buy recently, often and for much"), (5, 5), (5, 5)),
    RfmGroup(N_("Loyal customers"), N_("Buy often"), (3, 5), (4, 5)),
    RfmGroup(N_("Potential loyalists"), N_("Recent, have bought more than once"), (4, 5), (2, 3)),
    RfmGroup(N_("New customers"), N_("Bought recently, for the first time"), (5, 5), (1, 1)),
    RfmGroup(N_("Promising"), N_("Rather recent, little so far"), (4, 4), (1, 1)),
    RfmGroup(N_("Need attention"), N_("Average on all counts"), (3, 3), (3, 3)),
    RfmGroup(N_("About to sleep"), N_("Below average, drifting away"), (3, 3), (1, 2)),
    RfmGroup(N_("Cannot lose them"), N_("Bought the most, long ago"), (1, 1), (5, 5)),
    RfmGroup(N_("At risk"), N_("Bought often, not for a while"), (1, 2), (3, 5)),
    RfmGroup(N_("Hibernating"), N_("Long ago, and little"), (2, 2), (1, 2)),
    RfmGroup(N_("Lost"), N_("Longest ago, and least"), (1, 1), (1, 2)),
)
"""The first that fits takes the customer; together they cover every score."""


def rfm_groups(scores: Scores, words: Words) -> Grouping:
    """The named groups, in the language of `words`. With other than five classes, scores are brought to five."""
    import numpy as np

    recency = _of_five(scores.recency, scores.classes)
    loyalty = _of_five((scores.frequency + scores.monetary + 1) // 2, scores.classes)
    group_of = np.full(len(recency), -1)
    for place, group in reversed(list(enumerate(RFM_GROUPS))):
        is_inside = (recency >= group.recency[0]) & (recency <= group.recency[1])
        is_inside &= (loyalty >= group.loyalty[0]) & (loyalty <= group.loyalty[1])
        group_of[is_inside] = place
    names = tuple(words.tr(group.name) for group in RFM_GROUPS)
    return Grouping(names, tuple(_rule(group, words) for group in RFM_GROUPS), group_of)


def _of_five(scores: Whole, classes: int) -> Whole:
    import numpy as np

    return scores if classes == 5 else np.where(scores > 0, -(-scores * 5 // classes), 0)


def _rule(group: RfmGroup, words: Words) -> str:
    return words.tr(N_("recency {recency} of 5, frequency and amount {loyalty} of 5")).format(
        recency=_range(group.recency), loyalty=_range(group.loyalty)
    )


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
