"""The delegate of every table: rows of 40 px, hover, selection, focus, and the signs that cells hold."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.delegates.cell import CELL_ROLE, EDITOR_ROLE, Cell
from ui.delegates.editors import name_editor, show_value, store_value
from ui.delegates.strip import draw_signs, draw_tail, signs_width
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.date import DateField
from ui.widgets.label import plain_tip
from ui.widgets.number import NumberField
from ui.widgets.paint import LEFT, RIGHT, centred_lines, focus_inset, line, text

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag


class TableDelegate(QStyledItemDelegate):
    """Paints `Cell` values (or the display text) and edits them in place with the field that suits."""

    def __init__(self, parent: QWidget | None = None, *, row_height: int = 0) -> None:
        """`row_height` is in design pixels; 0 means the usual 40."""
        super().__init__(parent)
        self._row_height = row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme()
        height = look.px(self._row_height) if self._row_height else look.size("tableRow")
        asked = index.data(Qt.ItemDataRole.SizeHintRole)
        if isinstance(asked, QSize):
            height = asked.height()
        cell = cell_of(index)
        words = look.text_width("small", cell.text, weight=600, tabular=cell.right)
        return QSize(words + signs_width(cell) + look.px(24), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, look = cell_of(index), theme()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, look.color(self._ground(option, index, cell)))
        line(painter, area.bottomLeft() - _HALF, area.bottomRight() - _HALF, "line")
        if option.state & _State.State_HasFocus:
            focus_inset(painter, area.adjusted(0, 0, 0, -1))
        inner = area.adjusted(look.px(12) + cell.indent, 0, -look.px(12), 0)
        selected = bool(option.state & _State.State_Selected)
        self.paint_cell(painter, inner, cell, selected=selected, first=index.column() == 0)
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, *, selected: bool, first: bool) -> None:
        """Paints the content inside the padding; the first cell of a selected row turns bold."""
        look = theme()
        area = draw_tail(painter, draw_signs(painter, area, cell), cell)
        weight = 600 if selected and first else cell.weight
        font = look.font("small", weight=weight, tabular=cell.right)
        is_cut = look.text_width("small", cell.text, weight=weight, tabular=cell.right) > area.width() + 0.5
        if is_cut and area.height() >= look.px(_TWO_LINES) and not (cell.right or cell.note):
            centred_lines(painter, area, cell.text, font, cell.tone, look.px(_PITCH))
            return
        width = text(painter, area, cell.text, font, cell.tone, RIGHT if cell.right else LEFT)
        if cell.note:
            area.setLeft(area.left() + width + look.px(8))
            text(painter, area, cell.note, look.font("caption"), "ink3", LEFT)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A cell that is cut is told whole, before what the model has to say about it."""
        told = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        whole = plain_tip(words_of(cell_of(index)))
        if not whole or whole[4:-5] in told or self.sizeHint(option, index).width() <= option.rect.width():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), f"{whole[:-5]}<br>{told[4:]}" if told else whole, view)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        kind = index.data(EDITOR_ROLE) or "text"
        editor: QWidget
        if kind == "number":
            editor = NumberField(parent=parent)
        elif kind == "date":
            editor = DateField(parent=parent)
        elif isinstance(kind, str):
            editor = QLineEdit(parent)
        else:
            editor = ComboField(kind, small=True, parent=parent)
            editor.chosen.connect(lambda: self._choose(editor))
        return name_editor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        show_value(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        store_value(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        height = min(option.rect.height() - 4, theme().size("control"))
        area = option.rect.adjusted(2, 0, -2, 0)
        area.setTop(option.rect.center().y() - height // 2)
        area.setHeight(height)
        editor.setGeometry(area)

    def _choose(self, editor: ComboField) -> None:
        self.commitData.emit(editor)
        if editor.has_dropped_down:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _ground(self, option: QStyleOptionViewItem, index: Index, cell: Cell) -> str:
        if option.state & _State.State_Selected:
            return "selected"
        view = option.widget
        hovered_row = view.property("hoveredRow") if isinstance(view, QAbstractItemView) else None
        over = bool(option.state & _State.State_MouseOver) or hovered_row == index.row()
        return cell.ground or ("hover" if over else "sheet")


def words_of(cell: Cell) -> str:
    """All words of a cell, a line for each chip."""
    said = "  ".join(filter(None, (cell.text, cell.note)))
    return "\n".join(filter(None, (said, *(chip.text for chip in cell.chips))))


def cell_of(index: Index) -> Cell:
    """What the model says about this cell, or its display text as a plain cell."""
    found = index.data(CELL_ROLE)
    if isinstance(found, Cell):
        return found
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    align = index.data(Qt.ItemDataRole.TextAlignmentRole)
    right = align is not None and bool(Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight)
    return Cell("" if shown is None else str(shown), right=right)


_HALF = QPointF(0, 0.5)
_TWO_LINES, _PITCH = 40, 17
"""The height of a row, in design pixels, that has room for two lines of words, and from one to the other."""
