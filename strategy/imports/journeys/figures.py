"""Numbers, shares, counts and delays as texts of diagrams give them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"[-+]?(?:\d{1,18}(?:[.,]\d{0,20})?|[.,]\d{1,20})(?:[eE][-+]?\d{1,3})?", re.ASCII)
_FIGURE = r"(?<![\w.,])([-+]?\d{1,15}(?:[.,]\d{1,20})?(?:[eE][-+]\d{1,3})?)"
_PERCENT = re.compile(_FIGURE + r"\s*(?:%|percent\b|pour ?cent\b)", re.ASCII | re.IGNORECASE)
_COUNT = re.compile(r"\bn\s*=\s*(\d{1,15})\b", re.ASCII | re.IGNORECASE)
_DELAY = re.compile(
    _FIGURE + r"\s*(min(?:utes?)?|h(?:ours?|eures?|rs?)?|d(?:ays?)?|j(?:ours?)?|w(?:eeks?)?|sem(?:aines?)?)\b",
    re.ASCII | re.IGNORECASE,
)
_HOURS = {"m": 1 / 60, "h": 1.0, "d": 24.0, "j": 24.0, "w": 168.0, "s": 168.0}
_LARGEST = 1e12
_LONGEST_PLAIN = 20
"""Signs of a number before its power of ten is written instead of its zeros."""


def number_of(text: str) -> float | None:
    """A finite number, with a decimal point or comma; None for anything else."""
    plain = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace("\u202f", "")
    if not _NUMBER.fullmatch(plain):
        return None
    number = float(plain.replace(",", "."))
    return number if math.isfinite(number) and abs(number) <= _LARGEST else None


def share_of(text: str) -> float | None:
    """A text such as "37.5 %" as a share, exactly; None without the sign."""
    found = _PERCENT.fullmatch(text.strip().replace("\u00a0", " "))
    return _hundredth(found[1]) if found else None


def percent_text(share: float) -> str:
    """A share as a percentage that reads back as exactly this share."""
    percent = Decimal(repr(share)).scaleb(2)
    plain = f"{percent.normalize():f}"
    return f"{plain}%" if len(plain) <= _LONGEST_PLAIN else f"{percent.normalize():E}%"


@dataclass(frozen=True, slots=True)
class ArrowText:
    """What a text on an arrow says: figures, and the words that are left."""

    probability: float | None = None
    count: int | None = None
    delay_hours: float | None = None
    number: float | None = None
    """A number alone, whose meaning only the other arrows tell."""
    words: str = ""


def arrow_text(text: str) -> ArrowText:
    """The figures in the text of an arrow."""
    text = text.replace("\u00a0", " ").strip()
    number = number_of(text)
    if number is not None:
        return ArrowText(number=number)
    percent, count, delay = _PERCENT.search(text), _COUNT.search(text), _DELAY.search(text)
    left = _COUNT.sub("", _PERCENT.sub("", text, count=1), count=1)
    left = _DELAY.sub("", left, count=1)
    hours = number_of(delay[1]) if delay else None
    return ArrowText(
        probability=_hundredth(percent[1]) if percent else None,
        count=int(count[1]) if count else None,
        delay_hours=None if hours is None or delay is None else hours * _HOURS[delay[2][0].lower()],
        words=left.strip(" ,;:·-–()[]/"),
    )


def _hundredth(text: str) -> float | None:
    try:
        return float(Decimal(text.replace(",", ".")).scaleb(-2))
    except InvalidOperation:
        return None
