"""How the answer of a what-if is said: gains with their sign, and ranges beside what is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.flow import GraphFault
from resources.i18n import N_, current, tr
from strategy.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Callable

    from journey.ranges import Spread

WHY_NONE = {
    GraphFault.NO_ENTRY: N_("The journey has no entry: figures start there."),
    GraphFault.NO_SUCCESS: N_("No success can be reached from the entry: join the touchpoints up to it."),
    GraphFault.WRONG_PROBABILITIES: N_("The probabilities out of each touchpoint must sum to 100% to read figures."),
    GraphFault.DEAD_END: N_("Some touchpoints lead to no end: join them to a success or a drop-off to read figures."),
}
"""Why a journey has no figures."""


def signed(said: str, value: float) -> str:
    """A figure said without its sign, with it."""
    return f"+{said}" if value > 0 else f"−{said}" if value < 0 else said


def points(share: float) -> str:
    """A difference of shares as points: "+3.2 pts"."""
    value = round(share * 100.0, 1)
    return tr("{points} pts").format(points=signed(current().number(abs(value), 1), value))


def people(count: float) -> str:
    """People a year, rounded, with their sign."""
    return signed(current().number(abs(round(count))), round(count))


def money(naming: Naming, amount: float) -> str:
    """Plan currency, short, with its sign."""
    return signed(current().compact_money(abs(amount), naming.snapshot.plan.currency), amount)


def between(spread: Spread | None, factor: float | None, said: Callable[[float], str]) -> str:
    """ "+1.1 to +4.9 pts": the range in the unit that `said` writes; "" when it is not known yet."""
    ranged = spread.times(factor) if spread is not None else None
    if ranged is None:
        return ""
    return tr("{low} to {high}").format(low=said(ranged.low), high=said(ranged.high))


def from_to(before: float, after: float, decimals: int | None = None) -> str:
    """ "12.6% to 15.8%"."""
    percent = current().percent
    return tr("{a} to {b}").format(a=percent(before, decimals), b=percent(after, decimals))
