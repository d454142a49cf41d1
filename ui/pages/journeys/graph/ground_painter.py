"""Paints what the boxes stand on: the grounds of the stages, their dots, and their heads."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap

from ui.pages.journeys.graph.geometry import DOT_STEP, HEAD
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.scene import Column, Scene

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PAD = 14.0
_DISC = 22.0
_DOTS_MORE = 16
"""Strips of dots begin and end at such a number, so that they last while the canvas is scrolled."""
HEAD_LINE = 20.0
"""Height of one line of a name in a head."""
_CUT_LINE = 17.0
"""The same where a head on screen has two."""


def paint_grounds(painter: QPainter, scene: Scene, look: Look, area: QRectF) -> None:
    """Alternate grounds, from the top of `area` to its bottom."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    beyond = max(area.left(), scene.width)
    if area.left() < 0:
        painter.fillRect(QRectF(area.left(), area.top(), min(-area.left(), area.width()), area.height()),
                         look.color("sheet"))  # fmt: skip
    for index, column in enumerate(scene.columns):
        # One more than its width, which the next one paints over: a rounding error would leave a line unpainted.
        left, right = max(column.left, area.left()), min(column.left + column.width + 1, area.right())
        if left < right:
            ground = look.color("sunken" if index % 2 == 0 else "sheet")
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), ground)
    if area.right() > beyond:
        painter.fillRect(QRectF(beyond, area.top(), area.right() - beyond, area.height()), look.color("sheet"))


def paint_dots(painter: QPainter, look: Look, area: QRectF) -> None:
    """The dots to which boxes snap, in pixels of the device; `area` is in the scene, whose corner is on a whole pixel.

    One row is drawn to a strip, which is then laid down row by row: thousands of single dots take too long.
    """
    transform = painter.worldTransform()
    step = DOT_STEP * transform.m11()
    first = math.floor(area.left() / DOT_STEP / _DOTS_MORE) * _DOTS_MORE
    last = math.ceil(area.right() / DOT_STEP / _DOTS_MORE) * _DOTS_MORE
    strip = _strip(first, last, step, look)
    left = round(transform.dx()) + round(first * step)
    painter.save()
    painter.resetTransform()
    painter.setOpacity(0.45 if look.is_dark else 0.8)
    for row in range(math.floor(area.top() / DOT_STEP), math.ceil(area.bottom() / DOT_STEP)):
        painter.drawPixmap(left, round(transform.dy()) + round(row * step), strip)
    painter.restore()


@functools.lru_cache(maxsize=4)
def _strip(first: int, last: int, step: float, look: Look) -> QPixmap:
    left = round(first * step)
    strip = QPixmap(round(last * step) - left + 2, 2)
    strip.fill(Qt.GlobalColor.transparent)
    drawing = QPainter(strip)
    color = look.color("lineStrong" if look.is_dark else "line")
    for index in range(first, last):
        drawing.fillRect(round(index * step) - left, 0, 2, 2, color)
    drawing.end()
    return strip


@dataclass(frozen=True, slots=True)
class HeadWords:
    """The name of a column in full, for a drawing that does not scroll."""

    lines: Sequence[str]
    is_share_under: bool
    """Beside the share a word of the name would be broken."""

    @property
    def height(self) -> float:
        """How much higher than a head on screen a head with these words is."""
        return (len(self.lines) + self.is_share_under - 1) * HEAD_LINE


def head_words(column: Column, look: Look, wrap: Callable[[str, QFont, float], Sequence[str]]) -> HeadWords:
    """The words of the head of a column; the share stands beside the name unless that breaks a word of it."""
    font = look.font("strong")
    room = column.width - 2 * _PAD - (_DISC + 8 if column.place is not None else 0.0)
    share = QFontMetricsF(look.font("small")).horizontalAdvance(column.share) + 8 if column.share else 0.0
    longest = max(map(QFontMetricsF(font).horizontalAdvance, column.title.split()), default=0.0)
    is_under = share > 0 and longest > room - share
    return HeadWords(wrap(column.title, font, room if is_under else room - share), is_under)


