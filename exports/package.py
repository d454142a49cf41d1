"""The finished file: what openpyxl wrote, with what it cannot write."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from exports.cached_values import CellValues, with_cached_values
from exports.solid_bars import with_solid_bars


def sheet_part(number: int) -> str:
    """The part of the package where openpyxl stores the sheet of this number, counted from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def complete_package(written: BytesIO, values: Mapping[str, CellValues]) -> bytes:
    """The workbook `written` with plain bars and the values of its formulas, given by part then by cell."""
    completed = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(completed, "w", zipfile.ZIP_DEFLATED) as result:
        for member in source.infolist():
            content = source.read(member)
            if member.filename in values:
                xml = with_cached_values(content.decode("utf-8"), values[member.filename])
                content = with_solid_bars(xml).encode("utf-8")
            result.writestr(member, content)
    return completed.getvalue()
