"""The type of a page, and how texts break in it. Lengths are pixels of the design, of which 1.5 make a point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.pages.journeys.map.measure import Lines, Measure
from ui.theme.theme import theme
from ui.widgets.paint import tint

PER_POINT = 1.5
"""Body text of 14 pixels is 9.3 points high on paper, the smallest words of 12 are 8."""
_UNPRINTABLE = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]")
"""What is no letter: ends of lines other than the usual one, and what turns the direction of writing."""
_LONGEST_LINE = 300
_ROLES = {
    "brand": ("brand", None), "title": ("title", None), "heading": ("heading", None), "lead": ("lead", None),
    "strong": ("strong", None), "body": ("body", None), "small": ("small", None), "medium": ("small", 500),
    "bold": ("small", 600), "label": ("label", None), "caption": ("caption", None), "mark": ("caption", 600),
    "quote": ("quote", None), "figure": ("figure", None),
}  # fmt: skip


def printable(text: str) -> str:
    """A text that anybody typed, as lines of letters."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """The same on one line; spaces that do not break stay."""
    return re.sub("[ \n]+", " ", printable(text))


class Words(NamedTuple):
    """A text in a style: one or several lines."""

    text: str
    role: str = "small"
    ink: QColor | str = "ink"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ready to be painted."""

    text: str
    role: str
    ink: QColor | str
    height: float
    width: float


class TypeSheet:
    """The fonts of a report; made inside `on_paper`, and used by one thread."""

    def __init__(self) -> None:
        look = theme()
        self._measure = Measure()
        self._fonts = {name: look.font(role, weight=weight) for name, (role, weight) in _ROLES.items()}
        self._lines = {name: float(look.line(role)) for name, (role, _) in _ROLES.items()}
        self._ascents = {name: _middle(font) for name, font in self._fonts.items()}

    def font(self, role: str) -> QFont:
        """The font of a style."""
        return self._fonts[role]

    def line(self, role: str) -> float:
        """The height of a line."""
        return self._lines[role]

    def width(self, text: str, role: str) -> float:
        """The width of a text on one line."""
        return self._measure.width(text, self._fonts[role])

    def wrap(self, text: str, role: str, width: float) -> Lines:
        """The lines of a text in a column; nothing is cut off."""
        return self._measure.wrap(text, self._fonts[role], width)

    def set(self, words: Words, width: float) -> list[Line]:
        """The lines of what somebody wrote; none for an empty text."""
        text = printable(words.text)
        if not text:
            return []
        high, role = self._lines[words.role], words.role
        return [Line(each, role, words.ink, high, self.width(each, role)) for each in self.wrap(text, role, width)]

    def shortened(self, text: str, role: str, width: float) -> str:
        """A text on one line, its end left out where it is too long: only for what stands in full elsewhere."""
        whole = one_line(text)
        if self.width(whole, role) <= width:
            return whole
        line = whole[:_LONGEST_LINE]
        while line and self.width(f"{line}…", role) > width:
            line = line[:-1]
        return f"{line.rstrip()}…"

    def write(self, painter: QPainter, left: float, top: float, line: Line) -> None:
        """Paint a line, centred in its height."""
        painter.setFont(self._fonts[line.role])
        painter.setPen(tint(line.ink) or QColor())
        painter.drawText(QPointF(left, top + line.height / 2 + self._ascents[line.role]), line.text)

    def say(
        self, painter: QPainter, left: float, top: float, text: str, role: str = "small", ink: QColor | str = "ink"
    ) -> float:
        """Paint words of ours on one line; returns their width."""
        line = Line(text, role, ink, self._lines[role], self.width(text, role))
        self.write(painter, left, top, line)
        return line.width


def _middle(font: QFont) -> float:
    """How far under the middle of a line its letters stand."""
    metrics = QFontMetricsF(font)
    return metrics.ascent() - metrics.height() / 2
