"""The choices that change the figures, each with the sentence that says it on screen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from resources.i18n import N_
from strategy.imports.mapping import FileKind, Mapping, Meaning

if TYPE_CHECKING:
    from resources.i18n import Words


class Treatment(StrEnum):
    """What happens to rows of a certain sort."""

    LEAVE_OUT = "leave_out"
    COUNT = "count"


class Purchase(StrEnum):
    """What counts as one purchase."""

    ORDER = "order"
    ROW = "row"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Decisions:
    """How rows are counted. `Decisions.of` gives the usual choices for a file."""

    purchase: Purchase = Purchase.ROW
    returns: Treatment = Treatment.LEAVE_OUT
    """Negative amounts: left out, or taken off what the customer bought (never a purchase of their own)."""
    zeros: Treatment = Treatment.COUNT
    """Amounts of zero: a purchase like others, or left out."""
    duplicates: Treatment = Treatment.COUNT
    """Rows whose cells are all the same as in an earlier row."""
    reference_date: datetime.date | None = None
    """The day from which recency and tenure are counted; None = the day after the last purchase in the file."""
    years: float | None = None
    """How many years the amounts cover; None = from the first to the last day of the file, one year without dates."""
    today: datetime.date | None = None
    """Rows dated later are left out; None = the day of the import."""

    @classmethod
    def of(cls, mapping: Mapping) -> Decisions:
        """The usual choices: orders where they are numbered; lines of a price of zero are gifts, not purchases."""
        return cls(
            purchase=Purchase.ORDER if Meaning.ORDER in mapping.meanings else Purchase.ROW,
            zeros=Treatment.LEAVE_OUT if mapping.has_price else Treatment.COUNT,
        )

    def sentences(self, kind: FileKind, words: Words, *, is_workbook: bool = False) -> list[str]:
        """Every rule that is in force, as sentences for the screen."""
        if kind is FileKind.CUSTOMERS:
            found = [words.tr(text) for text in _FOR_CUSTOMERS]
        else:
            found = [
                words.tr(_PURCHASES[self.purchase]),
                words.tr(_RETURNS[self.returns]),
                words.tr(_ZEROS[self.zeros]),
                words.tr(_DUPLICATES[self.duplicates]),
                words.tr(N_("Rows without customer, date or amount are left out and counted.")),
                words.tr(N_("Rows dated in the future are left out and counted.")),
            ]
        found.append(words.tr(N_("An identifier written “NA” or “0” is an identifier like any other.")))
        if is_workbook:
            found.append(
                words.tr(N_("Hidden rows are read like any other; a formula counts as the value it last had."))
            )
        return found


_PURCHASES = {
    Purchase.ORDER: N_("Rows with the same order number and customer are one purchase."),
    Purchase.ROW: N_("Each row is one purchase."),
    Purchase.DAY: N_("All rows of a customer on the same day are one purchase."),
}
_RETURNS = {
    Treatment.LEAVE_OUT: N_("Negative amounts (returns, cancellations) are left out and counted."),
    Treatment.COUNT: N_("Negative amounts (returns, cancellations) are taken off what the customer bought."),
}
_ZEROS = {
    Treatment.LEAVE_OUT: N_("Amounts of zero are left out and counted."),
    Treatment.COUNT: N_("Amounts of zero are purchases like any other."),
}
_DUPLICATES = {
    Treatment.LEAVE_OUT: N_("Rows the same as an earlier row in every cell are left out and counted."),
    Treatment.COUNT: N_("Rows the same as an earlier row are purchases of their own."),
}
_FOR_CUSTOMERS = (
    N_("Each row is one customer; a second row of the same customer is left out and counted."),
    N_("An empty cell is unknown: averages pass over it, and RFM needs all three figures."),
)
