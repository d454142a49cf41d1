"""An answer on a scale: a few boxes of which one is chosen, by figures or by words, then answers beside the scale."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, box, painter_on, text

Option = tuple[str, str]  # value and words

_BOX, _GAP, _WIDEST = 28, 4, 400
#: Keys of the digits row of an AZERTY keyboard without Shift.
_TWINS = {"&": 1, "é": 2, '"': 3, "'": 4, "(": 5}
_OWN_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AnswerScale(QWidget):
    """`chosen` carries a value, or None when the answer is taken back; `left` says that Up (-1) or Down (1) leave.

    Digits choose a box by its place, Left and Right go through boxes and then `asides`, which others show, Delete or a
    second click takes the answer back.
    """

    chosen = Signal(object)
    left = Signal(int)

    def __init__(
        self,
        options: Sequence[Option],
        *,
        numbered: bool = False,
        asides: Sequence[str] = (),
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`numbered` writes places instead of words; `asides` are values that the arrows reach after the boxes."""
        super().__init__(parent)
        self._options, self._numbered, self._asides = tuple(options), numbered, tuple(asides)
        self._value: str | None = None
        self._plain_name = accessible_name
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name_for_readers()

    def value(self) -> str | None:
        """The value chosen, one of the asides included."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show an answer that comes from the plan; nothing is announced."""
        if value != self._value:
            self._value = value
            self._name_for_readers()
            self.update()

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(round(max(each.right() for each in boxes)), round(boxes[-1].bottom()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def box_at(self, place: int) -> QRectF:
        """Where the box of an option lies."""
        return self._boxes()[place]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.isEnabled():
            place = self._place_at(event.pos())
            words = f"<qt>{html.escape(self._explained(place))}</qt>" if place is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = event.key(), _digit(event)
        if digit and digit <= len(self._options) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._choose(self._options[digit - 1][0])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Space:
            self._step(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            value = self._options[place][0]
            self._choose(None if value == self._value else value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        hovered = self._place_at(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else None
        for place, (value, words) in enumerate(self._options):
            area, is_chosen = self.box_at(place), value == self._value
            if is_chosen:
                box(painter, area, "primary", radius=look.radius("control"))
            else:
                box(painter, area, "hover" if place == hovered else "sheet", "control", radius=look.radius("control"))
            font = look.font("small", weight=600 if is_chosen else 500)
            ink = "onPrimary" if is_chosen else "ink2"
            text(painter, area, str(place + 1) if self._numbered else words, font, ink, CENTER)

    def _boxes(self) -> list[QRectF]:
        """One after the other, on a new line where the width is used up."""
        look = theme()
        height, gap = look.px(_BOX), look.px(_GAP)
        boxes: list[QRectF] = []
        x = y = 0
        for _, words in self._options:
            width = height if self._numbered else look.text_width("small", words, weight=600) + look.px(18)
            if x and x + width > look.px(_WIDEST):
                x, y = 0, y + height + gap
            boxes.append(QRectF(x, y, width, height))
            x += width + gap
        return boxes

    def _place_at(self, point: QPoint) -> int | None:
        return next((place for place in range(len(self._options)) if self.box_at(place).contains(QPointF(point))), None)

    def _explained(self, place: int) -> str:
        return tr("{answer}, key {digit}").format(answer=self._options[place][1], digit=place + 1)

    def _step(self, by: int) -> None:
        values = [*(value for value, _ in self._options), *self._asides]
        place = values.index(self._value) + by if self._value in values else 0
        self._choose(values[max(0, min(len(values) - 1, place))])

    def _choose(self, value: str | None) -> None:
        if value != self._value:
            self._value = value
            self._name_for_readers()
            self.update()
            self.chosen.emit(value)

    def _name_for_readers(self) -> None:
        words = dict(self._options).get(self._value or "", "")
        self.setAccessibleName(f"{self._plain_name}: {words}" if words else self._plain_name)


def _digit(event: QKeyEvent) -> int:
    """The digit that a key stands for, shifted or not; 0 for any other key."""
    written = event.text()
    if len(written) == 1 and written in "12345":
        return int(written)
    return _TWINS.get(written, 0)
