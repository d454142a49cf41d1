"""What a cell that the client filled in means, as the text under which it is compared."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exports.client_columns import Sort, plain_number, plain_text
from resources.folding import plain
from resources.i18n import LANGUAGES, N_, words
from storage.errors import PlanError
from strategy.imports.reading import DateOrder, Notation
from strategy.imports.values import day_in, number_in, without_money
from strategy.model import PRIORITY_NAMES, ActionStatus
from strategy.naming import Naming

_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|Err:\d+")
_BETWEEN_NAMES = re.compile(r"\s+(?:et|and)\s+|[,;/&+\n]+|\s+", re.IGNORECASE)
_DAYS = re.compile(r"\s*\b(?:jours?|j|days?|d)\b\.?$|(?<=\d)\s*(?:jours?|j|days?|d)\.?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)\s*k\s*(?=[€$£]?$)", re.IGNORECASE)
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
"""A mark before three digits: of thousands for one reader, of decimals for another."""
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Days as a spreadsheet counts them, from 1954 to 2119: what a date without its format looks like."""
_EPOCH = datetime.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class NoResult:
    """The value of a formula that nobody has worked out: a program that does not calculate saved the file."""

    def __str__(self) -> str:
        return "="


@dataclass(frozen=True)
class Reader:
    """Reads the cells of one workbook: the language it is in, and the rows that its short names stand for."""

    language: str
    naming: Naming
    codes: Mapping[str, str]
    """Ids of actions by their short name, capitals aside, as exported."""

    def text(self, value: Any, sort: Sort) -> str:  # Any: what a cell can hold
        """The compared text of a cell, "" for an empty one. Raises PlanError for what the column cannot mean."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return ""
        if isinstance(value, NoResult):
            if sort is Sort.EFFORT:  # the formula that the file was exported with
                return ""
            raise PlanError(
                N_(
                    "The cell holds a formula without its result. Open the workbook in a spreadsheet program, save it, "
                    "and choose it again."
                )
            )
        if isinstance(value, str) and _ERROR.fullmatch(value.strip()):
            raise PlanError(N_("The cell holds an error of the spreadsheet: {value}."), value=value.strip())
        return self._readers[sort](value)

    @cached_property
    def _readers(self) -> Mapping[Sort, Callable[[Any], str]]:
        return {
            Sort.TEXT: _text,
            Sort.NUMBER: lambda value: plain_number(self._number(value)),
            Sort.SHARE: self._share,
            Sort.DATE: self._date,
            Sort.PRIORITY: self._priority,
            Sort.STATUS: self._status,
            Sort.EFFORT: self._effort,
            Sort.ACTIONS: self._actions,
        }

    def _number(self, value: Any) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if isinstance(value, str):
            text, thousands = _THOUSANDS.subn("", _DAYS.sub("", value.strip()))
            if _EITHER.fullmatch(without_money(text).lstrip("+-")) and self._is_unclear(text):
                raise PlanError(
                    N_("“{value}” can be read in two ways. Write it without a mark between thousands, such as 12000."),
                    value=_shown(value),
                )
            for notation in self._notations:
                found = number_in(text, notation)
                if found is not None:
                    return found * 1000 if thousands else found
        raise PlanError(N_("“{value}” is not a number."), value=_shown(value))

    def _is_unclear(self, text: str) -> bool:
        """Whether the mark before three digits is the decimal one in the language of the file."""
        return ("," if self.language == "fr" else ".") in text

    def _share(self, value: Any) -> str:
        """Percent: 0.4, "40 %" and 40 all mean forty."""
        text = value.strip() if isinstance(value, str) else ""
        number = self._number(text.rstrip("%").strip() if text.endswith("%") else value)
        percent = number if text.endswith("%") or number > 1 else 100 * number
        if not 0 <= percent <= 100:
            raise PlanError(N_("“{value}” is not a percentage from 0 to 100."), value=_shown(value))
        return plain_number(round(percent))

    def _date(self, value: Any) -> str:
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, int | float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return (_EPOCH + datetime.timedelta(days=int(value))).isoformat()
        if isinstance(value, str):
            for order in (DateOrder.DMY, DateOrder.MDY):
                day = day_in(value, order)
                if day:
                    return datetime.date.fromordinal(day).isoformat()
        raise PlanError(N_("“{value}” is not a date. Write it as 30/06/2027."), value=_shown(value))

    def _priority(self, value: Any) -> str:
        text = plain(_shown(value))
        for language in LANGUAGES:
            for number, name in PRIORITY_NAMES.items():
                if text in (str(number), plain(words(language).tr(name))):
                    return str(number)
        raise PlanError(N_("“{value}” is not a priority: high, medium or low."), value=_shown(value))

    def _status(self, value: Any) -> str:
        text = _bare(_shown(value))
        for status in ActionStatus:
            labels = {_bare(words(language).label(status.value)) for language in LANGUAGES}
            if text in labels | {_bare(status.value), _bare(self.naming.label(status.value))}:
                return status.value
        names = ", ".join(words(self.language).label(status.value) for status in ActionStatus)
        raise PlanError(N_("“{value}” is not a status. Write one of these: {names}."), value=_shown(value), names=names)

    def _effort(self, value: Any) -> str:
        number = self._number(value)
        if number not in range(1, 6):
            raise PlanError(N_("“{value}” is not an effort from 1 to 5."), value=_shown(value))
        return plain_number(number)

    def _actions(self, value: Any) -> str:
        names = [name for each in _BETWEEN_NAMES.split(_shown(value)) if (name := each.lstrip("#"))]
        unknown = [name for name in names if name.casefold() not in self.codes]
        if unknown:
            raise PlanError(
                N_("There is no action “{value}”. Write numbers of actions, such as A3, A5."), value=unknown[0]
            )
        return " ".join(sorted({self.codes[name.casefold()] for name in names}))

    @cached_property
    def _notations(self) -> tuple[Notation, ...]:
        """How numbers are written: as in the language of the file first, then as anywhere else."""
        comma = (Notation(",", " "), Notation(",", "."))
        point = (Notation(".", ","), Notation(".", " "), Notation(".", "'"))
        return (*comma, *point) if self.language == "fr" else (*point, *comma)


def _bare(label: str) -> str:
    """A label without capitals, accents and the ending that agrees with its noun: "Terminé" for "Terminée"."""
    return plain(label).rstrip("e")


def _text(value: Any) -> str:
    return plain_text(_shown(value))


def _shown(value: Any) -> str:
    """A value as its cell shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain_number(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).strip()
