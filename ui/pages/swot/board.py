"""The four quadrants: cards kept by id, patched, walked by the arrows, dragged from one quadrant to another."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis import proposals
from strategy.analysis.held_back import HeldBackReport
from strategy.model import SwotStatement
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.models.held_back import count_words, figure_words
from ui.models.swot import OUTLOOK, QUADRANTS, StatementFacts, all_facts
from ui.pages.swot.card import StatementCard
from ui.pages.swot.quadrant import STATEMENT_MIME, QuadrantColumn
from ui.sending import send_dropped
from ui.theme.theme import theme
from ui.widgets.drops import carry
from ui.widgets.focus import holds
from ui.widgets.tab_order import chain_tab_order

_GAP = 12
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SwotBoard(QWidget):
    """Tells what the user asks: `wanted` (statement, what), `renamed` (statement, words), `action_wanted` (action),
    and, from the quadrants, `add_wanted`, `dropped` and `proposal_wanted`."""

    current_changed = Signal(str)
    wanted = Signal(str, str)
    renamed = Signal(str, str)
    action_wanted = Signal(str)
    add_wanted = Signal(str, str)
    dropped = Signal(str, str, int)
    proposal_wanted = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cards: dict[str, StatementCard] = {}
        self._current = ""
        self._last_place = (QUADRANTS[0], 0)
        self.setObjectName("swot_board")
        self.setAccessibleName(tr("Statements"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(_GAP))
        self.columns = {quadrant: self._column(quadrant) for quadrant in QUADRANTS}
        for place, column in enumerate(self.columns.values()):
            self._grid.addWidget(column, place // 2, place % 2)
            self._grid.setColumnStretch(place % 2, 1)
        self._grid.setRowStretch(0, 7)
        self._grid.setRowStretch(1, 5)

    @property
    def current_id(self) -> str:
        """The statement selected; "" for none."""
        return self._current

    @property
    def current_quadrant(self) -> str:
        """The quadrant of the statement selected, or the first one."""
        card = self._cards.get(self._current)
        return card.facts.quadrant if card is not None else QUADRANTS[0]

    def card(self, statement_id: str) -> StatementCard | None:
        """The card of a statement."""
        return self._cards.get(statement_id)

    def order(self, quadrant: str) -> tuple[str, ...]:
        """The ids of the statements of a quadrant from top to bottom."""
        return tuple(card.facts.id for card in self.columns[quadrant].cards)

    def show_outlook(self, is_shown: bool) -> None:
        """Show or fold away opportunities and threats."""
        for quadrant in OUTLOOK:
            self.columns[quadrant].setVisible(is_shown)
        self._grid.setRowStretch(1, 5 if is_shown else 0)

    def follow(self) -> None:
        """Show the statements as they are now; the focus goes on from a card that has gone."""
        facts = all_facts(self._bridge.snapshot())
        suggested = proposals(self._bridge.snapshot())
        had_focus = holds(self._cards.get(self._current), self.window().focusWidget())
        present = {each.id for rows in facts.values() for each in rows}
        gone = [card for statement_id, card in self._cards.items() if statement_id not in present]
        for quadrant, rows in facts.items():
            for each in rows:
                self._show(each)
            column = self.columns[quadrant]
            column.show_cards([self._cards[each.id] for each in rows])
            column.show_proposals(tuple(each for each in suggested if each.quadrant == quadrant))
        for card in gone:
            del self._cards[card.facts.id]
            card.hide()
            card.deleteLater()
        self._chain_focus()
        if self._current not in self._cards:
            self._go_on(with_focus=had_focus)
        self._note_place()

    def show_held(self, report: HeldBackReport) -> None:
        """Say on each weakness what it holds back."""
        naming = Naming(self._bridge.snapshot(), current())
        said = {
            each.statement_id: (figure_words(naming, each.held), count_words(naming, each))
            for each in report.weaknesses
            if each.held.frictions
        }
        for statement_id, card in self._cards.items():
            card.show_held(*said.get(statement_id, ("", "")))
        self._chain_focus()

    def select(self, statement_id: str) -> None:
        """Mark one card as the current one."""
        if statement_id == self._current:
            return
        for each in (self._cards.get(self._current), self._cards.get(statement_id)):
            if each is not None:
                each.set_selected(each.facts.id == statement_id)
        self._current = statement_id
        self._note_place()
        self.current_changed.emit(statement_id)

    def focus_on(self, statement_id: str) -> bool:
        """Select a card and give it the focus; False when it is not here."""
        card = self._cards.get(statement_id)
        if card is None:
            return False
        self.select(statement_id)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card, key = self._cards.get(self._current), Qt.Key(event.key())
        if card is None or not card.hasFocus():
            event.ignore()
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and self._walk(key):
            event.accept()
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and key in _SIDEWAYS:
            quadrant = self._beside(self.current_quadrant, _SIDEWAYS[key])
            self.dropped.emit(self._current, quadrant, len(self.columns[quadrant].cards))
        else:
            event.ignore()

    # Inside

    def _column(self, quadrant: str) -> QuadrantColumn:
        column = QuadrantColumn(quadrant, is_read_only=self._bridge.document.is_read_only)
        column.add_wanted.connect(self.add_wanted)
        column.dropped.connect(self.dropped)
        column.thing_dropped.connect(
            lambda thing, wanted: QTimer.singleShot(0, self, lambda: send_dropped(self._bridge, thing, wanted))
        )
        column.proposal_wanted.connect(self.proposal_wanted)
        column.refilled.connect(self._chain_focus)
        return column

    def _show(self, facts: StatementFacts) -> None:
        known = self._cards.get(facts.id)
        if known is not None:
            known.follow(facts)
            return
        card = self._cards[facts.id] = StatementCard(facts, self.columns[facts.quadrant])
        card.text.set_read_only(self._bridge.document.is_read_only)
        card.picked.connect(self.select)
        card.renamed.connect(self.renamed)
        card.action_wanted.connect(self.action_wanted)
        card.wanted.connect(self._pass_on)

    def _pass_on(self, statement_id: str, what: str) -> None:
        if what == "drag":
            self._drag(statement_id)
        else:
            self.wanted.emit(statement_id, what)

    def _walk(self, key: Qt.Key) -> bool:
        """Go to the card beside the current one; False for a key that is no arrow."""
        quadrant, place = self._last_place
        cards = self.columns[quadrant].cards
        if key in _SIDEWAYS:
            cards = self.columns[self._beside(quadrant, _SIDEWAYS[key])].cards
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place += 1 if key == Qt.Key.Key_Down else -1
            if not 0 <= place < len(cards):
                cards = self.columns[self._above_or_under(quadrant)].cards
                place = 0 if key == Qt.Key.Key_Down else len(cards) - 1
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            place = 0 if key == Qt.Key.Key_Home else len(cards) - 1
        else:
            return False
        if cards and cards[0].isVisible():
            cards[max(0, min(place, len(cards) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _beside(self, quadrant: str, by: int) -> str:
        row, column = divmod(QUADRANTS.index(quadrant), 2)
        return QUADRANTS[row * 2 + max(0, min(1, column + by))]

    def _above_or_under(self, quadrant: str) -> str:
        return QUADRANTS[(QUADRANTS.index(quadrant) + 2) % 4]

    def _note_place(self) -> None:
        """Where the current card stands, to go on from there when it leaves."""
        card = self._cards.get(self._current)
        if card is not None:
            order = self.order(card.facts.quadrant)
            if self._current in order:
                self._last_place = (card.facts.quadrant, order.index(self._current))

    def _go_on(self, *, with_focus: bool) -> None:
        quadrant, place = self._last_place
        order = self.order(quadrant)
        neighbour = order[min(place, len(order) - 1)] if order and self._current else ""
        if neighbour and with_focus:
            self.focus_on(neighbour)
        else:
            self.select(neighbour)
            if with_focus:
                self.columns[quadrant].plus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chain_focus(self) -> None:
        chain_tab_order(part for column in self.columns.values() for part in column.tab_stops())

    def _drag(self, statement_id: str) -> None:
        if self._bridge.document.is_read_only:
            return
        mime = QMimeData()
        mime.setData(STATEMENT_MIME, statement_id.encode())
        carry(SwotStatement.__tablename__, statement_id, mime)
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self._cards[statement_id].grab())
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)
