"""Cells whose formula has no result in the file: a reader takes them for empty, which the client did not mean."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]{0,200})>\s*<f(?:[^>]{0,500}/>|[^>]{0,500}>[^<]{0,9000}</f>)'
    rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cell = tuple[int, int]
"""Row and column, counted from 0."""


def without_result(path: Path, titles: Iterable[str]) -> dict[str, frozenset[Cell]]:
    """Such cells of some sheets of an .xlsx, by the title of the sheet; none of any other file."""
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


def _cells(part: bytes) -> frozenset[Cell]:
    return frozenset(
        (int(match[2]) - 1, column_number(match[1].decode()))
        for match in _CELL.finditer(part)
        if b't="str"' not in match[3]  # that is a formula whose result is an empty text
    )


def column_number(letters: str) -> int:
    """The number of a column, from 0 for "A"."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
