"""How high the words of a deck are, by another program's measures: Pillow and the fonts that come with the program.

Inter is wider than Calibri by a sixth; nine tenths of it are still wider than what the reader sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import ImageFont

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
LINE = 1.2
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Words:
    """A text frame or a cell: what it says, the room it has, and the room it needs, in points."""

    text: str
    room: float
    needed: float
    smallest: float


def all_words(slide: Any) -> Iterator[Words]:  # Any: a slide of python-pptx
    """Every text of a slide with its room: shapes, shapes in groups, placeholders, cells of tables."""
    for shape in leaves(slide.shapes):
        node = shape._element
        if getattr(shape, "has_table", False):
            yield from _cells(node)
        elif node.find(".//" + A + "t") is not None:
            look = node.find(".//" + A + "bodyPr")
            # The insets of a placeholder are those of its layout: none.
            left, top, right, bottom = (int(look.get(side, 0)) for side in ("lIns", "tIns", "rIns", "bIns"))
            yield _measured(node, shape.width - left - right, shape.height - top - bottom)


def leaves(shapes: Any) -> Iterator[Any]:  # Any: as above
    """The shapes without the groups that hold them."""
    for shape in shapes:
        if shape._element.tag.endswith("}grpSp"):
            yield from leaves(shape.shapes)
        else:
            yield shape


def _cells(node: Any) -> Iterator[Words]:
    widths = [int(column.get("w")) for column in node.iter(A + "gridCol")]
    for row in node.iter(A + "tr"):
        for wide, cell in zip(widths, row.iter(A + "tc"), strict=True):
            look = cell.find(A + "tcPr")
            left, top, right, bottom = (int(look.get(side)) for side in ("marL", "marT", "marR", "marB"))
            yield _measured(cell, wide - left - right, int(row.get("h")) - top - bottom)


def _measured(node: Any, wide: int, high: int) -> Words:
    total, smallest, said = 0.0, 99.0, []
    for number, paragraph in enumerate(node.iter(A + "p")):
        sizes = [int(each.get("sz")) / 100 for each in paragraph.iter(A + "rPr", A + "endParaRPr")]
        is_title = any(each.get("typeface") == "+mj-lt" for each in paragraph.iter(A + "latin"))
        text = "".join("\n" if each.tag == A + "br" else each.text or "" for each in paragraph.iter(A + "br", A + "t"))
        look = paragraph.find(A + "pPr")
        before = int(look.find(A + "spcBef")[0].get("val")) / 100 if number else 0.0
        room = points(wide - int(look.get("marL", 0)))
        total += before + sum(_lines(line, room, max(sizes), is_title) for line in text.split("\n")) * max(sizes) * LINE
        smallest = min([smallest, *sizes])
        said.append(text)
    return Words("\n".join(said), points(high), total, smallest)


def _lines(text: str, room: float, size: float, is_title: bool) -> int:
    lines, used = 1, 0.0
    for word in text.split(" "):
        long = _width(word, is_title) * size
        gap = _width(" ", is_title) * size if used else 0.0
        if used + gap + long <= room:
            used += gap + long
            continue
        lines += 1 if used else 0
        while long > room:
            lines, long = lines + 1, long - room
        used = long
    return lines


@cache
def _width(word: str, is_title: bool) -> float:
    return _font(is_title).getlength(word) / 1000 * (1.05 if is_title else 0.9)


@cache
def _font(is_title: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / ("SourceSerif4-SemiBold.ttf" if is_title else "Inter-Medium.ttf"), 1000)


def points(length: int) -> float:
    return length / 12_700
