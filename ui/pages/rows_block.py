"""A heading, a button that adds and a table as high as its rows; cells of several things open a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import tr
from storage.base import Base
from strategy.operations import duplicate, move_by
from strategy.snapshot import Snapshot
from ui.actions import explain
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.row_table import Column, RowTableModel
from ui.pages.row_view import RowView
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.focus import focus_row_in_view
from ui.widgets.label import Label
from ui.widgets.surface import Card

Acts = dict[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Picks:
    """How a cell of several things is chosen in a list: what there is, what is chosen, and what writes the choice."""

    choices: Callable[[Snapshot, str], Sequence[Choice]]
    chosen: Callable[[Snapshot, str], Sequence[str]]
    write: Callable[[str, list[str]], object]


class RowsBlock(QWidget):
    """`used` when a cell of it gets the cursor."""

    used = Signal()

    def __init__(
        self,
        bridge: DocumentBridge,
        mapped: type[Base],
        columns: Sequence[Column],
        ids: Callable[[Snapshot], Sequence[str]],
        *,
        title: str,
        help_text: str,
        wide: str,
        name: str,
        picks: Mapping[str, Picks] | None = None,
        can_move: bool = True,
        can_copy: bool = True,
        controls: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._bridge, self.mapped, self._picks = bridge, mapped, picks or {}
        self._can_move, self._can_copy = can_move, can_copy
        self._activated: dict[str, Callable[[str], object]] = {}
        self.setObjectName(name)
        self.add_button = Button("", "secondary", size="small", icon="plus", name=f"add_{name}")
        self.add_button.setEnabled(not bridge.document.is_read_only)
        self.model = RowTableModel(bridge, columns, ids, self)
        self.table = RowView(self.model, wide, name=f"{name}_table", accessible_name=title)
        self.table.setMouseTracking(True)
        self._empty = Label(tr("Nothing here yet."), "small", "ink3")
        self._column = lay_out_block(self, title, help_text, [*controls, self.add_button], self.table, self._empty)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentChanged.connect(lambda: self.used.emit())

    @property
    def current_id(self) -> str:
        """The row that has the cursor; "" for none."""
        return self.model.id_at(self.table.currentIndex()) or ""

    def set_adding(self, words: str, add: Callable[[], object]) -> None:
        """Name the button that adds a row, and what it does."""
        self.add_button.setText(words)
        explain(self.add_button, "new", words)
        self.add_button.clicked.connect(lambda: add())

    def on_open(self, column: str, act: Callable[[str], object]) -> None:
        """What Enter or a double click does in a cell that is not edited; gets the id of the row."""
        self._activated[column] = act

    def add_above(self, widget: QWidget) -> None:
        """Put what is to be read first between the heading and the table."""
        self._column.insertWidget(1, widget)

    def add_below(self, widget: QWidget) -> None:
        """Put what belongs to the row that has the cursor under the table."""
        self._column.addWidget(widget)

    def follow(self) -> None:
        """Show the plan as it is now."""
        self.model.follow()
        rows = self.model.rowCount()
        self.table.setVisible(rows > 0)
        self._empty.setVisible(rows == 0)
        self.table.show_all_rows()

    def reveal(self, row_id: str) -> bool:
        """Put the cursor on a row; False when it is not here."""
        self.follow()
        place = self.model.row_of(row_id)
        if place < 0:
            return False
        self.table.setCurrentIndex(self.model.index(place, max(0, self.table.currentIndex().column())))
        focus_row_in_view(self.table)
        return True

    def edit_added(self, row_id: str | None, column: str) -> None:
        """Put the cursor in a cell of a row that has just been made."""
        if row_id and self.reveal(row_id):
            index = self.model.index(self.model.row_of(row_id), self.model.column_of(column))
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def handlers(self) -> Acts:
        """What the list actions do with the row that has the cursor."""
        row_id, document = self.current_id, self._bridge.document
        if not row_id or document.is_read_only:
            return {}
        found: Acts = {
            "edit": self._edit,
            "delete": lambda: delete_with_care(self._bridge, self.mapped, row_id),
        }
        if self._can_move:
            found["move_up"] = lambda: self._bridge.attempt(lambda: move_by(document, self.mapped, row_id, -1))
            found["move_down"] = lambda: self._bridge.attempt(lambda: move_by(document, self.mapped, row_id, 1))
        if self._can_copy:
            found["duplicate"] = self._duplicate
        return found

    def _edit(self) -> None:
        index = self.table.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)
        else:
            self._open(index)

    def _duplicate(self) -> None:
        row_id = self.current_id
        made = self._bridge.run(lambda: duplicate(self._bridge.document, self.mapped, row_id))
        if made:
            self.reveal(made)

    def _open(self, index: QModelIndex) -> None:
        row_id, key = self.model.id_at(index), self.model.columns[index.column()].key
        if row_id is None or self._bridge.document.is_read_only:
            return
        if key in self._activated:
            self._activated[key](row_id)
        elif key in self._picks:
            open_picks(self._bridge, self.table, index, self._picks[key], row_id)


def lay_out_block(
    block: QWidget, title: str, help_text: str, controls: Sequence[QWidget], table: QWidget, empty: Label
) -> QVBoxLayout:
    """A heading with its help and the controls at its right, over a card with the table or what says it is empty."""
    px = theme().px
    head, titles = QHBoxLayout(), QVBoxLayout()
    head.setSpacing(px(8))
    titles.setSpacing(0)
    titles.addWidget(Label(title, "heading"))
    titles.addWidget(Label(help_text, "small", "ink2", wrap=True))
    head.addLayout(titles, 1)
    for control in controls:
        head.addWidget(control, 0, Qt.AlignmentFlag.AlignBottom)
    empty.setContentsMargins(px(12), px(12), px(12), px(12))
    frame = Card(color="sheet", margins=(1, 4, 1, 4))  # the square table stays inside the round corners
    frame.body.setSpacing(0)
    frame.body.addWidget(table)
    frame.body.addWidget(empty)
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    column.addLayout(head)
    column.addWidget(frame)
    return column


def open_picks(bridge: DocumentBridge, table: RowView, index: QModelIndex, picks: Picks, row_id: str) -> None:
    """Let the user choose several things in a list under a cell."""
    snapshot = bridge.snapshot()
    before = set(picks.chosen(snapshot, row_id))
    title = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
    menu = ChoiceMenu(picks.choices(snapshot, row_id), before, name="cell_picks", accessible_name=title, parent=table)

    def settle(ids: list[str]) -> None:
        table.setFocus(Qt.FocusReason.PopupFocusReason)
        if set(ids) != before:
            bridge.attempt(lambda: picks.write(row_id, ids))

    menu.closed.connect(settle)
    menu.open_under(table)
    corner = table.viewport().mapToGlobal(table.visualRect(index).bottomLeft() + QPoint(0, 2))
    menu.move(corner.x(), min(corner.y(), menu.screen().availableGeometry().bottom() - menu.height()))
