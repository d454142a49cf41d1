"""Bars: amounts by name, and what each quarter costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from resources.i18n import current, tr
from strategy.analysis.spending import QuarterCost
from ui.report.paging import WIDTH, Strip
from ui.report.typesetting import TypeSheet, Words
from ui.theme.theme import theme
from ui.widgets.paint import box, line

_NAME, _AMOUNT, _BETWEEN = 250.0, 120.0, 16.0
_THICK = 12.0
_PLOT, _TOP = 150.0, 50.0
_WIDEST = 64.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is for, the amount in words, and its length from 0 to 1."""

    name: str
    amount: str
    share: float
    ink: QColor


def bars(sheet: TypeSheet, found: Sequence[Bar]) -> list[Strip]:
    """A bar under the other, names at the left and amounts at the right."""
    return [_bar(sheet, each, 8.0 if place == 0 else 0.0) for place, each in enumerate(found)]


def _bar(sheet: TypeSheet, found: Bar, gap: float) -> Strip:
    names, amounts = (sheet.set(Words(text), room) for text, room in ((found.name, _NAME - 8), (found.amount, _AMOUNT)))
    high = max(sum(each.height for each in names), 18.0) + 10

    def paint(painter: QPainter) -> None:
        top = 5.0
        for each in names:
            sheet.write(painter, 0, top, each)
            top += each.height
        track = QRectF(_NAME, high / 2 - _THICK / 2, WIDTH - _NAME - _AMOUNT - _BETWEEN, _THICK)
        box(painter, track, "sunken", radius=3)
        part = track.width() * max(0.0, min(1.0, found.share))
        if part > 0:
            box(painter, QRectF(track.x(), track.y(), max(part, 2.0), _THICK), found.ink, radius=3)
        for each in amounts[:1]:
            sheet.write(painter, WIDTH - each.width, high / 2 - each.height / 2, each)

    return Strip(high, paint, gap)


def quarter_columns(sheet: TypeSheet, quarters: Sequence[QuarterCost], currency: str) -> Strip:
    """A column for each quarter: what is spent once under what is spent on running; amounts over them."""
    most = max((each.cost for each in quarters), default=0.0) or 1.0
    pitch = WIDTH / max(1, len(quarters))
    wide = min(_WIDEST, pitch * 0.6)

    def paint(painter: QPainter) -> None:
        _legend(painter, sheet)
        foot = _TOP + _PLOT
        for place, each in enumerate(quarters):
            middle = (place + 0.5) * pitch
            once, running = (_PLOT * part / most for part in (each.once, each.running))
            painter.fillRect(QRectF(middle - wide / 2, foot - once, wide, once), theme().color("primary"))
            painter.fillRect(QRectF(middle - wide / 2, foot - once - running, wide, running), theme().color("asIs"))
            names = [current().compact_money(each.cost, currency), tr("Q{n}").format(n=each.number),
                     str(each.first.year)]  # fmt: skip
            tops = (foot - once - running - 19, foot + 5, foot + 21)
            for text, top, role in zip(names, tops, ("mark", "caption", "caption"), strict=True):
                width = sheet.width(text, role)
                if width <= pitch:  # else the table under it has them
                    sheet.say(painter, middle - width / 2, top, text, role, "ink" if role == "mark" else "ink2")
        line(painter, QPointF(0, foot), QPointF(WIDTH, foot), "lineStrong")

    return Strip(_TOP + _PLOT + 40, paint, 12)


def _legend(painter: QPainter, sheet: TypeSheet) -> None:
    left = 0.0
    for ink, words in (("primary", tr("Once")), ("asIs", tr("Running costs"))):
        box(painter, QRectF(left, 3, 10, 10), ink, radius=2)
        left += 16 + sheet.say(painter, left + 16, 0, words, "caption", "ink2") + 20
