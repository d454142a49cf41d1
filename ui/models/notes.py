"""The table of workshop notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from resources.catalogue import catalogue
from resources.i18n import N_, current, tr
from storage.document import Document
from strategy.model import WorkshopNote
from strategy.operations.editing import set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, CellChip
from ui.document_bridge import DocumentBridge
from ui.models.row_table import Column, Index, RowTableModel
from ui.widgets.drops import THING_MIME, carry

KINDS: dict[str, tuple[str, str]] = {
    "friction": (N_("Friction"), "diamond"),
    "idea": (N_("Idea"), "lightbulb"),
    "fact": (N_("Fact"), "circle-check"),
    "question": (N_("Question"), "circle-help"),
}
"""Kind -> its name and its icon, in the order of the workshop's keys 1 to 4."""


class NotesModel(RowTableModel):
    """One row a note: kind, text, step, author, settled."""

    def __init__(self, bridge: DocumentBridge, kind: str | None = None) -> None:
        self.kind = kind
        super().__init__(bridge, _columns(), self._ids_shown)

    def show_kind(self, kind: str | None) -> None:
        """Show the notes of one kind, or all."""
        self.kind = kind
        self.follow()

    def flags(self, index: Index) -> Qt.ItemFlag:
        shown = super().flags(index)
        can_go = shown & Qt.ItemFlag.ItemIsEnabled and not self._bridge.document.is_read_only
        return shown | Qt.ItemFlag.ItemIsDragEnabled if can_go else shown

    def mimeTypes(self) -> list[str]:
        return [THING_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [row_id for index in indexes if (row_id := self.id_at(index))]
        return carry(WorkshopNote.__tablename__, ids[0] if ids else "")

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return False  # Qt's own would make whatever object another program says that it drags

    def _ids_shown(self, snapshot: Snapshot) -> list[str]:
        return [note.id for note in snapshot.all(WorkshopNote) if self.kind in (None, note.kind)]


def _columns() -> tuple[Column, ...]:
    steps: list[tuple[object, str]] = [(None, tr("Whole plan"))]
    steps += [(step.id, step.label(current().language)) for step in catalogue().entries("steps")]
    kinds = [(kind, tr(name)) for kind, (name, _) in KINDS.items()]
    return (
        Column("kind", tr("Kind"), _kind_cell, _value("kind"), _write("kind"), lambda *_: kinds, width=130),
        Column("text", tr("Note"), _text_cell, _value("text"), _write("text"), width=480),
        Column("step", tr("Step"), _step_cell, _value("step"), _write("step"), lambda *_: steps, width=190),
        Column("author", tr("Who"), _author_cell, _value("author"), _write("author"), width=150),
        Column("is_settled", tr("State"), _state_cell, width=110),
    )


def _note(snapshot: Snapshot, row_id: str) -> WorkshopNote:
    return snapshot.get(WorkshopNote, row_id) or WorkshopNote()


def _value(column: str) -> Callable[[Snapshot, str], object]:
    return lambda snapshot, row_id: getattr(_note(snapshot, row_id), column)


def _write(column: str) -> Callable[[Document, str, object], object]:
    return lambda document, row_id, value: set_value(document, WorkshopNote, row_id, column, value)


def _kind_cell(snapshot: Snapshot, row_id: str) -> Cell:
    name, icon = KINDS[_note(snapshot, row_id).kind]
    return Cell(tr(name), icon=icon, tone="ink2")


def _text_cell(snapshot: Snapshot, row_id: str) -> Cell:
    note = _note(snapshot, row_id)
    if not note.text:
        return Cell(tr("To write"), tone="warning")
    return Cell(note.text, tone="ink3" if note.is_settled else "ink")


def _step_cell(snapshot: Snapshot, row_id: str) -> Cell:
    return Cell(current().label(_note(snapshot, row_id).step) or tr("Whole plan"), tone="ink2")


def _author_cell(snapshot: Snapshot, row_id: str) -> Cell:
    author = _note(snapshot, row_id).author
    return Cell(author, person=author) if author else Cell("")


def _state_cell(snapshot: Snapshot, row_id: str) -> Cell:
    is_settled = _note(snapshot, row_id).is_settled
    words, kind = (tr("Settled"), "success") if is_settled else (tr("To settle"), "plain")
    return Cell(chips=(CellChip(words, kind),))
