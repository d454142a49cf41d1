"""Reads the upper left of the sheets of a workbook of ours: what cells show, and how."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from resources.i18n import Words

Element = Any  # any: defusedxml has no types
ROWS, COLUMNS = 40, 30
"""As many as fit into a preview, and some."""
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FIRST_DAY = datetime.date(1899, 12, 30)
_PERCENTS = frozenset({9, 10})
_PLAIN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy"}
"""The number formats that a file need not spell out."""
_BEGINNING = re.compile(rf'<row r="(?:{ROWS + 1}|\d{{{len(str(ROWS)) + 1},}})"')


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; colours are #RRGGBB, "" for none."""

    align: str = ""
    fill: str = ""
    color: str = ""
    points: float = 11.0
    is_bold: bool = False
    wraps: bool = False
    is_ruled: bool = False
    number_format: str = "General"


@dataclass(frozen=True)
class Sketch:
    """The upper left of a sheet: letters across by column, points down by row, 0 for what is hidden."""

    title: str
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    cells: dict[tuple[int, int], tuple[str, Look]] = field(default_factory=dict)
    """By row and column: the words, and how they look."""


def read_sketches(path: Path, titles: tuple[str, ...], reader: Words) -> list[Sketch]:
    """The sheets with these titles, the first ones of the file, as a reader of its language sees them."""
    with ZipFile(path) as archive:
        looks = list(_looks(fromstring(archive.read("xl/styles.xml"))))
        xmls = [archive.read(f"xl/worksheets/sheet{place}.xml").decode() for place in range(1, len(titles) + 1)]
    return [_sketch(title, xml, looks, reader) for title, xml in zip(titles, xmls, strict=True)]


def _looks(styles: Element) -> Iterator[Look]:
    """The looks in the order in which cells number them."""
    formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter(f"{_SPACE}numFmt")}
    fonts, fills, borders = (list(_child(styles, name)) for name in ("fonts", "fills", "borders"))
    for each in _child(styles, "cellXfs"):
        font, fill = fonts[int(each.get("fontId", 0))], fills[int(each.get("fillId", 0))]
        border = borders[int(each.get("borderId", 0))].find(f"{_SPACE}bottom")
        align = each.find(f"{_SPACE}alignment")
        number = each.get("numFmtId", "0")
        size, ground = font.find(f"{_SPACE}sz"), fill.find(f"{_SPACE}patternFill")
        is_filled = ground is not None and ground.get("patternType") == "solid"
        yield Look(
            align.get("horizontal", "") if align is not None else "",
            _rgb(ground.find(f"{_SPACE}fgColor")) if ground is not None and is_filled else "",
            _rgb(font.find(f"{_SPACE}color")),
            float(size.get("val", 11)) if size is not None else 11.0,
            (bold := font.find(f"{_SPACE}b")) is not None and bold.get("val", "1") in ("1", "true"),
            align is not None and align.get("wrapText") in ("1", "true"),
            border is not None and border.get("style") is not None,
            formats.get(number) or _PLAIN.get(int(number), "General"),
        )


def _child(parent: Element, name: str) -> Element:
    found = parent.find(f"{_SPACE}{name}")
    return () if found is None else found


def _rgb(color: Element | None) -> str:
    named = color.get("rgb", "") if color is not None else ""
    return f"#{named[-6:]}" if named else ""


def _sketch(title: str, xml: str, looks: list[Look], reader: Words) -> Sketch:
    sketch = Sketch(title)
    start, end = xml.index("<sheetData"), xml.rindex("</sheetData>")
    beyond = _BEGINNING.search(xml, start)
    root = fromstring(f"{xml[: beyond.start() if beyond else end]}</sheetData></worksheet>")
    for column in root.iter(f"{_SPACE}col"):
        is_hidden = column.get("hidden") in ("1", "true")
        for number in range(int(column.get("min", 1)), min(int(column.get("max", 1)), COLUMNS) + 1):
            sketch.widths[number] = 0.0 if is_hidden else float(column.get("width", 9))
    for row in root.iter(f"{_SPACE}row"):
        number = int(row.get("r", 0))
        sketch.heights[number] = 0.0 if row.get("hidden") in ("1", "true") else float(row.get("ht", 15))
        for cell in row:
            column_number = _column(cell.get("r", ""))
            if column_number <= COLUMNS:
                look = looks[int(cell.get("s", 0))]
                sketch.cells[number, column_number] = _shown(cell, look, reader), look
    return sketch


def _column(place: str) -> int:
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _shown(cell: Element, look: Look, reader: Words) -> str:
    """What a reader of the file sees in a cell."""
    texts = [each.text or "" for each in cell.iter(f"{_SPACE}t")]
    if texts:
        return "".join(texts)
    value: str = cell.findtext(f"{_SPACE}v", "")
    if not value or cell.get("t") in ("str", "b", "e"):
        return value
    number, number_format = float(value), look.number_format
    if "y" in number_format.lower():
        return reader.date(_FIRST_DAY + datetime.timedelta(days=int(number)))
    if number_format == "General":
        return reader.number(number)
    decimals = min(_decimals(number_format), 2)
    if "%" in number_format.partition(";")[0]:
        return reader.percent(number, decimals)
    sign, is_before = _currency(number_format)
    figure = reader.number(number, decimals)
    return (f"{sign}{figure}" if is_before else f"{figure}\u00a0{sign}") if sign else figure


@cache
def _decimals(number_format: str) -> int:
    found = re.search(r"\.([0#]+)", number_format.partition(";")[0])
    return len(found.group(1)) if found else 0


@cache
def _currency(number_format: str) -> tuple[str, bool]:
    """The sign of a currency in a number format, and whether it stands before the figure."""
    found = re.search(r'"([^"]+)"|\[\$([^\]-]+)', number_format.partition(";")[0])
    if found is None:
        return "", False
    return (found.group(1) or found.group(2)).strip(), found.start() == 0
