"""How a file is read: all that is detected, and that the user may correct."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resources.i18n import N_

RUNS_OF_SPACES = " "
"""The separator of files whose columns are set apart by any number of spaces."""


class DateOrder(StrEnum):
    """In which order a date names day, month and year. A text that begins with four digits of a year is read anyway."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    SERIAL = "serial"
    """Days counted by a spreadsheet since 1900."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How the file writes numbers and dates."""

    decimal: str = "."
    thousands: str = ""
    """Empty, "," or "." or "'", or " " for any kind of space."""
    date_order: DateOrder = DateOrder.DMY


@dataclass(frozen=True, slots=True)
class Reading:
    """How one table of one file is read. Lines are counted from 1, as editors and spreadsheets do."""

    encoding: str = "utf-8"
    separator: str = ","
    """Of text files; RUNS_OF_SPACES stands for any number of spaces."""
    sheet: str = ""
    """Of workbooks."""
    header_line: int | None = 1
    """None = the columns have no names."""
    first_line: int = 2
    """The first line with values."""
    decimal: str = "."
    thousands: str = ""
    date_order: DateOrder = DateOrder.DMY
    is_date_order_certain: bool = True
    """False when every date of the sample could be read both ways: the user should look."""

    @property
    def notation(self) -> Notation:
        """How numbers and dates are written."""
        return Notation(self.decimal, self.thousands, self.date_order)


ENCODINGS = (
    ("utf-8", N_("Unicode (UTF-8)")),
    ("cp1252", N_("Western Europe, Windows (1252)")),
    ("mac-roman", N_("Western Europe, old Mac (Roman)")),
    ("utf-16", N_("Unicode (UTF-16)")),
    ("utf-16-le", N_("Unicode (UTF-16, little end first)")),
    ("utf-16-be", N_("Unicode (UTF-16, big end first)")),
    ("iso8859-15", N_("Western Europe (ISO 8859-15)")),
    ("cp1250", N_("Central Europe, Windows (1250)")),
    ("cp1251", N_("Cyrillic, Windows (1251)")),
    ("cp850", N_("Western Europe, DOS (850)")),
)
"""What the user may choose; Unicode and those of Western Europe but for DOS are detected."""

SEPARATORS = (
    (",", N_("Comma")),
    (";", N_("Semicolon")),
    ("\t", N_("Tab")),
    ("|", N_("Vertical bar")),
    (RUNS_OF_SPACES, N_("Spaces")),
)

DECIMALS = ((",", N_("Comma")), (".", N_("Point")))

THOUSANDS = (
    ("", N_("None")),
    (" ", N_("Space")),
    (",", N_("Comma")),
    (".", N_("Point")),
    ("'", N_("Apostrophe")),
)

DATE_ORDERS = (
    (DateOrder.DMY, N_("Day, month, year")),
    (DateOrder.MDY, N_("Month, day, year")),
    (DateOrder.YMD, N_("Year, month, day")),
    (DateOrder.SERIAL, N_("Day numbers of a spreadsheet")),
)
