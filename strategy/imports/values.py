"""One number or one date out of a text, in the notation of its file. Blocks of them: `cells`."""

from __future__ import annotations

import datetime
import re

from strategy.imports.reading import DateOrder, Notation

SPACES = " \t\u00a0\u2007\u2009\u202f"
_THOUSANDS = {" ": SPACES, "'": "'’"}
_MONEY = re.compile(r"[€$£¥]|\b(?:eur|usd|gbp|chf|cad)\b", re.IGNORECASE)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv",
            "feb february fevrier février fev fév févr fevr",
            "mar march mars",
            "apr april avril avr",
            "may mai",
            "jun june juin",
            "jul july juillet juil",
            "aug august aout août",
            "sep september septembre sept",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre décembre déc",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[T\s,]+(?:(?:à|at)\s+)?\d{1,2}[:h]\d{0,2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})" + _TIME, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?\d{4,6}.*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)" + _TIME, re.ASCII)
_SHORT_YEAR_FIRST = re.compile(r"(\d\d)[-/. ](\d{1,2})[-/. ](\d{1,2})" + _TIME, re.ASCII)
_NAMED = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er)?[-/.\s]+(?:de\s+)?([^\W\d_]+)\.?,?[-/.\s]+(\d{4}|\d\d)" + _TIME
)
_NAMED_FIRST = re.compile(
    r"(?:[^\W\d_]+,\s+)?([^\W\d_]+)\.?[-/.\s]+(\d{1,2})(?:st|nd|rd|th)?,?[-/.\s]+(\d{4}|\d\d)" + _TIME
)
_SERIAL = re.compile(r"\d{4,6}(?:[.,]\d+)?", re.ASCII)
_EXCEL_EPOCH = datetime.date(1899, 12, 30).toordinal()
_LAST_SERIAL = 2_958_465
PIVOT = 69
"""Two digits of a year from here on are of the last century, as in POSIX."""


def without_money(text: str) -> str:
    """A text without signs and codes of currencies and without spaces around."""
    return _MONEY.sub("", text).strip(SPACES)


def number_in(text: str, notation: Notation) -> float | None:
    """The number that a text stands for, None when it is none. Money signs, (12) for -12 and 12- are understood.

    A mark of thousands is only taken where it stands before groups of three: "1.5" with "." for thousands is no number.
    """
    text = without_money(text).replace("\u2212", "-")
    is_negative = False
    if text[:1] == "(" and text[-1:] == ")":
        is_negative, text = True, text[1:-1].strip(SPACES)
    if text[-1:] == "-" and text[:1] not in "+-":
        is_negative, text = True, text[:-1].strip(SPACES)
    if text[:1] in ("-", "+"):
        is_negative ^= text[0] == "-"
        text = text[1:].strip(SPACES)
    plain = _plain(text, notation)
    if plain is None:
        return None
    return -float(plain) if is_negative else float(plain)


_DIGITS = re.compile(r"\d+(?:\.\d*)?(?:[eE][-+]?\d{1,2})?|\.\d+", re.ASCII)


_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""A point that may stand before thousands: where commas are decimal marks, nobody knows."""


def _plain(text: str, notation: Notation) -> str | None:
    """The same number with a point and without thousands."""
    whole, mark, rest = text.partition(notation.decimal)
    if notation.thousands:
        for sign in _THOUSANDS.get(notation.thousands, notation.thousands):
            whole = whole.replace(sign, "\x00")
        first, *groups = whole.split("\x00")
        if groups and not (1 <= len(first) <= 3 and all(len(each) == 3 for each in groups)):
            return None
        whole = "".join((first, *groups))
    plain = whole + ("." if mark else "") + rest
    if notation.decimal != "." and not mark and _EITHER.fullmatch(plain):
        return None
    return plain if _DIGITS.fullmatch(plain) else None


def day_in(text: str, order: DateOrder) -> int | None:
    """The day that a text stands for, as its proleptic ordinal, None when it is none. Times are not looked at."""
    text = text.strip(SPACES)
    if order is DateOrder.SERIAL:
        return serial_day(float(text.replace(",", "."))) if _SERIAL.fullmatch(text) else None
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _ordinal(found[1], found[2], found[3])
    if order is DateOrder.YMD:
        found = _SHORT_YEAR_FIRST.fullmatch(text)
        return _ordinal(found[1], found[2], found[3]) if found else _named_day(text)
    if found := _YEAR_LAST.fullmatch(text):
        day, month = (found[1], found[2]) if order is DateOrder.DMY else (found[2], found[1])
        return _ordinal(found[3], month, day)
    return _named_day(text)


def serial_day(serial: float) -> int | None:
    """The day that a spreadsheet counts as `serial`, None outside the years that spreadsheets know.

    1 is 1 January 1900; as in every spreadsheet, 60 is a 29 February that never was, so days up to it are one off.
    """
    if not 1 <= serial < _LAST_SERIAL + 1:
        return None
    whole = int(serial)
    return _EXCEL_EPOCH + whole + (whole < 60)


def _named_day(text: str) -> int | None:
    if found := _NAMED.fullmatch(text):
        day, name, year = found.groups()
    elif found := _NAMED_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = MONTHS.get(name.casefold())
    return _ordinal(year, month, day) if month else None


def _ordinal(year: str, month: str | int, day: str) -> int | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= PIVOT else 2000
    try:
        return datetime.date(number, int(month), int(day)).toordinal()
    except ValueError:
        return None
