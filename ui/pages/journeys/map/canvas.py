"""Turns the keys and the mouse on the map into cursor moves, drags and gestures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from resources.i18n import tr
from ui.pages.journeys.map.speech import spoken
from ui.pages.journeys.map.surface import Hit, MapSurface
from ui.widgets.drops import carried_thing

if TYPE_CHECKING:
    from ui.pages.journeys.map.keys import MapKeys

_OUT = 24
"""How far off the map a card must be dragged to leave it."""


class MapCanvas(MapSurface):
    """`menu_wanted` carries what was hit and where on screen. `keys` knows what keys and clicks do."""

    menu_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: MapKeys | None = None
        self._pressed: tuple[Hit, QPoint] | None = None
        self._is_again = False
        """Whether the mouse was pressed on what the cursor stood on already."""
        self.setAcceptDrops(True)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keeps = self.keys is not None and self.keys.keeps(event)
            event.setAccepted(keeps)
            return keeps
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._drag or self._pressed):
            self.stop_drag()
        elif self.keys is None or not self.keys.press(event):
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next cell; after the last one it leaves the map."""
        following = self.walk.tab(self.cursor_at, 1 if forward else -1) if self.cursor_at else None
        if following is None or not self.hasFocus():
            return super().focusNextPrevChild(forward)
        self.go(following)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.look.has_focus = True
        if self.cursor_at is None:
            self.put_cursor(self.walk.first())
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.look.has_focus = False
        self.viewport().update()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        hit = self.hit(at)
        if event.button() != Qt.MouseButton.LeftButton:
            if self._drag is None and hit.part in ("cell", "stage", "lane"):
                self.put_cursor(self.cursor_of(hit))
            return
        self.close_editor(save=True)
        if self.keys is not None and self.keys.click(hit, QPointF(at) - self.origin):
            return
        self._is_again = self.cursor_at is not None and self.cursor_of(hit) == self.cursor_at
        if hit.part in ("cell", "stage", "lane"):
            self.put_cursor(self.cursor_of(hit))
        self._pressed = (hit, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._drag is not None:
            if not self._leaves(at):
                self._drag.move(at)
                self.viewport().update()
            return
        if self._pressed is not None and self.keys is not None:
            hit, start = self._pressed
            if (at - start).manhattanLength() >= QApplication.startDragDistance() or hit.part == "edge":
                self._drag = self.keys.drag(hit, start)
                if self._drag is None:
                    self._pressed = None
                else:
                    self._drag.move(at)
            return
        self._hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        drag, pressed, self._drag, self._pressed = self._drag, self._pressed, None, None
        if drag is None and pressed is not None and self._is_again and self.keys is not None:
            self.keys.click_again(pressed[0], self.viewport().mapToGlobal(pressed[1]))
        if drag is not None:
            drag.move(event.position().toPoint())
            self.look.dragged = self.look.target = self.look.target_index = None
            drag.end()
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.keys is not None:
            self._pressed = None
            at = event.position().toPoint()
            hit = self.hit(at)
            if hit.part in ("cell", "stage", "lane"):
                self.put_cursor(self.cursor_of(hit))
            self.keys.double_click(hit, QPointF(at) - self.origin)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Shift turns the wheel sideways."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and turned.x() == 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - round(turned.y() / 120 * 3 * bar.singleStep()))
            event.accept()
        else:
            super().wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.look.hovered is not None:
            self.look.hovered = None
            self.viewport().update()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._drag is not None:
            self.stop_drag()  # the right button takes back what the left one began
            return
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.cursor_at is not None:
            at = self.rect_of(self.cursor_at).center().toPoint()
        hit = self.hit(at)
        if event.reason() != QContextMenuEvent.Reason.Keyboard and hit.part in ("cell", "stage", "lane"):
            self.put_cursor(self.cursor_of(hit))
        self.menu_wanted.emit(hit, self.viewport().mapToGlobal(at))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._told(event.pos())
            QToolTip.showText(event.globalPos(), escape(words), self.viewport())
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carried_thing(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        thing, hit = carried_thing(event.mimeData()), self.hit(event.position().toPoint())
        takes = thing is not None and self.keys is not None and self.keys.takes(thing, hit)
        cursor = self.cursor_of(hit) if takes else None
        self.look.target = cursor.cell if cursor else None
        self.viewport().update()
        event.setAccepted(takes)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.look.target = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        thing, hit = carried_thing(event.mimeData()), self.hit(event.position().toPoint())
        self.look.target = None
        self.viewport().update()
        if thing is not None and self.keys is not None and self.keys.takes(thing, hit):
            event.acceptProposedAction()
            keys = self.keys
            QTimer.singleShot(0, self, lambda: keys.let_go(thing, hit))  # once the drag is over

    def stop_drag(self) -> None:
        """Put back what is being dragged; nothing happens when nothing is."""
        drag, self._drag, self._pressed = self._drag, None, None
        if drag is not None:
            self.look.dragged = self.look.target = self.look.target_index = None
            drag.cancel()
            self.viewport().update()

    # Inside

    def _told(self, at: QPoint) -> str:
        """What a tooltip says of a place."""
        hit = self.hit(at)
        cursor = self.cursor_of(hit)
        if hit.part == "add_stage":
            return tr("Add a stage")
        if self.keys is not None and self.keys.flag_at(hit, QPointF(at) - self.origin) == "missing":
            return tr("No action yet: click to create one")
        return spoken(self.scene, cursor) if cursor and (cursor.key or cursor.is_stage_head) else ""

    def _leaves(self, at: QPoint) -> bool:
        """Whether a card has been dragged off the map: then it goes on as a thing that other steps take."""
        room = self.viewport().rect().adjusted(-_OUT, -_OUT, _OUT, _OUT)
        if room.contains(at) or self._pressed is None or self.keys is None:
            return False
        carried = self.keys.carried(self._pressed[0])
        if carried is None:
            return False
        self.stop_drag()
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.CopyAction)
        return True

    def _hover(self, at: QPoint) -> None:
        hit = self.hit(at)
        shapes = {"edge": Qt.CursorShape.SizeVerCursor, "add_stage": Qt.CursorShape.PointingHandCursor}
        is_flag = self.keys is not None and self.keys.flag_at(hit, QPointF(at) - self.origin) in ("missing", "planned")
        rest = Qt.CursorShape.PointingHandCursor if is_flag else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shapes.get(hit.part, rest))
        cursor = self.cursor_of(hit)
        hovered = cursor.cell if cursor is not None and hit.part == "cell" else None
        if hovered != self.look.hovered:
            for cell in (self.look.hovered, hovered):
                self.update_cell(cell)
            self.look.hovered = hovered
