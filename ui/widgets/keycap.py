"""A key of the keyboard, and a line that says what keys do."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.label import Label
from ui.widgets.paint import CENTER, box, painter_on, text


class KeyCap(QWidget):
    """One key, such as "T" or "Alt ↓"."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = _short(key)
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = theme().text_width("caption", self._key) + theme().px(12)
        return QSize(max(width, theme().px(20)), theme().px(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        box(painter, self.rect(), "sheet", "lineStrong", radius=theme().radius("chip"))
        text(painter, self.rect(), self._key, theme().font("caption"), "ink2", CENTER)


def _short(key: str) -> str:
    """Keys as they stand on a keyboard: a space between two, an arrow for the name of an arrow."""
    arrows = {tr("Up"): "↑", tr("Down"): "↓", tr("Left"): "←"}
    return " ".join(arrows.get(part, part) for part in key.split("+") if part)


class KeyHint(QWidget):
    """A sentence in which `{key}` is drawn as a key: KeyHint("or press {key} to start", "T")."""

    def __init__(self, sentence: str, key: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(sentence.replace("{key}", key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        before, _, after = sentence.partition("{key}")
        if before.strip():
            row.addWidget(Label(before.strip(), "caption"))
        row.addWidget(KeyCap(key))
        if after.strip():
            row.addWidget(Label(after.strip(), "caption"))
