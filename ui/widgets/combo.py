"""A closed choice in a list that drops down."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDialog, QSizePolicy, QStyledItemDelegate, QToolTip, QWidget

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import LEFT, box, painter_on, text

_NARROWEST = 160
"""Of a combo that gives way to others, in design pixels."""
_AROUND_WORDS = 41
"""What margins and the arrow take of the width, in design pixels."""


class ComboField(QComboBox):
    """Options are pairs of a value and a label; `chosen` carries the value that the user picked.

    `placeholder` stands for `None`: shown when nothing is chosen and, if `clearable`, offered first.
    """

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        value: object = None,
        *,
        placeholder: str = "",
        clearable: bool = False,
        small: bool = False,
        bare: bool = False,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self._has_dropped_down = False
        self._placeholder, self._clearable, self._small, self._bare = placeholder, clearable, small, bare
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMaxVisibleItems(14)
        self.setItemDelegate(QStyledItemDelegate(self))  # the default one ignores the style sheet
        self.set_options(options, value)
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))

    def value(self) -> object:
        """The value chosen, None for none."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Chooses without announcing; a value that is not offered shows the placeholder."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def set_options(self, options: Sequence[tuple[object, str]], value: object = None) -> None:
        """Replaces what is offered; announces nothing."""
        self.clear()
        shown = [(None, self._placeholder), *options] if self._clearable else list(options)
        self._values = [option[0] for option in shown]
        for _, label in shown:
            self.addItem(label)
        self.set_value(value)

    def sizeHint(self) -> QSize:
        look = theme()
        labels = [self.itemText(index) for index in range(self.count())] + [self._placeholder]
        if self._bare:  # part of a title: the arrow follows its words
            labels = [self.currentText() or self._placeholder]
        widest = max(look.text_width(self._role, label, weight=self._weight) for label in labels)
        height = look.size("controlSmall" if self._small else "control")
        return QSize(min(widest, look.px(360 if self._bare else 280)) + look.px(44), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(72), self.sizeHint().height())

    def whole_width(self) -> int:
        """The width that the longest option asks for."""
        return self.sizeHint().width()

    def give_way(self, missing: int) -> None:
        """Becomes narrower where others lack `missing` pixels; 0 brings its width back."""
        whole = self.whole_width()
        self.setMaximumWidth(max(whole - max(0, missing), min(whole, theme().px(_NARROWEST))))

    @property
    def has_dropped_down(self) -> bool:
        """Whether the list was opened: a choice made by arrows or letters alone may still change."""
        return self._has_dropped_down

    def showPopup(self) -> None:
        self._has_dropped_down = True
        if self._bare:  # as wide as its own words: the others may be longer
            widest = max((theme().text_width("body", self.itemText(each)) for each in range(self.count())), default=0)
            self.view().setMinimumWidth(min(widest, theme().px(440)) + theme().px(32))
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            QToolTip.showText(event.globalPos(), self.elided_words(), self)
            return True
        return super().event(event)

    def elided_words(self) -> str:
        """The choice in full when there is no room for all of it, ready for a tooltip; else ""."""
        words = theme().text_width(self._role, self.currentText(), weight=self._weight)
        is_cut = words > self.width() - theme().px(_AROUND_WORDS)
        return f"<qt>{html.escape(self.currentText())}</qt>" if is_cut else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not isinstance(self.window(), QDialog):  # in a dialog, Enter is for the default button
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must not change a choice on its way

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = painter_on(self)
        area = QRectF(self.rect())
        self._paint_frame(painter, area)
        side = look.px(16)
        ink = "ink2" if self.isEnabled() else "disabled"
        arrow = QRectF(area.right() - look.px(10) - side, area.center().y() - side / 2, side, side)
        icons.draw(painter, "chevron-down", arrow, ink)
        words = QRectF(area.x() + look.px(11), area.y(), arrow.x() - area.x() - look.px(15), area.height())
        label = self.currentText()
        missing = self.value() is None and self.currentIndex() <= 0
        tone = "disabled" if not self.isEnabled() else "ink3" if missing else "ink"
        text(painter, words, label or self._placeholder, look.font(self._role, weight=self._weight), tone, LEFT)

    @property
    def _role(self) -> str:
        return "small" if self._small else "body"

    @property
    def _weight(self) -> int | None:
        return 500 if self._bare else None

    def _paint_frame(self, painter: QPainter, area: QRectF) -> None:
        focused = self.hasFocus()
        border = "danger" if self.property("error") else "warning" if self.property("warn") else "control"
        border = "primary" if focused else border
        hovered = self.underMouse() and self.isEnabled()
        if self._bare and not focused:
            box(painter, area, "hover" if hovered else None, radius=theme().radius("control"))
            return
        fill = "sheet" if self.isEnabled() else "sunken"
        radius = theme().radius("control")
        box(painter, area, fill, border if self.isEnabled() else "line", radius=radius, width=2 if focused else 1)
