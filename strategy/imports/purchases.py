"""Files with one row for each purchase, or for each line of an order."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from strategy.imports.books import Book, fingerprints
from strategy.imports.cells import Cells, DayReader, Flags, Floats, Whole, Words
from strategy.imports.customers import DAYS_A_YEAR, Attribute, Customers, reference_of, years_between
from strategy.imports.decisions import Decisions, Purchase, Treatment
from strategy.imports.mapping import Mapping, Meaning
from strategy.imports.refusing import Sieve
from strategy.imports.report import Reason, Report
from strategy.imports.slices import Slices, distinct
from strategy.imports.table import Table
from strategy.imports.text_files import Block
from strategy.imports.watch import Watch


def customers_of_purchases(table: Table, mapping: Mapping, decisions: Decisions, watch: Watch) -> Customers:
    """Add up the purchases of each customer."""
    rows = _Rows(table, mapping, decisions)
    columns = table.columns if decisions.duplicates is Treatment.LEAVE_OUT else mapping.columns
    for block in table.blocks(columns, watch):
        rows.add(dict(zip(columns, block.cells, strict=True)), block)
    watch.tell(1)
    return rows.add_up()


class _Rows:
    """The rows that can be used, column by column."""

    def __init__(self, table: Table, mapping: Mapping, decisions: Decisions) -> None:
        self.report = Report()
        self._reading = table.reading
        self._mapping, self._decisions = mapping, decisions
        self._customers, self._orders = Book(), Book()
        self._books = {name: Book() for name in mapping.attributes}
        self._fingerprints: list[Words] = []
        self._days: list[Whole] = []
        self._amounts: list[Floats] = []
        self._lines: list[Whole] = []
        self._day_reader = DayReader(table.reading.date_order)
        limit = decisions.today or datetime.date.today()
        self._last_day, self._too_late = limit.toordinal(), Reason.FUTURE
        if decisions.reference_date is not None and decisions.reference_date < limit:
            self._last_day, self._too_late = decisions.reference_date.toordinal(), Reason.AFTER_REFERENCE

    def add(self, cells: dict[str, Cells], block: Block) -> None:
        """Take what can be used of a block."""
        sieve = Sieve(block, cells)
        customer, date = self._mapping.meanings[Meaning.CUSTOMER], self._mapping.meanings[Meaning.DATE]
        sieve.refuse(cells[customer].are_blank(), Reason.NO_CUSTOMER, customer)
        ids = cells[customer]
        if isinstance(ids, Slices):
            sieve.refuse(ids.are_too_long(), Reason.TOO_LONG, customer)
        days = cells[date].days(self._day_reader)
        if (unread := days == 0).any():
            blank = cells[date].are_blank()
            sieve.refuse(unread & blank, Reason.NO_DATE, date)
            sieve.refuse(unread & ~blank, Reason.BAD_DATE, date)
        sieve.refuse(days > self._last_day, self._too_late, date)
        amounts = self._read_amounts(cells, sieve)
        used = sieve.finish(self.report)
        self._keep(cells, used)
        self._days.append(days if used is None else days[used])
        self._amounts.append(amounts if used is None else amounts[used])
        self._lines.append(block.lines if used is None else block.lines[used])
        if self._decisions.duplicates is Treatment.LEAVE_OUT:
            found = fingerprints(list(cells.values()))
            self._fingerprints.append(found if used is None else found[:, used])

    def _keep(self, cells: dict[str, Cells], used: Whole | None) -> None:
        meanings = self._mapping.meanings
        self._customers.add(cells[meanings[Meaning.CUSTOMER]], used)
        if self._decisions.purchase is Purchase.ORDER and Meaning.ORDER in meanings:
            self._orders.add(cells[meanings[Meaning.ORDER]], used)
        for name, book in self._books.items():
            book.add(cells[name], used)

    def _read_amounts(self, cells: dict[str, Cells], sieve: Sieve) -> Floats:
        import numpy as np

        meanings = self._mapping.meanings
        wanted = (Meaning.QUANTITY, Meaning.UNIT_PRICE) if self._mapping.has_price else (Meaning.AMOUNT,)
        found: list[Floats] = []
        for meaning in wanted:
            column = meanings[meaning]
            numbers = cells[column].numbers(self._reading.notation)
            if (unread := np.isnan(numbers)).any():
                blank = cells[column].are_blank()
                sieve.refuse(unread & blank, Reason.NO_AMOUNT, column)
                sieve.refuse(unread & ~blank, Reason.BAD_NUMBER, column)
            found.append(numbers)
        amounts = found[0] * found[1] if len(found) == 2 else found[0]
        column = meanings[wanted[0]]
        if self._decisions.returns is Treatment.LEAVE_OUT:
            sieve.refuse(amounts < 0, Reason.RETURN, column)
        if self._decisions.zeros is Treatment.LEAVE_OUT:
            sieve.refuse(amounts == 0, Reason.ZERO, meanings[wanted[-1]])
        return amounts

    def add_up(self) -> Customers:
        """The customers and what they bought."""
        import numpy as np

        codes, name_of, count = self._customers.finish()
        table = _Columns(
            customers=codes,
            days=_joined(self._days, np.int64),
            amounts=_joined(self._amounts, np.float64),
            lines=_joined(self._lines, np.int64),
            orders=self._order_codes(),
            attributes={name: book.finish()[:2] for name, book in self._books.items()},
        )
        if self._decisions.duplicates is Treatment.LEAVE_OUT:
            table.drop(_repeated(np.concatenate(self._fingerprints, axis=1)), Reason.DUPLICATE, self.report)
        buys = np.bincount(table.customers[table.amounts >= 0], minlength=count) > 0
        table.drop(~buys[table.customers], Reason.ONLY_RETURNS, self.report)
        names = table.renumber(count)
        return self._customers_of(table, len(names), lambda customer: name_of(int(names[customer])))

    def _order_codes(self) -> Whole | None:
        """The number of each row's order; None when each row is an order of its own."""
        has_orders = self._decisions.purchase is Purchase.ORDER and Meaning.ORDER in self._mapping.meanings
        return self._orders.finish()[0] if has_orders and self._orders.repeats() else None

    def _customers_of(self, table: _Columns, count: int, name_of: Callable[[int], str]) -> Customers:
        import numpy as np

        first, last = table.edges(count)
        reference = reference_of(self._decisions, int(last.max()) if count else None)
        ends = (int(first.min()), int(last.max())) if count else None
        years = self._decisions.years or (years_between(*ends) if ends else 1.0)
        return Customers(
            report=self.report,
            kind=self._mapping.kind,
            decisions=self._decisions,
            notation=self._reading.notation,
            # Without the dust of adding up, so that equal sums are equal whatever the order of the rows.
            amount=np.round(np.bincount(table.customers, table.amounts, count), 6),
            orders=table.purchases(count, self._decisions.purchase).astype(np.float64),
            first_day=first.astype(np.float64),
            last_day=last.astype(np.float64),
            recency=(reference.toordinal() - last).astype(np.float64),
            tenure=(reference.toordinal() - first) / DAYS_A_YEAR,
            reference_date=reference,
            period=None if ends is None else (_date(ends[0]), _date(ends[1])),
            years=years,
            name_of=name_of,
            attributes={name: table.attribute(name) for name in table.attributes},
        )


