"""The table of segments: edited in place, ranked by dragging, its objectives followed by a click."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from strategy.links import objectives_of_segment
from ui.delegates.cell import CELL_ROLE, Cell
from ui.document_bridge import DocumentBridge
from ui.models.segments import SegmentTable
from ui.pages.row_view import RowView
from ui.theme.theme import theme
from ui.widgets.paint import chip_width

_ROWS_ALWAYS_SEEN = 4


class SegmentTableView(RowView):
    """Says what the user wants done: `objectives_wanted` carries a segment, `objective_wanted` an objective."""

    objectives_wanted = Signal(str)
    objective_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, model: SegmentTable, accessible_name: str,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(model, "name", name="segment_table", accessible_name=accessible_name, parent=parent)
        self._bridge, self._segments = bridge, model
        self.horizontalHeader().setProperty("kind", "indented")  # the title stands over the names, which are
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.opened.connect(self._open)
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self._fit)
        model.dataChanged.connect(self._share_width)
        theme().changed.connect(self._fit)
        # A scroll bar that goes away leaves its width to the names, once the view has settled.
        self.verticalScrollBar().rangeChanged.connect(lambda: QTimer.singleShot(0, self, self._share_width))
        self._fit()

    def objective_at(self, index: QModelIndex, x: float) -> str | None:
        """The objective whose chip lies at `x` pixels from the left of its cell; None between the chips."""
        cell, segment_id = index.data(CELL_ROLE), self._segments.id_at(index)
        if not isinstance(cell, Cell) or segment_id is None:
            return None
        px, left = theme().px, float(theme().px(12))
        for shown, row in zip(cell.chips, objectives_of_segment(self._bridge.snapshot(), segment_id), strict=False):
            width = chip_width(shown.text)
            if left <= x < left + width:
                return row.id if shown.kind == "link" else None
            left += width + px(4)
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position()
        index = self.indexAt(place.toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index.column() != self._segments.column_of("objectives"):
            return
        objective_id = self.objective_at(index, place.x() - QRectF(self.visualRect(index)).x())
        if objective_id is not None:
            self.objective_wanted.emit(objective_id)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab goes on to the next cell that can be edited, over those that are computed."""
        steps = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }.get(hint)
        if steps is None:
            super().closeEditor(editor, hint)
            return
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        target = self._next_editable(self.currentIndex(), steps)
        if target.isValid():
            self.setCurrentIndex(target)
            self.edit(target)

    def _next_editable(self, start: QModelIndex, steps: int) -> QModelIndex:
        columns = self._segments.columnCount()
        place = start.row() * columns + start.column() + steps
        while 0 <= place < self._segments.rowCount() * columns:
            index = self._segments.index(place // columns, place % columns)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                return index
            place += steps
        return QModelIndex()

    def _open(self, index: QModelIndex) -> None:
        segment_id = self._segments.id_at(index)
        if segment_id is not None and index.column() == self._segments.column_of("objectives"):
            self.objectives_wanted.emit(segment_id)

    def _width_of(self, place: int) -> int:
        """Figures, codes and titles are never cut: the names give way."""
        declared = super()._width_of(place)
        if place == self._wide:
            return declared
        return max(declared, self._whole_width(place))

    def _fit(self) -> None:
        """Be as high as the rows where there is room; scroll where there is not."""
        self._share_width()
        look, rows = theme(), self._segments.rowCount()
        header, row = look.size("tableHeader"), look.size("tableRow")
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if self._is_too_narrow() else 0
        self.setMaximumHeight(header + row * max(1, rows) + 2 + below)
        self.setMinimumHeight(header + row * min(max(1, rows), _ROWS_ALWAYS_SEEN) + 2)
