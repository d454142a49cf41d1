"""Formats that follow the cells when the reader edits, sorts or filters them; none says something by colour alone."""

from __future__ import annotations

from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from exports.blocks import Block
from exports.style import Style
from resources.tokens import status_fill

OVERDUE, SOON = "▲", "◆"
SOON_DAYS = 14
_FIRST_OWN_FORMAT = 400
"""Number formats of rules have numbers of their own, beyond those of the cells."""


def add_bars(
    worksheet: Worksheet, style: Style, block: Block, key: str, *, full: float | None = None, spare_rows: int = 0
) -> None:
    """Bars in proportion to the figures of a column, the totals left out; `full` fills the cell, else the highest."""
    top = FormatObject(type="max") if full is None else FormatObject(type="num", val=full)
    bar = DataBar(cfvo=[FormatObject(type="num", val=0), top], color=Color(rgb=f"FF{style.color('barFill')}"))
    worksheet.conditional_formatting.add(_cells(block, key, key, spare_rows), Rule(type="dataBar", dataBar=bar))


def mark_groups(worksheet: Worksheet, style: Style, block: Block, key: str, spare_rows: int) -> None:
    """A line above each row that starts a group, as the column says, whose name then stands out.

    Group rows would break the table; a comparison with the row above follows every sort. Excel draws thin lines only.
    """
    letter, keys = block.letters[key], list(block.letters)
    cell = f"${letter}{block.first_row}"
    starts = f'AND({cell}<>"",{cell}<>${letter}{block.header_row})'
    line = Side(style="thin", color=style.color("headerFill"))
    name = DifferentialStyle(
        font=Font(bold=True, color=style.color("groupText")),
        fill=PatternFill("solid", bgColor=style.color("groupFill")),
        border=Border(top=line),
    )
    whole = DifferentialStyle(border=Border(top=line))
    rows = _cells(block, keys[0], keys[-1], spare_rows)
    for cells, look in ((_cells(block, key, key, spare_rows), name), (rows, whole)):
        worksheet.conditional_formatting.add(cells, Rule(type="expression", formula=[starts], dxf=look))


def line_rows(worksheet: Worksheet, style: Style, block: Block, cells: str, key: str = "") -> None:
    """The line under each row in which a column says something, in cells without one: the first column unless told."""
    letter = block.letters[key] if key else next(iter(block.letters.values()))
    first = f"${letter}{block.first_row}"
    look = DifferentialStyle(border=Border(bottom=Side(style="thin", color=style.color("border"))))
    worksheet.conditional_formatting.add(cells, Rule(type="expression", formula=[f'{first}<>""'], dxf=look))


def mark_due(worksheet: Worksheet, style: Style, block: Block, is_open: str, spare_rows: int) -> None:
    """A sign before the end of what is overdue, another before what is due soon, in rows where `is_open` holds."""
    end = f"${block.letters['end']}{block.first_row}"
    soon = f"{end}-TODAY()<={SOON_DAYS}"
    states = (
        (f'AND({end}<>"",{end}<TODAY(),{is_open})', "late", OVERDUE),
        (f'AND({end}<>"",{end}>=TODAY(),{soon},{is_open})', "todo", SOON),
    )
    for number, (condition, state, sign) in enumerate(states, _FIRST_OWN_FORMAT):
        look = DifferentialStyle(
            font=Font(bold=True, color=style.color(style.status_text(state))),
            numFmt=NumberFormat(number, style.in_language(f'"{sign} "{style.bare_date_format}')),
            fill=_ground(status_fill(state)),
        )
        _add(worksheet, block, "end", condition, look, spare_rows)


def mark_missing(worksheet: Worksheet, style: Style, block: Block, key: str, is_open: str, spare_rows: int) -> None:
    """Hatch the empty cells of a column in rows where `is_open` holds."""
    cell = f"${block.letters[key]}{block.first_row}"
    side = Side(style="dashed", color="7A4300")
    # LibreOffice knows no hatching in rules: the dashed frame says it there.
    hatched = PatternFill("lightUp", fgColor="E3B98A", bgColor="FDF4E9")
    look = DifferentialStyle(fill=hatched, border=Border(side, side, side, side))
    _add(worksheet, block, key, f'AND(TRIM({cell})="",{is_open})', look, spare_rows)


def mark_states(
    worksheet: Worksheet, style: Style, block: Block, key: str, states: dict[str, str], spare_rows: int
) -> None:
    """The ground of the word in a column of states; `states` gives the state of the design by the word, quoted."""
    cell = f"${block.letters[key]}{block.first_row}"
    for word, state in states.items():
        look = DifferentialStyle(
            font=Font(color=style.color(style.status_text(state))), fill=_ground(status_fill(state))
        )
        _add(worksheet, block, key, f"{cell}={word}", look, spare_rows)


def strike_rows(worksheet: Worksheet, style: Style, block: Block, condition: str, spare_rows: int) -> None:
    """Strike through the rows where a condition holds."""
    keys = list(block.letters)
    look = DifferentialStyle(font=Font(strike=True, color=style.color("mutedColor")))
    rows = _cells(block, keys[0], keys[-1], spare_rows)
    worksheet.conditional_formatting.add(rows, Rule(type="expression", formula=[condition], dxf=look))


def _ground(color: str) -> PatternFill:
    return PatternFill("solid", bgColor=color.lstrip("#"))


def _add(
    worksheet: Worksheet, block: Block, key: str, condition: str, look: DifferentialStyle, spare_rows: int
) -> None:
    cells = _cells(block, key, key, spare_rows)
    worksheet.conditional_formatting.add(cells, Rule(type="expression", formula=[condition], dxf=look))


def _cells(block: Block, first: str, last: str, spare_rows: int) -> str:
    """From one column to another: the rows of the table, and so many below it."""
    return f"{block.letters[first]}{block.first_row}:{block.letters[last]}{block.last_row + spare_rows}"
