"""Two fields side by side over one cell: both ends of an action, or its impact and its effort."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.date import DateField
from ui.widgets.label import Label
from ui.widgets.number import NumberField
from ui.widgets.paint import box, painter_on

Part = NumberField | DateField


class PairEditor(QWidget):
    """`value` is a pair. Tab goes from the first field to the second, then to the next cell."""

    def __init__(self, first: Part, second: Part, first_label: str, second_label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = (first, second)
        grid = QGridLayout(self)
        margin = theme().px(8)
        grid.setContentsMargins(margin, margin // 2, margin, margin)
        grid.setHorizontalSpacing(margin)
        grid.setVerticalSpacing(2)
        for column, (part, label) in enumerate(((first, first_label), (second, second_label))):
            grid.addWidget(Label(label, "label"), 0, column)
            grid.addWidget(part, 1, column)
            part.installEventFilter(self)
        first.setObjectName("cell_editor_first")
        second.setObjectName("cell_editor_second")
        self.setFocusProxy(first)
        self.setAutoFillBackground(False)

    def value(self) -> tuple[object, object]:
        """What both fields hold."""
        return self._parts[0].value(), self._parts[1].value()

    def set_value(self, value: tuple[object, object]) -> None:
        """Show a pair of the plan."""
        for part, each in zip(self._parts, value, strict=True):
            part.set_value(each)  # type: ignore[arg-type]  # a number for numbers, a day for days
        self._parts[0].selectAll()

    def commit(self) -> None:
        """Read both fields; the property "error" tells when one cannot be read."""
        for part in self._parts:
            part.commit()
        self.setProperty("error", any(part.property("error") for part in self._parts))

    def place_over(self, cell: QRect) -> None:
        """Stand over a cell, within the view, as wide as two fields need."""
        size = self.sizeHint()
        width = max(theme().px(300), cell.width() // 2)
        view = self.parentWidget()
        limit = view.width() - width if view is not None else cell.x()
        top = cell.center().y() - size.height() // 2
        bottom = view.height() - size.height() if view is not None else top
        self.setGeometry(max(0, min(cell.x(), limit)), max(0, min(top, bottom)), width, size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            # The view watches this widget: it closes the editor when the focus has left both fields.
            to = QApplication.focusWidget()
            if to not in self._parts and event.reason() != Qt.FocusReason.PopupFocusReason:
                QApplication.sendEvent(self, QFocusEvent(QEvent.Type.FocusOut, event.reason()))
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        box(painter_on(self), self.rect(), "raised", "lineStrong", radius=theme().radius("control"))

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        first, second = self._parts
        if event.key() == Qt.Key.Key_Tab and watched is first:
            second.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() == Qt.Key.Key_Backtab and watched is second:
            first.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        leaving = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.key() in leaving:
            copy = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers())
            QApplication.sendEvent(self, copy)
            return True
        return False
