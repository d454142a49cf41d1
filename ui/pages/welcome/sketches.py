"""The small drawings on the cards of the welcome screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme.theme import theme
from ui.widgets.paint import box, disc, line
from ui.widgets.rhumb import Rose, draw_rhumb_lines, draw_route

_MOST_STAGES, _MOST_ROWS = 6, 3


def draw_journey(painter: QPainter, area: QRectF, counts: Sequence[int]) -> None:
    """A journey as columns of touchpoints: `counts` says how many each stage has; without stages, a dashed route."""
    stages = [min(count, _MOST_ROWS) for count in counts[:_MOST_STAGES]]
    if not stages:
        draw_rhumb_lines(painter, area, [Rose(area.width() / 2, area.height() / 2, (area.height() / 3,))])
        draw_route(painter, area.center())
        return
    look = theme()
    margin = area.width() * 0.04
    pitch = (area.width() - 2 * margin) / len(stages)
    centres = []
    for index, count in enumerate(stages):
        column = QRectF(area.x() + margin + index * pitch, area.y(), pitch - 4, area.height())
        box(painter, column, look.palette("stageTint", index))
        rows = [area.y() + area.height() * (0.24 + 0.28 * row) for row in _rows(count)]
        centres.append([QPointF(column.center().x(), y) for y in rows])
    _draw_courses(painter, centres)
    half_width, half_height = min(13.0, pitch * 0.2), 5.5
    for index, column_centres in enumerate(centres):
        for centre in column_centres:
            tile = QRectF(centre.x() - half_width, centre.y() - half_height, 2 * half_width, 2 * half_height)
            box(painter, tile, "sheet", look.palette("stage", index), radius=2.5, width=1.75)


def draw_curve(painter: QPainter, area: QRectF) -> None:
    """A map with its emotion curve."""
    look = theme()
    inner = area.adjusted(area.width() * 0.06, 0, -area.width() * 0.06, 0)
    pitch = inner.width() / 5
    for index in range(5):
        x = inner.x() + index * pitch
        box(painter, QRectF(x, inner.y() + area.height() * 0.18, pitch - 5, 8), look.palette("stage", index), radius=2)
        for row, share in ((0.29, 0.8), (0.385, 0.68)):
            width = (pitch - 5) * (share if index % 2 else share + 0.1)
            box(painter, QRectF(x + 1, inner.y() + area.height() * row, width, 8), "line", radius=2)
    heights = (0.64, 0.56, 0.71, 0.6, 0.53)
    points = [
        QPointF(inner.x() + (i + 0.45) * pitch, area.y() + area.height() * height) for i, height in enumerate(heights)
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("primary"), 2))
    for start, end in pairwise(points):
        painter.drawPath(_s_curve(start, end))
    for point in points:
        disc(painter, point, 4.5, "sheet", "primary", 2)


def draw_funnel(painter: QPainter, area: QRectF) -> None:
    """Fewer and fewer customers from stage to stage."""
    look = theme()
    shares = (0.74, 0.55, 0.38, 0.23, 0.17)
    pitch = area.width() * 0.86 / len(shares)
    middle, bar_width = area.center().y(), pitch * 0.42
    left = area.x() + area.width() * 0.1
    flow_color = QColor(look.color("edge"))
    flow_color.setAlphaF(0.4)
    for index, (share, following) in enumerate(zip(shares, (*shares[1:], 0.0), strict=True)):
        x, half = left + index * pitch, share * area.height() / 2
        if following:
            end_half = following * area.height() / 2
            flow = _flow(QPointF(x + bar_width, middle), half, QPointF(x + pitch, middle), end_half)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(flow_color)
            painter.drawPath(flow)
        box(painter, QRectF(x, middle - half, bar_width, 2 * half), look.palette("stage", index), radius=3)


SAMPLE_SKETCHES: dict[str, Callable[[QPainter, QRectF], None]] = {
    "saas": lambda painter, area: draw_journey(painter, area, (3, 3, 3, 3, 3)),
    "bank": draw_curve,
    "shop": draw_funnel,
}


def draw_course(painter: QPainter, left_middle: QPointF, states: Sequence[str]) -> None:
    """The five steps as dots on a line: filled when complete, ringed when started, grey when not."""
    look = theme()
    pitch, radius = look.px(24), look.px(4)
    y = left_middle.y()
    for index in range(5):
        state = states[index] if index < len(states) else "empty"
        centre = QPointF(left_middle.x() + radius + index * pitch, y)
        if index:
            start = QPointF(centre.x() - pitch + radius + 2, y)
            end = QPointF(centre.x() - radius - 2, y)
            if state == "complete":
                line(painter, start, end, "primary", 1.75)
            else:
                _dotted(painter, start, end)
        if state == "complete":
            disc(painter, centre, radius, "primary")
        else:
            disc(painter, centre, radius, None, "primary" if state == "in_progress" else "control", 1.5)


def _rows(count: int) -> tuple[int, ...]:
    return {0: (), 1: (1,), 2: (0, 2)}.get(count, (0, 1, 2))


def _draw_courses(painter: QPainter, columns: list[list[QPointF]]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("edge"), 1.25))
    for index, column in enumerate(columns):
        for above, below in pairwise(column):
            painter.drawLine(above, below)
        if index + 1 < len(columns) and column and columns[index + 1]:
            painter.drawPath(_s_curve(column[len(column) // 2], columns[index + 1][0]))
            painter.drawPath(_s_curve(column[-1], columns[index + 1][len(columns[index + 1]) // 2]))


def _s_curve(start: QPointF, end: QPointF) -> QPainterPath:
    bend = (end.x() - start.x()) * 0.5
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
    return path


def _flow(start: QPointF, half: float, end: QPointF, end_half: float) -> QPainterPath:
    """The band between two bars, narrowing from one height to the other."""
    path = _s_curve(start - QPointF(0, half), end - QPointF(0, end_half))
    path.lineTo(end + QPointF(0, end_half))
    bend = (end.x() - start.x()) * 0.5
    path.cubicTo(end + QPointF(-bend, end_half), start + QPointF(bend, half), start + QPointF(0, half))
    path.closeSubpath()
    return path


def _dotted(painter: QPainter, start: QPointF, end: QPointF) -> None:
    pen = QPen(theme().color("control"), 1.5, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1, 2])
    painter.setPen(pen)
    painter.drawLine(start, end)
