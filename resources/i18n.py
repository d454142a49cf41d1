"""Words, numbers, money and dates in the reader's language: French or English.

Texts in the code are English; `locale/fr/LC_MESSAGES/periple.mo` holds their French. A sentence with gaps is translated
first and filled after: `tr("Delete {name}").format(name=title)`, so that what a user typed is never looked up. Windows
follow the current language (`tr`, `current`); an export or a check asks for the words of one language (`words("fr")`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from resources import figures

# The first window pays for every import: the catalogue waits until somebody asks for a label.
if TYPE_CHECKING:
    import datetime

    from resources.catalogue import Catalogue

LANGUAGES = ("fr", "en")
NO_BREAK_SPACE = "\u00a0"
_LOCALE_FOLDER = Path(__file__).parent / "locale"
_THOUSAND = 1_000
_MILLION = 1_000_000


def N_(text: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Marks a text for translation where it is declared; whoever shows it translates it with `tr`."""
    return text


class Words:
    """Everything that depends on the language of one reader. Obtained from `words(language)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._style = figures.STYLES[language]
        self._translations = _translations(language)

    def tr(self, text: str) -> str:
        """The text in this language; its gaps, if any, are still to fill with `.format`."""
        # gettext answers the catalogue's own header for an empty text.
        return self._translations.gettext(text) if text else ""

    def ntr(self, singular: str, plural: str, count: int) -> str:
        """The form that agrees with `count`: French says "0 action", English "0 actions"."""
        return self._translations.ngettext(singular, plural, count)

    def label(self, entry_id: str | None) -> str:
        """The name of a catalogue entry; an unknown id comes back as it is, None gives ""."""
        return _catalogue().label(entry_id, self.language)

    def help(self, entry_id: str | None) -> str:
        """The longer explanation of a catalogue entry, or ""."""
        entry = _catalogue().get(entry_id)
        return entry.help(self.language) if entry else ""

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """1,234.5 or 1 234,5. `decimals` fixes their count; without it up to two are shown. None reads "n/a"."""
        return self._figure(value, decimals, at_most=2)

    def percent(self, share: float | None, decimals: int | None = None) -> str:
        """A share between 0 and 1 as 12.5% or 12,5 %; without `decimals` up to one is shown."""
        return self.percentage(None if share is None else share * 100, decimals)

    def percentage(self, value: float | None, decimals: int | None = None) -> str:
        """The same for a value that is already in percent, as KPI readings are: 12.5 gives 12.5%."""
        figure = self._figure(value, decimals, at_most=1)
        if not figures.is_known(value):
            return figure
        return f"{figure}{NO_BREAK_SPACE}%" if self.language == "fr" else f"{figure}%"

    def money(self, amount: float | None, currency: str = "EUR", decimals: int = 0) -> str:
        """€18,000 or 18 000 €; `currency` is an ISO 4217 code."""
        return self._with_currency(amount, currency, "", decimals)

    def compact_money(self, amount: float | None, currency: str = "EUR") -> str:
        """For tight places: €18.4k, €1,344k or 1 344 k€ from 10,000 up, €13.4M or 13,4 M€ from ten million up."""
        size = abs(amount or 0)
        if amount is None or size < 10 * _THOUSAND:
            return self.money(amount, currency)
        if size < 10 * _MILLION:
            return self._with_currency(amount / _THOUSAND, currency, "k", None if size < 100 * _THOUSAND else 0)
        return self._with_currency(amount / _MILLION, currency, "M", None)

    def currency_symbol(self, currency: str) -> str:
        """€, £ or $; other currencies are named by their code, which no reader takes for another."""
        return figures.CURRENCY_SYMBOLS.get(currency, currency)

    def measure(self, value: float | None, unit: str, currency: str = "EUR") -> str:
        """A KPI value with its catalogue unit: 3.2%, 18 pts, 30 h, €6,772.50, or the bare figure for an index."""
        entry = _catalogue().get(unit)
        if entry is None or not figures.is_known(value):
            return self.number(value)
        if unit == "percent":
            return self.percentage(value)
        if unit == "currency":
            return self.money(value, currency, decimals=0 if float(value).is_integer() else 2)
        figure = self._figure(value, None, at_most=entry.get("decimals"))
        symbol: str = entry.get("symbol")
        return f"{figure}{NO_BREAK_SPACE}{symbol}" if symbol else figure

    def date(self, value: datetime.date | None) -> str:
        """30 Jun 2026 or 30 juin 2026; None gives ""."""
        return f"{self.day(value)} {value.year}" if value else ""

    def day(self, value: datetime.date | None) -> str:
        """The date without its year, where the year is known: 30 Jun or 30 juin."""
        return f"{self._style.day_number(value.day)} {self.short_month(value)}" if value else ""

    def month(self, value: datetime.date | None) -> str:
        """June 2026 or juin 2026."""
        return f"{self._style.months[value.month - 1]} {value.year}" if value else ""

    def short_month(self, value: datetime.date | None) -> str:
        """The month on the scale of a chart: Jun or juin."""
        return self._style.short_months[value.month - 1] if value else ""

    def time(self, value: datetime.datetime) -> str:
        """10:42, on twenty-four hours, in the zone of `value`."""
        return f"{value:%H:%M}"

    def moment(self, value: datetime.datetime) -> str:
        """A date with its time: 30 Jun 2026 at 10:42."""
        return self.tr("{date} at {time}").format(date=self.date(value), time=self.time(value))

    def recent(self, value: datetime.datetime, now: datetime.datetime) -> str:
        """How a list of recent plans dates them: Today at 10:42, Yesterday at 17:05, 12 Feb, 12 Feb 2025."""
        days = (now.date() - value.date()).days
        if days in (0, 1):
            text = self.tr("Yesterday at {time}") if days else self.tr("Today at {time}")
            return text.format(time=self.time(value))
        if value.year != now.year:
            return self.date(value)
        return self.day(value)

    def join(self, items: Iterable[str]) -> str:
        """Several things in one sentence: "a, b and c" or « a, b et c »."""
        *first, last = list(items) or [""]
        return self.tr("{first} and {last}").format(first=", ".join(first), last=last) if first else last

    def set_apart(self, items: Iterable[str]) -> str:
        """Longer things, or things with commas, in one sentence: "a; b" or « a ; b »."""
        first, *others = list(items) or [""]
        for each in others:
            first = self.tr("{before}; {after}").format(before=first, after=each)
        return first

    def read_number(self, text: str) -> float | None:
        """The number a user typed, in either country's habits; None when it is not one.

        Spaces of any width, % and the usual currency signs are ignored. A single comma is decimal, except where English
        groups thousands with it (12,500); a dot before the comma groups them (1.234,5).
        """
        bare = re.sub(r"[\s%€$£]", "", text).replace("\u2212", "-")
        if self.language == "en" and re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d*)?", bare):
            bare = bare.replace(",", "")
        elif "," in bare:
            bare = bare.replace(".", "").replace(",", ".")
        return float(bare) if re.fullmatch(r"-?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})", bare, re.ASCII) else None

    def _figure(self, value: float | None, decimals: int | None, at_most: int) -> str:
        if not figures.is_known(value):
            return self.tr("n/a")
        return self._style.figure(value, decimals, at_most)

    def _with_currency(self, amount: float | None, currency: str, scale: str, decimals: int | None) -> str:
        figure = self._figure(amount, decimals, at_most=1)
        if not figures.is_known(amount):
            return figure
        symbol = self.currency_symbol(currency)
        if self.language == "fr":
            return f"{figure}{NO_BREAK_SPACE}{scale}{symbol}"
        sign, figure = ("-", figure[1:]) if figure.startswith("-") else ("", figure)
        gap = NO_BREAK_SPACE if symbol[-1].isalpha() else ""
        return f"{sign}{symbol}{gap}{figure}{scale}"


@cache
def words(language: str) -> Words:
    """The words of one language, "fr" or "en"; KeyError for any other."""
    return Words(language)


def language_of(locale_name: str | None) -> str:
    """The language to start with for a system locale such as "fr_CA.UTF-8": French, or English for all others."""
    return "fr" if (locale_name or "").lower().startswith("fr") else "en"


class _Current:
    """The language of the windows, one for the whole process: all plans open on one screen share it."""

    words: Words | None = None


def use_language(language: str) -> Words:
    """Switch the language of the windows; what is already built has to be built again by its owner."""
    _Current.words = words(language)
    return _Current.words


_spoken: ContextVar[Words | None] = ContextVar("spoken", default=None)


@contextmanager
def spoken_in(language: str) -> Iterator[Words]:
    """Inside, and in this thread only, `current` and `tr` speak this language: for what is written in another one."""
    found = words(language)
    before = _spoken.set(found)
    try:
        yield found
    finally:
        _spoken.reset(before)


def current() -> Words:
    """The words the windows use: English until `use_language` says otherwise."""
    return _spoken.get() or _Current.words or words("en")


def tr(text: str) -> str:
    """`text` in the language of the windows."""
    return current().tr(text)


def ntr(singular: str, plural: str, count: int) -> str:
    """The form that agrees with `count`, in the language of the windows."""
    return current().ntr(singular, plural, count)


def _translations(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with (_LOCALE_FOLDER / language / "LC_MESSAGES" / "periple.mo").open("rb") as file:
        return GNUTranslations(file)


def _catalogue() -> Catalogue:
    from resources.catalogue import catalogue

    return catalogue()
