"""Computed values beside formulas, for readers that do not calculate.

openpyxl writes a formula without its result: a preview, a phone or another library would show an empty cell. We know
the results, since the same figures are on screen, so they are added to the finished file, where a spreadsheet program
would have put them. Excel and LibreOffice still recalculate on opening.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from exports.cells import encode_text

CellValues = Mapping[str, float | str | None]
"""Cell address ("J18") -> the value of its formula; None = not computable."""

# The exact form in which openpyxl 3.1 writes a formula; a test fails the day it changes.
_FORMULA_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)><f>([^<]*)</f><v ?/></c>')


def add_cached_values(written: Path, target: Path, values: Mapping[str, CellValues]) -> int:
    """Copy the workbook `written` to `target`, with `values` (sheet part name -> its cells) beside the formulas.

    Returns the number of formulas that received their value.
    """
    count = 0
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for member in source.infolist():
            content = source.read(member)
            if member.filename in values:
                text, found = _completed(content.decode("utf-8"), values[member.filename])
                content, count = text.encode("utf-8"), count + found
            result.writestr(member, content)
    return count


def sheet_part(index: int) -> str:
    """Where openpyxl stores the sheet number `index`, counted from 1."""
    return f"xl/worksheets/sheet{index}.xml"


def _completed(xml: str, values: CellValues) -> tuple[str, int]:
    count = 0

    def complete(match: re.Match[str]) -> str:
        nonlocal count
        address, style, formula = match.groups()
        if address not in values:
            return match[0]
        count += 1
        value = values[address]
        if isinstance(value, int | float):
            return f'<c r="{address}"{style}><f>{formula}</f><v>{value!r}</v></c>'
        text = escape(encode_text(value or ""))
        return f'<c r="{address}"{style} t="str"><f>{formula}</f><v>{text}</v></c>'

    return _FORMULA_CELL.sub(complete, xml), count
