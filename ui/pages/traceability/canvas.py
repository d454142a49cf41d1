"""The flow, painted: boxes, bands between them, and the path of what is under the pointer or selected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import current, tr
from strategy.trace import Element
from ui.pages.traceability.flow import GAP, Flow, Node
from ui.pages.traceability.layout import Box, placed
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.marks import friction_badge, swot_tile
from ui.widgets.paint import LEFT, box, disc, painter_on, text, two_lines

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_BAND = 7.0


class FlowCanvas(QWidget):
    """Click or arrows choose an element and light its path; Enter or a double click opens it, or fills the gap."""

    chosen = Signal(object)
    """The `Node` chosen, or None."""
    opened = Signal(object)
    """The `Node` to open; for a gap, to create what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trace_flow")
        self.setAccessibleName(tr("Chain from objectives to indicators"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocusMark", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._flow = Flow((), ())
        self._nodes: dict[Element, Node] = {}
        self._boxes: Mapping[Element, Box] = {}
        self._height = 0.0
        self._current: Element | None = None
        self._hovered: Element | None = None
        self._segment_order: tuple[str, ...] = ()
        theme().changed.connect(self._place)

    def show_flow(self, flow: Flow, segment_order: tuple[str, ...]) -> None:
        """Show another flow; the element chosen stays chosen if it is still there."""
        self._flow = flow
        self._nodes = {node.element: node for node in flow.nodes}
        self._segment_order = segment_order
        if self._current not in self._nodes:
            self._current = None
        self._hovered = None
        self._place()
        self.chosen.emit(self._nodes.get(self._current) if self._current else None)

    def choose(self, element: Element) -> bool:
        """Choose an element from outside; False if the flow does not show it."""
        if element not in self._nodes:
            return False
        self._choose(element)
        return True

    def current_node(self) -> Node | None:
        """The node chosen, if any."""
        return self._nodes.get(self._current) if self._current else None

    def path_titles(self) -> tuple[str, ...]:
        """The titles along the path of the element chosen, from left to right; empty without one."""
        if self._current is None:
            return ()
        path = self._flow.path(self._current)
        return tuple(node.title for node in self._flow.nodes if node.element in path and node.element.kind != GAP)

    def box_of(self, element: Element) -> QRectF:
        """Where an element is drawn, in pixels of the canvas."""
        scale = theme().scale
        place = self._boxes[element]
        return QRectF(place.x * scale, place.y * scale, place.width * scale, place.height * scale)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(780), theme().px(self._height))

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is None:
            self._clear()
        elif self._nodes[found].element.kind == GAP:
            self.opened.emit(self._nodes[found])
        else:
            self._choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None and found.kind != GAP:
            self.opened.emit(self._nodes[found])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found == self._hovered:
            return
        self._hovered = found
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        node = self._nodes.get(found) if found else None
        tip(self, f"{node.title}\n{node.caption}" if node else "")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._move(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._nodes[self._current])
        elif key == Qt.Key.Key_Escape and self._current is not None:
            self._clear()
        else:
            super().keyPressEvent(event)

    def _move(self, sideways: int, down: int) -> None:
        if self._current is None:
            if self._flow.nodes:
                self._choose(min(self._boxes, key=lambda each: (self._boxes[each].x, self._boxes[each].y)))
            return
        here = self._boxes[self._current]
        if sideways:
            reachable = [
                (target if sideways > 0 else source)
                for source, target in self._flow.links
                if self._current == (source if sideways > 0 else target)
            ]
        else:
            column = self._nodes[self._current].column
            reachable = [
                node.element
                for node in self._flow.nodes
                if node.column == column and (self._boxes[node.element].y - here.y) * down > 0
            ]
        if reachable:
            self._choose(min(reachable, key=lambda each: abs(self._boxes[each].y - here.y)))

    def _choose(self, element: Element) -> None:
        self._current = element
        self.update()
        self.chosen.emit(self._nodes[element])

    def _clear(self) -> None:
        self._current = None
        self.update()
        self.chosen.emit(None)

    def _at(self, point: QPointF) -> Element | None:
        return next((element for element in self._boxes if self.box_of(element).contains(point)), None)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        seen = QRectF(event.rect())
        focus = self._hovered or self._current
        lit = self._flow.path(focus) if focus else frozenset()
        for is_lit in (False, True):
            for source, target in self._flow.links:
                if (source in lit and target in lit) == is_lit:
                    self._paint_link(painter, source, target, is_lit)
        for node in self._flow.nodes:
            if self.box_of(node.element).adjusted(-6, -6, 6, 6).intersects(seen):
                self._paint_node(painter, node, node.element in lit)

    def _place(self) -> None:
        self._boxes, self._height = placed(self._flow, self.width() / theme().scale)
        self.setFixedHeight(theme().px(self._height))
        self.update()

    def _paint_link(self, painter: QPainter, source: Element, target: Element, is_lit: bool) -> None:
        start = QPointF(self.box_of(source).right(), self.box_of(source).center().y())
        end = QPointF(self.box_of(target).left(), self.box_of(target).center().y())
        path = QPainterPath(start)
        bend = (end.x() - start.x()) * 0.55
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        if target.kind == GAP:
            pen = QPen(theme().color("warning"), theme().px(1.5))
            pen.setDashPattern([3.0, 2.5])
        else:
            color = QColor(theme().color("primary" if is_lit else "edge"))
            color.setAlphaF(0.8 if is_lit else 0.3)
            pen = QPen(color, theme().px(_BAND))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_node(self, painter: QPainter, node: Node, is_lit: bool) -> None:
        look, area = theme(), self.box_of(node.element)
        is_gap = node.element.kind == GAP
        fill = "warningTint" if is_gap else "selected" if is_lit else "raised"
        border = "warning" if is_gap else "primary" if is_lit else "lineStrong"
        box(painter, area, fill, border, radius=look.radius("control"), width=look.px(1.25), dashed=is_gap)
        if node.element == self._current and self.hasFocus():
            box(painter, area.adjusted(-4, -4, 4, 4), None, "focus", radius=look.radius("control") + 4, width=2)
        words = area.adjusted(look.px(11) + self._paint_sign(painter, node, area), 0, -look.px(8), 0)
        font, pitch = look.font("caption", weight=600), look.px(15)
        lines = two_lines(node.title, font, words.width())
        top = words.center().y() - pitch * (len(lines) + 1) / 2
        for index, line in enumerate(lines):
            place = QRectF(words.x(), top + index * pitch, words.width(), pitch)
            text(painter, place, line, font, "warning" if is_gap else "ink", LEFT)
        place = QRectF(words.x(), top + len(lines) * pitch, words.width(), pitch)
        text(painter, place, node.caption, look.font("caption"), "warning" if is_gap else "ink2", LEFT)

    def _paint_sign(self, painter: QPainter, node: Node, area: QRectF) -> int:
        """Draw what stands before the words, and return the width that it takes."""
        look = theme()
        middle = QPointF(area.x() + look.px(17), area.center().y())
        if node.severity is not None:
            friction_badge(painter, middle, node.severity, 8)
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
