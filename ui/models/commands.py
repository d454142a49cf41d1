"""The commands that the palette offers: the actions of the window whose name has the words typed."""

from __future__ import annotations

import unicodedata
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction

from ui.actions import SPECS, ActionSet, ActionSpec, key_text

Index = QModelIndex | QPersistentModelIndex
SPEC_ROLE = Qt.ItemDataRole.UserRole + 1
MATCH_ROLE = Qt.ItemDataRole.UserRole + 2
KEYS_ROLE = Qt.ItemDataRole.UserRole + 3
_LEFT_OUT = ("palette", "next_region", "previous_region")


class CommandListModel(QAbstractListModel):
    """Enabled actions, in the order in which they are declared; names that begin with the words come first."""

    def __init__(self, actions: ActionSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._words = ""
        self._shown: list[ActionSpec] = []
        self.search("")

    def search(self, words: str) -> None:
        """Offer only what has these words, whatever the accents and the capitals."""
        self.beginResetModel()
        self._words = plain(words.strip())
        enabled = [spec for spec in SPECS if spec.id not in _LEFT_OUT and self._actions[spec.id].isEnabled()]
        found = [spec for spec in enabled if self._words in plain(self._actions[spec.id].text())]
        self._shown = sorted(found, key=lambda spec: not plain(self._actions[spec.id].text()).startswith(self._words))
        self.endResetModel()

    def action(self, row: int) -> QAction | None:
        """The action at a row, None outside."""
        return self._actions[self._shown[row].id] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # any: Qt's variant
        if not 0 <= index.row() < len(self._shown):
            return None
        declared = self._shown[index.row()]
        name = self._actions[declared.id].text()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return name
        if role == MATCH_ROLE:
            start = plain(name).find(self._words) if self._words else -1
            return (start, len(self._words)) if start >= 0 else None
        return {SPEC_ROLE: declared, KEYS_ROLE: key_text(declared.id)}.get(role)


def plain(text: str) -> str:
    """The text without capitals and accents, letter for letter, so that places in it still count."""
    bare = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in bare)
