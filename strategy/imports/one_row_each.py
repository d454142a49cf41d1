"""Files with one row for each customer."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from strategy.imports.books import Book
from strategy.imports.cells import Cells, DayReader, Floats, Whole
from strategy.imports.customers import DAYS_A_YEAR, Attribute, Customers, reference_of
from strategy.imports.decisions import Decisions
from strategy.imports.mapping import DAY_MEANINGS, Mapping, Meaning
from strategy.imports.refusing import Sieve
from strategy.imports.report import Reason, Report
from strategy.imports.table import Table
from strategy.imports.text_files import Block
from strategy.imports.watch import Watch

_FIGURES = (
    Meaning.AMOUNT,
    Meaning.ORDERS,
    Meaning.FIRST,
    Meaning.LAST,
    Meaning.RECENCY_DAYS,
    Meaning.TENURE_MONTHS,
)
_MONTHS_A_YEAR = 12


def customers_of_rows(table: Table, mapping: Mapping, decisions: Decisions, watch: Watch) -> Customers:
    """Take each row as a customer; the first row of an identifier counts."""
    rows = _Rows(table, mapping, decisions)
    columns = mapping.columns or table.columns[:1]
    for block in table.blocks(columns, watch):
        rows.add(dict(zip(columns, block.cells, strict=True)), block)
    watch.tell(1)
    return rows.customers()


class _Rows:
    """The rows that can be used, column by column."""

    def __init__(self, table: Table, mapping: Mapping, decisions: Decisions) -> None:
        self.report = Report()
        self._reading, self._mapping, self._decisions = table.reading, mapping, decisions
        self._ids = Book()
        self._books = {name: Book() for name in mapping.attributes}
        self._figures: dict[Meaning, list[Floats]] = {
            meaning: [] for meaning in _FIGURES if meaning in mapping.meanings
        }
        self._lines: list[Whole] = []
        self._day_reader = DayReader(table.reading.date_order)
        self._today = (decisions.today or datetime.date.today()).toordinal()

    def add(self, cells: dict[str, Cells], block: Block) -> None:
        """Take what can be used of a block."""
        sieve = Sieve(block, cells)
        id_column = self._mapping.meanings.get(Meaning.CUSTOMER)
        if id_column is not None:
            sieve.refuse(cells[id_column].are_blank(), Reason.NO_CUSTOMER, id_column)
        figures = {meaning: self._read(cells, meaning, sieve) for meaning in self._figures}
        used = sieve.finish(self.report)
        if id_column is not None:
            self._ids.add(cells[id_column], used)
        for name, book in self._books.items():
            book.add(cells[name], used)
        for meaning, found in figures.items():
            self._figures[meaning].append(found if used is None else found[used])
        self._lines.append(block.lines if used is None else block.lines[used])

    def _read(self, cells: dict[str, Cells], meaning: Meaning, sieve: Sieve) -> Floats:
        """One figure of each row of a block, NaN where the cell is empty."""
        import numpy as np

        column = self._mapping.meanings[meaning]
        if meaning in DAY_MEANINGS:
            days = cells[column].days(self._day_reader)
            found = np.where(days == 0, np.nan, days)
            sieve.refuse(days > self._today, Reason.FUTURE, column)
        else:
            found = cells[column].numbers(self._reading.notation)
        if (unread := np.isnan(found)).any():
            reason = Reason.BAD_DATE if meaning in DAY_MEANINGS else Reason.BAD_NUMBER
            sieve.refuse(unread & ~cells[column].are_blank(), reason, column)
        return found

    def customers(self) -> Customers:
        """The customers and their figures."""
        import numpy as np

        lines = np.concatenate(self._lines) if self._lines else np.zeros(0, np.int64)
        names, name_of = self._first_rows(lines)
        figures = {meaning: np.concatenate(blocks)[names] for meaning, blocks in self._figures.items() if blocks}
        unknown = np.full(len(names), np.nan)
        first, last = (figures.get(meaning, unknown) for meaning in (Meaning.FIRST, Meaning.LAST))
        known_days = last[~np.isnan(last)]
        reference = reference_of(self._decisions, int(known_days.max()) if len(known_days) else None)
        return Customers(
            report=self.report,
            kind=self._mapping.kind,
            decisions=self._decisions,
            notation=self._reading.notation,
            amount=figures.get(Meaning.AMOUNT, unknown),
            orders=figures.get(Meaning.ORDERS, unknown),
            first_day=first,
            last_day=last,
            recency=_known(figures.get(Meaning.RECENCY_DAYS), reference.toordinal() - last),
            tenure=_known(
                figures.get(Meaning.TENURE_MONTHS, unknown) / _MONTHS_A_YEAR,
                (reference.toordinal() - first) / DAYS_A_YEAR,
            ),
            reference_date=reference,
            period=_period(first, last),
            years=self._decisions.years or 1.0,
            name_of=name_of,
            attributes={name: _attribute(book, names) for name, book in self._books.items()},
        )

    def _first_rows(self, lines: Whole) -> tuple[Whole, Callable[[int], str]]:
        """The places of the rows that count, and the identifier of each."""
        import numpy as np

        places = np.arange(len(lines))
        if Meaning.CUSTOMER not in self._mapping.meanings:
            return places, lambda customer: str(lines[customer])
        codes, text_of_code, count = self._ids.finish()
        first = np.full(count, len(lines))
        np.minimum.at(first, codes, places)
        is_first = first[codes] == places
        for line in lines[~is_first].tolist():
            self.report.refuse(line, self._mapping.meanings[Meaning.CUSTOMER], "", Reason.SAME_CUSTOMER)
        kept = places[is_first]
        return kept, lambda customer: text_of_code(int(codes[kept[customer]]))


def _known(said: Floats | None, computed: Floats) -> Floats:
    """What the file says, where it says nothing what follows from its dates."""
    import numpy as np

    return computed if said is None else np.where(np.isnan(said), computed, said)


def _period(first: Floats, last: Floats) -> tuple[datetime.date, datetime.date] | None:
    import numpy as np

    days = np.concatenate((first, last))
    days = days[~np.isnan(days)]
    if not len(days):
        return None
    return datetime.date.fromordinal(int(days.min())), datetime.date.fromordinal(int(days.max()))


def _attribute(book: Book, kept: Whole) -> Attribute:
    import numpy as np

    codes, text_of_code, _count = book.finish()
    used, places = np.unique(codes[kept], return_inverse=True)
    return Attribute(places, [text_of_code(int(code)) for code in used])
