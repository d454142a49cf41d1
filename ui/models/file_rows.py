"""The first rows of a file, with their line numbers, before it is imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.i18n import tr
from ui.delegates.cell import CELL_ROLE, Cell

if TYPE_CHECKING:
    from strategy.imports import PreviewRow

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class FileRows(QAbstractTableModel):
    """Column 0 is the line in the file; the others are those of the file, as it is read now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[PreviewRow, ...] = ()

    def show_rows(self, columns: Sequence[str], rows: Sequence[PreviewRow]) -> None:
        """Show another look at the file."""
        self.beginResetModel()
        self._columns, self._rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else 1 + len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: what Qt expects depends on the role
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section - 1] if section else tr("Line")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: see `headerData`
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        column, row = index.column(), self._rows[index.row()]
        cells = (str(row.line), *row.cells)
        words = cells[column] if column < len(cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return Cell(words, tone="ink3" if column == 0 else "ink") if role == CELL_ROLE else None
