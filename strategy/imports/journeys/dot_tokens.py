"""The words and signs of a text in DOT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What is never closed goes to the end of the text: no part of it is looked at again.
_TOKEN = re.compile(
    r"(?P<space>\s+|//[^\n]*|/\*.*?(?:\*/|\Z)|^\#[^\n]*)"
    r'|(?P<quoted>"(?:[^"\\]++|\\.|\\\Z)*+(?:"|\Z))'
    r"|(?P<arrow>->|--)|(?P<sign>[{}\[\];,=:+])"
    r"|(?P<word>[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff]*|-?(?:\.\d+|\d+(?:\.\d*)?))|(?P<html><)|(?P<odd>.)",
    re.DOTALL | re.MULTILINE,
)
_ESCAPES = {"\\n": " ", "\\l": " ", "\\r": " ", '\\"': '"', "\\\\": "\\", "\\\n": ""}
_LONGEST_LABEL = 20_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or an arrow. What stands between quotes is a word, whatever it says: `is_quoted`."""

    kind: str
    text: str
    line: int
    is_quoted: bool = False


def tokens(text: str) -> Iterator[Token]:
    """All of them, comments left out."""
    place, line = 0, 1
    while found := _TOKEN.match(text, place):
        kind, piece = str(found.lastgroup), found[0]
        if kind == "html":
            piece = _html(text, place)
            yield Token("word", re.sub(r"<[^<>]*>", " ", piece[1:-1]), line, is_quoted=True)
        elif kind == "quoted":
            plain = re.sub(r"\\.", lambda escape: _ESCAPES.get(escape[0], escape[0]), piece[1:-1], flags=re.DOTALL)
            yield Token("word", plain, line, is_quoted=True)
        elif kind != "space":
            yield Token(kind, piece, line)
        line += piece.count("\n")
        place += len(piece)


def _html(text: str, start: int) -> str:
    """A label in angle brackets, with those inside it."""
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST_LABEL)):
        depth += {"<": 1, ">": -1}.get(text[place], 0)
        if depth == 0:
            return text[start : place + 1]
    return text[start : start + _LONGEST_LABEL]  # never closed: no part of it is looked at again
