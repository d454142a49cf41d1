"""Large tables of a journey in a dialog of their own: frictions, stages and channels, principles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from ui.delegates.cell import CELL_ROLE, Cell
from ui.delegates.table import TableDelegate
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label, plain_tip
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_WRAP = Qt.TextFlag.TextWordWrap
_WIDTH, _HEIGHT, _ROWS, _HEADER = 976, 460, 36, 56
_LEAST, _MOST, _PADDING, _SIGN = 72, 260, 26, 28


@dataclass(frozen=True, slots=True)
class WideRow:
    """One row: its cells, and what Enter shows; None = nothing."""

    cells: tuple[Cell, ...]
    place: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table that is only read. `titles` has one for each column, `notes` a tooltip for each title."""

    title: str
    titles: tuple[str, ...]
    rows: tuple[WideRow, ...]
    note: str = ""
    notes: tuple[str, ...] = field(default=())


class WideModel(QAbstractTableModel):
    """The cells of one table."""

    def __init__(self, table: WideTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._table.titles)

    def place_at(self, index: Index) -> tuple[str, str] | None:
        """What a row is about."""
        return self._table.rows[index.row()].place if index.isValid() else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: what Qt expects depends on the role
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._table.titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            notes = self._table.notes
            return plain_tip(notes[section] if section < len(notes) else self._table.titles[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: see `headerData`
        if not index.isValid():
            return None
        cell = self._table.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._table.titles[index.column()]}: {cell.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.text)
        return None


class WideDialog(Dialog):
    """Shows one table; Enter or a double click on a row closes it and goes there."""

    def __init__(self, table: WideTable, go_to: Callable[[str, str], object], parent: QWidget | None) -> None:
        super().__init__(table.title, parent, width=_WIDTH, closable=True, name="wide_table")
        self._go_to = go_to
        if table.note:
            self.body.addWidget(Label(table.note, "small", "ink2", wrap=True))
        self.model = WideModel(table, self)
        self.view = Table(row_height=_ROWS, name="wide_view", accessible_name=table.title)
        self.view.setModel(self.model)
        self.view.setItemDelegate(TableDelegate(self.view, row_height=_ROWS))
        self.view.setFixedHeight(theme().px(min(_HEADER + _ROWS * len(table.rows) + 20, _HEIGHT)))
        self.view.opened.connect(self._open)
        self._size_columns(table)
        self.body.addWidget(self.view)
        self.set_default(self.add_button(Button(tr("Close"), "primary", name="wide_done"), rejects=True))
        if table.rows:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.view.setFocus()

    def _size_columns(self, table: WideTable) -> None:
        """As wide as their words, titles on two lines; what is left goes to the first column."""
        header, px = self.view.horizontalHeader(), theme().px
        header.setFixedHeight(px(_HEADER))
        header.setTextElideMode(Qt.TextElideMode.ElideNone)  # else Qt cuts a title before it wraps it
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | _WRAP)
        widths = [_width(table, column) for column in range(len(table.titles))]
        widths[0] = (
            max(widths[0], px(_WIDTH - 48) - sum(widths[1:]) - 2) if sum(widths) < px(_WIDTH - 48) else widths[0]
        )
        for column, width in enumerate(widths):
            self.view.setColumnWidth(column, width)

    def _open(self, index: QModelIndex) -> None:
        place = self.model.place_at(index)
        if place is not None:
            self.accept()
            self._go_to(*place)


def _width(table: WideTable, column: int) -> int:
    look, title = theme(), table.titles[column]
    longest = max((look.text_width("label", word) for word in title.split()), default=0)
    wanted = max(longest, look.text_width("label", title) // 2 + look.px(8))
    for row in table.rows:
        cell = row.cells[column]
        sign = look.px(_SIGN) if cell.severity or cell.icon else 0
        wanted = max(wanted, look.text_width("small", cell.text, weight=600) + sign)
    return max(look.px(_LEAST), min(wanted + look.px(_PADDING), look.px(_MOST)))


def yes_or_gap(words: str, *, is_gap: bool) -> Cell:
    """A cell that stands out when something is missing there."""
    return Cell(words, "warning" if is_gap else "ink2", ground="warningTint" if is_gap else "")


def open_wide(table: WideTable, go_to: Callable[[str, str], object], parent: QWidget) -> None:
    """Show a table until it is closed."""
    dialog = WideDialog(table, go_to, parent.window())
    dialog.exec()
    dialog.deleteLater()


def cells_of(words: Sequence[str]) -> tuple[Cell, ...]:
    """Plain cells."""
    return tuple(Cell(each, "ink" if place == 0 else "ink2") for place, each in enumerate(words))
