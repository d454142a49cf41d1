"""The list of differences: selected with the cards, explained in place, answered by actions."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from resources.i18n import tr
from ui.delegates.difference import DifferenceDelegate
from ui.models.journey_differences import DifferenceLine, DifferenceList, Index, spoken
from ui.widgets.label import plain_tip


class DifferencesView(QListView):
    """`picked` carries the point of a row that the user goes to, `opened` follows Enter.

    `action_wanted` carries the id of an action to show, `answer_wanted` and `choice_wanted` the point of a difference
    that gets its action, or is taken into the choice or out of it; `menu_wanted` a place on screen.
    """

    picked = Signal(str)
    opened = Signal()
    action_wanted = Signal(str)
    answer_wanted = Signal(str)
    choice_wanted = Signal(str)
    menu_wanted = Signal(object)

    def __init__(self, model: DifferenceList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journey_differences")
        self.setAccessibleName(tr("Changes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ownFocusMark", True)
        self.setProperty("kind", "clear")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._model = model
        self.marks = DifferenceDelegate(self)
        self._is_following = False
        self.setModel(model)
        self.setItemDelegate(self.marks)

    def select(self, point_id: str) -> None:
        """Follow the cards; announces nothing."""
        row = self._model.row_of(point_id)
        self._is_following = True
        if row >= 0:
            index = self._model.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.setCurrentIndex(QModelIndex())
        self._is_following = False

    def edit_reason(self) -> None:
        """Write why the current difference is there."""
        line = self._model.line(self.currentIndex())
        if line is not None and line.point_id:
            self.setFocus()
            self.edit(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = self._model.line(current)
        if line is not None and line.point_id and not self._is_following:
            self.picked.emit(line.point_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_editing:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line, part = self._part_at(event.position())
        if line is None or event.button() != Qt.MouseButton.LeftButton or not part:
            super().mousePressEvent(event)
        elif part == "action":
            self.action_wanted.emit(line.actions[0][0])
        elif part == "chosen":
            self.choice_wanted.emit(line.point_id)
        else:
            self.answer_wanted.emit(line.point_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        _line, part = self._part_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line, part = self._part_at(event.position())
        if line is not None and line.point_id and not part:
            self.edit_reason()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line = self._model.line(self.currentIndex())
        if line is None or not line.point_id:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            area = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(area.bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():  # the details under it may have taken its place
            self.scrollTo(self.currentIndex())

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            line, part = self._part_at(QPointF(event.pos()))
            words = {"no_action": tr("Create an action"), "chosen": tr("Give it an action, or not")}.get(part, "")
            if line is not None and line.point_id and not words:
                words = spoken(line)
            QToolTip.showText(event.globalPos(), plain_tip(words), self.viewport())
            return True
        return super().viewportEvent(event)  # type: ignore[arg-type]

    def _part_at(self, at: QPointF) -> tuple[DifferenceLine | None, str]:
        """The row under a place, and the mark there, if any."""
        index = self.indexAt(at.toPoint())
        line = self._model.line(index)
        if line is None or not line.point_id:
            return line, ""
        area = QRectF(self.visualRect(index))
        return line, next((name for name, place in self.marks.parts(area, line) if place.contains(at)), "")
