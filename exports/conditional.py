"""Formats that follow the cells when the reader edits, sorts or filters them."""

from __future__ import annotations

from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from exports.blocks import Block
from exports.style import Style


def add_bars(worksheet: Worksheet, style: Style, block: Block, key: str) -> None:
    """Bars in proportion to the figures of a column, the totals left out."""
    ends = [FormatObject(type="num", val=0), FormatObject(type="max")]
    bar = DataBar(cfvo=ends, color=Color(rgb=f"FF{style.color('barFill')}"))
    worksheet.conditional_formatting.add(block.cells(key), Rule(type="dataBar", dataBar=bar))


def mark_groups(worksheet: Worksheet, style: Style, block: Block, key: str) -> None:
    """A line above each row that starts a group, as the column says, whose name then stands out.

    Group rows would break the table; a comparison with the row above follows every sort. Excel draws thin lines only.
    """
    letter, letters = block.letters[key], list(block.letters.values())
    cell = f"${letter}{block.first_row}"
    starts = f'AND({cell}<>"",{cell}<>${letter}{block.header_row})'
    line = Side(style="thin", color=style.color("headerFill"))
    name = DifferentialStyle(
        font=Font(bold=True, color=style.color("groupText")),
        fill=PatternFill("solid", bgColor=style.color("groupFill")),
        border=Border(top=line),
    )
    whole = DifferentialStyle(border=Border(top=line))
    rows = f"{letters[0]}{block.first_row}:{letters[-1]}{block.last_row}"
    for cells, look in ((block.cells(key), name), (rows, whole)):
        worksheet.conditional_formatting.add(cells, Rule(type="expression", formula=[starts], dxf=look))
