"""A column of cards that takes cards dragged onto it, and marks where they would go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPointF, QRectF
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme
from ui.widgets.paint import box, disc


class DropColumn(QWidget):
    """Abstract: a subclass tells its cards from top to bottom, what it takes, and what to do with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_place: int | None = None
        """How many cards stand above what is dragged over the column; None when nothing is."""

    def stacked(self) -> Sequence[QWidget]:
        """The cards from top to bottom."""
        raise NotImplementedError

    def takes(self, mime: QMimeData) -> bool:
        """Whether what is dragged may be let go here."""
        raise NotImplementedError

    def let_go(self, mime: QMimeData, place: int) -> None:
        """Something was let go with this many cards above it."""
        raise NotImplementedError

    def place_at(self, y: float) -> int:
        """How many cards stand above this height."""
        return sum(card.geometry().center().y() < y for card in self.stacked())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent | QDragEnterEvent) -> None:
        if not self.takes(event.mimeData()):
            event.ignore()
            return
        self.show_place(self.place_at(event.position().y()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_place(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self.show_place(None)
        event.acceptProposedAction()
        self.let_go(event.mimeData(), self.place_at(event.position().y()))

    def show_place(self, place: int | None) -> None:
        """Mark a place between the cards, or none."""
        if place != self.drop_place:
            self.drop_place = place
            self.update()

    def paint_place(self, painter: QPainter, gap: float, inset: float) -> None:
        """Draw the mark in the gap between two cards, `inset` pixels from the sides."""
        cards = self.stacked()
        if self.drop_place is None or not cards:
            return
        is_last = self.drop_place >= len(cards)
        beside = cards[-1].geometry() if is_last else cards[self.drop_place].geometry()
        radius = theme().px(4)
        y = max(float(radius), beside.bottom() + gap / 2 if is_last else beside.top() - gap / 2)
        box(painter, QRectF(inset, y - 1, self.width() - 2 * inset, 2), "primary", radius=1)
        disc(painter, QPointF(inset, y), radius, "primary")
