"""Lines that can be accepted: a check box stands before the first cell, and a click on it decides."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.delegates.cell import Cell
from ui.delegates.table import TableDelegate
from ui.theme.theme import theme
from ui.widgets.checks import draw_check

Index = QModelIndex | QPersistentModelIndex
_SIDE, _LEFT, _ROOM = 16, 12, 26


class AcceptingDelegate(TableDelegate):
    """As every table, with the check box of the model's check state in the first column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + theme().px(_ROOM), size.height()) if index.column() == 0 else size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != 0:
            super().paint(painter, option, index)
            return
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            draw_check(painter, _box(option), Qt.CheckState(state), hovered=hovered)
            painter.restore()

    def paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, *, selected: bool, first: bool) -> None:
        if first:
            area = area.adjusted(theme().px(_ROOM), 0, 0, 0)
        super().paint_cell(painter, area, cell, selected=selected, first=first)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            is_on_box = index.column() == 0 and _box(option).adjusted(-6, -8, 6, 8).contains(event.position())
            if is_on_box and index.data(Qt.ItemDataRole.CheckStateRole) is not None:
                return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return False


def _box(option: QStyleOptionViewItem) -> QRectF:
    px, area = theme().px, QRectF(option.rect)
    return QRectF(area.x() + px(_LEFT), area.center().y() - px(_SIDE) / 2, px(_SIDE), px(_SIDE))
