"""The flow, painted: boxes, bands between them, and the path of what is under the pointer or selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import tr
from strategy.trace import Element
from ui.pages.traceability.flow import GAP, Flow, Node
from ui.pages.traceability.folding import GROUP
from ui.pages.traceability.painter import FlowPainter
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import painter_on

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class FlowCanvas(QWidget):
    """What is under the pointer, or chosen by the arrows, has its whole path lit; a click or Enter goes there.

    Of a gap, it creates what is missing; of a box that stands for several, it opens the box.
    """

    chosen = Signal(object)
    """The `Node` chosen, or None."""
    pointed = Signal(object)
    """The `Node` under the pointer; None when there is none."""
    opened = Signal(object)
    """The `Node` to go to; for a gap, to create what is missing."""
    menu_wanted = Signal(object, object)
    """The `Node` whose menu is asked for, and where on the screen."""

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
        self._current: Element | None = None
        self._hovered: Element | None = None
        self._lit: frozenset[Element] = frozenset()
        self._segment_order: tuple[str, ...] = ()
        self._painter = FlowPainter(self._flow, 0, ())
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
        return tuple(node.title for node in self._flow.nodes if node.element in path and node.missing_for is None)

    def box_of(self, element: Element) -> QRectF:
        """Where an element is drawn, in pixels of the canvas."""
        return self._painter.rects[element]

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), theme().px(self._painter.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(780), theme().px(self._painter.height))

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._at(event.position()) is None:
            self._clear()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._go(found)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_of_pointer = event.reason() == QContextMenuEvent.Reason.Mouse
        found = self._at(QPointF(event.pos())) if is_of_pointer else self._current
        if found is None:
            return
        self._choose(found)
        place = event.globalPos() if is_of_pointer else self.mapToGlobal(self.box_of(found).bottomLeft().toPoint())
        self.menu_wanted.emit(self._nodes[found], place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found == self._hovered:
            return
        self._hovered = found
        self._light()
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        node = self._nodes.get(found) if found else None
        tip(self, f"{node.title}\n{node.caption}" if node else "")
        self.pointed.emit(node)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._light()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._move(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self._go(self._current)
        elif key == Qt.Key.Key_Escape and self._current is not None:
            self._clear()
        else:
            super().keyPressEvent(event)

    def _move(self, sideways: int, down: int) -> None:
        rects = self._painter.rects
        if self._current is None:
            if self._flow.nodes:
                self._choose(min(rects, key=lambda each: (rects[each].x(), rects[each].y())))
            return
        here = rects[self._current]
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
                if node.column == column and (rects[node.element].y() - here.y()) * down > 0
            ]
        if reachable:
            self._choose(min(reachable, key=lambda each: abs(rects[each].y() - here.y())))

    def _go(self, element: Element) -> None:
        node = self._nodes[element]
        if element.kind not in (GAP, GROUP):
            self._choose(element)
        self.opened.emit(node)

    def _choose(self, element: Element) -> None:
        self._current = element
        self._light()
        self.chosen.emit(self._nodes[element])

    def _clear(self) -> None:
        self._current = None
        self._light()
        self.chosen.emit(None)

    def _light(self) -> None:
        focus = self._hovered or self._current
        self._lit = self._flow.path(focus) if focus else frozenset()
        self.update()

    def _at(self, point: QPointF) -> Element | None:
        return next((element for element, rect in self._painter.rects.items() if rect.contains(point)), None)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self._current if self.hasFocus() else None
        self._painter.paint(painter_on(self), QRectF(event.rect()), self._lit, focused)

    def _place(self) -> None:
        self._painter = FlowPainter(self._flow, self.width() / theme().scale, self._segment_order)
        self.setFixedHeight(theme().px(self._painter.height))
        self._light()
