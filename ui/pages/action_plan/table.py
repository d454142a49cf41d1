"""The table of actions with its calendar: moving about cell by cell, editing in place, dragging bars."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QTreeView, QWidget

from resources.i18n import tr
from ui.delegates.action_row import MARK_AT, ActionDelegate
from ui.delegates.gantt import CalendarLook
from ui.document_bridge import DocumentBridge
from ui.models.action_tree import GROUP_ROLE, LINK_COLUMNS, NO_INDEX, ActionTree, Place
from ui.models.action_words import COST, DATES, FRICTIONS, OBJECTIVES, OWNER, SEGMENTS, TITLE, WEIGHT
from ui.models.timeline import Zoom
from ui.pages.action_plan.arrows import Arrows
from ui.pages.action_plan.bars import BarMouse
from ui.pages.action_plan.calendar_head import CalendarHead
from ui.pages.action_plan.links import DEPENDENCY, FRICTION, OBJECTIVE, SEGMENT, Link, chosen_ids, write_links
from ui.pages.action_plan.milestones import edit_milestone, move_milestone
from ui.pages.action_plan.time_view import TimeView
from ui.theme.theme import theme
from ui.widgets.choices import ChoiceMenu

Index = QModelIndex | QPersistentModelIndex
_WIDTHS: Mapping[int, int] = {SEGMENTS: 146, FRICTIONS: 66, OBJECTIVES: 62, OWNER: 42, WEIGHT: 98, COST: 90}
_NEAR_TITLE_SHARE = 0.3
_TITLE_SHARE, _LEAST_TITLE, _MOST_TITLE, _LEAST_DATES = 0.5, 200, 460, 150
_NARROW, _NARROW_NEAR, _NARROW_SEGMENTS = 960, 1400, 104
_MOST_SEGMENTS, _ENOUGH_DATES = 220, 300
_LINKS: Mapping[int, Link] = {SEGMENTS: SEGMENT, FRICTIONS: FRICTION, OBJECTIVES: OBJECTIVE}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Trigger = QAbstractItemView.EditTrigger
_ASKED = (_Trigger.DoubleClicked, _Trigger.EditKeyPressed)
_Hint = QAbstractItemDelegate.EndEditHint


class ActionTable(QTreeView):
    """`picked` carries the id of the current action ("" on a group), `opened` the one whose details are wanted,
    `status_clicked` the one whose mark was clicked."""

    picked = Signal(str)
    opened = Signal(str)
    status_clicked = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.tree = ActionTree(bridge, self)
        self.time = TimeView(self)
        self.look = CalendarLook()
        self.bars = BarMouse(self, self.look)
        self.arrows = Arrows(self, self.look)
        self._was_shown, self._shown_zoom = False, Zoom.YEAR
        self.setObjectName("action_table")
        self.setAccessibleName(tr("Actions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setModel(self.tree)
        self.head = CalendarHead(self.tree, self)
        self.head.is_read_only = bridge.document.is_read_only
        self.head.turn_wanted.connect(lambda day: edit_milestone(bridge, self, day=day))
        self.head.turn_opened.connect(lambda turn_id: edit_milestone(bridge, self, turn_id))
        self.head.turn_moved.connect(lambda turn_id, day: move_milestone(bridge, turn_id, day))
        self.head.wheeled.connect(self.time.follow_wheel)
        self.setHeader(self.head)
        self.setItemDelegate(ActionDelegate(self.tree, self.isExpanded, self.look, self))
        self.tree.rowsInserted.connect(self._unfold)
        self.selectionModel().currentChanged.connect(lambda new, _old: self.picked.emit(self._id_at(new)))
        self.tree.time_shown.connect(self._follow_time)
        theme().changed.connect(self._place_columns)

    # What the page asks

    @property
    def current(self) -> Place | None:
        """The action that has the cursor."""
        return self.tree.place_at(self.currentIndex())

    def follow(self) -> None:
        """Follow the plan; the cursor stays on its action wherever that goes."""
        before, index = self.current, self.currentIndex()
        column, row, group = index.column(), index.row(), index.parent().row()
        self.tree.follow()
        self.header().viewport().update()
        self.viewport().update()
        if before is None:
            return
        if self.current != before or not self.selectionModel().isRowSelected(index.row(), index.parent()):
            there = self.tree.index_of(before.action_id, column, before.group)
            self.set_current(there if there.isValid() else self._near(group, row, column))

    def reveal(self, action_id: str, column: int = TITLE) -> bool:
        """Put the cursor on an action and scroll to it; False when it is not listed."""
        here = self.current
        index = self.tree.index_of(action_id, column, here.group if here else None)
        if not index.isValid():
            return False
        self.expand(index.parent())
        self.set_current(index)
        return True

    def set_current(self, index: QModelIndex) -> None:
        """Move the cursor and the selection."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def edit_current(self) -> None:
        """Edit the cell under the cursor."""
        if self.current is not None:
            self.edit(self.currentIndex())

    def update_calendar(self) -> None:
        """Paint the calendar again, and nothing else."""
        left = self.header().sectionViewportPosition(DATES)
        self.viewport().update(left, 0, self.viewport().width() - left, self.viewport().height())

    def show_critical(self, ids: frozenset[str] | None) -> None:
        """Stress these actions in the calendar; None stresses none."""
        self.look.critical = ids
        self.update_calendar()

    def choose_needed(self) -> None:
        """Let the user choose what the current action waits for."""
        here = self.current
        if here is not None:
            self._open_choices(self.tree.index_of(here.action_id, DATES, here.group), DEPENDENCY)

    def open_links(self, index: QModelIndex) -> None:
        """Let the user choose what the action is linked to, in a list under the cell."""
        self._open_choices(index, _LINKS[index.column()])

    def _open_choices(self, index: QModelIndex, link: Link) -> None:
        place = self.tree.place_at(index)
        if place is None or self.bridge.document.is_read_only:
            return
        snapshot, action_id = self.bridge.snapshot(), place.action_id
        menu = ChoiceMenu(
            link.choices(snapshot, action_id), chosen_ids(snapshot, link, action_id), name="action_links",
            accessible_name=tr(link.title), parent=self,
        )  # fmt: skip
        menu.closed.connect(lambda ids: write_links(self.bridge, link, action_id, ids))
        menu.closed.connect(lambda _ids: self.setFocus(Qt.FocusReason.PopupFocusReason))
        menu.open_under(self)
        corner = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(0, 2))
        bottom = menu.screen().availableGeometry().bottom()
        menu.move(corner.x(), min(corner.y(), bottom - menu.height()))

    # Qt

    def edit(self, index: Index, *how: object) -> bool:  # type: ignore[override]  # two overloads share the name
        is_link = self.tree.place_at(index) is not None and index.column() in LINK_COLUMNS
        if is_link and (not how or how[0] in _ASKED):
            self.open_links(self.tree.index(index.row(), index.column(), index.parent()))
        if is_link or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        return bool(super().edit(index, *how))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        steps = {_Hint.EditNextItem: 1, _Hint.EditPreviousItem: -1}.get(hint, 0)
        super().closeEditor(editor, _Hint.NoHint if steps else hint)
        if steps:
            self._edit_beside(steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key, free = self.currentIndex(), event.key(), self.state() != QAbstractItemView.State.EditingState
        if key == Qt.Key.Key_Escape and self.bars.cancel():
            return
        if not free or not index.isValid():
            super().keyPressEvent(event)
        elif key in _ENTER:
            self._enter(index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(index, 1 if key == Qt.Key.Key_Right else -1, event)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # In the calendar Alt with an arrow moves the bar; elsewhere it is the window's way back.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.time.is_move(event):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.area = event.rect()
        super().paintEvent(event)
        self.look.area = None
        if event.rect().right() >= self.header().sectionViewportPosition(DATES):
            self.arrows.paint(QPainter(self.viewport()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.time.follow_wheel(event):
            event.accept()
        else:
            super().wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.bars.hover(QModelIndex(), QPointF())

    def drawBranches(self, painter: QPainter, rect: object, index: Index) -> None:
        """The delegate draws the chevron of a group."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            if index.data(GROUP_ROLE) is not None:
                self.setExpanded(index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0)))
            elif index.column() == TITLE and event.position().x() < theme().px(MARK_AT + 20):
                self.set_current(index)
                self.status_clicked.emit(self._id_at(index))
                return
            elif self.bars.press(index, event.position()):
                self.set_current(index)
                return
            elif index.column() == DATES and (arrow := self.arrows.at(event.position())):
                self.reveal(arrow.action_id, DATES)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.bars.move(event.position(), event.globalPosition().toPoint()):
            self.bars.hover(self.indexAt(event.position().toPoint()), event.position())
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.bars.release():
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:  # the cursor was set before there was a height: that scrolled for nothing
            self._was_shown = True
            QTimer.singleShot(0, self, self._scroll_back)

    def _scroll_back(self) -> None:
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    # Inside

    def _id_at(self, index: Index) -> str:
        place = self.tree.place_at(index)
        return place.action_id if place else ""

    def _near(self, group: int, row: int, column: int) -> QModelIndex:
        """The action that took the place of one that left, else the last before it."""
        for at in (*range(group, self.tree.rowCount()), *range(min(group, self.tree.rowCount()) - 1, -1, -1)):
            parent = self.tree.index(max(at, 0), 0)
            count = self.tree.rowCount(parent)
            if count:
                return self.tree.index(min(row, count - 1) if at == group else 0, max(column, 0), parent)
        return QModelIndex()

    def _unfold(self, parent: QModelIndex, first: int, last: int) -> None:
        if parent.isValid():
            if self.tree.rowCount(parent) == last - first + 1:
                self.expand(parent)
            return
        for row in range(first, last + 1):
            self.expand(self.tree.index(row, 0, NO_INDEX))

    def _enter(self, index: QModelIndex) -> None:
        if index.data(GROUP_ROLE) is not None:
            self.setExpanded(index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0)))
        elif index.column() == TITLE:
            self.opened.emit(self._id_at(index))
        else:
            self.edit(index)

    def _sideways(self, index: QModelIndex, steps: int, event: QKeyEvent) -> None:
        if self.time.is_move(event):
            self.time.follow_key(event)
        elif index.data(GROUP_ROLE) is not None:
            self.setExpanded(index.siblingAtColumn(0), steps > 0)
        else:
            self.set_current(index.siblingAtColumn(max(TITLE, min(DATES, index.column() + steps))))

    def _follow_time(self) -> None:
        if self._shown_zoom is not self.tree.timeline.zoom:
            self._shown_zoom = self.tree.timeline.zoom
            self._place_columns()
        self.header().viewport().update()
        self.viewport().update()

    def _edit_beside(self, steps: int) -> None:
        index = self.currentIndex()
        column = index.column() + steps
        if TITLE <= column <= DATES:
            self.set_current(index.siblingAtColumn(column))
            self.edit(self.currentIndex())

    def _place_columns(self) -> None:
        px, head, width = theme().px, self.header(), self.viewport().width()
        is_near = self.tree.timeline.zoom is not Zoom.YEAR  # days and weeks want all the room there is
        is_tight = width < px(_NARROW_NEAR if is_near else _NARROW)
        narrow = _NARROW_SEGMENTS if is_tight else _WIDTHS[SEGMENTS]
        widths = {**_WIDTHS, SEGMENTS: narrow}
        for column, asked in widths.items():
            head.resizeSection(column, px(asked))
        free = width - sum(px(asked) for asked in widths.values())
        share = _NEAR_TITLE_SHARE if is_near else _TITLE_SHARE
        title = max(px(_LEAST_TITLE), min(px(_MOST_TITLE), round(free * share)))
        head.setStretchLastSection(False)
        head.resizeSection(TITLE, title)
        dates = max(px(_LEAST_DATES), free - title)
        # Above what a year needs to be read, the calendar leaves room to the names of segments.
        spare = 0 if is_near else min(max(0, dates - px(_ENOUGH_DATES)), px(_MOST_SEGMENTS) - px(widths[SEGMENTS]))
        head.resizeSection(SEGMENTS, px(widths[SEGMENTS]) + spare)
        head.resizeSection(DATES, dates - spare)
        self.doItemsLayout()
