"""What a returned workbook says, one row of the plan after the other with its cells under it, to be accepted or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from exports.returned import CellState, RowState
from exports.returned.differences import WHOLE_ROW
from exports.returned.words import CELL_STATES, ROW_STATES
from resources.i18n import N_, current, tr
from ui.delegates.cell import CELL_ROLE, Cell
from ui.widgets.label import plain_tip

if TYPE_CHECKING:
    from exports.returned import Comparison, RowDifference
    from exports.returned.differences import CellDifference, Choice
    from exports.returned.values import Shown

    Choosable = tuple[Choice, CellState | RowState]
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_WHAT, _BASE, _THEIRS, _OURS, _STATE = range(5)
_INDENT = 20
_CHECKS = (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked)

FILTERS: Mapping[str, tuple[str, frozenset[CellState | RowState]]] = {
    "all": (N_("Everything"), frozenset({*CellState, *RowState} - {RowState.KNOWN})),
    "client": (N_("Changed by the client"), frozenset({CellState.CLIENT})),
    "conflicts": (N_("Conflicts"), frozenset({CellState.CONFLICT})),
    "problems": (
        N_("Problems"),
        frozenset({CellState.INVALID, RowState.DUPLICATE, RowState.GONE, RowState.FOREIGN}),
    ),
    "new": (N_("New rows"), frozenset({RowState.NEW})),
    "missing": (N_("Missing rows"), frozenset({RowState.MISSING})),
}
"""What the list can be limited to: the words for it, and the states that it then shows."""
_SIGNS: Mapping[CellState | RowState, tuple[str, str]] = {
    CellState.CLIENT: ("pencil", "primary"),
    CellState.APP: ("history", "ink3"),
    CellState.EQUAL: ("equal", "ink3"),
    CellState.CONFLICT: ("git-compare-arrows", "warning"),
    CellState.INVALID: ("circle-alert", "danger"),
    RowState.NEW: ("plus", "primary"),
    RowState.MISSING: ("minus", "warning"),
    RowState.DUPLICATE: ("copy", "ink3"),
    RowState.GONE: ("trash-2", "ink3"),
    RowState.FOREIGN: ("triangle-alert", "warning"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a row of the plan, or one of its cells."""

    row: RowDifference
    cell: CellDifference | None
    choices: tuple[Choosable, ...]
    """What is accepted with it, and the states that this is in."""


