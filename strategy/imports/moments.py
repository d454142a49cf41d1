"""Moments with their time of day, for logs of events."""

from __future__ import annotations

import datetime
import re

from strategy.imports.reading import DateOrder
from strategy.imports.values import SPACES, day_in

_TIME = re.compile(
    r"(\d{1,2})[:h](\d{2})?(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?"
)
_EPOCH = datetime.date(1970, 1, 1).toordinal()
_A_DAY = 86_400


def moment_in(text: str, order: DateOrder) -> float | None:
    """The moment that a text stands for, in seconds since 1970, None when it is none. Without zone it is UTC."""
    text = text.strip(SPACES)
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return _other_moment(text, order)
    return _seconds(found)


def seconds_of(value: datetime.date) -> float:
    """The moment of a cell of a workbook."""
    if isinstance(value, datetime.datetime):
        return _seconds(value)
    return float((value.toordinal() - _EPOCH) * _A_DAY)


def _seconds(moment: datetime.datetime) -> float:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment.timestamp()


def _other_moment(text: str, order: DateOrder) -> float | None:
    """A day as the file writes it, and maybe a time after a space."""
    found = re.search(r"(?<=[\dT\s])[T\s,]*(\d{1,2}[:h]\d{0,2}.*)$", text)
    day = day_in(text[: found.start(1)].rstrip("T ,") if found else text, order)
    if day is None:
        return None
    start = float((day - _EPOCH) * _A_DAY)
    if found is None:
        return start
    time = _TIME.fullmatch(found[1].strip())
    return None if time is None else start + _time_of_day(time)


def _time_of_day(time: re.Match[str]) -> float:
    hour = int(time[1])
    if time[5]:
        hour = hour % 12 + (12 if time[5] in "Pp" else 0)
    seconds = hour * 3600.0 + int(time[2] or 0) * 60 + int(time[3] or 0) + float(f"0.{time[4] or 0}")
    zone = time[6]
    if zone and zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        offset = int(digits[:2]) * 3600 + int(digits[2:]) * 60
        seconds += offset if zone[0] == "-" else -offset
    return seconds
