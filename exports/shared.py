"""What the sheets of one workbook share: the lists to choose from, where tables stand, and where rows can be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.utils import quote_sheetname

from exports.blocks import Block
from exports.hidden import Lists, Returning
from exports.layout import PageTexts
from exports.options import WorkbookOptions
from storage.base import Base


@dataclass(frozen=True)
class Standing:
    """A table and the title of the sheet it stands on."""

    sheet: str
    block: Block

    def column(self, key: str, spare_rows: int = 0) -> str:
        """The cells of a column from any sheet, as in "'Action plan'!$J$7:$J$14"; `spare_rows` more below."""
        letter, block = self.block.letters[key], self.block
        rows = f"${letter}${block.first_row}:${letter}${block.last_row + spare_rows}"
        return f"{quote_sheetname(self.sheet)}!{rows}"


@dataclass
class Shared:
    """Filled while the sheets are written, which is why those that look something up are written last."""

    lists: Lists = field(default_factory=Lists)
    tables: dict[str, Standing] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    """Kind and id of a row -> the cell that names it, as in "'Frictions'!C7"."""
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    """Kind and id of a row -> its number in its table, from 1."""
    returning: list[Returning] = field(default_factory=list)
    texts: PageTexts = field(default_factory=PageTexts)
    options: WorkbookOptions = field(default_factory=WorkbookOptions)

    def note_rows(self, sheet: str, block: Block, letter: str, rows: Sequence[Base | None]) -> None:
        """Remember where rows of the plan stand, in the order of the block."""
        for number, row in enumerate(rows):
            if row is not None:
                key = (row.__tablename__, row.id)
                self.places.setdefault(key, f"{quote_sheetname(sheet)}!{letter}{block.first_row + number}")
                self.numbers.setdefault(key, number + 1)

    def note_kpis(self, sheet: str, block: Block, key: str, kpis: Sequence[str]) -> None:
        """Remember where the values of indicators stand, in the order of the block; the first place counts."""
        for number, kpi in enumerate(kpis, block.first_row):
            self.places.setdefault(("kpi", kpi), f"{quote_sheetname(sheet)}!{block.letters[key]}{number}")
