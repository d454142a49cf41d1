"""The panel's library: objectives of the method to add by Enter, a click on +, or dragging."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QToolTip, QVBoxLayout, QWidget

from resources.i18n import tr
from ui.actions import list_menu
from ui.delegates.suggestion import SuggestionDelegate
from ui.document_bridge import DocumentBridge
from ui.models.suggestions import SUGGESTION_ROLE, Suggestion, SuggestionModel
from ui.pages.page import Handlers
from ui.sending import SUGGESTION, send_handlers
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.field import TextField
from ui.widgets.label import Label, plain_tip
from ui.widgets.signs import Glyph


class Library(QWidget):
    """`wanted` carries the entry to make an objective of, `taken` one that already is one."""

    wanted = Signal(str)
    taken = Signal(str)
    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.setObjectName("objective_library")
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(8), px(12))
        column.setSpacing(px(4))
        self._search_button = IconButton(
            "search", tr("Search the suggestions"), size="small", checkable=True, name="library_search_button"
        )
        self._search_button.toggled.connect(self._show_search)
        head = QHBoxLayout()
        head.setContentsMargins(px(4), 0, 0, 0)
        head.addWidget(Label(tr("Suggested objectives"), "heading"))
        head.addStretch(1)
        head.addWidget(self._search_button)
        column.addLayout(head)
        self.search = TextField(placeholder=tr("Search the suggestions"), name="library_search")
        self.search.setVisible(False)
        self.model = SuggestionModel(bridge, self)
        self.search.textChanged.connect(self.model.search)
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self.list = SuggestionList(self.model)
        self.list.picked.connect(self._pick)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.handlers_changed.emit())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer_menu)
        self.list.setEnabled(not bridge.document.is_read_only)
        column.addWidget(self.list, 1)
        column.addLayout(_hint())

    def handlers(self) -> Handlers:
        """What can be done with the suggestion selected: to send it to the objectives."""
        line: Suggestion | None = self.list.currentIndex().data(SUGGESTION_ROLE)
        return send_handlers(self._bridge, SUGGESTION, line.id, self) if line is not None else {}

    def follow(self) -> None:
        """Tell again which suggestions are in the plan."""
        self.model.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._search_button.setChecked(False)
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                self.list.go_to_first()
                return True
        return False

    def _offer_menu(self, place: QPoint) -> None:
        handlers = self.handlers()
        if handlers:
            menu = list_menu(handlers, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _show_search(self, shown: bool) -> None:
        self.search.setVisible(shown)
        if shown:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.clear()

    def _pick(self, suggestion: Suggestion) -> None:
        (self.taken if suggestion.is_taken else self.wanted).emit(suggestion.id)


class SuggestionList(QListView):
    """`picked` carries the suggestion under Enter, a double click, or a click on its sign."""

    picked = Signal(object)

    def __init__(self, model: SuggestionModel) -> None:
        super().__init__()
        self.setObjectName("library_list")
        self.setAccessibleName(tr("Suggested objectives"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(model)
        delegate = SuggestionDelegate(self)
        delegate.add_wanted.connect(lambda row: self._pick(self.model().index(row, 0)))
        self.setItemDelegate(delegate)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._pick)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # a line is as high as its words ask for at this width

    def go_to_first(self) -> None:
        """Select the first suggestion listed."""
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus) and self.currentIndex().isValid():
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line: Suggestion | None = self.indexAt(event.pos()).data(SUGGESTION_ROLE)
            if line is not None and not line.is_title:
                QToolTip.showText(event.globalPos(), _explained(line), self)
                return True
        return super().viewportEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        line: Suggestion | None = index.data(SUGGESTION_ROLE)
        if line is not None and not line.is_title:
            self.picked.emit(line)


def _explained(line: Suggestion) -> str:
    """Name, example and KPIs."""
    parts = [line.label, line.example]
    if line.kpis:
        parts.append(tr("KPIs: {names}").format(names=", ".join(line.kpis)))
    return plain_tip("\n".join(part for part in parts if part))


def _hint() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme().px(4), theme().px(4), theme().px(8), 0)
    row.setSpacing(theme().px(6))
    row.addWidget(Glyph("mouse-pointer-2", "ink3"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(tr("Drag a suggestion into the list, or press Enter."), "caption", wrap=True), 1)
    return row
