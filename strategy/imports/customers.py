"""The customers of a file with their figures, column by column. They live as long as the window that shows them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import Floats, Whole
from strategy.imports.decisions import Decisions
from strategy.imports.mapping import FileKind
from strategy.imports.mapping import Mapping as ColumnMapping
from strategy.imports.opening import reading_of
from strategy.imports.reading import Notation, Reading
from strategy.imports.report import Report
from strategy.imports.table import open_table
from strategy.imports.watch import UNWATCHED, Watch

DAYS_A_YEAR = 365.25
STAYS = "stays"
"""Metadata of a field that stays in the process which read the file."""


@dataclass(frozen=True)
class Attribute:
    """A column of the file by customer: `codes[customer]` is a place in `texts`."""

    codes: Whole
    texts: Sequence[str]


@dataclass(frozen=True)
class Customers:
    """Figures of each customer, in the same order everywhere; NaN where the file does not say."""

    report: Report
    kind: FileKind
    decisions: Decisions
    notation: Notation
    amount: Floats
    """All that the customer bought, in the money of the file."""
    orders: Floats
    """Number of purchases."""
    first_day: Floats
    """Ordinal of the first purchase or of the start of the relationship."""
    last_day: Floats
    recency: Floats
    """Days from the last purchase to the reference date."""
    tenure: Floats
    """Years from `first_day` to the reference date."""
    reference_date: datetime.date
    period: tuple[datetime.date, datetime.date] | None
    """First and last day with a purchase."""
    years: float
    """Years that the amounts cover."""
    name_of: Callable[[int], str] = field(metadata={STAYS: True})
    """The identifier of a customer. It never enters a plan, nor leaves the process that read the file."""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.amount)

    @cached_property
    def basket(self) -> Floats:
        """Amount of each customer by purchase."""
        import numpy as np

        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.orders > 0, self.amount / self.orders, np.nan)

    @property
    def has_rfm(self) -> bool:
        """Whether at least one customer has all three figures that RFM needs."""
        import numpy as np

        return bool((~np.isnan(self.recency) & ~np.isnan(self.orders) & ~np.isnan(self.amount)).any())


def read_customers(
    path: str | Path,
    reading: Reading,
    mapping: ColumnMapping,
    decisions: Decisions | None = None,
    watch: Watch = UNWATCHED,
) -> Customers:
    """Read a whole file in one pass. Raises PlanError when the columns do not suffice or no row can be used."""
    from strategy.imports.one_row_each import customers_of_rows
    from strategy.imports.purchases import customers_of_purchases

    for sentence in mapping.missing():
        raise PlanError(sentence)
    decisions = decisions or Decisions.of(mapping)
    with reading_of(Path(path)), open_table(path, reading, watch) as table:
        read = customers_of_purchases if mapping.kind is FileKind.TRANSACTIONS else customers_of_rows
        found = read(table, mapping, decisions, watch)
    if not len(found):
        raise PlanError(
            N_("None of the {count} rows can be used. Check the columns, the date order and the decimal mark."),
            count=found.report.read,
        )
    return found


def reference_of(decisions: Decisions, last_day: int | None) -> datetime.date:
    """The reference date decided, else the day after the last purchase, else today."""
    if decisions.reference_date is not None:
        return decisions.reference_date
    if last_day is None:
        return decisions.today or datetime.date.today()
    return datetime.date.fromordinal(last_day + 1)


def years_between(first_day: int, last_day: int) -> float:
    """Years from the first to the last day, both counted."""
    return (last_day - first_day + 1) / DAYS_A_YEAR
