"""Paints the flow: bands under boxes, the path that is lit over the rest. On the canvas and in pictures alike."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from resources.i18n import current
from strategy.trace import Element
from ui.pages.traceability.flow import GAP, Flow, Node
from ui.pages.traceability.folding import GROUP
from ui.pages.traceability.layout import placed
from ui.theme.theme import theme
from ui.widgets.marks import friction_badge, swot_tile
from ui.widgets.paint import LEFT, box, disc, text, two_lines

_BAND, _THIN = 7.0, 2.0
_MANY = 120
"""Links from which on bands are thin and faint, or they would run into one another."""


class FlowPainter:
    """One flow laid out in a width, which is given in design pixels; `rects` and `height` follow from it.

    `rects` are in the pixels of the screen, `height` is in design pixels.
    """

    def __init__(self, flow: Flow, width: float, segment_order: tuple[str, ...]) -> None:
        self._flow, self._segment_order = flow, segment_order
        boxes, self.height = placed(flow, width)
        scale = theme().scale
        self.rects = {
            element: QRectF(place.x * scale, place.y * scale, place.width * scale, place.height * scale)
            for element, place in boxes.items()
        }
        self._bands = [(source, target, self._band(source, target)) for source, target in flow.links]

    def paint(
        self, painter: QPainter, seen: QRectF, lit: Collection[Element] = (), focused: Element | None = None
    ) -> None:
        """Paint what meets `seen`; `lit` stands out, `focused` has the ring of the keyboard."""
        for is_lit in (False, True):
            together = QPainterPath()
            for source, target, band in self._bands:
                if (source in lit and target in lit) == is_lit and _around(band).intersects(seen):
                    if len(self._bands) > _MANY and target.kind != GAP:
                        together.addPath(band)
                    else:
                        self._paint_band(painter, band, is_gap=target.kind == GAP, is_lit=is_lit)
            if not together.isEmpty():  # in one stroke: quicker, and where many cross it grows no darker
                self._paint_band(painter, together, is_gap=False, is_lit=is_lit)
        for node in self._flow.nodes:
            area = self.rects[node.element]
            if area.adjusted(-6, -6, 6, 6).intersects(seen):
                self._paint_node(painter, node, is_lit=node.element in lit)
                if node.element == focused:
                    ring = area.adjusted(-4, -4, 4, 4)
                    box(painter, ring, None, "focus", radius=theme().radius("control") + 4, width=2)

    def _band(self, source: Element, target: Element) -> QPainterPath:
        start = QPointF(self.rects[source].right(), self.rects[source].center().y())
        end = QPointF(self.rects[target].left(), self.rects[target].center().y())
        path = QPainterPath(start)
        bend = (end.x() - start.x()) * 0.55
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        return path

    def _paint_band(self, painter: QPainter, band: QPainterPath, *, is_gap: bool, is_lit: bool) -> None:
        is_dense = len(self._bands) > _MANY
        if is_gap:
            pen = QPen(theme().color("warning"), theme().px(1.5))
            pen.setDashPattern([3.0, 2.5])
        else:
            color = QColor(theme().color("primary" if is_lit else "edge"))
            color.setAlphaF(0.8 if is_lit else 0.5 if is_dense else 0.3)
            # A line one pixel wide takes Qt a quarter of the time of a wider one.
            pen = QPen(color, 1 if is_dense and not is_lit else theme().px(_THIN if is_dense else _BAND))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(band)

    def _paint_node(self, painter: QPainter, node: Node, *, is_lit: bool) -> None:
        look, area = theme(), self.rects[node.element]
        is_gap = node.missing_for is not None
        fill = "warningTint" if is_gap else "selected" if is_lit else "raised"
        border = "warning" if is_gap else "primary" if is_lit else "lineStrong"
        if node.element.kind == GROUP:  # a second edge behind: more than one thing
            box(painter, area.translated(look.px(3), look.px(3)), fill, border, radius=look.radius("control"))
        box(painter, area, fill, border, radius=look.radius("control"), width=look.px(1.25), dashed=is_gap)
        words = area.adjusted(look.px(11) + self._paint_sign(painter, node, area), 0, -look.px(8), 0)
        font, pitch = look.font("caption", weight=600), look.px(15)
        lines = two_lines(node.title, font, words.width())
        top = words.center().y() - pitch * (len(lines) + 1) / 2
        for index, line in enumerate(lines):
            place = QRectF(words.x(), top + index * pitch, words.width(), pitch)
            text(painter, place, line, font, "warning" if is_gap else "ink", LEFT)
        place = QRectF(words.x(), top + len(lines) * pitch, words.width(), pitch)
        text(
            painter, place, node.caption, look.font("caption"), "warning" if is_gap or node.is_lacking else "ink2", LEFT
        )

    def _paint_sign(self, painter: QPainter, node: Node, area: QRectF) -> int:
        """Draw what stands before the words, and return the width that it takes."""
        look = theme()
        middle = QPointF(area.x() + look.px(17), area.center().y())
        if node.severity is not None:
            # The double outline of the highest one must not touch the words.
            friction_badge(painter, middle - QPointF(look.px(2), 0), node.severity, 8)
            return look.px(20)
        if node.quadrant is not None:
            side = look.px(18)
            letter = current().label(f"swot_{node.quadrant}")[:1]
            swot_tile(painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), node.quadrant, letter)
            return look.px(20)
        if node.element.kind == "segment":
            order = self._segment_order.index(node.element.id)
            disc(painter, middle - QPointF(look.px(3), 0), look.px(4), look.palette("series", order))
            return look.px(12)
        return 0


def _around(band: QPainterPath) -> QRectF:
    """Where a band is painted: a flat one would have a rectangle without height, which meets nothing."""
    return band.controlPointRect().adjusted(0, -_BAND, 0, _BAND)
