"""Titles, paragraphs and large figures of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from ui.pictures.body import Draw
from ui.report.paging import HEIGHT, WIDTH, Mark, Strip
from ui.report.typesetting import Line, TypeSheet, Words
from ui.theme.theme import theme
from ui.widgets.paint import box, disc, line

_SIGN, _BESIDE = 18.0, 8.0
_CARD_PAD, _CARD_GAP = 12.0, 12.0
_MOST_ACROSS = 4


class Figure(NamedTuple):
    """A large figure, what it is, and what it is measured by."""

    value: str
    caption: str
    note: str = ""
    ink: str = "ink"


def lines_strip(
    sheet: TypeSheet, lines: Sequence[Line], *, gap: float = 0.0, left: float = 0.0, keeps: bool = False,
    mark: Mark | None = None,
) -> Strip:  # fmt: skip
    """Lines under each other."""

    def paint(painter: QPainter) -> None:
        top = 0.0
        for each in lines:
            sheet.write(painter, left, top, each)
            top += each.height

    return Strip(sum(each.height for each in lines), paint, gap, keeps=keeps, mark=mark)


def part_title(sheet: TypeSheet, title: str, question: str = "", *, mark: bool = True) -> list[Strip]:
    """The title of a part, which begins a page, over the question that it answers."""
    lines = sheet.set(Words(title, "title"), WIDTH)
    found = [lines_strip(sheet, lines, keeps=True, mark=Mark(title) if mark else None)]
    if question:
        found.append(lines_strip(sheet, sheet.set(Words(question, "body", "ink2"), WIDTH), keeps=True))

    def paint(painter: QPainter) -> None:
        line(painter, QPointF(0, 1), QPointF(WIDTH, 1), "primary", 2)
        disc(painter, QPointF(WIDTH - 5, 1), 5, "brassFill")

    return [*found, Strip(6, paint, 12, keeps=True)]


def section_title(sheet: TypeSheet, title: str, *, mark: bool = True, gap: float = 28.0) -> Strip:
    """The title of a section; it stays with what it is over."""
    lines = sheet.set(Words(title, "heading", "primary"), WIDTH)
    return lines_strip(sheet, lines, gap=gap, keeps=True, mark=Mark(title, 1) if mark else None)


def paragraph(
    sheet: TypeSheet, text: str, role: str = "body", ink: QColor | str = "ink", *, gap: float = 10.0,
    keeps: bool = False,
) -> list[Strip]:  # fmt: skip
    """A text, line by line, so that it may go over pages; "" gives nothing."""
    lines = sheet.set(Words(text, role, ink), WIDTH)
    last = len(lines) - 1
    return [
        lines_strip(sheet, [each], gap=0.0 if place else gap, keeps=place in (0, last - 1) if place < last else keeps)
        for place, each in enumerate(lines)
    ]


def empty_note(sheet: TypeSheet, text: str) -> list[Strip]:
    """What stands where there is nothing to show yet."""
    lines = sheet.set(Words(text, "body", "ink2"), WIDTH - 48)
    high = sum(each.height for each in lines) + 40

    def paint(painter: QPainter) -> None:
        box(painter, QRectF(0, 0, WIDTH, high), "sunken", "lineStrong", radius=theme().radius("card"), dashed=True)
        top = 20.0
        for each in lines:
            sheet.write(painter, (WIDTH - each.width) / 2, top, each)
            top += each.height

    return [Strip(high, paint, 14)]


def bullet(sheet: TypeSheet, text: str, sign: Draw, note: str = "", *, gap: float = 8.0) -> list[Strip]:
    """A point of a list: a sign, a text and a smaller one under it; line by line where it is higher than a page."""
    room = WIDTH - _SIGN - _BESIDE
    lines = [*sheet.set(Words(text, "body"), room), *sheet.set(Words(note, "caption", "ink2"), room)]
    if not lines:
        return []
    is_whole = sum(each.height for each in lines) <= HEIGHT
    first, *others = [lines] if is_whole else [[each] for each in lines]
    strip = lines_strip(sheet, first, left=_SIGN + _BESIDE)

    def paint(painter: QPainter) -> None:
        painter.save()
        sign(painter, QRectF(0, (first[0].height - _SIGN) / 2, _SIGN, _SIGN))
        painter.restore()
        strip.paint(painter)

    return [Strip(strip.height, paint, gap), *(lines_strip(sheet, each, left=_SIGN + _BESIDE) for each in others)]


def figure_cards(sheet: TypeSheet, figures: Sequence[Figure], gap: float = 14.0) -> list[Strip]:
    """Large figures in cards, four on a line at most."""
    rows = -(-len(figures) // _MOST_ACROSS) or 1
    across = -(-len(figures) // rows) or 1
    found = []
    for first in range(0, len(figures), across):
        found.append(_cards(sheet, figures[first : first + across], across, gap if first == 0 else _CARD_GAP))
    return found


def _cards(sheet: TypeSheet, figures: Sequence[Figure], across: int, gap: float) -> Strip:
    width = (WIDTH - (across - 1) * _CARD_GAP) / across
    room = width - 2 * _CARD_PAD
    texts = [
        [
            *sheet.set(Words(each.caption, "label", "ink2"), room),
            *sheet.set(Words(each.value, "figure", each.ink), room),
            *sheet.set(Words(each.note, "caption", "ink2"), room),
        ]
        for each in figures
    ]
    high = max(sum(each.height for each in lines) for lines in texts) + 2 * _CARD_PAD

    def paint(painter: QPainter) -> None:
        for place, lines in enumerate(texts):
            left, top = place * (width + _CARD_GAP), _CARD_PAD
            box(painter, QRectF(left, 0, width, high), "sunken", "line", radius=theme().radius("card"))
            for each in lines:
                sheet.write(painter, left + _CARD_PAD, top, each)
                top += each.height

    return Strip(high, paint, gap)


def drawing(height: float, paint: Callable[[QPainter], None], gap: float = 12.0, *, keeps: bool = False) -> Strip:
    """A drawing as wide as the page."""
    return Strip(height, paint, gap, keeps=keeps)
