"""A heading with its sentence over a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.label import Label
from ui.widgets.surface import Card


class Block(QWidget):
    """`card.body` takes what it shows; `note` is the sentence under the title, "" for none."""

    def __init__(self, title: str, note: str = "", *beside: QWidget, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        px = theme().px
        head, titles = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(px(8))
        titles.setSpacing(0)
        titles.addWidget(Label(title, "heading"))
        self._note = Label(note, "small", "ink2", wrap=True)
        self._note.setVisible(bool(note))
        titles.addWidget(self._note)
        head.addLayout(titles, 1)
        for each in beside:
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self.card = Card(color="sheet", margins=(20, 16, 20, 16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.card, 1)

    def set_note(self, words: str) -> None:
        """Change the sentence under the title."""
        self._note.setText(words)
        self._note.setVisible(bool(words))
