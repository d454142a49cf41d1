"""Taking what is dragged: a column of cards that marks where they would go, and an area that takes things of the plan.

A thing of the plan travels as its kind and its id, so that any step can take it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme
from ui.widgets.paint import box, disc, painter_on

THING_MIME = "application/x-periple-thing"
Thing = tuple[str, str]
"""Kind and id."""


def carry(kind: str, row_id: str, mime: QMimeData | None = None) -> QMimeData:
    """A thing of the plan, to drag; added to what `mime` holds already."""
    carried = QMimeData() if mime is None else mime
    carried.setData(THING_MIME, f"{kind} {row_id}".encode())
    return carried


def carried_thing(mime: QMimeData) -> Thing | None:
    """The thing of the plan that is dragged, if it is one."""
    if not mime.hasFormat(THING_MIME):
        return None
    kind, _, row_id = bytes(mime.data(THING_MIME).data()).decode(errors="replace").partition(" ")
    return kind, row_id


class ThingDrop(QObject):
    """Lets an area take things of the plan: `takes` says which, `let_go` is called once the drag is over."""

    def __init__(self, area: QWidget, takes: Callable[[Thing], bool], let_go: Callable[[Thing], object]) -> None:
        super().__init__(area)
        self._takes, self._let_go = takes, let_go
        self._frame = _DropFrame(area)
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self._frame.hide()
        if not isinstance(event, QDropEvent):  # entering and moving are drops too, for Qt
            return False
        thing = carried_thing(event.mimeData())
        if thing is None or not self._takes(thing):
            return False
        event.acceptProposedAction()
        is_over = event.type() == QEvent.Type.Drop
        self._frame.setVisible(not is_over)
        if is_over:
            QTimer.singleShot(0, self, lambda: self._let_go(thing))
        return True


class _DropFrame(QWidget):
    """The dashed outline of an area that takes what is over it."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        area = self.parentWidget()
        if area is not None:
            self.setGeometry(area.rect())
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        inside = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        box(painter_on(self), inside, None, "primary", radius=theme().radius("card"), width=2, dashed=True)


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
