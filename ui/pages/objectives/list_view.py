"""The objectives, as cards or as a table, with filters above; one selection for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import tr
from strategy.model import Objective
from strategy.snapshot import Snapshot
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.models.objectives import Order, ordered_ids, unclear_count
from ui.pages.objectives.board import CardBoard
from ui.pages.objectives.filters import Filters
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.panel import ScrollColumn
from ui.widgets.stack import Stack
from ui.widgets.surface import Card, Surface

if TYPE_CHECKING:
    from ui.models.row_table import RowTableModel
    from ui.pages.row_view import RowView

CARDS = "cards"
_WIDEST = 1200


class ObjectiveList(Surface):
    """Shows the objectives; says what the user wants done and does nothing by itself."""

    add_wanted = Signal()
    entry_dropped = Signal(str, int)
    move_wanted = Signal(str, int)
    card_wanted = Signal(str)
    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__("sunken", name="objective_list", parent=parent)
        self._bridge = bridge
        self._form = CARDS
        px = theme().px
        self.filters = Filters()
        self.filters.changed.connect(self._filter)
        self.board = CardBoard(bridge)
        self.board.moved.connect(self.move_wanted)
        self.board.suggested.connect(self.entry_dropped)
        self.board.current_changed.connect(lambda: self.handlers_changed.emit())
        self._scroll = ScrollColumn(margins=(20, 6, 20, 20), spacing=0, max_width=_WIDEST, name="objective_scroll")
        self._scroll.add(self.board)
        self._model: RowTableModel | None = None
        self._table: RowView | None = None
        self._empty = self._empty_state()
        self._stack = Stack()
        self._table_place = QWidget()
        for widget in (self._scroll, self._table_place, self._empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._filter_holder = QWidget()
        holder = QVBoxLayout(self._filter_holder)
        holder.setContentsMargins(px(20), px(14), px(20), px(8))
        holder.addWidget(self.filters)
        self._filter_holder.setMaximumWidth(px(_WIDEST + 40))
        column.addWidget(self._filter_holder)
        column.addWidget(self._stack, 1)

    @property
    def model(self) -> RowTableModel:
        """What the table shows."""
        if self._model is None:
            from ui.models.row_table import RowTableModel
            from ui.pages.objectives.table import objective_columns

            self._model = RowTableModel(self._bridge, objective_columns(), self._ids, self)
            self._model.follow()
        return self._model

    @property
    def table(self) -> RowView:
        """The table, made when it is first shown: a plan opens on the cards."""
        if self._table is None:
            from ui.pages.row_view import RowView

            self._table = RowView(self.model, "name", name="objective_table", accessible_name=tr("Objectives"))
            self._table.opened.connect(self._open_cell)
            self._table.selectionModel().currentRowChanged.connect(lambda: self.handlers_changed.emit())
            _frame(self._table, self._table_place)
        return self._table

    @property
    def order(self) -> tuple[str, ...]:
        """The ids shown, from top to bottom."""
        return self.board.order

    @property
    def current_id(self) -> str:
        """The objective selected; "" for none."""
        if self._form == CARDS:
            return self.board.current_id
        return self.model.id_at(self.table.currentIndex()) or ""

    @property
    def is_ranked(self) -> bool:
        """Whether the order shown is the team's, so that moving a card gives it another rank."""
        return self.filters.order == Order.PRIORITY and not self._bridge.document.is_read_only

    def follow(self) -> None:
        """Show the plan as it is now."""
        snapshot = self._bridge.snapshot()
        self.filters.show_unclear(unclear_count(snapshot))
        self.board.set_draggable(self.is_ranked)
        self.board.show_ids(self._ids(snapshot))
        if self._model is not None:
            self._model.follow()
        self._show_stack()

    def show_form(self, form: str) -> None:
        """Show the cards or the table, with the same objective selected."""
        current = self.current_id
        self._form = form
        self._show_stack()
        if current:
            self.reveal(current, focus=False)

    def reveal(self, objective_id: str, *, focus: bool = True) -> bool:
        """Select an objective and bring it into view, if need be by listing all; False when it is not in the plan."""
        if objective_id not in self.order and objective_id in ordered_ids(self._bridge.snapshot()):
            self.filters.show_all()
            self.follow()
        if objective_id not in self.order:
            return False
        if self._form != CARDS:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(objective_id), 1))
            if focus:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if focus:
            self.board.focus_on(objective_id)
        else:
            self.board.select(objective_id)
        # A card that was just made gets its place when the layout is next activated.
        QTimer.singleShot(0, self, self._scroll_to_current)
        return True

    def edit_current(self) -> None:
        """Put the cursor in the title, or in the cell selected."""
        if self._form != CARDS:
            index = self.table.currentIndex()
            editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
            self.table.edit(index if editable else index.siblingAtColumn(self.model.column_of("name")))
            return
        card = self.board.card(self.current_id)
        if card is not None and not card.edit_focused_text():
            card.edit_title()

    def keeps_delete(self) -> bool:
        """Whether a text of the open card has the focus: Delete is then meant for it, and edits it."""
        card = self.board.card(self.current_id) if self._form == CARDS else None
        return card is not None and card.edit_focused_text()

    def open_current(self) -> None:
        """Unfold the card selected, to fill its fields."""
        card = self.board.card(self.current_id) if self._form == CARDS else None
        if card is not None:
            card.set_open(True)

    def toggle_current(self) -> None:
        """Unfold or fold the card selected."""
        card = self.board.card(self.current_id) if self._form == CARDS else None
        if card is not None:
            card.set_open(not card.is_open)

    def _ids(self, snapshot: Snapshot) -> Sequence[str]:
        return ordered_ids(snapshot, self.filters.show_only, self.filters.order)

    def _filter(self) -> None:
        self.follow()
        self.handlers_changed.emit()

    def _open_cell(self, index: QModelIndex) -> None:
        """Segments are chosen from the same list as on the card; SMART opens the card."""
        objective_id = self.model.id_at(index)
        if objective_id is None:
            return
        if index.column() == self.model.column_of("segments"):
            from ui.pages.objectives.segments_button import segment_menu

            menu = segment_menu(self._bridge, objective_id, self.table)
            menu.open_under(self.table)
            menu.move(self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft()))
        else:
            self.card_wanted.emit(objective_id)

    def _show_stack(self) -> None:
        is_empty = not self._bridge.snapshot().all(Objective)
        shown = self._empty if is_empty else self._scroll if self._form == CARDS else self._table_place
        if shown is self._table_place:
            _ = self.table
        self._stack.setCurrentWidget(shown)
        self._filter_holder.setHidden(is_empty)

    def _scroll_to_current(self) -> None:
        card = self.board.card(self.current_id)
        if card is not None:
            bottom = self.board.y() + card.mapTo(self.board, QPoint(0, card.head.height())).y()
            self._scroll.ensureVisible(0, bottom, 0, theme().px(90))

    def _empty_state(self) -> EmptyState:
        add = Button(tr("New objective"), "primary", icon="plus", name="first_objective")
        add.clicked.connect(self.add_wanted)
        add.setEnabled(not self._bridge.document.is_read_only)
        return EmptyState(
            tr("Start with one objective"),
            tr("Say what must change for your customers, or pick one of the seven aspects of the method on the right."),
            add,
            key_sentence=tr("or press {key}"),
            key=key_text("new"),
            name="objectives_empty",
        )


def _frame(table: QWidget, holder: QWidget) -> None:
    """Put the table on a card, with the margins of the cards."""
    px = theme().px
    frame = Card(color="sheet", margins=(1, 1, 1, 1))
    frame.body.addWidget(table)
    column = QVBoxLayout(holder)
    column.setContentsMargins(px(20), px(6), px(20), px(20))
    column.addWidget(frame)
