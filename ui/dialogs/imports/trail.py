"""The steps of an import as a course: behind you a line and checks, ahead of you dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import tr
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, disc, line, painter_on, text

_SIDE, _BEFORE_WORDS, _LINE, _AROUND_LINE = 22, 8, 40, 12
_ENDS = 16


class StepTrail(QWidget):
    """Numbered discs with the names of the steps, the current one filled. It is only read."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._step = tuple(names), 0
        self.setObjectName("import_trail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setVisible(len(names) > 1)

    def show_step(self, step: int) -> None:
        """Say where we are."""
        self._step = step
        said = tr("Step {n} of {total}: {name}")
        self.setAccessibleName(said.format(n=step + 1, total=len(self._names), name=self._names[step]))
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        between = px(2 * _AROUND_LINE + _LINE) * (len(self._names) - 1)
        width = sum(px(_SIDE + _BEFORE_WORDS) + self._width(name) for name in self._names)
        return QSize(width + between + px(_ENDS), px(_SIDE + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = painter_on(self), theme().px
        left, middle = 0.0, self.height() / 2
        for place, name in enumerate(self._names):
            if place:
                start = QPointF(left + px(_AROUND_LINE), middle)
                end = start + QPointF(px(_LINE), 0)
                self._paint_line(painter, start, end, is_behind=place <= self._step)
                left = end.x() + px(_AROUND_LINE)
            self._paint_disc(painter, QPointF(left + px(_SIDE) / 2, middle), place)
            left += px(_SIDE + _BEFORE_WORDS)
            words = QRectF(left, 0, self._width(name), self.height())
            font = theme().font("small", weight=600 if place == self._step else 500)
            text(painter, words, name, font, "ink" if place <= self._step else "ink2", LEFT)
            left = words.right()

    def _width(self, name: str) -> int:
        return theme().text_width("small", name, weight=600) + 1

    def _paint_line(self, painter: QPainter, start: QPointF, end: QPointF, *, is_behind: bool) -> None:
        width = theme().px(2)
        if is_behind:
            line(painter, start, end, "primary", width)
            return
        pen = QPen(theme().color("control"), width, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([1, 2])
        painter.setPen(pen)
        painter.drawLine(start, end)

    def _paint_disc(self, painter: QPainter, centre: QPointF, place: int) -> None:
        look = theme()
        radius = look.px(_SIDE) / 2
        area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        if place < self._step:
            disc(painter, centre, radius, None, "primary", look.px(1.5))
            inset = look.px(5)
            icons.draw(painter, "check", area.adjusted(inset, inset, -inset, -inset), "primary", stroke=2.75)
            return
        is_current = place == self._step
        disc(
            painter, centre, radius, "primary" if is_current else None, None if is_current else "control", look.px(1.5)
        )
        font = look.font("caption", weight=600)
        text(painter, area, str(place + 1), font, "onPrimary" if is_current else "ink2", CENTER)