class ReturnedRows(QAbstractTableModel):
    """Lines as the filter leaves them. `accepted` is what the user takes; `decided` when that changed."""

    decided = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.accepted: set[Choice] = set()
        self._comparison: Comparison | None = None
        self._shown: Shown | None = None
        self._filter = "all"
        self._lines: list[Line] = []
        self._titles = (tr("Row and column"), tr("As exported"), tr("From the client"), tr("In the plan"), tr("State"))

    def show_comparison(self, comparison: Comparison, shown: Shown, accepted: Collection[Choice]) -> None:
        """Show another comparison, with what is accepted unless the user says otherwise."""
        self._comparison, self._shown = comparison, shown
        self.accepted = set(accepted)
        self.limit_to(self._filter)
        self.decided.emit()

    def limit_to(self, name: str) -> None:
        """Show what one of `FILTERS` leaves."""
        self.beginResetModel()
        self._filter = name
        self._lines = list(_lines(self._comparison, FILTERS[name][1])) if self._comparison is not None else []
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """The line of an index; None outside."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def toggle(self, rows: Iterable[int]) -> None:
        """Accept what is on these lines, or none of it if all of it was accepted."""
        asked = {choice for row in rows for choice, _state in self._lines[row].choices}
        if asked:
            self._decide(self.accepted - asked if asked <= self.accepted else self.accepted | asked)

    def accept_all(self) -> None:
        """Accept whatever the client says, but for rows that they deleted: those are decided one by one."""
        asked: set[CellState | RowState] = {CellState.CLIENT, CellState.CONFLICT, RowState.NEW}
        self._decide(self.accepted | set(self._in_states(asked)))

    def accept_none(self) -> None:
        """Leave the plan as it is."""
        self._decide(set())

    def settle_conflicts(self, *, for_client: bool) -> None:
        """Take the client's value, or the plan's, wherever both changed it."""
        conflicts = set(self._in_states({CellState.CONFLICT}))
        self._decide(self.accepted | conflicts if for_client else self.accepted - conflicts)

    # What Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: what Qt expects depends on the role
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: see `headerData`
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.check_state(line) if index.column() == _WHAT and line.choices else None
        cell = self._cell(line, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, index.column(), cell)
        if role == Qt.ItemDataRole.ToolTipRole and line.cell is not None and line.cell.problem is not None:
            return plain_tip(line.cell.problem.text(current()))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Any: see `headerData`
        line = self.line(index)
        if role != Qt.ItemDataRole.CheckStateRole or line is None or not line.choices:
            return False
        self.toggle([index.row()])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if line is None:
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_check = line.choices and index.column() == _WHAT
        return shown | Qt.ItemFlag.ItemIsUserCheckable if can_check else shown

    # Inside

    def check_state(self, line: Line) -> Qt.CheckState:
        """Whether all, some or none of a line is accepted."""
        count = sum(choice in self.accepted for choice, _state in line.choices)
        return _CHECKS[0 if not count else 2 if count == len(line.choices) else 1]

    def _decide(self, accepted: set[Choice]) -> None:
        if accepted != self.accepted:
            self.accepted = accepted
            if self._lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, _STATE))
            self.decided.emit()

    def _in_states(self, states: Collection[CellState | RowState]) -> Iterator[Choice]:
        if self._comparison is not None:
            yield from (choice for choice, state in self._comparison.choices() if state in states)

    def _cell(self, line: Line, column: int) -> Cell:
        if line.cell is None:
            if column == _WHAT:
                return Cell(_named(line.row), weight=600)
            return self._row_state(line) if column == _STATE else Cell()
        if column == _WHAT:
            return Cell(line.cell.heading, indent=_INDENT)
        return self._cell_state(line) if column == _STATE else self._value(line.cell, column)

    def _value(self, cell: CellDifference, column: int) -> Cell:
        if column == _THEIRS and cell.state is CellState.INVALID:
            return Cell(" ".join(cell.theirs.split()) or "–", tone="danger")
        asked = {_BASE: cell.base, _THEIRS: cell.theirs, _OURS: cell.ours}[column]
        text = self._shown.text(cell.column, asked or "") if self._shown is not None else ""
        is_theirs = column == _THEIRS and cell.state in (CellState.CLIENT, CellState.CONFLICT)
        return Cell(
            " ".join(text.split()) or "–", tone="ink" if is_theirs else "ink2", weight=600 if is_theirs else None
        )

    def _cell_state(self, line: Line) -> Cell:
        cell = line.cell
        assert cell is not None
        icon, tone = _SIGNS[cell.state]
        words = tr(CELL_STATES[cell.state])
        if cell.problem is not None:
            words = cell.problem.text(current())
        elif cell.state is CellState.CONFLICT and line.choices:
            is_taken = self.check_state(line) == Qt.CheckState.Checked
            words = tr("Conflict: the client’s value is taken") if is_taken else tr("Conflict: the plan’s value stays")
        return Cell(words, icon=icon, icon_tone=tone, tone="ink" if tone != "ink3" else "ink2")

    def _row_state(self, line: Line) -> Cell:
        state = line.row.state
        if state is RowState.KNOWN:
            return Cell()
        icon, tone = _SIGNS[state]
        words = tr(ROW_STATES[state])
        if state is RowState.MISSING and line.choices:
            is_taken = self.check_state(line) == Qt.CheckState.Checked
            words = tr("Missing row: becomes dropped") if is_taken else tr("Missing row: stays in the plan")
        return Cell(words, icon=icon, icon_tone=tone)

    def _spoken(self, line: Line, column: int, cell: Cell) -> str:
        words = tr("{name}: {value}").format(name=self._titles[column], value=cell.text or "–")
        if column == _WHAT and line.choices:
            said = (tr("not accepted"), tr("partly accepted"), tr("accepted"))
            words += f", {said[_CHECKS.index(self.check_state(line))]}"
        return words


def _named(row: RowDifference) -> str:
    where = tr("row {line}").format(line=current().number(row.line)) if not row.code and row.line else row.code
    return " ".join(filter(None, (where, row.title)))


def _lines(comparison: Comparison, states: Collection[CellState | RowState]) -> Iterator[Line]:
    for row in comparison.rows:
        by_column = {choice[2]: (choice, state) for choice, state in row.choices()}
        is_known = row.state is RowState.KNOWN
        cells = [cell for cell in row.cells if not is_known or cell.state in states]
        if not (cells if is_known else row.state in states):
            continue
        yield Line(row, None, _of(by_column, {WHOLE_ROW, *(cell.column.key for cell in cells)}))
        for cell in cells:
            yield Line(row, cell, _of(by_column, {cell.column.key}))


def _of(choices: Mapping[str, Choosable], keys: Collection[str]) -> tuple[Choosable, ...]:
    return tuple(choice for key, choice in choices.items() if key in keys)
