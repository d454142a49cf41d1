"""The fields that edit a cell in place: what they show at first, and what they store."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.delegates.pair_editor import PairEditor
from ui.widgets.combo import ComboField
from ui.widgets.date import DateField
from ui.widgets.number import NumberField

Index = QModelIndex | QPersistentModelIndex


def name_editor(editor: QWidget, index: Index) -> QWidget:
    """The editor, called like its column for screen readers."""
    editor.setObjectName("cell_editor")
    header = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
    editor.setAccessibleName(str(header or ""))
    return editor


def show_value(editor: QWidget, index: Index) -> None:
    """Put the value of a cell into its editor, selected where it is written."""
    value = index.data(Qt.ItemDataRole.EditRole)
    if isinstance(editor, NumberField | DateField | ComboField | PairEditor):
        editor.set_value(value)
    elif isinstance(editor, QLineEdit):
        editor.setText("" if value is None else str(value))
    if isinstance(editor, QLineEdit):
        editor.selectAll()


def store_value(editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
    """Give the model what the editor holds, if it can be read and differs."""
    if isinstance(editor, NumberField | DateField | PairEditor):
        editor.commit()
        if editor.property("error"):
            return
        value: object = editor.value()
    elif isinstance(editor, ComboField):
        value = editor.value()
    elif isinstance(editor, QLineEdit):
        value = editor.text().strip()
    else:
        return
    if value != index.data(Qt.ItemDataRole.EditRole):
        model.setData(index, value, Qt.ItemDataRole.EditRole)
