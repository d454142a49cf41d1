"""Where a block of rows stands on its sheet, and the Excel table that makes it a list to sort and filter."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

_ESCAPED = re.compile("[][#'@]")


@dataclass(frozen=True)
class Block:
    """Where a block was written: rows of its body, then what each column with a key is called, by letter and by name.

    `table` is the name of its Excel table, if it is one; `total_row` the row of the totals, if there are any.
    """

    header_row: int
    first_row: int
    last_row: int
    letters: Mapping[str, str]
    headings: Mapping[str, str]
    table: str = ""
    total_row: int | None = None
    first_letter: str = ""

    @property
    def end_row(self) -> int:
        """The last row of all, totals included."""
        return self.total_row or self.last_row

    def cells(self, key: str) -> str:
        """The body cells of a column, as in "J6:J14"."""
        return f"{self.letters[key]}{self.first_row}:{self.letters[key]}{self.last_row}"

    def fixed_cells(self, key: str) -> str:
        """The same as an absolute reference, as in "$J$6:$J$14"."""
        letter = self.letters[key]
        return f"${letter}${self.first_row}:${letter}${self.last_row}"

    def named_cells(self, key: str) -> str:
        """The same by name, as in "t_actions[Budget]": it grows with the table."""
        heading = _ESCAPED.sub(r"'\g<0>", self.headings[key])
        return f"{self.table}[{heading}]"


def excel_table(
    block: Block, first: str, headings: Sequence[str], last: str, *, summed: Collection[str], label: str, filters: bool
) -> Table:
    """The table of a block from column `first` to `last`; `summed` are the headings of the columns that have a total.

    openpyxl would fill in the columns by itself, but its filter would take the totals for one more row.
    """
    table = Table(displayName=block.table, ref=f"{first}{block.header_row}:{last}{block.end_row}")
    table.tableColumns = [TableColumn(id=number, name=heading) for number, heading in enumerate(headings, 1)]
    table.tableStyleInfo = TableStyleInfo(showRowStripes=False)
    if filters:
        table.autoFilter = AutoFilter(ref=f"{first}{block.header_row}:{last}{block.last_row}")
    if block.total_row:
        table.totalsRowCount = 1
        table.tableColumns[0].totalsRowLabel = label
        for column in table.tableColumns:
            if column.name in summed:
                column.totalsRowFunction = "sum"
    return table
