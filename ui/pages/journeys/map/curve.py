"""The emotion curve: a smooth line through points, its faces, the quote at its low, and the area between two curves.

Pure painting on any QPainter: the map draws one journey and its twin, the comparison two curves and what lies between.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.models.journey_signs import face_of
from ui.theme.theme import theme
from ui.widgets.marks import emotion_face
from ui.widgets.paint import box, disc, tint

FACE = 20
LOWEST_FACE = 25
_STEPS = 12
"""Places that tell where a line goes between two points."""


def curve_path(points: Sequence[QPointF]) -> QPainterPath:
    """A line through the points that is flat at each of them, so that it never overshoots what was observed."""
    path = QPainterPath()
    if not points:
        return path
    path.moveTo(points[0])
    for before, after in pairwise(points):
        middle = (before.x() + after.x()) / 2
        path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
    return path


def paint_curve(
    painter: QPainter, points: Sequence[QPointF], color: QColor | str, *, dashed: bool = False, width: float = 2.0
) -> None:
    """The line through the points; a single point needs none."""
    if len(points) < 2:
        return
    pen = QPen(tint(color) or QColor(), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if dashed:
        pen.setDashPattern([2.5, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(curve_path(points))


def paint_between(
    painter: QPainter, first: Sequence[QPointF], second: Sequence[QPointF], gain: QColor | str, loss: QColor | str
) -> None:
    """The area between two curves: in one colour where the second is better, higher on screen, in another elsewhere."""
    if len(first) < 2 or len(second) < 2:
        return
    base = max(point.y() for point in (*first, *second)) + 1
    under_first = _down_to(curve_path(first), base)
    under_second = _down_to(curve_path(second), base)
    painter.setPen(Qt.PenStyle.NoPen)
    for area, color in (
        (under_second.subtracted(under_first), gain),
        (under_first.subtracted(under_second), loss),
    ):
        painter.setBrush(tint(color) or QColor())
        painter.drawPath(area)


def paint_scale(painter: QPainter, area: QRectF, heights: Sequence[float]) -> None:
    """The five heights of the scale: the middle one solid, the others dotted."""
    look = theme()
    for place, y in enumerate(heights):
        pen = QPen(look.color("line"), 1)
        if place != len(heights) // 2:
            pen.setDashPattern([2.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def paint_face(
    painter: QPainter,
    centre: QPointF,
    value: float | None,
    *,
    is_lowest: bool = False,
    is_assumed: bool = False,
    size: float | None = None,
) -> None:
    """The face of a point with a ring of the ground around it; dashed where nobody has observed it yet.

    A point without emotion is an empty dot.
    """
    look, face = theme(), face_of(value)
    if face is None:
        disc(painter, centre, look.px(5), "sheet", "control", 1.25)
        return
    side = look.px(size or (LOWEST_FACE if is_lowest else FACE))
    color = look.palette("emotion", face)
    disc(painter, centre, side / 2 + look.px(2.5), "sheet")
    _ring(painter, centre, side / 2 + 0.5, color, is_assumed=is_assumed)
    inner = side - look.px(3)
    emotion_face(painter, QRectF(centre.x() - inner / 2, centre.y() - inner / 2, inner, inner), face)


def paint_dot(painter: QPainter, centre: QPointF, value: float) -> None:
    """A point where there is no room for a face."""
    disc(painter, centre, theme().px(3), theme().palette("emotion", face_of(value) or 0))


def along(points: Sequence[QPointF]) -> list[QPointF]:
    """Places on the line through the points, close enough together to tell what lies on the line."""
    found = []
    for before, after in pairwise(points):
        for step in range(_STEPS):
            t = step / _STEPS
            x = 1.5 * t * (1 - t) + t * t * t  # both handles stand in the middle
            y = t * t * (3 - 2 * t)
            found.append(before + QPointF((after.x() - before.x()) * x, (after.y() - before.y()) * y))
    return found


def quote_rect(
    size: tuple[float, float], at: QPointF, area: QRectF, others: Sequence[QPointF], lines: Sequence[QPointF] = ()
) -> QRectF:
    """Where the box of a quote stands: beside its point, inside the lane, over as few other points as possible, and
    then over as little as possible of the lines that go through these places."""
    width, height = size
    gap, reach = theme().px(60), theme().px(16)
    y = min(max(at.y() - height / 2, area.top() + 4), area.bottom() - height - 4)
    places = [
        QRectF(x, top, width, height)
        for away in (gap, gap / 3, 2 * gap, 3 * gap)
        for x in (at.x() - away - width, at.x() + away)
        for top in (y, area.bottom() - height - 4, area.top() + 4)
        if area.left() + 4 <= x <= area.right() - width - 4
    ]
    if not places:
        left = min(max(at.x() - width / 2, area.left() + 4), max(area.left() + 4, area.right() - width - 4))
        return QRectF(left, area.top() + 4, width, height)

    def hidden(place: QRectF) -> tuple[int, int]:
        room = place.adjusted(-reach, -reach / 2, reach, reach / 2)
        return sum(room.contains(each) for each in (*others, at)), sum(place.contains(each) for each in lines)

    return min(places, key=hidden)


def paint_quote(painter: QPainter, area: QRectF, at: QPointF) -> None:
    """The box of a quote and the thin line to its point; the words are written by whoever measured them."""
    look = theme()
    edge = QPointF(area.right() if at.x() > area.right() else area.left(), min(max(at.y(), area.top()), area.bottom()))
    if at.y() < area.top() and area.left() < at.x() < area.right():
        edge = QPointF(at.x(), area.top())
    painter.setPen(QPen(look.color("lineStrong"), 1))
    painter.drawLine(edge, at)
    box(painter, area, "sheet", "lineStrong", radius=look.radius("control"))


def _ring(painter: QPainter, centre: QPointF, radius: float, color: QColor, *, is_assumed: bool) -> None:
    pen = QPen(color, 1.25)
    if is_assumed:
        pen.setDashPattern([2.2, 2.2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def _down_to(path: QPainterPath, base: float) -> QPainterPath:
    """The area under a curve."""
    start, end = path.elementAt(0), path.currentPosition()
    path.lineTo(end.x(), base)
    path.lineTo(start.x, base)
    path.closeSubpath()
    return path
