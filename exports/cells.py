"""The only way values enter a cell: text stays text whatever it looks like, figures are finite, dates are dates."""

from __future__ import annotations

import datetime
import math
import re

from openpyxl.cell.cell import Cell

CELL_LIMIT = 32_767
"""UTF-16 units that Excel keeps in one cell."""
FIRST_RELIABLE_DATE = datetime.date(1900, 3, 1)
"""Before it, Excel and the calendar disagree: Excel believes in a 29 February 1900."""

# ECMA-376 (ST_Xstring): a character that XML cannot carry is written _xHHHH_, so a literal _xHHHH_ has its first
# underscore escaped. The second pattern is wider than the standard's four digits: LibreOffice also decodes _xF_.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LITERAL_ESCAPE = re.compile("_(?=[xX][0-9A-Fa-f]+_)")
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r", "\n")
# The cut must not fall inside one of these.
_ATOM = re.compile("_x[0-9A-F]{4}_|.", re.DOTALL)


def put_text(cell: Cell, text: str, cut_mark: str = "… [cut]") -> bool:
    """Write `text` exactly, never as a formula, a number or an error code; True when it was too long and was cut.

    An empty text leaves the cell empty. A text over `CELL_LIMIT` keeps its beginning and ends with `cut_mark`.
    """
    if not text:
        return False
    encoded = encode_text(text)
    was_cut = _units(encoded) > CELL_LIMIT
    if was_cut:
        encoded = _beginning(encoded, CELL_LIMIT - _units(cut_mark)) + cut_mark
    # openpyxl's setter of `value` guesses a type ("=1+1" becomes a formula, "#N/A" an error): it is bypassed.
    cell._value = encoded  # type: ignore[attr-defined]  # the stubs hide it
    cell.data_type = "s"
    if text.startswith(_LOOKS_LIKE_A_FORMULA):
        cell.quotePrefix = True  # it stays text even after the reader edits the cell
    return was_cut


def put_number(cell: Cell, value: float) -> None:
    """Write a figure; what is not finite has no place in a workbook and leaves the cell empty."""
    if math.isfinite(value):
        cell.value = value


def put_date(cell: Cell, value: datetime.date) -> None:
    """Write a real date, or its ISO text where Excel's calendar cannot carry it."""
    if value < FIRST_RELIABLE_DATE:
        put_text(cell, value.isoformat())
    else:
        cell.value = value


def put_formula(cell: Cell, expression: str) -> None:
    """Write a formula of ours, without its equals sign; nothing a user typed may be part of it."""
    cell.value = f"={expression}"


def encode_text(text: str) -> str:
    """`text` as it is stored in the file."""
    escaped = _LITERAL_ESCAPE.sub("_x005F_", text)
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", escaped)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _beginning(encoded: str, room: int) -> str:
    """As many whole characters of an encoded text as fit into `room` UTF-16 units."""
    kept: list[str] = []
    for match in _ATOM.finditer(encoded):
        room -= _units(match[0])
        if room < 0:
            break
        kept.append(match[0])
    return "".join(kept)
