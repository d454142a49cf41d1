"""Text fields that announce what the user has settled on, and the label and error around any control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.label import Label
from ui.widgets.signs import Glyph
from ui.widgets.surface import Surface


def set_error(control: QWidget, wrong: bool) -> None:
    """Draws the border of a field in the danger colour, or no longer."""
    if bool(control.property("error")) != wrong:
        control.setProperty("error", wrong)
        control.style().unpolish(control)
        control.style().polish(control)


class TextField(QLineEdit):
    """One line of text. `committed` carries it after Enter or on leaving, if it changed; Esc restores it."""

    committed = Signal(str)

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._settled = text
        self.setPlaceholderText(placeholder)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name or placeholder)
        self.editingFinished.connect(self.commit)

    def set_text(self, text: str) -> None:
        """Shows a text that comes from the plan: nothing is announced, and what is being typed is left alone."""
        if self.hasFocus() and self.text() != self._settled:
            return
        self._settled = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Announces the text if it differs from the last one settled."""
        if self.text() != self._settled:
            self._settled = self.text()
            self.committed.emit(self._settled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._settled:
            self.setText(self._settled)
            self.selectAll()
            return
        super().keyPressEvent(event)


class TextArea(QPlainTextEdit):
    """Several lines of text; `committed` on leaving or Ctrl+Enter, if it changed; Esc restores; Tab leaves."""

    committed = Signal(str)

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        lines: int = 3,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._settled, self._lines = text, lines
        self.setPlaceholderText(placeholder)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name or placeholder)
        self.setTabChangesFocus(True)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_text(self, text: str) -> None:
        """Shows a text that comes from the plan: nothing is announced, and what is being typed is left alone."""
        if self.hasFocus() and self.toPlainText() != self._settled:
            return
        self._settled = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def commit(self) -> None:
        """Announces the text if it differs from the last one settled."""
        if self.toPlainText() != self._settled:
            self._settled = self.toPlainText()
            self.committed.emit(self._settled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._settled:
            self.setPlainText(self._settled)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _with_control(event):
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own context menu is not leaving
            self.commit()

    def _restyle(self) -> None:
        self.setFixedHeight(theme().line("body") * self._lines + theme().px(12))


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class Field(QWidget):
    """A label over a control, with a helping or an error sentence under it."""

    def __init__(self, label: str, control: QWidget, *, help_text: str = "", name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.control = control
        self._help_text = help_text
        placeholder = control.property("placeholderText") or ""
        if control.accessibleName() in ("", placeholder):  # "To set" is what is missing, not what the control is
            control.setAccessibleName(label)
        self.setFocusProxy(control)
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self.label = Label(label, "label")
        column.addWidget(self.label)
        column.addWidget(control)
        self._column = column
        self._foot: _Foot | None = None
        self._error = ""
        column.addStretch(1)
        self.set_error("")

    @property
    def error(self) -> str:
        """The error sentence shown, "" for none."""
        return self._error

    def set_error(self, sentence: str) -> None:
        """Shows what is wrong under the control, or takes it away for ""."""
        self._error = sentence
        if self._foot is None and (sentence or self._help_text):  # most fields never have anything under them
            self._foot = _Foot()
            self._column.insertWidget(self._column.count() - 1, self._foot)
        if self._foot is not None:
            self._foot.say(sentence, self._help_text)
        self.control.setAccessibleDescription(sentence or self._help_text)
        set_error(self.control, bool(sentence))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.label.update()


class _Foot(Surface):
    """What is under a control: its error with a sign, else what helps."""

    def __init__(self) -> None:
        super().__init__("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        self._icon = Glyph("circle-alert", "danger")
        self._message = Label("", "caption", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._message, 1)

    def say(self, error: str, help_text: str) -> None:
        """Shows one of both; neither hides it."""
        self._icon.setVisible(bool(error))
        self._message.setText(error or help_text)
        self._message.set_tone("danger" if error else "ink3")
        self.setVisible(bool(error or help_text))
