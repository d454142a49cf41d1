"""How much room words take on a slide, from the fonts that come with the program.

Slides name Calibri and Georgia, which the reader's computer has or replaces. Inter is wider than Calibri by a sixth:
most of that stays as a margin for what may stand in for it. Source Serif is given one for Georgia.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

LINE = 1.22
"""Height of a line of Calibri, the highest of the fonts that may stand in, in sizes of the type."""
_FONTS = Path(__file__).parents[2] / "resources" / "fonts"
_ELLIPSIS = "…"
_UNKNOWN = 1.0
"""Width in ems of a character that the fonts do not have: another font will draw it, a full square at most."""


class Face(StrEnum):
    """The weights that slides use."""

    BODY = "Inter-Regular.ttf"
    STRONG = "Inter-SemiBold.ttf"
    TITLE = "SourceSerif4-SemiBold.ttf"
    QUOTE = "SourceSerif4-Italic.ttf"


_MARGIN = {Face.BODY: 0.95, Face.STRONG: 0.95, Face.TITLE: 1.12, Face.QUOTE: 1.12}


def width(text: str, size: float, face: Face = Face.BODY) -> float:
    """The width of a line of text in points."""
    return sum(_advance(face, char) for char in text) * size


def wrapped(text: str, room: float, size: float, face: Face = Face.BODY) -> list[str]:
    """The lines of a text in a column `room` points wide; a word that is too long is broken."""
    return list(_wrapped(text, room, size, face))


def height(text: str, room: float, size: float, face: Face = Face.BODY) -> float:
    """The height in points of a text in a column."""
    return len(wrapped(text, room, size, face)) * size * LINE


def largest_size(
    texts: Iterable[str], room: float, high: float, sizes: Sequence[float], face: Face = Face.BODY
) -> float:
    """The first of `sizes` at which all the texts, one under the other, are no higher than `high`; else the last."""
    text = "\n".join(texts)
    return next((size for size in sizes if height(text, room, size, face) <= high), sizes[-1])


def elided(text: str, room: float, size: float, lines: int = 1, face: Face = Face.BODY) -> str:
    """The text as it fits into so many lines; one that is longer ends with an ellipsis."""
    found = wrapped(text, room, size, face)
    if len(found) <= lines:
        return text
    kept = found[: max(lines, 1)]
    last = kept[-1]
    while last and width(last + _ELLIPSIS, size, face) > room:
        last = last[:-1]
    # Joined by spaces: the reader's program breaks the lines again, where its own font wants them.
    return " ".join((*kept[:-1], last.rstrip() + _ELLIPSIS))


@lru_cache(maxsize=4096)
def _wrapped(text: str, room: float, size: float, face: Face) -> tuple[str, ...]:
    """The same text is measured when slides are planned, then when they are drawn."""
    return tuple(line for paragraph in text.split("\n") for line in _filled(paragraph, room, size, face))


def _filled(paragraph: str, room: float, size: float, face: Face) -> list[str]:
    lines, line, used = [], "", 0.0
    for word in paragraph.split(" "):
        gap = width(" ", size, face) if line else 0.0
        long = width(word, size, face)
        if used + gap + long <= room or (not line and long <= room):
            line, used = f"{line} {word}" if line else word, used + gap + long
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, room, size, face)
        lines += whole
        used = width(line, size, face)
    return [*lines, line]


def _broken(word: str, room: float, size: float, face: Face) -> list[str]:
    pieces, piece, used = [], "", 0.0
    for char in word:
        long = _advance(face, char) * size
        if piece and used + long > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + char, used + long
    return [*pieces, piece]


@cache
def _advance(face: Face, char: str) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font(face)
    if not font.get_char_index(ord(char)):
        return _UNKNOWN
    return font.load_char(ord(char), LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM * _MARGIN[face]


@cache
def _font(face: Face) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(_FONTS / face.value))
