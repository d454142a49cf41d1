"""The words of a box in a picture, in full: nobody can point at a picture to read the rest of a word."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from journey.model import NodeKind
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.scene import Node, Whole

Wrap = Callable[[str, QFont, float], tuple[str, ...]]
"""Breaks a text into lines of a width."""

_MOST_BROAD = 40.0
"""How much wider than usual a box may be, which makes the whole drawing wider."""
SOFT = 14.0
"""The round end of a box whose words need all of its width."""
_LINES = {"small": 17.0, "caption": 15.0}
_ASCENTS = {"small": 13.0, "caption": 11.5}
_LEFT, _RIGHT, _ROUND = 46.0, 8.0, 10.0
"""What stands left and right of words, and what the round end of a box takes of the corners."""
_UNDER_SIDE, _UNDER_TOP, _PAD = 8.0, 42.0, 16.0
"""Beside words under the icon, over them, and over and under all words together."""
_LEAST_PART = 3
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")


def give_lines(node: Node, wrap: Wrap, look: Look) -> None:
    """Give a node its words in full, and the size of box that they take.

    A word too long for its line is written smaller, then under the icon, then in a wider box; only one that is too
    long even so is parted, with a hyphen.
    """
    title, caption = node.title.replace("\n", " "), node.caption
    for role, is_under in (("small", False), ("caption", False), ("small", True), ("caption", True)):
        if _fits(node, title, caption, role, wrap, look, is_under=is_under):
            return
    metrics = QFontMetricsF(look.font("caption", weight=600))
    longest = max(metrics.horizontalAdvance(word) for word in f"{title} {caption}".split())
    node.broad = max(0.0, min(_MOST_BROAD, math.ceil(longest + 1 + 2 * _UNDER_SIDE - BOX_WIDTH)))
    if not _fits(node, title, caption, "caption", wrap, look, is_under=True):
        node.broad = 0.0  # a wider box would gain nothing
        room = _room(node, is_under=True)
        title, caption = (_parted(each, metrics, room) for each in (title, caption))
        _fits(node, title, caption, "caption", wrap, look, is_under=True)


def write_whole(painter: QPainter, node: Node, whole: Whole, look: Look) -> None:
    """Write the lines of a node into its box."""
    left, base = node.x - (BOX_WIDTH + node.broad) / 2, node.y - _height(whole) / 2
    if whole.is_under:
        base = node.y - (BOX_HEIGHT + node.grown) / 2 + _UNDER_TOP
    left += _UNDER_SIDE if whole.is_under else _LEFT
    for role, weight, ink, lines in (
        (whole.role, 600, "ink" if node.is_named else "warning", whole.title),
        ("caption", None, "ink2", whole.caption),
    ):
        painter.setFont(look.font(role, weight=weight))
        painter.setPen(look.color(ink))
        for each in lines:
            painter.drawText(QPointF(left, base + _ASCENTS[role]), each)
            base += _LINES[role]


def _fits(node: Node, title: str, caption: str, role: str, wrap: Wrap, look: Look, *, is_under: bool) -> bool:
    """Lay the words out in one way; False if a word had to be broken for it."""
    room = _room(node, is_under=is_under)
    titles = wrap(title, look.font(role, weight=600), room)
    captions = wrap(caption, look.font("caption"), room) if caption else ()
    node.whole = Whole(titles, captions, role, is_under)
    node.grown = max(0.0, _height(node.whole) + (_UNDER_TOP + _PAD / 2 if is_under else _PAD) - BOX_HEIGHT)
    return not _is_broken(titles, title) and not _is_broken(captions, caption)


def _height(whole: Whole) -> float:
    return len(whole.title) * _LINES[whole.role] + len(whole.caption) * _LINES["caption"]


def _room(node: Node, *, is_under: bool) -> float:
    if is_under:
        return BOX_WIDTH + node.broad - 2 * _UNDER_SIDE
    return BOX_WIDTH - _LEFT - _RIGHT - (_ROUND if node.kind != NodeKind.TOUCHPOINT.value else 0.0)


def _is_broken(lines: tuple[str, ...], text: str) -> bool:
    """Whether a line ends inside a word. Writings without capitals break where they may."""
    end = 0
    for line in lines[:-1]:
        end = text.find(line, end) + len(line)
        if _is_letter(text[end - 1 : end]) and _is_letter(text[end : end + 1]):
            return True
    return False


def _is_letter(char: str) -> bool:
    return char.isdigit() or char.lower() != char.upper()


def _parted(text: str, metrics: QFontMetricsF, room: float) -> str:
    """A text whose words of more than a line are in parts with hyphens, where a syllable seems to end."""
    parts = []
    for word in text.split():
        rest = word
        while metrics.horizontalAdvance(rest) > room:
            ends = range(len(rest) - 1, 1, -1)
            most = next((end for end in ends if metrics.horizontalAdvance(f"{rest[:end]}-") <= room), 1)
            end = next((end for end in range(most, _LEAST_PART, -1) if _ends_syllable(rest, end)), most)
            parts.append(f"{rest[:end]}-")
            rest = rest[end:]
        parts.append(rest)
    return " ".join(parts)


def _ends_syllable(word: str, end: int) -> bool:
    """Whether a consonant and a vowel follow a place, and enough of the word."""
    following = word[end : end + 2].casefold()
    return len(word) - end >= _LEAST_PART and following[0] not in _VOWELS and following[1] in _VOWELS
