"""The four areas on a radar: where each stands now, against the score from which it counts as a strength."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import CENTER, LEFT, RIGHT, diamond, disc, line, painter_on, text

_WIDTH, _HEIGHT, _RADIUS = 306, 226, 76
_LABEL = 18


class Axis(NamedTuple):
    """One direction of the radar, clockwise from the top: its name, the share reached, and its words."""

    name: str
    share: float | None
    words: str
    is_weak: bool = False


class Radar(QWidget):
    """Four axes; a share that is unknown stands at the centre."""

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes: tuple[Axis, ...] = ()
        self._threshold = 1.0
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_axes(self, axes: Sequence[Axis], threshold: float) -> None:
        """Show the areas as they score now, and the share from which one is a strength."""
        self._axes, self._threshold = tuple(axes), threshold
        said = ", ".join(f"{axis.name} {axis.words}" for axis in axes)
        self.setAccessibleName(tr("Radar: {scores}").format(scores=said))
        tip(self, said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_WIDTH), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        centre = QPointF(self.width() / 2, self.height() / 2)
        corners = self._points([1.0] * len(self._axes), centre)
        painter.setPen(QPen(look.color("lineStrong"), 1))
        painter.setBrush(look.color("sunken"))
        painter.drawPolygon(QPolygonF(corners))
        for corner in corners:
            line(painter, centre, corner, "line")
        shares = [axis.share or 0.0 for axis in self._axes]
        if any(axis.share is not None for axis in self._axes):
            self._paint_now(painter, self._points(shares, centre))
        self._paint_threshold(painter, self._points([self._threshold] * len(self._axes), centre))
        for place, axis in enumerate(self._axes):
            self._paint_label(painter, place, axis, corners[place])

    def _points(self, shares: Sequence[float], centre: QPointF) -> list[QPointF]:
        reach = theme().px(_RADIUS)
        ways = ((0, -1), (1, 0), (0, 1), (-1, 0))
        return [
            centre + QPointF(x * reach * share, y * reach * share) for (x, y), share in zip(ways, shares, strict=False)
        ]

    def _paint_now(self, painter: QPainter, points: list[QPointF]) -> None:
        look = theme()
        fill = look.color("asIs").toHsl()
        fill.setAlphaF(0.18)
        painter.setPen(QPen(look.color("asIs"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(points))
        for point in points:
            disc(painter, point, look.px(4.5), "sheet", "asIs", 2)

    def _paint_threshold(self, painter: QPainter, points: list[QPointF]) -> None:
        look = theme()
        pen = QPen(look.color("toBe"), 1.75)
        pen.setDashPattern([2.5, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(points))
        for point in points:
            diamond(painter, point, look.px(4.5), "toBe")

    def _paint_label(self, painter: QPainter, place: int, axis: Axis, corner: QPointF) -> None:
        """Above, at the right, under or at the left of its corner; on the sides the score has a line of its own."""
        look = theme()
        font = look.font("label", weight=600, tabular=True)
        ink = "danger" if axis.is_weak else "ink"
        height, gap = look.px(_LABEL), look.px(6)
        if place % 2 == 0:
            top = corner.y() - gap - height if place == 0 else corner.y() + gap
            text(painter, QRectF(0, top, self.width(), height), f"{axis.name} {axis.words}", font, ink, CENTER)
            return
        is_right = place == 1
        left, right = (corner.x() + gap, float(self.width())) if is_right else (0.0, corner.x() - gap)
        align = LEFT if is_right else RIGHT
        for row, words in enumerate((axis.name, axis.words)):
            area = QRectF(left, corner.y() - height + row * look.px(16), right - left, height)
            text(painter, area, words, font, ink, align)


class Legend(QWidget):
    """What the two lines of the radar are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, now: str, threshold: str) -> None:
        """Name the two lines."""
        self._rows = (now, threshold)
        tip(self, f"{now}\n{threshold}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widest = max(theme().text_width("label", words) for words in self._rows)
        return QSize(widest + theme().px(26), theme().px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        for row, words in enumerate(self._rows):
            middle = look.px(10 + 20 * row)
            pen = QPen(look.color("toBe" if row else "asIs"), 2.5 if row == 0 else 2)
            if row:
                pen.setDashPattern([2.0, 1.5])
            painter.setPen(pen)
            painter.drawLine(QPointF(0, middle), QPointF(look.px(18), middle))
            area = QRectF(look.px(26), middle - look.px(9), self.width() - look.px(26), look.px(18))
            text(painter, area, words, look.font("label", weight=400), "ink2", LEFT)
