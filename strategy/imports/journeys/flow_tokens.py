"""The pieces of a flow chart: statements, points with their shapes, arrows with their texts, as Mermaid cuts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHAPES: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    # What opens a shape, what may close it, whether flow charts draw their beginnings and ends so. Longest first.
    ("(((", (")))",), True),
    ("((", ("))",), True),
    ("([", ("])",), True),
    ("[[", ("]]",), False),
    ("[(", (")]",), False),
    ("[/", ("/]", "\\]"), False),
    ("[\\", ("\\]", "/]"), False),
    ("{{", ("}}",), False),
    ("[", ("]",), False),
    ("(", (")",), False),
    ("{", ("}",), False),
    (">", ("]",), False),
)
_ID = re.compile(r"\w+(?:(?:[./]|-(?![-.])|:(?!:))\w+)*")
_EDGE_ID = re.compile(r"\s*\w+@(?=[<xo]?(?:--|==|-\.|~~))")
_WHOLE = re.compile(r"\s*([<xo](?=--|==|-\.))?(?:(--+)([->xo])|(==+)([=>xo])|(-?\.+-)([>xo]?)|(~~~+))")
_START = re.compile(r"\s*([<xo](?=--|==|-\.))?(--|==|-\.)(?=\s|[^\s\-=.>])")
_CLOSE = {
    "--": re.compile(r"(--+)([->xo])"),
    "==": re.compile(r"(==+)([=>xo])"),
    "-.": re.compile(r"(-?\.+-)([>xo]?)"),
}
_CLASS = re.compile(r":::([\w-]+)")
_TERMINAL_SHAPES = frozenset(
    "stadium pill terminal circle circ sm-circ start small-circle fr-circ framed-circle stop dbl-circ double-circle".split()  # noqa: SIM905, E501
)


@dataclass(frozen=True, slots=True)
class Node:
    """A point where it is named; `label` is None unless it is said here."""

    key: str
    label: str | None = None
    is_terminal: bool = False
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two groups of points. `is_drawn` is False for one that only holds things apart."""

    text: str = ""
    is_both_ways: bool = False
    is_drawn: bool = True


def statements(lines: tuple[str, ...], first: int) -> Iterator[tuple[int, str]]:
    """Each statement with its line: lines, cut at semicolons outside quotes and shapes. Shapes may go on below."""
    open_text, open_line = "", 0
    for number, line in enumerate(lines, first):
        if not open_text and line.lstrip().startswith("%%"):
            yield number, line.strip()
            continue
        text = f"{open_text}\n{line}" if open_text else line
        number = open_line or number
        pieces, is_open = _cut(text)
        if is_open and text.count("\n") < 40:
            open_text, open_line = text, number
            continue
        open_text, open_line = "", 0
        yield from ((number, piece.strip()) for piece in pieces if piece.strip())
    if open_text:
        yield from ((open_line, piece.strip()) for piece in open_text.split("\n") if piece.strip())


def _cut(text: str) -> tuple[list[str], bool]:
    """The statements of a text, and whether a quote is still open at its end. Shapes may hold semicolons too."""
    pieces, start, is_quoted, place, depth = [], 0, False, 0, 0
    while place < len(text):
        sign = text[place]
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == "#" and (entity := re.match(r"#\w{1,30};", text[place : place + 40])):
            place += entity.end()
            continue
        elif sign == ";" and not is_quoted and not (depth and _is_closed(text, place)):
            pieces.append(text[start:place])
            start, depth = place + 1, 0
        elif not is_quoted:
            depth = max(0, depth + (sign in "[({") - (sign in "])}"))
        place += 1
    return [*pieces, text[start:]], is_quoted


def _is_closed(text: str, place: int) -> bool:
    """Whether a shape that is open at a place of a line closes on it."""
    line = text[place : place + 400].partition("\n")[0]
    return any(sign in line for sign in "])}")


class Cursor:
    """Reads a statement from left to right."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    @property
    def rest(self) -> str:
        """What is not read yet."""
        return self._text[self._at :].strip()

    def nodes(self) -> list[Node]:
        """Points joined by "&"; none where no point begins."""
        found = []
        while (node := self._node()) is not None:
            found.append(node)
            if (joined := re.compile(r"\s*&\s*").match(self._text, self._at)) is None:
                break
            self._at = joined.end()
        return found

    def link(self) -> Link | None:
        """An arrow with its text, None where none begins."""
        if (named := _EDGE_ID.match(self._text, self._at)) is not None:
            self._at = named.end()
        whole = _WHOLE.match(self._text, self._at)
        if whole is not None:
            self._at = whole.end()
            heads = whole[3] or whole[5] or whole[7] or ""
            return Link(self._bar_text(), bool(whole[1]) and heads in (">", "x", "o"), whole[8] is None)
        start = _START.match(self._text, self._at)
        if start is None:
            return None
        close = self._find_close(_CLOSE[start[2]], start.end())
        if close is None:
            return None
        text = self._text[start.end() : close.start()]
        self._at = close.end()
        return Link(_unquoted(text), bool(start[1]) and close[2] in (">", "x", "o"))

    def _find_close(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        """Where the second half of an arrow begins, outside quotes."""
        quote = re.compile(r'\s*"[^"]*"').match(self._text, at)
        return pattern.search(self._text, quote.end() if quote else at)

    def _bar_text(self) -> str:
        bar = re.compile(r'\s*\|\s*(?:"([^"]*)"\s*|([^|]*))\|').match(self._text, self._at)
        if bar is None:
            return ""
        self._at = bar.end()
        return bar[1] if bar[1] is not None else bar[2].strip()

    def _node(self) -> Node | None:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        named = _ID.match(self._text, self._at)
        if named is None:
            return None
        self._at = named.end()
        label, is_terminal = self._details() if self._text[self._at : self._at + 2] == "@{" else self._shape()
        found = _CLASS.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return Node(named[0], label, is_terminal, found[1] if found else "")

    def _shape(self) -> tuple[str | None, bool]:
        for opening, closings, is_terminal in _SHAPES:
            if not self._text.startswith(opening, self._at):
                continue
            start = self._at + len(opening)
            quoted = re.compile(r'\s*"([^"]*)"\s*').match(self._text, start)
            after = quoted.end() if quoted else start
            ends = [(self._text.find(closing, after), closing) for closing in closings]
            ends = [each for each in ends if each[0] >= 0]
            if not ends:
                continue
            end, closing = min(ends)
            self._at = end + len(closing)
            return (quoted[1] if quoted and end == after else self._text[start:end].strip()), is_terminal
        return None, False

    def _details(self) -> tuple[str | None, bool]:
        """The newer way to say a shape: A@{ shape: stadium, label: "Start" }."""
        end = self._text.find("}", self._at)
        inside = self._text[self._at + 2 : end if end >= 0 else len(self._text)]
        self._at = end + 1 if end >= 0 else len(self._text)
        label = re.search(r'\blabel\s*:\s*(?:"([^"]*)"|([^,}]*))', inside)
        shape = re.search(r"\bshape\s*:\s*([\w-]+)", inside)
        text = None if label is None else label[1] if label[1] is not None else label[2].strip()
        return text, bool(shape and shape[1] in _TERMINAL_SHAPES)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
