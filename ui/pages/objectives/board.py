"""The cards of the objectives in a column: kept by id, patched, reordered by dragging, walked by the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.catalogue import catalogue
from resources.i18n import tr
from strategy.model import Objective, OwnEntry
from ui.document_bridge import DocumentBridge
from ui.models.suggestions import ENTRY_MIME
from ui.pages.objectives.card import ObjectiveCard
from ui.theme.theme import theme
from ui.widgets.drops import DropColumn
from ui.widgets.focus import holds
from ui.widgets.paint import painter_on
from ui.widgets.tab_order import chain_tab_order

OBJECTIVE_MIME = "application/x-periple-objective"
GAP = 10
_GHOST_OPACITY = 0.4


class CardBoard(DropColumn):
    """`moved` carries an objective and the place wanted for it among those shown, `suggested` an entry and a place."""

    current_changed = Signal(str)
    moved = Signal(str, int)
    suggested = Signal(str, int)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cards: dict[str, ObjectiveCard] = {}
        self._order: list[str] = []
        self._current = ""
        self._can_drag = True
        self.setObjectName("objective_board")
        self.setAccessibleName(tr("Objectives"))
        self.setAcceptDrops(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(GAP))

    @property
    def current_id(self) -> str:
        """The objective selected; "" for none."""
        return self._current

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the cards from top to bottom."""
        return tuple(self._order)

    def card(self, objective_id: str) -> ObjectiveCard | None:
        """The card of an objective that is shown."""
        return self._cards.get(objective_id)

    def set_draggable(self, can_drag: bool) -> None:
        """Whether the order of the cards is the team's to change."""
        self._can_drag = can_drag
        for card in self._cards.values():
            card.head.set_draggable(can_drag)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these objectives in this order; cards that stay keep their state."""
        place_before = self._order.index(self._current) if self._current in self._order else None
        had_focus = holds(self._cards.get(self._current), self.window().focusWidget())
        for objective_id in [each for each in self._order if each not in ids]:
            self._drop_card(objective_id)
        for place, objective_id in enumerate(ids):
            card = self._cards.get(objective_id) or self._made(objective_id)
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
            card.follow()
        if list(ids) != self._order:
            self._order = list(ids)
            self._chain_focus()
        if self._current not in self._cards:
            self._current = ""
            if place_before is not None and self._order:
                self._go_on_from(place_before, with_focus=had_focus)

    def select(self, objective_id: str) -> None:
        """Mark one card as the current one."""
        if objective_id == self._current:
            return
        for each in (self._cards.get(self._current), self._cards.get(objective_id)):
            if each is not None:
                each.set_selected(each.objective_id == objective_id)
        self._current = objective_id
        self.current_changed.emit(objective_id)

    def focus_on(self, objective_id: str) -> None:
        """Select a card and give it the focus."""
        card = self._cards.get(objective_id)
        if card is not None:
            self.select(objective_id)
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self._cards.get(self._current)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -len(self._order),
                 Qt.Key.Key_End: len(self._order)}.get(Qt.Key(event.key()))  # fmt: skip
        if steps and card is not None and card.hasFocus() and not event.modifiers():
            place = self._order.index(self._current) + steps
            target = self._cards[self._order[max(0, min(place, len(self._order) - 1))]]
            target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()

    # Dragging

    def stacked(self) -> list[ObjectiveCard]:
        return [self._cards[objective_id] for objective_id in self._order]

    def takes(self, mime: QMimeData) -> bool:
        return not self._bridge.document.is_read_only and (mime.hasFormat(OBJECTIVE_MIME) or mime.hasFormat(ENTRY_MIME))

    def let_go(self, mime: QMimeData, place: int) -> None:
        for name, signal in ((OBJECTIVE_MIME, self.moved), (ENTRY_MIME, self.suggested)):
            carried = bytes(mime.data(name).data()).decode(errors="replace")
            if mime.hasFormat(name) and self._is_known(carried):
                signal.emit(carried, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint_place(painter_on(self), theme().px(GAP), theme().px(4))

    # Inside

    def _is_known(self, row_or_entry: str) -> bool:
        """Any program may say that it drags one of ours."""
        snapshot = self._bridge.snapshot()
        rows = snapshot.get(Objective, row_or_entry), snapshot.get(OwnEntry, row_or_entry)
        return any(rows) or row_or_entry in {entry.id for entry in catalogue().entries("objectives")}

    def _made(self, objective_id: str) -> ObjectiveCard:
        row = self._bridge.snapshot().get(Objective, objective_id) or Objective(id=objective_id)
        card = ObjectiveCard(self._bridge, row, self)
        card.head.set_draggable(self._can_drag)
        card.picked.connect(self.select)
        card.dragged.connect(self._drag)
        card.unfolded.connect(lambda: self._chain_focus())
        self._cards[objective_id] = card
        return card

    def _drop_card(self, objective_id: str) -> None:
        card = self._cards.pop(objective_id)
        self._order.remove(objective_id)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _go_on_from(self, place: int, *, with_focus: bool) -> None:
        """Where the current card was, its neighbour takes over."""
        neighbour = self._order[min(place, len(self._order) - 1)]
        if with_focus:
            self.focus_on(neighbour)
        else:
            self.select(neighbour)

    def _chain_focus(self) -> None:
        """Tab follows the order on screen, whatever the order in which cards and their fields were made."""
        chain_tab_order(self._cards[objective_id] for objective_id in self._order)

    def _drag(self, objective_id: str) -> None:
        card = self._cards[objective_id]
        mime = QMimeData()
        mime.setData(OBJECTIVE_MIME, objective_id.encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        picture = card.head.grab()
        faded = picture.copy()
        faded.fill(Qt.GlobalColor.transparent)
        painter = QPainter(faded)
        painter.setOpacity(1 - _GHOST_OPACITY / 2)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        drag.setPixmap(faded)
        drag.exec(Qt.DropAction.MoveAction)
        self.show_place(None)
