"""What a screen reader says of a change that the user has just made with keys or the mouse."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence, and keep it as the description of the control."""
    widget.setAccessibleDescription(sentence)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
