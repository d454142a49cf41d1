"""Reads back what widgets paint: each text, where its letters lie, the box it was given, what was left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QThread
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QToolTip, QWidget

from ui.pages.journeys.graph.stamps import Stamps

_SLACK = 2.0
"""Pixels that rounding may take."""
_SHARED = 5.0
"""Pixels that two lines may share upright: letters do not fill the height of their line."""
_FIGURE = re.compile(r"[<+−–-]?\s?[€$£]?\d[\d\s.,/]*\s?\w{0,3}\s?[%€$£]?")
_NOTHING_TOLD = "nothing told"


@dataclass(frozen=True)
class PaintedText:
    """One call that painted words, in the coordinates of the widget that they were painted on."""

    words: str
    whole: str
    """The words before they were elided; the same where they were not."""
    area: QRectF
    """What the letters cover."""
    seen: QRectF
    """What of that is not clipped."""
    room: QRectF | None
    """The box that was given for them; None where only a place was."""

    @property
    def is_elided(self) -> bool:
        return self.words != self.whole


class Paintings:
    """Notes what is painted. Made before the first text is elided, as the whole of a text is noted then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._noted: list[PaintedText] = []
        self._wholes: dict[str, str] = {}
        self._is_elsewhere = False
        self._examined: dict[tuple[QWidget, int, int], int] = {}
        for metrics in (QFontMetrics, QFontMetricsF):
            monkeypatch.setattr(metrics, "elidedText", self._eliding(metrics.elidedText))
        monkeypatch.setattr(QPainter, "drawText", self._drawing(QPainter.drawText))
        monkeypatch.setattr(Stamps, "_make", self._stamping(Stamps._make))

    def of(self, widget: QWidget) -> list[PaintedText]:
        """What a widget paints itself, without those that lie in it."""
        self._noted.clear()
        picture = QPixmap(widget.size())
        widget.render(picture, renderFlags=QWidget.RenderFlag(0))
        return [each for each in self._noted if each.words.strip()]

    def unread(self, shown: Iterable[QWidget]) -> Iterator[str]:
        """The texts that nobody can read: beyond their box or widget, over one another, or elided and told nowhere."""
        for each in shown:
            widget = each.viewport() if isinstance(each, QAbstractScrollArea) else each
            key = (widget, widget.width(), widget.height())
            if widget.size().isEmpty() or (widget is each and (isinstance(each, QLabel) or key in self._examined)):
                continue
            painted = self.of(widget)
            self._examined[key] = len(painted)
            # What lies in a scroll area may lie partly out of sight.
            edge = QRectF(widget.rect()) if widget is each else None
            for fault in (*_beyond(painted, edge), *_overlaid(painted), *_untold(widget, painted)):
                yield f"{type(each).__name__} {each.objectName()!r}: {fault}"

    @property
    def count(self) -> int:
        """How many texts were examined."""
        return sum(self._examined.values())

    def _eliding(self, plain: Any) -> Any:  # Any: a method of Qt, which has several forms
        def elided(metrics: QFontMetrics, text: str, *args: Any) -> str:
            shown: str = plain(metrics, text, *args)
            if shown != text:
                self._wholes[shown] = text
            return shown

        return elided

    def _stamping(self, plain: Any) -> Any:  # Any: as above
        def make(*args: Any) -> Any:
            self._is_elsewhere = True  # on a picture with places of its own
            try:
                return plain(*args)
            finally:
                self._is_elsewhere = False

        return make

    def _drawing(self, plain: Any) -> Any:  # Any: as above
        def draw(painter: QPainter, *args: Any) -> Any:
            words = next(each for each in args if isinstance(each, str))
            if not self._is_elsewhere and QThread.isMainThread():  # threads paint previews on images
                self._noted.append(self._painted(painter, words, args))
            return plain(painter, *args)

        return draw

    def _painted(self, painter: QPainter, words: str, args: tuple[Any, ...]) -> PaintedText:
        metrics, on = QFontMetricsF(painter.font()), painter.worldTransform()
        room: QRectF | None = None
        if isinstance(args[0], QRect | QRectF):
            room = QRectF(args[0])
            area = metrics.boundingRect(room, int(args[1]), words)
        else:
            place = QPointF(args[0], args[1]) if isinstance(args[0], int) else QPointF(args[0])
            area = QRectF(place.x(), place.y() - metrics.ascent(), metrics.horizontalAdvance(words), metrics.height())
        seen = area & painter.clipBoundingRect() if painter.hasClipping() else area
        whole = self._wholes.get(words, words)
        return PaintedText(
            words, whole, on.mapRect(area), on.mapRect(seen), on.mapRect(room) if room is not None else None
        )


def told_at(widget: QWidget, place: QPoint) -> str:
    """What the tooltip says when the pointer rests there; "" without one."""
    QToolTip.showText(QPoint(1, 1), _NOTHING_TOLD)
    on_screen, buttons = widget.mapToGlobal(place), Qt.MouseButton.NoButton
    QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, QPointF(place), QPointF(on_screen), buttons,
                                               buttons, Qt.KeyboardModifier.NoModifier))  # fmt: skip
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, on_screen))
    told = QToolTip.text()
    for each in QApplication.topLevelWidgets():  # Qt would leave it there for a while
        if each.objectName() == "qtooltip_label":
            each.close()
    return "" if told == _NOTHING_TOLD else told


def _beyond(painted: list[PaintedText], edge: QRectF | None) -> Iterator[str]:
    for each in painted:
        room, area = each.room, each.area
        if room is not None and (area.width() > room.width() + _SLACK or area.height() > room.height() + _SHARED):
            given = f"{room.width():.0f} x {room.height():.0f}"
            yield f"{each.words!r} takes {area.width():.0f} x {area.height():.0f} of {given}"
        if edge is not None and not edge.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(area):
            yield f"{each.words!r} reaches beyond the edge"


def _overlaid(painted: list[PaintedText]) -> Iterator[str]:
    ordered = sorted(painted, key=lambda each: each.seen.left())
    for index, first in enumerate(ordered):
        for second in ordered[index + 1 :]:
            if second.seen.left() >= first.seen.right() - _SLACK:
                break
            shared = first.seen & second.seen
            if shared.width() > _SLACK and shared.height() > _SHARED and first.words != second.words:
                yield f"{first.words!r} lies on {second.words!r}"


def _untold(widget: QWidget, painted: list[PaintedText]) -> Iterator[str]:
    for each in painted:
        if not each.is_elided:
            continue
        if _FIGURE.fullmatch(each.whole.strip()):
            yield f"the figure {each.whole!r} is cut to {each.words!r}"
            continue
        told = _plain(told_at(widget, each.area.center().toPoint()))
        if _plain(each.whole) not in told:
            yield f"{each.words!r} is not told whole as {each.whole!r} but {told!r}"


def _plain(words: str) -> str:
    shown = words.replace("<br>", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(shown.split())