@dataclass
class _Columns:
    """All rows that can be used: one place in each array for each row."""

    customers: Whole
    days: Whole
    amounts: Floats
    lines: Whole
    orders: Whole | None
    attributes: dict[str, tuple[Whole, Callable[[int], str]]]

    def drop(self, are_out: Flags, reason: Reason, report: Report) -> None:
        """Take rows out that only show now, when all are known, that they cannot be used."""
        if not are_out.any():
            return
        for line in self.lines[are_out].tolist():
            report.refuse(line, "", "", reason)
        left = ~are_out
        self.customers, self.days = self.customers[left], self.days[left]
        self.amounts, self.lines = self.amounts[left], self.lines[left]
        self.orders = None if self.orders is None else self.orders[left]
        self.attributes = {name: (codes[left], text) for name, (codes, text) in self.attributes.items()}

    def renumber(self, count: int) -> Whole:
        """Number the customers that are left from 0 on; for each new number the former one."""
        import numpy as np

        has_rows = np.bincount(self.customers, minlength=count) > 0
        if not has_rows.all():
            self.customers = (np.cumsum(has_rows) - 1)[self.customers]
        return np.flatnonzero(has_rows)

    def edges(self, count: int) -> tuple[Whole, Whole]:
        """The first and the last day with a purchase of each customer."""
        import numpy as np

        is_purchase = self.amounts >= 0
        customers, days = self.customers, self.days
        if not is_purchase.all():
            customers, days = customers[is_purchase], days[is_purchase]
        first, last = np.full(count, 10**7), np.zeros(count, np.int64)
        np.minimum.at(first, customers, days)
        np.maximum.at(last, customers, days)
        return first, last

    def purchases(self, count: int, purchase: Purchase) -> Whole:
        """How many purchases each customer made; a return is none."""
        import numpy as np

        is_purchase = self.amounts >= 0
        customers = self.customers[is_purchase]
        told_apart = self.days if purchase is Purchase.DAY else self.orders
        if told_apart is None or purchase is Purchase.ROW or not len(customers):
            return np.bincount(customers, minlength=count)
        width = int(told_apart.max()) + 1
        pairs = np.sort(customers * width + told_apart[is_purchase])
        is_new = np.append(True, pairs[1:] != pairs[:-1])
        return np.bincount(pairs[is_new] // width, minlength=count)

    def attribute(self, name: str) -> Attribute:
        """What the latest row of each customer says."""
        import numpy as np

        codes, text_of_code = self.attributes[name]
        order = np.lexsort((self.lines, self.days, self.customers))
        is_latest = np.append(self.customers[order][1:] != self.customers[order][:-1], True)
        latest = codes[order][is_latest]
        used, places = np.unique(latest, return_inverse=True)
        return Attribute(places, [text_of_code(int(code)) for code in used])


def _repeated(fingerprints: Words) -> Flags:
    """Which rows are the same as an earlier one."""
    import numpy as np

    numbers, found = distinct(fingerprints)
    first = np.full(len(found), len(numbers))
    np.minimum.at(first, numbers, np.arange(len(numbers)))
    return np.asarray(first[numbers] != np.arange(len(numbers)), np.bool_)


def _date(ordinal: int) -> datetime.date:
    return datetime.date.fromordinal(ordinal)


def _joined(blocks: list[Any], kind: Any) -> Any:  # Any: arrays of any one type
    import numpy as np

    return np.concatenate(blocks) if blocks else np.zeros(0, kind)
