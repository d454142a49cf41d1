"""Which workbook came back, and which ones were merged before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from strategy.model import WorkbookMerge
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell
from ui.delegates.table import TableDelegate
from ui.document_bridge import DocumentBridge
from ui.models.row_table import Column, RowTableModel
from ui.shell.dropped import WORKBOOKS
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.table import Table

_LINES = 130


class ReturnedFile(QWidget):
    """A button for the file, which may be dropped here too, over the list of former merges."""

    chosen = Signal(object)
    """The path of a workbook."""

    def __init__(self, bridge: DocumentBridge, merge_id: str = "") -> None:
        super().__init__()
        self.setObjectName("returned_file")
        self.setAcceptDrops(not bridge.document.is_read_only)
        self._bridge = bridge
        self._choose = Button(tr("Choose a workbook"), "primary", icon="file-spreadsheet", name="returned_choose",
                              on_click=self._ask)  # fmt: skip
        self._choose.setEnabled(not bridge.document.is_read_only)
        self._name = Label(tr("The Excel file that the client filled in, or its copy in LibreOffice."), "small",
                           "ink2", wrap=True, name="returned_name")  # fmt: skip
        self._model = RowTableModel(bridge, _columns(), _latest_first, self)
        self._model.follow()
        self._table = Table(name="returned_merges", accessible_name=tr("Merged so far"))
        self._table.setModel(self._model)
        self._table.setItemDelegate(TableDelegate(self._table, row_height=32))
        self._lines = QPlainTextEdit()
        self._lines.setObjectName("returned_lines")
        self._lines.setAccessibleName(tr("What was taken"))
        self._lines.setReadOnly(True)
        self._lines.setFixedHeight(theme().px(_LINES))
        self._none = Label(tr("Nothing yet. What you accept of a workbook is listed here."), "small", "ink2", wrap=True,
                           name="returned_no_merge")  # fmt: skip
        self._lay_out()
        self._table.selectionModel().currentChanged.connect(self._show_lines)
        self._show_merges(merge_id)

    def show_path(self, path: Path) -> None:
        """Name the file that is read."""
        self._name.setText(path.name)

    def take_focus(self, *, on_merges: bool) -> None:
        """Let the keyboard start at the list, or else at the button that asks for a file."""
        target = self._table if on_merges and self._model.rowCount() else self._choose
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def _lay_out(self) -> None:
        px = theme().px
        asked = QHBoxLayout()
        asked.setSpacing(px(12))
        asked.addWidget(self._choose)
        asked.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(asked)
        column.addSpacing(px(8))
        column.addWidget(Label(tr("Merged so far"), "strong"))
        column.addWidget(self._none)
        column.addWidget(self._table, 1)
        column.addWidget(self._lines)
        column.addStretch(0)

    def _show_merges(self, merge_id: str) -> None:
        has_any = self._model.rowCount() > 0
        self._none.setVisible(not has_any)
        for widget in (self._table, self._lines):
            widget.setVisible(has_any)
        for place, column in enumerate(self._model.columns):
            self._table.setColumnWidth(place, theme().px(column.width))
        if has_any:
            self._table.setCurrentIndex(self._model.index(max(0, self._model.row_of(merge_id)), 0))

    def _show_lines(self, index: QModelIndex) -> None:
        merge = self._bridge.snapshot().get(WorkbookMerge, self._model.id_at(index))
        self._lines.setPlainText("\n".join(merge.changes) if merge is not None else "")

    def _ask(self) -> None:
        pattern = tr("Workbooks ({pattern})").format(pattern=" ".join(f"*{ending}" for ending in WORKBOOKS))
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("Choose the workbook that came back"), "", pattern)
        if chosen:
            self.chosen.emit(Path(chosen))


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in WORKBOOKS else None


def _latest_first(snapshot: Snapshot) -> list[str]:
    return [merge.id for merge in reversed(snapshot.all(WorkbookMerge))]


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "file", tr("Workbook"), lambda plan, row_id: Cell(_merge(plan, row_id).file_name, weight=600), width=320
        ),
        Column("merged", tr("Merged on"), lambda plan, row_id: _day(plan, row_id, "merged_on"), width=130),
        Column("exported", tr("Exported on"), lambda plan, row_id: _day(plan, row_id, "exported_on"), width=130),
        Column("accepted", tr("Accepted"), _accepted, width=170),
        Column("left", tr("Left as it was"), _left, width=130),
    )


def _merge(snapshot: Snapshot, row_id: str) -> WorkbookMerge:
    found = snapshot.get(WorkbookMerge, row_id)
    assert found is not None
    return found


def _day(snapshot: Snapshot, row_id: str, column: str) -> Cell:
    return Cell(current().date(getattr(_merge(snapshot, row_id), column)) or "–", tone="ink2")


def _accepted(snapshot: Snapshot, row_id: str) -> Cell:
    merge = _merge(snapshot, row_id)
    added = sum(len(rows) for rows in merge.added.values())
    words = current()
    text = ntr("{n} change", "{n} changes", merge.accepted).format(n=words.number(merge.accepted))
    note = ntr("{n} new row", "{n} new rows", added).format(n=words.number(added)) if added else ""
    return Cell(text, note=note)


def _left(snapshot: Snapshot, row_id: str) -> Cell:
    return Cell(current().number(_merge(snapshot, row_id).left), tone="ink2")
