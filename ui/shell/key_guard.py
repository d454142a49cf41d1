"""Which keys a focused control keeps for itself although the window has a shortcut for them.

A text field keeps what it types and undoes its own typing first; a button keeps Space. Qt asks the focused widget by a
ShortcutOverride event: accepting it sends the key to the widget instead of the shortcut. Enter presses the button that
has the focus, as Space does: Qt leaves it to the default button of a dialog, which creates while “Cancel” is focused.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: In a folded list, letters look for an entry.
_TAKES_LETTERS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_USES_SPACE = (QAbstractButton, QAbstractSlider)


class KeyGuard(QObject):
    """Filters the events of whichever widget has the focus, and of no other: a filter on the application is slow."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is self._watched:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
        self._watched = new

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return press(watched, event)
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if has_nothing_to_undo(watched, event):
            event.ignore()
            return True
        if keeps(watched, event):
            event.accept()
            return True
        return False


def press(widget: QObject, event: QKeyEvent) -> bool:
    """Press the button on which Enter is struck; a choice leaves Enter to its dialog, which it confirms."""
    is_enter = event.key() in _ENTER and event.modifiers() in _PLAIN
    if not is_enter or not isinstance(widget, QAbstractButton) or isinstance(widget, QRadioButton | QCheckBox):
        return False
    if not event.isAutoRepeat():
        widget.click()
    return True


def keeps(widget: QObject, event: QKeyEvent) -> bool:
    """Whether the widget uses this key itself."""
    if event.modifiers() not in _PLAIN:
        return False
    if isinstance(widget, _TAKES_LETTERS):
        return bool(event.text()) and event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    return isinstance(widget, _USES_SPACE) and event.key() == Qt.Key.Key_Space


def has_nothing_to_undo(widget: QObject, event: QKeyEvent) -> bool:
    """Whether undo or redo is asked of a text field that has no typing left: then the plan undoes."""
    is_undo, is_redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if not is_undo and not is_redo:
        return False
    if isinstance(widget, QLineEdit):
        return not (widget.isUndoAvailable() if is_undo else widget.isRedoAvailable())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        document = widget.document()
        return not (document.isUndoAvailable() if is_undo else document.isRedoAvailable())
    return False
