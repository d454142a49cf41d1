"""How French and English write figures and dates, without a locale library.

Babel gives the same (the tests compare the two) but costs some 20 ms of the first window; two languages need little.
"""

from __future__ import annotations

from math import isfinite
from typing import TypeGuard

CURRENCY_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_SMALL = 1_000


class Style:
    """The habits of one language."""

    def __init__(self, marks: dict[str, str], months: str, short_months: str, first_of_month: str) -> None:
        self._marks = str.maketrans(marks)
        self.months = tuple(months.split())
        self.short_months = tuple(short_months.split())
        self._first_of_month = first_of_month

    def figure(self, value: float, decimals: int | None, at_most: int) -> str:
        """`value` with exactly `decimals` decimals, or with as many as it needs up to `at_most` when None.

        Halves are rounded up, away from zero, as spreadsheets do: a screen and an export then show the same figure.
        """
        if isinstance(value, int) and -_SMALL < value < _SMALL and not decimals:
            return str(value)
        from decimal import ROUND_HALF_UP, Context, Decimal

        places = at_most if decimals is None else decimals
        # repr gives the digits a user typed (0.285), not the binary value just under them; 400 holds any float.
        exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))
        text = f"{exact if exact else abs(exact):,f}"
        if decimals is None and places:
            text = text.rstrip("0").rstrip(".")
        return text.translate(self._marks)

    def day_number(self, day: int) -> str:
        return self._first_of_month if day == 1 else str(day)


STYLES = {
    "fr": Style(
        marks={",": "\u202f", ".": ","},
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        short_months="janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        first_of_month="1er",
    ),
    "en": Style(
        marks={},
        months="January February March April May June July August September October November December",
        short_months="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        first_of_month="1",
    ),
}


def is_known(value: float | None) -> TypeGuard[float]:
    """False for None, and for the infinities and not-a-number that a division or a crafted file may bring."""
    return value is not None and isfinite(value)
