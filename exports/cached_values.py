"""Computed values beside formulas, for readers that do not calculate.

openpyxl writes a formula without its result: a preview, a phone or another library would show an empty cell. We know
the results, since the same figures are on screen, so they are added to the finished file, where a spreadsheet program
would have put them. Excel and LibreOffice still recalculate on opening.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from exports.cells import encode_text

CellValues = Mapping[str, float | str | None]
"""Cell address ("J18") -> the value of its formula; None = not computable."""

# The exact form in which openpyxl 3.1 writes a formula; a test fails the day it changes.
_FORMULA_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)><f>([^<]*)</f><v ?/></c>')


def with_cached_values(xml: str, values: CellValues) -> str:
    """The sheet with the value of each formula beside it."""

    def complete(match: re.Match[str]) -> str:
        address, style, formula = match.groups()
        if address not in values:
            return match[0]
        value = values[address]
        if isinstance(value, int | float):
            return f'<c r="{address}"{style}><f>{formula}</f><v>{value!r}</v></c>'
        text = escape(encode_text(value or ""))
        return f'<c r="{address}"{style} t="str"><f>{formula}</f><v>{text}</v></c>'

    return _FORMULA_CELL.sub(complete, xml)
