"""Workshop notes: what was said in the room, before it becomes part of the plan."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QVBoxLayout, QWidget

from resources.i18n import ntr, tr
from storage.changes import ChangeSet
from strategy.model import WorkshopNote
from strategy.operations.editing import duplicate, move_by, set_value
from strategy.operations.workshop import add_note
from ui.actions import explain, list_menu
from ui.delegates.table import TableDelegate
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.notes import KINDS, NotesModel
from ui.pages.page import Handlers, Hints, Page
from ui.sending import send_handlers
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.segmented import Option, Segmented
from ui.widgets.table import Table


class NotesPage(Page):
    """A table of notes, filtered by kind."""

    page_id = "notes"

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        kinds: list[Option] = [("", tr("All")), *((kind, tr(name), icon) for kind, (name, icon) in KINDS.items())]
        self._filter = Segmented(kinds, "", name="notes_filter", accessible_name=tr("Kind of notes shown"))
        self._filter.changed.connect(self._show_kind)
        self.add_yielding_action(self._filter)
        self._new = Button(tr("New note"), kind="primary", icon="plus", on_click=self._add, name="notes_new")
        explain(self._new, "new", tr("New note"))
        self.add_action(self._new)
        self._model = NotesModel(bridge)
        main = QWidget(self)
        self.set_main(main)
        self._stack = QStackedLayout(main)
        framed = QWidget(main)
        self._table = self._made_table(framed)
        for part in (framed, self._empty()):
            self._stack.addWidget(part)

    def title(self) -> str:
        return tr("Workshop notes")

    def question(self) -> str:
        return tr("What was said that the plan does not hold yet?")

    def refresh(self) -> None:
        self._model.follow()
        has_notes = bool(self.bridge.snapshot().all(WorkshopNote))
        self._stack.setCurrentIndex(0 if has_notes else 1)
        self._new.set_kind("primary" if has_notes else "secondary")  # the empty page has one of its own
        self.handlers_changed.emit()

    def apply(self, changes: ChangeSet) -> None:
        if changes.is_failure or changes.touches("workshop_note"):
            self.refresh()

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind != "workshop_note":
            return False
        if self._model.row_of(row_id) < 0:
            self._filter.set_value("")
            self._model.show_kind(None)
        return self._select(row_id)

    def handlers(self) -> Handlers:
        if self.bridge.document.is_read_only:
            return {}
        always: Handlers = {"new": self._add}
        if self._current_id() is None:
            return always
        return {
            **always,
            "edit": lambda: self._table.edit(self._table.currentIndex()),
            "next_state": self._settle,
            "move_up": lambda: self._move(-1),
            "move_down": lambda: self._move(1),
            "duplicate": self._duplicate,
            "delete": self._delete,
            **send_handlers(self.bridge, WorkshopNote.__tablename__, self._current_id() or "", self),
        }

    def status_hints(self) -> Hints:
        return (("N", tr("new note")), (tr("Space"), tr("settle")))

    def status_text(self) -> str:
        notes = self.bridge.snapshot().all(WorkshopNote)
        still_open = sum(not note.is_settled for note in notes)
        return ntr("{n} note to settle", "{n} notes to settle", still_open).format(n=still_open) if notes else ""

    def _made_table(self, frame: QWidget) -> Table:
        """The table, in what lies around it from the start: Qt styles it again when it gets a parent."""
        table = Table(name="notes_table", accessible_name=tr("Workshop notes"), parent=frame)
        around = QVBoxLayout(frame)
        around.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), 0)  # words under the title
        around.addWidget(table)
        table.setModel(self._model)
        table.setItemDelegate(TableDelegate(table))
        table.setDragDropMode(Table.DragDropMode.DragOnly)
        table.setDefaultDropAction(Qt.DropAction.CopyAction)
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        for place, column in enumerate(self._model.columns):
            table.setColumnWidth(place, theme().px(column.width))
        header.setSectionResizeMode(self._model.column_of("text"), QHeaderView.ResizeMode.Stretch)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(
            lambda place: list_menu(self.handlers(), table).popup(table.viewport().mapToGlobal(place))
        )
        table.selectionModel().currentChanged.connect(lambda *_: self.handlers_changed.emit())
        return table

    def _empty(self) -> QWidget:
        return EmptyState(
            tr("No note yet"),
            tr("Write down what people say, as they say it: a friction, an idea, a fact or a question."),
            Button(tr("Take a note"), kind="primary", icon="plus", on_click=self._add, name="notes_first"),
            key_sentence=tr("or press {key}"),
            key="N",
            name="notes_empty",
        )

    def _show_kind(self, kind: object) -> None:
        self._model.show_kind(str(kind) or None)
        self.handlers_changed.emit()

    def _current_id(self) -> str | None:
        return self._model.id_at(self._table.currentIndex())

    def _select(self, row_id: str, column: str = "text") -> bool:
        row = self._model.row_of(row_id)
        if row < 0:
            return False
        self._table.setCurrentIndex(self._model.index(row, self._model.column_of(column)))
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _add(self) -> None:
        kind = self._model.kind or "idea"
        made = self.bridge.run(lambda: add_note(self.bridge.document, kind=kind))
        if made and self._select(made):
            self._table.edit(self._table.currentIndex())

    def _settle(self) -> None:
        note = self.bridge.snapshot().get(WorkshopNote, self._current_id())
        if note is not None:
            document = self.bridge.document
            self.bridge.run(lambda: set_value(document, WorkshopNote, note.id, "is_settled", not note.is_settled))

    def _move(self, steps: int) -> None:
        row_id = self._current_id()
        if row_id is not None:
            self.bridge.run(lambda: move_by(self.bridge.document, WorkshopNote, row_id, steps))
            self._select(row_id)

    def _duplicate(self) -> None:
        row_id = self._current_id()
        if row_id is not None:
            twin = self.bridge.run(lambda: duplicate(self.bridge.document, WorkshopNote, row_id))
            if twin:
                self._select(twin)

    def _delete(self) -> None:
        row_id, place = self._current_id(), self._table.currentIndex()
        if row_id is None:
            return
        delete_with_care(self.bridge, WorkshopNote, row_id)
        after = self._model.index(min(place.row(), self._model.rowCount() - 1), place.column())
        self._table.setCurrentIndex(after if self._model.rowCount() else QModelIndex())
