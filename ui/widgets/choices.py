"""Picking several things out of a list: a list with check marks, and the same in a popup with a filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from resources.i18n import tr
from ui.theme.icons import draw
from ui.theme.theme import theme
from ui.widgets.checks import draw_check
from ui.widgets.chip import Dot, dot_color
from ui.widgets.field import TextField
from ui.widgets.label import Label, plain_tip
from ui.widgets.paint import LEFT, RIGHT, box, disc, focus_inset, painter_on, text

CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
_FILTER_FROM = 8  # shorter lists are read at a glance


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be picked: its id, its name, and what helps to tell it from the others."""

    id: str
    label: str
    note: str = ""
    icon: str = ""
    dot: Dot | None = None
    is_fixed: bool = False
    """Whether it stays as it is."""


class CheckList(QListView):
    """Rows with a check mark; Space or a click toggles. `changed` carries the chosen ids in the order of the list.

    `moved` carries the id of the row that the cursor came to.
    """

    changed = Signal(object)
    moved = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        chosen: Iterable[str] = (),
        *,
        single: bool = False,
        marks_current: bool = False,
        most_rows: int = 9,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`single` lets at most one row be checked; `marks_current`: the row with the cursor stands out always.

        `most_rows`: for how many it asks room; it takes more if it is given.
        """
        super().__init__(parent)
        self._most_rows = most_rows
        self._single, self.marks_current = single, marks_current
        self._signs: Mapping[str, tuple[str, str]] = {}
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(ChoiceDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("kind", "clear")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._toggle)
        self.set_choices(choices, chosen)

    def set_choices(self, choices: Sequence[Choice], chosen: Iterable[str] = ()) -> None:
        """Replaces the rows; announces nothing."""
        checked = set(chosen)
        model = self._rows()
        model.clear()
        for choice in choices:
            item = QStandardItem(choice.label)
            _describe(item, choice)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if choice.id in checked else Qt.CheckState.Unchecked)
            model.appendRow(item)
        if model.rowCount():
            self.setCurrentIndex(model.index(0, 0))

    def chosen(self) -> list[str]:
        """Ids of the checked rows, in the order of the list."""
        return [item.data(CHOICE_ROLE).id for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    @property
    def current_id(self) -> str:
        """The id of the row that has the cursor, "" without one."""
        index = self.currentIndex()
        return index.data(CHOICE_ROLE).id if index.isValid() else ""

    def go_to(self, choice_id: str) -> None:
        """Puts the cursor on a row, if there is one with this id."""
        for row, item in enumerate(self._items()):
            if item.data(CHOICE_ROLE).id == choice_id:
                self.setCurrentIndex(self._rows().index(row, 0))

    def set_chosen(self, choice_id: str, is_chosen: bool) -> None:
        """Checks a row or no longer; announces nothing."""
        for item in self._items():
            if item.data(CHOICE_ROLE).id == choice_id:
                item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)

    def choose_all(self, are_chosen: bool) -> None:
        """Checks all rows or none, but for those that stay as they are; announces it as a gesture of the user."""
        for item in self._items():
            if not item.data(CHOICE_ROLE).is_fixed:
                item.setCheckState(Qt.CheckState.Checked if are_chosen else Qt.CheckState.Unchecked)
        self.changed.emit(self.chosen())

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """What stands at the end of the rows, by their ids."""
        for item in self._items():
            choice: Choice = item.data(CHOICE_ROLE)
            _describe(item, replace(choice, note=notes.get(choice.id, "")))

    def show_signs(self, signs: Mapping[str, tuple[str, str]]) -> None:
        """Icons at the very end of the rows, with their colour tokens, by the ids of the rows."""
        self._signs = signs
        self.viewport().update()

    def sign(self, choice_id: str) -> tuple[str, str] | None:
        """The icon at the end of a row, if it has one."""
        return self._signs.get(choice_id)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.data(CHOICE_ROLE) is not None:
            self.moved.emit(current.data(CHOICE_ROLE).id)

    def filter(self, words: str) -> None:
        """Hides the rows whose name does not hold the words, whatever their accents; an empty text shows all."""
        from resources.folding import plain

        wanted = plain(words).strip()
        for row, item in enumerate(self._items()):
            choice: Choice = item.data(CHOICE_ROLE)
            self.setRowHidden(row, wanted not in plain(f"{choice.label} {choice.note}"))
        self._go_to_first_shown()

    def choose_current(self) -> bool:
        """Check the row that has the cursor, if it is shown; False when none is."""
        index = self.currentIndex()
        if not index.isValid() or self.isRowHidden(index.row()):
            return False
        self._toggle(index)
        return True

    def choose_named(self, name: str) -> bool:
        """Check the row of this very name, in any case; False when there is none."""
        wanted = name.casefold()
        for row, item in enumerate(self._items()):
            if item.data(CHOICE_ROLE).label.casefold() == wanted:
                self._toggle(self._rows().index(row, 0))
                return True
        return False

    def _go_to_first_shown(self) -> None:
        model = self._rows()
        if self.isRowHidden(self.currentIndex().row()):
            shown = (row for row in range(model.rowCount()) if not self.isRowHidden(row))
            self.setCurrentIndex(model.index(next(shown, -1), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        look = theme()
        rows = self._rows().rowCount()
        widest = max((look.text_width("small", item.text()) for item in self._items()), default=0)
        return QSize(min(look.px(400), widest + look.px(96)), look.px(34) * min(rows, self._most_rows) + look.px(4))

    def _rows(self) -> QStandardItemModel:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        return model

    def _items(self) -> list[QStandardItem]:
        model = self._rows()
        return [model.item(row) for row in range(model.rowCount())]

    def _toggle(self, index: QModelIndex) -> None:
        item = self._rows().itemFromIndex(index)
        if item.data(CHOICE_ROLE).is_fixed:
            return
        checked = item.checkState() == Qt.CheckState.Checked
        if self._single:
            for other in self._items():
                other.setCheckState(Qt.CheckState.Unchecked)
        item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
        self.changed.emit(self.chosen())


def _describe(item: QStandardItem, choice: Choice) -> None:
    item.setData(choice, CHOICE_ROLE)
    item.setToolTip(plain_tip("\n".join(filter(None, (choice.label, choice.note)))))
    item.setAccessibleText(", ".join(filter(None, (choice.label, choice.note))))


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a row of a CheckList: mark, dot or icon, name, note, sign."""

    def __init__(self, view: CheckList) -> None:
        super().__init__(view)
        self.list = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(160), theme().px(34))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, choice = theme(), index.data(CHOICE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        state = option.state
        is_current = self.list.marks_current and index.row() == self.list.currentIndex().row()
        if is_current or state & QStyle.StateFlag.State_MouseOver:
            box(painter, area, "selected" if is_current else "hover", radius=look.radius("control"))
        if state & QStyle.StateFlag.State_HasFocus:
            focus_inset(painter, area, radius=look.radius("control"))
        side = look.px(16)
        mark = QRectF(area.x() + look.px(10), area.center().y() - side / 2, side, side)
        checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        draw_check(painter, mark, checked, enabled=not choice.is_fixed)
        left = mark.right() + look.px(10)
        dot = dot_color(choice.dot)
        if dot is not None:
            disc(painter, QPointF(left + look.px(4), area.center().y()), look.px(4), dot)
            left += look.px(14)
        if choice.icon:
            draw(painter, choice.icon, QRectF(left, mark.y(), side, side), "ink2")
            left += look.px(24)
        words = QRectF(left, area.y(), area.right() - look.px(10) - left, area.height())
        if (sign := self.list.sign(choice.id)) is not None:
            draw(painter, sign[0], QRectF(words.right() - side, mark.y(), side, side), sign[1])
            words.setRight(words.right() - side - look.px(8))
        if choice.note:
            words.setRight(words.right() - text(painter, words, choice.note, look.font("caption"), "ink3", RIGHT) - 8)
        text(painter, words, choice.label, look.font("small", weight=600 if is_current else None), "ink", LEFT)
        painter.restore()


class ChoiceMenu(QFrame):
    """A CheckList that pops up under a control; `changed` follows every mark, `closed` carries the final ids.

    In a `single` one Enter picks the row that has the cursor. With `free_text` Enter in the filter takes what is
    written there as it is, unless it is the name of a row: `typed` carries it.
    """

    changed = Signal(object)
    closed = Signal(object)
    typed = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice],
        chosen: Iterable[str] = (),
        *,
        single: bool = False,
        free_text: str = "",
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`free_text` is what the filter asks for when any text will do, already translated."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(6), look.px(6), look.px(6), look.px(6))
        column.setSpacing(look.px(6))
        self.list = CheckList(choices, chosen, single=single, name=f"{name}_list", accessible_name=accessible_name)
        self.filter = TextField(placeholder=free_text or tr("Filter"), name=f"{name}_filter")
        self.filter.textChanged.connect(self.list.filter)
        self._takes_text = bool(free_text)
        column.addWidget(self.filter)
        # Once it has a parent: shown before, it would be a window of its own for an instant.
        self.filter.setVisible(bool(free_text) or len(choices) >= _FILTER_FROM)
        column.addWidget(self.list)
        if not single:
            column.addWidget(Label(tr("Space marks, Enter closes"), "caption", name=f"{name}_hint"))
        self.list.changed.connect(self._changed)
        self._close_on_choice = single
        self._announced = False

    def open_under(self, anchor: QWidget) -> None:
        """Shows the popup at the lower left corner of a control."""
        self.open_at(anchor.mapToGlobal(QPoint(0, anchor.height() + theme().px(4))))

    def open_at(self, corner: QPoint) -> None:
        """Shows the popup with its upper left corner at a point of the screen, or so near that it is seen whole."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        self.move(left, max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.show()
        (self.list if self.filter.isHidden() else self.filter).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:
        if not self._announced:
            self._announced = True
            self.closed.emit(self.list.chosen())

    def paintEvent(self, event: QPaintEvent) -> None:
        box(painter_on(self), self.rect(), "raised", "lineStrong")

    def _accept(self) -> None:
        written = self.filter.text().strip()
        if self._takes_text and self.filter.hasFocus() and written and not self.list.choose_named(written):
            self.typed.emit(written)
        elif self._close_on_choice and (self.list.hasFocus() or not self._takes_text):
            self.list.choose_current()
        self.close()

    def _changed(self, chosen: object) -> None:
        self.changed.emit(chosen)
        if self._close_on_choice:
            self.close()
