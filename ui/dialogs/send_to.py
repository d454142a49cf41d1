"""Send to: what the drags between steps do, by keyboard. Type to find the place, Enter sends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from resources.i18n import tr
from ui.delegates.targets import TargetDelegate
from ui.models.targets import Target, TargetListModel
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import TextField
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.signs import Glyph

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ROWS, _ROW = 8, 36
_WIDTH = 640


class SendToDialog(Dialog):
    """`chosen` is where to send once the dialog is accepted; `is_followed` tells whether the user goes there too."""

    def __init__(self, words: str, icon: str, targets: Sequence[Target], parent: QWidget) -> None:
        super().__init__(tr("Send to"), parent, width=_WIDTH, name="send_to_dialog")
        self.chosen: Target | None = None
        self.is_followed = False
        self._model = TargetListModel(targets, self)
        self._field = TextField(placeholder=tr("Search a place"), name="send_to_search")
        self._field.setAccessibleName(tr("Search a place"))
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName("send_to_list")
        self._list.setAccessibleName(tr("Places"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(TargetDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setProperty("kind", "clear")
        self._list.setFixedHeight(theme().px(_ROW) * min(max(len(targets), 3), _ROWS) + theme().px(4))
        self._list.doubleClicked.connect(self._send)
        self._none = Label(tr("No place has these words."), "body", "ink3", name="no_place")
        self.body.addLayout(_subject(words, icon))
        self.body.addWidget(self._field)
        self.body.addWidget(self._none)
        self.body.addWidget(self._list)
        self.add_cancel()
        follow = self.add_button(Button(tr("Send and go there"), name="send_to_follow"))
        follow.clicked.connect(self._send_and_follow)
        accept = self.add_button(Button(tr("Send"), "primary", name="send_to_accept"))
        accept.clicked.connect(self._send)
        self.set_default(accept)
        self._search("")
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows typed in the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self._list.keyPressEvent(event)
            return True
        return False

    def _search(self, words: str) -> None:
        self._model.search(words)
        found = bool(self._model.rowCount())
        self._none.setVisible(not found)
        self._list.setVisible(found)
        self._list.setCurrentIndex(self._model.index(0))

    def _send(self) -> None:
        self.chosen = self._model.target(self._list.currentIndex().row())
        if self.chosen is not None:
            self.accept()

    def _send_and_follow(self) -> None:
        self.is_followed = True
        self._send()


def _subject(words: str, icon: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addWidget(Glyph(icon, "ink2"))
    row.addWidget(ElidedLabel(words, "body", name="send_to_subject"), 1)
    return row
