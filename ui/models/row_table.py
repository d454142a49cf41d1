"""A table of the rows of one kind: its columns are declared, and it is patched by exact inserts, moves and removals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from storage.document import Document
from strategy.snapshot import Snapshot
from ui.delegates.cell import CELL_ROLE, EDITOR_ROLE, Cell, EditorKind
from ui.document_bridge import DocumentBridge
from ui.widgets.label import plain_tip

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole + 111
"""Role under which a row tells its id."""
NO_INDEX = QModelIndex()
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED = _SHOWN | Qt.ItemFlag.ItemIsEditable

Cells = tuple[Cell, ...]
ReadIds = Callable[[Snapshot], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how a row shows in it and, when it is edited in place, its value, its editor and what writes it.

    The functions get a snapshot and the id of the row. `title` is already translated.
    """

    key: str
    title: str
    cell: Callable[[Snapshot, str], Cell]
    value: Callable[[Snapshot, str], object] | None = None
    write: Callable[[Document, str, Any], object] | None = None  # Any: what the editor of the column gives
    editor: Callable[[Snapshot, str], EditorKind] = lambda _snapshot, _row_id: "text"
    width: int = 160
    is_figure: bool = False
    """Aligned to the right, header included."""
    is_whole: bool = False
    """Never cut, as a figure is not: dates, shares with their unit."""


class RowTableModel(QAbstractTableModel):
    """Rows are kept as ids with the cells last shown, so that a change tells exactly what it changes."""

    def __init__(
        self, bridge: DocumentBridge, columns: Sequence[Column], ids: ReadIds, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._columns, self._read_ids = bridge, tuple(columns), ids
        self._ids: list[str] = []
        self._cells: list[Cells] = []

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rows, in the order shown."""
        return tuple(self._ids)

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def row_of(self, row_id: str) -> int:
        """The place of a row, -1 when it is not shown."""
        return self._ids.index(row_id) if row_id in self._ids else -1

    def id_at(self, index: Index) -> str | None:
        """The id of the row of an index; None outside."""
        return self._ids[index.row()] if index.isValid() and index.row() < len(self._ids) else None

    def column_of(self, key: str) -> int:
        """The place of a column. StopIteration for a key that is not declared: that is a bug of ours."""
        return next(place for place, column in enumerate(self._columns) if column.key == key)

    def follow(self) -> None:
        """Show the plan as it is now, announcing only what differs."""
        snapshot = self._bridge.snapshot()
        wanted = list(self._read_ids(snapshot))
        cells = {row_id: self._read(snapshot, row_id) for row_id in wanted}
        self._remove_all_but(set(wanted))
        place, known = 0, set(self._ids)
        while place < len(wanted):
            fresh = [*takewhile(lambda each: each not in known, wanted[place:])]
            if fresh:  # those that come together are told together: views lay their rows out for each telling
                self._insert(place, fresh, cells)
            elif self._ids[place] != wanted[place]:
                self._move(self._ids.index(wanted[place]), place)
            place += len(fresh) or 1
        for place, row_id in enumerate(self._ids):
            self._repaint(place, cells[row_id])

    # What Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: what Qt expects depends on the role
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[section].is_figure:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: see `headerData`
        row_id = self.id_at(index)
        if row_id is None:
            return None
        column, cell = self._columns[index.column()], self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL_ROLE:
            return cell
        if role == ID_ROLE:
            return row_id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = cell.text or ", ".join(chip.text for chip in cell.chips)
            return f"{column.title}: {words}" + (f", {cell.hint}" if cell.hint not in ("", words) else "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.hint) if cell.hint else None
        if role == Qt.ItemDataRole.EditRole and column.value is not None:
            return column.value(self._bridge.snapshot(), row_id)
        if role == EDITOR_ROLE:
            return column.editor(self._bridge.snapshot(), row_id)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Any: see `Column`
        row_id = self.id_at(index)
        write = self._columns[index.column()].write if row_id is not None else None
        if role != Qt.ItemDataRole.EditRole or write is None or row_id is None:
            return False
        found = row_id
        self._bridge.run(lambda: write(self._bridge.document, found, value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.id_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        can_edit = self._columns[index.column()].write is not None and not self._bridge.document.is_read_only
        return _EDITED if can_edit else _SHOWN

    # Patching

    def _read(self, snapshot: Snapshot, row_id: str) -> Cells:
        return tuple(column.cell(snapshot, row_id) for column in self._columns)

    def _remove_all_but(self, kept: set[str]) -> None:
        for place in range(len(self._ids) - 1, -1, -1):
            if self._ids[place] not in kept:
                self.beginRemoveRows(NO_INDEX, place, place)
                del self._ids[place], self._cells[place]
                self.endRemoveRows()

    def _insert(self, place: int, row_ids: Sequence[str], cells: Mapping[str, Cells]) -> None:
        self.beginInsertRows(NO_INDEX, place, place + len(row_ids) - 1)
        self._ids[place:place] = row_ids
        self._cells[place:place] = [cells[row_id] for row_id in row_ids]
        self.endInsertRows()

    def _move(self, source: int, place: int) -> None:
        """Up only: `follow` fills the places from the top, so a row that is misplaced stands further down."""
        self.beginMoveRows(NO_INDEX, source, source, NO_INDEX, place)
        self._ids.insert(place, self._ids.pop(source))
        self._cells.insert(place, self._cells.pop(source))
        self.endMoveRows()

    def _repaint(self, place: int, cells: Cells) -> None:
        changed = [column for column, cell in enumerate(cells) if cell != self._cells[place][column]]
        if changed:
            self._cells[place] = cells
            self.dataChanged.emit(self.index(place, changed[0]), self.index(place, changed[-1]))
