"""Tables as the design draws them: no grid, no zebra, whole rows under the pointer, edited in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from ui.theme.theme import theme
from ui.widgets.label import plain_tip


class Table(QTableView):
    """A table view; set its model and a TableDelegate. `opened` carries the index under Enter or a double click
    where nothing is editable, `row_hovered` the row under the pointer or -1."""

    opened = Signal(QModelIndex)
    row_hovered = Signal(int)

    def __init__(self, *, row_height: int = 0, name: str = "", accessible_name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._design_row_height = row_height
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.viewport().installEventFilter(_HeadTips(header))
        self._restyle()
        theme().changed.connect(self._restyle)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not editing:
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit(index)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(index)
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if self.property("hoveredRow") != row:
            self.setProperty("hoveredRow", row)
            self.viewport().update()
            self.row_hovered.emit(row)

    def _restyle(self) -> None:
        look = theme()
        height = look.px(self._design_row_height) if self._design_row_height else look.size("tableRow")
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(look.px(48))
        # Qt cuts titles by the font of the header, not by the one that the style sheet gives to its sections.
        self.horizontalHeader().setFont(look.font("label"))


class _HeadTips(QObject):
    """Tells the name of a column whole, where a narrow one cuts it."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__(header)
        self._header = header

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent) or self._header.model() is None:
            return False
        section = self._header.logicalIndexAt(event.pos())
        roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole)
        said = [self._header.model().headerData(section, Qt.Orientation.Horizontal, role) for role in roles]
        name = next((each for each in said if isinstance(each, str) and each), "")
        QToolTip.showText(event.globalPos(), plain_tip(name), self._header)
        return True
