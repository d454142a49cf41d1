"""The warnings of a plan as a list: the sentence, what it is about, and whether the team set it aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.i18n import current, tr
from strategy.orphans import TRACE_STEP, trace_findings

if TYPE_CHECKING:
    from strategy.rules.registry import Finding
    from ui.document_bridge import DocumentBridge

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One warning in the reader's words."""

    finding: Finding
    sentence: str
    about: str
    is_set_aside: bool


class FindingListModel(QAbstractListModel):
    """Warnings first, then pieces of information, then those set aside if they are asked for."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._with_set_aside = False
        self._lines = self._read()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # any: Qt's variant
        if not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = tr("set aside") if line.is_set_aside else ""
            return ", ".join(part for part in (line.sentence, line.about, state) if part)
        return line if role == LINE_ROLE else None

    def line(self, row: int) -> FindingLine | None:
        """The warning at a row, None outside."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def show_set_aside(self, wanted: bool) -> None:
        """Add those that the team set aside, at the end, or take them out."""
        self._with_set_aside = wanted
        self.follow()

    def follow(self) -> None:
        """Bring the list in line with the plan: rows that went are removed, rows that came are inserted."""
        wanted = self._read()
        keys = {_key(line) for line in wanted}
        for row in range(len(self._lines) - 1, -1, -1):
            if _key(self._lines[row]) not in keys:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._lines[row]
                self.endRemoveRows()
        for row, line in enumerate(wanted):
            if row >= len(self._lines) or _key(self._lines[row]) != _key(line):
                self.beginInsertRows(QModelIndex(), row, row)
                self._lines.insert(row, line)
                self.endInsertRows()
            elif self._lines[row] != line:
                self._lines[row] = line
                self.dataChanged.emit(self.index(row), self.index(row))

    def _read(self) -> list[FindingLine]:
        from strategy import method
        from strategy.set_aside import no_longer_raised

        active = self._bridge.all_findings()
        kept = {finding.dismissal_id for finding in active}
        found = list(active)
        if self._with_set_aside:
            snapshot = self._bridge.snapshot()
            everything = method.findings(snapshot, include_dismissed=True)
            everything += trace_findings(snapshot, include_dismissed=True)
            found += [finding for finding in everything if finding.dismissal_id not in kept]
            settled = no_longer_raised(snapshot, everything)
        else:
            settled = ()
        lines = [self._line(finding, finding.dismissal_id not in kept) for finding in found]
        lines += [self._line(finding, True, tr("no longer the case")) for finding in settled]
        return sorted(lines, key=lambda line: (line.is_set_aside, line.finding.level == "info"))

    def _line(self, finding: Finding, is_set_aside: bool, state: str = "") -> FindingLine:
        step = tr("Traceability") if finding.step == TRACE_STEP else current().label(finding.step)
        subject = self._bridge.title(finding.kind, finding.row_id)
        reason = self._reason(finding) if is_set_aside else ""
        about = " · ".join(part for part in (step, subject, reason, state) if part)
        return FindingLine(finding, current().label(finding.rule_id), about, is_set_aside)

    def _reason(self, finding: Finding) -> str:
        from strategy.model import DismissedWarning

        row = self._bridge.snapshot().get(DismissedWarning, finding.dismissal_id)
        return row.note if row is not None else ""


def _key(line: FindingLine) -> tuple[str, bool]:
    return line.finding.dismissal_id, line.is_set_aside
