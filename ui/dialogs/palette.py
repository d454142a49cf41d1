"""The palette: type a few letters of a command, Enter runs it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QSizePolicy, QWidget

from resources.i18n import tr
from ui.actions import ActionSet
from ui.delegates.commands import CommandDelegate
from ui.models.commands import CommandListModel
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.dialog import Dialog
from ui.widgets.keycap import KeyHint
from ui.widgets.label import Label
from ui.widgets.paint import painter_on
from ui.widgets.surface import Rule

_WIDTH, _FIELD, _LIST = 640, 52, 280
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PaletteDialog(Dialog):
    """`chosen` is the action to run once the dialog is closed."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, name="palette")
        self.setWindowTitle(tr("Search or run"))
        self.setAccessibleName(tr("Search or run"))
        self.chosen: QAction | None = None
        self._model = CommandListModel(actions, self)
        self._field = PaletteField(self)
        self._field.textChanged.connect(self._search)
        self._field.returnPressed.connect(self._choose)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(tr("Commands"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommandDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFixedHeight(theme().px(_LIST))
        self._list.clicked.connect(self._choose)
        self._none = Label(tr("No command has these words."), "body", "ink3", name="no_command")
        self._none.setContentsMargins(theme().px(22), 0, 0, 0)
        self._lay_out()
        self._search("")
        self._field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        owner = self.parentWidget()
        if owner is not None:
            top = owner.window().mapToGlobal(QPoint(0, round(owner.window().height() * 0.15))).y()
            self.move(self.x(), top - theme().px(_FIELD) // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows typed in the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self._list.keyPressEvent(event)
            return True
        return False

    def _lay_out(self) -> None:
        layout = self.panel.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, theme().px(12))
            layout.setSpacing(0)
        self.body.setSpacing(theme().px(8))
        foot = QHBoxLayout()
        foot.setContentsMargins(theme().px(18), 0, theme().px(18), 0)
        foot.setSpacing(theme().px(20))
        foot.addWidget(KeyHint(tr("{key} choose"), "↑ ↓"))
        foot.addWidget(KeyHint(tr("{key} run"), tr("Enter")))
        foot.addWidget(KeyHint(tr("{key} close"), tr("Esc")))
        foot.addStretch(1)
        self.body.addWidget(self._field)
        self.body.addWidget(Rule())
        self.body.addWidget(self._none)
        self.body.addWidget(self._list)
        self.body.addWidget(Rule())
        self.body.addLayout(foot)

    def _search(self, words: str) -> None:
        self._model.search(words)
        self._none.setVisible(not self._model.rowCount())
        self._list.setCurrentIndex(self._model.index(0))

    def _choose(self) -> None:
        action = self._model.action(self._list.currentIndex().row())
        if action is not None:
            self.chosen = action
            self.accept()


class PaletteField(QLineEdit):
    """The field at the top of the palette, without a frame."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette_field")
        self.setAccessibleName(tr("Search or run"))
        self.setPlaceholderText(tr("Name of a command"))
        self.setProperty("kind", "bare")
        self.setFrame(False)
        self.setFont(theme().font("lead"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(theme().px(52), 0, theme().px(20), 0)

    def sizeHint(self) -> QSize:
        """A hint, since the style sheet has the last word on the least height of a field."""
        return QSize(super().sizeHint().width(), theme().px(_FIELD))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().px(20)
        place = QRectF(theme().px(20), (self.height() - side) / 2, side, side)
        icons.draw(painter_on(self), "search", place, "ink3")