def paint_head(
    painter: QPainter, column: Column, look: Look, area: QRectF, *, is_even: bool, words: HeadWords | None = None
) -> None:
    """The head of a column in `area`, at 100 %: number, name, and the share who reach the stage.

    `words` is the whole name, for an area that holds it; else it is cut where the room ends.
    """
    tint = look.palette("stageTint", column.place) if column.place is not None else look.color(
        "sunken" if is_even else "sheet")  # fmt: skip
    rule = look.palette("stage", column.place) if column.place is not None else look.color("lineStrong")
    painter.fillRect(area, tint)
    painter.fillRect(QRectF(area.left(), area.bottom() - 3, area.width(), 3), rule)
    middle = area.center().y() - 1.5
    left, right = area.left() + min(_PAD, area.width() / 8), area.right() - min(_PAD, area.width() / 8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if column.place is not None:
        disc = min(_DISC, right - left)
        where = QRectF(left, middle - disc / 2, disc, disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(rule)
        painter.drawEllipse(where)
        painter.setFont(look.font("caption", weight=600))
        painter.setPen(look.palette("onStage", column.place))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), str(column.place + 1))
        left += disc + 8
    if column.share and not (words is not None and words.is_share_under):
        font = look.font("small")
        width = QFontMetricsF(font).horizontalAdvance(column.share)
        if right - left > width + 48:
            painter.setFont(font)
            painter.setPen(look.color("ink2"))
            painter.drawText(QRectF(right - width - 2, middle - 10, width + 2, 20), int(_RIGHT), column.share)
            right -= width + 8
    if words is not None:
        _write_whole(painter, QPointF(left, middle + 5 - words.height / 2), words, column.share, look)
    elif right - left > 16:
        _write_cut(painter, QRectF(left, middle - 20, right - left + 2, 40), column.title, look)


def cut_title(title: str, room: float, look: Look) -> tuple[QFont, Sequence[str]]:
    """A name for a head on screen: on one line, on two smaller ones, smaller still if it is one word, or cut."""
    font, small, words = look.font("strong"), look.font("small", weight=600), title.split()
    metrics, whole = QFontMetricsF(small), " ".join(words)
    if QFontMetricsF(font).horizontalAdvance(whole) <= room:
        return font, (whole,)
    if metrics.horizontalAdvance(whole) <= room:
        return small, (whole,)
    starts = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    first = next((each for each in starts if metrics.horizontalAdvance(each) <= room), None)
    if first is not None:
        return small, (first, metrics.elidedText(whole[len(first) + 1 :], Qt.TextElideMode.ElideRight, room))
    smallest = look.font("caption", weight=600)
    return smallest, (QFontMetricsF(smallest).elidedText(whole, Qt.TextElideMode.ElideRight, room),)


def _write_cut(painter: QPainter, area: QRectF, title: str, look: Look) -> None:
    font, lines = cut_title(title, area.width() - 2, look)
    painter.setFont(font)
    painter.setPen(look.color("ink"))
    top = area.center().y() - len(lines) * _CUT_LINE / 2
    for index, each in enumerate(lines):
        place = QRectF(area.left(), top + index * _CUT_LINE, area.width(), _CUT_LINE)
        painter.drawText(place, int(_LEFT | Qt.TextFlag.TextSingleLine), each)


def _write_whole(painter: QPainter, at: QPointF, words: HeadWords, share: str, look: Look) -> None:
    painter.setFont(look.font("strong"))
    painter.setPen(look.color("ink"))
    for index, each in enumerate(words.lines):
        painter.drawText(at + QPointF(0, index * HEAD_LINE), each)
    if words.is_share_under:
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink2"))
        painter.drawText(at + QPointF(0, len(words.lines) * HEAD_LINE), share)


def paint_heads(painter: QPainter, scene: Scene, look: Look, names: Sequence[HeadWords]) -> None:
    """The heads of all columns, for a drawing that does not scroll: they end where the grounds begin to be used.

    `names` are the words of each; heads are as high as the longest ones, upwards from `HEAD`.
    """
    height = heads_height(names)
    for index, (column, words) in enumerate(zip(scene.columns, names, strict=True)):
        area = QRectF(column.left, HEAD - height, column.width, height)
        paint_head(painter, column, look, area, is_even=index % 2 == 0, words=words)


def heads_height(names: Sequence[HeadWords]) -> float:
    """How high heads are that hold these names."""
    return HEAD + max((each.height for each in names), default=0.0)
