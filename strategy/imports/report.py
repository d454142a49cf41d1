"""Which rows could not be used, and why: every row that was read is either used or counted here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from resources.i18n import N_

MOST_LISTED = 10_000
LONGEST_VALUE = 60


class Reason(StrEnum):
    """Why a row was not used. A row with several reasons counts under the first in this order."""

    TOO_MANY_CELLS = "too_many_cells"
    NO_CUSTOMER = "no_customer"
    TOO_LONG = "too_long"
    NO_DATE = "no_date"
    BAD_DATE = "bad_date"
    NO_AMOUNT = "no_amount"
    BAD_NUMBER = "bad_number"
    RETURN = "return"
    ZERO = "zero"
    FUTURE = "future"
    AFTER_REFERENCE = "after_reference"
    DUPLICATE = "duplicate"
    SAME_CUSTOMER = "same_customer"
    ONLY_RETURNS = "only_returns"
    OUT_OF_SCALE = "out_of_scale"
    NO_SCORE = "no_score"
    NO_CASE = "no_case"
    NO_ACTIVITY = "no_activity"
    NOT_COMPLETE = "not_complete"
    NOT_UNDERSTOOD = "not_understood"
    NO_PLACE = "no_place"
    LOOKS = "looks"
    UNKNOWN_WORD = "unknown_word"
    NEGATIVE = "negative"
    UNKNOWN_END = "unknown_end"
    NOT_ALLOWED = "not_allowed"
    SAME_POINT = "same_point"
    NO_NAME = "no_name"

    @property
    def label(self) -> str:
        """What it says on screen, to translate."""
        return _LABELS[self]


_LABELS = {
    Reason.TOO_MANY_CELLS: N_("More cells than columns: a separator stands inside a value"),
    Reason.NO_CUSTOMER: N_("No customer identifier"),
    Reason.TOO_LONG: N_("Identifier too long"),
    Reason.NO_DATE: N_("No date"),
    Reason.BAD_DATE: N_("Not a date in the chosen order"),
    Reason.NO_AMOUNT: N_("No amount"),
    Reason.BAD_NUMBER: N_("Not a number"),
    Reason.RETURN: N_("Negative: a return or a cancellation"),
    Reason.ZERO: N_("Zero: nothing was paid"),
    Reason.FUTURE: N_("Dated in the future"),
    Reason.AFTER_REFERENCE: N_("Dated after the reference date"),
    Reason.DUPLICATE: N_("The same as an earlier row"),
    Reason.SAME_CUSTOMER: N_("Customer already read in an earlier row"),
    Reason.ONLY_RETURNS: N_("Customer with returns but no purchase"),
    Reason.OUT_OF_SCALE: N_("Outside the scale"),
    Reason.NO_SCORE: N_("No answer"),
    Reason.NO_CASE: N_("No case"),
    Reason.NO_ACTIVITY: N_("No activity"),
    Reason.NOT_COMPLETE: N_("Start of an activity, not its end"),
    Reason.NOT_UNDERSTOOD: N_("Not understood"),
    Reason.NO_PLACE: N_("Has no place in a journey"),
    Reason.LOOKS: N_("Only says how the drawing looks"),
    Reason.UNKNOWN_WORD: N_("Not a word that the method knows"),
    Reason.NEGATIVE: N_("Negative"),
    Reason.UNKNOWN_END: N_("Leads from or to a point that is not there"),
    Reason.NOT_ALLOWED: N_("Leads out of an end, or back to an entry"),
    Reason.SAME_POINT: N_("A point with this identifier is already there"),
    Reason.NO_NAME: N_("No touchpoint in this row"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was not used: its line in the file, the column at fault and its value, shortened, and why."""

    line: int
    column: str
    value: str
    reason: Reason


class Report:
    """Counts of what was read and used, and the first rows that were not."""

    def __init__(self) -> None:
        self.read = 0
        self.counts: Counter[Reason] = Counter()
        self.refusals: list[Refusal] = []
        """In the order of the file for rows refused while reading; at most MOST_LISTED."""

    def plain_state(self) -> tuple[int, Counter[Reason], list[Refusal]]:
        """All that it says, for another process."""
        return self.read, self.counts, self.refusals

    @classmethod
    def from_plain_state(cls, state: tuple[int, Counter[Reason], list[Refusal]]) -> Report:
        """The report again."""
        report = cls()
        report.read, report.counts, report.refusals = state
        return report

    @property
    def unused(self) -> int:
        """Rows that could not be used."""
        return self.counts.total()

    @property
    def used(self) -> int:
        """Rows that were used."""
        return self.read - self.unused

    @property
    def room(self) -> int:
        """How many more rows are listed."""
        return MOST_LISTED - len(self.refusals)

    def use(self, count: int = 1) -> None:
        """Count what is used."""
        self.read += count

    def leave(self, line: int, column: str, value: str, reason: Reason) -> None:
        """Count a part of the file that is read and not used."""
        self.read += 1
        self.refuse(line, column, value, reason)

    def refuse(self, line: int, column: str, value: str, reason: Reason) -> None:
        """Count a row that is not used, and list it while there is room."""
        self.counts[reason] += 1
        if self.room:
            self.refusals.append(Refusal(line, column, shortened(value), reason))


def shortened(value: str) -> str:
    """A value as it fits into a line of a report."""
    value = " ".join(value.split())
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
