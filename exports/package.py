"""The finished file: what openpyxl wrote, with what it cannot write, the same bytes for the same plan.

openpyxl writes a formula without its result, so that a preview, a phone or another library shows an empty cell. Our
cells come with their values and take the place of the empty `sheetData` that openpyxl leaves; plain bars are added to
the same part. Excel and LibreOffice still recalculate on opening.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from exports.solid_bars import with_solid_bars

_EMPTY_DATA = re.compile(r"<sheetData ?/>|<sheetData>.*?</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r'<dimension ref="[^"]*" ?/>')
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</)")
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]*)</")
_STYLES = "xl/styles.xml"
_FONT = re.compile("<font>(.*?)</font>")
_FONT_PART = re.compile("<([a-z]+)[^>]*>")
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name"),
    *("family", "charset", "scheme"),
)
"""ECMA-376, CT_Font; openpyxl writes them in another one."""
_COMPRESSION = 4
"""A tenth larger than by the usual 6, and half the time."""
_PACKED = ".png"
"""What is compressed by itself gains nothing."""
SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive of ours, so that the same plan gives the same bytes."""


@dataclass(frozen=True)
class Part:
    """What we write of a sheet: its area and its `sheetData`."""

    area: str
    rows: str


def sheet_part(number: int) -> str:
    """The part of the package where openpyxl stores the sheet of this number, counted from 1."""
    return f"xl/worksheets/sheet{number}.xml"


class _Members(dict[str, bytes]):
    """What openpyxl writes, by its names in the package, in the place of an archive."""

    def writestr(self, name: str, content: str | bytes) -> None:
        self[name] = content.encode("utf-8") if isinstance(content, str) else content

    def namelist(self) -> list[str]:
        return list(self)

    def close(self) -> None:
        """There is nothing to close."""


class _Writer(ExcelWriter):
    """Keeps in memory what openpyxl would first write to a file of its own for each sheet of a confidential plan."""

    def __init__(self, workbook: Workbook) -> None:
        self.members = _Members()
        archive: Any = self.members
        super().__init__(workbook, archive)

    def write_worksheet(self, ws: Any) -> None:  # Any: the types of openpyxl know nothing of what is inside
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = WorksheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self.members.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def bare_package(workbook: Workbook) -> Mapping[str, bytes]:
    """What openpyxl writes of a workbook, by the names in the package."""
    writer = _Writer(workbook)
    writer.save()
    return writer.members


def complete_package(written: Mapping[str, bytes], parts: Mapping[str, Part]) -> bytes:
    """The file of a workbook that openpyxl has written, with our part of each sheet by its name in the package."""
    completed = BytesIO()
    with zipfile.ZipFile(completed, "w", zipfile.ZIP_DEFLATED) as result:
        for name, content in written.items():
            if name in parts:
                content = _complete(content.decode("utf-8"), parts[name]).encode("utf-8")
            elif name == _PROPERTIES:
                content = _MODIFIED.sub(rb"\g<1>" + _created(content) + rb"\g<2>", content)
            elif name == _STYLES:
                content = _FONT.sub(_in_order, content.decode("utf-8")).encode("utf-8")
            dated = zipfile.ZipInfo(name, SAME_TIME)
            is_packed = name.endswith(_PACKED)
            dated.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            result.writestr(dated, content, compresslevel=_COMPRESSION)
    return completed.getvalue()


def _in_order(font: re.Match[str]) -> str:
    """A font with its properties in the order of the standard."""
    parts = sorted(_FONT_PART.finditer(font[1]), key=lambda part: _FONT_ORDER.index(part[1]))
    return f"<font>{''.join(part[0] for part in parts)}</font>"


def _created(properties: bytes) -> bytes:
    """The time in the properties at which the workbook was made; openpyxl gives that of saving for the last change."""
    found = _CREATED.search(properties)
    return found[1] if found else b""


def _complete(xml: str, part: Part) -> str:
    xml = _DIMENSION.sub(f'<dimension ref="{part.area}"/>', xml, count=1)
    xml = _EMPTY_DATA.sub("<sheetData/>", xml, count=1)
    return with_solid_bars(xml).replace("<sheetData/>", part.rows, 1)
