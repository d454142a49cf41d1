"""Where the defined names of a workbook lead: they follow their cells wherever these are moved."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from exports.returned.formulas import column_number
from strategy.imports.gate import WorkbookUnreadable

_QUOTED = re.compile(r"^\$?(?:'((?:[^']|'')+)'|([^'!.]+))[!.]\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
_OPEN_PREFIX = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

Place = tuple[str, int, int]
"""Title of a sheet, row and column counted from 0."""


def places(path: Path) -> dict[str, Place]:
    """The cell that each defined name leads to, for names of one cell; none for a file that has no such list.

    Raises PlanError for a list with a document type or entities, which no spreadsheet program writes.
    """
    found = {}
    for name, target in _targets(path):
        match = _QUOTED.match(target)
        if match:
            sheet = (match[1] or match[2]).replace("''", "'")
            found[name] = (sheet, int(match[4]) - 1, column_number(match[3]))
    return found


def _targets(path: Path) -> Iterator[tuple[str, str]]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
            part = next((each for each in ("xl/workbook.xml", "content.xml") if each in parts), None)
            if part is None:
                return
            with archive.open(part) as file:
                for _event, element in iterparse(file, forbid_dtd=True):
                    if element.tag.endswith("}definedName"):
                        yield element.get("name", ""), (element.text or "").strip()
                    elif element.tag == f"{_OPEN_PREFIX}named-range":
                        area = element.get(f"{_OPEN_PREFIX}cell-range-address", "")
                        yield element.get(f"{_OPEN_PREFIX}name", ""), area.split(":")[0]
    except DefusedXmlException as error:
        raise WorkbookUnreadable from error
    except (zipfile.BadZipFile, OSError, ParseError):
        return  # headings are looked for instead
