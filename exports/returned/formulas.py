"""What a reader does not tell of cells: errors, formulas without result, which it takes for empty, other formulas."""

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

_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|Err:\d+")
_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"

FORMULA = "="
"""Stands for the result of a formula that has none."""
WORKED_OUT = "=="
"""Says that what the cell holds is the result of a formula."""
Cell = tuple[int, int]
"""Row and column, counted from 0."""


def unread_cells(path: Path, titles: Iterable[str]) -> dict[str, dict[Cell, str]]:
    """Such cells of some sheets, by the title of the sheet.

    An error comes with its name, such as "#REF!", a formula without a result with FORMULA (none in an .ods), any other
    formula with WORKED_OUT.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    try:
        with zipfile.ZipFile(path) as archive:
            if _CONTENT in archive.namelist():
                return _cells_of_open_document(archive, set(titles))
            parts = _parts(archive)
            return {title: _cells(archive.read(parts[title])) for title in set(titles) if title in parts}
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, ParseError, DefusedXmlException):
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


def _cells_of_open_document(archive: zipfile.ZipFile, titles: set[str]) -> dict[str, dict[Cell, str]]:
    from defusedxml.ElementTree import iterparse

    found: dict[str, dict[Cell, str]] = {title: {} for title in titles}
    title, row, column = "", 0, 0
    with archive.open(_CONTENT) as file:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            tag = element.tag
            if event == "start":
                if tag == f"{_TABLE}table":
                    title, row = element.get(f"{_TABLE}name", ""), 0
                elif tag == f"{_TABLE}table-row":
                    column = 0
            elif tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                if element.get(_CALC_TYPE) == "error" and title in found:
                    error = _ERROR.search("".join(element.itertext()))  # a comment may stand in the cell too
                    found[title][row, column] = error[0] if error else "#N/A"
                elif element.get(f"{_TABLE}formula") and title in found:
                    found[title][row, column] = WORKED_OUT
                column += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            elif tag == f"{_TABLE}table-row":
                row += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                element.clear()
    return found


def _cells(part: bytes) -> dict[Cell, str]:
    found = {}
    for match in _CELL.finditer(part):
        letters, row, traits, value = match.groups()
        if b't="e"' in traits:
            text = (value or b"").decode("utf-8", "replace").strip() or "#N/A"
        elif not value and b"<f" in match[0] and b't="str"' not in traits:  # that would be an empty text
            text = FORMULA
        elif b"<f" in match[0]:
            text = WORKED_OUT
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
