"""The library of objectives: the seven aspects first, then the others, then the team's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.catalogue import Entry, catalogue
from resources.folding import plain
from resources.i18n import current, tr
from strategy.model import Objective, OwnEntry
from ui.document_bridge import DocumentBridge

Index = QModelIndex | QPersistentModelIndex
ENTRY_MIME = "application/x-periple-objective-entry"
SUGGESTION_ROLE = Qt.ItemDataRole.UserRole + 121
NO_INDEX = QModelIndex()
_ICONS = {
    "obj_brand_satisfaction": "smile", "obj_data_profile": "contact", "obj_conversion": "mouse-pointer-click",
    "obj_purchase_value": "trending-up", "obj_repeat_transactions": "repeat", "obj_upsell_cross_sell": "layers-plus",
    "obj_churn_reduction": "shield-check", "obj_lifetime_value": "gauge", "obj_free_to_paid": "credit-card",
    "obj_advocacy": "megaphone", "obj_acquisition_referral": "user-plus", "obj_email_engagement": "mail",
    "obj_service_responsiveness": "clock", "obj_service_cost": "wallet", "obj_community": "users-round",
    "obj_product_improvement": "wrench", "obj_channel_consistency": "radio-tower", "obj_engagement": "heart-pulse",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the library; a line without id is the title of what follows."""

    id: str
    label: str
    icon: str = "target"
    kpis: tuple[str, ...] = ()
    example: str = ""
    is_taken: bool = False

    @property
    def is_title(self) -> bool:
        return not self.id


class SuggestionModel(QAbstractListModel):
    """Lines never change place; only `is_taken` follows the plan, and own entries come and go at the end."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shipped = tuple(_shipped())
        self._lines: list[Suggestion] = []
        self._words = ""

    def search(self, words: str) -> None:
        """List only what holds these words, KPIs and examples included; "" lists all."""
        self._words = plain(words).strip()
        self.follow()

    def follow(self) -> None:
        """Show the library as it is now, announcing only what differs."""
        wanted = [line for line in self._wanted() if line.is_title or self._words in _searched(line)]
        wanted = [line for place, line in enumerate(wanted) if not line.is_title or _heads(wanted, place)]
        keys = {_key(line) for line in wanted}
        for place in range(len(self._lines) - 1, -1, -1):
            if _key(self._lines[place]) not in keys:
                self.beginRemoveRows(NO_INDEX, place, place)
                del self._lines[place]
                self.endRemoveRows()
        place = 0
        while place < len(wanted):
            here = _key(self._lines[place]) if place < len(self._lines) else None
            fresh = [*takewhile(lambda line: _key(line) != here, wanted[place:])]  # noqa: B023 # at once
            if fresh:  # those that come together are told together
                self.beginInsertRows(NO_INDEX, place, place + len(fresh) - 1)
                self._lines[place:place] = fresh
                self.endInsertRows()
            elif self._lines[place] != wanted[place]:
                self._lines[place] = wanted[place]
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
            place += len(fresh) or 1

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: the role decides
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label
        if role == SUGGESTION_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole and not line.is_title:
            state = tr("already in the plan") if line.is_taken else tr("to add")
            return f"{line.label}, {state}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "; ".join(line.kpis)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.data(index, SUGGESTION_ROLE)
        if line is None or line.is_title:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [ENTRY_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        lines = [self.data(index, SUGGESTION_ROLE) for index in indexes]
        mime.setData(ENTRY_MIME, "".join(line.id for line in lines[:1]).encode())
        return mime

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return False  # Qt's own would make whatever object another program says that it drags

    def _wanted(self) -> Iterator[Suggestion]:
        snapshot = self._bridge.snapshot()
        taken = {row.aspect for row in snapshot.all(Objective)}
        for line in self._shipped:
            yield Suggestion(line.id, line.label, line.icon, line.kpis, line.example, line.id in taken)
        own = snapshot.where(OwnEntry, list_name="objectives")
        if own:
            yield Suggestion("", tr("The team’s own objectives"))
        for entry in own:
            yield Suggestion(entry.id, entry.name, "star", is_taken=entry.id in taken)


def _shipped() -> Iterator[Suggestion]:
    entries = catalogue().entries("objectives")
    aspects = [entry for entry in entries if entry.get("level") == "aspect"]
    yield from map(_line, sorted(aspects, key=lambda entry: entry.get("order")))
    yield Suggestion("", tr("Further objectives"))
    yield from (_line(entry) for entry in entries if entry.get("level") != "aspect")


def _line(entry: Entry) -> Suggestion:
    words = current()
    return Suggestion(
        entry.id,
        entry.label(words.language),
        _ICONS.get(entry.id, "target"),
        tuple(words.label(kpi) for kpi in entry.ids("kpis")),
        entry.text("example", words.language),
    )


def _key(line: Suggestion) -> tuple[str, str]:
    """What tells a line from the others; titles have no id."""
    return line.id, line.label


def _searched(line: Suggestion) -> str:
    return plain(" ".join((line.label, *line.kpis, line.example)))


def _heads(lines: Sequence[Suggestion], place: int) -> bool:
    """Whether a title has a line under it."""
    return place + 1 < len(lines) and not lines[place + 1].is_title
