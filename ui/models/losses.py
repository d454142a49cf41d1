"""What of a damaged plan cannot be brought back as it was, a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.i18n import current

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class LossModel(QAbstractListModel):
    """Titles, each with the reason why; those that read the same are one line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[tuple[str, str]] = ()

    def show(self, lines: Sequence[tuple[str, str]]) -> None:
        """The losses of another file."""
        self.beginResetModel()
        counted = Counter(lines)  # of much that was lost nothing is known but what kind of thing it was
        self._lines = [
            (f"{title} × {current().number(count)}" if count > 1 else title, why)
            for (title, why), count in counted.items()
        ]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # any: Qt's variant
        if not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(line)
        return line if role == LINE_ROLE else None
