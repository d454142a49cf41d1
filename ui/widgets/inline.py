"""Text that is read in place and edited in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.paint import box, painter_on

_EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: Reasons for which the focus goes away without the user leaving the field: a context menu, another window.
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class InlineEdit(QWidget):
    """A label that becomes a field on F2, Enter, a click or a double click.

    Enter or leaving saves: `committed` carries the text, if it changed. Esc restores. In the `multiline` variant
    Enter saves too and Shift+Enter begins a line. `edited` follows every keystroke.
    """

    committed = Signal(str)
    edited = Signal(str)
    editing_began = Signal()
    editing_ended = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        placeholder: str = "",
        multiline: bool = False,
        weight: int | None = None,
        tone: str = "",
        on_click: bool = True,
        inset: int = 11,
        pad: int = 6,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`on_click` False leaves single clicks to what surrounds it; `inset` is what stands free beside the text,
        `pad` above and under it."""
        super().__init__(parent)
        self._text, self._placeholder, self._multiline = text, placeholder, multiline
        self._role, self._weight, self._tone, self._on_click = role, weight, tone, on_click
        self._pad = pad
        self._plain_name = accessible_name or placeholder
        self._placeholder_tone = "ink3"
        self._editor: QLineEdit | QPlainTextEdit | None = None
        self._read_only = self._hovered = False
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor if on_click else Qt.CursorShape.ArrowCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._label: Label = (
            Label("", role, weight=weight, wrap=True) if multiline else ElidedLabel("", role, weight=weight)
        )
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        px = theme().px
        self._label.setContentsMargins(px(inset), px(pad), px(inset), px(pad))
        column.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._show_text()

    @property
    def is_editing(self) -> bool:
        return self._editor is not None

    def text(self) -> str:
        """The text settled, not what is being typed."""
        return self._text

    def set_text(self, text: str) -> None:
        """Shows a text that comes from the plan; what is being typed is left alone."""
        self._text = text
        self._show_text()

    def set_placeholder(self, words: str, tone: str = "ink3") -> None:
        """What is read while there is no text."""
        self._placeholder, self._placeholder_tone = words, tone
        self._show_text()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def begin(self) -> None:
        """Turns the label into a field with its whole text selected."""
        if self._read_only or self._editor is not None:
            return
        editor = self._make_area() if self._multiline else self._make_line()
        editor.setObjectName(f"{self.objectName()}_editor")
        editor.setAccessibleName(self._plain_name)
        editor.setPlaceholderText(self._placeholder)
        editor.setFont(theme().font(self._role, weight=self._weight))
        editor.installEventFilter(self)
        self._editor = editor
        self._label.hide()
        column = self.layout()
        if column is not None:
            column.addWidget(editor)
        QWidget.setTabOrder(self, editor)
        editor.selectAll()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editing_began.emit()

    def commit(self) -> None:
        """Saves what is being typed, as leaving the field does."""
        self.end(save=True)

    def end(self, *, save: bool) -> None:
        """Turns the field back into a label, announcing the text if it is saved and has changed."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        written = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
        editor.removeEventFilter(self)
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        changed = save and written.strip() != self._text
        if changed:
            self._text = written.strip()
        self._show_text()
        self._label.show()
        if changed:
            self.committed.emit(self._text)
        self.editing_ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._editor_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYING:
            # After the event: the editor must not vanish while Qt is still handing the focus over.
            QTimer.singleShot(0, self, lambda: self.end(save=True))
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _EDIT_KEYS:
            self.begin()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._on_click
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.begin()
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._on_click:
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = not self._read_only
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(64), theme().line(self._role) + theme().px(2 * self._pad))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hovered and self._editor is None:
            area = QRectF(self.rect())
            box(painter_on(self), area, None, "lineStrong", radius=theme().radius("control"))

    def _make_line(self) -> QLineEdit:
        editor = QLineEdit(self._text)
        editor.textEdited.connect(self.edited)
        return editor

    def _make_area(self) -> QPlainTextEdit:
        editor = QPlainTextEdit(self._text)
        editor.setTabChangesFocus(True)
        lines = max(2, self._label.height() // theme().line(self._role))
        editor.setFixedHeight(theme().line(self._role) * lines + theme().px(14))
        editor.textChanged.connect(lambda: self.edited.emit(editor.toPlainText()))
        return editor

    def _editor_key(self, event: QKeyEvent) -> bool:
        """Handles the keys that end the editing; True when the key is used up."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.end(save=False)
            return True
        if event.key() in _ENTER_KEYS and not (self._multiline and shifted):
            self.end(save=True)
            return True
        return False

    def _show_text(self) -> None:
        self._label.setText(self._text or self._placeholder)
        self._label.set_tone((self._tone or "ink") if self._text else self._placeholder_tone)
        self.setAccessibleName(f"{self._plain_name}: {self._text}" if self._text else self._plain_name)
