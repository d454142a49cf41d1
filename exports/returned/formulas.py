"""Cells that a reader takes for empty though the client did not leave them so: errors, and formulas without result."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]{0,200})>\s*(?:<f(?:[^>]{0,500}/>|[^>]{0,500}>[^<]{0,9000}</f>)\s*)?'
    rb"(?:<v\s*/>|<v>([^<]{0,20})</v>)?\s*</c>"
)
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

FORMULA = "="
Cell = tuple[int, int]
"""Row and column, counted from 0."""


def unread_cells(path: Path, titles: Iterable[str]) -> dict[str, dict[Cell, str]]:
    """Such cells of some sheets of an .xlsx, by the title of the sheet; none of any other file.

    An error comes with its name, such as "#REF!", a formula without a result with FORMULA.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts(archive)
            return {title: _cells(archive.read(parts[title])) for title in set(titles) if title in parts}
    except (zipfile.BadZipFile, OSError, KeyError, ParseError, DefusedXmlException):
        return {}  # no such file has been seen to open: the reader has read it before


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Names of the parts of the sheets, by title."""
    from defusedxml.ElementTree import fromstring

    if "xl/workbook.xml" not in archive.namelist():
        return {}
    related = fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {each.get("Id"): each.get("Target", "") for each in related}
    sheets = fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True).iter()
    return {
        each.get("name", ""): posixpath.normpath(posixpath.join("/xl", targets.get(each.get(_RELATED), ""))).lstrip("/")
        for each in sheets
        if each.tag.endswith("}sheet")
    }


def _cells(part: bytes) -> dict[Cell, str]:
    found = {}
    for match in _CELL.finditer(part):
        letters, row, traits, value = match.groups()
        if b't="e"' in traits:
            text = (value or b"").decode("utf-8", "replace").strip() or "#N/A"
        elif not value and b"<f" in match[0] and b't="str"' not in traits:  # that would be an empty text
            text = FORMULA
        else:
            continue
        found[int(row) - 1, column_number(letters.decode())] = text
    return found


def column_number(letters: str) -> int:
    """The number of a column, from 0 for "A"."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
