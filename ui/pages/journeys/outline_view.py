"""The outline of a journey on screen: rows of 36 px, cells walked and edited by keyboard, rows dragged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from resources.i18n import tr
from ui.delegates.cell import CELL_ROLE
from ui.delegates.table import TableDelegate
from ui.models.journey_cells import COLUMNS
from ui.models.journey_outline import JourneyOutline
from ui.models.journey_tree import ROOT, Key
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import line

ROW_HEIGHT = 36
_WIDTHS = {"type": 116, "channel": 92, "direction": 76, "measured": 112, "share": 72, "level": 76, "time": 76}
_NAME_LEAST = 216
_GROWTH = {"type": 0.2, "channel": 0.1, "measured": 0.2}
"""What part of the room that is left each column takes; names take the rest."""
_INDENT = 20
_Cursor = QAbstractItemView.CursorAction
_State = QAbstractItemView.State
_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class OutlineView(QTreeView):
    """`selection_moved` carries the key of the current row or None; `opened` follows Enter on what nothing edits,
    `pasted` the keys of paste outside a field."""

    selection_moved = Signal(object)
    opened = Signal()
    pasted = Signal()

    def __init__(self, outline: JourneyOutline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journey_outline")
        self.setAccessibleName(tr("Journey as a list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._outline = outline
        self.setModel(outline)
        self.setItemDelegate(TableDelegate(self, row_height=ROW_HEIGHT))
        header = self.header()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        outline.rowsInserted.connect(self._unfold)
        self.selectionModel().currentRowChanged.connect(self._tell_selection)
        theme().changed.connect(self._restyle)
        self._restyle()

    # Selection

    def current_key(self) -> Key | None:
        """The row that has the cursor."""
        return self._outline.key_at(self.currentIndex())

    def select(self, key: Key, column: str = "name") -> bool:
        """Put the cursor on a row and scroll to it; False when it is not shown."""
        index = self._outline.index_of(key, COLUMNS.index(column))
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setRowHidden(index.row(), index.parent(), False)
        self.selectionModel().setCurrentIndex(index, _ROW)
        self.scrollTo(index)
        return True

    def edit_cell(self, key: Key, column: str = "name") -> None:
        """Open the editor of a cell."""
        if self.select(key, column):
            self.edit(self.currentIndex())

    def unfold_all(self) -> None:
        """Show stages with their touchpoints, and these folded: what hangs on them is one key away."""
        for row in range(self._outline.rowCount()):
            self.expand(self._outline.index(row, 0))

    def show_only(self, wanted: Callable[[Key], bool]) -> None:
        """Hide the touchpoints that are not wanted; everything else stays."""
        for group in self._outline.children_of(ROOT):
            above = self._outline.index_of(group)
            for row, key in enumerate(self._outline.children_of(group)):
                self.setRowHidden(row, above, key[0] == "touchpoint" and not wanted(key))

    def is_editing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == _State.EditingState

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste) and not self.is_editing():
            self.pasted.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not self.is_editing():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here: none of them jumps to a row by accident."""

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab goes to the next cell to edit; Right unfolds, then goes along the row; Left comes back."""
        index = self.currentIndex()
        if action in (_Cursor.MoveNext, _Cursor.MovePrevious):
            return self._next_editable(index, 1 if action == _Cursor.MoveNext else -1)
        if index.isValid() and action == _Cursor.MoveRight and not self._can_unfold(index):
            return index.siblingAtColumn(min(index.column() + 1, len(COLUMNS) - 1))
        if index.isValid() and action == _Cursor.MoveLeft and index.column() > 0:
            return index.siblingAtColumn(index.column() - 1)
        return super().moveCursor(action, modifiers)

    def _can_unfold(self, index: QModelIndex) -> bool:
        first = index.siblingAtColumn(0)
        return index.column() == 0 and self._outline.rowCount(first) > 0 and not self.isExpanded(first)

    def _next_editable(self, index: QModelIndex, step: int) -> QModelIndex:
        """The next cell along the row that can be edited, then in the rows below or above."""
        column, row = index.column() + step, index
        while row.isValid():
            while 0 <= column < len(COLUMNS):
                cell = row.siblingAtColumn(column)
                if cell.flags() & Qt.ItemFlag.ItemIsEditable:
                    return cell
                column += step
            row = (self.indexBelow if step > 0 else self.indexAbove)(row.siblingAtColumn(0))
            column = 0 if step > 0 else len(COLUMNS) - 1
        return index

    # Painting

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """The ground of the row goes on under its indent, with a chevron where there is something to unfold."""
        look, cell = theme(), index.data(CELL_ROLE)
        is_selected = self._outline.key_at(index) == self.current_key()
        ground = "selected" if is_selected else (cell.ground if cell is not None else "") or "sheet"
        area = QRectF(rect)
        painter.fillRect(area, look.color(ground))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line(painter, area.bottomLeft() - QPointF(0, 0.5), area.bottomRight() - QPointF(0, 0.5), "line")
        if self._outline.rowCount(index) > 0:
            side = look.px(16)
            place = QRectF(area.right() - look.px(_INDENT) + look.px(4), area.center().y() - side / 2, side, side)
            icons.draw(painter, "chevron-down" if self.isExpanded(index) else "chevron-right", place, "ink2")
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        if event.size().height() < event.oldSize().height():  # figures come above after the paint
            row = self.visualRect(self.currentIndex())
            if row.top() < event.oldSize().height() and row.bottom() > event.size().height():
                self.scrollTo(self.currentIndex())

    def _fit_columns(self) -> None:
        """Names take the room that is left; under their least the outline scrolls sideways."""
        px = theme().px
        room = self.viewport().width()
        spare = max(0, room - px(_NAME_LEAST) - sum(px(width) for width in _WIDTHS.values()))
        taken = 0
        for column, width in _WIDTHS.items():
            wanted = px(width) + int(spare * _GROWTH.get(column, 0))
            self.setColumnWidth(COLUMNS.index(column), wanted)
            taken += wanted
        self.setColumnWidth(0, max(px(_NAME_LEAST), room - taken))

    def _restyle(self) -> None:
        px = theme().px
        self.setIndentation(px(_INDENT))
        header = self.header()
        header.setMinimumSectionSize(px(48))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._fit_columns()

    def _unfold(self, parent: QModelIndex, first: int, last: int) -> None:
        """A stage that comes is open; a row that comes under a touchpoint shows where it went."""
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self._outline.index(row, 0))

    def _tell_selection(self, *_rows: QModelIndex) -> None:
        self.selection_moved.emit(self.current_key())
