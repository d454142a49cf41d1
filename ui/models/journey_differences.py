"""The differences between an as-is journey and its target, as the list beside the comparison shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from journey.comparison import Difference, Fate
from journey.model import Friction, Touchpoint
from resources.i18n import current, tr
from strategy.differences import actions_of_difference
from strategy.naming import Naming
from strategy.operations import explain_change
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.difference_words import fate_heading, fate_word, summary

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
ORDER = (Fate.ADDED, Fate.REMOVED, Fate.CHANGED, Fate.MOVED)


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A heading, whose `point_id` is "", or one difference. `actions` are pairs of an id and a short code.

    `severity` is that of the worst friction noted on the as-is side, 0 for none.
    """

    fate: Fate
    point_id: str
    title: str
    words: str = ""
    reason: str = ""
    severity: int = 0
    actions: tuple[tuple[str, str], ...] = ()
    is_chosen: bool = False

    @property
    def key(self) -> str:
        return self.point_id or f"heading {self.fate}"


def difference_lines(
    snapshot: Snapshot, found: Sequence[Difference], shown: Collection[Fate], declined: Collection[str]
) -> list[DifferenceLine]:
    """Headings and differences, fate by fate. `declined` are those that the user does not want an action for."""
    naming = Naming(snapshot, current())
    lines = []
    for fate in ORDER:
        of_fate = [each for each in found if each.fate is fate and (not shown or fate in shown)]
        if of_fate:
            lines.append(DifferenceLine(fate, "", fate_heading(fate, len(of_fate)), current().number(len(of_fate))))
        lines += [_line(snapshot, naming, each, declined) for each in of_fate]
    return lines


def worst_severity(snapshot: Snapshot, difference: Difference) -> int:
    """Of the frictions noted today where something changes; 0 without any."""
    frictions = snapshot.where(Friction, touchpoint_id=difference.as_is_id) if difference.as_is_id else ()
    return max((each.severity or 0 for each in frictions), default=0)


class DifferenceList(QAbstractListModel):
    """One row a heading or a difference; editing a row writes its reason."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._journey_id = ""
        self._lines: list[DifferenceLine] = []

    @property
    def lines(self) -> tuple[DifferenceLine, ...]:
        """All rows."""
        return tuple(self._lines)

    def line(self, index: Index) -> DifferenceLine | None:
        """The row of an index; None outside."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def row_of(self, point_id: str) -> int:
        """The place of a difference, -1 when it is not shown."""
        return next((row for row, each in enumerate(self._lines) if point_id and each.point_id == point_id), -1)

    def show_lines(self, journey_id: str, lines: Sequence[DifferenceLine]) -> None:
        """Show these rows, announcing only what differs from those shown so far."""
        self._journey_id = journey_id
        wanted = {each.key for each in lines}
        for row in range(len(self._lines) - 1, -1, -1):
            if self._lines[row].key not in wanted:
                self.beginRemoveRows(NO_INDEX, row, row)
                del self._lines[row]
                self.endRemoveRows()
        for row, line in enumerate(lines):
            self._put(row, line)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: the role decides
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.EditRole:
            return line.reason
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Any: see `data`
        line = self.line(index)
        if line is None or not line.point_id or role != Qt.ItemDataRole.EditRole:
            return False
        journey_id = self._journey_id
        return self._bridge.attempt(
            lambda: explain_change(self._bridge.document, journey_id, line.point_id, str(value))
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if line is None:
            return Qt.ItemFlag.NoItemFlags
        if not line.point_id:
            return Qt.ItemFlag.ItemIsEnabled
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown if self._bridge.document.is_read_only else shown | Qt.ItemFlag.ItemIsEditable

    def _put(self, row: int, line: DifferenceLine) -> None:
        source = row
        while source < len(self._lines) and self._lines[source].key != line.key:
            source += 1
        if source == len(self._lines):
            self.beginInsertRows(NO_INDEX, row, row)
            self._lines.insert(row, line)
            self.endInsertRows()
            return
        if source != row:
            self.beginMoveRows(NO_INDEX, source, source, NO_INDEX, row)
            self._lines.insert(row, self._lines.pop(source))
            self.endMoveRows()
        if self._lines[row] != line:
            self._lines[row] = line
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))


def spoken(line: DifferenceLine) -> str:
    """A row in words."""
    if not line.point_id:
        return f"{line.title}, {line.words}"
    actions = ", ".join(code for _, code in line.actions) or tr("without action")
    friction = tr("friction {level} of 5").format(level=line.severity) if line.severity else ""
    chosen = tr("chosen") if line.is_chosen else ""
    return ", ".join(filter(None, (line.title, fate_word(line.fate, 1), line.words, friction, actions, chosen)))


def _line(snapshot: Snapshot, naming: Naming, difference: Difference, declined: Collection[str]) -> DifferenceLine:
    before, after = (snapshot.get(Touchpoint, each) for each in (difference.as_is_id, difference.to_be_id))
    point = after or before
    actions = tuple((each.id, naming.code(each)) for each in actions_of_difference(snapshot, difference))
    return DifferenceLine(
        difference.fate,
        difference.point_id,
        (naming.title(point) if point else "") or tr("To name"),
        difference.reason or summary(difference, before, after, naming),
        difference.reason,
        worst_severity(snapshot, difference),
        actions,
        not actions and difference.point_id not in declined,
    )
