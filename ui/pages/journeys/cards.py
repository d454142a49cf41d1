"""Cards kept by id in a column: those that stay keep their fields, and what is being typed in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.theme.theme import theme


class IdCard(Protocol):
    """A widget that shows one row."""

    def follow(self) -> None: ...

    def take_focus(self) -> None: ...


class CardColumn(QWidget):
    """Shows one card for each id, in order; `make` builds the card of an id."""

    def __init__(self, make: Callable[[str], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._cards: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(8))

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these rows as they are now."""
        for row_id in [each for each in self._cards if each not in ids]:
            card = self._cards.pop(row_id)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, row_id in enumerate(ids):
            card = self._cards.get(row_id) or self._cards.setdefault(row_id, self._make(row_id))
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            cast("IdCard", card).follow()

    def card(self, row_id: str) -> QWidget | None:
        """The card of a row that is shown."""
        return self._cards.get(row_id)

    def scroll_to(self, row_id: str) -> None:
        """Bring the card of a row into view, once the column around it has been laid out."""
        card = self._cards.get(row_id)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if card is not None and isinstance(area, QScrollArea):
            QTimer.singleShot(0, card, lambda: area.ensureWidgetVisible(card))

    def focus_on(self, row_id: str) -> None:
        """Put the cursor in the card of a row."""
        if row_id in self._cards:
            cast("IdCard", self._cards[row_id]).take_focus()
