"""The only way values enter a cell: text stays text whatever it looks like, figures are finite, dates are dates.

Cells are written as they stand in the file (ECMA-376, 18.3.1.4), so that each formula has its value beside it, and in a
fraction of the time that openpyxl takes to make an object of every cell; openpyxl writes everything around them.
"""

from __future__ import annotations

import datetime
import math
import re
from xml.sax.saxutils import escape

CELL_LIMIT = 32_767
"""UTF-16 units that Excel keeps in one cell."""
FIRST_RELIABLE_DATE = datetime.date(1900, 3, 1)
"""Before it, Excel and the calendar disagree: Excel believes in a 29 February 1900."""

# ECMA-376 (ST_Xstring): a character that XML cannot carry is written _xHHHH_, so a literal _xHHHH_ has its first
# underscore escaped. The second pattern is wider than the standard's four digits: LibreOffice also decodes _xF_.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LITERAL_ESCAPE = re.compile("_(?=[xX][0-9A-Fa-f]+_)")
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r", "\n")
_TO_ENCODE = re.compile("[\x00-\x1f<>&_\ufffe\uffff\ud800-\udfff]")
_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()
# The cut must not fall inside one of these.
_ATOM = re.compile("_x[0-9A-F]{4}_|.", re.DOTALL)


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet program would take a text for a formula when its reader edits the cell."""
    return text.startswith(_LOOKS_LIKE_A_FORMULA)


def text_cell(place: str, style: int, text: str, cut_mark: str = "… [cut]") -> tuple[str, bool]:
    """A cell that says `text` exactly, never a formula, a number or an error code; and whether it was too long.

    An empty text leaves the cell empty. A text over `CELL_LIMIT` keeps its beginning and ends with `cut_mark`.
    """
    if not text:
        return empty_cell(place, style), False
    was_cut = False
    if _TO_ENCODE.search(text) is not None or len(text) > CELL_LIMIT // 2:
        text = encode_text(text)
        was_cut = _units(text) > CELL_LIMIT
        if was_cut:
            text = _beginning(text, CELL_LIMIT - _units(cut_mark)) + cut_mark
        text = escape(text)
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>', was_cut


def number_cell(place: str, style: int, value: float) -> str:
    """A cell with a figure; what is not finite has no place in a workbook and leaves it empty."""
    if not math.isfinite(value):
        return empty_cell(place, style)
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def date_cell(place: str, style: int, value: datetime.date) -> str:
    """A cell with a real date, or its ISO text where Excel's calendar cannot carry it."""
    if value < FIRST_RELIABLE_DATE:
        return text_cell(place, style, value.isoformat())[0]
    return f'<c r="{place}" s="{style}"><v>{date_number(value)}</v></c>'


def date_number(value: datetime.date) -> int:
    """A date as Excel counts days."""
    return value.toordinal() - _DAY_ZERO


def formula_cell(place: str, style: int, expression: str, value: float | str | datetime.date | None) -> str:
    """A cell with a formula of ours and the value that it has now; nothing a user typed may be part of the formula.

    `expression` comes without its equals sign; None = not computable, shown as nothing.
    """
    formula = escape(expression)
    if isinstance(value, datetime.date):  # one that Excel's calendar cannot carry is read from a cell with its text
        value = date_number(value) if value >= FIRST_RELIABLE_DATE else value.isoformat()
    if isinstance(value, int | float) and math.isfinite(value):
        return f'<c r="{place}" s="{style}"><f>{formula}</f><v>{value!r}</v></c>'
    text = escape(encode_text(value)) if isinstance(value, str) else ""
    return f'<c r="{place}" s="{style}" t="str"><f>{formula}</f><v>{text}</v></c>'


def empty_cell(place: str, style: int) -> str:
    """A cell that holds nothing but its look."""
    return f'<c r="{place}" s="{style}"/>'


def encode_text(text: str) -> str:
    """`text` as it is stored in the file."""
    escaped = _LITERAL_ESCAPE.sub("_x005F_", text)
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", escaped)


def writable_text(text: str) -> str:
    """`text` for parts of a file that know no escapes, such as titles of charts: what XML cannot carry is left out."""
    return _UNWRITABLE.sub("", text)


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
