"""The palette: type a few letters of a thing of the plan or of a command; Enter goes there, or runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QSizePolicy, QStackedWidget, QWidget

from resources.i18n import tr
from ui.actions import ActionSet
from ui.delegates.palette import PaletteDelegate
from ui.models.palette import Group, Line, PaletteModel
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.keycap import KeyCap, KeyHint
from ui.widgets.label import Label
from ui.widgets.paint import painter_on
from ui.widgets.surface import Rule

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.shell.lately import Lately
    from ui.shell.plan_search import PlanSearch

_WIDTH, _FIELD, _LIST = 640, 52, 400
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_LIMITS = (None, Group.PLAN, Group.COMMANDS, Group.METHOD)


class PaletteDialog(Dialog):
    """`chosen` is the line to go to or to run once the dialog is closed."""

    def __init__(self, actions: ActionSet, lately: Lately, parent: QWidget, *, only: Group | None = None) -> None:
        super().__init__("", parent, width=_WIDTH, name="palette")
        self.setWindowTitle(tr("Search or run"))
        self.setAccessibleName(tr("Search or run"))
        self.chosen: Line | None = None
        self._lately, self._only = lately, only
        self._has_plan = False
        self._model = PaletteModel(actions, self)
        self._field = PaletteField(self)
        self._field.textChanged.connect(self._search)
        self._field.returnPressed.connect(self._choose)
        self._field.installEventFilter(self)
        self._limit = Button("", "ghost", size="small", name="palette_limit")
        self._limit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._limit.clicked.connect(lambda: self._turn(1))
        self._list = QListView()
        self._list.setObjectName("palette_list")
        self._list.setProperty("kind", "clear")
        self._list.setAccessibleName(tr("What was found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.clicked.connect(self._choose)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self._none = Label("", "body", "ink3", wrap=True, align=top, name="no_command")
        self._none.setContentsMargins(theme().px(22), theme().px(12), theme().px(22), theme().px(12))
        self._found = QStackedWidget()
        self._lay_out()
        self._model.take_lately(lately.ran, (), None)
        self._show_limit()
        self._field.setFocus()

    def search_plan(self, search: PlanSearch, snapshot: Snapshot) -> None:
        """Find things of this plan too, as soon as they have been read."""
        self._has_plan = True
        self._model.take_lately(self._lately.ran, self._lately.seen, snapshot)
        search.ready.connect(self._take_index)
        search.ask(snapshot)
        self._search(self._field.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        owner = self.parentWidget()
        if owner is not None:
            window = owner.window()
            top = window.mapToGlobal(QPoint(0, round(window.height() * 0.15))).y() - theme().px(_FIELD) // 2
            lowest = window.mapToGlobal(QPoint(0, window.height())).y() - self.height()
            self.move(self.x(), max(min(top, lowest), window.mapToGlobal(QPoint(0, 0)).y()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows typed in the field move in the list, Tab changes what is searched."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self._list.keyPressEvent(event)
                return True
            if event.key() in _TABS:
                self._turn(-1 if event.key() == Qt.Key.Key_Backtab else 1)
                return True
        return False

    def _lay_out(self) -> None:
        layout = self.panel.layout()
        px = theme().px
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, px(12))
            layout.setSpacing(0)
        self.body.setSpacing(px(8))
        head = QHBoxLayout()
        head.setContentsMargins(0, px(8), px(18), 0)
        head.setSpacing(px(8))
        head.addWidget(self._field, 1)
        head.addWidget(self._limit)
        head.addWidget(KeyCap(tr("Tab")))
        foot = QHBoxLayout()
        foot.setContentsMargins(px(18), 0, px(18), 0)
        foot.setSpacing(px(20))
        foot.addWidget(KeyHint(tr("{key} choose"), "↑ ↓"))
        foot.addWidget(KeyHint(tr("{key} go there or run"), tr("Enter")))
        foot.addWidget(KeyHint(tr("{key} close"), tr("Esc")))
        foot.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        self._found.addWidget(self._list)
        self._found.addWidget(self._none)
        self._found.setFixedHeight(px(_LIST))
        self.body.addWidget(self._found)
        self.body.addWidget(Rule())
        self.body.addLayout(foot)

    def _take_index(self, index: object) -> None:
        self._model.take_index(index)  # type: ignore[arg-type]  # a signal that carries one sort of thing
        self._show_first()

    def _search(self, words: str) -> None:
        self._model.search(words)
        self._show_first()

    def _show_first(self) -> None:
        """Choose the first line, or say that there is none; the list keeps its place, so that nothing jumps."""
        first = self._model.first_row()
        self._list.setCurrentIndex(self._model.index(first) if first >= 0 else self._model.index(-1))
        self._list.scrollToTop()
        self._none.setText(self._sentence())
        self._found.setCurrentWidget(self._list if first >= 0 else self._none)

    def _sentence(self) -> str:
        typed = self._field.text().strip()
        if not typed:
            return tr("Type a few letters of a name, of a note or of a quote.")
        if self._only is None:
            return tr("Nothing has these words. Try fewer letters, in French or in English.")
        return tr("Nothing here has these words. {key} searches elsewhere.").format(key=tr("Tab"))

    def _turn(self, by: int) -> None:
        """Search in the next group."""
        limits = [each for each in _LIMITS if each is not Group.PLAN or self._has_plan]
        self._only = limits[(limits.index(self._only) + by) % len(limits)] if self._only in limits else None
        self._show_limit()

    def _show_limit(self) -> None:
        words = tr("Everything") if self._only is None else tr(self._only.value)
        self._limit.setText(words)
        self._limit.setAccessibleName(tr("Searched: {group}").format(group=words))
        self._field.setPlaceholderText(tr("Name of a thing or of a command") if self._only is None else words)
        self._model.limit_to(self._only)
        self._show_first()

    def _choose(self) -> None:
        line = self._model.line(self._list.currentIndex().row())
        if line is not None and not line.is_disabled:
            self.chosen = line
            self.accept()


class PaletteField(QLineEdit):
    """The field at the top of the palette, without a frame."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette_field")
        self.setAccessibleName(tr("Search or run"))
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
